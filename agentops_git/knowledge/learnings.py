"""Learnings out of records: one for each text, with its evidence."""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from agentops_git.knowledge.lifecycle import Replacements, replacements
from agentops_git.knowledge.said import Evidence, learned_id, said
from agentops_git.memory.mine import Mined
from agentops_git.message.ids import LearningId


class Learning(NamedTuple):
    """What was learned, and where; ``evidence`` is never empty, first by author date.

    Evidence that expired is left out, unless all of it did.
    """

    id: LearningId
    text: str
    evidence: tuple[Evidence, ...]
    superseded_by: LearningId | None = None
    expired: bool = False

    @property
    def counts(self) -> bool:
        """Whether it still is evidence for a pattern."""
        return not self.expired and self.superseded_by is None


def distinct(evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """One piece of evidence for each distinct change.

    What a squash took over counts only where no commit of the history says the same by
    itself: text of a squash body, and of a commit that lists the one which says it.
    """
    stated = {one.change for one in evidence}
    own = [one for one in evidence if one.grade != "squashed" and not one.repeats(stated)]
    first: dict[str, Evidence] = {}
    for one in own or evidence:
        first.setdefault(one.change, one)
    return tuple(first.values())


def learnings(mined: Mined) -> tuple[Learning, ...]:
    """The learnings of what was mined, by the author date of their first evidence."""
    texts: dict[LearningId, str] = {}
    found: dict[LearningId, list[Evidence]] = defaultdict(list)
    for one in said(mined, "Learning"):
        if oid := learned_id(one.value):
            texts.setdefault(oid, one.value)
            found[oid].append(one.evidence)
    replaced = replaced_in(mined).by
    return tuple(_learning(oid, texts[oid], found[oid], replaced.get(oid)) for oid in found)


def replaced_in(mined: Mined) -> Replacements:
    """What takes the place of which learning, whatever a narrower view leaves out."""
    whole = mined.whole
    if not any(entry.key == "Supersedes" for one in whole.records for entry in one.everything):
        return Replacements({}, ())
    ids = (learned_id(one.value) for one in said(whole, "Learning"))
    return replacements(whole.records, {oid for oid in ids if oid})


def _learning(
    oid: LearningId, text: str, evidence: Sequence[Evidence], replaced: LearningId | None
) -> Learning:
    live = [one for one in evidence if not one.expired]
    return Learning(oid, text, distinct(live or evidence), replaced, not live)


def unclear_supersedes(mined: Mined) -> tuple[str, ...]:
    """One line for each ``Supersedes`` that has no effect although it names what is here."""
    return replaced_in(mined).unclear
