"""agentops-git commit: a record out of options, committed; nothing typed is lost."""

import os
import pty
from pathlib import Path

import pytest

from agentops_git.cli.passthrough import split
from agentops_git.message.compose import compose
from agentops_git.message.model import Trailer
from tests.conftest import Repo
from tests.install.native import native_repo

RECORD = (
    "-m", "fix(parser): reject empty values",
    "--intent", "fail loudly on a config that cannot work",
    "--context", "three support cases ended at an empty DB_URL",
    "--learning", "validate that a value is usable, not only present",
)  # fmt: skip
STORED = """\
fix(parser): reject empty values

Intent: fail loudly on a config that cannot work
Context: three support cases ended at an empty DB_URL
Learning: validate that a value is usable, not only present"""


@pytest.fixture
def native(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Repo:
    return native_repo(tmp_path, tmp_path_factory)


def test_options_become_a_record(native: Repo) -> None:
    native.tool("commit", "--allow-empty", *RECORD)
    assert native.message() == STORED
    assert not (native.path / ".git/AGENTOPS_COMMIT_MSG").exists()


def test_options_of_git_reach_git(native: Repo) -> None:
    native.write({"a b": "1", "c": "1"})
    native.git("add", "--all")
    native.tool("commit", "-s", "--author", "Eve <eve@example.invalid>", *RECORD, "--", "a b")
    assert native.git("show", "--name-only", "--format=%an") == "Eve\n\na b"
    assert native.trailers()[-1] == "Signed-off-by: Ann <ann@example.invalid>"


def test_keys_that_repeat_may_repeat_and_the_body_is_paragraphs(native: Repo) -> None:
    native.tool(
        "commit", "--allow-empty", *RECORD, "-m", "Why, in prose.", "--learning", "a second lesson",
        "--not-tested", "Windows", "--trailer", "Fixes: #3",
    )  # fmt: skip
    assert "\n\nWhy, in prose.\n\nIntent: " in native.message()
    assert [line.split(":")[0] for line in native.trailers()] == [
        "Intent", "Context", "Learning", "Learning", "Not-tested", "Fixes",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "value",
    ["one\nSigned-off-by: evil", "one\r\nLearning: evil", "one\n\nLearning: evil", "one\x0bX: y"],
)
def test_a_newline_in_a_value_brings_no_trailer(native: Repo, value: str) -> None:
    native.tool("commit", "--allow-empty", *RECORD, "--solution", value)
    keys = [line.split(":")[0] for line in native.trailers()]
    assert keys == ["Intent", "Context", "Solution", "Learning"]


def test_what_is_missing_is_named_before_git_runs(native: Repo) -> None:
    head = native.head()
    said = native.tool("commit", "--allow-empty", "-m", "feat: x y", code=2).stderr
    assert said == (
        "agentops-git: the law (CONSTITUTION.md at HEAD) asks for Intent, Context, Learning: "
        "--intent '…' --context '…' --learning '…'\n"
    )
    assert "no subject" in native.tool("commit", "--intent", "x", code=2).stderr
    assert native.head() == head


def test_the_law_says_what_is_missing(native: Repo) -> None:
    native.tool(
        "commit", "--allow-empty", "-m", "docs: name the keys", "--intent", "help new users"
    )
    assert native.message().endswith("\n\nIntent: help new users")


def test_amend_completes_the_last_commit(native: Repo) -> None:
    native.tool("commit", "--allow-empty", *RECORD)
    native.tool(
        "commit", "--amend", "--allow-empty", "--intent", "stop early", "--impact", "none seen yet"
    )
    assert native.message() == STORED.replace(
        "fail loudly on a config that cannot work", "stop early"
    ).replace("Intent: stop early\n", "").replace(
        "present", "present\nIntent: stop early\nImpact: none seen yet"
    )


def test_before_the_first_commit_there_is_nothing_to_amend(repo: Repo) -> None:
    said = repo.tool("commit", "--amend", *RECORD[2:], code=2).stderr
    assert said == "agentops-git: --amend: there is no commit yet\n"


def test_nothing_typed_is_lost(native: Repo) -> None:
    refused = native.tool("commit", *RECORD, code=1)
    path = native.path / ".git" / "AGENTOPS_COMMIT_MSG"
    assert path.read_text() == STORED + "\n"
    assert refused.stderr == (
        "agentops-git: your message is kept; "
        "take it up again with: git commit -e -F .git/AGENTOPS_COMMIT_MSG\n"
    )
    native.tool("commit", "--allow-empty", *RECORD, "--impact", "todo", code=1)
    assert "Impact: todo" in (native.path / ".git" / "AGENTOPS_REFUSED_MSG").read_text()


def test_other_sources_of_a_message_are_gits_own_business(native: Repo) -> None:
    for option in ("--fixup=HEAD", "-C", "--template=x"):
        assert "git commit" in native.tool("commit", option, "HEAD", *RECORD, code=2).stderr
    assert "give one of them" in native.tool("commit", "-F", "x", *RECORD, code=2).stderr


def test_a_file_or_standard_input_gives_the_text(native: Repo, tmp_path: Path) -> None:
    (tmp_path / "text").write_text("fix(parser): reject empty values\n")
    native.tool("commit", "--allow-empty", "-F", str(tmp_path / "text"), *RECORD[2:])
    assert native.message() == STORED
    native.tool(
        "commit", "--allow-empty", "-F", "-", *RECORD[2:], data="fix(parser): reject empty values\n"
    )
    assert native.message() == STORED
    assert "No such file" in native.tool("commit", "-F", "nowhere", code=2).stderr


def test_on_a_terminal_it_asks(native: Repo) -> None:
    answers = "docs: name the keys\n\nhelp new users find them\n"
    assert terminal(native, answers, "commit", "--allow-empty") == 0
    assert native.message() == "docs: name the keys\n\nIntent: help new users find them"


def terminal(repo: Repo, answers: str, *args: str) -> int:
    """Run the tool on a pseudo-terminal and type ``answers``."""
    pid, fd = pty.fork()
    if pid == 0:
        os.chdir(repo.path)
        os.execvp("agentops-git", ["agentops-git", *args])
    os.write(fd, answers.encode())
    try:
        while os.read(fd, 4096):
            pass
    except OSError:
        pass  # the other end is closed
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


@pytest.mark.parametrize(
    ("args", "ours", "git"),
    [
        (["-am", "x"], ["-m", "x"], ["-a"]),
        (["-amx"], ["-m", "x"], ["-a"]),
        (["-mx", "-unormal", "-Smykey"], ["-mx"], ["-unormal", "-Smykey"]),
        (["--intent=a", "--author", "B", "f"], ["--intent=a"], ["--author", "B", "f"]),
        (["--", "-m", "--intent"], [], ["--", "-m", "--intent"]),
        (["-m"], ["-m"], []),
    ],
)
def test_ours_and_gits(args: list[str], ours: list[str], git: list[str]) -> None:
    assert split(args) == (ours, git)


def test_a_block_that_is_there_is_joined() -> None:
    text = "fix: x\n\nCo-authored-by: B <b@example.invalid>\n"
    assert compose(text, [Trailer("Intent", "y")]) == (
        "fix: x\n\nCo-authored-by: B <b@example.invalid>\nIntent: y\n"
    )
