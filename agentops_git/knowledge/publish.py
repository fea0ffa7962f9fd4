"""Sets of written files: what they are to hold, what stands, and whether the two agree."""

import os
from collections.abc import Callable, Mapping
from typing import NamedTuple

from agentops_git.errors import UsageError
from agentops_git.files.atomic import write_all
from agentops_git.files.data import data_text
from agentops_git.files.frontmatter import Document
from agentops_git.knowledge.avoid import avoided
from agentops_git.knowledge.avoid_file import Wanted, avoid_drafts, kept
from agentops_git.knowledge.backlog_file import backlog_draft
from agentops_git.knowledge.catalogue import Order, Templates, drafts
from agentops_git.knowledge.learnings import learnings
from agentops_git.knowledge.library import INDEX, known, patterns
from agentops_git.knowledge.links import stated_base
from agentops_git.knowledge.redirects import Known, one_each, redirects
from agentops_git.knowledge.stamp import Stamp, read_stamp
from agentops_git.knowledge.worktree import WorkTree
from agentops_git.knowledge.written import Draft, open_document, refuse_foreign, render
from agentops_git.memory.mine import Mined
from agentops_git.message.printable import one_line


class Files(NamedTuple):
    """Files as they stand, by path from the top: text, and what was read from it.

    ``head`` is the path of the file whose stamp speaks for the set.
    """

    head: str
    texts: Mapping[str, str]
    documents: Mapping[str, Document]

    def stamp(self) -> Stamp | None:
        """What the set was generated at; None where it does not stand yet."""
        document = self.documents.get(self.head)
        if not document:
            return None
        try:
            return read_stamp(document)
        except ValueError as error:
            raise UsageError(
                f"{one_line(self.head)}: {error}; take it back with: git checkout -- {self.head}"
            ) from None

    def rendered(self, wanted: Mapping[str, Draft], stamp: Stamp) -> dict[str, str]:
        """Every wanted file whole, people's text kept."""
        return {path: render(one, stamp, self.documents.get(path)) for path, one in wanted.items()}

    def differing(self, wanted: Mapping[str, Draft], stamp: Stamp) -> dict[str, str]:
        """Those files whose bytes are not what they are to be at ``stamp``."""
        found = self.rendered(wanted, stamp)
        return {path: text for path, text in found.items() if self.texts.get(path) != text}

    def to_write(self, wanted: Mapping[str, Draft], stamp: Stamp) -> dict[str, str]:
        """What writing changes: nothing where only the stamp would, so that it comes to rest."""
        old = self.stamp()
        lasting = {path: one.lasting for path, one in wanted.items()}
        if old and not self.differing(lasting, old):
            return {}
        return self.differing(wanted, stamp)


class Book(NamedTuple):
    """A kind of output: how its files are found, and what history makes of them."""

    read: Callable[[WorkTree], Files]
    wanted: Callable[[WorkTree, Files, Mined, int], Mapping[str, Draft]]


def _read_patterns(tree: WorkTree) -> Files:
    folder = tree.outputs.patterns.strip("/")
    paths = [f"{folder}/{name}" for name in tree.names(folder)]
    return _files(tree, f"{folder}/{INDEX}", paths)


def _files(tree: WorkTree, head: str, paths: list[str]) -> Files:
    texts = {path: text for path in paths if (text := tree.read(path)) is not None}
    return Files(head, texts, {path: open_document(path, text) for path, text in texts.items()})


def _wanted_patterns(tree: WorkTree, files: Files, mined: Mined, least: int) -> Mapping[str, Draft]:
    folder = os.path.dirname(files.head)
    standing = standing_patterns(files)
    named = patterns(mined, standing)
    order = Order(standing, redirects(named, standing), least, _links(tree, files))
    templates = Templates(
        data_text("templates/pattern.md"),
        data_text("templates/pattern-redirect.md"),
        data_text("templates/patterns-readme.md"),
    )
    made = _with_avoided(drafts(named, order, templates), files, mined, order)
    wanted = {f"{folder}/{file}": draft for file, draft in made.items()}
    for path in wanted:
        refuse_foreign(path, files.documents.get(path), "patterns")
    return wanted


def _with_avoided(
    made: Mapping[str, Draft], files: Files, mined: Mined, order: Order
) -> Mapping[str, Draft]:
    """The files of patterns, with those of anti-patterns, and these in the catalogue."""
    by_name = {os.path.basename(path): document for path, document in files.documents.items()}
    taught = {one.id for one in learnings(mined)}
    wanted = Wanted(avoided(mined), kept(by_name), taught, made, order.least, order.links)
    avoiding, listed = avoid_drafts(wanted, data_text("templates/anti-pattern.md"))
    index = made[INDEX]
    whole = "\n".join(part for part in (index.parts["patterns"], listed) if part)
    return {**made, **avoiding, INDEX: index._replace(parts={**index.parts, "patterns": whole})}


def standing_patterns(files: Files) -> list[Known]:
    """The pattern files of ours, by name."""
    found = [
        known(path, document)
        for path, document in sorted(files.documents.items())
        if document.ours and path != files.head and document.fields.get("kind") in (None, "pattern")
    ]
    return one_each([one._replace(file=os.path.basename(one.file)) for one in found])


def _links(tree: WorkTree, files: Files) -> str:
    """What the pages of commits begin with: as the law says, else as the files do, else the remote.

    So every clone and fork writes the same.
    """
    if tree.outputs.links:
        return tree.outputs.links
    try:
        return stated_base(files.documents.get(files.head)) or tree.links
    except ValueError as error:
        raise UsageError(f"{one_line(files.head)}: {error}; mend it, or delete that line") from None


def _read_backlog(tree: WorkTree) -> Files:
    path = tree.outputs.backlog
    return _files(tree, path, [path])


def _wanted_backlog(tree: WorkTree, files: Files, mined: Mined, least: int) -> Mapping[str, Draft]:
    document = files.documents.get(files.head)
    refuse_foreign(files.head, document, "backlog")
    template, links = data_text("templates/backlog.md"), _links(tree, files)
    return {files.head: backlog_draft(mined, template, document, links)}


PATTERNS = Book(_read_patterns, _wanted_patterns)
BACKLOG = Book(_read_backlog, _wanted_backlog)


def write(tree: WorkTree, changed: Mapping[str, str]) -> None:
    """Put new texts in place, all or none."""
    write_all({tree.path(path): text.encode() for path, text in changed.items()})
