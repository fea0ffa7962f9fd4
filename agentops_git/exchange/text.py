"""An outcome in words, and as JSON."""

from collections.abc import Iterator

from agentops_git.exchange.outcome import Outcome
from agentops_git.notes.refs import ref_of

_DONE = ("came", "removed", "went", "restored")
_TO_DO = ("to come", "to be removed", "to go", "to be restored")


def lines(outcome: Outcome, dry_run: bool = False) -> Iterator[str]:
    """One line for each kind that changed, or would; or one that says that none does."""
    words = _TO_DO if dry_run else _DONE
    for kind, moved in outcome.kinds.items():
        told = (f"{count} {word}" for count, word in zip(moved, words, strict=True) if count)
        yield f"{kind}: {', '.join(told)}"
    if not outcome.kinds and not outcome.refused:
        yield f"nothing to exchange with {outcome.remote}"


def in_one_line(outcome: Outcome) -> str | None:
    """The same on one line; None where nothing changed."""
    if not outcome.kinds:
        return None
    return f"notes and {outcome.remote}: {'; '.join(lines(outcome))}"


def refusal(outcome: Outcome) -> str:
    """Which refs the remote refused, and why, on one line."""
    each = "; ".join(f"{ref_of(kind)} ({why})" for kind, why in outcome.refused.items())
    return f"{outcome.remote} refused {each}; what came is merged here, and nothing is lost"


def as_json(outcome: Outcome, dry_run: bool) -> dict[str, object]:
    """What ``sync --json`` writes, version 1."""
    return {
        "version": 1,
        "dry_run": dry_run,
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
