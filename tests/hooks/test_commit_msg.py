"""commit-msg as git runs it: repaired, completed, refused with nothing lost, accepted."""

import pytest

from tests.conftest import Repo

RECORD = """\
fix(a): mend the part

Intent: mend the part for good
Context: the part broke in the night
Solution: a guard before each use
Learning: a part wants a guard before it is used
Impact: no broken part since
"""
ONE_M_A_TRAILER = RECORD.rstrip().replace("\n\n", "\n").split("\n")
REFUSAL = """\
error T001  Intent is missing
error T001  Context is missing
error T001  Learning is missing

Intent: <what this change is to achieve>
Context: <what forced it: circumstances, constraints>
Learning: <the reusable lesson, true beyond this commit; or none (REASON)>

warn  M001  “sneaky” has no type: write it as type(scope): description

<type>: sneaky

Why, and an example: agentops-git explain T001
Refused by CONSTITUTION.md at HEAD. Your message is kept; take it up again with:
  git commit -e -F .git/AGENTOPS_REFUSED_MSG
"""


@pytest.fixture
def lawful(repo: Repo) -> Repo:
    repo.tool("init", "--native")
    repo.git("add", "CONSTITUTION.md")
    repo.git("commit", "--quiet", "-F", ".git/agentops/first-message")
    return repo


def commit(repo: Repo, *messages: str, code: int = 0, **env: str) -> str:
    """Commit with one -m a message; what the user sees."""
    options = [word for message in messages for word in ("-m", message)]
    return repo.run_git("commit", "--quiet", "--allow-empty", *options, code=code, env=env).stderr


def test_what_is_right_is_accepted_in_silence(lawful: Repo) -> None:
    assert commit(lawful, RECORD) == ""
    assert lawful.message() + "\n" == RECORD


def test_a_bare_message_is_refused_and_kept(lawful: Repo) -> None:
    assert commit(lawful, "sneaky", code=1) == REFUSAL
    assert (lawful.path / ".git" / "AGENTOPS_REFUSED_MSG").read_text() == "sneaky\n"


def test_it_is_taken_up_again_as_the_refusal_says(lawful: Repo) -> None:
    commit(lawful, "fix(a): mend the part", code=1)
    record = RECORD.partition("\n")[2]
    lawful.write({"add": f"#!/bin/sh\ncat >>\"$1\" <<'END'\n{record}END\n"})
    (lawful.path / "add").chmod(0o755)
    command = ["commit", "--allow-empty", "-e", "-F", ".git/AGENTOPS_REFUSED_MSG"]
    lawful.git(*command, GIT_EDITOR="./add")
    assert lawful.message() + "\n" == RECORD


def test_from_a_subdirectory_the_command_is_right_too(lawful: Repo) -> None:
    (lawful.path / "sub").mkdir()
    said = lawful.run_git("-C", "sub", "commit", "--allow-empty", "-m", "sneaky", code=1).stderr
    assert said.endswith("  git commit -e -F ../.git/AGENTOPS_REFUSED_MSG\n")


def test_one_m_a_trailer_becomes_one_block(lawful: Repo) -> None:
    commit(lawful, *ONE_M_A_TRAILER, "Closes #12")
    assert lawful.message() + "\n" == RECORD.replace("\n\n", "\n\nCloses #12\n\n")
    assert len(lawful.trailers()) == 5


def test_advice_is_a_line_a_rule(lawful: Repo) -> None:
    short = RECORD.replace("Solution: a guard before each use\n", "").partition("Impact")[0]
    said = "Solution would help a later reader; Impact would help a later reader"
    assert commit(lawful, short) == f"agentops: T002 {said}\n"


class TestAssistedBy:
    """An agent at work is named, unless the constitution says otherwise."""

    def test_the_environment_tells(self, lawful: Repo) -> None:
        commit(lawful, RECORD, CLAUDECODE="1")
        assert lawful.trailers()[-1] == "Assisted-by: Claude"

    def test_an_exact_word_wins(self, lawful: Repo) -> None:
        commit(lawful, RECORD, CLAUDECODE="1", AGENTOPS_ASSISTED_BY="Claude:opus [pytest]")
        assert lawful.trailers()[-1] == "Assisted-by: Claude:opus [pytest]"

    def test_who_is_named_already_is_not_named_again(self, lawful: Repo) -> None:
        commit(lawful, RECORD + "Assisted-by: Codex:o9\n", CLAUDECODE="1")
        assert [t for t in lawful.trailers() if t.startswith("Assisted")] == [
            "Assisted-by: Codex:o9"
        ]

    def test_a_fixup_is_left_alone(self, lawful: Repo) -> None:
        commit(lawful, "fixup! fix(a): mend the part", CLAUDECODE="1")
        assert lawful.trailers() == []

    def test_off(self, lawful: Repo) -> None:
        law = (lawful.path / "CONSTITUTION.md").read_text()
        off = law.replace("extends: core\n", "extends: core\nassisted_by: off\n")
        lawful.write({"CONSTITUTION.md": off})
        lawful.git("add", "CONSTITUTION.md")
        commit(lawful, RECORD)
        commit(lawful, RECORD, CLAUDECODE="1")
        assert not any(trailer.startswith("Assisted") for trailer in lawful.trailers())

    def test_the_editor_shows_it_above_the_comments(self, lawful: Repo) -> None:
        lawful.write({"edit": f'#!/bin/sh\ncat - "$1" >M <<\'END\'\n{RECORD}END\ncp M "$1"\n'})
        (lawful.path / "edit").chmod(0o755)
        lawful.git("commit", "--allow-empty", GIT_EDITOR="./edit", GEMINI_CLI="1")
        assert lawful.message() + "\n" == RECORD + "Assisted-by: Gemini\n"


def test_a_preset_of_the_hook_counts_where_there_is_no_constitution(repo: Repo) -> None:
    repo.commit("begin")
    repo.write({"M": RECORD})
    repo.tool("hook", "commit-msg", "M")
    done = repo.tool("hook", "commit-msg", "--preset", "strict", "M", code=1)
    assert "Improvement is missing" in done.stderr
    wrong = repo.tool("hook", "commit-msg", "--preset", "nope", "M", code=2)
    assert wrong.stderr == (
        "agentops-git: there is no preset 'nope'; presets: core, agents, seed, strict\n"
    )


def test_a_runner_that_took_the_argument_away(repo: Repo) -> None:
    repo.commit("begin")
    (repo.path / ".git" / "COMMIT_EDITMSG").write_text("sneaky\n")
    assert "T001" in repo.tool("hook", "commit-msg", code=1).stderr


def test_the_law_in_the_making_refuses_nothing(repo: Repo) -> None:
    repo.commit("begin")
    repo.tool("init", "--native")
    repo.git("add", "CONSTITUTION.md")
    assert "agentops: T001" in commit(repo, "Add the law")
    assert commit(repo, "sneaky", code=1).startswith("error T001")


def test_a_broken_law_is_refused_by_pre_commit_and_can_be_mended(lawful: Repo) -> None:
    good = (lawful.path / "CONSTITUTION.md").read_text()
    lawful.write({"CONSTITUTION.md": good.replace("core", "cure")})
    lawful.git("add", "CONSTITUTION.md")
    assert "error G001" in commit(lawful, RECORD, code=1)
    lawful.commit("break it past the hooks")
    assert "core" in commit(lawful, "sneaky", code=1)
    lawful.write({"CONSTITUTION.md": good})
    lawful.git("add", "CONSTITUTION.md")
    commit(lawful, "mend it in a hurry")
