"""Ways round the server's hook that don't work, and old histories that it lets in."""

from pathlib import Path

import pytest

from agentops_git.enforcement.updates import Receiver, Update, judge_updates
from agentops_git.git.process import Git, Stream
from agentops_git.git.repository import places
from tests.conftest import Repo, run
from tests.enforcement.conftest import CORE, HOOKS, Server, record

pytestmark = pytest.mark.slow

LAW = {"CONSTITUTION.md": CORE}
ZERO = "0" * 40


@pytest.fixture
def lawful(server: Server) -> Server:
    """main holds the law, here and on the server."""
    server.clone.commit(record("chore: begin"), LAW)
    server.push("main")
    return server


class TestRefs:
    """Whatever a ref is called, and whatever it is at."""

    @pytest.mark.parametrize(
        "ref",
        ["refs/heads/topic", "refs/tags/v1", "refs/pull/1/head", "refs/replace/x", "refs/a/b"],
    )
    def test_lawless_commits_come_in_by_no_ref(self, lawful: Server, ref: str) -> None:
        lawful.clone.commit("sneaky")
        assert "T001" in lawful.push(f"HEAD:{ref}", code=1)

    def test_nor_below_an_annotated_tag_of_a_tag(self, lawful: Server) -> None:
        lawful.clone.commit("sneaky")
        lawful.clone.git("tag", "-a", "-m", "one", "one")
        lawful.clone.git("tag", "-a", "-m", "two", "two", "one")
        assert "T001" in lawful.push("two", code=1)

    def test_what_is_no_commit_is_no_history(self, lawful: Server) -> None:
        lawful.clone.git("tag", "tree", "HEAD^{tree}")
        lawful.clone.git("tag", "-a", "-m", "a key", "blob", "HEAD:CONSTITUTION.md")
        lawful.push("tree", "blob")
        lawful.clone.commit("sneaky")
        assert "T001" in lawful.push("tree", "blob", "main", code=1)

    @pytest.mark.parametrize("name", ["line\u2028break", "next\u0085line", "\udcff"])
    def test_names_are_bytes(self, lawful: Server, name: str) -> None:
        """str.splitlines would break some of them, and UTF-8 does not hold the last."""
        lawful.clone.commit(record())
        lawful.push(f"HEAD:refs/heads/{name}")
        lawful.clone.commit("sneaky")
        assert "T001" in lawful.push(f"HEAD:refs/heads/{name}", code=1)

    def test_names_are_long(self, lawful: Server) -> None:
        name = "refs/heads/" + "/".join(["a" * 200] * 12)
        lawful.clone.commit(record())
        lawful.push(f"HEAD:{name}")
        lawful.clone.commit("sneaky")
        assert "T001" in lawful.push(f"HEAD:{name}", code=1)


class TestSeveral:
    """Several refs in one push."""

    def test_one_bad_ref_refuses_all(self, lawful: Server) -> None:
        lawful.clone.git("branch", "good")
        lawful.clone.commit("sneaky")
        lawful.push("good", "main", code=1)
        assert lawful.git("for-each-ref", "--format=%(refname:short)") == "main"

    def test_atomic_changes_nothing_about_that(self, lawful: Server) -> None:
        lawful.clone.commit("sneaky")
        assert "T001" in lawful.push("--atomic", "main", "HEAD:refs/heads/other", code=1)

    def test_a_law_that_comes_along_rules_from_the_next_push_on(self, server: Server) -> None:
        clone = server.clone
        clone.commit("work")
        server.push("main")
        clone.git("switch", "--quiet", "-c", "topic")
        clone.commit("work on a topic")
        clone.git("switch", "--quiet", "main")
        clone.commit("Add the law", LAW)
        server.push("main", "topic")
        clone.commit("sneaky")
        assert "T001" in server.push("main", code=1)

    def test_deleting_the_law_beside_it_does_not_help_a_topic(self, lawful: Server) -> None:
        lawful.clone.git("switch", "--quiet", "-c", "topic")
        lawful.clone.commit("sneaky")
        lawful.clone.git("switch", "--quiet", "main")
        lawful.clone.git("rm", "--quiet", "CONSTITUTION.md")
        lawful.clone.commit(record("chore: delete the law"))
        assert "T001" in lawful.push("main", "topic", code=1)

    def test_a_commit_in_two_refs_is_said_once(self, lawful: Server) -> None:
        lawful.clone.commit("sneaky")
        said = lawful.push("main", "HEAD:refs/heads/one", "HEAD:refs/heads/two", code=1)
        assert said.count("Intent is missing") == 1

    def test_many_refs_start_no_process_each(self, lawful: Server) -> None:
        receiver = counted(lawful)
        tips = imported(lawful, 200)
        updates = [Update(f"refs/heads/t{number}", None, tip) for number, tip in enumerate(tips)]
        (report,) = judge_updates(receiver, updates)
        assert report.refuses
        assert report.commits == 200
        assert isinstance(receiver.git, Counted)
        assert receiver.git.started < 40


class Counted(Git):
    """git, counting its processes."""

    started = 0

    def stream(self, *args: str, data: bytes = b"", stdin: int | None = None) -> Stream:
        self.started += 1
        return super().stream(*args, data=data, stdin=stdin)


def counted(server: Server) -> Receiver:
    git = Counted(str(server.path))
    return Receiver(git, places(git), {}, {}, None)


def imported(server: Server, count: int) -> list[str]:
    """Commits on top of main, each alone, that no ref holds."""
    rows = [
        f"commit refs/heads/t{number}\ncommitter Ann <ann@example.invalid> {number} +0000\n"
        f"data 1\n{number % 10}\nfrom {server.head('main')}\n\n"
        for number in range(count)
    ]
    server.git("fast-import", "--quiet", data="".join(rows))
    out = server.git("for-each-ref", "--format=%(objectname)", "refs/heads/t*")
    gone = server.git("for-each-ref", "--format=delete %(refname)", "refs/heads/t*")
    server.git("update-ref", "--stdin", data=f"{gone}\n")
    return out.splitlines()


class TestPusher:
    """The pusher's own settings are not the server's."""

    def test_push_options_are_not_read(self, lawful: Server) -> None:
        lawful.git("config", "receive.advertisePushOptions", "true")
        lawful.clone.commit("sneaky")
        said = lawful.push("-o", "agentops.defaultBranch=other", "-o", "skip", "main", code=1)
        assert "T001" in said

    @pytest.mark.parametrize(
        "variables",
        [
            {"CI_DEFAULT_BRANCH": "decoy"},
            {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "agentops.defaultBranch",
             "GIT_CONFIG_VALUE_0": "decoy"},
            {"GIT_CONFIG_PARAMETERS": "'agentops.defaultbranch'='decoy'"},
        ],
        ids=["a CI job's", "GIT_CONFIG_COUNT", "GIT_CONFIG_PARAMETERS"],
    )  # fmt: skip
    def test_variables_name_no_other_default_branch(
        self, lawful: Server, variables: dict[str, str]
    ) -> None:
        lawful.clone.git("switch", "--quiet", "--orphan", "decoy")
        lawful.clone.commit("no law here")
        run("git", "fetch", "-q", lawful.clone.path, "decoy:decoy", cwd=lawful.path)
        lawful.clone.git("switch", "--quiet", "main")
        old, new = lawful.clone.head(), lawful.clone.commit("sneaky")
        lawful.clone.git("push", "-q", "--no-verify", "origin", "HEAD:refs/notes/objects")
        line = f"{old} {new} refs/heads/main\n"
        done = lawful.tool("hook", "pre-receive", data=line, code=1, env=variables)
        assert "T001" in done.said

    def test_settings_in_the_pushed_tree_are_files(self, lawful: Server) -> None:
        files = {".gitconfig": "[agentops]\n\tdefaultBranch = x\n", ".mailmap": "A <a@b> <c@d>\n"}
        lawful.clone.commit("sneaky", files)
        assert "T001" in lawful.push("main", code=1)


class TestObjects:
    """Where the objects are, and of which kind."""

    def test_a_repository_of_sha256(self, tmp_path: Path) -> None:
        bare, path = tmp_path / "server.git", tmp_path / "repo"
        for options in (["--bare", bare], [path]):
            run("git", "init", "-q", "--object-format=sha256", "-b", "main", *options, cwd=tmp_path)
        (bare / "hooks" / "pre-receive").write_text((HOOKS / "pre-receive").read_text())
        (bare / "hooks" / "pre-receive").chmod(0o755)
        server = Server(bare, Repo(path))
        server.clone.git("remote", "add", "origin", str(bare))
        server.clone.commit(record("chore: begin"), LAW)
        server.push("main")
        server.clone.commit(record())
        server.push("main")
        server.clone.commit("sneaky")
        assert "T001" in server.push("main", code=1)

    def test_what_an_alternate_holds_is_new_all_the_same(
        self, lawful: Server, tmp_path: Path
    ) -> None:
        """A fork on the same host shares objects, and nobody judged them for this repository."""
        run("git", "clone", "-q", "--bare", lawful.path, "fork.git", cwd=tmp_path)
        lawful.clone.commit("sneaky")
        fork = tmp_path / "fork.git"
        lawful.clone.git("push", "-q", "--no-verify", str(fork), "main")
        alternates = lawful.path / "objects" / "info" / "alternates"
        alternates.write_text(f"{fork}/objects\n")
        assert "T001" in lawful.push("main", code=1)

    @pytest.mark.parametrize("setting", ["false", "true"])
    def test_a_shallow_clone_pushes(self, lawful: Server, tmp_path: Path, setting: str) -> None:
        lawful.git("config", "receive.shallowUpdate", setting)
        lawful.clone.commit(record())
        lawful.push("main")
        run("git", "clone", "-q", "--depth=1", f"file://{lawful.path}", "thin", cwd=tmp_path)
        thin = Server(lawful.path, Repo(tmp_path / "thin"))
        thin.clone.commit(record("fix(a): from a shallow clone"))
        thin.push("main")
        thin.clone.commit("sneaky")
        assert "T001" in thin.push("main", code=1)


class TestClosed:
    """Where the hook can't judge, nothing comes in, and one line says why."""

    def test_a_full_disk(self, lawful: Server) -> None:
        """No file may grow, as on a disk that is full."""
        hook = lawful.path / "hooks" / "pre-receive"
        hook.rename(hook.with_name("real"))
        hook.write_text('#!/bin/sh\nulimit -f 0\nexec "${0%/*}/real"\n')
        hook.chmod(0o755)
        lawful.clone.commit(record())
        said = lawful.push("main", code=1)
        assert "remote rejected" in said
        assert "Traceback" not in said
        ours = [row for row in said.splitlines() if row.startswith("remote: agentops-git:")]
        assert len(ours) == 1
        assert lawful.head("main") != lawful.clone.head()

    def test_a_cache_that_can_t_be_written_is_only_slower(self, lawful: Server) -> None:
        ours = lawful.path / "agentops"
        run("rm", "-rf", ours, cwd=lawful.path)
        ours.write_text("no directory\n")
        lawful.clone.commit(record())
        lawful.push("main")
        lawful.clone.commit("sneaky")
        assert "T001" in lawful.push("main", code=1)

    def test_a_hook_that_is_killed(self, lawful: Server) -> None:
        hook = lawful.path / "hooks" / "pre-receive"
        hook.write_text("#!/bin/sh\nkill -9 $$\n")
        lawful.clone.commit(record())
        assert "remote rejected" in lawful.push("main", code=1)

    def test_an_object_that_can_t_be_read(self, lawful: Server) -> None:
        """As in a hook that was called without the variables of its quarantine."""
        line = f"{ZERO} {'1' * 40} refs/heads/x\n"
        said = lawful.tool("hook", "pre-receive", data=line, code=3).said
        assert said.startswith("agentops-git: an object that is pushed can't be read;")
        assert said.count("\n") == 1


class TestOldHistories:
    """What is older than the law passes, whichever way it comes."""

    def test_a_fork_is_synced(self, lawful: Server, tmp_path: Path) -> None:
        run("git", "clone", "-q", "--bare", lawful.path, "fork.git", cwd=tmp_path)
        (tmp_path / "fork.git" / "hooks" / "pre-receive").write_text(
            (HOOKS / "pre-receive").read_text()
        )
        (tmp_path / "fork.git" / "hooks" / "pre-receive").chmod(0o755)
        for _ in range(3):
            lawful.clone.commit(record())
        lawful.push("main")
        lawful.clone.git("push", "-q", "--no-verify", str(tmp_path / "fork.git"), "main")

    def test_a_subtree_of_an_old_repository(self, lawful: Server, tmp_path: Path) -> None:
        run("git", "init", "-q", "-b", "main", "old", cwd=tmp_path)
        old = Repo(tmp_path / "old")
        for number in range(5):
            old.commit(f"work {number}", {"a.txt": f"{number}\n"})
        clone = lawful.clone
        clone.git("fetch", "-q", str(old.path), "main:vendor")
        clone.git(
            "merge", "-q", "--no-commit", "--allow-unrelated-histories", "-s", "ours", "vendor"
        )
        clone.git("read-tree", "--prefix=vendor/", "-u", "vendor")
        clone.git("commit", "-q", "-m", record("Merge the vendor's history"))
        lawful.push("main", "vendor")
        clone.commit("sneaky")
        assert "T001" in lawful.push("main", code=1)
