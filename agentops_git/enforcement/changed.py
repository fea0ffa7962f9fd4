"""The commits of a range whose changes are judged, and by whom: those that change anything."""

from collections.abc import Iterable, Sequence

from agentops_git.enforcement.guarding import judge_changes
from agentops_git.enforcement.judge import Judged
from agentops_git.enforcement.law import Ruling
from agentops_git.git.process import Git
from agentops_git.git.repository import Places, shallow_commits
from agentops_git.rules.finding import Finding, as_warning

FEW = 200
"""So many commits that no law rules are looked into: to read all that a long history holds would
make its first push wait."""
_SECRET = "G018"


def on_changes(
    git: Git, places: Places, ruling: Ruling, judged: Judged, keep: Sequence[str]
) -> tuple[Finding, ...]:
    """Guardrails on the commits of ``keep``, the newest first; what the others bring of secrets
    is a warning, where they are few."""
    asked = keep[:FEW] if ruling.advisory else keep
    found = judge_changes(git, ruling, _changing(judged, places, asked))
    older = _older(judged, keep)
    if ruling.advisory or not 0 < len(older) <= FEW:
        return found
    theirs = judge_changes(git, ruling, _changing(judged, places, older))
    return found + tuple(as_warning(one) for one in theirs if one.code == _SECRET)


def _older(judged: Judged, keep: Sequence[str]) -> list[str]:
    if len(judged.parents) == len(keep):
        return []
    kept = set(keep)
    return [commit for commit in judged.parents if commit not in kept]


def _changing(judged: Judged, places: Places, commits: Iterable[str]) -> list[str]:
    """Those whose tree is not that of their first parent, the oldest first.

    Without those at which a shallow clone ends: what they change is not known here.
    """
    trees, parents = judged.trees, judged.parents
    ids = [one for one in commits if trees[one] != trees.get(parents[one][: len(one)])]
    cut = shallow_commits(places) if ids else ()
    return [commit for commit in reversed(ids) if commit not in cut]
