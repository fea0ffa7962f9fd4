"""What the runner's clone lacks, brought from the host: commits by id, tips, notes, depth.

All of it is kept below one prefix of remote-tracking refs, by names of our own: what an event
says stands only where git expects the source of a refspec.
"""

import os
from collections.abc import Callable
from contextlib import suppress

from agentops_git.errors import EnvironmentFailure
from agentops_git.git.process import Completed, Git
from agentops_git.git.repository import Places
from agentops_git.message.printable import one_line

KEPT = "refs/remotes/agentops-ci/"
STEPS = ("--deepen=50", "--deepen=500", "--unshallow")
"""How a shallow clone is deepened, until it holds what is to be judged."""

_ALONE = (
    "--quiet", "--no-progress", "--refmap=", "--no-tags", "--no-write-fetch-head",
    "--no-recurse-submodules", "--no-auto-maintenance", "--no-write-commit-graph",
)  # fmt: skip
_NOTES = ("refs/notes/agentops/*:refs/notes/agentops/*", "refs/notes/commit*:refs/notes/commit*")


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
        if b"rejected" in done.err:
            return ("notes here differ from the host's, and judge; run: agentops-git sync",)
        raise self._failure("the notes", done)

    def connect(self, commits: list[str], settles: Callable[[str], bool]) -> None:
        """Deepen a shallow clone until it holds what commits are to be judged by.

        That is: no parent is missing but those of one commit, from which all others descend,
        and of which ``settles`` says that nothing before it matters. Else what a commit
        descends from, and so by which law it is judged, could not be told.
        """
        specs = tuple(f"+{oid}:{KEPT}{number}" for number, oid in enumerate(commits))
        for step in STEPS:
            if not self.shallow or self._whole(commits, settles):
                return
            done = self._ask(step, specs=specs)
            if done.code != 0:
                raise self._failure("more of the history", done)

    def _whole(self, commits: list[str], settles: Callable[[str], bool]) -> bool:
        with open(self._shallow, encoding="ascii") as file:
            cut = set(file.read().split())
        listing = ("--no-replace-objects", "rev-list", "--max-parents=0", *commits)
        roots = set(self._git.text(*listing).split())  # where history is cut it has its roots
        ends = cut & roots
        return not ends or (ends == roots and len(ends) == 1 and settles(ends.pop()))

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
