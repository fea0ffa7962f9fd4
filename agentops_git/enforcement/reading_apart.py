"""What changes bring, read and searched by two processes where it is much."""

from agentops_git.enforcement.parallel import Helper, processors
from agentops_git.enforcement.reading import Brought, read
from agentops_git.enforcement.searching import Hits, Searcher
from agentops_git.errors import EnvironmentFailure
from agentops_git.git.process import Git
from agentops_git.rules.changes.model import Blob

ALONE = 500
"""So many objects are read before a second process is worth its start."""


def read_apart(git: Git, brought: Brought, searcher: Searcher) -> dict[str, Blob]:
    """The facts of each blob; ``searcher`` has searched the contents of all that are brought."""
    if len(brought.ids) <= ALONE or processors() < 2:
        return read(git, brought, searcher.visit)
    mine, theirs = (_part(brought, ids) for ids in searcher.halves(brought.ids | brought.kept))

    def work(_: bytes) -> tuple[dict[str, Blob], Hits]:
        return read(git, theirs, searcher.visit), searcher.found()

    helper = Helper(work)
    helper.give(b"")
    blobs = read(git, mine, searcher.visit)
    try:
        ((more, hits),) = helper.results()
    except EnvironmentFailure:  # what it could not read is named where this process can't
        return blobs | read(git, theirs, searcher.visit)
    searcher.add(hits)
    return blobs | more


def _part(brought: Brought, ids: list[str]) -> Brought:
    return Brought(
        {oid: None for oid in ids if oid in brought.ids},
        {oid: None for oid in ids if oid in brought.kept},
    )
