"""The server is the law: what its pre-receive refuses, no ``--no-verify`` brings in."""

from pathlib import Path

import pytest

from tests.conftest import run
from tests.enforcement.conftest import CORE, Server, record

LAW = {"CONSTITUTION.md": CORE}


@pytest.fixture
def lawful(server: Server) -> Server:
    """main holds the law, here and on the server."""
    server.clone.commit(record("chore: begin"), LAW)
    server.push("main")
    return server


def refused(server: Server, *args: str) -> str:
    return server.push(*args, code=1)


def test_a_lawful_commit_lands(lawful: Server) -> None:
    lawful.clone.commit(record())
    lawful.push("main")
    assert lawful.head("main") == lawful.clone.head()


def test_a_lawless_commit_does_not(lawful: Server) -> None:
    lawful.clone.commit("sneaky")
    assert "T001" in refused(lawful, "main")


def test_deleting_the_law_does_not_help(lawful: Server) -> None:
    lawful.clone.git("rm", "--quiet", "CONSTITUTION.md")
    lawful.clone.commit("no more law")
    assert "T001" in refused(lawful, "main")


def test_deleting_and_restoring_it_does_not_help_what_lies_between(lawful: Server) -> None:
    lawful.clone.git("rm", "--quiet", "CONSTITUTION.md")
    lawful.clone.commit(record("chore: move the law"))
    lawful.clone.commit("garbage")
    lawful.clone.commit(record("chore: bring the law back"), LAW)
    said = refused(lawful, "main")
    assert "garbage" in said
    assert "move the law" not in said


def test_a_law_that_was_deleted_still_rules(lawful: Server) -> None:
    """In a push of its own, and in a lawful commit: deleting the law changes nothing."""
    lawful.clone.git("rm", "--quiet", "CONSTITUTION.md")
    lawful.clone.commit(record("chore: delete the law"))
    lawful.push("main")
    lawful.clone.commit("sneaky")
    said = refused(lawful, "main")
    assert "T001" in said
    assert ", deleted since" in said
    lawful.clone.git("reset", "--quiet", "--hard", "HEAD~1")
    lawful.clone.commit(
        record("chore: put a poem there"), {"CONSTITUTION.md": "# We, the people\n"}
    )
    lawful.push("main")
    lawful.clone.commit(record())
    lawful.push("main")


def test_a_law_is_retired_by_saying_so_in_it(lawful: Server) -> None:
    retired = CORE.replace("---\n#", "trailers: {required: [], advised: []}\n---\n#")
    lawful.clone.commit(record("chore: ask for nothing"), {"CONSTITUTION.md": retired})
    lawful.push("main")
    lawful.clone.commit("sneaky")
    lawful.push("main")


def test_weakening_the_law_counts_from_the_next_push_on(lawful: Server) -> None:
    weak = CORE.replace("---\n#", "rules: {T001: off}\n---\n#")
    lawful.clone.commit("weaker", {"CONSTITUTION.md": weak})
    assert "T001" in refused(lawful, "main")
    lawful.clone.git("commit", "--quiet", "--amend", "-m", record("chore: ask for less"))
    lawful.push("main")
    lawful.clone.commit("now anything goes")
    lawful.push("main")


def test_an_invalid_new_law_is_refused(lawful: Server) -> None:
    lawful.clone.commit(record("chore: mistype"), {"CONSTITUTION.md": CORE.replace("core", "cure")})
    said = refused(lawful, "main")
    assert "G001" in said
    assert "CONSTITUTION.md:3" in said


def test_a_broken_law_is_replaced_by_core_and_can_be_mended(server: Server) -> None:
    server.clone.commit(record("chore: begin"), {"CONSTITUTION.md": CORE.replace("core", "cure")})
    run("git", "-C", server.path, "fetch", "-q", server.clone.path, "main:main", cwd=server.path)
    server.clone.commit("sneaky")
    assert "T001" in refused(server, "main")
    server.clone.git("reset", "--quiet", "--hard", "HEAD~1")
    server.clone.commit("mend it", LAW)
    server.push("main")


def test_a_topic_branch_is_judged_by_the_default_branch(lawful: Server) -> None:
    weak = CORE.replace("---\n#", "rules: {T001: off}\n---\n#")
    lawful.clone.git("switch", "--quiet", "-c", "topic")
    lawful.clone.commit(record("chore: ask for less"), {"CONSTITUTION.md": weak})
    lawful.push("topic")
    lawful.clone.commit("sneaky")
    assert "T001" in refused(lawful, "topic")


def test_a_protected_branch_is_judged_by_its_own_law(lawful: Server) -> None:
    law = CORE.replace("---\n#", "protected: [release/*]\n---\n#")
    lawful.clone.commit(record("chore: protect releases"), {"CONSTITUTION.md": law})
    lawful.push("main")
    lawful.clone.git("switch", "--quiet", "-c", "release/1")
    weak = CORE.replace("---\n#", "rules: {T001: off}\n---\n#")
    lawful.clone.commit(record("chore: ask for less here"), {"CONSTITUTION.md": weak})
    lawful.push("release/1")
    lawful.clone.commit("anything goes on this release")
    lawful.push("release/1")


def test_trusted_branches_are_left_out(lawful: Server) -> None:
    law = CORE.replace("---\n#", "trusted: [vendor]\n---\n#")
    lawful.clone.commit(record("chore: trust the vendor"), {"CONSTITUTION.md": law})
    lawful.push("main")
    lawful.clone.git("switch", "--quiet", "-c", "vendor")
    lawful.clone.commit("as the vendor writes")
    lawful.push("vendor")
    lawful.clone.git("switch", "--quiet", "main")
    lawful.clone.commit(record())
    lawful.clone.git("merge", "--quiet", "--no-ff", "-m", "Merge branch 'vendor'", "vendor")
    lawful.push("main")


def test_trusted_branches_may_have_a_law_of_their_own(lawful: Server) -> None:
    law = CORE.replace("---\n#", "trusted: [upstream]\n---\n#")
    lawful.clone.commit(record("chore: trust upstream"), {"CONSTITUTION.md": law})
    lawful.push("main")
    lawful.clone.git("switch", "--quiet", "--orphan", "upstream")
    lawful.clone.commit(record("chore: the law of upstream"), LAW)
    lawful.push("upstream")
    lawful.clone.commit("as upstream writes")
    lawful.push("upstream")


def test_what_came_as_notes_is_new_to_a_branch(lawful: Server) -> None:
    lawful.clone.commit("sneaky")
    lawful.push("HEAD:refs/notes/hidden")
    assert "T001" in refused(lawful, "main")


def test_a_replace_ref_does_not_take_the_law_away(lawful: Server) -> None:
    ruling = lawful.clone.head()
    lawful.clone.git("switch", "--quiet", "--orphan", "empty")
    lawful.clone.git("replace", ruling, lawful.clone.commit(record("chore: no law here")))
    lawful.push(f"refs/replace/{ruling}")
    lawful.clone.git("replace", "--delete", ruling)
    lawful.clone.git("switch", "--quiet", "main")
    lawful.clone.commit("sneaky")
    assert "T001" in refused(lawful, "main")


def test_nobody_listening_is_no_verdict(lawful: Server) -> None:
    old, new = lawful.clone.head(), lawful.clone.commit("sneaky")
    lawful.push("HEAD:refs/notes/objects")
    script = "{ echo $OLD $NEW refs/heads/main | agentops-git hook pre-receive; echo $? >&3; }"
    closed = f"exec 3>&1; {script} 2>&1 >/dev/null | true"
    done = run("sh", "-c", closed, cwd=lawful.path, env={"OLD": old, "NEW": new})
    assert done.stdout == "1\n"


def test_colleagues_commits_are_not_judged_again(lawful: Server) -> None:
    lawful.clone.git("switch", "--quiet", "-c", "old")
    lawful.clone.commit("from before")
    run("git", "-C", lawful.path, "fetch", "-q", lawful.clone.path, "old:old", cwd=lawful.path)
    lawful.clone.git("switch", "--quiet", "main")
    lawful.clone.git("merge", "--quiet", "--no-ff", "-m", "Merge branch 'old'", "old")
    lawful.push("main")


def test_notes_and_deletions_are_no_history(lawful: Server) -> None:
    lawful.clone.git("notes", "add", "-m", "Learning: notes are no commits of ours")
    lawful.push("refs/notes/commits")
    lawful.clone.git("branch", "topic")
    lawful.push("topic")
    lawful.push("--delete", "topic")


def test_a_server_that_does_not_know_its_default_branch_refuses(lawful: Server) -> None:
    lawful.git("symbolic-ref", "HEAD", "refs/heads/master")
    lawful.clone.git("branch", "other")
    lawful.push("other")  # one branch only: that is the default one
    lawful.clone.commit(record())
    said = refused(lawful, "main")
    assert "git symbolic-ref HEAD refs/heads/main" in said


def test_update_judges_one_ref(lawful: Server) -> None:
    hooks = Path(lawful.path) / "hooks"
    (hooks / "update").write_text(
        (hooks / "pre-receive").read_text().replace("pre-receive", "update")
    )
    (hooks / "update").chmod(0o755)
    (hooks / "pre-receive").unlink()
    lawful.clone.commit("sneaky")
    assert "T001" in refused(lawful, "main")


def test_without_python_the_push_is_refused(lawful: Server) -> None:
    lawful.clone.commit(record())
    done = lawful.clone.run_git("push", "origin", "main", code=1, PATH="/usr/bin:/bin")
    assert "install agentops-git on the server" in done.stderr


class TestAdoption:
    """An old repository takes up the law; nothing is refused for its past."""

    def test_the_first_push_to_an_empty_server(self, server: Server) -> None:
        for number in range(30):
            server.clone.commit(f"work {number}")
        server.clone.commit("Add the law", LAW)
        said = server.push("main")
        assert "agentops: 124 warnings on 31 of 31 new commits by preset core" in said
        assert len(said.splitlines()) < 6

    def test_a_long_refusal_is_cut(self, server: Server) -> None:
        server.clone.commit("Add the law", LAW)
        server.push("main")
        for number in range(15):
            server.clone.commit(f"work {number}")
        said = refused(server, "main")
        assert "work 9" in said
        assert "work 10" not in said
        assert "and 5 more commits are refused; see agentops-git check" in said

    def test_the_law_comes_in_a_pull_request(self, server: Server) -> None:
        clone = server.clone
        for number in range(30):
            clone.commit(f"work {number}")
        server.push("main")
        clone.git("switch", "--quiet", "-c", "law")
        clone.commit("Add the law", LAW)
        server.push("law")
        clone.git("switch", "--quiet", "-c", "older", "main~3")
        clone.commit("work on an older base")
        clone.git("switch", "--quiet", "main")
        clone.git("merge", "--quiet", "--no-ff", "-m", "Merge branch 'law'", "law")
        server.push("main")
        server.push("older")
        clone.commit("sneaky")
        assert "T001" in refused(server, "main")

    def test_since_judges_every_new_commit(self, server: Server) -> None:
        clone = server.clone
        since = clone.commit("work")
        server.push("main")
        law = CORE.replace("---\n#", f"since: {since}\n---\n#")
        clone.commit("Add the law", {"CONSTITUTION.md": law})
        server.push("main")
        clone.git("switch", "--quiet", "-c", "older", since)
        clone.commit("work on an older base")
        assert "T001" in refused(server, "older")

    def test_a_since_that_is_not_there_is_refused(self, server: Server) -> None:
        server.clone.commit("Add the law", LAW)
        server.push("main")
        law = CORE.replace("---\n#", "since: v9\n---\n#")
        server.clone.commit(record("chore: since v9"), {"CONSTITUTION.md": law})
        assert "since: v9: there is no such commit here" in refused(server, "main")

    def test_one_that_went_away_locks_nobody_out(self, server: Server) -> None:
        clone = server.clone
        clone.commit("work")
        clone.git("tag", "v9")
        server.push("v9")
        law = CORE.replace("---\n#", "since: v9\n---\n#")
        clone.commit("Add the law", {"CONSTITUTION.md": law})
        server.push("main")
        server.push("--delete", "v9")
        clone.git("switch", "--quiet", "-c", "topic")
        clone.commit("sneaky")
        assert "T001" in refused(server, "topic")
        clone.git("switch", "--quiet", "main")
        clone.commit("name no commit any more", LAW)
        server.push("main")
