"""What older states of a notes ref held and its tip lacks: pruned, or lost to a forced fetch."""

from collections.abc import Collection, Iterator
from typing import NamedTuple

from agentops_git.git.batch import contents
from agentops_git.git.process import Git
from agentops_git.notes.refs import TEXT, backup_ref, ref_of
from agentops_git.notes.tree import listed
from agentops_git.survival.orphans import Kind, Orphan, lines_beyond, redacted_in, rows

_SIZES = (40, 64)


class Version(NamedTuple):
    """A body that a note once had."""

    object: str
    blob: str


def lost(git: Git, kind: str, now: Kind | None, reached: Collection[str]) -> Iterator[Orphan]:
    """The lines, or the text notes, that the history of a kind's ref holds and its tip does not.

    Redacted lines stay away. A text note counts only where its object is not ``reached``:
    nothing tells a text that somebody took back from one that was pruned.
    """
    held = set(listed(git, now.tip).values()) if now else set()
    versions = [one for one in _versions(git, kind, now) if one.blob not in held]
    texts = contents(git, (one.blob for one in versions))
    bodies = [
        (one.object, item.data.decode("utf-8", "surrogateescape"))
        for one, item in zip(versions, texts, strict=True)
        if item.type == "blob"
    ]
    return _texts(bodies, now, reached) if kind == TEXT else _lines(bodies, kind, now)


def _versions(git: Git, kind: str, now: Kind | None) -> Iterator[Version]:
    """Every body that the notes ever had, the newest of each object first."""
    tips = {*([now.tip] if now else []), *_older(git, kind)}
    if not tips:
        return
    data = "".join(f"{tip}\n" for tip in sorted(tips)).encode()
    asked = ("rev-list", "--objects", "--missing=allow-any", "--ignore-missing", "--stdin")
    done = git.ask("--no-replace-objects", *asked, data=data)
    for row in done.out.decode("utf-8", "surrogateescape").split("\n"):
        blob, _, path = row.partition(" ")
        name = path.replace("/", "")
        if len(name) in _SIZES:
            yield Version(name, blob)


def _older(git: Git, kind: str) -> list[str]:
    """Where the ref was, as far as its reflog tells, and what a sync backed up."""
    reflog = git.ask("reflog", "show", "--format=%H", ref_of(kind), "--").out.split()
    backup = git.ask(
        "rev-parse", "--verify", "--quiet", f"{backup_ref(kind)}^{{commit}}"
    ).out.split()
    return [oid.decode() for oid in {*reflog, *backup}]


def _lines(bodies: list[tuple[str, str]], kind: str, now: Kind | None) -> Iterator[Orphan]:
    texts = now.texts.values() if now else ()
    kept = {row for text in texts for row in rows(text)}
    redacted = redacted_in(texts) | redacted_in(text for _, text in bodies)
    for orphan in lines_beyond(kind, bodies, kept, redacted):
        yield orphan._replace(lost=True)


def _texts(
    bodies: list[tuple[str, str]], now: Kind | None, reached: Collection[str]
) -> Iterator[Orphan]:
    seen = {*reached, *(now.texts if now else ())}
    for oid, text in bodies:
        if oid not in seen and text.strip():
            seen.add(oid)
            yield Orphan(TEXT, oid, text, lost=True)
