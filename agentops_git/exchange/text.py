"""An outcome in words, and as JSON."""

from collections.abc import Iterator

from agentops_git.exchange.outcome import Moved, Outcome
from agentops_git.notes.refs import ref_of


def lines(outcome: Outcome) -> Iterator[str]:
    """One line for each kind that changed, or one that says that none did."""
    for kind, moved in outcome.kinds.items():
        yield f"{kind}: {_of(moved)}"
    if not outcome.kinds and not outcome.refused:
        yield f"nothing to exchange with {outcome.remote}"


def _of(moved: Moved) -> str:
    words = {
        "restored": moved.restored,
        "came": moved.came,
        "removed": moved.removed,
        "went": moved.went,
    }
    return ", ".join(f"{count} {word}" for word, count in words.items() if count)


def in_one_line(outcome: Outcome) -> str | None:
    """The same on one line; None where nothing changed."""
    if not outcome.kinds:
        return None
    return f"notes and {outcome.remote}: {'; '.join(lines(outcome))}"


def refusal(outcome: Outcome) -> str:
    """Which refs the remote refused, and why, on one line."""
    each = "; ".join(f"{ref_of(kind)} ({why})" for kind, why in outcome.refused.items())
    return f"{outcome.remote} refused {each}; what came is merged here, and nothing is lost"


def as_json(outcome: Outcome) -> dict[str, object]:
    """What ``sync --json`` writes, version 1."""
    return {
        "version": 1,
        "remote": outcome.remote,
        "kinds": {
            kind: {"ref": ref_of(kind), **moved._asdict()} for kind, moved in outcome.kinds.items()
        },
        "refused": [
            {"kind": kind, "ref": ref_of(kind), "reason": why}
            for kind, why in outcome.refused.items()
        ],
        "notices": list(outcome.notices),
    }
