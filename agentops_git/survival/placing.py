"""Which commit of today is the one that a note was written about."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from agentops_git.memory.fitting import Known, PatchIds, Stray, fit

How = Literal[
    "same object", "patch-id", "tree and subject", "author date and subject", "author date and tree"
]


class Home(NamedTuple):
    """The commit where a note belongs now, how that is known, and among how many that fit."""

    commit: str
    how: How
    among: int = 1


def place(
    strays: Collection[Stray], commits: Collection[Known], patch_ids: PatchIds, deep: bool
) -> dict[Stray, Home]:
    """A home for each stray that has one, by the surest fact that gives one.

    ``deep`` compares the patch-id of every commit with those that nothing cheaper placed.
    """
    patches = _Patches(patch_ids)
    changes = [stray for stray in strays if stray.patch_id]
    found = {
        stray: Home(commit, "patch-id", patches.count(stray.patch_id))
        for stray, commit in fit(changes, commits, patches).items()
        if patches([commit]).get(commit) == stray.patch_id
    }
    if deep:
        found.update(
            _by_every_patch([one for one in changes if one not in found], commits, patches)
        )
    found.update(_by_tree([stray for stray in strays if stray not in found], commits))
    for how in _DATED:
        left = [stray for stray in strays if stray not in found]
        found.update(_by_author_date(left, commits, how))
    return found


class _Patches:
    """Patch-ids as they are asked for, remembered."""

    def __init__(self, patch_ids: PatchIds) -> None:
        self._ask, self._known, self._asked = patch_ids, dict[str, str](), set[str]()

    def __call__(self, commits: Sequence[str]) -> Mapping[str, str]:
        new = [commit for commit in commits if commit not in self._asked]
        self._asked.update(new)
        self._known.update(self._ask(new) if new else {})
        self._counts = Counter(self._known.values())
        return self._known

    def count(self, patch_id: str | None) -> int:
        """How many commits have a patch-id, of those that were compared."""
        return self._counts[patch_id or ""]


def _first(stray: Stray, commits: Iterable[Known]) -> Known:
    """The one to take of several: what has the stray's subject, then the oldest."""
    return min(commits, key=lambda one: (one.subject != stray.subject, one.authored, one.id))


def _by_every_patch(
    strays: Collection[Stray], commits: Collection[Known], patches: _Patches
) -> dict[Stray, Home]:
    if not strays:
        return {}
    wanted = {stray.patch_id for stray in strays}
    ids = patches([one.id for one in commits])
    by_patch: dict[str, list[Known]] = defaultdict(list)
    for one in commits:
        if (patch := ids.get(one.id, "")) in wanted:
            by_patch[patch].append(one)
    return {
        stray: Home(_first(stray, same).id, "patch-id", len(same))
        for stray in strays
        if (same := by_patch.get(stray.patch_id or ""))
    }


def _by_tree(strays: Collection[Stray], commits: Collection[Known]) -> dict[Stray, Home]:
    """The same content under the same subject: what came before it was melded or reordered."""
    whole: dict[tuple[str | None, str | None], list[Known]] = defaultdict(list)
    wanted = {(stray.tree, stray.subject) for stray in strays if stray.tree and stray.subject}
    for one in commits:
        if (one.tree, one.subject) in wanted:
            whole[one.tree, one.subject].append(one)
    return {
        stray: Home(_first(stray, same).id, "tree and subject", len(same))
        for stray in strays
        if (same := whole.get((stray.tree, stray.subject)))
    }


_DATED: Mapping[How, Callable[[Stray | Known], tuple[int | None, str | None]]] = {
    "author date and subject": lambda one: (one.authored, one.subject),
    "author date and tree": lambda one: (one.authored, one.tree),
}


def _by_author_date(
    strays: Collection[Stray], commits: Collection[Known], how: How
) -> dict[Stray, Home]:
    """A rewrite keeps the author date: one commit with that second and another fact is the one.

    Several are none: scripts make commits of one subject in one second.
    """
    fact = _DATED[how]
    wanted = {fact(stray) for stray in strays if stray.authored is not None and fact(stray)[1]}
    found: dict[tuple[int | None, str | None], list[str]] = defaultdict(list)
    for one in commits:
        if fact(one) in wanted:
            found[fact(one)].append(one.id)
    return {
        stray: Home(same[0], how)
        for stray in strays
        if len(same := found.get(fact(stray), [])) == 1
    }
