"""Guardrails end to end: what git commit refuses, what a range and a push are refused for."""

from pathlib import Path

import pytest

from tests.conftest import Repo, run
from tests.enforcement.conftest import record

LAW = """\
---
agentops: 1
extends: core
trailers: {advised: []}
agents:
  - name: Claude
    may_touch: ["src/**"]
    authors: ["*@robots.invalid"]
guardrails:
  protected: ["deploy/"]
  limits: {files: 20, lines: 50, binary_kib: 1}
---
# Law
"""


@pytest.fixture
def guarded(repo: Repo) -> Repo:
    """A repository with a law, whose native hooks are installed."""
    repo.commit("chore: begin", {"CONSTITUTION.md": LAW, "src/a.py": "a\n"})
    repo.tool("init", "--native")
    return repo


def commit(repo: Repo, *args: str, code: int = 0, **variables: str) -> str:
    """Commit what is staged with a message that is right; what the user sees."""
    done = repo.run_git("commit", "--quiet", "-m", record(), *args, code=code, env=variables)
    return done.said


def codes(said: str) -> list[str]:
    """The codes of the errors and warnings that a report names, in its order."""
    rows = [line.split() for line in said.splitlines()]
    return [row[1] for row in rows if len(row) > 1 and row[0] in ("error", "warn")]


def staged(repo: Repo, files: dict[str, str] | None = None) -> list[str]:
    """The codes that ``check --staged`` gives for these files added to the index."""
    repo.write(files or {})
    repo.git("add", "--all")
    return codes(repo.tool("check", "--staged", code=None).stdout)


def in_range(repo: Repo, what: str = "HEAD^..HEAD") -> list[str]:
    return [code for code in codes(repo.tool("check", what, code=None).stdout) if code[0] == "G"]


class TestCommit:
    """What pre-commit says."""

    def test_an_ordinary_change_passes_in_silence(self, guarded: Repo) -> None:
        guarded.write({"src/a.py": "b\n"})
        guarded.git("add", ".")
        assert commit(guarded) == ""

    def test_a_refusal_says_where_why_and_what_to_paste(self, guarded: Repo) -> None:
        (guarded.path / "out").symlink_to("/etc/passwd")
        guarded.git("add", ".")
        assert commit(guarded, code=1) == (
            "out\n"
            "error G010  the link leads out of the tree: it is an absolute path\n"
            "\n"
            "git rm --cached -- 'out'\n"
            "\n"
            "Why, and an example: agentops-git explain G010\n"
        )
        guarded.git("rm", "--quiet", "--cached", "--", "out")
        commit(guarded, "--allow-empty")

    def test_warnings_are_a_line_a_rule(self, guarded: Repo) -> None:
        guarded.write({"deploy/a": "1", "deploy/b": "2", ".gitattributes": ""})
        guarded.git("add", ".")
        assert commit(guarded) == (
            "agentops: G002 .gitattributes: a guarded path changes (git attributes) "
            "(and 2 more: agentops-git check --staged)\n"
        )

    def test_the_commit_that_brings_the_law_is_no_guarded_change(self, repo: Repo) -> None:
        assert staged(repo, {"CONSTITUTION.md": LAW, ".gitattributes": ""}) == []

    def test_a_repository_without_a_law_is_advised_by_the_limits_of_core(self, repo: Repo) -> None:
        repo.commit("chore: begin")
        assert staged(repo, {"big": "x" * (10 << 20) + "y", ".gitattributes": ""}) == ["G006"]

    def test_a_level_of_the_law_holds(self, guarded: Repo) -> None:
        law = LAW.replace("extends: core", "extends: core\nrules: {G010: warn, G011: off}")
        guarded.commit("chore: soften", {"CONSTITUTION.md": law})
        (guarded.path / "out").symlink_to("/etc")
        (guarded.path / "run").write_text("")
        (guarded.path / "run").chmod(0o755)
        assert staged(guarded) == ["G010"]
        assert "agentops: G010 out: " in commit(guarded)

    def test_no_exemption_of_authors_or_bots_covers_guardrails(self, guarded: Repo) -> None:
        law = LAW.replace("extends: core", 'extends: core\nexempt: {authors: ["*"]}\npeople: warn')
        guarded.commit("chore: exempt", {"CONSTITUTION.md": law})
        (guarded.path / "out").symlink_to("/etc")
        guarded.git("add", ".")
        assert "error G010" in commit(guarded, "--author=dependabot[bot] <b@x.invalid>", code=1)


class TestAgents:
    """G003: by the environment, the author, and what the message says."""

    def test_by_the_environment(self, guarded: Repo) -> None:
        guarded.write({"README.md": "x"})
        guarded.git("add", ".")
        said = commit(guarded, code=1, CLAUDECODE="1")
        assert "error G003  Claude may not touch it; the law lets it touch src/**" in said
        commit(guarded)

    def test_by_the_author(self, guarded: Repo) -> None:
        guarded.write({"README.md": "x"})
        guarded.git("add", ".")
        assert "G003" in commit(guarded, "--author=Robot <r7@robots.invalid>", code=1)

    def test_by_the_message(self, guarded: Repo) -> None:
        guarded.write({"README.md": "x"})
        guarded.git("add", ".")
        message = record() + "Assisted-by: Claude:claude-opus-4\n"
        said = guarded.run_git("commit", "-m", message, code=1).said
        assert "error G003  Claude may not touch it" in said
        assert "README.md" in said
        guarded.git("rm", "--quiet", "--cached", "README.md")
        guarded.write({"src/b.py": "x"})
        guarded.git("add", "src")
        guarded.git("commit", "--quiet", "-m", message)

    @pytest.mark.parametrize(
        ("ending", "author"),
        [
            ("Assisted-by: Claude:claude-opus-4\n", "Ann <ann@example.invalid>"),
            ("Co-Authored-By: Claude <noreply@anthropic.com>\n", "Ann <ann@example.invalid>"),
            ("", "Robot <r7@robots.invalid>"),
            ("", "claude[bot] <1+claude[bot]@users.noreply.example>"),
        ],
    )
    def test_in_a_range(self, guarded: Repo, ending: str, author: str) -> None:
        name, _, email = author.rstrip(">").partition(" <")
        guarded.commit(
            record() + ending, {"README.md": "x"}, GIT_AUTHOR_NAME=name, GIT_AUTHOR_EMAIL=email
        )
        assert in_range(guarded) == ["G003"]

    def test_the_same_commit_by_a_person_passes(self, guarded: Repo) -> None:
        guarded.commit(record(), {"README.md": "x"})
        assert in_range(guarded) == []


class TestRange:
    """What check and a push say."""

    def test_each_finding_names_commit_and_path(self, guarded: Repo) -> None:
        (guarded.path / "out").symlink_to("..")
        head = guarded.commit(record("fix(a): link out"))
        assert guarded.tool("check", "HEAD^..HEAD", code=1).stdout == (
            f"commit {head[:12]}  fix(a): link out\n"
            "error G010  out: the link leads out of the tree\n"
            "\n"
            "git rm --cached -- 'out'\n"
            "\n"
            f"1 error in 1 commit by CONSTITUTION.md at {head[:12]}\n"
            "Why, and an example: agentops-git explain G010\n"
        )

    def test_what_the_next_commit_takes_back_is_still_in_history(self, guarded: Repo) -> None:
        (guarded.path / "out").symlink_to("/etc")
        guarded.commit(record())
        (guarded.path / "out").unlink()
        guarded.commit(record())
        assert in_range(guarded, "HEAD~2..HEAD") == ["G010"]

    def test_commits_from_before_the_law_pass(self, repo: Repo) -> None:
        (repo.path / "out").symlink_to("/etc")
        repo.commit("wip")
        repo.commit("chore: begin", {"CONSTITUTION.md": LAW})
        assert repo.tool("check", "HEAD").stdout.startswith("0 commits judged")

    def test_a_vendored_history_passes(self, guarded: Repo) -> None:
        guarded.git("checkout", "--quiet", "--orphan", "vendor")
        (guarded.path / "out").symlink_to("/etc")
        guarded.commit("import")
        guarded.git("checkout", "--quiet", "main")
        guarded.git("merge", "--quiet", "--allow-unrelated-histories", "-m", "Merge v", "vendor")
        assert in_range(guarded, "HEAD^..HEAD") == []

    def test_what_a_host_merged_into_its_default_branch_is_a_warning(
        self, guarded: Repo, tmp_path: Path
    ) -> None:
        guarded.git("checkout", "--quiet", "-b", "topic")
        guarded.commit(record(), {f"src/{number}": "x" for number in range(21)})
        host = {"GIT_COMMITTER_EMAIL": "noreply@github.com", "GIT_COMMITTER_NAME": "GitHub"}
        guarded.git("commit", "--quiet", "--amend", "--no-edit", "--no-verify", env=host)
        assert guarded.tool("check", "main..topic", code=1).stdout.count("error G004") == 1
        guarded.git("checkout", "--quiet", "main")
        guarded.git("merge", "--quiet", "--ff-only", "topic")
        run("git", "clone", "--quiet", guarded.path, tmp_path / "clone", cwd=tmp_path)
        clone = Repo(tmp_path / "clone")
        assert "warn  G004" in clone.tool("check", "HEAD^..HEAD").stdout

    def test_post_commit_names_what_no_verify_let_by(self, guarded: Repo) -> None:
        (guarded.path / "out").symlink_to("/etc")
        guarded.git("add", ".")
        said = commit(guarded, "--no-verify")
        assert "is against the law" in said
        assert "G010: out: the link leads out of the tree" in said


class TestLimits:
    """G004 on real contents."""

    def test_lines_are_counted_whatever_attributes_say(self, guarded: Repo) -> None:
        files = {".gitattributes": "* -diff\n", "src/a.py": "a\n" + "x\n" * 50}
        assert staged(guarded, files) == ["G004", "G002"]

    def test_a_line_that_moves_is_no_line_changed(self, guarded: Repo) -> None:
        lines = [f"{number}\n" for number in range(50)]
        guarded.commit(record(), {"src/long": "".join(lines)})
        assert in_range(guarded) == []
        assert staged(guarded, {"src/long": "".join(reversed(lines))}) == []

    def test_binary_files_have_a_limit_of_their_own(self, guarded: Repo) -> None:
        (guarded.path / "b").write_bytes(b"\0" * 1025)
        assert staged(guarded) == ["G007"]


def test_a_warning_alone_refuses_no_staged_change(guarded: Repo) -> None:
    guarded.write({"deploy/a": "1"})
    guarded.git("add", ".")
    assert "G002" in guarded.tool("check", "--staged", code=0).stdout


def test_the_json_report_names_the_path(guarded: Repo) -> None:
    (guarded.path / "out").symlink_to("..")
    guarded.commit(record("fix(a): link out"))
    said = guarded.tool("check", "HEAD^..HEAD", "--json", code=1).stdout
    assert '"path": "out"' in said


def test_run_is_from_anywhere_in_the_work_tree(guarded: Repo) -> None:
    (guarded.path / "out").symlink_to("..")
    guarded.git("add", ".")
    done = run("agentops-git", "check", "--staged", cwd=guarded.path / "src", code=1)
    assert "out\nerror G010" in done.stdout
