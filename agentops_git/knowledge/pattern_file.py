"""What history can say in a pattern file. What it can't is left to people, never invented."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from agentops_git.knowledge.clusters import Cluster
from agentops_git.knowledge.learnings import Learning
from agentops_git.knowledge.markdown import code, items, text
from agentops_git.knowledge.said import Evidence, says_something
from agentops_git.message.ids import short

MOST = 12
SHORT_SHA = 12


def contents(cluster: Cluster, related: Sequence[str]) -> Mapping[str, str]:
    """The generated parts of a pattern's file, by name; ``related`` are list items."""
    return {
        "summary": _summary(cluster),
        "problem": _values(cluster, "Intent"),
        "context": _values(cluster, "Context"),
        "forces": _values(cluster, "Constraint"),
        "solution": _solution(cluster),
        "implementation": _paths(cluster),
        "benefits": _values(cluster, "Impact"),
        "tradeoffs": _values(cluster, "Rejected"),
        "risks": _values(cluster, "Not-tested"),
        "related": _bounded(related),
        "uses": _bounded([_change(one) for one in cluster.uses]),
        "evidence": items([_piece(cluster, one) for one in (*cluster.evidence, *cluster.former)]),
    }


def _summary(cluster: Cluster) -> str:
    first, last = cluster.shown[0].record, cluster.shown[-1].record
    changes = f"{len(cluster.evidence)} distinct change{'s' * (len(cluster.evidence) != 1)}"
    days = " to ".join(dict.fromkeys((first.when[:10], last.when[:10])))
    return f"**{cluster.stage}** · {changes} · {days} · {code(short(cluster.id))}\n"


def _solution(cluster: Cluster) -> str:
    """The lessons themselves, then what the changes did about them."""
    lessons = [_lesson(cluster, at) for at in range(len(cluster.learnings))]
    done = _values(cluster, "Solution")
    return _bounded(lessons) + (f"\nWhat the changes did:\n\n{done}" if done else "")


def _lesson(cluster: Cluster, at: int) -> str:
    learning = cluster.learnings[at]
    told = fate(learning, code)
    return f"{text(learning.text)} {code(short(learning.id))}{f' ({told})' if told else ''}"


def fate(learning: Learning, code: Callable[[str], str] = str) -> str:
    """Why a learning does not count any more; empty where it does."""
    by = learning.superseded_by
    marks = [f"superseded by {code(short(by))}" if by else "", "expired" * learning.expired]
    return ", ".join(mark for mark in marks if mark)


def _values(cluster: Cluster, key: str) -> str:
    """What the commits say under one key, each saying once."""
    said = dict.fromkeys(
        text(entry.value)
        for one in cluster.shown
        for entry in one.record.everything
        if entry.key == key and says_something(entry.value)
    )
    return _bounded(list(said))


def _paths(cluster: Cluster) -> str:
    """The files that most of these changes touched."""
    touched = Counter(path for one in cluster.shown for path in set(one.record.paths))
    ranked = sorted(touched.items(), key=lambda item: (-item[1], item[0]))
    return _bounded([f"{code(path)} ({count})" for path, count in ranked])


def _bounded(values: Sequence[str]) -> str:
    """A list of bounded length, which says how much it leaves out."""
    over = len(values) - MOST
    shown = [*values[:MOST], f"and {over} more"] if over > 0 else list(values)
    return items(shown)


def _piece(cluster: Cluster, one: Evidence) -> str:
    """One distinct change, by the learnings it states; the commit is a link, no identity."""
    stated = [
        code(short(learning.id))
        for learning in cluster.learnings
        if any(other.change == one.change for other in learning.evidence)
    ]
    grade = "" if one.grade == "trailer" else f", {one.grade}"
    over = ", no longer counted" if one in cluster.former else ""
    return f"{' '.join(stated) or 'applied'} · {_change(one)}{grade}{over}"


def _change(one: Evidence) -> str:
    record = one.record
    return f"{record.when[:10]} · {text(record.subject, 100)} · {code(record.id[:SHORT_SHA])}"


def shares_a_change(one: Cluster, others: Iterable[Cluster]) -> list[Cluster]:
    """The groups that were learned in the same changes, in the order given."""
    changes = {piece.change for piece in one.shown}
    return [
        other
        for other in others
        if other.id != one.id and any(piece.change in changes for piece in other.shown)
    ]
