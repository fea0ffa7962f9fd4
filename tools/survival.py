"""Write the table of docs/survival.md from measurements: python -m tools.survival [--check]."""

import re
import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from tests.survival.exceptions import EXCEPTIONS
from tests.survival.measure import COLUMNS, measured
from tests.survival.operations import ROWS, Row

PAGE = Path(__file__).parent.parent / "docs" / "survival.md"
BEGIN, END = "<!-- begin: python -m tools.survival -->\n", "<!-- end -->"
_BLOCK = re.compile(f"{re.escape(BEGIN)}(.*?){re.escape(END)}", re.DOTALL)


def cells(title: str) -> dict[str, str]:
    """A row as measured: ``3/3``, or ``3/3 (1/3)`` where it differs when nothing of ours ran."""
    pairs = zip(measured(title, "native").cells, measured(title, "none").cells, strict=True)
    texts = (f"{ours}" if ours == bare else f"{ours} ({bare})" for ours, bare in pairs)
    return dict(zip(COLUMNS, texts, strict=True))


def documented() -> dict[str, dict[str, str]]:
    """The rows that the page states: title, then column, then cell."""
    lines = (line for line in _block(PAGE.read_text(encoding="utf-8")).splitlines())
    rows = (_split(line) for line in lines if line.startswith("| "))
    return {
        title.partition(" [")[0]: dict(zip(COLUMNS, texts, strict=True))
        for title, *texts in rows
        if title.partition(" [")[0] in ROWS
    }


def _split(line: str) -> list[str]:
    return [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line)[1:-1]]


def _block(page: str) -> str:
    found = _BLOCK.search(page)
    assert found, f"{PAGE.name} has lost its generated block"
    return found[1]


def table() -> str:
    """The generated block: a table for each group, then the reasons."""
    reasons = list(dict.fromkeys(EXCEPTIONS.values()))
    groups = (_group(name, rows, reasons) for name, rows in groupby(ROWS.values(), _group_of))
    listed = "".join(f"{number}. {reason}\n" for number, reason in enumerate(reasons, start=1))
    return "\n".join([*groups, f"### What is not kept, and why\n\n{listed}"])


def _group_of(row: Row) -> str:
    return row.group


def _group(name: str, rows: Iterator[Row], reasons: list[str]) -> str:
    head = f"| operation | {' | '.join(COLUMNS)} |\n|{' --- |' * (len(COLUMNS) + 1)}\n"
    return f"### {name}\n\n{head}{''.join(_line(row.title, reasons) for row in rows)}"


def _line(title: str, reasons: list[str]) -> str:
    mark = f" [{reasons.index(EXCEPTIONS[title]) + 1}]" if title in EXCEPTIONS else ""
    shown = f"{title}{mark}".replace("|", "\\|")
    return f"| {shown} | {' | '.join(cells(title).values())} |\n"


def main(argv: list[str]) -> int:
    """Measure and write; with ``--check`` say whether the page is stale instead."""
    page = PAGE.read_text(encoding="utf-8")
    new = page.replace(f"{BEGIN}{_block(page)}{END}", f"{BEGIN}{table()}{END}")
    if "--check" not in argv:
        PAGE.write_text(new, encoding="utf-8")
    elif new != page:
        print(f"{PAGE.name} is stale; run: python -m tools.survival", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
