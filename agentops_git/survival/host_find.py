"""New commits that a host squashed, and the branches they were made of."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from agentops_git.git.graph import Parents, reached
from agentops_git.git.objects import resolve
from agentops_git.git.process import Git
from agentops_git.survival.host_fit import Pair, Span, fitting
from agentops_git.survival.host_graph import Branch, bases, branch_of, graph
from agentops_git.survival.host_news import New, listed, numbers

REFS = ("refs/pull", "refs/merge-requests", "refs/pull-requests", "refs/heads", "refs/remotes")
"""Where the heads of pull requests are looked for."""

_NUMBERED_REF = re.compile(r"/(\d+)(?:/(?:head|merge|from))?$")


class Found(NamedTuple):
    """A squash: ``originals`` are the commits it was made of, oldest first.

    ``ref`` named them, and they fit by ``patch`` or ``merge``; or the message ``lists`` them.
    """

    new: New
    ref: str
    by: str
    originals: tuple[str, ...]


def heads(git: Git, globs: Sequence[str]) -> dict[str, str]:
    """Commit to the ref of a pull request that points at it, else to any; of the refs that match.

    What is no commit, or is not here, is passed over.
    """
    rows = git.text("for-each-ref", "--format=%(objectname) %(refname)", *globs).splitlines()
    pairs = [(oid, ref) for oid, _, ref in (row.partition(" ") for row in rows)]
    pairs.sort(key=lambda pair: _number(pair[1]) is None)
    kinds = resolve(git, [oid for oid, _ in pairs]) if pairs else []
    found: dict[str, str] = {}
    for (oid, ref), kind in zip(pairs, kinds, strict=True):
        if _commit(kind):
            found.setdefault(oid, ref)
    return found


def find(git: Git, news: Sequence[New], refs: Mapping[str, str], tip: str) -> list[Found]:
    """Which of some commits are squashes, and of what.

    ``refs`` maps heads to their refs; ``tip`` is the commit that holds all of ``news``.
    """
    if not news:
        return []
    names = _listed(git, news)
    tips = [tip, *refs, *(name for named in names.values() for name in named)]
    parents = graph(git, [*dict.fromkeys(tips), *_floor(git, news)])
    found = {new.id: _by_list(parents, new, names[new.id]) for new in news if new.id in names}
    rest = [new for new in news if not found.get(new.id)]
    fits = _fits(git, rest, parents, _apart(parents, tip, refs), refs)
    return [one for new in news if (one := found.get(new.id) or fits.get(new.id))]


def _floor(git: Git, news: Sequence[New]) -> list[str]:
    """What lies under all new commits, as ``^`` and an id; nothing where they share no past."""
    below = list(dict.fromkeys(new.parents for new in news))
    base = git.ask("--no-replace-objects", "merge-base", "--octopus", *below)
    return [f"^{oid}" for oid in base.out.decode().split()] if base.code == 0 else []


def _apart(parents: Parents, tip: str, refs: Iterable[str]) -> list[Branch]:
    """What each head adds to the tip; heads of unrelated histories are left out."""
    main = reached(parents, [tip])
    apart = [
        branch_of(parents, main, head) for head in refs if head in parents and head not in main
    ]
    return [branch for branch in apart if branch.edges]


def _fits(
    git: Git,
    news: Sequence[New],
    parents: Parents,
    branches: Sequence[Branch],
    refs: Mapping[str, str],
) -> dict[str, Found]:
    base = bases(git, branches)
    by_head = {branch.head: branch for branch in branches if branch.head in base}
    pairs = [
        Pair(new.id, new.parents, new.tree, Span(base[head], head), _number(refs[head]) in said)
        for new, after in _with_later(news)
        for said in (numbers(new.message),)
        for head in by_head
        if base[head] not in after
    ]
    fits = fitting(git, pairs)
    found: dict[str, Found] = {}
    for new in news:
        mine = [pair for pair in fits if pair.commit == new.id]
        if mine:
            best = min(mine, key=lambda pair: (not pair.named, fits[pair] != "patch"))
            head = best.branch.head
            own = tuple(_in_order(parents, by_head[head].own))
            found[new.id] = Found(new, refs[head], fits[best], own)
    return found


def _with_later(news: Sequence[New]) -> Iterator[tuple[New, set[str]]]:
    """Each commit, and the ids from it on: a branch that left the line there can't be in it."""
    later: set[str] = set()
    for new in news:
        later.add(new.id)
        yield new, set(later)


def _number(ref: str) -> str | None:
    """The number of the pull request that a ref is of."""
    found = _NUMBERED_REF.search(ref)
    return found[1] if found else None


def _in_order(parents: Parents, own: Iterable[str]) -> list[str]:
    """The commits of a branch, each after those that it stands on."""
    inside = set(own)
    seen: set[str] = set()
    order: list[str] = []
    for start in own:
        queue = [(start, False)]
        while queue:
            commit, done = queue.pop()
            if done:
                order.append(commit)
            elif commit in inside and commit not in seen:
                seen.add(commit)
                queue.append((commit, True))
                queue += [(parent, False) for parent in parents[commit]]
    return order


def _listed(git: Git, news: Sequence[New]) -> dict[str, list[str]]:
    """What git's own squash bodies list, of commits that are here."""
    said = {new.id: names for new in news if (names := listed(new.message))}
    asked = list(dict.fromkeys(name for names in said.values() for name in names))
    kinds = resolve(git, asked) if asked else []
    here = {name for name, kind in zip(asked, kinds, strict=True) if _commit(kind)}
    return {oid: [name for name in names if name in here] for oid, names in said.items()}


def _by_list(parents: Parents, new: New, names: Sequence[str]) -> Found | None:
    """The commits listed that are not in the new commit's own history."""
    own = reached(parents, [new.id])
    apart = [name for name in names if name in parents and name not in own]
    return Found(new, "", "lists", tuple(_in_order(parents, apart))) if apart else None


def _commit(kind: tuple[str, str] | None) -> bool:
    return kind is not None and kind[1] == "commit"
