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
    """A decision that was signed: the line for the note, and who it shows to have signed."""

    line: Line
    statement: Statement
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
        REJECT if reason else APPROVE, asked.repository, asked.ref, change.base, change.head,
        change.tree, change.patch_id, change.message, asked.constitution, gate, utc(asked.now),
        expires, nonce, reason or "",
    )  # fmt: skip


def signed(git: Git, statement: Statement, key: str, asked: Asked) -> Made:
    """The statement signed with a key; UsageError where the signature would not count.

    Nothing is written yet.
    """
    fields = fields_of(statement)
    payload = payload_of(fields)
    signature = sign(payload, NAMESPACE, key)
    by = verify(payload, signature, NAMESPACE, asked.approvers.people, asked.now, asked.now)
    if isinstance(by, Refused):
        raise UsageError(
            f"nothing was written, since it would not count: it {by.why}; "
            "sign with a key that the constitution lists under `approvers`"
        )
    facts = facts_of(git, statement.head)
    own = {"statement": fields, "signature": signature}
    line = make_line(KIND, statement.at, str(who(git)), facts, own)
    return Made(line, statement, by)


def note(git: Git, made: Made) -> None:
    """Add the decision to the note of the commit that it is about."""
    add_lines(git, KIND, {made.statement.head: [made.line]}, who(git), made.statement.decision)
