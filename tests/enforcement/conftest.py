"""Laws, messages and a server for the tests of who judges what."""

from pathlib import Path

import pytest

from tests.conftest import Repo, run

HOOKS = Path(__file__).parents[2] / "hooks"

CORE = "---\nagentops: 1\nextends: core\n---\n# Law\n"
RECORD = """\
{subject}

Intent: mend the part for good
Context: the part broke in the night
Learning: a part wants a guard before it is used
"""


def record(subject: str = "fix(a): mend the part") -> str:
    """A message that the preset core accepts."""
    return RECORD.format(subject=subject)


class Server(Repo):
    """A bare repository whose pre-receive is ours, and a clone that pushes to it."""

    def __init__(self, path: Path, clone: Repo) -> None:
        super().__init__(path)
        self.clone = clone

    def push(self, *args: str, code: int | None = 0) -> str:
        """Push from the clone past its own hooks; what the user sees."""
        done = self.clone.run_git("push", "--no-verify", "origin", *args, code=code)
        return done.stderr


@pytest.fixture
def server(tmp_path: Path, repo: Repo) -> Server:
    bare = tmp_path / "server.git"
    run("git", "init", "--quiet", "--bare", "--initial-branch=main", bare, cwd=tmp_path)
    hook = bare / "hooks" / "pre-receive"
    hook.write_text((HOOKS / "pre-receive").read_text())
    hook.chmod(0o755)
    repo.git("remote", "add", "origin", str(bare))
    return Server(bare, repo)
