"""A SQLite that was built without FTS5."""

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from agentops_git.errors import EnvironmentFailure
from agentops_git.memory.near import nearest
from agentops_git.memory.store import Store, with_store
from agentops_git.memory.terms import stems


class WithoutSearch(sqlite3.Connection):
    """What such a library answers."""

    def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
        if "VIRTUAL TABLE" in sql or "_term " in sql:
            raise sqlite3.OperationalError("no such module: fts5")
        return super().execute(sql, *values)


@pytest.fixture
def without_search(monkeypatch: pytest.MonkeyPatch) -> None:
    def connect(*args: Any, **kwargs: Any) -> sqlite3.Connection:
        return WithoutSearch(*args, **kwargs)

    monkeypatch.setattr(sqlite3, "connect", connect)


@pytest.mark.usefixtures("without_search")
def test_it_is_said_what_is_missing_and_the_index_is_not_blamed(tmp_path: Path) -> None:
    said: list[str] = []
    with pytest.raises(EnvironmentFailure) as caught:
        with_store(str(tmp_path / "index"), "", Store.known_tips, said.append)
    assert str(caught.value) == (
        "the SQLite of this Python has no full-text search (no such module: fts5);"
        " use a Python whose SQLite has FTS5"
    )
    assert said == []
    with pytest.raises(EnvironmentFailure, match="FTS5"):
        stems(["words"])


def test_a_commit_is_not_troubled_by_it(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    index = str(tmp_path / "index")
    with_store(index, "", Store.known_tips, print)
    request.getfixturevalue("without_search")
    assert nearest(index, ["a lesson"]) == []
