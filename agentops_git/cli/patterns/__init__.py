"""``agentops-git patterns``: one file a subcommand."""

import click

from agentops_git.cli.lazy import LazyGroup

MEMBERS = {
    "list": "list patterns by their evidence",
    "show": "show what a pattern rests on, and what was decided of it",
    "merge": "unite patterns that say the same, for ever after",
    "split": "part learnings that do not belong together, for ever after",
    "rename": "give a pattern a name that stays",
    "deprecate": "give a pattern up",
    "undeprecate": "take a pattern back into use",
}


@click.group(cls=LazyGroup, package=__name__, members=MEMBERS)
def command() -> None:
    """The pattern library, by hand: the last word on what belongs together.

    A pattern goes by its slug (its file's name without .md) or by its id, of which 8 digits
    are enough. What is decided is a note: it syncs, and holds for ever after.

    \b
    Example:
      agentops-git patterns list --all
      agentops-git patterns merge retry-with-a-limit limit-every-retry
    """
