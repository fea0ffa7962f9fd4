"""How long mining takes, beside ``git log`` over the same history.

usage: python -m benchmarks.mining [--runs N] REPOSITORY...

Every repository is measured in turns: git log, first mining, mining again with nothing
new, and the Python start with the same imports. Medians; ratios within the run. The
repository's index is moved away before and put back after.
"""

import argparse
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

HEAD = (
    "| repository | commits | git log, s | first mining | again, nothing new | peak memory, MiB |\n"
    "| --- | ---: | ---: | ---: | ---: | ---: |"
)
START = [sys.executable, "-c", "import agentops_git.cli.learnings"]


def seconds(argv: Sequence[str]) -> float:
    """The wall time of one command."""
    began = time.perf_counter()
    subprocess.run(argv, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    return time.perf_counter() - began


def answer(repository: str, *args: str) -> str:
    return subprocess.run(
        ["git", "-C", repository, *args], check=True, capture_output=True, text=True
    ).stdout.strip()


@contextmanager
def without_index(repository: str) -> Iterator[str]:
    """The path at which an index will be made; what stood there is put back."""
    folder = answer(repository, "rev-parse", "--path-format=absolute", "--git-common-dir")
    index = os.path.join(folder, "agentops", "index.sqlite")
    aside = f"{index}.aside"
    if os.path.exists(index):
        os.replace(index, aside)
    try:
        yield index
    finally:
        if os.path.exists(aside):
            os.replace(aside, index)
        elif os.path.exists(index):
            os.unlink(index)


def peak_mebibytes(argv: Sequence[str]) -> float:
    """The largest resident size of a command, its git processes left out."""
    report = (
        "import resource, sys; from agentops_git.cli.app import run_command; "
        "run_command(sys.argv[1:]); "
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", report, *argv], check=True, capture_output=True, text=True
    )
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return int(done.stderr.split()[-1]) / unit


def measure(repository: str, runs: int) -> str:
    """One row of the table."""
    mine = [sys.executable, "-m", "agentops_git", "-C", repository, "learnings"]
    log = ["git", "-C", repository, "log", "--format=%H%x00%B"]
    times: dict[str, list[float]] = {"log": [], "first": [], "again": [], "start": []}
    with without_index(repository) as index:
        for _ in range(runs):
            if os.path.exists(index):
                os.unlink(index)
            for name, argv in (("log", log), ("first", mine), ("again", mine), ("start", START)):
                times[name].append(seconds(argv))
        os.unlink(index)
        peak = peak_mebibytes(["-C", repository, "learnings"])
    middle = {name: statistics.median(values) for name, values in times.items()}
    first, again = middle["first"] / middle["log"], middle["again"] / middle["start"]
    name = os.path.basename(os.path.abspath(repository)).removesuffix(".git")
    commits = answer(repository, "rev-list", "--count", "HEAD")
    return (
        f"| {name} | {commits} | {middle['log']:.2f} | {first:.2f} × git log "
        f"| {again:.2f} × start | {peak:.0f} |"
    )


def main(argv: Sequence[str] | None = None) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("repositories", nargs="+", metavar="REPOSITORY")
    parser.add_argument("--runs", type=int, default=5)
    asked = parser.parse_args(argv)
    print(HEAD)
    for repository in asked.repositories:
        print(measure(repository, asked.runs), flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
