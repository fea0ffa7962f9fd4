"""Which decisions count here and now, and why the others don't."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from agentops_git.constitution.guards import Approvers, Threshold
from agentops_git.evidence.approvals.heads import Head, heads_of
from agentops_git.evidence.approvals.reading import Found, Signed, Unreadable
from agentops_git.evidence.approvals.statement import NAMESPACE, Statement, seconds_of
from agentops_git.evidence.signing import Refused, Verified, verify
from agentops_git.git.process import Git
from agentops_git.message.printable import one_line
from agentops_git.notes.line import Line, utc

DAY = 86_400


class Asked(NamedTuple):
    """What a decision has to be about: this repository, this ref, this law.

    ``repository`` is what the server or the CI event says, never anything in the tree.
    ``constitution`` is the blob of the ruling law. ``now`` is Unix seconds.
    """

    repository: str
    ref: str
    constitution: str
    approvers: Approvers
    now: int


class Standing(NamedTuple):
    """One line that decides, and whether it counts: ``void`` is why not, empty where it does.

    ``statement`` is None where it can't be read, ``by`` where nobody is known to have signed.
    """

    on: str
    line: Line
    statement: Statement | None
    by: Verified | None
    void: str

    @property
    def counts(self) -> bool:
        """Whether it is a decision of a person who may decide, on this very change."""
        return not self.void


def standing(git: Git, found: Found, asked: Asked) -> tuple[Standing, ...]:
    """Each decision in its order. At most one of a person counts for one head and gate.

    A signature costs a process: it is looked at last, and not at all where a decision is void
    for another reason.
    """
    plain = [_plain(each, asked) for each in found]
    open_ = (each for each, row in zip(found, plain, strict=True) if not row.void)
    heads = heads_of(git, (each.statement.head for each in open_ if isinstance(each, Signed)))
    judged = [
        _judged(each, row, heads.get(each.statement.head), asked)
        if isinstance(each, Signed) and not row.void
        else row
        for each, row in zip(found, plain, strict=True)
    ]
    return tuple(_last_words(_without_replays(judged)))


def expiry(statement: Statement, approvers: Approvers) -> int:
    """When an approval ends, Unix seconds: when it says, but no later than the law allows."""
    at, ends = seconds_of(statement.at) or 0, seconds_of(statement.expires) or 0
    return min(ends, at + longest(approvers, statement.gate) * DAY)


def longest(approvers: Approvers, gate: str) -> int:
    """The most days that an approval for a gate may last."""
    days = [each.expires_days for each in approvers.thresholds if each.gate == gate]
    return min(days, default=Threshold().expires_days)


def _plain(each: Signed | Unreadable, asked: Asked) -> Standing:
    """A decision before anything is looked up."""
    if isinstance(each, Unreadable):
        return Standing(each.on, each.line, None, None, each.why)
    void = _elsewhere(each, asked) or _over(each, asked)
    return Standing(each.on, each.line, each.statement, None, void)


def _judged(each: Signed, plain: Standing, head: Head | None, asked: Asked) -> Standing:
    if void := _other_commit(each, head):
        return plain._replace(void=void)
    at = seconds_of(each.statement.at) or 0
    by = verify(each.payload, each.signature, NAMESPACE, asked.approvers.people, asked.now, at)
    return plain._replace(void=by.why) if isinstance(by, Refused) else plain._replace(by=by)


def _elsewhere(each: Signed, asked: Asked) -> str:
    """Why a decision is about another place than this."""
    said = each.statement
    if not asked.repository:
        return (
            "can't be judged where the repository has no name; "
            "run: git config agentops.repository OWNER/NAME"
        )
    if said.repository != asked.repository:
        return f"is for the repository '{one_line(said.repository, 80)}'"
    if said.ref != asked.ref:
        return f"is for the ref '{one_line(said.ref, 80)}'"
    return ""


def _other_commit(each: Signed, head: Head | None) -> str:
    """Why a decision is about another commit than the one it hangs on."""
    said = each.statement
    if said.head != each.on:
        return f"is for another commit, {said.head[:12]}"
    if head is None:
        return f"is for a commit that is not here, {said.head[:12]}"
    if head.wrong:
        return f"is for a commit that is not to be believed: it {head.wrong}"
    if head.parents and not said.base:
        return "names no commit that the change starts from"
    if (said.tree, said.message) != (head.tree, head.message):
        return "is for another tree or message than the commit has"
    return ""


def _over(each: Signed, asked: Asked) -> str:
    """Why an approval that was good is so no more. A rejection stands until it is withdrawn."""
    said = each.statement
    if not said.approves:
        return ""
    if each.redacted:
        return "is redacted"
    if said.constitution != asked.constitution:
        return "was given under another constitution than the one that rules now"
    ends = expiry(said, asked.approvers)
    return f"expired at {utc(ends)}" if asked.now >= ends else ""


def _without_replays(judged: Iterable[Standing]) -> list[Standing]:
    """A nonce counts once for each key; whoever writes it again replays what was said."""
    seen: set[tuple[str, str]] = set()
    rows = []
    for each in judged:
        if each.by and each.statement:
            nonce = (each.by.key, each.statement.nonce)
            if nonce in seen:
                each = each._replace(void="replays an earlier one (its nonce was used before)")
            seen.add(nonce)
        rows.append(each)
    return rows


def _last_words(judged: Sequence[Standing]) -> list[Standing]:
    """A person's last word on a head for a gate counts; of two at one second, the rejection."""
    last: dict[tuple[str, str, str], Standing] = {}
    for each in judged:
        if each.counts and each.by and each.statement:
            key = (each.by.person.name, each.statement.head, each.statement.gate)
            if key not in last or _when(each) >= _when(last[key]):
                last[key] = each
    lasting = {id(each) for each in last.values()}
    return [
        each
        if id(each) in lasting or not each.counts
        else each._replace(void="was replaced by a later word of the same person")
        for each in judged
    ]


def _when(each: Standing) -> tuple[str, bool]:
    assert each.statement
    return each.statement.at, not each.statement.approves
