"""How well ``related`` finds earlier commits of the same bug in a real project.

    python -m benchmarks.related CLONE [OTHER_CLONE] [--queries N]

Commits that name the same bug bear on each other: for a commit that names one, every earlier
commit that names it too is right. The numbers of bugs are taken out of all messages first, and
copies of a change (one ``Change-Id``; one author, author date and subject) are one document.
"""

import argparse
import random
import re
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from unittest import mock

from agentops_git.git.process import Git
from agentops_git.knowledge.related.bearing import WEIGHTS, Evidence, Weights, score
from agentops_git.knowledge.related.find import own
from agentops_git.knowledge.related.gather import gather
from agentops_git.memory import corpus
from agentops_git.memory.lookup import Lookup
from agentops_git.memory.store import with_store
from agentops_git.memory.whole_log import Change, whole_log

TOP = 5
_NUMBER = r"\d{4,8}"
_BUG = re.compile(
    rf"(?:\bbugs?\b|\blp\b|\bfix(?:es|ed)?\b|\bcloses?\b|/\+?bugs?/)[ \t:#-]*(?:lp[ :#]*)?"
    rf"((?:#?{_NUMBER}(?:[ \t]*(?:,|and|&)[ \t]*)?)+)",
    re.I,
)
_ADDRESS = re.compile(r"https?://\S*bug\S*", re.I)
_LINE = re.compile(r"^(?:closes|partial|partially|related|fixes)[- ]bugs?:.*$", re.I | re.M)
_ANY_NUMBER = re.compile(r"\d{4,}")
_STEPS = (0.5, 0.7, 0.85, 1.2, 1.4, 2.0)


class Query(NamedTuple):
    """What was found for one commit: evidence with whether it is right, and the baselines'
    best, each as whether it is right."""

    candidates: list[tuple[Evidence, bool]]
    baselines: dict[str, bool]


def bugs(message: str) -> frozenset[str]:
    """The numbers of the bugs that a message names."""
    return frozenset(no for found in _BUG.findall(message) for no in re.findall(_NUMBER, found))


def without_bugs(message: str) -> str:
    """A message that names no bug: no number of four digits is left but in a ``Change-Id``."""
    text = _LINE.sub("", _ADDRESS.sub("", message))
    lines = (
        line if line.startswith("Change-Id:") else _ANY_NUMBER.sub("", line)
        for line in text.split("\n")
    )
    return "\n".join(lines)


def queries(clone: Path, most: int) -> tuple[int, int, list[Query]]:
    """How many documents and possible queries a clone has, and what some of those found."""
    named: dict[str, frozenset[str]] = {}

    def documents(git: Git, revs: str, contents: bool) -> Iterator[Change]:
        seen: set[str] = set()
        for change in whole_log(git, revs, contents):
            same = corpus.same_change(change)
            parts = len(change.parents) > 1 or same in seen
            if not parts:
                seen.add(same)
                named[change.id] = bugs(change.message)
            scrubbed = change._replace(message=without_bugs(change.message))
            # a copy is kept as a link in history, as a merge is
            yield scrubbed._replace(parents=(*change.parents, "", "")) if parts else scrubbed

    git = Git(str(clone))
    tip = git.text("rev-parse", "HEAD")
    with (
        tempfile.TemporaryDirectory() as folder,
        mock.patch.object(corpus, "whole_log", documents),
    ):
        return with_store(
            f"{folder}/index.sqlite", "", lambda store: corpus.with_corpus(
                git, store, tip, lambda lookup: _measure(lookup, named, most), print
            ), print,
        )  # fmt: skip


def _measure(
    lookup: Lookup, named: dict[str, frozenset[str]], most: int
) -> tuple[int, int, list[Query]]:
    moments = {oid: known.at for oid in named if (known := lookup.commit(oid))}
    by_bug: dict[str, list[str]] = defaultdict(list)
    for oid, numbers in named.items():
        for no in numbers:
            by_bug[no].append(oid)
    right: dict[str, set[str]] = {}
    for oid, numbers in named.items():
        others = {other for no in numbers for other in by_bug[no]}
        earlier = {other for other in others if moments[other] < moments[oid]}
        if earlier:
            right[oid] = earlier
    some = sorted(right)
    random.Random(1).shuffle(some)
    return len(named), len(right), [_query(lookup, oid, right[oid]) for oid in some[:most]]


def _query(lookup: Lookup, oid: str, right: set[str]) -> Query:
    asked = own(lookup, oid)
    assert asked
    evidence = gather(lookup, asked).evidence
    every = [*dict.fromkeys([*asked.subject, *asked.body])]
    plain = lookup.saying(every, asked.known.at, 200, (1.0, 1.0))
    texts = [known.id for known in lookup.commits(plain)]
    files = _sorted(evidence, lambda one: one.files)
    times = [known.id for known in lookup.commits(lookup.last(asked.known.at, 200))]
    fused: dict[str, float] = defaultdict(float)
    for ranking in (texts, files, times):
        for rank, other in enumerate(ranking[:200]):
            fused[other] += 1 / (60 + rank)
    rankings = {
        "recency": times,
        "BM25": texts,
        "rare shared paths": files,
        "reciprocal rank fusion of the three": sorted(fused, key=lambda one: -fused[one]),
    }
    found = {name: bool(right & set(ranking[:TOP])) for name, ranking in rankings.items()}
    return Query([(one, one.known.id in right) for one in evidence], found)


def _sorted(evidence: Sequence[Evidence], value: Callable[[Evidence], float]) -> list[str]:
    best = sorted(evidence, key=lambda one: (-value(one), -one.known.at, one.known.id))
    return [one.known.id for one in best]


def rate(found: Sequence[Query], weights: Weights) -> tuple[float, float]:
    """The share of queries with a right one among the first five, and the mean reciprocal rank."""
    ranks = [_rank(query, weights) for query in found]
    hits = sum(rank <= TOP for rank in ranks)
    return hits / len(ranks), sum(1 / rank for rank in ranks) / len(ranks)


def _rank(query: Query, weights: Weights) -> float:
    """Where the first right one stands, from 1."""
    values = [(score(one, weights), right) for one, right in query.candidates]
    best = max((value for value, right in values if right), default=None)
    if best is None:
        return float("inf")
    return 1 + sum(value > best for value, right in values if not right)


def tuned(found: Sequence[Query]) -> Weights:
    """Weights by coordinate search on some queries; the text's stays, only ratios matter."""
    best = Weights(text=7.0, files=7.0, time=1.0, author=1.0)
    reached = rate(found, best)[1]
    moved = True
    while moved:
        moved = False
        for name in Weights._fields[1:]:
            for step in _STEPS:
                tried = best._replace(**{name: getattr(best, name) * step})
                value = rate(found, tried)[1]
                if value > reached + 1e-4:
                    best, reached, moved = tried, value, True
    return best


def _row(what: str, value: float, mean: float | None = None) -> str:
    return f"| {what} | {value:.3f} | {'' if mean is None else f'{mean:.3f}'} |"


def table(clone: Path, most: int, other: Weights | None) -> tuple[list[str], Weights]:
    """The rows of one clone, and the weights that its queries give."""
    documents, possible, found = queries(clone, most)
    rows = [
        f"{clone.name}: {documents:,} documents, {len(found):,} of {possible:,} queries", "",
        f"| ranking | hit@{TOP} | MRR |", "| --- | --- | --- |",
    ]  # fmt: skip
    for name in found[0].baselines:
        rows.append(_row(name, sum(one.baselines[name] for one in found) / len(found)))
    rows.append(_row("`related`", *rate(found, WEIGHTS)))
    half = len(found) // 2
    rows.append(
        _row("tuned on one half, scored on the other", *rate(found[half:], tuned(found[:half])))
    )
    if other:
        rows.append(_row(f"tuned on the other repository {_short(other)}", *rate(found, other)))
    return rows, tuned(found)


def _short(weights: Weights) -> str:
    return ", ".join(f"{name} {value:.2f}" for name, value in weights._asdict().items())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("clone", type=Path)
    parser.add_argument("other", type=Path, nargs="?")
    parser.add_argument("--queries", type=int, default=1500)
    given = parser.parse_args()
    weights = None
    if given.other:
        rows, weights = table(given.other, given.queries, None)
        print(*rows, "", sep="\n", flush=True)
    print(*table(given.clone, given.queries, weights)[0], sep="\n")


if __name__ == "__main__":
    main()
