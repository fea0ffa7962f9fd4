"""Groups out of the index: only what came after a kept state is grouped again.

A state holds for the learnings that gave it, by their digest, so that what is kept never
changes what is found. States of several ages are kept: a branch that is merged may bring
learnings from the middle.
"""

import marshal
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from typing import Protocol

from agentops_git.knowledge.grouping.fields import Fields, lessons
from agentops_git.knowledge.grouping.packed import pack, unpack
from agentops_git.knowledge.grouping.sequence import Groups

_FORM = b"6"  # of the states and of what gives them; whoever changes either counts it up
_NEWER = {"groups.old": 1 / 2, "groups.aged": 1 / 16, "groups.new": 0.0}
_WORTH = 1 / 512  # of the learnings, from which on grouping them again costs more than keeping


class Kept(Protocol):
    """What keeps bytes under a name, with the key that they hold for."""

    def kept(self, name: str) -> tuple[str, bytes] | None:
        """The key and the bytes under a name."""

    def keep(self, name: str, key: str, data: bytes) -> None:
        """Keep bytes in place of what stood under a name."""


def grouped(texts: Sequence[Fields], kept: Kept | None = None) -> Groups:
    """The groups of learnings, which come oldest first."""
    keys = _keys(texts)
    state = _last(kept, keys) if kept else Groups()
    begin = len(state.home)
    ends = _ends(begin, len(texts)) if kept else {}
    for at, lesson in enumerate(lessons(texts[begin:]), begin + 1):
        state.add(lesson)
        for name in ends.get(at, ()):
            assert kept
            kept.keep(name, keys[at - 1], pack(state))
    return state


def _keys(texts: Sequence[Fields]) -> list[str]:
    """For each number of learnings, what stands for exactly these."""
    digest = blake2b(_FORM, digest_size=16)
    keys = []
    for fields in texts:
        digest.update(marshal.dumps(tuple(fields), 2))
        keys.append(digest.hexdigest())
    return keys


def _last(kept: Kept, keys: Sequence[str]) -> Groups:
    """The newest state that holds; an empty one where none does."""
    found = dict(one for name in _NEWER if (one := kept.kept(name)))
    newest = next((key for key in reversed(keys) if key in found), "")
    return unpack(found[newest]) or Groups() if newest else Groups()


def _ends(begin: int, end: int) -> Mapping[int, list[str]]:
    """After which learnings a state is kept, and under which names."""
    if end - begin < end * _WORTH + 1:
        return {}
    ends: dict[int, list[str]] = {}
    for name, share in _NEWER.items():
        at = end - int(end * share)
        if at > begin:
            ends.setdefault(at, []).append(name)
    return ends
