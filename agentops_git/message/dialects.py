"""The keys of other tools, and how they and their drifting values read in ours (docs/format.md)."""

import re
from collections.abc import Mapping
from typing import NamedTuple

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
    "Resolves": r"(?!#|\w+://|[A-Z][A-Z0-9]*-\d|[\w.-]+/[\w.-]+#\d).+",
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

AGENTS = {
    "noreply@anthropic.com": "Claude",
    "cursoragent@cursor.com": "Cursor",
    "@openai.com": "Codex",
    "+copilot@users.noreply.github.com": "Copilot",
    "copilot@github.com": "Copilot",
    "copilot-swe-agent[bot]": "Copilot",
    "@aider.chat": "Aider",
    "devin-ai-integration[bot]": "Devin",
    "gemini-code-assist[bot]": "Gemini",
    "gemini-cli": "Gemini",
    "google-labs-jules[bot]": "Jules",
    "amp@ampcode.com": "Amp",
    "noreply@opencode.ai": "opencode",
    "openhands@all-hands.dev": "OpenHands",
    "factory-droid[bot]": "Droid",
    "qwen-coder@alibabacloud.com": "Qwen",
    "crush@charm.land": "Crush",
    "junie@jetbrains.com": "Junie",
    "agent@warp.dev": "Warp",
}
"""Who co-authors as an agent, by what its address contains; names alone are people's too."""

_MODEL = re.compile(r"[\s:/-]*(?:(?:code|agent|ai|cli|bot)\b)?\s*([^(]*)(?:\(([^)]*)\))?", re.I)


def agent_of(author: str) -> str | None:
    """``Agent[:model]`` for the ``Name <address>`` of a known agent, else None."""
    name, _, address = author.lower().partition("<")
    for mark, agent in AGENTS.items():
        if mark in address:
            rest = _MODEL.match(name.partition(agent.lower())[2])
            model = "-".join(((rest[1].strip() or rest[2] or "") if rest else "").split())
            return f"{agent}:{model}" if model else agent
    return None


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
