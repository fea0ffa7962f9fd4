"""People who move items apart from each other, and then meet: by notes, and by merging the file."""

import json
from pathlib import Path

import pytest

from agentops_git.message.ids import improvement_id
from tests.conftest import EPOCH, Repo, run
from tests.exchange.clones import bare

SCHEMA, CACHE, KEYS = "generate the config schema", "cache the parsed config", "name each key"
IDS = {text: improvement_id(text)[:16] for text in (SCHEMA, CACHE, KEYS)}


@pytest.fixture
def raised(repo: Repo) -> Repo:
    """A history that raises three items."""
    lines = "".join(f"Improvement: {text} (impact 5, effort 2)\n" for text in IDS)
    repo.commit(f"feat: a\n\nIntent: b c d\n{lines}", {"a": "1"})
    return repo


def at(hour: int) -> dict[str, str]:
    """The clock of whoever decides."""
    return {"GIT_COMMITTER_DATE": f"{EPOCH + 86_400 + 3600 * hour} +0000"}


@pytest.mark.slow
def test_two_clones_that_decide_differently_and_sync_end_equal(
    raised: Repo, tmp_path: Path
) -> None:
    bare(tmp_path / "origin.git")
    raised.git("push", "--quiet", str(tmp_path / "origin.git"), "main")
    ann, bo = (Repo(tmp_path / name) for name in ("ann", "bo"))
    for each in (ann, bo):
        run("git", "clone", "--quiet", tmp_path / "origin.git", each.path, cwd=tmp_path)
    ann.tool("backlog", "start", IDS[SCHEMA], "--owner", "Ann", env=at(1))
    bo.tool("backlog", "drop", IDS[SCHEMA], "--reason", "no one asks", env=at(2))
    bo.tool("backlog", "score", IDS[CACHE], "--impact", "9", env=at(1))
    ann.tool("backlog", "score", IDS[CACHE], "--effort", "9", env=at(2))
    bo.tool("backlog", "done", IDS[KEYS], "--by", "HEAD", env=at(3))
    ann.tool("backlog", "defer", IDS[KEYS], "--until", "2030-01-01", env=at(4))
    ann.tool("backlog", "add", "tell what is left", "--due", "2024-01-01", env=at(5))
    for each in (ann, bo, ann):
        each.tool("sync")
    shown = ann.tool("backlog", "--json").stdout
    assert bo.tool("backlog", "--json").stdout.replace('"bo"', '"ann"') == shown
    assert {
        one["text"]: (one["status"], one["owner"], one["impact"], one["effort"])
        for one in json.loads(shown)["improvements"]
    } == {
        SCHEMA: ("dropped", "Ann", 5, 2),
        CACHE: ("open", None, 9, 9),
        KEYS: ("deferred", None, 5, 2),
        "tell what is left": ("open", None, None, None),
    }
    for each in (ann, bo):
        each.tool("backlog", "--write")
    assert (ann.path / "BACKLOG.md").read_bytes() == (bo.path / "BACKLOG.md").read_bytes()


def write(repo: Repo, message: str) -> None:
    repo.tool("backlog", "--write")
    repo.commit(message)


def test_branches_that_both_wrote_the_file_are_mended_by_writing_it(raised: Repo) -> None:
    write(raised, "docs: backlog")
    raised.git("switch", "--quiet", "--create", "side")
    raised.commit(f"feat: b\n\nIntent: b c d\nResolves: {IDS[SCHEMA]}\n", {"b": "1"})
    write(raised, "docs: backlog here")
    raised.git("switch", "--quiet", "main")
    raised.commit(f"feat: c\n\nIntent: b c d\nResolves: {IDS[CACHE]}\n", {"c": "1"})
    path = raised.path / "BACKLOG.md"
    path.write_text(path.read_text().replace("# Backlog\n", "# What is next\n"))
    write(raised, "docs: backlog there")
    merged = raised.run_git("merge", "--no-edit", "side", code=None)
    assert merged.returncode == 1 and "<<<<<<<" in path.read_text()
    assert raised.tool("backlog", "--write").stderr == "agentops-git: wrote BACKLOG.md\n"
    raised.git("add", "BACKLOG.md")
    raised.git("-c", "core.hooksPath=/dev/null", "commit", "--quiet", "--no-edit")
    raised.tool("backlog", "--write")
    text = path.read_text()
    assert "<<<<<<<" not in text and "# What is next\n" in text
    done = text.partition("agentops:begin done")[2].partition("agentops:end done")[0]
    assert [line[:24] for line in done.splitlines()[1:-1]] == [
        f"- [x] `{IDS[text]}`"[:24] for text in (CACHE, SCHEMA)
    ]
    assert raised.tool("backlog", "--check").said == ""


def test_a_file_of_an_older_template_hides_nothing(raised: Repo) -> None:
    raised.tool("backlog", "--write")
    path = raised.path / "BACKLOG.md"
    text = path.read_text()
    for name in ("in-progress", "deferred", "dropped"):
        head, _, rest = text.partition(f"<!-- agentops:begin {name} -->")
        text = head + rest.partition(f"<!-- agentops:end {name} -->")[2]
    path.write_text(text)
    raised.tool("backlog", "start", IDS[SCHEMA], "--owner", "Ann")
    raised.tool("backlog", "defer", IDS[CACHE])
    raised.tool("backlog", "drop", IDS[KEYS])
    raised.tool("backlog", "--write")
    lines = [line for line in path.read_text().splitlines() if line.startswith("- ")]
    head = raised.head()[:12]
    assert lines == [
        f"- [ ] `{IDS[SCHEMA]}` {SCHEMA} (priority 45, impact 5, effort 2) · in progress "
        f"· owner: Ann · since 2023-11-14 `{head}`",
        f"- [ ] `{IDS[CACHE]}` {CACHE} (priority 45, impact 5, effort 2) · deferred by Ann "
        f"· since 2023-11-14 `{head}`",
        f"- `{IDS[KEYS]}` {KEYS} (priority 45, impact 5, effort 2) · dropped 2023-11-14 by Ann "
        f"· since 2023-11-14 `{head}`",
    ]


def test_the_list_of_what_is_done_ends_and_says_how_many_more_there_are(repo: Repo) -> None:
    texts = [f"item number {number} of the plan" for number in range(23)]
    items = "".join(f"Improvement: {text}\n" for text in texts)
    ids = "".join(f"Resolves: {improvement_id(text)}\n" for text in texts)
    repo.commit(f"feat: a\n\nIntent: b c d\n{items}")
    repo.commit(f"feat: b\n\nIntent: b c d\n{ids}")
    repo.tool("backlog", "--write")
    text = (repo.path / "BACKLOG.md").read_text()
    assert text.count("- [x]") == 20
    assert "\n… and 3 more: `agentops-git backlog --json`\n<!-- agentops:end done -->" in text


def test_only_figures_that_pass_are_no_reason_to_write(raised: Repo) -> None:
    raised.tool("backlog", "--write")
    raised.commit("docs: backlog\n\nIntent: keep it\n", GIT_COMMITTER_DATE="2023-12-01T00:00:00Z")
    assert raised.tool("backlog", "--write").stderr == (
        "agentops-git: nothing to write: the files say what history says\n"
    )


def test_commits_are_links_where_the_host_is_known(raised: Repo) -> None:
    raised.git("remote", "add", "origin", "git@git.example:team/tool.git")
    raised.tool("backlog", "--write")
    head = raised.head()
    link = f"[`{head[:12]}`](https://git.example/team/tool/commit/{head})"
    assert f"since 2023-11-14 {link}\n" in (raised.path / "BACKLOG.md").read_text()
    assert raised.tool("backlog", "--check").said == ""
