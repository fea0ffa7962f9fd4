"""The subject of a commit: its Conventional Commits parts, and what kind of commit it names."""

import re
from typing import Literal

from agentops_git.message.lines import BLANKS
from agentops_git.message.model import Subject

TYPES: tuple[str, ...] = (
    "feat", "fix", "docs", "style", "refactor", "perf", "test", "build", "ci", "chore",
    "revert", "learn",
)  # fmt: skip

Kind = Literal["ordinary", "fixup", "squash", "amend", "revert", "reapply", "merge", "squashed"]

_CONVENTIONAL = re.compile(r"([^\W\d_][\w-]*+)(?:\(([^()]++)\))?+(!?+): ++(?=\S)")
_FIRST_BLANK = re.compile(r"\n[ \t\r]*+(?:\n|\Z)")


def subject_text(message: str) -> str:
    """Give the first paragraph on one line, as git's ``%s`` does."""
    text = message.lstrip(BLANKS)
    # Blanks before the first word are git's to keep.
    indent = len(message) - len(text)
    text = message[message.rfind("\n", 0, indent) + 1 :]
    end = _FIRST_BLANK.search(text)
    paragraph = text[: end.start()] if end else text
    return " ".join([line.rstrip(BLANKS) for line in paragraph.split("\n")])


def parse_subject(text: str) -> Subject:
    """Read the subject of a message (or a subject alone) by Conventional Commits 1.0.

    The type is given in lower case, since the specification compares it without case.
    """
    subject = subject_text(text)
    found = _CONVENTIONAL.match(subject)
    if not found:
        return Subject(subject)
    kind, scope, bang = found.groups()
    return Subject(subject, kind.lower(), scope, bool(bang), subject[found.end() :])


_AUTOSQUASH: dict[str, Kind] = {"fixup! ": "fixup", "squash! ": "squash", "amend! ": "amend"}
GITS_OWN_SQUASH = "Squashed commit of the following:"
"""The first line of what ``git merge --squash`` writes, kept where nobody edits it."""
_UNDONE = re.compile(r'(Revert|Reapply) ".+"(?: \(#\d+\))?')
_UNDOES = re.compile(
    r"^(?:This reverts (?:commit [0-9a-f]{7}|merge request \S*!\d)|Reverts \S*[#!]\d)", re.M
)
_MERGE_WORDS = ("Merge", "Auto merge of", "auto merge of", "Rollup merge of", "Pull", "Add '")


def kind_of(message: str, parents: int | None = None) -> Kind:
    """Tell what kind of commit a message names, by the exact forms that git and hosts write.

    ``parents`` decides about merges where it is known: with two and more any commit is one,
    with fewer none is, whatever its subject looks like.
    """
    subject = subject_text(message)
    for prefix, kind in _AUTOSQUASH.items():
        if subject.startswith(prefix) and subject != prefix:
            return kind
    if subject == GITS_OWN_SQUASH:
        return "squashed"
    if undone := _UNDONE.fullmatch(subject):
        return "revert" if undone[1] == "Revert" else "reapply"
    if parents is not None:
        return "merge" if parents > 1 else "ordinary"
    return "merge" if _has_merge_form(subject) else "ordinary"


def names_what_it_undoes(message: str) -> bool:
    """Whether a revert says which change it undoes, as git and hosts write it into the body."""
    return _UNDOES.search(message) is not None


def _has_merge_form(subject: str) -> bool:
    if not subject.startswith(_MERGE_WORDS):
        return False
    # Only here, because compiling the forms costs a hook more than reading a message.
    from agentops_git.message.merges import FORM

    return FORM.fullmatch(subject) is not None
