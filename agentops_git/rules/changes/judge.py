"""One change, judged by every rule on changes that needs no search of contents."""

from collections.abc import Iterator

from agentops_git.rules.changes.agents import check_agents
from agentops_git.rules.changes.executables import check_executables
from agentops_git.rules.changes.limits import check_deletions, check_size
from agentops_git.rules.changes.links import check_links
from agentops_git.rules.changes.lockfiles import check_lockfiles
from agentops_git.rules.changes.model import Case, Check, Fault
from agentops_git.rules.changes.names import check_names
from agentops_git.rules.changes.sizes import check_binary, check_large
from agentops_git.rules.changes.submodules import check_submodules
from agentops_git.rules.levels import level_of

CHECKS: tuple[tuple[str, Check], ...] = (
    ("G003", check_agents),
    ("G004", check_size),
    ("G005", check_deletions),
    ("G006", check_large),
    ("G007", check_binary),
    ("G008", check_lockfiles),
    ("G009", check_submodules),
    ("G010", check_links),
    ("G011", check_executables),
    ("G015", check_names),
)


def judge_change(case: Case) -> Iterator[tuple[str, Fault]]:
    """The code of each rule that fails, and where it does."""
    for code, check in CHECKS:
        if level_of(case.law, code) != "off":
            for fault in check(case):
                yield code, fault
