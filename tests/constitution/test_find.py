"""Which file is a repository's law."""

import pytest

from agentops_git.constitution.find import PATHS
from agentops_git.constitution.front import is_ours
from tests.constitution.files import law

OURS = law()
FOREIGN = "# The constitution of our club\n\nArticle 1. agentops: 1\n"


def test_the_root_comes_first() -> None:
    assert PATHS == ("CONSTITUTION.md", ".agentops/CONSTITUTION.md")


@pytest.mark.parametrize(
    "text",
    [
        OURS,
        OURS.encode(),
        "\ufeff" + OURS,
        OURS.replace("\n", "\r\n"),
        "---\nrules: {}\nagentops : 1  # ours\n---\n",
        "---\nagentops: 1\nbroken: [\n",
        b"---\nagentops: 1\n\xff\n---\n",
    ],
)
def test_ours_even_where_it_does_not_load(text: str | bytes) -> None:
    assert is_ours(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        b"",
        FOREIGN,
        "---\ntitle: Constitution\n---\nagentops: 1\n",
        "---\nclub:\n  agentops: 1\n---\n",
        "---\nagentops: 2\n---\n",
        "---\nagentops: 10\n---\n",
        "---\nagentops\n---\n",
        "\nagentops: 1\n",
        "----\nagentops: 1\n----\n",
        b"\x00\x01\x02",
    ],
)
def test_foreign(text: str | bytes) -> None:
    assert not is_ours(text)
