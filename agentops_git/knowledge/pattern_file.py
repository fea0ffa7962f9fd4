"""What history can say in a pattern file. What it can't is left to people, never invented."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence

from agentops_git.knowledge.clusters import Cluster
from agentops_git.knowledge.learnings import Learning
from agentops_git.knowledge.links import commit_link
from agentops_git.knowledge.markdown import code, items, text
from agentops_git.knowledge.said import Evidence, says_something
from agentops_git.message.ids import short

MOST = 12
ENDS = 10
LONGEST = 500


def contents(cluster: Cluster, related: Sequence[str], links: str) -> Mapping[str, str]:
    """The generated parts of a pattern's file, by name; ``related`` are list items.

    Each has a bounded length, whatever the evidence. ``links`` is what the pages of commits
    begin with, empty for none.
    """
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
        "uses": items(_ends(cluster.uses, lambda one: _change(one, links))),
        "evidence": _evidence(cluster, links),
    }


def _summary(cluster: Cluster) -> str:
    first, last = cluster.shown[0].record, cluster.shown[-1].record
    changes = f"{len(cluster.evidence)} distinct change{'s' * (len(cluster.evidence) != 1)}"
    days = " to ".join(dict.fromkeys((first.when[:10], last.when[:10])))
    sure = f"confidence {cluster.confidence:.2f}"
    said = f"**{cluster.stage}**{_given_up(cluster)} · {sure} · {changes} · {days}"
    return f"{said} · {code(short(cluster.id))}\n"


def _given_up(cluster: Cluster) -> str:
    """Why people gave a pattern up."""
    return f" ({text(cluster.word.reason, LONGEST)})" if cluster.word.reason else ""


def _solution(cluster: Cluster) -> str:
    """The lessons themselves, then what the changes did about them."""
    lessons = [_lesson(one) for one in cluster.learnings[:MOST]]
    done = _values(cluster, "Solution")
    listed = items([*lessons, *_more(len(cluster.learnings) - MOST)])
    return listed + (f"\nWhat the changes did:\n\n{done}" if done else "")


def _lesson(learning: Learning) -> str:
    told = fate(learning, code)
    said = text(learning.text, LONGEST)
    return f"{said} {code(short(learning.id))}{f' ({told})' if told else ''}"


def fate(learning: Learning, code: Callable[[str], str] = str) -> str:
    """Why a learning does not count any more; empty where it does."""
    by = learning.superseded_by
    marks = [f"superseded by {code(short(by))}" if by else "", "expired" * learning.expired]
    return ", ".join(mark for mark in marks if mark)


def _values(cluster: Cluster, key: str) -> str:
    """What the commits say under one key, each saying once."""
    said = dict.fromkeys(
        entry.value
        for one in cluster.shown
        for entry in one.record.everything
        if entry.key == key and says_something(entry.value)
    )
    values = list(said)
    shown = dict.fromkeys(text(value, LONGEST) for value in values[:MOST])
    return items([*shown, *_more(len(values) - MOST)])


def _paths(cluster: Cluster) -> str:
    """The files that most of these changes touched."""
    touched = Counter(path for one in cluster.shown for path in set(one.record.paths))
    ranked = sorted(touched.items(), key=lambda item: (-item[1], item[0]))
    listed = [f"{code(path)} ({count})" for path, count in ranked[:MOST]]
    return items([*listed, *_more(len(ranked) - MOST)])


def _bounded(values: Sequence[str]) -> str:
    """A list of bounded length, which says how much it leaves out."""
    return items([*values[:MOST], *_more(len(values) - MOST)])


def _more(count: int) -> list[str]:
    return [f"and {count} more"] if count > 0 else []


def _ends(pieces: Sequence[Evidence], show: Callable[[Evidence], str]) -> list[str]:
    """The first and the latest, and how many lie between."""
    over = len(pieces) - 2 * ENDS
    if over <= 1:
        return [show(one) for one in pieces]
    first, latest = pieces[:ENDS], pieces[-ENDS:]
    return [*map(show, first), f"and {over} more, then the latest:", *map(show, latest)]


def _evidence(cluster: Cluster, links: str) -> str:
    """The distinct changes by the learnings they state, then those that count no longer."""
    stated: dict[str, list[str]] = defaultdict(list)
    for learning in cluster.learnings:
        for change in dict.fromkeys(one.change for one in learning.evidence):
            stated[change].append(code(short(learning.id)))

    def piece(one: Evidence) -> str:
        return _piece(one, stated[one.change], links)

    former = _ends(cluster.former, lambda one: f"{piece(one)}, no longer counted")
    return items([*_ends(cluster.evidence, piece), *former])


def _piece(one: Evidence, stated: Sequence[str], links: str) -> str:
    """One distinct change; the commit is a link, no identity."""
    grade = "" if one.grade == "trailer" else f", {one.grade}"
    named = " ".join([*stated[:MOST], "…"] if len(stated) > MOST else stated)
    return f"{named or 'applied'} · {_change(one, links)}{grade}"


def _change(one: Evidence, links: str) -> str:
    record = one.record
    what = f"{text(record.subject, 100)} · {commit_link(links, record.id)}"
    return f"{record.when[:10]} · {what}"
