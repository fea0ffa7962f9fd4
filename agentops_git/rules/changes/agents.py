"""G003: an agent that changes a path outside those that the law lets it touch."""

from collections.abc import Iterable, Iterator, Sequence

from agentops_git.constitution.authors import is_agent, is_author
from agentops_git.constitution.globs import any_path_matches
from agentops_git.constitution.guards import Agent
from agentops_git.constitution.model import Constitution
from agentops_git.rules.changes.model import Case, Fault
from agentops_git.rules.changes.shell import pathspec


def bounds_agents(law: Constitution) -> bool:
    """Whether the law keeps any agent to some paths."""
    return any(agent.may_touch for agent in law.agents)


def agents_of_author(law: Constitution, name: str, email: str) -> tuple[str, ...]:
    """The agents of the law that an author is, by its globs or as a well-known account."""
    known = is_agent(name, email)
    return tuple(
        agent.name
        for agent in law.agents
        if is_author(agent.authors, name, email)
        or (known and _named(agent, name.partition("[")[0].strip()))
    )


def check_agents(case: Case) -> Iterator[Fault]:
    """Say which paths none of the change's agents may touch; agents that no law names are free."""
    at_work = agents_named(case.law.agents, case.agents)
    if not at_work or not all(agent.may_touch for agent in at_work):
        return
    globs = [glob for agent in at_work for glob in agent.may_touch]
    names = " and ".join(dict.fromkeys(agent.name for agent in at_work))
    for file in case.change.files:
        if not any_path_matches(globs, file.path):
            said = f"{names} may not touch it; the law lets it touch {', '.join(globs[:5])}"
            yield Fault(file.path, said, _undo(file.path, case.change.commit))


def agents_named(agents: Sequence[Agent], values: Iterable[str]) -> list[Agent]:
    """The agents of the law that some values of ``Assisted-by`` name."""
    said = [*values]
    return [agent for agent in agents if any(_named(agent, value) for value in said)]


def _named(agent: Agent, value: str) -> bool:
    """``Agent[:model] [tools]``: the name ends where the model or the tools begin."""
    name, given = agent.name.casefold(), value.casefold().strip()
    return given.startswith(name) and given[len(name) : len(name) + 1] in ("", ":", " ", "[", "/")


def _undo(path: str, commit: str | None) -> str:
    source = f"--source={commit[:12]}^ " if commit else ""
    return f"git restore --staged {source}-- {pathspec(path)}"
