"""What the commits of a pull request say, and the message that says all of it to git."""

from collections.abc import Iterable, Sequence

from agentops_git.git.process import Git
from agentops_git.memory.noted import read_notes
from agentops_git.memory.tips import notes_tips
from agentops_git.message.append import with_trailers
from agentops_git.message.keys import CANONICAL, REPEATABLE
from agentops_git.message.model import Entry, Trailer
from agentops_git.message.record import read
from agentops_git.message.repair import repair
from agentops_git.message.subject import subject_text
from agentops_git.message.trailers import parse
from agentops_git.message.unite import unite
from agentops_git.survival.host_forms import STORED
from agentops_git.survival.host_pull import Pull

Records = Sequence[tuple[Entry, ...]]


def records_of(git: Git, pull: Pull) -> Records:
    """What each commit says, and what is noted on it, oldest first."""
    noted = read_notes(git, notes_tips(git)).by_object
    return [
        ours(read(commit.message).entries)
        + tuple(entry for note in noted.get(commit.id, ()) for entry in note.entries)
        for commit in pull.commits
    ]


def ours(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The entries of our keys, however they were found."""
    return tuple(entry for entry in entries if CANONICAL.get(entry.key.lower()) == entry.key)


def to_paste(rendered: str, pull: Pull, records: Records) -> str:
    """The rendered message with one last block that holds the records of all its commits.

    What the pull request's own words say of a key that stands once, stands. Where the text above
    would hide the block from git, the subject alone stands above it.
    """
    text = repair(rendered)
    block = _block(text)
    words = block if pull.body and pull.body in rendered else ()
    union = unite(words, records)
    held = {*_trailers(text)}
    added = union.added if {*union.added} - held else ()
    replaced = {trailer.key for trailer in added} - REPEATABLE
    again = {trailer for trailer in held if trailer.key in replaced or trailer in added}
    gone = union.gone | again
    whole = with_trailers(text, added, STORED, gone)
    if {*added} <= {*parse(whole)}:
        return whole
    alone = [Trailer(entry.key, entry.value) for entry in words]
    return with_trailers(
        f"{subject_text(text)}\n", list(dict.fromkeys([*alone, *union.added])), STORED
    )


def hidden(message: str, mended: str) -> list[Trailer]:
    """The trailers of ours that git sees in the mended text and not in the message."""
    seen = {*_trailers(message)}
    return [trailer for trailer in _trailers(mended) if trailer not in seen]


def _trailers(text: str) -> list[Trailer]:
    return [Trailer(entry.key, entry.value) for entry in _block(text)]


def _block(text: str) -> tuple[Entry, ...]:
    return tuple(entry for entry in ours(read(text).entries) if entry.grade == "trailer")
