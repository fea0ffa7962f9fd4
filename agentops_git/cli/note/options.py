"""One option a record key, and what its values become: the fields of a line."""

from collections.abc import Iterator, Mapping

import click

from agentops_git.errors import UsageError
from agentops_git.message.keys import KEYS
from agentops_git.message.model import Entry
from agentops_git.message.printable import one_line, shell_word
from agentops_git.rules.finding import Finding
from agentops_git.rules.values_alone import judge_values

Values = Mapping[str, str | tuple[str, ...] | None]


def record_options(function: click.decorators.FC) -> click.decorators.FC:
    """Give a command an option for each key of a record."""
    for key in reversed(KEYS):
        option = click.option(
            f"--{key.name.lower()}", multiple=key.repeats, metavar="TEXT", help=f"{key.meaning}."
        )
        function = option(function)
    return function


def fields_of(values: Values) -> dict[str, str | list[str]]:
    """Key in lower case to its value, or to several in order, each on one line and once.

    UsageError where there are none, or one of them is wrong, with what to write.
    """
    entries = tuple(dict.fromkeys(_entries(values)))
    if not entries:
        raise UsageError("there is nothing to note; say what was learned: --learning 'TEXT'")
    if wrong := judge_values(entries):
        raise UsageError(_what_to_write(wrong[0]))
    found: dict[str, list[str]] = {}
    for entry in entries:
        found.setdefault(entry.key.lower(), []).append(entry.value)
    return {key: texts if len(texts) > 1 else texts[0] for key, texts in found.items()}


def _entries(values: Values) -> Iterator[Entry]:
    for key in KEYS:
        given = values[key.name.lower().replace("-", "_")]
        for value in (given,) if isinstance(given, str) else given or ():
            yield Entry(key.name, " ".join(value.split()))


def _what_to_write(finding: Finding) -> str:
    said = one_line(finding.message)
    rows = [row.partition(": ") for row in (finding.suggestion or "").split("\n")]
    options = " ".join(f"--{key.lower()} {shell_word(text)}" for key, _, text in rows if text)
    return f"{said}; write: {one_line(options)}" if options else said
