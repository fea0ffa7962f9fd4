"""Links to commits, out of the URLs that people give their remotes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agentops_git.git.process import Git
from agentops_git.git.remotes import main_url
from agentops_git.knowledge.links import base_of, commit_link, is_base
from tests.conftest import Repo


@pytest.mark.parametrize(
    ("url", "base"),
    [
        ("https://github.com/team/app.git", "https://github.com/team/app/commit/"),
        ("git@github.com:team/app.git", "https://github.com/team/app/commit/"),
        ("ssh://git@github.com/team/app", "https://github.com/team/app/commit/"),
        ("https://gitlab.com/a/b/app.git", "https://gitlab.com/a/b/app/-/commit/"),
        ("git@gitlab.example.org:a/b/app.git", "https://gitlab.example.org/a/b/app/-/commit/"),
        ("https://bitbucket.org/team/app.git", "https://bitbucket.org/team/app/commits/"),
        ("git@git.sr.ht:~ann/app", "https://git.sr.ht/~ann/app/commit/"),
        ("https://codeberg.org/team/app/", "https://codeberg.org/team/app/commit/"),
        ("ssh://git@git.example.org:2222/team/app.git", "https://git.example.org/team/app/commit/"),
        ("http://localhost:3000/team/app.git", "http://localhost:3000/team/app/commit/"),
        ("https://ann:secret@git.example.org/t/app", "https://git.example.org/t/app/commit/"),
        ("https://token@git.example.org/t/app.git", "https://git.example.org/t/app/commit/"),
        ("https://git.example.org/t/a)(b|c.git", "https://git.example.org/t/a%29%28b%7Cc/commit/"),
        ("https://git.example.org/t/日本", "https://git.example.org/t/%E6%97%A5%E6%9C%AC/commit/"),
        ("https://[::1]:8080/team/app.git", "https://[::1]:8080/team/app/commit/"),
    ],
)
def test_a_remote_gives_the_pages_of_its_commits(url: str, base: str) -> None:
    assert base_of(url) == base
    assert "secret" not in base and "token" not in base


@pytest.mark.parametrize(
    "url",
    [
        "", "git@alias:team/app.git", "ssh://alias/team/app",
        "/srv/git/app.git", "../app", "file:///srv/git/app.git", "C:/code/app", "app",
        "javascript:alert(1)", "javascript://x/%0aalert(1)/y",
        "ext::sh -c true", "https://host/../x", "https://ho st/team/app", "https://host",
        "https://host/app", "https://a@b@c/team/app", "https://ho\x1b[31mst/team/app",
        "https://host/team/app\x1b]0;x\x07", "-oProxyCommand=x:team/app",
    ],
)  # fmt: skip
def test_what_has_no_pages_gives_no_link(url: str) -> None:
    assert base_of(url) == "" or is_base(base_of(url))
    assert not {"\x1b", "\x07", " ", "<", "(", "|"} & set(base_of(url))
    if not url.startswith("https://host/team"):
        assert base_of(url) == ""


@given(st.text(), st.sampled_from(["https://h/", "git@h:", "ssh://h/a/", "https://u:p@h/a/"]))
def test_whatever_a_url_says_the_link_stays_one(text: str, head: str) -> None:
    base = base_of(head + text)
    assert base == "" or is_base(base)


def test_a_commit_is_a_link_where_there_is_a_page() -> None:
    commit = "0123456789abcdef0123456789abcdef01234567"
    assert commit_link("", commit) == "`0123456789ab`"
    assert commit_link("https://h/a/b/commit/", commit) == (
        f"[`0123456789ab`](https://h/a/b/commit/{commit})"
    )


def test_the_main_remote_is_origin_or_the_only_one(repo: Repo) -> None:
    git = Git(str(repo.path))
    assert main_url(git) == ""
    repo.git("remote", "add", "mirror", "work:team/app")
    repo.git("config", "url.https://git.example.org/.insteadOf", "work:")
    assert main_url(git) == "https://git.example.org/team/app"
    repo.git("remote", "add", "other", "https://git.example.org/b/b")
    assert main_url(git) == ""
    repo.git("remote", "add", "origin", "https://git.example.org/a/a")
    assert main_url(git) == "https://git.example.org/a/a"
