"""More trailers at the end of a message file."""

from collections.abc import Collection, Iterator, Sequence

from agentops_git.message.cleanup import Cleanup
from agentops_git.message.compose import trailer_line
from agentops_git.message.dialects import CO_AUTHOR, reads_as
from agentops_git.message.lines import BLANKS, scissors_at
from agentops_git.message.model import Trailer
from agentops_git.message.recover import KEYED, block_lines
from agentops_git.message.repair import stored_lines
from agentops_git.message.trailers import find_block


def with_trailers(
    raw: str, added: Sequence[Trailer], cleanup: Cleanup, gone: Collection[Trailer] = ()
) -> str:
    """Put trailers at the end of the last block, or as one, and take those out that are ``gone``.

    ``gone`` names them as they are read, canonical key and value on one line. Comments, the
    scissors line and all under it stay where they are.
    """
    cuts = cleanup.cut or cleanup.mode == "scissors"
    end = scissors_at(raw, cleanup.comment) if cuts else len(raw)
    lines = raw[:end].split("\n")
    stored = stored_lines(lines, cleanup)
    text = "\n".join([lines[at] for at in stored])
    block = block_lines(text, find_block(text))
    dropped = {stored[at] for at in _lines_of(text.split("\n"), block, gone)}
    last = next((at for at in reversed(stored) if lines[at].strip(BLANKS)), -1)
    more = [line for trailer in added for line in trailer_line(trailer).split("\n")]
    gap = [""] if more and not block else []
    kept = [line for at, line in enumerate(lines[: last + 1]) if at not in dropped]
    return "\n".join([*kept, *gap, *more, *lines[last + 1 :]]) + raw[end:]


def _lines_of(lines: Sequence[str], block: range, gone: Collection[Trailer]) -> Iterator[int]:
    """The numbers of the lines of a block that say what is gone."""
    start = block.start
    while gone and start < block.stop:
        stop = start + 1
        while stop < block.stop and lines[stop][:1] in (" ", "\t"):
            stop += 1
        match = KEYED.match(lines[start])
        value = " ".join(" ".join(lines[start:stop]).partition(":")[2].split())
        ours = reads_as(match[0].rstrip(": \t"), value) if match else None
        if ours and ours[2] != CO_AUTHOR and Trailer(ours[0], ours[1]) in gone:
            yield from range(start, stop)
        start = stop
