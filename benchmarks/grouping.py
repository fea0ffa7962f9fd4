"""How grouping grows: learnings with the words of a real language, and near copies of some.

usage: python -m benchmarks.grouping [COUNT...]

For each count: all of them from nothing, then one more out of the kept state (CPU time of one
process, which other work on the machine does not sway), and the peak
memory of it all. Every count is measured in a process of its own.
"""

import argparse
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence

from agentops_git.knowledge.grouping import Fields, group

COUNTS = (1_000, 10_000, 100_000)
HEAD = (
    "| learnings | groups | from nothing, CPU s | one more, CPU s | share | peak memory, MiB |\n"
    "| ---: | ---: | ---: | ---: | ---: | ---: |"
)
_COPIES = 0.3  # of the learnings say an earlier one in other words
_STOP = 60  # words that are so frequent that nobody counts them


def learnings(count: int, seed: int = 1) -> Iterator[Fields]:
    """Learnings whose words are as rare as words are (Zipf's law), a third of them retold.

    The vocabulary grows with the root of the text, as Heaps' law has it.
    """
    rnd = random.Random(seed)
    lessons: list[list[str]] = []
    for at in range(count):
        if lessons and rnd.random() < _COPIES:
            words = _retold(rnd, rnd.choice(lessons), at)
        else:
            words = _text(rnd, 18, at)
            lessons.append(words)
        yield Fields(
            " ".join(words), f"fix({_word(rnd, 100)}): {' '.join(_text(rnd, 4, at))}",
            " ".join(_text(rnd, 9, at)), " ".join(_text(rnd, 10, at)), " ".join(_text(rnd, 6, at)),
        )  # fmt: skip


def _retold(rnd: random.Random, words: Sequence[str], at: int) -> list[str]:
    return [word if rnd.random() < 0.6 else _word(rnd, _known(at)) for word in words]


def _text(rnd: random.Random, length: int, at: int) -> list[str]:
    return [_word(rnd, _known(at)) for _ in range(length)]


def _known(at: int) -> int:
    return int(2_000 + 150 * at**0.5)


def _word(rnd: random.Random, known: int) -> str:
    """One of so many words; the n-th is n times as rare as the first, stop words left out."""
    return f"w{int(_STOP * (known / _STOP) ** rnd.random())}x".translate(_LETTERS)


_LETTERS = str.maketrans("0123456789", "abcdfghjkm")


class Memory:
    """Keeps states as the index does."""

    def __init__(self) -> None:
        self._data: dict[str, tuple[str, bytes]] = {}

    def kept(self, name: str) -> tuple[str, bytes] | None:
        return self._data.get(name)

    def keep(self, name: str, key: str, data: bytes) -> None:
        self._data[name] = (key, data)


def measure(count: int) -> str:
    """One row of the table."""
    texts = list(learnings(count + 1))
    memory = Memory()
    began = time.process_time()
    groups = group(texts[:count], memory)
    whole = time.process_time() - began
    began = time.process_time()
    group(texts, memory)
    more = time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (
        1 << 20 if sys.platform == "darwin" else 1 << 10
    )
    return (
        f"| {count} | {len(groups)} | {whole:.1f} | {more:.2f} "
        f"| 1/{whole / more:.0f} | {peak:.0f} |"
    )


def main(argv: Sequence[str] | None = None) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("counts", nargs="*", type=int, default=COUNTS, metavar="COUNT")
    parser.add_argument("--row", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args(argv)
    if asked.row:
        print(measure(asked.counts[0]))
        return 0
    print(HEAD)
    for count in asked.counts:
        row = [sys.executable, "-m", "benchmarks.grouping", "--row", str(count)]
        subprocess.run(row, check=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
