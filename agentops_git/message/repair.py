"""Repair: the records of a message in one final block, without changing a word."""

from collections.abc import Iterable, Iterator, Sequence

from agentops_git.message.cleanup import Cleanup
from agentops_git.message.lines import BLANKS, scissors_at
from agentops_git.message.record import plain_block
from agentops_git.message.trailers import parse


def repair(text: str, comment: str = "#") -> str:
    """Give a stored message with every movable label in its final block, or the same text."""
    repaired = _repaired(text, comment)
    return text if repaired is None else "\n".join([line for _, line in repaired])


def repair_file_text(raw: str, cleanup: Cleanup) -> str:
    """Repair a message file; comments, the scissors line and all under it stay byte for byte."""
    cuts = cleanup.cut or cleanup.mode == "scissors"
    end = scissors_at(raw, cleanup.comment) if cuts else len(raw)
    lines = raw[:end].split("\n")
    stored = stored_lines(lines, cleanup)
    texts = [lines[at] if lines[at].strip(BLANKS) else "" for at in stored]
    repaired = _repaired("\n".join(texts), "#")
    if repaired is None:
        return raw
    return "\n".join(_with_dropped(repaired, stored, lines)) + raw[end:]


def stored_lines(lines: Sequence[str], cleanup: Cleanup) -> list[int]:
    """The numbers of the lines that git will store: no comments, no blanks above the subject."""
    strip = cleanup.mode == "strip"
    kept = [at for at, line in enumerate(lines) if not (strip and line.startswith(cleanup.comment))]
    if cleanup.mode == "verbatim":
        return kept
    first = next((at for at, number in enumerate(kept) if lines[number].strip(BLANKS)), 0)
    return kept[first:]


def _with_dropped(
    repaired: Iterable[tuple[int, str]], stored: list[int], lines: Sequence[str]
) -> Iterator[str]:
    """Put the lines that git drops back above the next line that has not moved."""
    kept, done = set(stored), 0
    for source, line in repaired:
        if source >= 0:
            yield from (lines[at] for at in range(done, stored[source]) if at not in kept)
            done = stored[source]
        yield line or (lines[stored[source]] if source >= 0 else "")
    yield from (lines[at] for at in range(done, len(lines)) if at not in kept)


def _repaired(text: str, comment: str) -> Sequence[tuple[int, str]] | None:
    """The lines, each with its number before or -1; None where nothing is to be done."""
    trailers = parse(text, comment)
    if plain_block(text, trailers) >= 0 and len(set(trailers)) == len(trailers):
        return None
    from agentops_git.message.gather import gathered  # most messages do without

    return gathered(text, comment)
