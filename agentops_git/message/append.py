"""More trailers at the end of a message file."""

from collections.abc import Collection, Iterator, Sequence

from agentops_git.message.cleanup import Cleanup
from agentops_git.message.compose import trailer_line
from agentops_git.message.dialects import CO_AUTHOR, reads_as
from agentops_git.message.keys import CANONICAL
from agentops_git.message.lines import BLANKS, scissors_at
from agentops_git.message.model import Trailer
from agentops_git.message.recover import KEYED, block_lines
from agentops_git.message.repair import stored_lines
from agentops_git.message.trailers import find_block


def with_trailers(
    raw: str, added: Sequence[Trailer], cleanup: Cleanup, gone: Collection[Trailer] = ()
) -> str:
    """Put trailers into the last block, or at the end as one, and take those out that are ``gone``.

    Ours follow those of ours that stand there; what else ends the block (``Signed-off-by``) still
    ends it. ``gone`` names trailers as they are read, canonical key and value on one line; they
    go from the text above the block as well. Comments, the scissors line and all under it stay
    where they are.
    """
    cuts = cleanup.cut or cleanup.mode == "scissors"
    end = scissors_at(raw, cleanup.comment) if cuts else len(raw)
    lines = raw[:end].split("\n")
    stored = stored_lines(lines, cleanup)
    texts = [lines[at] for at in stored]
    block = block_lines("\n".join(texts), find_block("\n".join(texts)))
    dropped = {stored[at] for at in _lines_of(texts, block, gone)}
    last = next((at for at in reversed(stored) if lines[at].strip(BLANKS)), -1)
    place = _place(texts, block, added)
    split = last + 1 if place == block.stop else stored[place]
    more = [line for trailer in added for line in trailer_line(trailer).split("\n")]
    gap = [""] if more and not block else []
    before = [line for at, line in enumerate(lines[:split]) if at not in dropped]
    behind = [lines[at] for at in range(split, last + 1) if at not in dropped]
    return "\n".join([*before, *gap, *more, *behind, *lines[last + 1 :]]) + raw[end:]


def _lines_of(lines: Sequence[str], block: range, gone: Collection[Trailer]) -> Iterator[int]:
    """The numbers of the lines, of the block or above it, that say what is gone."""
    for part, ours in _items(lines, range(1, block.stop)) if gone else ():
        if ours in gone:
            yield from part


def _place(lines: Sequence[str], block: range, added: Sequence[Trailer]) -> int:
    """The line of the block before which ours go: behind the last of ours, or on top."""
    if any(trailer.key.lower() not in CANONICAL for trailer in added):
        return block.stop
    ours = [part.stop for part, trailer in _items(lines, block) if trailer]
    return ours[-1] if ours else block.start


def _items(lines: Sequence[str], part: range) -> Iterator[tuple[range, Trailer | None]]:
    """The lines of each value in ``part``, and what it is where its key is one of ours."""
    start = part.start
    while start < part.stop:
        stop = start + 1
        while stop < part.stop and lines[stop][:1] in (" ", "\t"):
            stop += 1
        match = KEYED.match(lines[start])
        value = " ".join(" ".join(lines[start:stop]).partition(":")[2].split())
        ours = reads_as(match[0].rstrip(": \t"), value) if match else None
        known = ours and ours[2] != CO_AUTHOR
        yield range(start, stop), Trailer(ours[0], ours[1]) if ours and known else None
        start = stop
