"""Text out of history for an agent to read: data, whatever it says.

A commit message may be written to be read by an agent: as an instruction, as the end of the
block it stands in, as another speaker's turn, or so that a person does not see it.
"""

import re
from unicodedata import normalize

from agentops_git.message.printable import one_line

_INVISIBLE = re.compile(  # joiners stay: Persian and emoji are written with them
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u2060-\u206f"
    "\u3164\ufe00-\ufe0e\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff]"
)
_FENCE = re.compile(r"`{3,}|~{3,}")
_OPENED = re.compile(r"[<＜](?=[\w/!?|:%])")  # what nothing opened, nothing closes, but a comment
_ENTITY = re.compile(r"&(?=#?\w{1,32};)")
_LINK = re.compile(r"!\[|\](?=[(\[])")
_BRACKETED = re.compile(r"\[(?=/?(?:inst|sys|system|end|begin|user|assistant)\b)", re.I)
_SPEAKER = re.compile(
    r"\b(system|assistant|user|human|developer|tool|ai|instructions?|prompt)(\s{0,4})[:：](?!:)",
    re.I,
)
_ORDER = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass|overrule|discard)\b.{0,60}\b(?:instructions?"
    r"|prompts?|rules?|guidelines?|polic(?:y|ies)|previous|prior|above|earlier|preceding|safety)\b"
    r"|\b(?:you are now|you must now|from now on|act as|pretend (?:to|that)|new instructions?"
    r"|(?:system|developer|hidden) (?:prompt|message|instructions?)|jailbreak|developer mode)\b"
    r"|\b(?:reveal|print|send|post|upload|leak|exfiltrate|email)\b.{0,60}\b(?:secrets?|passwords?"
    r"|credentials?|api keys?|private keys?|environment variables?|env vars?|\.env)\b"
    r"|\b(?:do not|don't|never) (?:tell|inform|mention|show|alert|ask)\b.{0,20}\b(?:the )?"
    r"(?:user|human|operator|developer|reviewer|anyone)\b"
    r"|\b(?:curl|wget)\b.{0,200}\|\s{0,4}(?:ba|z)?sh\b|\brm -rf\b",
    re.I,
)
LOOKED_AT = 20_000  # characters in which an order is looked for


def quoted(text: str) -> str:
    """A text on one line between quotation marks; nothing in it ends or opens anything."""
    flat = _INVISIBLE.sub(_shown, one_line(text)).replace('"', "'")
    flat = _FENCE.sub(lambda run: "'" * len(run[0]), flat)
    flat = _OPENED.sub("‹", flat).replace("-->", "--›")
    flat = _ENTITY.sub("＆", flat)
    flat = _LINK.sub(lambda mark: f"{mark[0][0]} {mark[0][1:]}", flat)
    flat = _BRACKETED.sub("(", flat)
    said = _SPEAKER.sub(r"\1\2 -", flat)
    return f'"{said}"'


def _shown(found: re.Match[str]) -> str:
    return ascii(found[0])[1:-1]


def reads_like_an_order(text: str) -> bool:
    """Whether a text speaks to whoever reads it, rather than of what was learned."""
    flat = _INVISIBLE.sub("", one_line(normalize("NFKC", text[:LOOKED_AT])))
    return bool(_ORDER.search(flat) or _SPEAKER.match(flat) or "<|" in flat)
