"""What our native hooks cost a rebase, beside the same hooks as ``#!/bin/sh`` and ``exit 0``.

    python -m benchmarks.rebase

Medians over pairs of runs, one of each kind, so that the machine's mood is in both.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

COMMITS = 20
PAIRS = 11
BAR = 1.2
NOTHING = "#!/bin/sh\nexit 0\n"


def environment() -> dict[str, str]:
    """No configuration of the user's, our own commands on PATH."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    who = {
        f"GIT_{role}_{part}": value
        for role in ("AUTHOR", "COMMITTER")
        for part, value in (("NAME", "Bench"), ("EMAIL", "bench@example.invalid"))
    }
    path = f"{Path(sys.executable).parent}:{env['PATH']}"
    return {**env, **who, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "PATH": path}


def run(repo: Path, *argv: str) -> None:
    subprocess.run(argv, cwd=repo, env=environment(), check=True, capture_output=True)


def build(repo: Path) -> None:
    """A branch of 20 commits, each to a file of its own, beside a main that has moved on."""
    run(repo.parent, "git", "init", "--quiet", "--template=", "--initial-branch=main", str(repo))
    for number in range(COMMITS + 2):
        (repo / f"{number}.txt").write_text(f"{number}\n")
        run(repo, "git", "add", "--all")
        run(repo, "git", "commit", "--quiet", "--message", f"chore: add file {number}")
        if number == 0:
            run(repo, "git", "switch", "--quiet", "--create", "work")
        if number == COMMITS:
            run(repo, "git", "branch", "--quiet", "tip")
            run(repo, "git", "switch", "--quiet", "main")


def hooks(repo: Path) -> dict[str, Path]:
    """Three hook directories: none, ours, and as many that do nothing."""
    run(repo, "agentops-git", "init", "--native")
    ours = repo / ".git" / "hooks"
    nothing, none = repo / ".git" / "nothing", repo / ".git" / "none"
    shutil.copytree(ours, nothing)
    for hook in nothing.iterdir():
        hook.write_text(NOTHING)
    none.mkdir()
    return {"none": none, "nothing": nothing, "ours": ours}


def rebase(repo: Path, directory: Path) -> float:
    """The seconds of one rebase of the branch onto main."""
    run(repo, "git", "-c", f"core.hooksPath={os.devnull}", "switch", "--quiet", "-C", "work", "tip")
    start = time.perf_counter()
    run(repo, "git", "-c", f"core.hooksPath={directory}", "rebase", "--quiet", "main")
    return time.perf_counter() - start


def measure(pairs: int = PAIRS) -> dict[str, float]:
    """Median seconds with each kind of hooks, and the median ratio ours / nothing."""
    with tempfile.TemporaryDirectory() as scratch:
        repo = Path(scratch) / "repo"
        build(repo)
        kinds = hooks(repo)
        runs = [{name: rebase(repo, path) for name, path in kinds.items()} for _ in range(pairs)]
    medians = {name: statistics.median(row[name] for row in runs) for name in kinds}
    return {**medians, "ratio": statistics.median(row["ours"] / row["nothing"] for row in runs)}


def main() -> int:
    """Print the figures; 1 where the bar is not held."""
    found = measure()
    for name in ("none", "nothing", "ours"):
        print(f"rebase of {COMMITS} commits, hooks {name:<8} {found[name] * 1000:6.0f} ms")
    per_pick = (found["ours"] - found["none"]) / COMMITS * 1000
    print(f"a pick costs {per_pick:.1f} ms more than without hooks")
    print(f"ours / nothing: {found['ratio']:.2f} (bar {BAR})")
    return int(found["ratio"] > BAR)


if __name__ == "__main__":
    sys.exit(main())
