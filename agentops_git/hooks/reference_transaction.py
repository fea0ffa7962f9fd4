"""reference-transaction: a branch takes in no commit that the law forbids, whatever made it."""

import os
import sys
from collections.abc import Iterable, Iterator

from agentops_git.enforcement.moving import Judged, Move, judge_moves_here
from agentops_git.errors import ExitCode
from agentops_git.git.process import Git, Stream
from agentops_git.git.repository import Places, places
from agentops_git.hooks.say import say_reports, write

BRANCH = "refs/heads/"
_TAKE_A_VALUE = ("-C", "-c", "--git-dir", "--work-tree", "--namespace", "--exec-path")


def run(argv: list[str]) -> int:
    """Judge ``OLD NEW REF`` rows on standard input; 1 stops them.

    ``argv`` is git's own state, and the id of the process that moves the refs.
    """
    moves = list(_moves(sys.stdin)) if argv[:1] == ["prepared"] else []
    if not moves:
        return ExitCode.OK
    git = Git()
    where = places(git)
    refused = [one for one in judge_moves_here(git, where, moves) if one.report.refuses]
    if not refused or _fetches(argv[1:]):
        return ExitCode.OK
    say_reports([one.report for one in refused])
    for one in refused:
        write(f"agentops: {_says(git, where, one)}\n")
    return ExitCode.FINDINGS


def _moves(rows: Iterable[str]) -> Iterator[Move]:
    for row in rows:
        _, new, ref = row.rstrip("\n").split(" ", 2)
        if ref.startswith(BRANCH) and new.strip("0") and not new.startswith("ref:"):
            yield Move(ref, new)


def _says(git: Git, where: Places, one: Judged) -> str:
    from agentops_git.message.printable import one_line, shell_word

    new, name = one.move.new[:12], one.move.ref.removeprefix(BRANCH)
    shown = shell_word(one_line(name, 80))
    said = f"{one_line(name, 80)} was not moved to {new}"
    if os.path.isdir(os.path.join(where.git_dir, "rebase-apply", "")) and _am(where):
        return f"{said}; go back with: git am --abort"
    if os.path.isdir(os.path.join(where.git_dir, "rebase-merge")):
        return f"{said}; mend it and go on: git commit --amend && git rebase --continue"
    parents = git.text("--no-replace-objects", "log", "-1", "--format=%P", one.move.new).split()
    if _current(git) == one.move.ref and parents[:1] == [one.old]:
        return f"{said}; what is staged stays so; write it anew with: git commit -c {new}"
    return (
        f"{said}; mend it beside the branch: git switch --detach {new} && "
        f"git rebase --interactive {one.old[:12]} && git branch --force {shown} HEAD"
    )


def _am(where: Places) -> bool:
    return os.path.exists(os.path.join(where.git_dir, "rebase-apply", "applying"))


def _current(git: Git) -> str:
    return git.ask("symbolic-ref", "--quiet", "HEAD").out.decode().strip()


def _fetches(process: list[str]) -> bool:
    """Whether a fetch moves the branches itself: what it brings was judged where it was made."""
    if not process or not process[0].isdecimal():
        return False
    stream = Stream(["ps", "-o", "args=", "-p", process[0]], os.open(os.devnull, os.O_RDONLY),
                    os.environ)  # fmt: skip
    words = b"".join(stream).decode("utf-8", "replace").split()
    stream.close()
    skip = False
    for word in words[1:]:
        if not skip and not word.startswith("-"):
            return word == "fetch"
        skip = not skip and word in _TAKE_A_VALUE
    return words[:1] != [] and os.path.basename(words[0]) == "git-fetch"
