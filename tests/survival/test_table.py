"""The survival table of docs/survival.md: every cell is what git and the tool really say."""

from collections.abc import Iterable

import pytest
from _pytest.mark import ParameterSet

from tests.survival.exceptions import EXCEPTIONS
from tests.survival.measure import COLUMNS, measured
from tests.survival.operations import ROWS
from tools.survival import cells, documented

pytestmark = pytest.mark.slow

TRAILER, MINED, NOTED, HANGING, ONCE = COLUMNS
EVERYDAY = (
    "`commit --amend -m`, no trailers in the new message",
    "`rebase` (merge backend)",
    "`rebase --autosquash`, a chain of `squash!`",
    "`rebase --autosquash`, a chain of `fixup!`",
    "`cherry-pick`",
    "`revert`",
    "`merge --squash`, then `commit`",
    "`merge --squash`, then `commit -m`",
)
"""The rows that ``make test`` measures; ``make slow`` measures all of them."""


def marked(titles: Iterable[str]) -> list[ParameterSet]:
    return [
        pytest.param(title, marks=() if title in EVERYDAY else pytest.mark.slow) for title in titles
    ]


KEPT = marked(title for title in ROWS if title not in EXCEPTIONS)


@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize("title", marked(ROWS))
def test_the_page_states_what_is_measured(title: str, column: str) -> None:
    stated = documented().get(title, {}).get(column, "").partition(" ")[0]
    found = str(measured(title, "native").cell(column))
    assert stated == found, "run: python -m tools.survival, and read the diff"


@pytest.mark.slow
@pytest.mark.parametrize("title", ROWS)
def test_the_page_states_what_is_left_where_nothing_of_ours_ran(title: str) -> None:
    assert documented().get(title) == cells(title), "run: python -m tools.survival"


def test_the_page_has_no_other_rows() -> None:
    assert [*documented()] == [*ROWS]


@pytest.mark.parametrize("title", KEPT)
def test_nothing_is_lost_where_our_hooks_settings_and_push_job_run(title: str) -> None:
    found = measured(title, "native")
    lost = [name for name in (MINED, NOTED) if found.cell(name).found < found.cell(name).wanted]
    assert lost == []


@pytest.mark.parametrize("title", KEPT)
def test_each_learning_counts_once(title: str) -> None:
    once = measured(title, "native").cell(ONCE)
    assert once.found == once.wanted


@pytest.mark.slow
@pytest.mark.parametrize("title", KEPT)
def test_what_stands_in_a_message_is_mined_though_nothing_of_ours_ran(title: str) -> None:
    found = measured(title, "none")
    assert found.cell(MINED).found >= found.text.found


@pytest.mark.parametrize("title", marked(EXCEPTIONS))
def test_an_exception_is_one(title: str) -> None:
    found = measured(title, "native")
    cells = (found.cell(name) for name in (MINED, NOTED))
    assert any(cell.found < cell.wanted for cell in cells), "no longer lost: take it off the list"
