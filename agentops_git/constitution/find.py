"""Which file of a tree is its constitution."""

from agentops_git.constitution.front import is_ours

PATHS = ("CONSTITUTION.md", ".agentops/CONSTITUTION.md")
"""Where a constitution may lie, from the root of the repository; the first that is ours counts."""


def choose(texts: dict[str, bytes] | dict[str, str]) -> tuple[str, str | bytes] | None:
    """The path and text of the constitution among the candidates that exist; None: no law here.

    A file that is not ours is passed over, so that a foreign CONSTITUTION.md does not hide
    the law in ``.agentops/``.
    """
    for path in PATHS:
        text = texts.get(path)
        if text is not None and is_ours(text):
            return path, text
    return None
