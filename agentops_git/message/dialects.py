"""The keys of other tools, and how they and their drifting values read in ours (docs/format.md)."""

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from agentops_git.message.agents import agent_of
from agentops_git.message.keys import KEYS
from agentops_git.message.model import Entry

OURS = "agentops"
OTHER = "other"
SEED = "seed"


_AS_IT_IS: Mapping[str, str] = {}


class Term(NamedTuple):
    """One key of a dialect.

    ``key`` is ours, or the dialect's own where we have none. ``values`` maps the dialect's
    scale to ours. ``form`` is a pattern for the values of a key that is also a common word:
    only such a value makes a line of the body a label.
    """

    dialect: str
    key: str
    values: Mapping[str, str] = _AS_IT_IS
    form: str = ""


_CONFIDENCE = {"verified": "high", "certain": "high", "firm": "high", "tentative": "medium",
               "moderate": "medium", "uncertain": "low", "guess": "low"}  # fmt: skip
_SCOPE = {"local": "narrow", "small": "narrow", "module": "moderate", "medium": "moderate",
          "broad": "wide", "system": "wide", "large": "wide"}  # fmt: skip
_UNDO = {"easy": "clean", "reversible": "clean", "costly": "migration-needed",
         "migration": "migration-needed", "permanent": "irreversible"}  # fmt: skip

_WORD = r"[\w-]+"
_SCALE = r"[\w/.%-]+(?:\s*\(.*\))?"
_RECORD = r"r-[\w-]+(?:\s*,\s*r-[\w-]+)*"
_HEX = r"[0-9a-f]{7,64}(?:\s*,\s*[0-9a-f]{7,64})*"
_COMMITLORE = r"authored|drafted|reconstructed|unknown|inherited\b.*"

_SCALES = {"Confidence": _CONFIDENCE, "Scope-risk": _SCOPE, "Reversibility": _UNDO}
_FORMS = {
    "Confidence": _SCALE,
    "Session": r"\S+",
    "Phase": _WORD,
    "Expires": r".*\d.*",
    # "Resolves: #12" is the host's word for closing an issue.
    "Resolves": r"(?!#|\w+://|(?-i:[A-Z][A-Z0-9]*-\d)|[\w.-]+/[\w.-]+#\d).+",
}

TERMS: dict[str, Term] = {
    **{key.name: Term(OURS, key.name, _SCALES.get(key.name, _AS_IT_IS), _FORMS.get(key.name, ""))
       for key in KEYS},
    "Lore-id": Term("lore", "Lore-id"),
    "Tested": Term("lore", "Validation"),
    "Related": Term("lore", "Related", form=_HEX),
    "Depends-on": Term("lore", "Depends-on", form=_HEX),
    "Limit": Term("commitlore", "Constraint"),
    "Ruled-out": Term("commitlore", "Rejected"),
    "Warn": Term("commitlore", "Directive"),
    "Verified": Term("commitlore", "Validation"),
    "Unverified": Term("commitlore", "Not-tested"),
    "Certainty": Term("commitlore", "Confidence", _CONFIDENCE, _SCALE),
    "Blast": Term("commitlore", "Scope-risk", _SCOPE, _SCALE),
    "Undo": Term("commitlore", "Reversibility", _UNDO, _SCALE),
    "Record-Id": Term("commitlore", "Record-Id"),
    "Follows": Term("commitlore", "Follows", form=_RECORD),
    "Evidence": Term("commitlore", "Evidence", form=r"\S+"),
    "Provenance": Term("commitlore", "Provenance", form=_COMMITLORE),
    "CommitLore-Version": Term("commitlore", "CommitLore-Version"),
    "Annals-Version": Term("commitlore", "CommitLore-Version"),
    "X-Claude-Session": Term("commitlore", "Session"),
    "AI-Decision": Term("git-mem", "Solution"),
    "AI-Context": Term("git-mem", "Context"),
    "AI-Fact": Term("git-mem", "Learning"),
    "AI-Gotcha": Term("git-mem", "Learning"),
    "AI-Convention": Term("git-mem", "Directive"),
    "AI-Confidence": Term("git-mem", "Confidence", _CONFIDENCE),
    "AI-Agent": Term("git-mem", "Assisted-by"),
    "AI-Model": Term("git-mem", "AI-Model"),
    "AI-Tags": Term("git-mem", "AI-Tags"),
    "AI-Lifecycle": Term("git-mem", "AI-Lifecycle"),
    "AI-Memory-Id": Term("git-mem", "AI-Memory-Id"),
    "Entire-Session": Term("entire", "Session"),
    "Entire-Agent": Term("entire", "Assisted-by"),
    "Entire-Checkpoint": Term("entire", "Entire-Checkpoint"),
    "Entire-Attribution": Term("entire", "Entire-Attribution"),
    "Entire-Metadata": Term("entire", "Entire-Metadata"),
    "Entire-Metadata-Task": Term("entire", "Entire-Metadata-Task"),
    "Entire-Strategy": Term("entire", "Entire-Strategy"),
    "Entire-Source-Ref": Term("entire", "Entire-Source-Ref"),
    "Entire-Condensation": Term("entire", "Entire-Condensation"),
}  # fmt: skip

SHARED = {
    "lore": frozenset(
        {"Constraint", "Rejected", "Directive", "Confidence", "Scope-risk", "Reversibility"}
        | {"Not-tested", "Supersedes"}
    ),
    "commitlore": frozenset({"Supersedes", "Expires"}),
}
"""Keys that a dialect spells as we do; they are its own beside a key that only it has."""

CO_AUTHOR = "co-authored-by"
TERM_OF = {name.lower(): term for name, term in TERMS.items()}
KNOWN = frozenset(TERM_OF) | {CO_AUTHOR}

_SENTENCES = frozenset(
    {"Intent", "Context", "Solution", "Learning", "Impact", "Improvement", "Validation"}
    | {"Not-tested", "Constraint", "Rejected", "Directive", "Exemption"}
)
WRAPPING = frozenset(name for name, term in TERM_OF.items() if term.key in _SENTENCES)
"""The keys whose values are sentences, which people wrap without setting them in."""


def has_record_bytes(message: bytes) -> bool:
    """Whether a raw message may hold an entry of ours or a dialect: no false no, few false yes."""
    return _label_bytes().search(message) is not None


@cache
def _label_bytes() -> re.Pattern[bytes]:
    """The look ahead drops most lines at their first blank; sets of letters beat re.I."""
    return re.compile(
        rb"\n[ \t#*+_\xe2\x80\xa2-]*+(?=[A-Za-z-]++[ \t]*+[:*_\r\n#\xef])"
        + _any_of(sorted(KNOWN)).encode()
        + rb"[Ss]?[ \t]*+(?:[:*_\r\n#]|\xef\xbc\x9a)"
    )


def _any_of(words: list[str]) -> str:
    """A pattern for any of the words, in any case, that looks at each letter once."""
    heads: dict[str, list[str]] = {}
    for word in words:
        heads.setdefault(word[:1], []).append(word[1:])
    branches = [_letter(head) + _any_of(tails) for head, tails in heads.items() if head]
    if not branches:
        return ""
    many = branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
    return f"(?:{many})?" if "" in heads else many


def _letter(letter: str) -> str:
    return f"[{letter.upper()}{letter}]" if letter.isalpha() else re.escape(letter)


def reads_as(key: str, value: str) -> tuple[str, str, str] | None:
    """Our key, the value in our terms and the dialect; None where the label is nobody's."""
    lower = key.lower()
    if lower == CO_AUTHOR:
        agent = agent_of(value)
        return ("Assisted-by", agent, CO_AUTHOR) if agent else None
    term = TERM_OF.get(lower)
    if term is None or (term.form and not re.fullmatch(term.form, value, re.I | re.S)):
        return None
    return term.key, _normal(value, term.values) if term.values else value, term.dialect


def _normal(value: str, values: Mapping[str, str]) -> str:
    """The value on our scale, by its first word; left alone where it has no place there."""
    word = value.partition("(")[0].strip().rstrip(".,;").lower()
    return values.get(word) or (word if word in values.values() else value)


def in_dialects(entries: list[Entry]) -> list[Entry]:
    """Give shared keys to the dialect whose own keys stand beside them."""
    spoken = {entry.dialect for entry in entries}
    for dialect, keys in SHARED.items():
        if dialect in spoken:
            entries = [
                entry._replace(dialect=dialect) if entry.key in keys else entry for entry in entries
            ]
    return entries
