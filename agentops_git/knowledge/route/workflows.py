"""The workflows that a task can be routed to: six by default, more by the constitution."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from agentops_git.constitution.guards import Workflow as Stated


class Workflow(NamedTuple):
    """One way of working.

    ``meaning`` says it to people; ``when`` holds words and phrases of its tasks beside the
    lexicon's; ``types`` and ``phases`` say which commits are examples of it; ``agent``
    does it, if one is set.
    """

    name: str
    meaning: str
    when: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    phases: tuple[str, ...] = ()
    agent: str = ""


DEFAULTS = (
    Workflow("quick-edit", "a small change whose place is known", types=("style", "chore")),
    Workflow(
        "research-plan-implement", "something new, or whose way is still open",
        types=("feat",), phases=("research", "plan"),
    ),
    Workflow(
        "validated-deployment",
        "a change to what runs, in steps that are verified and can be undone",
        types=("release", "deploy"),
    ),
    Workflow("debug", "something does not behave as it should", types=("fix",)),
    Workflow("documentation", "text for people", types=("docs",)),
    Workflow("refactor", "another shape, the same behaviour", types=("refactor",)),
)  # fmt: skip
"""What a repository has that states nothing else."""


def workflows(stated: Mapping[str, "Stated"]) -> tuple[Workflow, ...]:
    """The defaults with what a constitution states over them, then those that it adds."""
    known = {one.name: one for one in DEFAULTS}
    for name, given in stated.items():
        base = known.get(name, Workflow(name, ""))
        known[name] = base._replace(
            meaning=given.meaning or base.meaning,
            when=(*base.when, *given.when),
            types=given.types or base.types,
            agent=given.agent or base.agent,
        )
        if not given.use:
            del known[name]
    return tuple(known.values())
