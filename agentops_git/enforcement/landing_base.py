"""The base of an approval: what was approved on it, and whether it is still the same ground."""

from collections.abc import Sequence

from agentops_git.enforcement.landing_demand import Consent, Demands
from agentops_git.git.changes import commit_changes
from agentops_git.git.graph import Parents, reached
from agentops_git.git.mainline import paths_between, trees_of
from agentops_git.git.process import Git


def why_void(
    git: Git, parents: Parents, demands: Demands, before: str, consent: Consent
) -> str | None:
    """Why a consent is no longer good for a landing on the commit ``before``; None where it is.

    A base that is not in the graph ``parents`` lies behind the old tip.
    """
    behind = consent.base not in parents or consent.base in reached(parents, [before])
    if not behind:
        return f"{before[:12]} does not descend from its base {consent.base[:12]}"
    return _moved(git, demands, before, consent)


def _moved(git: Git, demands: Demands, before: str, consent: Consent) -> str | None:
    """What changed since the base and needs approval itself: an earlier landing of this head too.

    Every commit is looked at, not first parents alone: these may have been swapped.
    """
    known = [f"^{tip}" for tip in (consent.base, consent.head) if tip]
    since = git.text("--no-replace-objects", "rev-list", before, *known, "--").split()
    for change in commit_changes(git, since) if since else ():
        if demands.touched(file.path for file in change.files):
            at = (change.commit or "")[:12]
            return (
                f"its base has moved since, and {at} changed what needs approval; "
                f"approve it anew: agentops-git approve {before[:12]}..{consent.head[:12]}"
            )
    return None


def changed_paths(git: Git, consents: Sequence[Consent]) -> dict[str, frozenset[str]]:
    """What lies between the base and the head of each consent, in two processes."""
    commits = dict.fromkeys(tip for each in consents for tip in (each.base, each.head) if tip)
    trees = {"": git.text("hash-object", "-t", "tree", "--stdin"), **trees_of(git, [*commits])}
    pairs = {each.id: (trees[each.base], trees[each.head]) for each in consents}
    paths = paths_between(git, pairs.values())
    return {consent: frozenset(paths.get(pair, ())) for consent, pair in pairs.items()}
