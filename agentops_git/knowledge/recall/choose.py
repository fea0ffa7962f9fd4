"""Which items are served: what still holds, each lesson once, best first, inside the budget."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from agentops_git.memory.relevance import Weights
from agentops_git.memory.served import Hit, Served

_WEAK = 0.2  # of the best item's score, below which an item is noise
_SAY = 4  # words that a reason names
_MISSES = 20  # items that did not fit, after which the budget counts as full
_KIND: Mapping[str, float] = {
    "constraint": 0.95, "directive": 0.95, "rejected": 0.95, "improvement": 0.8, "not-tested": 0.8,
}  # fmt: skip
"""What a kind's score is multiplied with: lessons first, what is wanted after what is known."""


class Item(NamedTuple):
    """What is served, and why."""

    served: Served
    score: float
    why: str


class Choice(NamedTuple):
    """The items that are served, best first, what each costs, and how many were left out."""

    items: tuple[Item, ...]
    tokens: tuple[int, ...]
    over_budget: int
    weak: int

    @property
    def spent(self) -> int:
        """What all items cost."""
        return sum(self.tokens)


class Asked(NamedTuple):
    """How what was asked for was written: terms as words, and the paths by the names they had."""

    written: Mapping[str, str]
    paths: Mapping[str, str]


def ranked(hits: Iterable[Hit], asked: Asked) -> list[Item]:
    """Of each lesson the wording that fits best, best first."""
    scored = [(hit.score * _KIND.get(hit.served.kind, 1.0), hit) for hit in hits]
    scored.sort(key=lambda pair: -pair[0])
    seen: set[str] = set()
    found: list[Item] = []
    for score, hit in scored:
        names = {hit.served.group, hit.served.id[4:]}
        if not names & seen:
            seen |= names
            found.append(Item(hit.served, score, _why(hit.served, hit.adds, asked)))
    return found


def _why(served: Served, adds: Weights, asked: Asked) -> str:
    """What made it fit, and how well it is founded."""
    touched = next((asked.paths[path] for path in served.paths if path in asked.paths), None)
    near = None if touched else _directory(adds)
    strongest = sorted(adds, key=lambda term: (-adds[term], term))
    words = [asked.written[term] for term in strongest if term in asked.written][:_SAY]
    reasons = [
        f"touched {touched}" if touched else "",
        f"touched files below {near}" if near else "",
        f"matches {', '.join(words)}" if words else "",
        f"{served.evidence} changes say so" if served.evidence > 1 else "",
    ]
    return "; ".join(reason for reason in reasons if reason)


def _directory(adds: Weights) -> str | None:
    """The deepest directory that the question and the item share."""
    shared = [term for term in adds if term.startswith("/")]
    return max(shared, key=len)[1:] + "/" if shared else None


def choose(items: Sequence[Item], budget: int, cost: Callable[[Item], int], used: int) -> Choice:
    """Fill a budget in tokens, of which ``used`` are gone; one that is too long is passed over."""
    least = items[0].score * _WEAK if items else 0.0
    near = [item for item in items if item.score >= least]
    taken = list(_fitting(near, budget - used, cost))
    return Choice(
        tuple(item for item, _ in taken), tuple(tokens for _, tokens in taken),
        len(near) - len(taken), len(items) - len(near),
    )  # fmt: skip


def _fitting(
    items: Iterable[Item], left: int, cost: Callable[[Item], int]
) -> Iterator[tuple[Item, int]]:
    missed = 0
    for item in items:
        if left <= 0 or missed == _MISSES:
            return
        tokens = cost(item)
        missed += tokens > left
        if tokens <= left:
            left -= tokens
            yield item, tokens
