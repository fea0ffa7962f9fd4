"""The names of notes refs."""

KINDS = ("learnings", "gates", "approvals", "telemetry", "audit")
"""The kinds of notes that are lines; each has a ref of its own."""

CARRIED = ("learnings", "telemetry", "audit")
"""The kinds that may follow a rewritten commit: evidence and consent belong to what was seen."""

TEXT = "commits"
TEXT_REF = "refs/notes/commits"
"""Plain text notes, as ``git notes add`` writes them; their kind is called ``commits``."""

_OURS = "refs/notes/agentops/"


def ref_of(kind: str) -> str:
    """The ref that holds the notes of a kind."""
    return TEXT_REF if kind == TEXT else f"{_OURS}{kind}"


def tracking_ref(remote: str, kind: str) -> str:
    """Where the notes of a remote are tracked."""
    return f"refs/agentops/remotes/{remote}/{kind}"


def backup_ref(kind: str) -> str:
    """Where notes are kept that a forced fetch would destroy."""
    return f"refs/agentops/backup/{kind}"
