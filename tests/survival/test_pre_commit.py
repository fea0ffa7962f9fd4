"""Through pre-commit the same is kept as natively."""

import pytest

from tests.survival.measure import measured

ROWS = (
    "`merge --squash`, then `commit -m`",
    "`commit --amend -m`, no trailers in the new message",
    "`rebase -i`, `squash`",
    "`rebase -i`, `fixup`",
)


@pytest.mark.slow
@pytest.mark.parametrize("title", ROWS)
def test_hooks_through_pre_commit_keep_the_same(title: str) -> None:
    assert measured(title, "pre-commit") == measured(title, "native")
