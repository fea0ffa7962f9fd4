"""The evidence for earlier commits, out of stage two of the index; bounded at every step."""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from agentops_git.knowledge.related.bearing import Evidence, rarity, share_of_files
from agentops_git.memory.lookup import Known, Lookup
from agentops_git.memory.terms import stems

TERMS = 32  # words that are looked for: the subject's, then the rarest of the body
_READ = 400  # different words of a message that are looked at
_COMMON = 0.1, 50  # a word that more of the commits say is left out, where they are that many
_BY_TEXT, _SCORED = 150, 1000  # commits taken for their words; those whose words are weighed
_BY_PATH, _BY_TIME = 150, 100  # commits taken for one shared path; for being the last
_PATHS = 200  # paths that are looked at
_DAY = 86_400


class Asked(NamedTuple):
    """A commit as others are compared with it: its words (subject first), and its paths with
    the names that they had earlier, each by the path that it stands for."""

    known: Known
    subject: Sequence[str]
    body: Sequence[str]
    paths: Mapping[str, str]


class Ground(NamedTuple):
    """What was gathered: the evidence in no order, the words that were looked for, rarest
    first, and the paths of the asked commit by the number of each of their names."""

    evidence: list[Evidence]
    words: list[str]
    paths: Mapping[int, str]


def gather(lookup: Lookup, asked: Asked, only: frozenset[int] | None = None) -> Ground:
    """The evidence for every earlier commit that may bear on one.

    ``only`` are numbers of paths of which each commit is to touch one. Copies of the commit are
    left out.
    """
    before, commits = asked.known.at, lookup.count()
    terms = _terms(lookup, asked, commits)
    saying = lookup.saying(terms, before, _SCORED)
    paths = _paths(lookup, asked)
    rarities = {no: rarity(lookup.touches(no), commits) for no in paths}
    best = max(saying.values(), default=0.0) or 1.0
    found = [
        Evidence(
            other,
            saying.get(other.no, 0.0) / best,
            _files(asked, other, paths, rarities, commits),
            (before - other.at) / _DAY,
            other.author == asked.known.author,
        )
        for other in lookup.commits(_numbers(lookup, before, saying, paths, only))
        if not copies(asked.known, other) and (only is None or only & other.paths)
    ]
    return Ground(found, terms, paths)


def _numbers(
    lookup: Lookup,
    before: int,
    saying: Mapping[int, float],
    paths: Collection[int],
    only: frozenset[int] | None,
) -> set[int]:
    """The commits to look at."""
    by_text = list(saying)[:_BY_TEXT] if only is None else saying
    numbers = {*by_text, *lookup.last(before, _BY_TIME)}
    for no in (*paths, *sorted(only or ())[:_PATHS]):
        numbers.update(lookup.touching(no, before, _BY_PATH))
    return numbers


def _terms(lookup: Lookup, asked: Asked, commits: int) -> list[str]:
    """The words to look for: not those that almost every commit says, nor that none other does."""
    read = list(dict.fromkeys([*asked.subject, *asked.body]))[:_READ]
    stem = stems(read)
    firsts = list({stem[word]: word for word in reversed(read)}.values())[::-1]
    often = {word: lookup.frequency(stem[word]) for word in firsts}
    share, least = _COMMON
    most = max(share * commits, least)
    telling = [word for word in firsts if 1 < often[word] <= most]
    subject = set(asked.subject)
    telling.sort(key=lambda word: (word not in subject, often[word], word))
    return sorted(telling[:TERMS], key=lambda word: (often[word], word))


def _paths(lookup: Lookup, asked: Asked) -> dict[int, str]:
    """The numbers of the commit's paths and of their earlier names."""
    names = sorted(asked.paths)[:_PATHS]
    return {no: asked.paths[name] for no, name in lookup.paths(names).items()}


def _files(
    asked: Asked,
    other: Known,
    paths: Mapping[int, str],
    rarities: Mapping[int, float],
    commits: int,
) -> float:
    shared: dict[str, float] = {}
    for no in other.paths & paths.keys():  # an old and a new name are one file
        shared[paths[no]] = max(shared.get(paths[no], 0.0), rarities[no])
    total = sum(sorted(shared.values()))
    return share_of_files(total, asked.known.touches, other.touches, commits)


def copies(one: Known, other: Known) -> bool:
    """Whether two commits are one change: a cherry-pick, a rebase, or one ``Change-Id``."""
    same = one.same is not None and one.same == other.same
    return one.id == other.id or same or one.id in other.picked or other.id in one.picked
