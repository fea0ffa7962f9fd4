"""The commits of a range whose changes are judged, and by whom: those that change anything."""

from collections.abc import Iterable, Sequence

from agentops_git.enforcement.judge import Judged
from agentops_git.enforcement.law import Ruling
from agentops_git.git.objects import resolve
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
    found = _on(git, ruling, _changing(git, judged, places, asked))
    older = _older(judged, keep)
    if ruling.advisory or not 0 < len(older) <= FEW:
        return found
    theirs = _on(git, ruling, _changing(git, judged, places, older))
    return found + tuple(as_warning(one) for one in theirs if one.code == _SECRET)


def _on(git: Git, ruling: Ruling, commits: Sequence[str]) -> tuple[Finding, ...]:
    if not commits:
        return ()
    from agentops_git.enforcement.guarding import judge_changes  # many a range changes no file

    return judge_changes(git, ruling, commits)


def _older(judged: Judged, keep: Sequence[str]) -> list[str]:
    if len(judged.parents) == len(keep):
        return []
    kept = set(keep)
    return [commit for commit in judged.parents if commit not in kept]


def _changing(git: Git, judged: Judged, places: Places, commits: Iterable[str]) -> list[str]:
    """Those whose tree is not that of their first parent, the oldest first.

    Without those at which a shallow clone ends: what they change is not known here.
    """
    trees, parents = judged.trees, judged.parents
    ids = [one for one in commits if trees[one] != trees.get(parents[one][: len(one)])]
    if ids and not any(parents[one][: len(one)] in trees for one in ids):
        ids = _at_the_edge(git, judged, ids)
    cut = shallow_commits(places) if ids else ()
    return [commit for commit in reversed(ids) if commit not in cut]


def _at_the_edge(git: Git, judged: Judged, ids: Sequence[str]) -> list[str]:
    """Those that differ from a first parent that is not in the range itself."""
    before = resolve(git, (f"{judged.parents[one][: len(one)] or one}^{{tree}}" for one in ids))
    return [
        one
        for one, tree in zip(ids, before, strict=True)
        if not judged.parents[one] or tree is None or tree[0] != judged.trees[one]
    ]
