"""Items in the index, and questions about them."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from agentops_git.memory.relevance import path_terms, question
from agentops_git.memory.served import (
    CANDIDATES,
    Draft,
    Served,
    State,
    find,
    holds,
    replace,
)
from agentops_git.memory.tables import TABLES

LESSONS = {
    "retry": "never retry a payment without an idempotency key",
    "cache": "write the database before the cache",
    "chinese": "配置值必须可用，而不只是存在",
    "japanese": "設定値は存在するだけでなく使えなければならない",
    "arabic": "تحقق من صلاحية القيمة وليس من وجودها فقط",
    "emoji": "🚀 marks a release that was never rolled back",
}


def draft(name: str, text: str, *paths: str, **fields: str) -> Draft:
    served = Served("learning", f"lrn-{name}", name, text, ("c",), 1, 0, paths)
    return Draft(served, {"text": text, **fields})


THEN, NOW = State("then", "", "~"), State("now", "", "~")


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(tmp_path / "index", isolation_level=None)) as connection:
        connection.execute("BEGIN")
        for statement in TABLES.split(";"):
            connection.execute(statement)
        yield connection


@pytest.fixture
def full(db: sqlite3.Connection) -> sqlite3.Connection:
    replace(db, THEN, [draft(name, text, f"src/{name}.py") for name, text in LESSONS.items()])
    return db


def names(db: sqlite3.Connection, query: str, *paths: str) -> list[str]:
    return [hit.served.group for hit in find(db, question(query, paths))]


@pytest.mark.parametrize(
    ("query", "best"),
    [
        ("retries of payments", "retry"),
        ("CacheWriter", "cache"),
        ("配置值", "chinese"),
        ("設定値が使えない", "japanese"),
        ("صلاحية القيمة", "arabic"),
        ("🚀", "emoji"),
    ],
)
def test_a_question_in_any_script_finds_its_item(
    full: sqlite3.Connection, query: str, best: str
) -> None:
    assert names(full, query)[0] == best


@pytest.mark.parametrize(
    "query",
    [
        "", " ", '"', "'", "*", "NEAR(", "NEAR(a b, 3)", "AND OR NOT", "text : a", "a^b", "-", "()",
        "a\0b", "{text}: x", '"" ""', "🤷", "\udc80", "; DROP TABLE served", "%_", "+ + +",
    ],
)  # fmt: skip
def test_no_query_is_an_error(full: sqlite3.Connection, query: str) -> None:
    assert len(names(full, query)) <= len(LESSONS)


def test_a_megabyte_of_query_is_answered(full: sqlite3.Connection) -> None:
    assert names(full, "payment " * 130_000)[0] == "retry"


def test_a_path_counts_and_so_do_its_directories(db: sqlite3.Connection) -> None:
    paths = {"exact": "src/pay/client.py", "near": "src/pay/server.py", "far": "docs/pay.md"}
    replace(db, THEN, [draft(name, "guard it", path) for name, path in paths.items()])
    assert names(db, "", "src/pay/client.py") == ["exact", "near", "far"]
    assert path_terms("src/pay/client.py") == ["/src", "/src/pay", "/src/pay/client.py"]


def test_a_name_that_a_path_had_counts_as_well(db: sqlite3.Connection) -> None:
    replace(db, THEN, [draft("old", "guard it", "lib/x1"), draft("other", "guard it", "lib/x2")])
    found = find(db, question("", ["src/new.py"], ["lib/x1"]))
    assert [hit.served.group for hit in found] == ["old", "other"]


def test_only_what_changed_is_written(full: sqlite3.Connection) -> None:
    before = dict(full.execute("SELECT data, id FROM served"))
    kept = [draft(name, text, f"src/{name}.py") for name, text in LESSONS.items()][1:]
    replace(full, NOW, [*kept, draft("new", "an item that came later")])
    after = dict(full.execute("SELECT data, id FROM served"))
    assert holds(full, "now", "2024-05-31")
    assert not holds(full, "then", "2024-05-31")
    assert len(after) == len(LESSONS)
    assert all(after[data] == before[data] for data in after.keys() & before.keys())
    assert names(full, "idempotency payment") == []
    assert names(full, "came later")[0] == "new"


def test_terms_that_all_items_hold_are_answered(db: sqlite3.Connection) -> None:
    replace(db, THEN, [draft(f"{n}", "guard the part", number=f"{n}") for n in range(3_100)])
    assert len(names(db, "guard the part")) == CANDIDATES


def test_the_best_of_very_many_is_found(db: sqlite3.Connection) -> None:
    """More items share two words with the question than are scored; one says all of it."""
    many = [draft(f"n{n}", f"retry number{n} of the payment") for n in range(2 * CANDIDATES)]
    others = [draft(f"o{n}", f"something else {n}") for n in range(CANDIDATES)]
    best = draft("best", "never retry a payment without its idempotency key")
    replace(db, THEN, [*many[:300], best, *many[300:], *others])
    assert names(db, "retry a payment with its idempotency key")[0] == "best"


def test_items_hold_for_the_days_on_which_nothing_expires(db: sqlite3.Connection) -> None:
    replace(db, State("now", "2024-05-01", "2024-05-31"), [])
    days = ("2024-05-01", "2024-05-02", "2024-05-31", "2024-06-01")
    assert [holds(db, "now", day) for day in days] == [False, True, True, False]
