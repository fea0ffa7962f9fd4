"""What people call a pattern, and whether they gave it up (docs/review.md)."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from agentops_git.files.frontmatter import scalar
from agentops_git.knowledge.deciding import effective
from agentops_git.knowledge.settled import (
    MERGE,
    NEW,
    SPLIT,
    learnings_of,
    ordered,
    parts,
    pattern_of,
)  # fmt: skip
from agentops_git.memory.records import Decision, rfc3339
from agentops_git.message.ids import LearningId, PatternId

RENAME, DEPRECATE, UNDEPRECATE = "rename", "deprecate", "undeprecate"
DEPRECATED, DECIDED = "deprecated", "decided"
"""The fields of a pattern file's front matter."""
NAME, REASON, BY = "name", "reason", "instead"
"""The fields of decisions."""
WORDS = (MERGE, SPLIT, RENAME, DEPRECATE, UNDEPRECATE)
"""The words of decisions about patterns."""


class Word(NamedTuple):
    """What was decided last of one pattern; ``at`` are effective times in Unix seconds.

    ``name`` is empty where nobody named it. ``by`` is the pattern to use instead.
    """

    name: str = ""
    named_at: int = 0
    deprecated: bool = False
    reason: str = ""
    by: PatternId | None = None
    deprecated_at: int = 0

    @property
    def at(self) -> int:
        """The latest of it; 0 where nothing was decided."""
        return max(self.named_at, self.deprecated_at)


class Stated(NamedTuple):
    """What a pattern's file says by itself: the decisions up to ``at`` were known to it."""

    name: str
    deprecated: bool
    reason: str
    at: int


class Pattern(NamedTuple):
    """A pattern by its id and its learnings, as far as decisions are concerned."""

    id: PatternId
    learnings: Collection[LearningId]


def last_words(patterns: Sequence[Pattern], decisions: Iterable[Decision]) -> dict[int, Word]:
    """What was decided of which pattern (by position); the others are left out."""
    rulings = [one for one in ordered(decisions) if one.what in WORDS]
    if not rulings:
        return {}
    heard: dict[int, list[Decision]] = defaultdict(list)
    target = _Target(patterns, rulings)
    for one in rulings:
        at = target.of(one)
        if at is None:
            continue
        if one.what == MERGE:
            heard[at] = [old for old in heard[at] if pattern_of(old) == pattern_of(one)]
        heard[at].append(one)
    return {at: _word(said) for at, said in heard.items()}


class _Target:
    """Which pattern a decision is about today.

    The one that people made under that id, else the one with most of the learnings that the
    decision names; of a split, it is the group that was made.
    """

    def __init__(self, patterns: Sequence[Pattern], rulings: Sequence[Decision]) -> None:
        decided = {part.id for part in parts(rulings)}
        self._ids = {one.id: at for at, one in enumerate(patterns)}
        self._made = {oid: at for oid, at in self._ids.items() if oid in decided}
        self._home = {oid: at for at, one in enumerate(patterns) for oid in one.learnings}

    def of(self, decision: Decision) -> int | None:
        named = decision.fields.get(NEW) if decision.what == SPLIT else pattern_of(decision)
        if (made := self._made.get(PatternId(str(named)))) is not None:
            return made
        listed = learnings_of(decision.about)
        shares = Counter(self._home[oid] for oid in listed if oid in self._home)
        own = self._ids.get(PatternId(str(named)))
        return min(shares, key=lambda at: (-shares[at], at != own, at), default=None)


def _word(said: Iterable[Decision]) -> Word:
    word = Word()
    for one in said:
        name, when = one.fields.get(NAME), effective(one)
        if one.what in (RENAME, MERGE, SPLIT) and isinstance(name, str) and name.strip():
            word = word._replace(name=" ".join(name.split()), named_at=when)
        if one.what in (DEPRECATE, UNDEPRECATE):
            gone = one.what == DEPRECATE
            word = word._replace(
                deprecated=gone, deprecated_at=when,
                reason=_text(one.fields, REASON) if gone else "",
                by=PatternId(_text(one.fields, BY)) if gone and _text(one.fields, BY) else None,
            )  # fmt: skip
    return word


def _text(fields: Mapping[str, object], key: str) -> str:
    found = fields.get(key)
    return " ".join(found.split()) if isinstance(found, str) else ""


def with_file(word: Word, file: Stated) -> Word:
    """What rules where a file stands: a decision that it does not know yet, else the file.

    Where the file knows a decision that was taken back since, the others rule.
    """
    if file.at > word.at:
        return word
    if word.deprecated_at <= file.at:
        known = file.deprecated and word.deprecated
        word = word._replace(
            deprecated=file.deprecated,
            reason=file.reason or (word.reason if known else ""),
            by=word.by if known else None,
        )
    return word if word.name and word.named_at > file.at else word._replace(name=file.name)


def read_word(fields: Mapping[str, object]) -> tuple[bool, str, int]:
    """Whether a file's front matter deprecates it, why, and the decisions that it knows.

    ValueError where a person wrote what can't be read.
    """
    gone, decided = fields.get(DEPRECATED, False), fields.get(DECIDED, rfc3339(0))
    if not isinstance(gone, bool | str):
        raise ValueError(f"`{DEPRECATED}` in its front matter is neither true, false nor a reason")
    try:
        at = datetime.fromisoformat(str(decided)).timestamp()
    except (ValueError, OverflowError):
        raise ValueError(f"`{DECIDED}` in its front matter is no date") from None
    return bool(gone), " ".join(gone.split()) if isinstance(gone, str) else "", int(at)


def word_lines(word: Word) -> str:
    """The same as front matter; empty where people said nothing."""
    reason = scalar(word.reason) if word.reason else "true"
    gone = f"{DEPRECATED}: {reason}\n" if word.deprecated else ""
    return gone + (f"{DECIDED}: {scalar(rfc3339(word.at))}\n" if word.at else "")
