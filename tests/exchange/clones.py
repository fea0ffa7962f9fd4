"""A remote and the clones that exchange notes through it."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from agentops_git.git.process import Git
from agentops_git.notes.facts import facts_of
from agentops_git.notes.line import make_line
from agentops_git.notes.write import Who, add_lines
from tests.conftest import Ran, Repo, run

LEARNINGS = "refs/notes/agentops/learnings"


class Clone(Repo):
    """A repository whose notes go to a remote and come from there."""

    def learn(self, *texts: str, rev: str = "HEAD") -> None:
        """Write learnings as notes on a commit."""
        git = Git(str(self.path))
        facts = facts_of(git, rev)
        lines = [
            make_line("learnings", "2026-01-01T00:00:00Z", "Ann <ann@example.invalid>", facts,
                      {"learning": text})
            for text in texts
        ]  # fmt: skip
        add_lines(git, "learnings", {facts.object: lines}, Who("Ann", "ann@example.invalid", 0), "")

    def learned(self, rev: str = "HEAD", ref: str = LEARNINGS) -> set[str]:
        """The learnings that stand in the note of a commit."""
        return learnings_in(self.git("notes", f"--ref={ref}", "show", rev, code=None))

    def sync(self, *args: str, code: int | None = 0, env: Mapping[str, str] | None = None) -> Ran:
        return self.tool("sync", *args, code=code, env=env)

    def tip(self, ref: str = LEARNINGS) -> str:
        return self.git("rev-parse", "--verify", "--quiet", ref, code=None)


def learnings_in(body: str) -> set[str]:
    import json

    rows = (json.loads(row) for row in body.splitlines() if row.startswith("{"))
    return {row["learning"] for row in rows if "learning" in row}


def bare(path: Path, *options: str) -> Repo:
    """An empty bare repository, as a host has it."""
    run("git", "init", "--quiet", "--bare", "--initial-branch=main", *options, path,
        cwd=path.parent)  # fmt: skip
    return Repo(path)


def first_clone(path: Path, address: str, *options: str) -> Clone:
    """A repository with one commit, pushed to an empty remote."""
    run("git", "init", "--quiet", "--initial-branch=main", *options, path, cwd=path.parent)
    clone = Clone(path)
    clone.commit("chore: begin")
    clone.git("remote", "add", "origin", address)
    clone.git("push", "--quiet", "origin", "main")
    return clone


def clone_of(address: str, path: Path, *options: str) -> Clone:
    run("git", "clone", "--quiet", *options, address, path, cwd=path.parent)
    return Clone(path)


def all_kinds(repo: Repo, prefixes: Iterable[str] = ("refs/notes",)) -> dict[str, str]:
    """Notes refs and their tips."""
    out = repo.git("for-each-ref", "--format=%(refname) %(objectname)", *prefixes)
    return dict(line.split(" ") for line in out.splitlines())
