"""Recall: a question about 100,000 commits that all teach something."""

import random
import subprocess
import sys
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

from benchmarks.ground import git, repository
from benchmarks.measure import process, ratio, seconds

COMMITS = 100_000
_WHO = "bench <bench@example.invalid>"
_QUESTIONS = (
    ("retry the failed transfer of a customer", "area7/part31.py"),
    ("make the start of the service faster", "area3/part5.py"),
    ("part guard value", "area1"),
)


def rows() -> Iterator[str]:
    """Three Markdown rows, and what it costs to get there."""
    with repository() as (path, env):
        git(path, env, "fast-import", "--quiet", data="".join(history(COMMITS)))
        git(path, env, "reset", "--quiet", "--hard", "main")
        nothing = process(sys.executable, "-c", "pass", cwd=path, env=env)
        cold = process("agentops-git", "recall", _QUESTIONS[0][0], cwd=path, env=env)
        yield f"| the first question, which reads all, in seconds | {seconds(cold):.0f} |"
        for query, where in _QUESTIONS:
            argv = ("agentops-git", "recall", query, "--path", where, "--json")
            warm = process(*argv, cwd=path, env=env)
            asked = f"`recall '{query}' --path {where}` / `python -c pass`"
            yield f"| {asked} | {ratio(warm, nothing)} |"
        yield f"| an added commit, then a question, in seconds | {_after_one_more(path, env):.1f} |"


def _after_one_more(path: Path, env: dict[str, str]) -> float:
    text = "fix: one more\n\nIntent: mend it\nLearning: what was added last is found as well\n"
    subprocess.run(
        ["git", "-c", "core.hooksPath=/dev/null", "commit", "-q", "--allow-empty", "-F", "-"],
        cwd=path, env=env, input=text, text=True, check=True,
    )  # fmt: skip
    return seconds(process("agentops-git", "recall", "what was added last", cwd=path, env=env))


def history(commits: int) -> Iterator[str]:
    """A fast-import stream: sentences out of 12,000 made-up words, some of them very common."""
    dice = random.Random(4)
    vocabulary = ["".join(dice.choices("bcdfglmnprst", k=2)) + f"o{n:x}" for n in range(12_000)]
    common = ["part", "guard", "value", "service", "transfer", "start", "retry", "customer"]
    drawn = list(accumulate((rank + 20) ** -0.8 for rank in range(len(vocabulary))))

    def sentence(length: int) -> str:
        return " ".join(
            [*dice.choices(vocabulary, cum_weights=drawn, k=length), *dice.choices(common, k=2)]
        )

    for number in range(commits):
        text = (
            f"fix(area{number % 17}): {sentence(5)}\n\nIntent: {sentence(7)}\n"
            f"Context: {sentence(10)}\nSolution: {sentence(8)}\nLearning: {sentence(12)}\n"
        )
        who = f"{_WHO} {1_700_000_000 + number} +0000"
        body = f"{number}\n"
        yield (
            f"commit refs/heads/main\nauthor {who}\ncommitter {who}\ndata {len(text)}\n{text}\n"
            f"M 100644 inline area{number % 17}/part{number % 97}.py\n"
            f"data {len(body)}\n{body}\n"
        )
