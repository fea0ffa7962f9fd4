"""``check`` in a working repository: which commits are judged, and by which law."""

import json
from pathlib import Path

import pytest

from agentops_git.enforcement.mending import _note
from tests.conftest import Repo, run
from tests.enforcement.conftest import CORE, record

LAW = {"CONSTITUTION.md": CORE}
BROKEN = {"CONSTITUTION.md": CORE.replace("core", "cure")}


@pytest.fixture
def lawful(repo: Repo) -> Repo:
    repo.commit(record("chore: begin"), LAW)
    return repo


@pytest.fixture
def cloned(lawful: Repo, tmp_path: Path) -> Repo:
    """A clone of a lawful repository."""
    run("git", "clone", "--quiet", lawful.path, tmp_path / "clone", cwd=tmp_path)
    return Repo(tmp_path / "clone")


def judged(repo: Repo, *args: str, code: int = 1) -> list[tuple[str, str, str | None]]:
    """(code, level, subject) of every finding but advice."""
    report = json.loads(repo.tool("check", *args, "--json", code=code).stdout)
    return [
        (row["code"], row["level"], row["subject"])
        for row in report["findings"]
        if row["code"] != "M001"
    ]


def missing(subject: str, level: str = "error") -> list[tuple[str, str, str]]:
    return [("T001", level, subject)] * 3


def test_the_whole_of_what_a_user_sees(lawful: Repo) -> None:
    sneaky = lawful.commit("sneaky")
    done = lawful.tool("check", "HEAD~1..HEAD", code=1)
    assert done.stderr == ""
    assert done.stdout == (
        f"""\
commit {sneaky[:12]}  sneaky
error T001  Intent is missing
error T001  Context is missing
error T001  Learning is missing

Intent: <what this change is to achieve>
Context: <what forced it: circumstances, constraints>
Learning: <the reusable lesson, true beyond this commit; or none (REASON)>

warn  M001  “sneaky” has no type: write it as type(scope): description

<type>: sneaky

3 errors and 1 warning in 1 commit by CONSTITUTION.md at {sneaky[:12]}
Why, and an example: agentops-git explain T001
"""
    )


def test_a_lawful_range(lawful: Repo) -> None:
    lawful.commit(record())
    done = lawful.tool("check", "HEAD~1..HEAD")
    assert (
        done.stdout
        == f"1 commit judged by CONSTITUTION.md at {lawful.head()[:12]}: nothing to mend\n"
    )


def test_by_default_the_commits_that_no_remote_has(cloned: Repo) -> None:
    cloned.commit("one")
    cloned.commit(record())
    cloned.commit("two")
    assert judged(cloned) == missing("one") + missing("two")


def test_a_branch_cannot_weaken_its_own_law(cloned: Repo) -> None:
    weak = CORE.replace("---\n#", "rules: {T001: off}\n---\n#")
    cloned.git("switch", "--quiet", "-c", "topic")
    cloned.commit(record("chore: ask for less"), {"CONSTITUTION.md": weak})
    cloned.commit("sneaky")
    guarded = ("G002", "warn", "chore: ask for less")
    assert judged(cloned) == [*missing("sneaky"), guarded]
    assert judged(cloned, "--law", "HEAD", code=0) == []


def test_what_is_older_than_the_law_passes(repo: Repo) -> None:
    for number in range(5):
        repo.commit(f"work {number}")
    repo.commit("Add the law", LAW)
    repo.commit("sneaky")
    done = repo.tool("check", "HEAD", code=1)
    assert "3 errors and 1 warning in 1 commit" in done.stdout
    assert done.stderr == "agentops-git: 6 commits from before the law left out\n"


def test_without_any_law_it_advises(repo: Repo) -> None:
    repo.commit("sneaky")
    assert judged(repo, "HEAD", code=0) == missing("sneaky", "warn")


def test_a_foreign_constitution_hides_no_law(repo: Repo) -> None:
    foreign = "# The constitution of our club\n"
    repo.commit(
        record("chore: begin"), {"CONSTITUTION.md": foreign, ".agentops/CONSTITUTION.md": CORE}
    )
    sneaky = repo.commit("sneaky")
    said = repo.tool("check", "HEAD~1..HEAD", code=1).stdout
    assert f"by .agentops/CONSTITUTION.md at {sneaky[:12]}" in said
    repo.commit(record("chore: move it to the root"), {"CONSTITUTION.md": CORE})
    assert " by CONSTITUTION.md at " in repo.tool("check", "HEAD~1..HEAD").stdout


def test_an_empty_repository_has_nothing_to_judge(repo: Repo) -> None:
    assert repo.tool("check").stdout == "0 commits judged by no law: nothing to mend\n"


def test_a_merge_of_an_old_base_is_judged_from_the_law_on(lawful: Repo) -> None:
    lawful.git("switch", "--quiet", "--orphan", "old")
    lawful.commit("from elsewhere", {"elsewhere": ""})
    lawful.git("switch", "--quiet", "main")
    lawful.git(
        "merge",
        "--quiet",
        "--allow-unrelated-histories",
        "--no-ff",
        "-m",
        "Merge branch 'old'",
        "old",
    )
    lawful.commit("sneaky")
    assert judged(lawful, "HEAD") == missing("sneaky")


class TestPublished:
    """What a remote holds can't be rewritten: notes and squash bodies count there."""

    @pytest.fixture
    def published(self, cloned: Repo) -> Repo:
        cloned.commit("sneaky")
        cloned.git("push", "--quiet", "origin", "HEAD:refs/heads/topic")
        return cloned

    def test_a_note_mends_it(self, published: Repo) -> None:
        assert judged(published, "HEAD~1..HEAD") == missing("sneaky")
        for line in published.tool("check", "HEAD~1..HEAD", "--fix", code=1).stdout.splitlines():
            if line.startswith("agentops-git note add"):
                said = line.replace("<", "once more: ").replace(">", " and why")
                run("sh", "-c", said, cwd=published.path)
        assert judged(published, "HEAD~1..HEAD", code=0) == []

    def test_so_does_a_plain_text_note(self, published: Repo) -> None:
        record = "Intent: keep it\nContext: it was there\nLearning: a text note counts as well"
        published.git("notes", "add", "-m", record)
        assert judged(published, "HEAD~1..HEAD", code=0) == []

    def test_a_key_of_the_repositorys_own_has_no_option_and_is_a_text_note(self) -> None:
        assert _note("0123456789ab", "Ticket: <ABC-1>") == (
            "git notes append -m 'Ticket: <ABC-1>' 0123456789ab"
        )

    def test_an_unpublished_one_is_amended(self, lawful: Repo) -> None:
        lawful.commit("sneaky")
        done = lawful.tool("check", "HEAD~1..HEAD", "--fix", code=1)
        assert done.stdout.splitlines()[-1] == "git commit --amend"

    @pytest.mark.parametrize("branch", ["trunk", "release/1"])
    def test_what_a_host_merged_into_a_protected_branch_is_a_warning(
        self, repo: Repo, tmp_path: Path, branch: str
    ) -> None:
        law = CORE.replace("---\n#", "protected: [release/*]\n---\n#")
        repo.git("switch", "--quiet", "--create", "trunk")
        repo.commit(record("chore: begin"), {"CONSTITUTION.md": law})
        run("git", "clone", "--quiet", "--bare", repo.path, tmp_path / "bare", cwd=tmp_path)
        repo.git("remote", "add", "origin", str(tmp_path / "bare"))
        subject = "Squashed by a button (#12)"
        repo.commit(subject, GIT_COMMITTER_EMAIL="noreply@github.com")
        repo.git("push", "--quiet", "origin", f"HEAD:refs/heads/{branch}")
        repo.git("fetch", "--quiet", "origin")
        assert judged(repo, "HEAD~1..HEAD", code=0) == missing(subject, "warn")

    def test_what_a_host_committed_to_a_pull_request_is_none(self, cloned: Repo) -> None:
        cloned.commit("Edited on the web", GIT_COMMITTER_EMAIL="noreply@github.com")
        cloned.git("push", "--quiet", "origin", "HEAD:refs/heads/topic")
        assert judged(cloned, "HEAD~1..HEAD") == missing("Edited on the web")


class TestANewLaw:
    """The range check knows of the law that a range brings, as the server does."""

    def test_one_that_does_not_load_is_refused(self, cloned: Repo) -> None:
        cloned.commit(record("chore: mistype"), BROKEN)
        found = [("G001", "error", None), ("G002", "warn", "chore: mistype")]
        assert judged(cloned) == found
        assert judged(cloned, "origin/main..HEAD") == found

    def test_what_mends_it_passes(self, repo: Repo, tmp_path: Path) -> None:
        repo.commit(record("chore: begin"), BROKEN)
        run("git", "clone", "--quiet", repo.path, tmp_path / "clone", cwd=tmp_path)
        clone = Repo(tmp_path / "clone")
        clone.commit("mend it", LAW)
        guarded = ("G002", "warn", "mend it")
        found = [*missing("mend it", "warn"), guarded]
        assert judged(clone, "origin/main..HEAD", code=0) == found

    def test_one_that_was_mended_meanwhile_is_not_new(self, repo: Repo, tmp_path: Path) -> None:
        repo.commit(record("chore: begin"), BROKEN)
        repo.git("switch", "--quiet", "--create", "topic")
        repo.commit(record("fix: begin on the broken one"))
        repo.git("switch", "--quiet", "main")
        repo.commit(record("chore: mend it"), LAW)
        assert judged(repo, "main..topic", code=0) == []


class TestWhichLaw:
    def test_a_default_branch_that_is_not_here(self, cloned: Repo) -> None:
        for done in (
            cloned.tool("check", "--default-branch", "trunk", code=2),
            cloned.tool("check", code=2, env={"CI_DEFAULT_BRANCH": "trunk"}),
        ):
            assert done.stderr == (
                "agentops-git: the default branch 'trunk' is not here; fetch it, "
                "or name the law with --law REV\n"
            )

    @pytest.mark.parametrize("what", [["--staged"], ["--message", "M"]])
    def test_head_judges_what_is_no_range(self, lawful: Repo, what: list[str]) -> None:
        done = lawful.tool("check", *what, "--law", "HEAD", code=2)
        assert "--law and --default-branch are for a RANGE" in done.stderr

    def test_a_replaced_commit_does_not_hide_it(self, lawful: Repo) -> None:
        ruling = lawful.head()
        lawful.git("switch", "--quiet", "--orphan", "empty")
        other = lawful.commit("no law here")
        lawful.git("switch", "--quiet", "main")
        lawful.git("replace", ruling, other)
        lawful.commit("sneaky")
        assert judged(lawful, "HEAD~1..HEAD", "--law", ruling) == missing("sneaky")


@pytest.mark.parametrize(
    "text", ["nowhere", "", " ", "HEAD:CONSTITUTION.md", "HEAD^{tree}", "a..b..c", "HEAD\nHEAD"]
)
def test_a_range_that_names_no_commits(lawful: Repo, text: str) -> None:
    done = lawful.tool("check", text, code=2)
    assert done.stderr == (
        f"agentops-git: there is no revision or range {text!r} here; write A..B or a revision\n"
    )


class TestBaseline:
    def test_known_findings_are_left_out(self, lawful: Repo, tmp_path: Path) -> None:
        lawful.commit("one")
        known = tmp_path / "known.json"
        known.write_text(lawful.tool("check", "HEAD", "--json", code=1).stdout)
        lawful.commit("two")
        assert judged(lawful, "HEAD", "--baseline", str(known)) == missing("two")

    def test_a_file_that_is_none(self, lawful: Repo, tmp_path: Path) -> None:
        for text in ("[]", "[" * 200_000):
            (tmp_path / "x").write_text(text)
            done = lawful.tool("check", "--baseline", str(tmp_path / "x"), code=2)
            assert "is no report of ours" in done.stderr


class TestMessageFile:
    def test_it_is_repaired_in_place(self, lawful: Repo) -> None:
        path = lawful.path / "M"
        path.write_text(record().replace("\nContext", "\n\nContext"))
        lawful.tool("check", "--message", "M", "--fix")
        assert path.read_text() == record()

    def test_standard_input(self, lawful: Repo) -> None:
        done = lawful.tool("check", "--message", "-", data="sneaky\n", code=1)
        assert "error T001  Intent is missing" in done.stdout

    def test_standard_output_is_the_repaired_message(self, lawful: Repo) -> None:
        data = record().replace("\nContext", "\n\nContext")
        done = lawful.tool("check", "--message", "-", "--fix", data=data)
        assert done.stdout == record()
        assert "T002  Solution would help" in done.stderr
        lawful.tool("check", "--message", "-", "--fix", "--json", data=data, code=2)

    def test_a_file_that_is_not_there(self, lawful: Repo) -> None:
        done = lawful.tool("check", "--message", "nowhere", code=3)
        assert done.stderr == "agentops-git: No such file or directory (nowhere)\n"


def test_staged(lawful: Repo) -> None:
    lawful.write({"CONSTITUTION.md": CORE.replace("core", "cure")})
    lawful.git("add", "--all")
    done = lawful.tool("check", "--staged", code=1)
    assert "error G001" in done.stdout
    assert "CONSTITUTION.md:3" in done.stdout


@pytest.mark.parametrize("fmt", ["text", "json", "sarif", "github", "gitlab", "junit"])
def test_every_format_survives_hostile_text(lawful: Repo, fmt: str) -> None:
    lawful.commit("\x1b[31mred\u202e & <b>\n\nLearning: \x07ding")
    done = lawful.tool("check", "HEAD", "--format", fmt, code=1)
    assert "\x1b" not in done.stdout
    assert "\u202e" not in done.stdout
