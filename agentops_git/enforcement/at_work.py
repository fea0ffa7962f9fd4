"""Which agents made a change: by the environment, the author, or ``Assisted-by``."""

from collections.abc import Mapping, Sequence

from agentops_git.constitution.model import Constitution
from agentops_git.enforcement.agents import known_agent
from agentops_git.git.history import Commit, read_commits
from agentops_git.git.process import Git
from agentops_git.rules.changes.agents import agents_of_author, bounds_agents


def agents_here(law: Constitution, env: Mapping[str, str]) -> tuple[str, ...]:
    """Who commits now: the agent whose environment this is, else the author as an agent."""
    if not bounds_agents(law):
        return ()
    if agent := known_agent(env):
        return (agent,)
    name, email = env.get("GIT_AUTHOR_NAME", ""), env.get("GIT_AUTHOR_EMAIL", "")
    return agents_of_author(law, name, email)


def agents_at_work(law: Constitution, env: Mapping[str, str], message: str) -> tuple[str, ...]:
    """Who commits now, with what the commit's message says as well."""
    if not bounds_agents(law):
        return ()
    return agents_here(law, env) or assistants(message)


def agents_of(git: Git, law: Constitution, ids: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    """Who made each commit, by its author and its message; empty where no law asks."""
    if not (ids and bounds_agents(law)):
        return {}
    commits = read_commits(git, ("--no-walk=unsorted",), ids)
    return {commit.id: _of(commit, law) for commit in commits}


def _of(commit: Commit, law: Constitution) -> tuple[str, ...]:
    author = agents_of_author(law, commit.author_name, commit.author_email)
    return (*author, *assistants(commit.message))


def assistants(message: str) -> tuple[str, ...]:
    """Whom a message names in ``Assisted-by``, in any dialect and wherever it stands."""
    from agentops_git.message.record import read  # a law that keeps no agent to paths pays nothing

    return tuple(entry.value for entry in read(message).entries if entry.key == "Assisted-by")
