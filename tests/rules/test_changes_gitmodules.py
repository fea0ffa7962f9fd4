"""Our reading of .gitmodules, held to what git itself reads."""

import pytest

from agentops_git.rules.changes.gitmodules import Submodule, submodules
from tests.conftest import Repo

FILES = [
    '[submodule "a"]\n\tpath = a\n\turl = https://x.invalid/a.git\n',
    '[submodule "a b"]\nurl="https://x.invalid/#a" ; why\npath = "a b"\n',
    '[Submodule "A"] url = one # said\n[submodule "A"]\nURL = two\n',
    "[submodule.lib]\nurl = one\\\n two\n",
    '[submodule "q\\"uo\\\\te"]\nurl = a\\tb\\"c\n',
    '[core]\nurl = none\n[submodule "x"]\n  Path=x\n; url = said\n# url = said\nurl = "a "b" c" \n',
    '[submodule "x"]\r\n\turl = one\r\n',
    '\ufeff[submodule "x"]\nurl = one\n',
]


@pytest.mark.parametrize("text", FILES)
def test_git_reads_the_same_urls(repo: Repo, text: str) -> None:
    (repo.path / "f").write_bytes(text.encode())
    rows = repo.git("config", "--file", "f", "--list", "-z").split("\0")
    pairs = (row.partition("\n") for row in rows)
    urls = {key[len("submodule.") : -len(".url")]: value for key, _, value in pairs
            if key.startswith("submodule.") and key.endswith(".url")}  # fmt: skip
    assert {one.name: one.url for one in submodules(text)} == urls
    assert urls


def test_nonsense_is_no_submodule() -> None:
    assert submodules('url = x\n[submodule\n"]=\n[a "b"]\nurl=\x00') == []
    assert submodules('[submodule "a"]\nurl') == [Submodule("a")]


def test_a_large_file_is_read_in_one_pass() -> None:
    assert submodules("[" * 300_000) == []
    assert submodules('[submodule "' + "\\" * 300_000) == []
