"""Pairs of runs: what one command costs in terms of another, measured in turn."""

import statistics
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

Run = Callable[[], object]


class Ratio(NamedTuple):
    """Wall time of one thing over another: smallest, median and largest of the pairs."""

    low: float
    median: float
    high: float

    def __str__(self) -> str:
        return f"{self.median:.2f} ({self.low:.2f}–{self.high:.2f})"


def seconds(run: Run) -> float:
    """How long one run takes."""
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def ratio(one: Run, other: Run, pairs: int = 15) -> Ratio:
    """The ratio of ``one`` to ``other`` over so many pairs, after a warm-up of each."""
    one()
    other()
    ratios = sorted(seconds(one) / seconds(other) for _ in range(pairs))
    return Ratio(ratios[0], statistics.median(ratios), ratios[-1])


def process(
    *argv: str | Path, cwd: Path, env: Mapping[str, str], codes: Sequence[int] = (0,)
) -> Run:
    """A whole process, silent, held to its exit codes."""

    def run() -> None:
        done = subprocess.run(
            [str(arg) for arg in argv], cwd=cwd, env=env, capture_output=True, check=False
        )
        if done.returncode not in codes:
            raise SystemExit(f"{argv} exited {done.returncode}: {done.stderr.decode()[-400:]}")

    return run
