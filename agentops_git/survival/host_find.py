"""New commits that a host squashed, and the branches they were made of."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from agentops_git.errors import UsageError
from agentops_git.git.fields import record_blocks
from agentops_git.git.objects import resolve
from agentops_git.git.process import Git
from agentops_git.message.printable import one_line
from agentops_git.message.subject import GITS_OWN_SQUASH, subject_text
from agentops_git.survival.host_fit import Pair, Span, fitting
from agentops_git.survival.host_graph import Branch, Parents, bases, branch_of, graph, reached

LATEST = 100
"""So many commits of HEAD's own line are looked at where no range is named."""
REFS = ("refs/pull", "refs/merge-requests", "refs/pull-requests", "refs/heads", "refs/remotes")
"""Where the heads of pull requests are looked for."""

_FORMAT = "%H%x00%P%x00%T%x00%ct%x00%B"
_FIELDS = 5
_NUMBERED = re.compile(
    r"\((?:pull request )?[#!](\d+)\)\s*$|^Merged PR #?(\d+): |^Pull request #(\d+): "
)
_SEE = re.compile(r"^See merge request \S*!(\d+)\s*$", re.M)
_NUMBERED_REF = re.compile(r"/(\d+)(?:/(?:head|merge|from))?$")
_LISTED = re.compile(r"^commit ([0-9a-f]{40}|[0-9a-f]{64})$", re.M)


class New(NamedTuple):
    """A commit that may be a squash; ``date`` is its committer date in Unix seconds."""

    id: str
    parents: str
    tree: str
    date: int
    message: str


class Found(NamedTuple):
    """A squash: ``originals`` are the commits it was made of, oldest first.

    ``ref`` named them, and they fit by ``patch`` or ``merge``; or the message ``lists`` them.
    """

    new: New
    ref: str
    by: str
    originals: tuple[str, ...]


def new_commits(git: Git, named: str | None) -> list[New]:
    """The commits of a range that are no merges and have a parent, newest first.

    Those of HEAD's own line, the latest 100, where none is named. ``BEFORE..AFTER`` of a push
    may begin with zeros: then it is AFTER's own line. UsageError for what is no range.
    """
    revs, options = _selection(named)
    args = ("-z", "--no-show-signature", "--no-mailmap", "--no-color", "--encoding=UTF-8")
    stream = git.stream(
        "--no-replace-objects", "log", *args, f"--format={_FORMAT}", "--first-parent",
        "--no-merges", *options, "--stdin", data=f"{revs}\n".encode("utf-8", "surrogateescape"),
    )  # fmt: skip
    found = [new for block in record_blocks(stream, _FIELDS) for new in _news(block)]
    if stream.close().code != 0:
        raise UsageError(f"there is no range {one_line(revs, 100)!r} here; write BEFORE..AFTER")
    return [new for new in found if new.parents]


def _selection(named: str | None) -> tuple[str, tuple[str, ...]]:
    latest = (f"--max-count={LATEST}",)
    if named is None:
        return "HEAD", latest
    if not named.strip() or named.startswith("-") or "\n" in named:
        raise UsageError(f"{one_line(named, 100)!r} is no range; write BEFORE..AFTER")
    before, dots, after = named.partition("..")
    if dots and before and not before.strip("0"):  # a branch that is new
        return after or "HEAD", latest
    return named, () if dots else ("--max-count=1",)


def _news(block: bytes) -> Iterator[New]:
    fields = block.decode("utf-8", "surrogateescape").split("\0")
    for at in range(0, len(fields), _FIELDS):
        oid, parents, tree, date, message = fields[at : at + _FIELDS]
        yield New(oid, parents, tree, int(date) if date.isdecimal() else 0, message)


def heads(git: Git, globs: Sequence[str]) -> dict[str, str]:
    """Commit to the ref of a pull request that points at it, else to any; of the refs that match.

    What is no commit, or is not here, is passed over.
    """
    rows = git.text("for-each-ref", "--format=%(objectname) %(refname)", *globs).splitlines()
    pairs = [(oid, ref) for oid, _, ref in (row.partition(" ") for row in rows)]
    pairs.sort(key=lambda pair: not _NUMBERED_REF.search(pair[1]))
    kinds = resolve(git, [oid for oid, _ in pairs]) if pairs else []
    found: dict[str, str] = {}
    for (oid, ref), kind in zip(pairs, kinds, strict=True):
        if _commit(kind):
            found.setdefault(oid, ref)
    return found


def find(git: Git, news: Sequence[New], refs: Mapping[str, str]) -> list[Found]:
    """Which of some commits are squashes, and of what; ``refs`` maps heads to their refs."""
    if not news:
        return []
    listed = {new.id: found for new in news if (found := _listed(git, new))}
    parents, branches = _branches(git, news, refs)
    rest = [new for new in news if new.id not in listed]
    fits = _fits(git, rest, parents, branches, refs)
    return [found for new in news if (found := listed.get(new.id) or fits.get(new.id))]


def _branches(
    git: Git, news: Sequence[New], refs: Mapping[str, str]
) -> tuple[Parents, list[Branch]]:
    """The graph above the oldest new commit, and what each head adds to the newest."""
    oldest = news[-1].parents.split()[0]
    tips = [new.id for new in news[:1]]
    parents = graph(git, [*tips, *refs, f"^{oldest}"])
    main = reached(parents, tips)
    apart = [
        branch_of(parents, main, head) for head in refs if head in parents and head not in main
    ]
    return parents, [branch for branch in apart if branch.edges]


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
        Pair(new.id, new.parents, new.tree, Span(base[head], head))
        for new, after in _with_later(news)
        for head in by_head
        if base[head] not in after
    ]
    fits = fitting(git, pairs)
    found: dict[str, Found] = {}
    for new in news:
        mine = [pair for pair in pairs if pair.commit == new.id and pair in fits]
        if mine:
            best = min(mine, key=lambda pair: _rank(new, refs[pair.branch.head], fits[pair]))
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


def _rank(new: New, ref: str, by: str) -> tuple[bool, bool]:
    """The best comes first: the ref that the message names, then the surer fit."""
    at = _NUMBERED_REF.search(ref)
    return (not (at and at[1] in numbers(new.message)), by != "patch")


def numbers(message: str) -> set[str]:
    """The numbers of the pull requests that a message says it comes from."""
    named = _NUMBERED.search(subject_text(message))
    found = {number for number in named.groups() if number} if named else set()
    return found | set(_SEE.findall(message))


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


def _listed(git: Git, new: New) -> Found | None:
    """What ``Squashed commit of the following:`` lists, where those commits are here and are not
    in the new commit's own history."""
    head, marked, tail = new.message.partition(GITS_OWN_SQUASH)
    names = _LISTED.findall(tail) if marked and (not head or head.endswith("\n")) else []
    if not names:
        return None
    there = [name for name, kind in zip(names, resolve(git, names), strict=True) if _commit(kind)]
    apart = graph(git, [*there, f"^{new.id}"]) if there else {}
    own = _in_order(apart, [name for name in there if name in apart])
    return Found(new, "", "lists", tuple(own)) if own else None


def _commit(kind: tuple[str, str] | None) -> bool:
    return kind is not None and kind[1] == "commit"
