"""Gates in the hooks and on the server: what lands has run, whatever was skipped on the way."""

import json
from pathlib import Path

import pytest

from tests.conftest import Repo
from tests.enforcement.conftest import HOOKS, Server
from tests.evidence.gating import alive, gate, law, lines_of, record, sh
from tests.evidence.signers import signer

GOOD = sh("grep -qx good a.txt")
TESTS = gate("tests", GOOD, when={"paths": ["a.txt"]})


def hooked(repo: Repo, *events: str) -> Repo:
    for event in events:
        hook = repo.path / ".git" / "hooks" / event
        hook.write_text((HOOKS / event).read_text())
        hook.chmod(0o755)
    return repo


def lawful(server: Server, *gates: dict[str, object], **settings: object) -> Repo:
    """A clone and a server that hold a law with gates on main."""
    clone = server.clone
    clone.commit(record("chore: begin"), {"CONSTITUTION.md": law(*gates, **settings)})
    server.push("main")
    return clone


def commit(repo: Repo, *args: str, code: int = 0, env: dict[str, str] | None = None) -> str:
    """Commit through the hooks; what they say."""
    done = repo.run_git("commit", "-F", "-", *args, code=code, data=record(), env=env)
    return done.stderr


def test_a_commit_is_held_by_a_gate_on_the_tree_that_it_would_have(repo: Repo) -> None:
    staged = gate("tests", GOOD, stage="pre-commit")
    repo.commit(record("chore: begin"), {"CONSTITUTION.md": law(staged)})
    hooked(repo, "pre-commit")
    repo.write({"a.txt": "bad\n"})
    repo.git("add", "a.txt")
    repo.write({"a.txt": "good\n"})
    said = commit(repo, code=1)
    assert "in a temporary checkout: the work tree has other contents (a.txt)" in said
    assert "agentops: gate tests failed: exited 1 after" in said
    assert (repo.path / "a.txt").read_text() == "good\n"
    assert repo.git("diff", "--cached", "--name-only") == "a.txt"
    commit(repo, "--all")
    (line,) = lines_of(repo)
    assert (line["exit"], line["place"], line["base"]) == (0, "in place", repo.head("HEAD^"))


@pytest.mark.slow
def test_of_a_partial_commit_only_what_it_takes_is_run(repo: Repo) -> None:
    alone = gate("alone", sh("test ! -e other.txt"), stage="pre-commit")
    repo.commit(record("chore: begin"), {"CONSTITUTION.md": law(alone), "a.txt": "a\n"})
    hooked(repo, "pre-commit")
    repo.write({"a.txt": "good\n", "other.txt": "staged too\n"})
    repo.git("add", "other.txt")
    commit(repo, "a.txt")
    assert [line["exit"] for line in lines_of(repo)] == [0]
    assert repo.git("diff", "--cached", "--name-only") == "other.txt"


def test_the_first_commit_of_a_branch_without_commits_has_no_gates_yet(repo: Repo) -> None:
    hooked(repo, "pre-commit")
    bad = law(gate("tests", "false", stage="pre-commit"))
    repo.write({"CONSTITUTION.md": bad})
    repo.git("add", "--all")
    commit(repo)


@pytest.mark.slow
def test_a_law_that_is_only_staged_has_nothing_run(repo: Repo, tmp_path: Path) -> None:
    repo.commit(record("chore: begin"), {"CONSTITUTION.md": law()})
    hooked(repo, "pre-commit")
    evil = law(gate("evil", sh(f"touch {tmp_path}/ran"), stage="pre-commit"))
    repo.write({"CONSTITUTION.md": evil})
    repo.git("add", "--all")
    commit(repo)
    assert not (tmp_path / "ran").exists()


@pytest.mark.slow
def test_a_person_leaves_a_gate_out_by_its_name_and_the_push_makes_up_for_it(
    server: Server,
) -> None:
    clone = lawful(server, gate("tests", GOOD, stage="pre-commit"))
    hooked(clone, "pre-commit", "pre-push")
    clone.write({"a.txt": "bad\n"})
    clone.git("add", "a.txt")
    said = commit(clone, env={"SKIP": "other, tests"})
    assert said == "agentops: gate tests: left out by SKIP; the server asks for its evidence\n"
    assert lines_of(clone) == []
    done = clone.run_git("push", "origin", "main", code=1)
    assert "agentops: gate tests failed: exited 1" in done.stderr


def test_a_push_runs_what_is_missing_and_the_evidence_goes_along(server: Server) -> None:
    clone = hooked(lawful(server, TESTS), "pre-push")
    clone.commit(record(), {"a.txt": "good\n"})
    said = clone.run_git("push", "origin", "main").stderr
    assert f"agentops: gate tests: {GOOD}\nagentops: gate tests: passed" in said
    assert [line["exit"] for line in lines_of(server, "main^{tree}")] == [0]
    assert server.head("main") == clone.head()
    clone.commit(record("docs: say it"))
    again = clone.run_git("push", "origin", "main").stderr
    assert "gate tests" not in again


@pytest.mark.slow
def test_the_tip_that_is_pushed_is_what_is_run_not_what_is_checked_out(server: Server) -> None:
    clone = hooked(lawful(server, TESTS), "pre-push")
    clone.git("switch", "--quiet", "-c", "topic")
    clone.commit(record(), {"a.txt": "good\n"})
    clone.git("switch", "--quiet", "-c", "other", "main")
    clone.commit(record("fix: elsewhere"), {"a.txt": "bad\n"})
    clone.git("push", "--quiet", "origin", "topic")
    assert len(lines_of(clone, "topic^{tree}")) == 1
    assert lines_of(clone, "other^{tree}") == []


@pytest.mark.slow
def test_a_message_against_the_law_is_told_before_any_gate_runs(server: Server) -> None:
    clone = hooked(lawful(server, TESTS), "pre-push")
    clone.commit("sneaky", {"a.txt": "good\n"})
    said = clone.run_git("push", "origin", "main", code=1).stderr
    assert "error T001" in said
    assert lines_of(clone) == []


def test_without_evidence_the_server_refuses_and_its_command_mends_it(server: Server) -> None:
    clone = lawful(server, TESTS)
    new = clone.commit(record(), {"a.txt": "good\n"})
    said = server.push("main", code=1)
    assert "V001  gate tests has no evidence for this tree" in said
    fix = f"agentops-git gate run {new[:12]} --gate tests && agentops-git sync"
    assert fix in said
    clone.tool("gate", "run", new[:12], "--gate", "tests")
    clone.tool("sync")
    server.push("main")


@pytest.mark.slow
def test_evidence_may_come_in_the_same_push(server: Server) -> None:
    clone = lawful(server, TESTS)
    clone.commit(record(), {"a.txt": "good\n"})
    clone.tool("gate", "run")
    server.push("main", "refs/notes/agentops/gates")


@pytest.mark.slow
def test_a_tree_on_which_a_gate_failed_does_not_land(server: Server) -> None:
    clone = lawful(server, TESTS)
    clone.commit(record(), {"a.txt": "bad\n"})
    clone.tool("gate", "run", code=1)
    clone.tool("sync")
    said = server.push("main", code=1)
    assert f"V002  gate tests failed on this tree: `{GOOD}` exited 1" in said
    assert "Ann <ann@example.invalid>" in said


@pytest.mark.slow
def test_evidence_of_one_tree_is_none_for_another(server: Server) -> None:
    clone = lawful(server, TESTS)
    clone.commit(record(), {"a.txt": "good\n"})
    clone.tool("gate", "run")
    clone.tool("sync")
    clone.commit(record("fix: spoil it"), {"a.txt": "bad\n"})
    assert "V001" in server.push("main", code=1)
    clone.git("commit", "--quiet", "--amend", "--no-edit", "--allow-empty")
    assert "V001" in server.push("main", code=1)


@pytest.mark.slow
def test_a_commit_that_weakens_a_gate_is_held_by_the_gate_as_it_was(server: Server) -> None:
    clone = lawful(server, TESTS)
    weak = law(gate("tests", "true", when={"paths": ["a.txt"]}))
    new = clone.commit(record(), {"a.txt": "bad\n", "CONSTITUTION.md": weak})
    clone.tool("gate", "run")
    clone.tool("sync")
    said = server.push("main", code=1)
    assert f"`true` was run, and the law says `{GOOD}`" in said
    assert f"agentops-git gate run {new[:12]} --gate tests --law {server.head('main')[:12]}" in said
    clone.tool("gate", "run", "--law", "main^", code=1)
    clone.tool("sync")
    assert "V002" in server.push("main", code=1)


@pytest.mark.slow
def test_a_commit_that_takes_gates_away_is_held_by_them_once_more(server: Server) -> None:
    clone = lawful(server, TESTS)
    clone.commit(record(), {"a.txt": "bad\n", "CONSTITUTION.md": law()})
    assert "V001" in server.push("main", code=1)


@pytest.mark.slow
def test_what_no_gate_is_about_passes(server: Server) -> None:
    clone = lawful(server, TESTS, gate("release", "true", when={"branches": ["release/*"]}))
    clone.commit(record("docs: say it"), {"README.md": "hello\n"})
    server.push("main", "main:topic")


@pytest.mark.slow
def test_a_gate_of_a_branch_is_asked_for_what_comes_by_way_of_another(server: Server) -> None:
    clone = lawful(server, gate("release", "true", when={"branches": ["release/*"]}))
    new = clone.commit(record(), {"a.txt": "good\n"})
    server.push("main")
    said = server.push("main:release/1", code=1)
    assert f"agentops-git gate run {new[:12]} --gate release && agentops-git sync" in said
    clone.tool("gate", "run", "--gate", "release")
    server.push("main:release/1", "refs/notes/agentops/gates")
    clone.commit(record("fix: more"), {"a.txt": "better\n"})
    server.push("main")
    assert "V001  gate release" in server.push("main:release/1", code=1)


@pytest.mark.slow
def test_only_what_lands_on_a_protected_branch_needs_the_evidence_of_ci(server: Server) -> None:
    clone = lawful(server, gate("all", "true", stage="ci"), protected=["release/*"])
    clone.commit(record(), {"a.txt": "good\n"})
    server.push("main:topic")
    assert "V001  gate all" in server.push("main", code=1)
    assert "V001  gate all" in server.push("main:release/1", code=1)


@pytest.mark.slow
def test_types_ask_what_the_new_commits_are(server: Server) -> None:
    clone = lawful(server, gate("bench", "true", when={"types": ["perf"]}))
    clone.commit(record("fix: mend it"), {"a.txt": "1\n"})
    server.push("main")
    clone.commit(record("fixup! perf(a): hurry"), {"a.txt": "2\n"})
    assert "V001  gate bench" in server.push("main:topic", code=1)


@pytest.mark.slow
def test_history_from_before_the_law_passes(server: Server) -> None:
    server.clone.commit("old", {"a.txt": "old\n"})
    server.clone.git("branch", "old")
    clone = lawful(server, TESTS)
    clone.git("switch", "--quiet", "old")
    clone.commit("older ways", {"a.txt": "older\n"})
    server.push("old")
    clone.commit("older still", {"a.txt": "oldest\n"})
    clone.git("switch", "--quiet", "main")
    hooked(clone, "pre-push")
    assert "gate" not in clone.run_git("push", "origin", "old").stderr


@pytest.mark.slow
@pytest.mark.parametrize(
    ("gates", "settings", "said"),
    [
        ({"level": "warn"}, {}, "1 warning on 1 of 1 new commit"),
        ({}, {"rules": {"V001": "warn"}}, "1 warning on 1 of 1 new commit"),
        ({"level": "off"}, {}, ""),
        ({}, {"rules": {"V001": "off"}}, ""),
    ],
)
def test_a_gate_that_only_warns(
    server: Server, gates: dict[str, object], settings: dict[str, object], said: str
) -> None:
    clone = lawful(server, {**TESTS, **gates}, **settings)
    clone.commit(record(), {"a.txt": "good\n"})
    told = server.push("main")
    assert said in told
    assert ("warning" in told) == bool(said)


@pytest.mark.slow
def test_a_claim_that_evidence_contradicts_is_found_on_its_own_commit(server: Server) -> None:
    clone = lawful(server, gate("tests", GOOD), rules={"V002": "off", "V001": "off"})
    claims = clone.commit(record("fix: one", f"Validation: `{GOOD}` passed"), {"a.txt": "bad\n"})
    clone.tool("gate", "run")
    clone.commit(record("fix: two", f"Validation: {GOOD} (passed)"), {"a.txt": "good\n"})
    clone.tool("gate", "run")
    clone.tool("sync")
    said = server.push("main", code=1)
    assert said.count("V003") == 2  # the finding, and how to explain it
    assert f"commit {claims[:12]}  fix: one" in said
    assert "Validation claims success, and evidence says that" in said


@pytest.mark.slow
def test_the_commit_of_a_replace_ref_is_not_looked_at(server: Server) -> None:
    clone = lawful(server, TESTS)
    good = clone.commit(record(), {"a.txt": "good\n"})
    clone.tool("gate", "run")
    bad = clone.commit(record("fix: spoil"), {"a.txt": "bad\n"})
    clone.git("replace", bad, good)
    said = server.push("main", "refs/replace/*", "refs/notes/agentops/gates", code=1)
    assert "V001" in said


def test_check_of_a_range_asks_for_evidence_too(repo: Repo) -> None:
    repo.commit(record("chore: begin"), {"CONSTITUTION.md": law(TESTS)})
    repo.git("switch", "--quiet", "-c", "topic")
    repo.commit(record(), {"a.txt": "good\n"})
    done = repo.tool("check", "main..topic", "--default-branch", "main", "--json", code=1)
    assert [row["code"] for row in json.loads(done.stdout)["findings"]] == ["V001"]
    repo.tool("gate", "run")
    repo.tool("check", "main..topic", "--default-branch", "main")


@pytest.mark.slow
def test_where_a_gate_names_signers_the_server_takes_no_other_word(
    server: Server, tmp_path: Path
) -> None:
    runner = signer(tmp_path, "Runner")
    clone = lawful(server, gate("tests", "true", signers=[runner.public]))
    clone.commit(record(), {"a.txt": "good\n"})
    clone.git("config", "agentops.signingKey", signer(tmp_path, "Mallory").file)
    clone.tool("gate", "run")
    clone.tool("sync")
    said = server.push("main", code=1)
    assert "V001  gate tests has no evidence for this tree that one of its signers signed" in said
    clone.git("config", "agentops.signingKey", runner.file)
    clone.tool("gate", "run")
    clone.tool("sync")
    server.push("main")


@pytest.mark.slow
def test_the_hook_of_a_linked_worktree_runs_on_what_is_staged_there(
    repo: Repo, tmp_path: Path
) -> None:
    repo.commit(
        record("chore: begin"), {"CONSTITUTION.md": law(gate("tests", GOOD, stage="pre-commit"))}
    )
    hooked(repo, "pre-commit")
    repo.git("worktree", "add", "--quiet", "-b", "topic", str(tmp_path / "linked"))
    linked = Repo(tmp_path / "linked")
    linked.write({"a.txt": "bad\n"})
    linked.git("add", "a.txt")
    assert "gate tests failed" in commit(linked, code=1)
    linked.write({"a.txt": "good\n"})
    (linked.path / "deep").mkdir()
    linked.git("-C", "deep", "commit", "--quiet", "--all", "-F", "-", data=record())
    assert [line["place"] for line in lines_of(linked)] == ["in place"]


@pytest.mark.slow
def test_an_interrupted_hook_makes_no_commit(repo: Repo, tmp_path: Path) -> None:
    pids = tmp_path / "pid"
    slow = gate("slow", sh(f"sleep 60 & echo $! > {pids}; kill -INT $(cat {pids}.hook); wait"))
    repo.commit(record("chore: begin"), {"CONSTITUTION.md": law({**slow, "stage": "pre-commit"})})
    before = repo.head()
    hook = repo.path / ".git" / "hooks" / "pre-commit"
    hook.write_text(f"#!/bin/sh\necho $$ > {pids}.hook\nexec agentops-git hook pre-commit\n")
    hook.chmod(0o755)
    repo.write({"a.txt": "good\n"})
    repo.git("add", "a.txt")
    assert "interrupted; nothing was left half written" in commit(repo, code=1)
    assert repo.head() == before
    assert not alive(int(pids.read_text()))
