"""The template: comments in an empty message in an editor, and nothing anywhere else."""

import shlex
from pathlib import Path

import pytest

from tests.conftest import Repo
from tests.hooks.messages import GOOD

TEMPLATE = """\

# TYPE(SCOPE): what this commit does, in 72 columns
#
# Why, in prose, where the lines below don't say it all.
#
# Intent: <what this change is to achieve>
# Context: <what forced it: circumstances, constraints>
# Learning: <the reusable lesson, true beyond this commit; or none (REASON)>
# Solution: <what was done, and how> (advised)
# Impact: <outcome, with a figure where there is one> (advised)
#
# Uncomment the lines you fill in; keep them together, at the end.
#
"""


def prepare(repo: Repo, text: str, *args: str, **env: str) -> str:
    """The message file after the hook, as an editor would be shown it."""
    path = repo.path / ".git" / "COMMIT_EDITMSG"
    path.write_bytes(text.encode())
    repo.tool(
        "hook", "prepare-commit-msg", ".git/COMMIT_EDITMSG", *args, env={"GIT_EDITOR": "vi", **env}
    )
    return path.read_bytes().decode()


def test_an_empty_message_gets_the_template_above_gits_own_comments(repo: Repo) -> None:
    gits = "# Please enter the commit message for your changes.\n#\n# On branch main\n"
    assert prepare(repo, "\n" + gits) == TEMPLATE + gits
    assert prepare(repo, "") == TEMPLATE


def test_the_template_asks_for_what_the_law_asks_for(repo: Repo) -> None:
    repo.commit("law", {"CONSTITUTION.md": "---\nagentops: 1\nextends: strict\n---\n"})
    shown = prepare(repo, "")
    assert "# Validation: <what was run, and its result>\n" in shown
    assert "advised" not in shown


@pytest.mark.parametrize("source", ["message", "template", "merge", "squash", "commit HEAD"])
def test_a_message_that_comes_from_somewhere_is_left_alone(repo: Repo, source: str) -> None:
    assert prepare(repo, "\n# x\n", *source.split()) == "\n# x\n"
    assert prepare(repo, "", PRE_COMMIT_COMMIT_MSG_SOURCE=source) == ""


@pytest.mark.parametrize("text", ["subject\n", "# c\nsubject\n", "\n\nsubject\n# c\n"])
def test_a_message_with_text_in_it_is_left_alone(repo: Repo, text: str) -> None:
    assert prepare(repo, text) == text


def test_without_an_editor_nothing_is_written(repo: Repo) -> None:
    assert prepare(repo, "", GIT_EDITOR=":") == ""


def test_during_a_rebase_nothing_is_written(repo: Repo) -> None:
    (repo.path / ".git" / "rebase-merge").mkdir()
    assert prepare(repo, "") == ""


@pytest.mark.parametrize("char", [";", "%", "auto"])
def test_the_comment_character_is_the_users(repo: Repo, char: str) -> None:
    repo.git("config", "core.commentChar", char)
    used = "#" if char == "auto" else char
    shown = prepare(repo, f"\n{used} Please enter the commit message\n{used} On branch main\n")
    assert all(line.startswith(used) for line in shown.splitlines() if line)
    assert f"{used} Intent: <" in shown


@pytest.mark.parametrize("cleanup", ["whitespace", "verbatim", "scissors"])
def test_where_comments_would_be_committed_nothing_is_written(repo: Repo, cleanup: str) -> None:
    repo.git("config", "commit.cleanup", cleanup)
    assert prepare(repo, "") == ""


def test_cleanup_scissors_on_the_command_line_is_seen_by_its_line(repo: Repo) -> None:
    gits = "\n# ------------------------ >8 ------------------------\n# Do not modify it\n"
    assert prepare(repo, gits) == gits


def test_verbose_keeps_the_diff_below(repo: Repo) -> None:
    cut = "# ------------------------ >8 ------------------------\n# Do not modify\n# below\n"
    gits = f"\n# Please enter\n{cut}diff --git a/a b/a\n"
    assert prepare(repo, gits) == TEMPLATE + gits[1:]


def test_it_can_be_turned_off(repo: Repo) -> None:
    repo.git("config", "agentops.template", "false")
    assert prepare(repo, "") == ""


def test_an_unedited_template_commits_nothing_and_a_filled_one_does(
    repo: Repo, tmp_path: Path
) -> None:
    repo.tool("init", "--native")
    assert (
        "empty commit message"
        in repo.run_git("commit", "--allow-empty", GIT_EDITOR="true", code=1).stderr
    )
    good = tmp_path / "good"
    good.write_text(GOOD)
    editor = f'f() {{ cat {shlex.quote(str(good))} "$1" > m && cat m > "$1"; }}; f'
    repo.git("commit", "--allow-empty", GIT_EDITOR=editor)
    assert repo.message() == GOOD.rstrip("\n")


def test_a_missing_file_is_one_line_and_no_refusal(repo: Repo) -> None:
    said = repo.tool("hook", "prepare-commit-msg", "nowhere", GIT_EDITOR="vi").said
    assert said == "agentops-git: No such file or directory (nowhere)\n"
