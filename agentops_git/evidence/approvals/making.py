"""Making a decision: stated, signed, held to the law that will judge it, and noted."""

from typing import NamedTuple

from agentops_git.errors import UsageError
from agentops_git.evidence.approvals.change import Change
from agentops_git.evidence.approvals.reading import KIND
from agentops_git.evidence.approvals.standing import DAY, Asked, longest
from agentops_git.evidence.approvals.statement import (
    APPROVE,
    NAMESPACE,
    REJECT,
    Statement,
    fields_of,
    payload_of,
)
from agentops_git.evidence.signing import Refused, Verified, sign, verify
from agentops_git.git.process import Git
from agentops_git.notes.facts import facts_of
from agentops_git.notes.line import Line, make_line, utc
from agentops_git.notes.write import add_lines, who


class Made(NamedTuple):
    """A signed decision, and whom it shows to have signed."""

    statement: Statement
    signature: str
    by: Verified


def state(
    change: Change, asked: Asked, gate: str, nonce: str, ends: int | None, reason: str | None
) -> Statement:
    """The statement on a change: with a ``reason`` a rejection, else an approval.

    ``ends`` is when it expires, Unix seconds; None: as late as the law allows. ``nonce`` is 32
    hex digits that nobody can guess.
    """
    latest = asked.now + longest(asked.approvers, gate) * DAY
    expires = "" if reason else utc(latest if ends is None else ends)
    return Statement(
        REJECT if reason else APPROVE, _whole(asked.repository), _whole(asked.ref),
        change.base, change.head, change.tree, change.patch_id, change.message,
        asked.constitution, gate, utc(asked.now), expires, nonce, _whole(reason or ""),
    )  # fmt: skip


def _whole(text: str) -> str:
    """Text as a note can hold it: what is signed has to be what is kept."""
    return text.encode("utf-8", "replace").decode()


def signed(statement: Statement, key: str, asked: Asked) -> Made:
    """The statement signed with a key; UsageError where the signature would not count.

    Nothing is written yet.
    """
    payload = payload_of(fields_of(statement))
    signature = sign(payload, NAMESPACE, key)
    by = verify(payload, signature, NAMESPACE, asked.approvers.people, asked.now, asked.now)
    if isinstance(by, Refused):
        raise UsageError(
            f"nothing was written, since it would not count: it {by.why}; "
            "sign with a key that the constitution lists under `approvers`"
        )
    return Made(statement, signature, by)


def note(git: Git, made: Made, own: bool) -> Line:
    """Add the decision to the note of the commit that it is about; the line that is there then.

    ``own``: whoever signed had a part in the change; it is recorded, and nobody judges by it.
    """
    said, me = made.statement, who(git)
    fields = {"statement": fields_of(said), "signature": made.signature, "own": own}
    line = make_line(KIND, said.at, str(me), facts_of(git, said.head), fields)
    add_lines(git, KIND, {said.head: [line]}, me, said.decision)
    return line
