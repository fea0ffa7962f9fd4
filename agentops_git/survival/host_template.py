"""GitLab's commit templates: their variables, and what becomes of the empty ones. Pure."""

import re
from collections.abc import Iterable, Mapping

from agentops_git.git.history import Commit
from agentops_git.message.subject import subject_text
from agentops_git.survival.host_pull import Pull

_VARIABLE = re.compile(r"%\{(\w+)\}")
_MOST = 100
_LARGEST = 100 * 1024
FOREIGN = (
    "issues", "reference", "source_project_id", "reviewed_by", "approved_by", "merged_by",
    "merge_request_author",
)  # fmt: skip
"""What only the host knows; empty unless it is given."""


def listed(commits: Iterable[Commit], largest: int = 0) -> str:
    """``* subject`` and the body of each commit, a blank line between all of them.

    A body of more than ``largest`` bytes is left out (0: none is).
    """
    parts: list[str] = []
    for commit in commits:
        subject, _, body = commit.message.strip().partition("\n\n")
        parts.append(f"* {subject_text(subject)}")
        size = len(body.encode("utf-8", "surrogateescape")) if largest else 0
        if body.strip() and size <= largest:
            parts.append(body.strip())
    return "\n\n".join(parts)


def variables(pull: Pull) -> Mapping[str, str]:
    """The value of each variable that GitLab documents."""
    many = next((c.message.strip() for c in pull.plain if "\n" in c.message.strip()), "")
    local = "" if pull.number is None else f"!{pull.number}"
    return {
        **dict.fromkeys(FOREIGN, ""),
        "source_branch": pull.source,
        "target_branch": pull.target,
        "title": pull.title,
        "description": pull.body,
        "reference": local,
        "local_reference": local,
        "first_commit": pull.commits[0].message.strip() if pull.commits else "",
        "first_multiline_commit": many or pull.title,
        "first_multiline_commit_description": many.partition("\n")[2].strip(),
        "url": pull.url,
        "co_authored_by": "\n".join(f"Co-authored-by: {author}" for author in pull.co_authors),
        "all_commits": listed(pull.plain[-_MOST:], _LARGEST),
        **dict(pull.known),
    }


def expand(template: str, pull: Pull) -> str:
    """The template with its variables filled in; unknown ones stay as they are."""
    values = variables(pull)
    lines = _without_empty(template.replace("\r\n", "\n").split("\n"), values)
    text = "\n".join(lines)
    return _VARIABLE.sub(lambda found: values.get(found[1], found[0]), text).strip() + "\n"


def unknown(template: str, pull: Pull) -> list[str]:
    """The variables of a template that GitLab does not document."""
    values = variables(pull)
    return [name for name in dict.fromkeys(_VARIABLE.findall(template)) if name not in values]


def _without_empty(lines: list[str], values: Mapping[str, str]) -> list[str]:
    """A line that holds an empty variable alone goes, and one of the blank lines around it."""
    kept: list[str] = []
    for at, line in enumerate(lines):
        alone = _VARIABLE.fullmatch(line)
        if not alone or values.get(alone[1], alone[0]):
            kept.append(line)
        elif kept and not kept[-1] and not "".join(lines[at + 1 : at + 2]):
            kept.pop()
    return kept
