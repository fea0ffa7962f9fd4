"""A host with a squash button: a bare repository, what people push to it, and its CI's clone."""

from pathlib import Path

from tests.conftest import Repo, run

LAW = "---\nagentops: 1\n---\n# The law\n"
START = "chore: start\n\nIntent: begin the work\n"
B = """\
feat: add b

Intent: let b be asked for
Context: three users asked for it
Learning: an option that nobody can find is not there
"""
A = """\
fix: mend a

Intent: make the fifth line right
Context: a user read it aloud
Learning: read aloud what people are to read
"""
LINES = "".join(f"{number}\n" for number in range(1, 31))
BUTTON = {
    "GIT_COMMITTER_NAME": "GitHub", "GIT_COMMITTER_EMAIL": "noreply@github.com",
    "GIT_AUTHOR_NAME": "Ann", "GIT_AUTHOR_EMAIL": "ann@example.invalid",
}  # fmt: skip


class Host:
    """``work`` is a developer's clone with the branch ``topic``; ``ci`` is the push job's."""

    def __init__(self, path: Path) -> None:
        self.path = path / "host.git"
        run("git", "init", "--quiet", "--bare", "--initial-branch=main", self.path, cwd=path)
        self.work = self._clone(path / "work")
        self.work.commit(START, {"CONSTITUTION.md": LAW, "a": LINES})
        self.work.git("push", "--quiet", "origin", "main")
        self.ci = self._clone(path / "ci")

    def _clone(self, path: Path) -> Repo:
        run("git", "clone", "--quiet", self.path, path, cwd=path.parent, code=0)
        return Repo(path)

    def another(self, name: str) -> Repo:
        return self._clone(self.path.parent / name)

    def open(self, *messages: str, number: int = 12) -> None:
        """A pull request: a commit for each message, each a change of its own."""
        self.work.git("switch", "--quiet", "--create", f"topic-{number}", "origin/main")
        for at, message in enumerate(messages):
            text = LINES.replace(f"\n{at + 5}\n", f"\nnew {at}\n") if at else LINES
            self.work.commit(message, {f"b{number}-{at}": f"{message}{number}", "a": text})
        self.work.git("push", "--quiet", "origin", f"HEAD:refs/pull/{number}/head")

    def squash(self, message: str, number: int = 12) -> str:
        """Press the button: one commit on main with that message, by the host."""
        self.work.git("fetch", "--quiet", "origin")
        self.work.git("switch", "--quiet", "--detach", "origin/main")
        self.work.git("merge", "--quiet", "--squash", f"topic-{number}")
        self.work.git("commit", "--quiet", "--no-verify", "--cleanup=verbatim", "--file=-",
                      data=message, env=BUTTON)  # fmt: skip
        self.work.git("push", "--quiet", "origin", "HEAD:main")
        return self.work.head()

    def fetch(self) -> tuple[str, str]:
        """What the push job begins with; the ids before and after the push."""
        before = self.ci.head("origin/main")
        self.ci.git("fetch", "--quiet", "origin", "+refs/pull/*/head:refs/pull/*/head")
        self.ci.git("pull", "--quiet", "origin", "main")
        return before, self.ci.head()
