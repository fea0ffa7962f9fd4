"""A rebase of 20 commits with our native hooks, beside hooks that do nothing at all."""

import os
import shutil
import statistics
from collections.abc import Iterator
from pathlib import Path

from agentops_git.files.data import data_path
from benchmarks.ground import git, repository
from benchmarks.measure import Ratio, process, seconds

COMMITS = 20
PAIRS = 11
NOTHING = "#!/bin/sh\nexit 0\n"


def rows() -> Iterator[str]:
    """The ratio of the two, and what a pick costs over a rebase without hooks."""
    with repository() as (path, env):
        _build(path, env)
        kinds = _hooks(path, env)
        runs = [
            {name: _rebase(path, env, hooks) for name, hooks in kinds.items()}
            for _ in range(PAIRS + 1)
        ][1:]
    ratios = sorted(run["ours"] / run["nothing"] for run in runs)
    picks = [(run["ours"] - run["none"]) / COMMITS * 1000 for run in runs]
    yield f"| rebase of {COMMITS}, our hooks / hooks that do nothing | {_spread(ratios)} |"
    for other, said in (("none", "no hooks"), ("ours", "our other hooks")):
        ratios = sorted(run["moves"] / run[other] for run in runs)
        yield f"| the same with reference-transaction / {said} | {_spread(ratios)} |"
    yield f"| a pick more than without hooks | {statistics.median(picks):.1f} ms |"


def _spread(ratios: list[float]) -> Ratio:
    return Ratio(ratios[0], statistics.median(ratios), ratios[-1])


def _build(path: Path, env: dict[str, str]) -> None:
    """A branch of 20 commits, each to a file of its own, beside a main that has moved on."""
    (path / "CONSTITUTION.md").write_text("---\nagentops: 1\nextends: core\n---\n")
    for number in range(COMMITS + 2):
        (path / f"{number}.txt").write_text(f"{number}\n")
        git(path, env, "add", "--all")
        message = f"chore: add file {number}\n\nIntent: one more file to rebase"
        git(path, env, "commit", "--quiet", "--message", message)
        if number == 0:
            git(path, env, "switch", "--quiet", "--create", "work")
        if number == COMMITS:
            git(path, env, "branch", "--quiet", "tip")
            git(path, env, "switch", "--quiet", "main")


def _hooks(path: Path, env: dict[str, str]) -> dict[str, Path]:
    """Hook directories: none, as many as ours that do nothing, ours, ours on moves of refs too."""
    ours, nothing, none, moves = (
        path / ".git" / name for name in ("hooks", "nothing", "none", "moves")
    )
    process("agentops-git", "init", "--native", cwd=path, env=env)()
    shutil.copytree(ours, moves)
    shutil.copy(data_path("hooks/reference-transaction"), moves)
    shutil.copytree(ours, nothing, ignore=shutil.ignore_patterns("*.sample"))
    for hook in nothing.iterdir():
        hook.write_text(NOTHING)
    none.mkdir()
    return {"none": none, "nothing": nothing, "ours": ours, "moves": moves}


def _rebase(path: Path, env: dict[str, str], hooks: Path) -> float:
    """The seconds of one rebase of the branch onto main."""
    git(path, env, "-c", f"core.hooksPath={os.devnull}", "switch", "--quiet", "-C", "work", "tip")
    argv = ("git", "-c", f"core.hooksPath={hooks}", "rebase", "--quiet", "main")
    return seconds(process(*argv, cwd=path, env=env))
