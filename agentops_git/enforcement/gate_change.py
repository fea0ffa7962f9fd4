"""A change as gates see it: the tree at its end, and what differs from where it began."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from agentops_git.constitution.guards import Gate
from agentops_git.evidence.gates.applying import Asked, Gain
from agentops_git.git.history import read_commits
from agentops_git.git.process import Git
from agentops_git.message.subject import parse_subject

_MELTED = ("fixup! ", "squash! ", "amend! ")


class Span(NamedTuple):
    """From ``base`` (a commit; None: from nothing) to the commit ``new``."""

    base: str | None
    new: str


def span_to(git: Git, tip: str | None, new: str) -> Span:
    """From where ``new`` left the history of ``tip``; from nothing where they share none."""
    if tip is None:
        return Span(None, new)
    done = git.ask("--no-replace-objects", "merge-base", tip, new)
    return Span(done.out.decode().strip() if done.code == 0 else None, new)


def landed_on(git: Git, old: str | None, new: str) -> Span:
    """From where a ref stood to ``new``; from nothing where it was not there, or not known here."""
    known = old and git.ask("cat-file", "-e", f"{old}^{{commit}}").code == 0
    return Span(old if known else None, new)


def asked_by(
    git: Git, span: Span, landed: Span, refs: Sequence[str], gates: Iterable[Gate]
) -> Asked:
    """What the gates of a law need to know of a change, and no more: git is asked for nothing else.

    ``landed`` is from where the ref stood, from nothing where it was not there.
    """
    when = [gate.when for gate in gates]
    typed = any(each.types for each in when)
    added = Gain(_paths(git, span), _types(git, span) if typed else None)
    if landed == span or not any(each.branches for each in when):
        return Asked(tuple(refs), added, added)
    types = _types(git, landed) if typed and landed.base else None
    return Asked(tuple(refs), added, Gain(_paths(git, landed), types))


def _paths(git: Git, span: Span) -> tuple[str, ...]:
    """The paths in which the two trees differ."""
    base = span.base or git.text("hash-object", "-t", "tree", "--stdin")
    out = git.run(
        "--no-replace-objects", "-c", "core.fsmonitor=false", "diff-tree", "-r", "-z",
        "--name-only", "--no-renames", "--no-ext-diff", "--end-of-options", base, span.new,
    )  # fmt: skip
    return tuple(out.decode("utf-8", "surrogateescape").split("\0")[:-1])


def _types(git: Git, span: Span) -> frozenset[str]:
    revs = [span.new, *([f"^{span.base}"] if span.base else [])]
    found = (_type(commit.message) for commit in read_commits(git, (), revs))
    return frozenset(kind for kind in found if kind)


def _type(message: str) -> str | None:
    """The type that a subject states, of a ``fixup!`` that of what it melts into."""
    while message.startswith(_MELTED):
        message = message.partition(" ")[2]
    return parse_subject(message).type
