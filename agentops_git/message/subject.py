"""The subject of a commit: its Conventional Commits parts, and what kind of commit it names."""

import re
from typing import Literal

from agentops_git.message.lines import BLANKS
from agentops_git.message.model import Subject

TYPES: tuple[str, ...] = (
    "feat", "fix", "docs", "style", "refactor", "perf", "test", "build", "ci", "chore",
    "revert", "learn",
)  # fmt: skip

Kind = Literal["ordinary", "fixup", "squash", "amend", "revert", "reapply", "merge"]

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
_PULL = r"(?: \(#\d+\))?"
_UNDONE = re.compile(rf'(Revert|Reapply) ".+"{_PULL}')

_NAMES = r"'\S+'(?:(?:, | and )'\S+')*"
_HEADS = rf"(?:(?:remote(?:-tracking)? )?branch(?:es)?|tags?|commits?) {_NAMES}"
_HEADS_OF = rf"{_HEADS}(?: \(early part\))?(?: of [^\s,;]++)?"
_URL = r"[\w+-]++://\S++|[\w.@-]++:[^\s/]*+/\S*+|\.{0,2}/\S++|\.\.?"
_CHANGES = r'I[0-9a-f]+(?:, ?(?:I[0-9a-f]+|\.\.\.))*|from topics? ["\']\S.*["\']'
_MERGES = (
    rf"Merge {_HEADS_OF}(?:[,;] {_HEADS_OF})*(?: into \S+| as '\S+')?{_PULL}",  # git, GitLab
    r"Merge commit [0-9a-f]{4,64}(?: into \S++)?",
    rf"Merge (?:{_URL})(?: into \S++)?",  # git pull of a HEAD
    r"Merge pull request #\d+ (?:from|in) \S.*",  # GitHub, Bitbucket Server, Gitea
    r"Merged? PR #?\d+: \S.*",  # Azure DevOps
    r"Merged in \S+ \(pull request #\d+\)",  # Bitbucket Cloud
    r"Pull request #\d+: \S.*",  # Bitbucket Server
    rf'Merge (?:"\S.*"|changes? (?:{_CHANGES}))(?: into \S++)?',  # Gerrit
    r"(?:[Aa]uto merge of|Rollup merge of|Merge) #\d+(?: #\d+)*(?:(?: - | ?: )\S.*)?",  # bors
    r"Add '\S+' from commit '[0-9a-f]{40,64}'",  # git subtree
)
_MERGE = re.compile("|".join(_MERGES))


def kind_of(message: str, parents: int | None = None) -> Kind:
    """Tell what kind of commit a message names, by the exact forms that git and hosts write.

    ``parents`` decides about merges where it is known: with two and more any commit is one,
    with fewer none is, whatever its subject looks like.
    """
    subject = subject_text(message)
    for prefix, kind in _AUTOSQUASH.items():
        if subject.startswith(prefix) and subject != prefix:
            return kind
    if undone := _UNDONE.fullmatch(subject):
        return "revert" if undone[1] == "Revert" else "reapply"
    if parents is not None:
        return "merge" if parents > 1 else "ordinary"
    return "merge" if _MERGE.fullmatch(subject) else "ordinary"
