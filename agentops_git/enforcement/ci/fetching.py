"""What the runner's clone lacks, brought from the host: commits by id, tips, notes, depth.

All of it is kept below one prefix that no law's globs speak of, by names of our own: what an
event says stands only where git expects the source of a refspec.
"""

import os
from contextlib import suppress

from agentops_git.errors import EnvironmentFailure
from agentops_git.git.process import Completed, Git
from agentops_git.git.repository import Places
from agentops_git.message.printable import one_line

KEPT = "refs/agentops/ci/"
TRACKED = "refs/remotes/agentops-ci/"
"""Where branches are kept by their own names, those alone that a law trusts."""

_ALONE = (
    "--quiet", "--no-progress", "--refmap=", "--no-tags", "--no-write-fetch-head",
    "--no-recurse-submodules", "--no-auto-maintenance", "--no-write-commit-graph",
)  # fmt: skip
_NOTES = ("refs/notes/agentops/*:refs/notes/agentops/*", "refs/notes/commit*:refs/notes/commit*")


_NOT_ALL = 1
"""How git fetch exits where a ref would not be forwarded; all others are."""


class Gone(Exception):
    """The host has no such commit or ref any more."""


class Host:
    """The remote that holds the ref: its name here, or a URL."""

    def __init__(self, git: Git, where: Places, address: str) -> None:
        self._git, self._address = git, address
        self._shallow = os.path.join(where.common_dir, "shallow")

    @property
    def shallow(self) -> bool:
        """Whether the clone ends early."""
        return os.path.exists(self._shallow)

    def default_branch(self) -> str:
        """The branch that the host's HEAD names."""
        done = self._git.ask("ls-remote", "--symref", "--end-of-options", self._address, "HEAD")
        first = os.fsdecode(done.out).partition("\t")[0]
        if done.code != 0 or not first.startswith("ref: refs/heads/"):
            raise self._failure("which branch is the default one", done)
        return first.removeprefix("ref: refs/heads/")

    def branches(self) -> dict[str, str]:
        """The host's branches, each with the commit that it is at."""
        done = self._git.ask("ls-remote", "--heads", "--end-of-options", self._address)
        if done.code != 0:
            raise self._failure("the list of branches", done)
        rows = (line.partition("\trefs/heads/") for line in os.fsdecode(done.out).splitlines())
        return {name: oid for oid, _, name in rows}

    def bring_branches(self, names: list[str]) -> None:
        """Bring branches to where a law's globs look for them."""
        specs = tuple(f"+refs/heads/{name}:{TRACKED}{name}" for name in names)
        done = self._ask(*self._depth(), specs=specs) if specs else None
        if done and done.code != 0:
            raise self._failure("the branches that the law trusts", done)

    def tip(self, ref: str, name: str) -> str:
        """The commit that a ref of the host is at now. Gone where there is no such ref."""
        self._fetch(ref, name)
        return self._git.text("rev-parse", "--verify", f"{KEPT}{name}^{{commit}}")

    def bring(self, oid: str, name: str, source: str = "") -> str | None:
        """The commit that an id names or is a tag of, kept; None where it is no commit.

        Gone where neither this clone nor the host has it.
        """
        if self._git.ask("cat-file", "-e", oid).code != 0:
            self._from_host(oid, name, source)
        done = self._git.ask("rev-parse", "--verify", "--quiet", f"{oid}^{{commit}}")
        if done.code != 0:
            return None
        commit = done.out.decode().strip()
        self._git.run("update-ref", f"{KEPT}{name}", commit)
        return commit

    def _from_host(self, oid: str, name: str, source: str) -> None:
        try:
            self._fetch(oid, name)
        except Gone:
            if not source:
                raise
            self._fetch(source, name)
            if self._git.ask("cat-file", "-e", oid).code != 0:
                raise Gone(oid) from None

    def _fetch(self, wanted: str, name: str) -> None:
        done = self._ask(*self._depth(), specs=(f"+{wanted}:{KEPT}{name}",))
        if done.code == 0:
            return
        if _is_gone(done.err):
            raise Gone(wanted)
        raise self._failure(wanted, done)

    def _depth(self) -> tuple[str, ...]:
        """What keeps a shallow clone from taking a whole history; it would make one of another."""
        return ("--depth=1",) if self.shallow else ()

    def _ask(self, *options: str, specs: tuple[str, ...]) -> Completed:
        where = ("--end-of-options", self._address)
        return self._git.ask("fetch", *_ALONE, *options, *where, *specs)

    def bring_some(self, commits: list[str]) -> None:
        """Bring those of some commits that the host still has."""
        specs = tuple(f"+{oid}:{KEPT}{oid}" for oid in commits)
        if not specs or self._ask(*self._depth(), specs=specs).code == 0:
            return
        for oid in commits:  # one that is gone fails all
            with suppress(Gone):
                self._fetch(oid, oid)

    def notes(self) -> tuple[str, ...]:
        """Bring the notes; what to say where they parted from those that are here."""
        done = self._ask(specs=_NOTES)
        if done.code == 0:
            return ()
        if done.code == _NOT_ALL:
            return ("notes here differ from the host's, and judge; run: agentops-git sync",)
        raise self._failure("the notes", done)

    def deepen(self, step: str, commits: list[str]) -> None:
        """Move the ends of a shallow clone, as far as histories of these commits have some."""
        specs = tuple(f"+{oid}:{KEPT}{number}" for number, oid in enumerate(commits))
        done = self._ask(step, specs=specs)
        if done.code != 0:
            raise self._failure("more of the history", done)

    def cut(self) -> set[str]:
        """The commits at which a shallow clone ends: what their parents are is known, no more."""
        try:
            with open(self._shallow, encoding="ascii") as file:
                return set(file.read().split())
        except FileNotFoundError:
            return set()

    def _failure(self, what: str, done: Completed) -> EnvironmentFailure:
        lines = done.err.decode("utf-8", "replace").strip().splitlines()
        said = [line for line in lines if line.startswith(("fatal:", "error:", "remote:"))] or lines
        why = one_line(said[0], 200) if said else f"exit code {done.code}"
        return EnvironmentFailure(
            f"could not fetch {one_line(what, 100)} from {one_line(self._address, 100)}: {why}"
        )


def _is_gone(err: bytes) -> bool:
    return (
        b"not our ref" in err or b"unadvertised object" in err or b"couldn't find remote ref" in err
    )
