"""The bundles of a work tree: where they lie, and what each of them says of itself."""

import re
from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import NamedTuple

from agentops_git.errors import UsageError
from agentops_git.files.frontmatter import Document
from agentops_git.knowledge.bundle.state import LIMIT, SECTIONS, Given, Piece
from agentops_git.knowledge.bundle.telling import cost, parts, piece
from agentops_git.knowledge.slug import slug
from agentops_git.knowledge.stamp import Stamp, read_stamp
from agentops_git.knowledge.worktree import WorkTree
from agentops_git.knowledge.written import open_document, refuse_foreign
from agentops_git.message.ids import PatternId
from agentops_git.message.printable import one_line, shell_word

Say = Callable[[str], None]
_OID = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")


class Bundle(NamedTuple):
    """A bundle as it stands in its file; ``since`` is "" where it goes back to the beginning."""

    path: str
    text: str
    document: Document
    name: str
    goal: str
    phase: str
    since: str
    commits: int
    drawn_from: int
    drawn_whole: bool
    limit: int
    files: tuple[str, ...]
    given: Given
    stamp: Stamp

    @property
    def tokens(self) -> int:
        """The most that `load` costs as the file stands now, whoever wrote it."""
        return cost(self.name, self.document.body, self.stamp)

    @property
    def items(self) -> Mapping[str, tuple[Piece, ...]]:
        """The items of its generated parts."""
        return {name: tuple(map(piece, rows)) for name, rows in parts(self.document.body).items()}

    @property
    def compression(self) -> float | None:
        """How many tokens one of its tokens stands for; None where it was drawn from nothing."""
        return round(self.drawn_from / self.tokens, 1) if self.drawn_from and self.tokens else None


def path_of(tree: WorkTree, name: str) -> str:
    """The file of a bundle; UsageError for a name without a letter or a digit."""
    if not any(map(str.isalnum, name)):
        raise UsageError(f"{one_line(name, 80)!r} has no letter and no digit; choose another name")
    made = slug(name, PatternId(f"bundle-{sha256(name.encode('utf-8', 'replace')).hexdigest()}"))
    return f"{folder(tree)}/{made}.md"


def folder(tree: WorkTree) -> str:
    """Where bundles lie, from the top of the work tree."""
    return tree.outputs.bundles.strip("/")


def bundle_at(tree: WorkTree, path: str) -> Bundle | None:
    """The bundle in a file; None without one. UsageError, with file and line, if it is broken."""
    text = tree.read(path)
    if text is None:
        return None
    document = open_document(path, text)
    refuse_foreign(path, document, "bundles")
    try:
        return _read(path, text, document)
    except ValueError as error:
        fix = f"mend it, or take it back with: git checkout -- {shell_word(one_line(path))}"
        raise UsageError(f"{one_line(path)}:1: {error}; {fix}") from None


def named(tree: WorkTree, name: str) -> Bundle:
    """The bundle of that name; UsageError without one."""
    found = bundle_at(tree, path_of(tree, name))
    if not found:
        raise UsageError(f"no bundle {one_line(name, 80)!r} here; see: agentops-git bundle list")
    return found


def bundles(tree: WorkTree, say: Say | None = None) -> tuple[Bundle, ...]:
    """All of them, the newest first; files that are not ours are passed over.

    A broken one is passed over too where there is a ``say`` to tell it to; else a UsageError.
    """
    found = []
    for path in paths(tree):
        try:
            one = bundle_if_ours(tree, path)
        except UsageError as error:
            if say is None:
                raise
            say(f"warning: passed over {error}")
            continue
        if one:
            found.append(one)
    found.sort(key=lambda one: one.path)
    return tuple(sorted(found, key=lambda one: one.stamp.date, reverse=True))


def paths(tree: WorkTree) -> list[str]:
    """The Markdown files where bundles lie."""
    return [f"{folder(tree)}/{name}" for name in tree.names(folder(tree))]


def bundle_if_ours(tree: WorkTree, path: str) -> Bundle | None:
    """The bundle in a file; None for a file that is not ours."""
    document = open_document(path, tree.read(path) or "")
    return bundle_at(tree, path) if document.ours else None


def _read(path: str, text: str, document: Document) -> Bundle:
    fields = document.fields
    if fields.get("kind") != "bundle":
        raise ValueError("`kind` in its front matter is not `bundle`")
    given = _mapping(fields, "given")
    said = {name: _texts(given, name) for name in SECTIONS if name in given}
    return Bundle(
        path, text, document, _text(fields, "name"), _text(fields, "goal"), _text(fields, "phase"),
        _since(fields), _number(fields, "commits", 0), _number(fields, "drawn_from", 0),
        fields.get("drawn_whole") is not False, _number(fields, "limit", LIMIT),
        _texts(fields, "files"), Given(_text(given, "goal"), _text(given, "phase"), said),
        read_stamp(document),
    )  # fmt: skip


def _since(fields: Mapping[str, object]) -> str:
    since = _text(fields, "since")
    if since and not _OID.fullmatch(since):
        raise ValueError("`since` in its front matter is no commit id")
    return since


def _text(fields: Mapping[str, object], key: str) -> str:
    value = fields.get(key, "")
    if not isinstance(value, str):
        raise ValueError(f"`{key}` in its front matter is no text")
    return value


def _number(fields: Mapping[str, object], key: str, default: int) -> int:
    value = fields.get(key, default)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError(f"`{key}` in its front matter is no whole number")
    return value


def _texts(fields: Mapping[str, object], key: str) -> tuple[str, ...]:
    values = fields.get(key, [])
    if not isinstance(values, list) or not all(isinstance(one, str) for one in values):
        raise ValueError(f"`{key}` in its front matter is no list of texts")
    return tuple(values)


def _mapping(fields: Mapping[str, object], key: str) -> Mapping[str, object]:
    value = fields.get(key, {})
    if not isinstance(value, dict):
        raise ValueError(f"`{key}` in its front matter is no mapping")
    return value
