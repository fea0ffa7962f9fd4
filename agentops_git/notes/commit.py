"""One commit on a notes ref, by one ``git fast-import``, which is a compare-and-swap.

It makes blobs, trees and the commit, and then updates the ref only where that loses
nothing that another writer put there in between.
"""

import os
import re
from collections.abc import Iterable, Mapping, Sequence

from agentops_git.errors import EnvironmentFailure
from agentops_git.git.identity import Who
from agentops_git.git.process import Completed, Git
from agentops_git.git.repository import places
from agentops_git.notes.read import tip_of

_IMPORT = (
    # the reflog is what gives back notes that a forced fetch overwrote, in bare repositories too
    "-c", "core.logAllRefUpdates=always",
    "fast-import", "--quiet", "--date-format=raw-permissive",
)  # fmt: skip
_LAST_SECOND = 253_402_300_799
_CRASH = re.compile(r"fast_import_crash_\d+")
_LOCKED = re.compile(r"Unable to create '([^\n]*\.lock)': File exists")
_STUCK = re.compile(r"reference broken|is missing commits")
_IN_THE_WAY = re.compile(r"cannot lock ref .*(cannot create '|blocking reference)")
_MOVED = ("Not updating", "cannot lock ref", "is missing commits")


class Moved(EnvironmentFailure):
    """The ref is not where it was, or another writer holds its lock: read it again."""

    def __init__(self, ref: str, text: str) -> None:
        self.ref = ref
        super().__init__(text)


def commit_notes(
    git: Git,
    ref: str,
    old_tip: str | None,
    parents: Sequence[str],
    changes: Mapping[str, str | None],
    who: Who,
    why: str,
) -> str:
    """Commit ``changes`` (path in the tree to body, None deletes) on top of ``old_tip``.

    ``parents`` are further ones. The new tip; Moved, with what git said, where the ref has
    moved or is locked; EnvironmentFailure where nothing can be written.
    """
    data = b"".join(_commands(ref, old_tip, parents, changes, who, why))
    done = git.ask(*_IMPORT, data=data)
    if done.code == 0:
        return done.out.decode().strip()
    said = done.err.decode("utf-8", "replace")
    if _STUCK.search(said):
        tip_of(git, ref)  # says what is wrong with a ref that no writer will ever move
    if any(word in said for word in _MOVED) and not _IN_THE_WAY.search(said):
        raise _moved(ref, said)
    _remove_crash_report(git, said)
    raise EnvironmentFailure(_failed(ref, said, done))


def _commands(
    ref: str,
    old_tip: str | None,
    parents: Sequence[str],
    changes: Mapping[str, str | None],
    who: Who,
    why: str,
) -> Iterable[bytes]:
    seconds = min(max(who.seconds, 0), _LAST_SECOND)
    yield f"feature done\ncommit {ref}\nmark :1\n".encode("utf-8", "surrogateescape")
    yield f"committer {who} {seconds} +0000\n".encode("utf-8", "replace")
    yield _data(why.encode("utf-8", "replace"))
    if old_tip:
        yield f"from {old_tip}\n".encode()
    for parent in parents:
        yield f"merge {parent}\n".encode()
    for path, body in changes.items():
        name = path.encode("utf-8", "surrogateescape")
        if body is None:
            yield b"D %s\n" % name
        else:
            yield b"M 100644 inline %s\n" % name
            yield _data(body.encode("utf-8", "surrogateescape"))
    yield b"get-mark :1\ndone\n"


def _data(content: bytes) -> bytes:
    return b"data %d\n%s\n" % (len(content), content)


def _moved(ref: str, said: str) -> Moved:
    """Why to try again."""
    locked = _LOCKED.search(said)
    if not locked:
        return Moved(ref, f"other writers kept changing {ref}; run this again")
    return Moved(
        ref,
        f"{ref} is locked by {locked[1]}; if no git is running here, "
        "a crash left it: remove that file and run this again",
    )


def _failed(ref: str, said: str, done: Completed) -> str:
    lines = [line for line in said.splitlines() if line.startswith(("fatal: ", "error: "))]
    last = lines[0].partition(": ")[2] if lines else f"git fast-import ended with {done.code}"
    full = "No space" in said or "Out of diskspace" in said
    hint = "make room" if full else "run it where the repository can be written"
    return f"nothing was written to {ref}: {last}; {hint}"


def _remove_crash_report(git: Git, said: str) -> None:
    """A report of git's own crash helps nobody here: what failed has been said in one line."""
    here = places(git)
    for name in set(_CRASH.findall(said)):
        for folder in {here.git_dir, here.common_dir}:
            path = os.path.join(folder, name)
            if os.path.exists(path):
                os.unlink(path)
