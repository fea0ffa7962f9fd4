"""Average linkage over a few blocks of texts."""

from collections.abc import Callable, Sequence

Similar = Callable[[int, int], float]
APART = float("-inf")  # the similarity of two texts that no group may hold together


def average_link(
    blocks: Sequence[Sequence[int]], similar: Similar, least: float
) -> list[list[int]]:
    """Unite the most similar blocks while their texts are on average ``least`` similar.

    The result holds positions in ``blocks``. Cubic: meant for a few dozen.
    """
    links = {
        (one, other): _mean(blocks[one], blocks[other], similar)
        for other in range(len(blocks))
        for one in range(other)
    }
    sizes = dict(enumerate(len(block) for block in blocks))
    united = {at: [at] for at in sizes}
    while links:
        pair = max(links, key=lambda pair: (links[pair], -pair[0], -pair[1]))
        if links[pair] < least:
            break
        _unite(*pair, links, sizes, united)
    return [sorted(group) for group in united.values()]


def _mean(one: Sequence[int], other: Sequence[int], similar: Similar) -> float:
    return sum(similar(a, b) for a in one for b in other) / (len(one) * len(other))


def _unite(
    one: int,
    other: int,
    links: dict[tuple[int, int], float],
    sizes: dict[int, int],
    united: dict[int, list[int]],
) -> None:
    del links[one, other]
    total = sizes[one] + sizes[other]
    for third in united:
        if third in (one, other):
            continue
        mine, theirs = (min(one, third), max(one, third)), (min(other, third), max(other, third))
        links[mine] = (links[mine] * sizes[one] + links.pop(theirs) * sizes[other]) / total
    sizes[one] = total
    united[one] += united.pop(other)
