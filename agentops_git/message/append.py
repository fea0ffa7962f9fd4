"""One more trailer at the end of a message file."""

from agentops_git.message.cleanup import Cleanup
from agentops_git.message.lines import BLANKS, scissors_at
from agentops_git.message.model import Trailer
from agentops_git.message.repair import stored_lines
from agentops_git.message.trailers import parse


def with_trailer(raw: str, trailer: Trailer, cleanup: Cleanup) -> str:
    """Put a trailer at the end of the last block, or as one; comments stay where they are."""
    cuts = cleanup.cut or cleanup.mode == "scissors"
    end = scissors_at(raw, cleanup.comment) if cuts else len(raw)
    lines = raw[:end].split("\n")
    stored = [at for at in stored_lines(lines, cleanup) if lines[at].strip(BLANKS)]
    last = stored[-1] if stored else -1
    block = parse("\n".join(lines[at] for at in stored_lines(lines, cleanup)))
    line = f"{trailer.key}: {trailer.value}"
    lines[last + 1 : last + 1] = [line] if block else ["", line]
    return "\n".join(lines) + raw[end:]
