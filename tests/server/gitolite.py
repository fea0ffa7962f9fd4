"""gitolite for whoever runs the tests, in a home of its own, behind an sshd on the loopback.

The hook is installed as docs/server.md says: in ``local/hooks/common`` of gitolite's home.
"""

import contextlib
import shutil
from collections.abc import Iterator
from pathlib import Path

from tests.conftest import run
from tests.enforcement.conftest import HOOKS
from tests.exchange.servers import Served, loopback_sshd, program

RC = """\
%RC = (
    UMASK => 0077,
    GIT_CONFIG_KEYS => '',
    LOCAL_CODE => "$ENV{HOME}/local",
    ROLES => { READERS => 1, WRITERS => 1 },
    ENABLE => [ 'info', 'ssh-authkeys' ],
);
1;
"""


@contextlib.contextmanager
def gitolite(home: Path) -> Iterator[Served]:
    tool = program("gitolite")
    with loopback_sshd(home) as (address, env):
        shutil.copy(home / "key.pub", home / "admin.pub")
        (home / ".gitolite.rc").write_text(RC)
        common = home / "local" / "hooks" / "common"
        common.mkdir(parents=True)
        shutil.copy(HOOKS / "pre-receive", common)
        (common / "pre-receive").chmod(0o755)
        own = {"HOME": str(home), "USER": "git", "GIT_CONFIG_NOSYSTEM": "1"}
        run(tool, "setup", "-pk", home / "admin.pub", cwd=home, env=own)
        (home / "authorized_keys").symlink_to(home / ".ssh" / "authorized_keys")
        yield Served(home / "repositories", address, env)
