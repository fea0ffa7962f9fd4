"""T008: values that are not in the form of their key."""

from agentops_git.message.keys import CANONICAL
from agentops_git.message.model import Entry
from agentops_git.rules.model import OURS, OWN_WORDS, Case, Flaw

FORMED = frozenset(
    {
        "Confidence", "Scope-risk", "Reversibility", "Phase", "Expires", "Resolves", "Supersedes",
        "Rejected", "Exemption", "Improvement", "Assisted-by",
    }
)  # fmt: skip
_FREE = OURS - FORMED
"""Keys whose values are free text: most messages have no other, and load no form."""

_OWN_FORM = ("agentops", "other")
"""Ours, and what the reader could not place because it has no form of ours."""

_LONGEST = 300


def check_values(case: Case) -> tuple[Flaw, ...]:
    """Check each value that has a form; a dialect's values keep the dialect's own form."""
    found = []
    for entry in case.record.entries:
        if entry.key not in _FREE and (wrong := _wrong(entry)):
            found.append(_flaw(entry, *wrong))
    return tuple(found)


def _wrong(entry: Entry) -> tuple[str, str] | None:
    from agentops_git.rules.forms import FORMS

    judge = FORMS.get(CANONICAL.get(entry.key.lower(), ""))
    own = entry.grade in OWN_WORDS and entry.dialect in _OWN_FORM
    return judge(entry.value) if judge and own and entry.value else None


def _flaw(entry: Entry, said: str, meant: str) -> Flaw:
    lines = "\n".join(f"{entry.key}: {value}" for value in meant.split("\n"))
    return Flaw(f"{entry.key} {said}", lines[:_LONGEST], entry.key, entry.line)
