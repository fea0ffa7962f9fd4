"""Where a secret hides from whatever reads a diff, or from the work tree: none of it holds."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.conftest import Repo, run
from tests.enforcement.conftest import CORE, Server, record

pytestmark = pytest.mark.slow


@pytest.fixture(scope="session")
def key(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A private key that opens nothing."""
    path = tmp_path_factory.mktemp("key") / "k"
    argv = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(path)]
    subprocess.run(argv, check=True, stdin=subprocess.DEVNULL)
    return path.read_text()


@pytest.fixture
def lawful(repo: Repo) -> Repo:
    repo.commit("chore: begin", {"CONSTITUTION.md": CORE, "a.txt": "a\n"})
    repo.tool("init", "--native")
    return repo


def refused(repo: Repo, key: str, *args: str, **variables: str) -> str:
    """Hold ``git commit`` to refusing a secret without printing it; what it said."""
    said = repo.run_git("commit", "-m", record(), *args, code=1, env=variables).said
    assert "error G018" in said
    assert key.splitlines()[1] not in said
    return said


def found(repo: Repo, key: str, what: str = "HEAD^..HEAD") -> list[str]:
    """Where a range check finds a secret."""
    said = repo.tool("check", what, code=None).stdout
    assert key.splitlines()[1] not in said
    rows = [line.split() for line in said.splitlines()]
    return [row[2] for row in rows if row[:2] in (["error", "G018"], ["warn", "G018"])]


class TestStaged:
    """At git commit."""

    def test_behind_an_attribute_and_a_nul_byte(self, lawful: Repo, key: str) -> None:
        (lawful.path / "data.bin").write_bytes(b"\0" + key.encode())
        lawful.write({".gitattributes": "*.bin -diff\n"})
        lawful.git("add", ".")
        refused(lawful, key)

    def test_behind_textconv_and_an_external_diff(self, lawful: Repo, key: str) -> None:
        lawful.git("config", "diff.blind.textconv", "true")
        lawful.git("config", "diff.blind.command", "true")
        lawful.git("config", "diff.external", "true")
        lawful.write({".gitattributes": "* diff=blind\n", "k": key})
        lawful.git("add", ".")
        refused(lawful, key)

    def test_behind_a_newline_in_its_name(self, lawful: Repo, key: str) -> None:
        lawful.write({"a\nb": key})
        lawful.git("add", ".")
        assert "a\\nb\n" in refused(lawful, key)

    def test_in_the_target_of_a_link(self, lawful: Repo) -> None:
        token = "ghp_" + "a1B2c3D4e5F6g7H8i9J0" + "k1L2m3N4o5P6q7R8"
        (lawful.path / "l").symlink_to(token)
        lawful.git("add", ".")
        said = lawful.run_git("commit", "-m", record(), code=1).said
        assert "error G018" in said
        assert token not in said

    def test_staged_while_the_work_tree_is_clean_again(self, lawful: Repo, key: str) -> None:
        lawful.write({"a.txt": key})
        lawful.git("add", ".")
        lawful.write({"a.txt": "a\n"})
        refused(lawful, key)

    def test_in_the_work_tree_alone_it_is_nobodys_business(self, lawful: Repo, key: str) -> None:
        lawful.write({"a.txt": key, "b.txt": "b"})
        lawful.git("add", "b.txt")
        lawful.git("commit", "--quiet", "-m", record())

    def test_in_a_partial_commit(self, lawful: Repo, key: str) -> None:
        lawful.write({"a.txt": key, "b.txt": "b\n"})
        lawful.git("add", "b.txt")
        refused(lawful, key, "a.txt")
        lawful.git("commit", "--quiet", "-m", record(), "b.txt")
        refused(lawful, key, "-a")

    def test_with_an_index_of_its_own(self, lawful: Repo, key: str) -> None:
        lawful.write({"a.txt": key})
        other = str(lawful.path / ".git" / "other-index")
        lawful.git("read-tree", "HEAD", GIT_INDEX_FILE=other)
        lawful.git("add", "a.txt", GIT_INDEX_FILE=other)
        refused(lawful, key, GIT_INDEX_FILE=other)

    def test_in_a_worktree_and_from_a_subdirectory(
        self, lawful: Repo, key: str, tmp_path: Path
    ) -> None:
        lawful.git("worktree", "add", "--quiet", str(tmp_path / "tree"))
        other = Repo(tmp_path / "tree")
        other.write({"sub/k": key})
        other.git("add", ".")
        refused(Repo(other.path / "sub"), key)

    def test_in_a_submodule(self, lawful: Repo, key: str, tmp_path: Path) -> None:
        host = Repo(tmp_path / "host")
        run("git", "init", "--quiet", host.path, cwd=tmp_path)
        host.git("submodule", "--quiet", "add", str(lawful.path), "inner")
        inner = Repo(host.path / "inner")
        inner.tool("init", "--native")
        inner.write({"k": key})
        inner.git("add", ".")
        refused(inner, key)

    def test_a_submodule_itself_has_no_contents_here(self, lawful: Repo) -> None:
        lawful.git("submodule", "--quiet", "add", str(lawful.path), "inner")
        said = lawful.tool("check", "--staged").stdout
        assert "G002" in said
        lawful.git("commit", "--quiet", "-m", record())
        assert lawful.tool("check", "HEAD^..HEAD").stdout.count("error") == 0

    def test_on_an_unborn_branch(self, repo: Repo, key: str) -> None:
        repo.tool("init", "--native")
        repo.write({"k": key})
        repo.git("add", ".")
        refused(repo, key)

    def test_in_a_sha256_repository(self, tmp_path: Path, key: str) -> None:
        repo = Repo(tmp_path / "sha256")
        run("git", "init", "--quiet", "--object-format=sha256", repo.path, cwd=tmp_path)
        repo.tool("init", "--native")
        repo.write({"k": key})
        repo.git("add", ".")
        refused(repo, key)
        repo.git("rm", "--quiet", "--cached", "k")
        (repo.path / "k").unlink()
        repo.commit("chore: begin")
        refused_later = {"k": key}
        repo.commit(record(), refused_later)
        assert found(repo, key) == ["k:"]

    def test_what_is_merely_intended_is_not_judged(self, lawful: Repo, key: str) -> None:
        lawful.write({"k": key, "b": "b"})
        lawful.git("add", "--intent-to-add", "k")
        lawful.git("add", "b")
        lawful.git("commit", "--quiet", "-m", record())

    def test_unmerged_paths_are_left_out_until_they_are_resolved(
        self, lawful: Repo, key: str
    ) -> None:
        conflict(lawful, "ours\n", "theirs\n")
        assert lawful.tool("check", "--staged").said.endswith("nothing to mend\n")
        lawful.write({"a.txt": key})
        lawful.git("add", ".")
        refused(lawful, key)

    def test_a_merge_is_judged_for_what_it_adds_itself(self, lawful: Repo, key: str) -> None:
        lawful.git("checkout", "--quiet", "-b", "side")
        lawful.commit(record(), {"theirs": key})
        lawful.git("checkout", "--quiet", "main")
        lawful.commit(record(), {"ours": "1"})
        lawful.git("merge", "--quiet", "--no-commit", "--no-ff", "side")
        lawful.git("commit", "--quiet", "--no-edit")
        assert found(lawful, key, "HEAD^1..HEAD") == ["theirs:"]

    def test_outside_a_sparse_checkout(self, lawful: Repo, key: str) -> None:
        lawful.commit(record(), {"in/a": "1", "out/b": "2"})
        lawful.git("sparse-checkout", "set", "--cone", "--sparse-index", "in")
        blob = lawful.git("hash-object", "-w", "--stdin", data=key)
        lawful.git("update-index", "--add", "--cacheinfo", f"100644,{blob},out/c")
        refused(lawful, key)

    def test_behind_a_replace_ref(self, lawful: Repo, key: str) -> None:
        lawful.write({"k": key})
        lawful.git("add", ".")
        harmless = lawful.git("hash-object", "-w", "--stdin", data="x")
        lawful.git("replace", lawful.git("rev-parse", ":k"), harmless)
        refused(lawful, key)

    def test_a_file_system_monitor_of_the_repository_is_not_run(self, lawful: Repo) -> None:
        ran = lawful.path / ".git" / "ran"
        monitor = lawful.path / ".git" / "monitor"
        monitor.write_text(f"#!/bin/sh\ntouch '{ran}'\n")
        monitor.chmod(0o755)
        lawful.write({"b": "b"})
        lawful.git("add", ".")
        lawful.git("config", "core.fsmonitor", str(monitor))
        lawful.tool("check", "--staged")
        assert not ran.exists()


def conflict(repo: Repo, ours: str, theirs: str) -> None:
    """A merge of two changes to a.txt, stopped at its conflict."""
    repo.git("checkout", "--quiet", "-b", "side")
    repo.commit(record(), {"a.txt": theirs})
    repo.git("checkout", "--quiet", "main")
    repo.commit(record(), {"a.txt": ours})
    repo.git("merge", "--quiet", "side", code=1)


class TestRange:
    """In a range, and in a push."""

    def test_an_evil_merge(self, lawful: Repo, key: str) -> None:
        conflict(lawful, "ours\n", "theirs\n")
        lawful.write({"a.txt": key, "b.txt": key})
        lawful.commit("Merge side")
        assert found(lawful, key) == ["a.txt:", "b.txt:"]

    def test_taken_back_by_the_next_commit(self, lawful: Repo, key: str) -> None:
        lawful.commit(record(), {"k": key})
        lawful.commit(record(), {"k": "gone"})
        assert found(lawful, key, "HEAD~2..HEAD") == ["k:"]

    def test_each_secret_is_said_once_where_it_came_in(self, lawful: Repo, key: str) -> None:
        lawful.commit(record(), {"k": key})
        lawful.commit(record(), {"k": f"more\n{key}"})
        (lawful.path / "k").unlink()
        lawful.commit(record(), {"moved/k": f"more\nand more\n{key}"})
        assert found(lawful, key, "HEAD~3..HEAD") == ["k:"]

    def test_a_long_page_that_shows_a_conflict_may_change_below_it(self, lawful: Repo) -> None:
        """Of the second version only what is near the change is looked at, without the fence."""
        fence = "```text\n<<<<<<< ours\n1\n=======\n2\n>>>>>>> theirs\n```\n"
        top, rest = "words\n" * 2000, "words\n" * 300
        long = fence.replace("```text\n", "```text\n" + "more\n" * 1500)
        lawful.commit(record(), {"page.md": f"{top}{long}{rest}"})
        lawful.commit(record(), {"page.md": f"{top}{long}new\n{rest}"})
        lawful.tool("check", "HEAD~2..HEAD")

    def test_deep_in_a_file_that_is_read_in_pieces(self, lawful: Repo, key: str) -> None:
        filler = ("x" * 63 + "\n") * (1 << 18)
        lawful.commit(record(), {"k": f"{filler[:-100]}\n{key}{filler[:999]}"})
        report = lawful.tool("check", "HEAD^..HEAD", code=1).stdout
        line = filler[:-100].count("\n") + 2
        assert f"(line {line})" in report
        assert report.count("G018  k:") == 1

    def test_behind_replace_refs_and_a_mailmap(self, lawful: Repo, key: str) -> None:
        good = lawful.commit(record(), {"k": "x"})
        lawful.git("reset", "--quiet", "--hard", "HEAD^")
        bad = lawful.commit(record(), {"k": key})
        lawful.git("replace", bad, good)
        assert found(lawful, key, "HEAD^..HEAD") == ["k:"]

    def test_a_rename_setting_hides_nothing(self, lawful: Repo, key: str) -> None:
        lawful.git("config", "diff.renames", "copies")
        lawful.git("config", "diff.ignoreSubmodules", "all")
        lawful.commit(record(), {"b.txt": "a\n" + key})
        assert found(lawful, key) == ["b.txt:"]

    def test_a_push_is_refused_and_its_quarantined_objects_are_read(
        self, server: Server, key: str
    ) -> None:
        clone = server.clone
        clone.commit("chore: begin", {"CONSTITUTION.md": CORE})
        server.push("main")
        clone.commit(record(), {"k": key})
        said = server.push("main", code=1)
        assert "error G018  k: " in said
        assert key.splitlines()[1] not in said

    def test_what_an_older_history_brings_is_a_warning(self, lawful: Repo, key: str) -> None:
        lawful.git("checkout", "--quiet", "--orphan", "vendor")
        lawful.commit("import", {"vendor/k": key})
        lawful.git("checkout", "--quiet", "main")
        merge = ("merge", "--quiet", "--no-ff", "--allow-unrelated-histories", "-m", "Merge it")
        lawful.git(*merge, "vendor")
        said = lawful.tool("check", "HEAD^..HEAD").stdout
        assert "warn  G018  vendor/k: " in said

    def test_a_shallow_clone_blames_nobody_for_where_it_ends(
        self, lawful: Repo, key: str, tmp_path: Path
    ) -> None:
        lawful.commit(record(), {"k": key})
        lawful.commit(record(), {"b": "1"})
        lawful.commit(record(), {"b": "2"})
        run("git", "clone", "--quiet", "--depth=2", f"file://{lawful.path}", "c", cwd=tmp_path)
        clone = Repo(tmp_path / "c")
        assert found(clone, key, "HEAD") == []


def test_a_missing_object_is_no_verdict(lawful: Repo) -> None:
    lawful.commit(record(), {"k": "some text"})
    oid = lawful.head("HEAD:k")
    path = lawful.path / ".git" / "objects" / oid[:2] / oid[2:]
    os.unlink(path)
    said = lawful.tool("check", "HEAD^..HEAD", code=3).said
    assert said == f"agentops-git: the object {oid} can't be read here; run: git fsck\n"


class TestMessages:
    """A message is history like any file."""

    TOKEN = "ghp_" + "a1B2c3D4e5F6g7H8i9J0" + "k1L2m3N4o5P6q7R8"

    def test_commit_msg_refuses_one(self, lawful: Repo) -> None:
        message = record() + f"Solution: log in with {self.TOKEN} as before\n"
        done = lawful.run_git("commit", "--allow-empty", "-m", message, code=1)
        assert "error G018" in done.said
        assert self.TOKEN not in done.said

    def test_a_range_finds_one_in_a_lawful_message(self, lawful: Repo) -> None:
        message = record() + f"Solution: log in with {self.TOKEN} as before\n"
        head = lawful.commit(message)
        said = lawful.tool("check", "HEAD^..HEAD", code=1).stdout
        assert f"commit {head[:12]}  fix(a): mend the part\nerror G018" in said
        assert self.TOKEN not in said

    def test_one_in_the_subject_is_printed_nowhere(self, lawful: Repo) -> None:
        message = f"fix(a): log in with {self.TOKEN}\n"
        done = lawful.run_git("commit", "--allow-empty", "-m", message, code=1)
        assert self.TOKEN not in done.said
        done = lawful.run_git("commit", "--allow-empty", "--no-verify", "-m", message)
        assert "G018" in done.stderr
        assert self.TOKEN not in done.stderr
        for form in ("text", "json", "sarif", "github", "gitlab", "junit"):
            said = lawful.tool("check", "HEAD^..HEAD", "--format", form, code=1).said
            assert "G018" in said
            assert self.TOKEN not in said

    def test_ordinary_long_words_are_none(self, lawful: Repo) -> None:
        rest = "Solution: https://example.invalid/a/b/C?d=12345678 and src/deep/ModuleNames.java"
        lawful.git("commit", "--allow-empty", "--quiet", "-m", f"{record()}{rest}\n")
        assert found(lawful, "\nx") == []
