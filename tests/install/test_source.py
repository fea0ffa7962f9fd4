"""Where the package comes from: its metadata says so, or nothing does."""

from importlib import invalidate_caches
from pathlib import Path

import pytest

from agentops_git.install.source import Origin, origin


def installed(tmp_path: Path, direct_url: str | None, *lines: str) -> None:
    info = tmp_path / "made_up-1.2.dist-info"
    info.mkdir()
    head = ["Metadata-Version: 2.1", "Name: made-up", "Version: 1.2", *lines]
    (info / "METADATA").write_text("\n".join(head) + "\n")
    if direct_url is not None:
        (info / "direct_url.json").write_text(direct_url)


@pytest.fixture(autouse=True)
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(tmp_path))
    invalidate_caches()


def test_an_install_from_git_names_its_commit(tmp_path: Path) -> None:
    installed(
        tmp_path,
        '{"url": "https://example.invalid/x", "vcs_info": {"vcs": "git", "commit_id": "abc"}}',
        "Project-URL: Source, https://example.invalid/other",
    )
    assert origin("made-up") == Origin("https://example.invalid/x", "abc")


def test_a_release_names_its_source_and_its_tag(tmp_path: Path) -> None:
    installed(tmp_path, None, "Project-URL: Source, https://example.invalid/x")
    assert origin("made-up") == Origin("https://example.invalid/x", "v1.2")


@pytest.mark.parametrize(
    "direct_url",
    [None, "", "{", "[]", '{"url": "file:///x", "dir_info": {"editable": true}}', '{"vcs_info": 1}',
     '{"url": "https://x", "vcs_info": {"vcs": "hg", "commit_id": "1"}}',
     '{"vcs_info": {"vcs": "git", "commit_id": "1"}}'],
)  # fmt: skip
def test_nothing_is_invented(tmp_path: Path, direct_url: str | None) -> None:
    installed(tmp_path, direct_url, "Project-URL: Homepage, https://example.invalid/x")
    assert origin("made-up") is None


def test_a_package_that_is_not_installed_has_no_origin() -> None:
    assert origin("surely-not-installed-anywhere") is None
