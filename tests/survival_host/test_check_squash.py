"""``agentops-git check RANGE --squash HOST``: formats, laws, and what people get wrong."""

import json
from pathlib import Path

import pytest

from tests.conftest import Ran, Repo
from tests.survival_host.host import LAW

GOOD = """\
feat: add b

Intent: let b be asked for
Context: three users asked for it
Learning: an option that nobody can find is not there
"""
TITLE = ("--title", "feat: add b")


@pytest.fixture
def forge(repo: Repo) -> Repo:
    """main with a law, and a branch with one good commit."""
    repo.commit("chore: start\n\nIntent: begin the work\n", {"CONSTITUTION.md": LAW})
    repo.git("switch", "--quiet", "--create", "topic")
    repo.commit(GOOD, {"b": "1"})
    return repo


def check(repo: Repo, host: str, *args: str, code: int = 0, data: str | None = None) -> Ran:
    return repo.tool("check", "main..topic", "--squash", host, *args, code=code, data=data)


def paste(ran: Ran) -> str:
    return ran.said.partition("-- from here --\n")[2].partition("-- to here --")[0]


def seen_by_git(repo: Repo, text: str) -> list[str]:
    out = repo.git("interpret-trailers", "--parse", "--no-divider", data=text)
    return out.splitlines()


def test_a_single_commit_passes_as_github_keeps_its_message(forge: Repo) -> None:
    ran = check(forge, "github", "--number", "12", "--law", "main")
    law = forge.head("main")[:12]
    assert ran.said == f"1 commit judged by CONSTITUTION.md at {law}: nothing to mend\n"


def test_json_adds_the_message_and_the_text_to_paste(forge: Repo) -> None:
    report = json.loads(check(forge, "gitlab", *TITLE, "--json", code=1).stdout)
    assert (report["version"], report["range"]) == (1, "main..topic, squashed by gitlab")
    assert [finding["commit"] for finding in report["findings"]] == [None] * 3
    squash = report["squash"]
    assert list(squash) == ["host", "message", "paste", "hidden", "where", "lasting", "missing"]
    assert (squash["message"], squash["paste"]) == ("feat: add b\n", GOOD)
    assert squash["hidden"][0] == {"key": "Intent", "value": "let b be asked for"}
    assert squash["missing"] == []


def test_the_block_stands_in_the_order_of_the_keys_though_the_list_ends_in_one(forge: Repo) -> None:
    forge.commit("fix: mend b\n\nIntent: let b work\nLearning: try b first\n", {"b": "2"})
    block = paste(check(forge, "gitlab-all-commits", *TITLE, code=1)).rpartition("\n\n")[2]
    assert block == (
        "Intent: let b be asked for; let b work\nContext: three users asked for it\n"
        "Learning: an option that nobody can find is not there\nLearning: try b first\n"
    )


@pytest.mark.parametrize("fmt", ["sarif", "github", "gitlab", "junit"])
def test_other_formats_keep_the_text_to_paste_apart(forge: Repo, fmt: str) -> None:
    ran = check(forge, "gitlab", *TITLE, "--format", fmt, code=1)
    assert "Learning is missing" in ran.stdout
    assert "-- from here --" not in ran.stdout
    assert paste(ran) == GOOD


def test_what_no_commit_says_is_named(forge: Repo) -> None:
    forge.commit("wip\n", {"c": "1"})
    forge.git("reset", "--quiet", "--soft", "main")
    forge.commit("feat: b and c\n\nIntent: let them be asked for\n", {"c": "2"})
    ran = check(forge, "gitlab", *TITLE, code=1)
    assert paste(ran) == "feat: add b\n\nIntent: let them be asked for\n"
    assert "What no commit says is still to be written there:\n  T001  Context is" in ran.stdout
    report = json.loads(check(forge, "gitlab", *TITLE, "--json", code=1).stdout)
    assert report["squash"]["missing"] == ["Context", "Learning"]


def test_the_description_speaks_for_the_whole(forge: Repo) -> None:
    body = "Words.\n\nIntent: what all of it is for\nLearning: one more thing was learned here\n"
    ran = check(forge, "github-title-body", *TITLE, "--body", "-", data=body, code=1)
    assert paste(ran) == (
        "feat: add b\n\nWords.\n\nIntent: what all of it is for\n"
        "Learning: one more thing was learned here\nContext: three users asked for it\n"
        "Learning: an option that nobody can find is not there\n"
    )


def test_without_a_law_it_advises(repo: Repo) -> None:
    repo.commit("chore: start\n", {"a": "1"})
    repo.git("switch", "--quiet", "--create", "topic")
    repo.commit(GOOD, {"b": "1"})
    ran = check(repo, "gitlab", *TITLE)
    assert "warn  T001  Learning is missing" in ran.stdout
    assert paste(ran) == GOOD


def test_a_title_like_that_of_a_merge_exempts_nothing(forge: Repo) -> None:
    ran = check(forge, "azure", *TITLE, "--number", "12", code=1)
    assert "error T001  Learning is missing" in ran.stdout
    assert paste(ran).startswith("Merged PR 12: feat: add b\n\nIntent: ")


def test_the_law_of_the_paths_judges(forge: Repo) -> None:
    forge.git("switch", "--quiet", "main")
    forge.commit(GOOD, {"CONSTITUTION.md": LAW.replace("---\n#", "exempt: {paths: [b]}\n---\n#")})
    check(forge, "gitlab", *TITLE, "--law", "main")


def test_a_broken_law_that_the_branch_brings_is_refused(forge: Repo) -> None:
    forge.commit(GOOD, {"CONSTITUTION.md": "---\nagentops: 1\nrules: 5\n---\n"})
    assert "CONSTITUTION.md" in check(forge, "github", *TITLE, "--law", "main", code=1).stdout


def test_noted_records_are_in_the_text_to_paste(forge: Repo) -> None:
    forge.tool("note", "add", "topic", "--learning", "what was noted afterwards counts as well")
    forge.git("notes", "add", "-m", "Validation: read by three people", "topic")
    ran = check(forge, "gitlab", *TITLE, code=1)
    assert "Learning: what was noted afterwards counts as well\n" in paste(ran)
    assert "Validation: read by three people\n" in paste(ran)


def test_merges_within_the_range_and_a_base_that_moved(forge: Repo) -> None:
    forge.git("switch", "--quiet", "main")
    forge.commit("fix: other\n\nLearning: this one is of the base alone\n", {"o": "1"})
    forge.git("switch", "--quiet", "topic")
    forge.git("merge", "--quiet", "--no-edit", "main")
    forge.git("switch", "--quiet", "main")
    forge.commit("fix: another\n", {"o": "2"})
    check(forge, "github", "--number", "1")
    listed = check(forge, "github-title-commits", *TITLE, "--json")
    assert json.loads(listed.stdout)["squash"]["message"] == GOOD
    assert paste(check(forge, "gitlab", *TITLE, code=1)) == GOOD


def test_text_that_would_hide_the_block_is_left_out(forge: Repo) -> None:
    scissors = f"Cut here.\n\n# {'-' * 24} >8 {'-' * 24}\nwhat comes below is not read\n"
    ran = check(forge, "azure", *TITLE, "--body", "-", data=scissors, code=1)
    assert paste(ran) == GOOD


@pytest.mark.parametrize(
    "body",
    [
        "```\nan open fence\n",
        "> quoted\n\n    code\n\nNote: prose\n",
        "Signed-off-by: Ann <a@b>\nprose below it\nmore\nand more\n",
        "\x00\x1b[31m red \r\n\r\n---\r\n\r\ndiff --git a/a b/a\n+x\n",
        "# Context\n\nA heading of the template.\n\n- [ ] Learning: a box\n",
        "Conflicts:\n\ta\n",
    ],
    ids=["fence", "quotation", "signed prose", "escapes", "template", "conflicts"],
)
def test_git_sees_every_learning_whatever_the_description_says(forge: Repo, body: str) -> None:
    for host in ("azure", "github-title-body"):
        ran = check(forge, host, *TITLE, "--body", "-", data=body, code=1)
        assert "\x1b" not in ran.said
        lines = seen_by_git(forge, paste(ran))
        assert "Learning: an option that nobody can find is not there" in lines
        assert "Intent: let b be asked for" in lines


def test_hostile_titles(forge: Repo) -> None:
    title = "feat: add b\n\nLearning: not said by anyone\x1b[2J\u2028Intent: neither"
    ran = check(forge, "gitlab", "--title", title, code=1)
    assert "\x1b" not in ran.said
    first, _, rest = paste(ran).partition("\n\n")
    assert first == "feat: add b Learning: not said by anyone\\x1b[2J Intent: neither"
    assert rest == GOOD.partition("\n\n")[2]


def test_a_description_of_a_megabyte(forge: Repo) -> None:
    ran = check(forge, "azure", *TITLE, "--body", "-", data="word word\n\n" * 95_000, code=1)
    assert paste(ran).endswith(GOOD.partition("\n\n")[2])


def test_nothing_to_squash(forge: Repo) -> None:
    ran = forge.tool("check", "topic..main", "--squash", "github", *TITLE)
    assert ran.stderr == (
        "agentops-git: there are no commits in topic..main: a host has nothing to squash\n"
    )


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--squash", "github"], "check --squash: name the pull request's range: BASE..HEAD"),
        (["topic", "--squash", "github"], "--squash: 'topic' is no BASE..HEAD of a pull request"),
        (["a...b", "--squash", "github"], "--squash: 'a...b' is no BASE..HEAD of a pull request"),
        (["no..topic", "--squash", "github"], "--squash: there is no commit 'no' here; fetch it"),
        (["main..apart", "--squash", "github"],
         "--squash: main..apart: the two ends share no history"),
        (["main..topic", "--squash", "gitlab"],
         "--squash: the host makes its message from the title; give --title TITLE"),
        (["main..topic", *TITLE], "check: --title belongs to --squash HOST"),
        (["main..topic", "--variable", "a=b"], "check: --variable belongs to --squash HOST"),
        (["main..topic", "--squash", "github", "--fix"],
         "check: --squash judges a RANGE, without --fix and --baseline"),
        (["main..topic", "--squash", "gitlab", *TITLE, "--template", "none"],
         "--template: 'none' holds no %{variable}, and is no file"),
        (["main..topic", "--squash", "gitlab", *TITLE, "--variable", "title=x"],
         "--variable: 'title=x' is none of issues, reference, source_project_id, reviewed_by, "
         "approved_by, merged_by, merge_request_author; write NAME=VALUE"),
    ],
)  # fmt: skip
def test_what_people_get_wrong(forge: Repo, args: list[str], said: str) -> None:
    forge.git("switch", "--quiet", "--orphan", "apart")
    forge.commit(GOOD, {"b": "1"})
    forge.git("switch", "--quiet", "topic")
    assert forge.tool("check", *args, code=2).stderr == f"agentops-git: {said}\n"


def test_an_unknown_host_is_told_the_known_ones(forge: Repo) -> None:
    said = check(forge, "sourceforge", code=2).stderr
    assert said.startswith("agentops-git: check: --squash knows github, github-title, ")


def test_a_body_that_is_not_there(forge: Repo, tmp_path: Path) -> None:
    said = check(forge, "azure", *TITLE, "--body", str(tmp_path / "none"), code=3).stderr
    assert "none" in said
    assert said.count("\n") == 1


def test_a_template_file_and_its_unknown_variables(forge: Repo, tmp_path: Path) -> None:
    (file := tmp_path / "template").write_text("%{title}\n\n%{first_commit}\n\n%{nobody}\n")
    ran = check(forge, "gitlab", *TITLE, "--template", str(file), code=1)
    assert "GitLab has no variable %{nobody}; it stays as it is" in ran.stderr
