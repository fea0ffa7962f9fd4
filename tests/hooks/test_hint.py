"""What is known already and nearly said again: advice, in the real hook and in ``commit``."""

import sqlite3
from pathlib import Path

import pytest

from tests.conftest import Repo
from tests.install.native import native_repo

pytestmark = pytest.mark.slow

KNOWN = "retries without jitter hit the recovering server all at once, so spread them"
AGAIN = "spread the retries with jitter, or all of them hit the recovering server at once"
OTHER = "a schema change needs an index on the new column before the backfill"


@pytest.fixture
def native(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Repo:
    """A repository that knows one learning, and has recalled it once."""
    repo = native_repo(tmp_path, tmp_path_factory)
    repo.commit(message("fix(net): spread retries", KNOWN))
    for number in range(12):
        repo.commit(message(f"fix(db): part {number}", f"{OTHER}, lesson number {number}"))
    repo.tool("recall", "retries")
    return repo


def message(subject: str, learning: str, *more: str) -> str:
    lines = (
        "Intent: make the thing work again under load",
        "Context: two outages last week that nobody could explain",
        f"Learning: {learning}",
        "Solution: wrote what the subject says and tested it",
        "Impact: no outage since then",
        *more,
    )
    return f"{subject}\n\n" + "\n".join(lines) + "\n"


def commit(repo: Repo, text: str, *args: str) -> str:
    return repo.run_git("commit", "--quiet", "--allow-empty", *args, "--file=-", data=text).said


def test_a_lesson_that_is_known_is_named_with_the_line_that_cites_it(native: Repo) -> None:
    first, second = commit(native, message("fix(api): spread calls", AGAIN)).splitlines()
    assert first == f"agentops: you may be repeating: {KNOWN}"
    assert second.startswith("agentops: if so, cite it: Pattern: pat-")
    line = second.partition("cite it: ")[2]
    cited = message("fix(web): spread polls", f"{AGAIN} too", line)
    assert commit(native, cited) == ""


@pytest.mark.parametrize("what", [["learnings"], ["learnings", "--write"]])
def test_whatever_reads_the_history_feeds_it(native: Repo, what: list[str]) -> None:
    (native.path / ".git" / "agentops" / "index.sqlite").unlink()
    native.tool(*what)
    assert KNOWN in commit(native, message("fix(api): spread calls", AGAIN))


def test_the_same_message_is_not_told_twice(native: Repo) -> None:
    text = message("fix(api): spread calls", AGAIN)
    assert commit(native, text) != ""
    assert commit(native, text, "--amend") == ""


@pytest.mark.parametrize(
    "text",
    [
        message("fix(api): sort the keys", "keys have to be sorted before they are hashed"),
        message("fixup! fix(net): spread retries", AGAIN),
        message("fix(api): nothing", "none (a generated file)"),
        "docs: say how\n\nIntent: tell readers what retries without jitter do\n",
    ],
)
def test_what_is_not_near_or_carried_on_is_passed_in_silence(native: Repo, text: str) -> None:
    assert "repeating" not in commit(native, text)


def test_an_amended_commit_does_not_repeat_itself(native: Repo) -> None:
    native.commit(message("fix(log): rotate", "logs that are never rotated fill the disk by night"))
    native.tool("recall", "logs")
    reworded = message("fix(log): rotate", "logs never rotated fill the disk by night, so rotate")
    assert commit(native, reworded, "--amend") == ""


def test_the_constitution_switches_it_off(native: Repo) -> None:
    law = native.path / "CONSTITUTION.md"
    law.write_text(law.read_text().replace("agentops: 1\n", "agentops: 1\nhints: off\n"))
    native.commit("chore: no hints", {})
    assert commit(native, message("fix(api): spread calls", AGAIN)) == ""


def test_a_rebase_is_left_in_peace(native: Repo) -> None:
    base = native.head()
    native.commit(message("fix(api): spread calls", AGAIN))
    done = native.run_git(
        "rebase", "--quiet", "--force-rebase", "-i", f"{base}^",
        env={"GIT_SEQUENCE_EDITOR": "sed -i s/^pick/reword/", "GIT_EDITOR": "sed -i 1s/$/!/"},
    )  # fmt: skip
    assert "repeating" not in done.said


@pytest.mark.parametrize("state", ["none", "corrupt", "empty", "older"])
def test_without_a_sound_index_it_is_silent(native: Repo, state: str) -> None:
    index = native.path / ".git" / "agentops" / "index.sqlite"
    index.unlink()
    if state == "corrupt":
        index.write_bytes(b"no database " * 500)
    elif state == "empty":
        index.touch()
    elif state == "older":
        with sqlite3.connect(index) as db:
            db.execute("CREATE TABLE served_at (key TEXT, items INTEGER)")
            db.execute("INSERT INTO served_at VALUES ('x', 3)")
        db.close()
    assert commit(native, message("fix(api): spread calls", AGAIN)) == ""


def test_a_locked_index_is_not_waited_for(native: Repo) -> None:
    db = sqlite3.connect(native.path / ".git" / "agentops" / "index.sqlite", isolation_level=None)
    db.execute("BEGIN EXCLUSIVE")
    assert commit(native, message("fix(api): spread calls", AGAIN)) == ""
    db.close()


def options(learning: str) -> list[str]:
    return [
        "--allow-empty", "-m", "fix(api): spread calls",
        "--intent", "make the thing work again under load",
        "--context", "two outages last week that nobody could explain",
        "--learning", learning,
    ]  # fmt: skip


def test_commit_says_it_once_with_the_hook_and_without(native: Repo) -> None:
    assert native.tool("commit", *options(AGAIN)).stderr.count("you may be repeating") == 1
    (native.path / ".git" / "hooks" / "commit-msg").unlink()
    again = f"{AGAIN}, as measured"
    assert native.tool("commit", *options(again)).stderr.count("you may be repeating") == 1


def test_a_pattern_is_cited_by_its_file(native: Repo) -> None:
    for number in range(3):
        native.commit(message(f"fix(net): spread part {number}", KNOWN), {f"n{number}": ""})
    native.tool("learnings", "--write", "--min-evidence", "3")
    native.tool("recall", "retries")
    said = commit(native, message("fix(api): spread calls", AGAIN))
    slug = said.rpartition("Pattern: ")[2].strip()
    assert (native.path / "patterns" / f"{slug}.md").exists(), said
    assert "changes say so)" in said
