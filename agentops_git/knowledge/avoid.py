"""Anti-patterns: what was tried and undone, and what was weighed and rejected."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from agentops_git.knowledge.backlog_groups import group_items
from agentops_git.knowledge.confidence import by_change
from agentops_git.knowledge.grouping import group, group_near_equal
from agentops_git.knowledge.grouping.learned import compared
from agentops_git.knowledge.learnings import Learning, learnings
from agentops_git.knowledge.said import Evidence, Said, said, says_something
from agentops_git.memory.distinct import changes
from agentops_git.memory.mine import Mined
from agentops_git.memory.records import CommitRecord
from agentops_git.memory.terms import words
from agentops_git.message.ids import LearningId, PatternId, learning_id, pattern_id
from agentops_git.message.printable import one_line

Why = Literal["reverted", "rejected"]
NAME_WIDTH = 72
_SHARED, _HOLDERS = 0.25, 1000  # of the words; texts that are looked at for one word
_WHOLE = 40  # digits from which on a commit's name is no abbreviation


class Text(NamedTuple):
    """One wording of what is to be avoided, with the id that it has as a learning."""

    id: LearningId
    text: str


class Avoided(NamedTuple):
    """What is to be avoided: learnings whose changes were undone, or a rejected alternative.

    ``texts`` are the wordings, the oldest first, which gives the id. ``reasons`` say why not,
    ``instead`` what was done or learned in its place. ``evidence`` are the distinct changes that
    tried or rejected it, oldest first, and ``undone_by`` the commits that undid those.
    """

    id: PatternId
    why: Why
    texts: tuple[Text, ...]
    reasons: tuple[str, ...]
    instead: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    undone_by: tuple[CommitRecord, ...] = ()

    @property
    def name(self) -> str:
        """Its oldest wording, cut at a word."""
        text = one_line(self.texts[0].text).rstrip(".。")
        if len(text) <= NAME_WIDTH:
            return text
        cut = text[:NAME_WIDTH].rpartition(" ")[0]
        return f"{cut or text[: NAME_WIDTH - 1]}…"


def avoided(mined: Mined) -> tuple[Avoided, ...]:
    """What is to be avoided, most evidence first.

    Not what a commit that stands teaches as well, in the same words or nearly so: of what was
    undone at any time, of what was rejected after it was.
    """
    found = [*_reverted(mined), *_rejected(mined)]
    if not found:
        return ()
    standing = learnings(mined.whole._replace(keeping=None))
    kept = _without_restated(found, [*_alike(found, standing)])
    return tuple(sorted(kept, key=lambda one: (-len(one.evidence), one.id, one.why)))


def _reverted(mined: Mined) -> Iterator[Avoided]:
    """Groups of learnings that only undone commits teach."""
    if not mined.reverted:
        return
    undone = mined._replace(
        records=mined.reverted, beyond=(), keeping=None, changes=changes(mined.reverted, {})
    )
    lost = learnings(undone)
    undoing = _undoing(mined)
    for members in group(compared(lost)):
        held = [lost[at] for at in members]
        texts = tuple(Text(one.id, one.text) for one in held)
        evidence = by_change(piece for one in held for piece in one.evidence)
        commits = [piece.record.id for one in held for piece in one.evidence]
        by = _distinct(record for oid in commits for record in undoing.get(oid, ()))
        reasons = _values(by, ("Context", "Intent")) or tuple(record.subject for record in by)
        instead = _values(by, ("Learning", "Solution"))
        oid = pattern_id(texts[0].id)
        yield Avoided(oid, "reverted", texts, reasons, instead, evidence, by)


def _undoing(mined: Mined) -> Mapping[str, list[CommitRecord]]:
    """The standing commits that undo each reverted one, by its id."""
    found: dict[str, list[CommitRecord]] = defaultdict(list)
    whole: dict[str, list[CommitRecord]] = defaultdict(list)
    cut: list[tuple[str, CommitRecord]] = []
    for record in mined.whole.records:
        for name in record.reverts:
            whole[name].append(record)
            if len(name) < _WHOLE:
                cut.append((name, record))
    for undone in mined.reverted:
        short = (record for name, record in cut if undone.id.startswith(name))
        found[undone.id] = [*whole.get(undone.id, ()), *short]
    return found


def _distinct(records: Iterable[CommitRecord]) -> tuple[CommitRecord, ...]:
    found = {one.id: one for one in records}
    return tuple(sorted(found.values(), key=lambda one: (one.date, one.id)))


def _values(records: Iterable[CommitRecord], keys: Sequence[str]) -> tuple[str, ...]:
    """What records say under some keys, each saying once."""
    stated = (entry for one in records for entry in one.everything if entry.key in keys)
    return tuple(dict.fromkeys(one.value for one in stated if says_something(one.value)))


def _rejected(mined: Mined) -> Iterator[Avoided]:
    """Alternatives that were rejected, those that name the same things as one."""
    stated = [one for one in said(mined, "Rejected") if not one.evidence.expired]
    parted = [(one, *_parted(one.value)) for one in stated]
    named = [(one, alternative, reason) for one, alternative, reason in parted if alternative]
    for members in group_items([alternative for _, alternative, _ in named]):
        yield _alternative([named[at] for at in members])


def _parted(value: str) -> tuple[str, str]:
    """The alternative and the reason of ``alternative | reason``; no alternative, no text."""
    alternative, _, reason = value.partition("|")
    try:
        learning_id(alternative)
    except ValueError:  # punctuation alone
        return "", ""
    return alternative.strip(), reason.strip()


def _alternative(held: Sequence[tuple[Said, str, str]]) -> Avoided:
    texts: dict[LearningId, str] = {}
    for _, alternative, _ in held:
        texts.setdefault(learning_id(alternative), alternative)
    evidence = by_change(one.evidence for one, _, _ in held)
    return Avoided(
        pattern_id(next(iter(texts))),
        "rejected",
        tuple(Text(*each) for each in texts.items()),
        tuple(dict.fromkeys(reason for *_, reason in held if reason)),
        _values([piece.record for piece in evidence], ("Solution",)),
        evidence,
    )


def _alike(found: Sequence[Avoided], standing: Iterable[Learning]) -> Iterator[Learning]:
    """The learnings that share enough words with what is to be avoided to be compared with it."""
    holders: dict[str, list[int]] = defaultdict(list)
    for at, each in enumerate(text.text for one in found for text in one.texts):
        for word in {*words(each)}:
            holders[word].append(at)
    for learning in standing:
        own = {*words(learning.text)}
        shared = Counter(at for word in own for at in holders.get(word, ())[:_HOLDERS])
        if not own or max(shared.values(), default=0) >= len(own) * _SHARED:
            yield learning


def _without_restated(found: Sequence[Avoided], standing: Sequence[Learning]) -> Iterator[Avoided]:
    """Those that no standing learning says again."""
    texts = [learning.text for learning in standing]
    owners: list[int] = []
    for at, one in enumerate(found):
        texts += [each.text for each in one.texts]
        owners += [at] * len(one.texts)
    again: set[int] = set()
    for near in group_near_equal(texts):
        taught = [standing[at] for at in near if at < len(standing)]
        for at in near:
            if at >= len(standing) and taught:
                owner = owners[at - len(standing)]
                again |= {owner} if _outlived(found[owner], taught) else set()
    return (one for at, one in enumerate(found) if at not in again)


def _outlived(one: Avoided, taught: Iterable[Learning]) -> bool:
    """Whether a standing learning takes back what was to be avoided."""
    if one.why == "reverted":
        return True
    last = one.evidence[-1].record
    return any(
        (piece.record.date, piece.record.id) > (last.date, last.id)
        for learning in taught
        for piece in learning.evidence
    )
