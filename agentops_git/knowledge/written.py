"""A file of ours: its front matter, its generated parts, and people's text around them."""

from collections.abc import Mapping
from typing import NamedTuple

from agentops_git.errors import UsageError
from agentops_git.files.blocks import BlockError, fill_blocks, find_blocks
from agentops_git.files.conflicts import ConflictError, without_conflicts
from agentops_git.files.data import data_text
from agentops_git.files.frontmatter import Document, FrontMatterError, foreign_fields, join, split
from agentops_git.knowledge.stamp import STAMP_KEYS, Stamp
from agentops_git.message.printable import one_line

GENERATED = frozenset(
    {
        *("agentops", "kind", "id", "name", "redirect", "stage", "confidence", "adoption"),
        *("deprecated", "decided", "why"),
        *("evidence", "learnings", "first_seen", "last_seen", "min_evidence", "links"),
        *("goal", "phase", "since", "commits", "drawn_from", "drawn_whole", "tokens", "limit"),
        "files",
        *STAMP_KEYS,
    }
)
"""The fields of front matter that are made anew at each writing, in any of our files."""
FORMAT = 1
"""What `agentops` says in the front matter of the files that this version writes."""
_TURNING = ("pattern", "pattern-redirect")
"""The templates of a file that may turn from one into the other."""


class Draft(NamedTuple):
    """What a file is to hold: ``head`` is front matter without its stamp.

    ``other`` is the template of what the file was before: where nobody edited that, the body
    begins anew from ``template``. ``passing`` are parts that change with every commit or day,
    and so are no reason to write.
    """

    head: str
    keys: tuple[str, ...]
    parts: Mapping[str, str]
    template: str
    other: str = ""
    passing: frozenset[str] = frozenset()

    @property
    def lasting(self) -> "Draft":
        """The same without what alone is no reason to write."""
        parts = {name: part for name, part in self.parts.items() if name not in self.passing}
        return self._replace(parts=parts)


def open_document(path: str, text: str) -> Document:
    """Read a file of ours; UsageError where it was broken by hand.

    Conflicts that a merge left in what is generated are passed over: our side is read. A file
    that is not ours comes back as a Document that says so.
    """
    where, fix = one_line(path), f"take it back with: git checkout -- {one_line(path)}"
    try:
        whole = without_conflicts(text, _by_people)
    except ConflictError as error:
        raise UsageError(f"{where}:{error.line}: {error}; settle it and run this again") from None
    except (FrontMatterError, BlockError):
        whole = text
    try:
        document = split(whole)
        if document.ours:
            find_blocks(document.body)
    except (FrontMatterError, BlockError) as error:
        raise UsageError(f"{where}:{_line(text, error)}: {error}; mend it, or {fix}") from None
    if document.ours and document.fields["agentops"] != FORMAT:
        stated = one_line(str(document.fields["agentops"]), 40)
        raise UsageError(
            f"{where} says `agentops: {stated}`, where this version writes {FORMAT}; "
            "update agentops-git, or mend the line"
        )
    return document


def _by_people(text: str) -> object:
    """What is not generated in a file of ours: fields, the name among them, and text."""
    document = split(text)
    if not document.ours:
        return None
    said = [document.fields.get(key) for key in ("name", "deprecated")]
    return said, foreign_fields(document, GENERATED), _text_by_people(document.body)


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


def _text_by_people(body: str) -> str:
    """A body without its generated parts; the title alone where a template made the rest."""
    text = bare(body)
    made = any(untouched(body, data_text(f"templates/{name}.md")) for name in _TURNING)
    return text.partition("\n")[0] if made else text


def untouched(body: str, template: str) -> bool:
    """Whether people left a body as its template made it, its title and line ends aside."""
    ours, made = bare(body.replace("\r\n", "\n")), bare(template)
    return ours.partition("\n")[2] == made.partition("\n")[2]


def bare(body: str) -> str:
    """What is left of a body without its generated parts."""
    return fill_blocks(body, {marked.name: "" for marked in find_blocks(body)})
