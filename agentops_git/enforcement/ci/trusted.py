"""The branches that the law trusts: what they hold is left out, so they have to be here."""

from agentops_git.constitution.globs import name_matches
from agentops_git.enforcement.ci.fetching import Host
from agentops_git.enforcement.law import law_at
from agentops_git.git.process import Git
from agentops_git.git.repository import Places

MOST = 50
"""How many branches are brought at most."""


def bring_trusted(git: Git, where: Places, host: Host, tip: str | None) -> list[str]:
    """The tips of the host's branches that the law at a commit trusts, brought here."""
    ruling = law_at(git, where, tip) if tip else None
    globs = ruling.law.trusted if ruling else ()
    if not globs:
        return []
    found = {
        name: oid
        for name, oid in host.branches().items()
        if any(
            name_matches(glob, name) or name_matches(glob, f"refs/heads/{name}") for glob in globs
        )
    }
    names = [*found][:MOST]
    host.bring_branches(names)
    return [found[name] for name in names]
