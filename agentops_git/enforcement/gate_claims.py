"""Commits whose ``Validation:`` trailers say otherwise than the evidence on their trees."""

from collections.abc import Iterator
from typing import NamedTuple

from agentops_git.enforcement.gate_change import Span
from agentops_git.evidence.gates.claims import contradicted
from agentops_git.evidence.gates.evidence import KIND, Evidence
from agentops_git.evidence.gates.kept import evidence_on, trees_with_evidence
from agentops_git.evidence.moment import Moment
from agentops_git.git.batch import Batch
from agentops_git.git.history import read_commits
from agentops_git.git.process import Git
from agentops_git.message.record import read
from agentops_git.rules.finding import Place


class Contradiction(NamedTuple):
    """A commit, the value that it gives ``Validation``, and the run that failed."""

    place: Place
    value: str
    run: Evidence


def contradictions(git: Git, span: Span, moment: Moment) -> Iterator[Contradiction]:
    """The claims of the commits of a span that evidence contradicts.

    Messages are read only of commits whose tree has evidence at all.
    """
    tip = moment.tip(KIND)
    trees = _with_evidence(git, span, tip) if tip else {}
    if not trees:
        return
    with Batch(git) as batch:
        for commit in read_commits(git, ("--no-walk=unsorted",), list(trees)):
            record = read(commit.message)
            values = record.values("Validation")
            runs = evidence_on(batch, tip, trees[commit.id]) if values else ()
            for value in values:
                if run := contradicted(value, runs):
                    yield Contradiction(Place(commit.id, record.subject.text), value, run)


def _with_evidence(git: Git, span: Span, tip: str) -> dict[str, str]:
    """Commit to tree, of the commits of a span that have evidence on their trees."""
    noted = trees_with_evidence(git, tip)
    revs = "".join(f"{rev}\n" for rev in (span.new, f"^{span.base}" if span.base else "") if rev)
    out = git.text(
        "--no-replace-objects", "log", "--no-show-signature", "--format=%H %T", "--stdin",
        data=revs.encode(),
    )  # fmt: skip
    rows = (line.split(" ") for line in out.splitlines())
    return {commit: tree for commit, tree in rows if tree in noted}
