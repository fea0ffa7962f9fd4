"""Steps that only take in what a trusted ref holds: an upstream, or a vendor's branch."""

from collections.abc import Sequence

from agentops_git.enforcement.landing_steps import Step
from agentops_git.git.mainline import merged_trees
from agentops_git.git.process import Git


def not_trusted(
    git: Git, trusted: Sequence[str], steps: Sequence[Step], asking: Sequence[int]
) -> list[int]:
    """Those of ``asking`` that are neither commits of a trusted ref nor clean merges of one."""
    sources = {at: (steps[at].commit, *steps[at].parents[1:2]) for at in asking}
    held = _held(git, trusted, {commit for pair in sources.values() for commit in pair})
    merges = [at for at in asking if _merges(steps[at]) and sources[at][1] in held]
    trees = merged_trees(git, [(steps[at].before, sources[at][1]) for at in merges])
    clean = {at for at, tree in zip(merges, trees, strict=True) if tree == steps[at].tree}
    return [at for at in asking if steps[at].commit not in held and at not in clean]


def _merges(step: Step) -> bool:
    return step.kind == "commit" and len(step.parents) == 2


def _held(git: Git, trusted: Sequence[str], commits: set[str]) -> set[str]:
    """The commits that a trusted ref reaches."""
    globs = [
        form for glob in trusted for form in (glob, f"refs/heads/{glob}", f"refs/remotes/*/{glob}")
    ]
    tips = git.text("for-each-ref", "--format=%(objectname)", *globs).split()
    if not tips:
        return set()
    data = "".join(f"{rev}\n" for rev in [*sorted(commits), *(f"^{tip}" for tip in tips)])
    out = git.text("--no-replace-objects", "rev-list", "--stdin", data=data.encode())
    return commits - set(out.split())
