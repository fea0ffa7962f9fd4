"""Running ssh-keygen: by its absolute path, since whoever sets PATH must not judge signatures."""

import os
from collections.abc import Sequence
from typing import NamedTuple

from agentops_git.errors import EnvironmentFailure
from agentops_git.git.process import Completed, Stream

_PLACES = (
    "/usr/bin/ssh-keygen",
    "/usr/local/bin/ssh-keygen",
    "/opt/homebrew/bin/ssh-keygen",
    "/run/current-system/sw/bin/ssh-keygen",
)
_INSTALL = "install OpenSSH 8.2 or newer (openssh-client)"
_BARE = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}


class Allowed(NamedTuple):
    """One line of an allowed-signers file: a public key for one namespace."""

    principal: str
    namespace: str
    key: str

    def __str__(self) -> str:
        return f'{self.principal} namespaces="{self.namespace}" {self.key}\n'


def path() -> str:
    """Where ssh-keygen is; EnvironmentFailure where the system has none."""
    for place in _PLACES:
        if os.access(place, os.X_OK):
            return place
    raise EnvironmentFailure(f"ssh-keygen is in none of the system's places; {_INSTALL}")


def holds(payload: bytes, armored: str, allowed: Allowed) -> bool:
    """Ask ssh-keygen whether a signature over ``payload`` holds.

    The environment is bare: no agent, no configuration, no preloaded library.
    EnvironmentFailure where ssh-keygen can't tell.
    """
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="agentops-git-") as folder:
        names = [os.path.join(folder, name) for name in ("allowed", "signature", "payload")]
        for name, data in zip(
            names, (str(allowed).encode(), armored.encode(), payload), strict=True
        ):
            _write(name, data)
        argv = [
            path(), "-Y", "verify", "-f", names[0], "-I", allowed.principal,
            "-n", allowed.namespace, "-s", names[1],
        ]  # fmt: skip
        stream = Stream(argv, os.open(names[2], os.O_RDONLY), _BARE)
        out = b"".join(stream)
        done = stream.close()
    said = out + done.err
    if done.code < 0 or b"unknown option" in said or b"illegal option" in said:
        raise EnvironmentFailure(f"{path()} can't verify signatures; {_INSTALL}")
    return done.code == 0


def signature(payload: bytes, namespace: str, key: Sequence[str], folder: str) -> Completed:
    """Let ssh-keygen sign with ``key`` (its arguments); ``out`` is the armored signature.

    It asks on the user's terminal for passphrases and PINs, and is heard where it asks for a
    touch.
    """
    data = os.path.join(folder, "payload")
    _write(data, payload)
    done = _heard([path(), "-Y", "sign", "-n", namespace, *key, data])
    if done.code != 0:
        return done
    with open(f"{data}.sig", "rb") as file:
        return done._replace(out=file.read())


def _heard(argv: list[str]) -> Completed:
    """Run to the end, and pass on at once what it says of a touch: nobody may wait for that."""
    import subprocess
    import sys

    said = []
    with subprocess.Popen(argv, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        assert process.stderr
        for line in process.stderr:
            said.append(line)
            if b"presence" in line:
                sys.stderr.write(line.decode("utf-8", "replace"))
                sys.stderr.flush()
    return Completed(process.returncode, b"", b"".join(said))


def _write(name: str, data: bytes) -> None:
    with open(name, "wb") as file:
        file.write(data)
