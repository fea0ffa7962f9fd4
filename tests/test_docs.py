"""Documentation that is generated is current."""

import pytest

from tools.docs import PAGES, ROOT


@pytest.mark.parametrize("name", PAGES)
def test_the_page_is_what_the_tool_writes(name: str) -> None:
    assert (ROOT / name).read_text(encoding="utf-8") == PAGES[name](), "run: python -m tools.docs"
