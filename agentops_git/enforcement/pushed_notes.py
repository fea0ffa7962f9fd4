"""Notes refs on their way into a receiver: nothing that stands there goes, or is made up."""

from collections.abc import Container, Iterable, Iterator, Mapping
from typing import NamedTuple

from agentops_git.constitution.model import Constitution
from agentops_git.enforcement.note_secrets import secrets_in
from agentops_git.enforcement.refs import REWRITTEN, finding, judge_ref
from agentops_git.git.batch import contents
from agentops_git.git.process import Git
from agentops_git.message.printable import one_line
from agentops_git.notes.line import TOMBSTONE, Body, parse_body, says
from agentops_git.notes.refs import KINDS, ref_of
from agentops_git.notes.tree import read_tree
from agentops_git.rules.finding import Finding

EVIDENCE = tuple(ref_of(kind) for kind in ("gates", "approvals", "audit"))
"""What others rely on: a line there is taken back by one that says so, never redacted."""
_OURS = tuple(map(ref_of, KINDS))
_TOLD = 3


class Noted(NamedTuple):
    """What judging pushed notes gives."""

    findings: tuple[Finding, ...] = ()
    notices: tuple[str, ...] = ()


class Edit(NamedTuple):
    """One note that the push changes: its object, and its body before and after."""

    object: str
    before: str
    after: str


def judge_notes(
    git: Git, law: Constitution, ref: str, old: str | None, new: str | None, commits: Container[str]
) -> Noted:
    """Judge one notes ref; ``commits`` are the objects that are commits here.

    It must go forward, be a commit, and keep every line of ours that stands in it.
    """
    if new is not None and new not in commits:
        return Noted(finding(law, REWRITTEN, f"{ref} would be at no commit: no notes", None))
    if moved := judge_ref(git, law, ref, old, new):
        return Noted(moved)
    if new is None or new == old:
        return Noted()
    secrets = secrets_in(git, law, ref, old, new)
    if ref not in _OURS:
        return Noted(secrets)
    bodies = [
        (edit.object, parse_body(edit.before), parse_body(edit.after))
        for edit in _edits(git, old, new)
    ]
    strange = tuple(_strange(ref, bodies)) if ref in EVIDENCE else ()
    return Noted((*_dropped(law, ref, bodies), *secrets), strange)


def _edits(git: Git, old: str | None, new: str) -> Iterator[Edit]:
    """The notes that differ, wherever in the tree they stand; three processes for any number."""
    before, after = _notes(git, old), _notes(git, new)
    changed = [oid for oid in {**before, **after} if before.get(oid) != after.get(oid)]
    blobs = dict.fromkeys(
        blob for oid in changed for side in (before, after) for blob in side.get(oid, ())
    )
    texts = {
        blob: each.data.decode("utf-8", "surrogateescape")
        for blob, each in zip(blobs, contents(git, blobs), strict=True)
    }
    for oid in changed:
        yield Edit(oid, _body(before.get(oid), texts), _body(after.get(oid), texts))


def _notes(git: Git, tip: str | None) -> dict[str, tuple[str, ...]]:
    """Annotated object to its blobs: one, but where a tree holds it at two paths."""
    found: dict[str, tuple[str, ...]] = {}
    for note in read_tree(git, tip).notes if tip else ():
        found[note.object] = (*found.get(note.object, ()), note.blob)
    return found


def _body(blobs: Iterable[str] | None, texts: Mapping[str, str]) -> str:
    return "\n".join(texts[blob] for blob in blobs or ())


Bodies = list[tuple[str, Body, Body]]


def _dropped(law: Constitution, ref: str, bodies: Bodies) -> Iterator[Finding]:
    """Lines that stand and would be gone, or be redacted where that is not done."""
    redacted = frozenset[str]().union(*(after.redacted for _, _, after in bodies))
    gone = [
        (oid, line_id)
        for oid, before, after in bodies
        for line_id in _missing(before, after)
        if line_id not in redacted
    ]
    if gone:
        said = f"{ref} would lose {_some(gone)}; what stands there stays"
        yield from finding(law, REWRITTEN, said, "agentops-git sync  # brings it back, and merges")
    if ref in EVIDENCE:
        taken = [(oid, each) for oid, before, _ in bodies for each in _ids(before) & redacted]
        if taken:
            said = f"{ref}: a push must not redact {_some(taken)}: others rely on it"
            yield from finding(law, REWRITTEN, said, _undo(ref))


def _undo(ref: str) -> str:
    """What takes a redaction back in a clone, where an exchange would restore it from its copy."""
    kept = f"refs/agentops/backup/{ref.rpartition('/')[2]}"
    return (
        f"git fetch origin {ref} && git update-ref {ref} FETCH_HEAD && git update-ref -d {kept}\n"
        "# drops what you noted there since; an approval is taken back by agentops-git reject"
    )


def _missing(before: Body, after: Body) -> Iterator[str]:
    """The ids of what is in one body and not in the other; of two that say the same one does."""
    ids, said = _ids(after), {says(line) for line in after.lines}
    yield from (line.id for line in before.lines if line.id not in ids and says(line) not in said)
    yield from (row.id for row in before.strange if row.id not in ids)


def _ids(body: Body) -> set[str]:
    return {line.id for line in body.lines} | {row.id for row in body.strange}


def _some(lines: list[tuple[str, str]]) -> str:
    told = ", ".join(f"{line_id[:16]} on {oid[:12]}" for oid, line_id in lines[:_TOLD])
    more = f" and {len(lines) - _TOLD} more" if len(lines) > _TOLD else ""
    return f"{len(lines)} line{'s' if len(lines) > 1 else ''} ({told}{more})"


def _strange(ref: str, bodies: Bodies) -> Iterator[str]:
    """What is new in evidence and can't be read as a line of its kind: it proves nothing."""
    kind = ref.rpartition("/")[2]
    for oid, before, after in bodies:
        known = _ids(before)
        where = f"{ref}: the note on {oid[:12]}"
        for row in after.strange:
            if row.id not in known:
                yield f"{where}, line {row.number}: {row.why}; it counts for nothing"
        for line in after.lines:
            if line.id not in known and line.kind not in (kind, TOMBSTONE):
                said = one_line(line.kind, 20)
                yield f"{where}: {line.id[:16]} is of kind {said}; it counts for nothing"
