"""Each row is measured once a process, so the tests of a row run one after the other."""

import pytest

from tests.survival.operations import ROWS


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Sort by rows, and set them first: pytest-xdist gives out neighbours together at first."""
    place = {title: at for at, title in enumerate(ROWS)}

    def row(item: pytest.Item) -> int:
        call = getattr(item, "callspec", None)
        return place.get(call.params.get("title"), len(place)) if call else len(place)

    items.sort(key=row)
