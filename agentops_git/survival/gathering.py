"""The records of squashed commits, gathered into the message of the commit they become."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from agentops_git.git.history import Commit, read_commits
from agentops_git.git.process import Git
from agentops_git.message.append import with_trailers
from agentops_git.message.cleanup import clean, cleanup_from, decode, encode
from agentops_git.message.model import Entry
from agentops_git.message.record import read
from agentops_git.message.repair import repair_file_text
from agentops_git.message.subject import kind_of
from agentops_git.message.unite import unite
from agentops_git.rules.phrases import says_nothing
from agentops_git.survival.noted import noted_of_changes
from agentops_git.survival.squash_sources import Squash, squash_under_way

_UNDO = ("revert", "reapply")


class Gathered(NamedTuple):
    """The message file's new content, and how many lines of records were too many for it.

    ``theirs`` are the values that the squashed commits state, each on one line.
    """

    data: bytes
    left_out: int = 0
    theirs: frozenset[str] = frozenset()


def gather(
    data: bytes, git: Git, git_dir: str, config: Mapping[str, str], editor: bool
) -> Gathered:
    """Put the records of the commits that are being squashed into a message file's last block.

    ``editor`` says whether one opens the file. What stands in the message is repaired, as
    commit-msg does; git's own text stays. Doing it twice changes nothing.
    """
    squash = squash_under_way(git, git_dir)
    if squash is None:
        return Gathered(data)
    encoding = config.get("i18n.commitencoding")
    raw, _ = decode(data, encoding)
    cleanup = cleanup_from(config, editor, raw)
    if squash.meld and raw.startswith(cleanup.comment):  # git strips its own comments itself
        cleanup = cleanup_from(config, True, raw)
    message = clean(raw, cleanup)
    if not message.strip() or kind_of(message) in _UNDO:
        return Gathered(data)
    raw = repair_file_text(raw, cleanup)
    entries = read(clean(raw, cleanup)).entries
    own = [entry for entry in entries if entry.grade == "trailer"]
    records = _records(git, squash, stated=not _written_anew(git, squash, own))
    union = unite(own, records, _said(entries) if squash.meld else None)
    raw = with_trailers(raw, union.added, cleanup, union.gone)
    theirs = frozenset(" ".join(entry.value.split()) for one in records for entry in one)
    try:
        return Gathered(encode(raw, encoding), union.left_out, theirs)
    except UnicodeEncodeError:  # the message's encoding lacks a character of theirs
        return Gathered(data, len(union.added))


def _written_anew(git: Git, squash: Squash, own: Iterable[Entry]) -> bool:
    """Whether the one commit that is made again got a record of its own, as with an amend.

    The record of the commit before, which is amended where that was folded in, is none.
    """
    said = {entry.value for entry in own if entry.key == "Learning"}
    if not said or not squash.again:
        return False
    before = read_commits(git, ("--no-walk",), ["HEAD"])
    return said.isdisjoint(entry.value for one in before for entry in read(one.message).entries)


def _records(git: Git, squash: Squash, stated: bool) -> list[list[Entry]]:
    """What each commit says, in its message and in its notes; in git's text those that are gone.

    Where its own message is not to be ``stated``, somebody wrote that anew.
    """
    commits = _standing(git, squash.commits)
    noted = noted_of_changes(git, {commit.id: commit.message for commit in commits})
    found = [
        _said([*(read(commit.message).entries if stated else ()), *noted.get(commit.id, ())])
        for commit in commits
    ]
    return [_said(_in_text(squash.text)), *found] if squash.text else found


def _standing(git: Git, ids: Sequence[str]) -> list[Commit]:
    """The commits that no other of them reverts: what they taught is not true of the squash."""
    commits = list(read_commits(git, ("--no-walk=unsorted",), ids))
    if not any("This reverts commit " in commit.message for commit in commits):
        return commits
    from agentops_git.memory.changes import changed_paths  # few squashes hold a revert
    from agentops_git.memory.distinct import standing
    from agentops_git.memory.log import read_commit, stream_log
    from agentops_git.memory.renamed import renamed

    paths = changed_paths(git, ids)
    records = [
        record._replace(paths=paths.get(record.id, ()))
        for record in map(read_commit, stream_log(git, ids, ("--no-walk=unsorted",)))
    ]
    stand = {record.id for record in standing(renamed(records, lambda: ids))}
    return [commit for commit in commits if commit.id in stand]


def _in_text(text: str) -> Iterator[Entry]:
    return (entry for entry in read(text).entries if entry.grade == "squashed")


def _said(entries: Iterable[Entry]) -> list[Entry]:
    """What says something: a placeholder that was let by once must not refuse the squash."""
    return [entry for entry in entries if not says_nothing(entry.value)]
