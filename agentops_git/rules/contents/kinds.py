"""What a file is, by its name: a program's source, a document, a catalogue of texts."""

import re

_CODE = re.compile(
    r"(?i)\.(?:py|[mc]?[jt]sx?|go|rs|c|h|cc|cpp|hpp|java|kt|rb|php|cs|swift|scala|pl|lua|r|m|exs?|"
    r"erl|hs|ml|css)$"
)
_PROSE = re.compile(r"(?i)\.(?:md|markdown|rst|adoc|txt|html?|svg|ipynb)$")
_MARKUP = re.compile(r"(?i)\.(?:html?|svg|ipynb)$")
_TEXTS = re.compile(r"(?i)\.(?:pot?|xliff|xlf|strings|stringsdict|arb|resx|ftl|srt|vtt|csv|tsv)$")


def is_code(path: str) -> bool:
    """Whether a path is that of a program's source."""
    return bool(_CODE.search(path))


def is_prose(path: str) -> bool:
    """Whether a path is that of a document."""
    return bool(_PROSE.search(path))


def is_text(path: str) -> bool:
    """Whether people read the file as text: a document, or a catalogue of texts."""
    return is_prose(path) or bool(_TEXTS.search(path))


def is_markup(path: str) -> bool:
    """Whether a document is one that runs code too."""
    return bool(_MARKUP.search(path))
