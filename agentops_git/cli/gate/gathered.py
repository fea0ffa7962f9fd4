"""What a request for approval holds: out of records, evidence, and what history teaches."""

import os
import time
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from agentops_git.constitution.guards import Approvers
from agentops_git.crash import say
from agentops_git.enforcement.asking import Gated, gated, who_may
from agentops_git.enforcement.moments import moment_of
from agentops_git.enforcement.proposing import Proposal
from agentops_git.evidence.approvals.change import Change
from agentops_git.evidence.approvals.request import Lesson, Request, Run, expiry_of
from agentops_git.evidence.approvals.standing import Asked, longest
from agentops_git.evidence.gates.kept import evidence_on, gates_tip
from agentops_git.evidence.gates.signed import last_run
from agentops_git.git.batch import Batch
from agentops_git.git.config import read_config
from agentops_git.git.process import Git
from agentops_git.message.printable import one_line
from agentops_git.message.record import read

LESSONS = 5
"""So many learnings go with a request."""
_SAYS = {
    "why": ("Intent", "Context"),
    "rejected": ("Rejected",),
    "impact": ("Impact",),
    "risk": ("Scope-risk", "Reversibility", "Constraint", "Not-tested"),
    "validation": ("Validation",),
}
"""What of the commits' records answers which question."""


class Said(NamedTuple):
    """What whoever asks adds to what the commits' records say."""

    why: tuple[str, ...]
    rejected: tuple[str, ...]
    impact: tuple[str, ...]
    risk: tuple[str, ...]


def gathered(
    git: Git, to: Proposal, asked: Asked, change: Change, gate: str, said: Said
) -> Request:
    """The request for a change: what its commits, the evidence and history say of it."""
    moment = moment_of(git, read_config(git), os.environ)._replace(repository=asked.repository)
    stands = gated(git, to, moment, change.base, change.head, gate)
    if not stands.needs:
        say(f"nothing in this change needs approval at the gate '{one_line(gate, 40)}'")
    texts = _texts(change, said)
    what = tuple(one_line(read(each.message).subject.text) for each in reversed(change.commits))
    paths = tuple(dict.fromkeys(path for need in stands.needs for path in need.paths))
    return Request(
        asked.repository, asked.ref, change.base, change.head, gate,
        expiry_of(asked.now, longest(asked.approvers, gate)), paths,
        _asks(stands, asked.approvers, gate), what, **texts,
        evidence=_evidence(git, to, change.tree), learnings=_lessons(git, change, what, paths),
    )  # fmt: skip


def _asks(stands: Gated, people: Approvers, gate: str) -> tuple[str, ...]:
    """Those whose word would still count; where nothing is asked, those who may speak at all."""
    names = (name for lack in stands.missing for name in lack.ask)
    return tuple(dict.fromkeys(names)) if stands.needs else who_may(people, gate)


def _texts(change: Change, said: Said) -> dict[str, tuple[str, ...]]:
    """What the options say, then what the records of the commits do, oldest first."""
    records = [read(each.message) for each in reversed(change.commits)]
    found: dict[str, tuple[str, ...]] = {}
    for name, keys in _SAYS.items():
        own: Iterable[str] = getattr(said, name, ())
        known = (
            _labelled(key, value) for each in records for key in keys for value in each.values(key)
        )
        found[name] = tuple(dict.fromkeys((*own, *known)))
    return found


def _labelled(key: str, value: str) -> str:
    """A value that is one word of a scale says nothing without its key."""
    return f"{key}: {value}" if key in _SAYS["risk"] else value


def _evidence(git: Git, to: Proposal, tree: str) -> tuple[Run, ...]:
    """The last run of each gate of the law on the tree."""
    with Batch(git) as batch:
        runs = evidence_on(batch, gates_tip(git), tree)
    now = int(time.time())
    last = ((gate, last_run(runs, tree, gate, now)) for gate in to.ruling.law.gates)
    return tuple(
        Run(gate.name, gate.command, run.passed, run.outcome, run.finished)
        for gate, run in last
        if run
    )


def _lessons(
    git: Git, change: Change, what: tuple[str, ...], paths: tuple[str, ...]
) -> tuple[Lesson, ...]:
    """What history, without the change itself, teaches about its subject and its guarded paths."""
    from agentops_git.knowledge.recall.choose import Asked as Question
    from agentops_git.knowledge.recall.choose import ranked
    from agentops_git.knowledge.recall.find import found, here_now

    known = found(here_now(git), " ".join(what)[:400], paths, say)
    own = {commit.id for commit in change.commits}

    def others() -> Iterator[Lesson]:
        for item in ranked(known.hits, Question(known.written, known.paths)):
            if not own.issuperset(item.served.commits):
                yield Lesson(item.served.id, item.served.text)

    return tuple(lesson for _, lesson in zip(range(LESSONS), others(), strict=False))
