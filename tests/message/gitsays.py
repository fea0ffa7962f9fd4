"""What the real git answers, for many messages with one process."""

import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path

from agentops_git.message.trailers import parse

BATCH = 4000
FENCE = "Fence-between-messages: x"


def trailers_of(messages: Sequence[str], comment: str = "#") -> list[list[str]]:
    """``git interpret-trailers --parse --no-divider``, the authority, on every message.

    git prints the answers to all the files it is given; a file of ours after each one
    tells where an answer ends.
    """
    batches = (messages[at : at + BATCH] for at in range(0, len(messages), BATCH))
    return [*chain.from_iterable(_batch(batch, comment) for batch in batches)]


def _batch(messages: Sequence[str], comment: str) -> Iterable[list[str]]:
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name)
        (directory / "fence").write_text(f"title\n\n{FENCE}\n")
        for number, message in enumerate(messages):
            (directory / str(number)).write_bytes(message.encode("utf-8", "surrogateescape"))
        files = chain.from_iterable((str(number), "fence") for number in range(len(messages)))
        said = subprocess.run(
            ["git", "-c", f"core.commentChar={comment}", "interpret-trailers", "--parse",
             "--no-divider", *files],
            cwd=directory, check=True, capture_output=True,
        ).stdout.decode("utf-8", "surrogateescape")  # fmt: skip
    *answers, rest = said.split(f"{FENCE}\n")
    assert (rest, len(answers)) == ("", len(messages))
    return (answer.split("\n")[:-1] for answer in answers)


def ours(message: str, comment: str = "#") -> list[str]:
    """Our answer in the same form."""
    return [f"{key}: {value}" for key, value in parse(message, comment)]
