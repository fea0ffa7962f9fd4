"""The heads that were approved: where a host squashed or rebased one, no branch leads to it."""

from agentops_git.enforcement.ci.fetching import Host
from agentops_git.enforcement.ci.task import Task
from agentops_git.evidence.approvals.reading import KIND, Signed, read_approvals
from agentops_git.evidence.moment import Moment
from agentops_git.git.objects import resolve
from agentops_git.git.process import Git

MOST = 50
"""How many heads are fetched at most, the newest approvals first."""


def bring_approved(git: Git, host: Host, task: Task, moment: Moment) -> list[str]:
    """The heads that are approved for the task's ref and are here, those fetched now included."""
    tip = moment.tip(KIND)
    if tip is None:
        return []
    heads = dict.fromkeys(
        said.statement.head
        for said in reversed(read_approvals(git, tip))
        if isinstance(said, Signed)
        and (said.statement.repository, said.statement.ref) == (moment.repository, task.ref)
    )
    wanted = [*heads][:MOST]
    host.bring_some([oid for oid, found in _known(git, wanted) if not found])
    return [oid for oid, found in _known(git, wanted) if found]


def _known(git: Git, commits: list[str]) -> list[tuple[str, bool]]:
    found = resolve(git, commits)
    return [
        (oid, row is not None and row[1] == "commit")
        for oid, row in zip(commits, found, strict=True)
    ]
