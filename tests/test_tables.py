"""docs/security.md and docs/bypasses.md: each row names the tests that show it, and they exist."""

import ast
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[1]
PAGES = {"security": 45, "bypasses": 40}
"""Pages to the least number of rows that each has."""
_NODE = re.compile(r"`(tests/[\w/]+\.py)((?:::\w+)+)`")


class Row(NamedTuple):
    cells: tuple[str, ...]
    nodes: tuple[tuple[str, str], ...]


def rows(page: str) -> list[Row]:
    """The rows of all tables of a page that have a column for tests."""
    found, wanted = list[Row](), False
    for line in (ROOT / "docs" / f"{page}.md").read_text(encoding="utf-8").splitlines():
        if not line.startswith("|"):
            wanted = False
            continue
        cells = tuple(cell.strip() for cell in line.strip("|").split(" | "))
        if cells[-1] == "shown by":
            wanted = True
        elif wanted and set(line) - set("|- "):
            found.append(Row(cells, tuple(_NODE.findall(cells[-1]))))
    return found


@cache
def names_in(path: str) -> frozenset[str]:
    """The node names of a test file: ``::test``, ``::Class`` and ``::Class::test``."""
    names = set[str]()
    for node in ast.parse((ROOT / path).read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ClassDef):
            inner = [item.name for item in node.body if isinstance(item, ast.FunctionDef)]
            tests = [name for name in inner if name.startswith("test")]
            names |= {f"::{node.name}::{name}" for name in tests} | {f"::{node.name}"}
        elif isinstance(node, ast.FunctionDef) and node.name.startswith("test"):
            names.add(f"::{node.name}")
    return frozenset(names)


@pytest.mark.parametrize("page", PAGES)
def test_every_row_names_a_test(page: str) -> None:
    found = rows(page)
    assert len(found) >= PAGES[page]
    assert not [row.cells[0] for row in found if not row.nodes]
    assert not [row.cells[0] for row in found if not all(row.cells)]


@pytest.mark.parametrize("page", PAGES)
def test_every_test_that_is_named_exists(page: str) -> None:
    named = [node for row in rows(page) for node in row.nodes]
    missing = [
        f"{path}{name}" for path, name in named
        if not (ROOT / path).is_file() or name not in names_in(path)
    ]  # fmt: skip
    assert not missing


@pytest.mark.parametrize("page", PAGES)
def test_nothing_in_the_last_column_is_left_unread(page: str) -> None:
    """A name that is not written as a node would be held by nobody."""
    for row in rows(page):
        assert row.cells[-1].count("tests/") == len(row.nodes), row.cells[0]
        assert len(row.cells) == 3, row.cells[0]


@pytest.mark.parametrize("page", PAGES)
def test_no_row_stands_twice(page: str) -> None:
    first = [row.cells[0] for row in rows(page)]
    assert len(first) == len(set(first))
