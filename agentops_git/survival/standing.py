"""Which annotated objects still stand: reached by a ref, hidden in the store, gone, or not here."""

import os
from collections.abc import Collection
from typing import NamedTuple

from agentops_git.git.objects import resolve
from agentops_git.git.process import Git, GitFailed
from agentops_git.git.repository import places

EVERY_REF = (
    "--exclude=refs/notes/*", "--exclude=refs/agentops/*", "--exclude=refs/replace/*", "--all",
)  # fmt: skip
"""Every ref, and HEAD of every worktree, but those that hold notes."""


class Standing(NamedTuple):
    """Objects by how they stand.

    ``reached``: commits that a ref reaches, and trees, blobs and tags that exist.
    ``hidden``: commits that exist and that no ref reaches. ``gone``: what does not exist.
    ``absent``: what a shallow or partial clone may simply not have.
    """

    reached: frozenset[str]
    hidden: frozenset[str]
    gone: frozenset[str]
    absent: frozenset[str]
    partial: bool = False


def standing(git: Git, oids: Collection[str]) -> Standing:
    """How each object stands: one process, three more where some commit is not reached."""
    wanted = frozenset(oids)
    reached = _reached(git, wanted) if wanted else wanted
    if reached == wanted:
        return Standing(reached, frozenset(), frozenset(), frozenset())
    hidden = _commits_here(git, wanted - reached)
    rest = sorted(wanted - reached - hidden)
    shallow, partial = _cut(git)
    # git would fetch what a partial clone lacks, one object at a time
    answers = [None for _ in rest] if partial else resolve(git, rest)
    there = {oid for oid, answer in zip(rest, answers, strict=True) if answer}
    missing = frozenset(rest) - there
    gone, absent = (frozenset[str](), missing) if shallow else (missing, frozenset[str]())
    return Standing(reached | there, hidden, gone, absent, partial)


def _reached(git: Git, wanted: frozenset[str]) -> frozenset[str]:
    """Those of ``wanted`` that a ref reaches; a whole walk, which no wrong clock cuts short."""
    left = set(wanted)
    stream = git.stream("--no-replace-objects", "rev-list", *EVERY_REF)
    rest = b""
    for chunk in stream:
        rows, cut, rest = (rest + chunk).rpartition(b"\n")
        left.difference_update(rows.decode("ascii").split("\n") if cut else ())
        if not left:
            break
    done = stream.close()
    if left and done.code != 0:
        raise GitFailed(("rev-list",), done.code, done.err)
    return wanted - left


def _commits_here(git: Git, oids: Collection[str]) -> frozenset[str]:
    """Those of ``oids`` that are commits in the store; nothing is fetched to find out."""
    asked = ("rev-list", "--missing=allow-any", "--ignore-missing", "--no-walk", "--stdin")
    data = "".join(f"{oid}\n" for oid in oids).encode()
    return frozenset(git.text("--no-replace-objects", *asked, data=data).split()) & frozenset(oids)


def _cut(git: Git) -> tuple[bool, bool]:
    """Whether this clone is shallow, and whether it is partial."""
    shallow = os.path.exists(os.path.join(places(git).common_dir, "shallow"))
    promised = git.ask(
        "config", "--get-regexp", r"^(remote\..*\.promisor|extensions\.partialclone)$"
    )
    return shallow, bool(promised.out)
