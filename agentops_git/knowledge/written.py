"""A file of ours: its front matter, its generated parts, and people's text around them."""

from collections.abc import Mapping
from typing import NamedTuple

from agentops_git.errors import UsageError
from agentops_git.files.blocks import BlockError, fill_blocks, find_blocks
from agentops_git.files.frontmatter import Document, FrontMatterError, join, split
from agentops_git.knowledge.stamp import STAMP_KEYS, Stamp
from agentops_git.message.printable import one_line


class Draft(NamedTuple):
    """What a file is to hold: ``head`` is front matter without its stamp.

    ``other`` is the template of what the file was before: where nobody edited that, the body
    begins anew from ``template``.
    """

    head: str
    keys: tuple[str, ...]
    parts: Mapping[str, str]
    template: str
    other: str = ""


def open_document(path: str, text: str) -> Document:
    """Read a file of ours; UsageError where it was broken by hand.

    A file that is not ours comes back as a Document that says so.
    """
    try:
        document = split(text)
        if document.ours:
            find_blocks(document.body)
    except (FrontMatterError, BlockError) as error:
        fix = f"mend it, or take it back with: git checkout -- {one_line(path)}"
        raise UsageError(f"{one_line(path)}:{_line(text, error)}: {error}; {fix}") from None
    return document


def _line(text: str, error: FrontMatterError | BlockError) -> int:
    if isinstance(error, FrontMatterError):
        return error.line
    return text[: len(text) - len(split(text).body)].count("\n") + error.line


def refuse_foreign(path: str, document: Document | None, setting: str) -> None:
    """A file without ``agentops:`` in its front matter is never adopted or overwritten."""
    if document and not document.ours:
        raise UsageError(
            f"{one_line(path)} is not a file of agentops-git (no `agentops:` in its front matter) "
            f"and is left alone; in CONSTITUTION.md choose another: outputs: {{{setting}: PATH}}"
        )


def render(draft: Draft, stamp: Stamp, document: Document | None) -> str:
    """The whole file; without a document, a new one from the template."""
    document = document or Document({}, "", draft.template)
    if draft.other and untouched(document.body, draft.other):
        document = document._replace(body=draft.template)
    body = fill_blocks(document.body, draft.parts)
    keys = ("agentops", "kind", *draft.keys, *STAMP_KEYS)
    return join(draft.head + stamp.lines(), document._replace(body=body), keys)


def untouched(body: str, template: str) -> bool:
    """Whether people left a body as its template made it, its title and line ends aside."""
    return _bare(body.replace("\r\n", "\n")) == _bare(template)


def _bare(body: str) -> str:
    """What is left of a body without its generated parts and its first line."""
    nothing = {marked.name: "" for marked in find_blocks(body)}
    return fill_blocks(body, nothing).partition("\n")[2]
