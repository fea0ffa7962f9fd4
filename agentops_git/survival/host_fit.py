"""Whether one commit is what a host made of a branch, judged by its change."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from tempfile import TemporaryDirectory
from typing import NamedTuple

from agentops_git.git.mainline import without_drivers
from agentops_git.git.patch_ids import patch_ids
from agentops_git.git.process import Git
from agentops_git.git.repository import places

_RAW = (
    "--no-replace-objects", "diff-tree", "--stdin", "-z", "-r", "--root", "--raw", "--no-renames",
    "--no-ext-diff", "--no-textconv", "--ignore-submodules=none",
)  # fmt: skip


class Span(NamedTuple):
    """The change from one commit to another."""

    base: str
    head: str


class Pair(NamedTuple):
    """A commit with its parent and tree, and a branch that may be what was squashed into it."""

    commit: str
    parent: str
    tree: str
    branch: Span
    named: bool = False
    """Whether the commit's message names the branch's pull request."""


MERGES = 30
"""So many branches at most are merged to try one commit, where its message names none of them."""


def fitting(git: Git, pairs: Sequence[Pair]) -> dict[Pair, str]:
    """The pairs that belong together, and by what: the ``patch``, or the ``merge`` of the branch.

    Cheapest first: the same paths, then the same patch-id, then for what is left the tree that
    merging the branch would give, as on a base that has moved.
    """
    spans = [Span(pair.parent, pair.commit) for pair in pairs] + [pair.branch for pair in pairs]
    paths = _paths(git, spans)
    alike = [
        pair for pair in pairs if (own := paths.get(_own(pair))) and own == paths.get(pair.branch)
    ]
    patches = _patches(git, [span for pair in alike for span in (_own(pair), pair.branch)])
    fits = {pair: "patch" for pair in alike if _same(patches, _own(pair), pair.branch)}
    merged = _merged(git, list(worth_merging([pair for pair in alike if pair not in fits], fits)))
    return {pair: fits.get(pair, "merge") for pair in alike if pair in fits or pair in merged}


def worth_merging(pairs: Sequence[Pair], fits: Iterable[Pair]) -> Iterator[Pair]:
    """What is worth a merge, which is dear: for each commit that fits nothing yet, what its
    message names, else a few."""
    settled = {pair.commit for pair in fits}
    tried: dict[str, int] = {}
    names = {pair.commit for pair in pairs if pair.named}
    for pair in pairs:
        if pair.commit not in settled and (pair.named or pair.commit not in names):
            tried[pair.commit] = tried.get(pair.commit, 0) + 1
            if tried[pair.commit] <= MERGES:
                yield pair


def _own(pair: Pair) -> Span:
    return Span(pair.parent, pair.commit)


def _same(patches: Mapping[Span, str], one: Span, other: Span) -> bool:
    return one in patches and patches[one] == patches.get(other)


def _rounds(spans: Sequence[Span]) -> list[dict[str, Span]]:
    """The distinct spans, no head twice in a round: git names a change by its head alone."""
    rounds: list[dict[str, Span]] = []
    for span in dict.fromkeys(spans):
        free = next((each for each in rounds if span.head not in each), None)
        if free is None:
            rounds.append(free := {})
        free[span.head] = span
    return rounds


def _paths(git: Git, spans: Sequence[Span]) -> dict[Span, frozenset[str]]:
    found: dict[Span, set[str]] = {}
    for each in _rounds(spans):
        data = "".join(f"{span.head} {span.base}\n" for span in each.values()).encode()
        tokens = iter(git.run(*_RAW, data=data).decode("utf-8", "surrogateescape").split("\0"))
        current: set[str] = set()
        for token in tokens:
            if token.startswith(":"):  # ":modes ids status", then the path
                current.add(next(tokens))
            elif token:
                current = found.setdefault(each[token], set())
    return {span: frozenset(paths) for span, paths in found.items()}


def _patches(git: Git, spans: Sequence[Span]) -> dict[Span, str]:
    found: dict[Span, str] = {}
    for each in _rounds(spans):
        # git takes the second commit of a line for the parent of the first.
        ids = patch_ids(git, [f"{span.head} {span.base}" for span in each.values()])
        found |= {each[head]: patch for head, patch in ids.items()}
    return found


def _merged(git: Git, pairs: Sequence[Pair]) -> set[Pair]:
    """The pairs whose commit has the tree that merging the branch gives; nothing is written."""
    if not pairs:
        return set()
    objects = os.path.join(places(git).common_dir, "objects")
    with TemporaryDirectory() as scratch:
        aside = {**git.env, "GIT_OBJECT_DIRECTORY": scratch}
        aside["GIT_ALTERNATE_OBJECT_DIRECTORIES"] = _alternates(git, objects)
        data = "".join(f"{pair.parent} {pair.branch.head}\n" for pair in pairs).encode()
        done = without_drivers(Git(git.directory, aside)).ask(
            "merge-tree", "--stdin", "--no-messages", data=data
        )
    trees = _clean_trees(done.out) if done.code == 0 else []
    if len(trees) != len(pairs):
        return set()
    return {pair for pair, tree in zip(pairs, trees, strict=True) if tree == pair.tree}


def _alternates(git: Git, objects: str) -> str:
    already = git.env.get("GIT_ALTERNATE_OBJECT_DIRECTORIES", "")
    own = git.env.get("GIT_OBJECT_DIRECTORY", objects)
    return os.pathsep.join(each for each in (own, already) if each)


def _clean_trees(out: bytes) -> list[str]:
    """One tree a merge, empty where it met a conflict: status, tree, conflicts, an empty field."""
    trees: list[str] = []
    fields = iter(out.decode("utf-8", "surrogateescape").split("\0"))
    for status in fields:
        if status:
            tree = next(fields, "")
            trees.append(tree if status == "1" else "")
            while next(fields, ""):
                continue
    return trees
