"""A constitution out of the text of its file."""

from agentops_git import __version__
from agentops_git.constitution.front import front_matter, is_ours
from agentops_git.constitution.model import Constitution
from agentops_git.constitution.presets import PRESETS
from agentops_git.constitution.problems import InvalidConstitution

__all__ = ["InvalidConstitution", "is_ours", "load"]


def load(text: str | bytes, source: str) -> Constitution:
    """The law that a file states, presets applied; ``source`` is how messages call the file.

    Raises InvalidConstitution, which names everything that is wrong, first line first.
    What is no error but should be told is in the law's ``warnings``.
    """
    from agentops_git.constitution.statement import read_statement

    law, problems, warnings = read_statement(front_matter(text, source), PRESETS, __version__)
    if problems:
        raise InvalidConstitution(source, problems)
    told = tuple(problem.render(source) for problem in sorted(warnings))
    return law._replace(warnings=told)
