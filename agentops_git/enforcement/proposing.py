"""What a change is proposed to, as far as a working repository knows: the ref, and its law."""

import os
from typing import NamedTuple

from agentops_git.constitution.globs import name_matches
from agentops_git.constitution.guards import Approvers
from agentops_git.enforcement.default_branch import (
    Default,
    default_branch,
    main_remotes,
    stated_default,
)
from agentops_git.enforcement.law import Ruling
from agentops_git.enforcement.moments import name_of_remote, repository_name
from agentops_git.enforcement.since import standing_law
from agentops_git.errors import UsageError
from agentops_git.evidence.approvals.standing import Asked
from agentops_git.git.config import Config, read_config
from agentops_git.git.process import Git
from agentops_git.git.repository import places
from agentops_git.message.printable import one_line

_BRANCHES = "refs/heads/"


class Proposal(NamedTuple):
    """A full ref, where it (or else the default branch) is, and the law that rules it there."""

    ref: str
    tip: str
    ruling: Ruling


def proposed_to(git: Git, config: Config, ref: str | None) -> Proposal:
    """The named ref, else the default branch; UsageError where no law rules it."""
    default = _default(git, config)
    full = _full(git, ref) if ref else default.name if default else ""
    if not full:
        raise UsageError("which branch is the default one is not known here; name it: --ref main")
    where = places(git)
    tip = default.tip if default else None
    ruling = standing_law(git, where, tip) if tip else None
    own = default is None or (full != default.name and ruling and _protected(full, ruling))
    if own and (its := _tip(git, config, full)):
        tip, ruling = its, standing_law(git, where, its)
    if ruling is None or tip is None:
        raise UsageError(f"no constitution rules {one_line(full)}; set one up: agentops-git init")
    return Proposal(full, tip, ruling)


def asked_here(git: Git, ref: str | None, repository: str | None, now: int) -> Asked:
    """What decisions here have to be about.

    The repository's name is what is said, else what its main remote's URL says: enough for
    those who sign, and no ground to judge on. UsageError where nothing says it.
    """
    config = read_config(git)
    proposal = proposed_to(git, config, ref)
    remote = next(iter(main_remotes(config)), None)
    said = repository or repository_name(config, os.environ)
    name = said or (name_of_remote(config, remote) if remote else "")
    if not name:
        raise UsageError(
            "this repository has no name here; give the one that its server goes by: "
            "--repository OWNER/NAME, or git config agentops.repository OWNER/NAME"
        )
    approvers = proposal.ruling.law.approvers or Approvers()
    return Asked(name, proposal.ref, proposal.ruling.blob, approvers, now)


def _default(git: Git, config: Config) -> Default | None:
    """The default branch by its full name; HEAD is it only where no other branch may be."""
    stated = stated_default(config, None, os.environ)
    for remote in (*main_remotes(config), None):
        found = default_branch(git, config, remote, None, os.environ)
        if found and stated in (None, found.name) and (remote or stated or _alone(git)):
            return found._replace(name=_BRANCHES + found.name)
    return None


def _alone(git: Git) -> bool:
    return git.text("for-each-ref", "--count=2", "--format=x", _BRANCHES) == "x"


def _full(git: Git, ref: str) -> str:
    full = ref if ref.startswith("refs/") else _BRANCHES + ref
    if git.ask("check-ref-format", full).code != 0:
        raise UsageError(f"--ref: '{one_line(ref, 80)}' is no name of a branch; write --ref main")
    return full


def _protected(ref: str, ruling: Ruling) -> bool:
    globs = ruling.law.protected + ruling.law.trusted
    return any(name_matches(glob, ref.removeprefix(_BRANCHES)) for glob in globs)


def _tip(git: Git, config: Config, ref: str) -> str | None:
    """Where a branch is: on the remote, as it was last fetched, else here."""
    branch = ref.removeprefix(_BRANCHES)
    for name in (*(f"refs/remotes/{remote}/{branch}" for remote in main_remotes(config)), ref):
        found = git.ask("rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
        if found.code == 0:
            return found.out.decode().strip()
    return None
