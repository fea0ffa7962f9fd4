"""Real servers on the loopback, each serving the bare repositories of one directory."""

import contextlib
import getpass
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import run

HOST = "127.0.0.1"


class Served(NamedTuple):
    """Where bare repositories lie, the address that they are reached by, and what git needs."""

    base: Path
    prefix: str
    env: Mapping[str, str]

    def address(self, name: str) -> str:
        return f"{self.prefix}/{name}"


def program(name: str) -> str:
    """The path of a server's program; the test is skipped where the machine has none."""
    found = shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin:/usr/local/sbin:/sbin")
    if not found:
        pytest.skip(f"{name} is not installed; see .ci/run")
    return found


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def _environment(home: Path) -> dict[str, str]:
    """What a server sees: nothing of this machine's configuration."""
    config = home / "server.gitconfig"
    config.write_text("[safe]\n\tdirectory = *\n")
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    return {**kept, "HOME": str(home), "GIT_CONFIG_GLOBAL": str(config), "GIT_CONFIG_NOSYSTEM": "1"}


@contextlib.contextmanager
def running(argv: list[str], home: Path, port: int | None, **env: str) -> Iterator[None]:
    """A server in a process group of its own, until it answers and then until the end."""
    with (home / f"{Path(argv[0]).name}.log").open("wb") as log:
        process = subprocess.Popen(
            argv, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
            env={**_environment(home), **env},
        )  # fmt: skip
        try:
            if port is not None:
                _await(process, port, Path(log.name))
            yield
        finally:
            process.terminate()
            process.wait(timeout=20)


def _await(process: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    for _ in range(200):
        assert process.poll() is None, log.read_text()
        with contextlib.suppress(OSError), socket.create_connection((HOST, port), timeout=1):
            return
        time.sleep(0.05)
    raise AssertionError(f"no server on port {port}\n{log.read_text()}")


@contextlib.contextmanager
def plain_files(home: Path) -> Iterator[Served]:
    yield Served(home, str(home), {})


@contextlib.contextmanager
def git_daemon(home: Path) -> Iterator[Served]:
    port = free_port()
    argv = ["git", "daemon", f"--listen={HOST}", f"--port={port}", f"--base-path={home}",
            "--export-all", "--enable=receive-pack", "--reuseaddr", str(home)]  # fmt: skip
    with running(argv, home, port):
        yield Served(home, f"git://{HOST}:{port}", {})


NGINX = """\
daemon off;
pid {home}/nginx.pid;
error_log {home}/nginx-error.log;
worker_processes 1;
events {{ worker_connections 64; }}
http {{
  access_log off;
  client_max_body_size 0;
  client_body_temp_path {home}/t1; proxy_temp_path {home}/t2; fastcgi_temp_path {home}/t3;
  uwsgi_temp_path {home}/t4; scgi_temp_path {home}/t5;
  server {{
    listen {host}:{port};
    location ~ ^(/.*)$ {{
      fastcgi_pass unix:{socket};
      fastcgi_param SCRIPT_FILENAME {backend};
      fastcgi_param GIT_PROJECT_ROOT {home};
      fastcgi_param GIT_HTTP_EXPORT_ALL "";
      fastcgi_param GIT_CONFIG_GLOBAL {home}/server.gitconfig;
      fastcgi_param PATH {path};
      fastcgi_param PATH_INFO $1;
      fastcgi_param QUERY_STRING $query_string;
      fastcgi_param REQUEST_METHOD $request_method;
      fastcgi_param CONTENT_TYPE $content_type;
      fastcgi_param CONTENT_LENGTH $content_length;
      fastcgi_param HTTP_CONTENT_ENCODING $http_content_encoding;
      fastcgi_param GIT_PROTOCOL $http_git_protocol;
      fastcgi_param REMOTE_USER clone;
      fastcgi_param REMOTE_ADDR $remote_addr;
    }}
  }}
}}
"""


@contextlib.contextmanager
def smart_http(home: Path) -> Iterator[Served]:
    """``git http-backend`` behind nginx and fcgiwrap."""
    nginx, wrapper, port = program("nginx"), program("fcgiwrap"), free_port()
    backend = f"{run('git', '--exec-path', cwd=home).stdout.strip()}/git-http-backend"
    home.chmod(0o755)
    listener = home / "cgi.sock"
    user = "" if os.getuid() else f"user {getpass.getuser()};\n"
    config = home / "nginx.conf"
    config.write_text(
        user
        + NGINX.format(
            home=home, host=HOST, port=port, socket=listener, backend=backend,
            path=os.environ["PATH"],
        )
    )  # fmt: skip
    with (
        running([wrapper, "-c", "2", "-s", f"unix:{listener}"], home, None),
        running([nginx, "-c", str(config), "-p", str(home)], home, port),
    ):
        yield Served(home, f"http://{HOST}:{port}", {})


SSHD = """\
Port {port}
ListenAddress {host}
HostKey {home}/host_key
PidFile {home}/sshd.pid
AuthorizedKeysFile {home}/authorized_keys
StrictModes no
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin prohibit-password
AcceptEnv GIT_* CI_* AGENTOPS_*
SetEnv GIT_CONFIG_GLOBAL={home}/server.gitconfig GIT_CONFIG_NOSYSTEM=1 HOME={home} PATH={path}
"""


@contextlib.contextmanager
def loopback_sshd(home: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """A server of our own, with keys of its own, for whoever runs the tests; whom it lets in
    ``home/authorized_keys`` says. Its address, and what git needs to reach it."""
    sshd, keygen, port = program("sshd"), program("ssh-keygen"), free_port()
    if os.getuid() == 0:
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
    for name in ("host_key", "key"):
        run(keygen, "-q", "-t", "ed25519", "-N", "", "-f", home / name, cwd=home)
    path = os.environ["PATH"]
    (home / "sshd_config").write_text(SSHD.format(port=port, host=HOST, home=home, path=path))
    host_key = (home / "host_key.pub").read_text()
    (home / "known_hosts").write_text(f"[{HOST}]:{port} {host_key}")
    command = f"ssh -F none -i {home}/key -o UserKnownHostsFile={home}/known_hosts"
    with running([sshd, "-D", "-e", "-f", str(home / "sshd_config")], home, port):
        yield f"ssh://{getpass.getuser()}@{HOST}:{port}", {"GIT_SSH_COMMAND": command}


@contextlib.contextmanager
def ssh(home: Path) -> Iterator[Served]:
    with loopback_sshd(home) as (address, env):
        (home / "authorized_keys").write_text((home / "key.pub").read_text())
        yield Served(home, f"{address}{home}", env)


SERVERS = {"file": plain_files, "git": git_daemon, "http": smart_http, "ssh": ssh}
