"""Front matter: the machine's fields at the head of a file, and other people's fields kept.

``python-frontmatter`` reads the values. The bytes of fields that are not the machine's
are kept as they stand, which no YAML writer does.
"""

import re
from collections.abc import Collection
from typing import NamedTuple

_FENCE = re.compile(r"---[ \t]*\r?\n")
_CLOSE = re.compile(r"^---[ \t]*\r?(?:\n|\Z)", re.M)
_FIELD = re.compile(r"""(?P<quote>["']?)(?P<key>[A-Za-z_][\w-]*)(?P=quote)[ \t]*:(?=\s|$)""")
_OURS = re.compile(r"""^["']?agentops["']?[ \t]*:""", re.M)
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
LARGEST = 1 << 18


class Document(NamedTuple):
    """A file in two parts: ``raw`` is the YAML text between the fences, ``fields`` its values."""

    fields: dict[str, object]
    raw: str
    body: str

    @property
    def ours(self) -> bool:
        """Whether the front matter holds ``agentops:``."""
        return "agentops" in self.fields


class FrontMatterError(ValueError):
    """The front matter claims to be ours and can't be read; ``line`` counts from 1 in the file."""

    def __init__(self, line: int, reason: str) -> None:
        self.line = line
        super().__init__(reason)


def split(text: str) -> Document:
    """Take a file apart; ``fields`` is empty for a file whose front matter is absent or foreign.

    FrontMatterError where the text names ``agentops:`` and is no readable YAML mapping.
    """
    opening = _FENCE.match(text)
    closing = _CLOSE.search(text, opening.end()) if opening else None
    if not opening or not closing:
        if opening and _OURS.search(text, opening.end(), opening.end() + LARGEST):
            raise FrontMatterError(1, "the front matter has no closing ---")
        return Document({}, "", text)
    raw = text[opening.end() : closing.start()]
    if not _OURS.search(raw):
        return Document({}, "", text)
    return Document(_load(raw), raw, text[closing.end() :])


def _load(raw: str) -> dict[str, object]:
    import yaml
    from frontmatter.default_handlers import YAMLHandler

    from agentops_git.files.strict_yaml import RefusedYaml, refuse_bombs

    if len(raw) > LARGEST:
        raise FrontMatterError(2, f"the front matter is larger than {LARGEST >> 10} KiB")
    try:
        refuse_bombs(raw)
        fields = YAMLHandler().load(raw)
    except RefusedYaml as error:
        raise FrontMatterError(error.line + 1, str(error)) from None
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", None) or "it can't be read"
        raise FrontMatterError(mark.line + 2 if mark else 2, f"no YAML: {reason}") from None
    if not isinstance(fields, dict):
        raise FrontMatterError(2, "the front matter is no mapping of fields")
    return {str(key): value for key, value in fields.items()}


def join(head: str, document: Document, machine: Collection[str]) -> str:
    """Put a file together: the machine's fields as given, then every other field as it stood."""
    newline = "\r\n" if "\r\n" in document.raw else "\n"
    kept = foreign_fields(document, machine)
    fence = f"---{newline}"
    return f"{fence}{head.replace(chr(10), newline)}{kept}{fence}{document.body}"


def foreign_fields(document: Document, machine: Collection[str]) -> str:
    """The fields that are not the machine's, and comments, as they stand."""
    return "".join(chunk for key, chunk in _chunks(document.raw) if key not in machine)


def _chunks(raw: str) -> list[tuple[str, str]]:
    """The top-level fields of a YAML mapping, each with its lines; comments count as a field ''."""
    chunks: list[tuple[str, str]] = []
    for line in _LINE.findall(raw):
        field = _FIELD.match(line)
        if field:
            chunks.append((field["key"], line))
        elif line.startswith("#") or not chunks:
            chunks.append(("", line))
        else:
            key, text = chunks.pop()
            chunks.append((key, text + line))
    return chunks


def scalar(text: str) -> str:
    """A text as a YAML scalar on one line that no YAML reader takes for anything else."""
    return f'"{"".join(map(_escaped, text))}"'


def _escaped(char: str) -> str:
    if char in '"\\':
        return "\\" + char
    return char if char.isprintable() else f"\\U{ord(char):08x}"
