"""``gate run`` and ``gate list`` as people use them."""

import json
import re
from pathlib import Path

import pytest

from tests.conftest import Repo, run
from tests.evidence.gating import adopted, gate, law, lines_of, record, sh

LINT = gate("lint", "true")
TESTS = gate("tests", sh("grep -qx good a.txt"), when={"paths": ["*.txt"]}, timeout=60)


def steady(text: str) -> str:
    """Without what differs from run to run: durations and moments."""
    return re.sub(r"\d+\.\d s", "N s", re.sub(r"20\d\d-[-0-9T:.]+Z", "WHEN", text))


def test_what_a_run_says(repo: Repo) -> None:
    adopted(repo, LINT, TESTS)
    repo.write({"a.txt": "bad\n"})
    repo.commit(record("fix: spoil it"))
    done = repo.tool("gate", "run", "--keep-going", code=1)
    tree = repo.head("HEAD^{tree}")[:12]
    assert steady(done.stdout) == (
        "passed      lint: true (N s)\n"
        "failed      tests: sh -c 'grep -qx good a.txt' (exited 1 after N s)\n"
        f"evidence is on the tree {tree}; share it: agentops-git sync\n"
    )
    assert steady(done.stderr) == (
        "agentops-git: gate lint: true\n"
        "agentops-git: gate lint: passed (N s)\n"
        "agentops-git: gate tests: sh -c 'grep -qx good a.txt'\n"
        "agentops-git: gate tests: exited 1 after N s\n"
    )


def test_what_a_second_run_says(repo: Repo) -> None:
    adopted(repo, LINT)
    repo.tool("gate", "run")
    done = repo.tool("gate", "run")
    tree = repo.head("HEAD^{tree}")[:12]
    assert steady(done.stdout) == f"known       lint: true (N s)\nevidence is on the tree {tree}\n"
    assert done.stderr == ""


def test_json_holds_all_and_stands_alone_on_standard_output(repo: Repo) -> None:
    adopted(repo, gate("tests", "git --version", stage="ci"))
    found = json.loads(repo.tool("gate", "run", "--json").stdout)
    (row,) = found.pop("gates")
    assert found == {
        "version": 1, "tree": repo.head("HEAD^{tree}"), "commit": repo.head(),
        "base": repo.head("HEAD^"),
    }  # fmt: skip
    evidence = row.pop("evidence")
    assert row == {
        "name": "tests", "command": "git --version", "stage": "ci", "level": "error",
        "state": "passed", "why": "",
    }  # fmt: skip
    assert evidence["passed"] is True
    assert evidence["tools"] == {"git": repo.git("--version")}
    assert {*evidence} == {
        "gate", "command", "exit", "seconds", "finished", "place", "changed", "tools", "base",
        "output", "signature", "by", "passed",
    }  # fmt: skip


def test_on_what_is_staged(repo: Repo) -> None:
    adopted(repo, TESTS, gate("slow", "true", stage="ci"))
    repo.write({"a.txt": "bad\n"})
    repo.git("add", "a.txt")
    tree = repo.git("write-tree")
    done = repo.tool("gate", "run", "--staged", "--json", "--stage", "pre-push", code=1)
    found = json.loads(done.stdout)
    assert (found["tree"], found["commit"], found["base"]) == (tree, None, repo.head())
    assert [row["name"] for row in found["gates"]] == ["tests"]
    assert [line["exit"] for line in lines_of(repo, tree)] == [1]


def test_a_gate_that_does_not_apply_runs_where_it_is_named(repo: Repo) -> None:
    adopted(repo, TESTS, gate("docs", "true", when={"paths": ["docs/**"]}))
    assert "docs" not in repo.tool("gate", "run").stdout
    assert "passed      docs: true" in repo.tool("gate", "run", "--gate", "docs").stdout


def test_a_branch_is_compared_with_the_default_one(repo: Repo, tmp_path: Path) -> None:
    adopted(repo, TESTS)
    run("git", "clone", "--quiet", repo.path, tmp_path / "clone", cwd=tmp_path)
    clone = Repo(tmp_path / "clone")
    clone.git("switch", "--quiet", "-c", "topic")
    clone.commit(record("fix: one"), {"b.txt": "b\n"})
    clone.commit(record("docs: two"), {"README.md": "hello\n"})
    found = json.loads(clone.tool("gate", "run", "--json").stdout)
    assert [row["name"] for row in found["gates"]] == ["tests"]
    assert found["base"] == clone.head("origin/main")


def test_nothing_applies(repo: Repo) -> None:
    adopted(repo, TESTS)
    repo.commit(record("docs: say it"), {"README.md": "hello\n"})
    done = repo.tool("gate", "run")
    assert done.stdout == "no gate of the law applies to this change; see agentops-git gate list\n"


def test_the_list(repo: Repo) -> None:
    adopted(repo, LINT, TESTS, gate("release", "true ok", when={"branches": ["release/*"]}))
    repo.tool("gate", "run", "--gate", "lint")
    tree = repo.head("HEAD^{tree}")[:12]
    assert steady(repo.tool("gate", "list").stdout) == (
        "passed     lint  pre-push, error, 600 s (WHEN, N s)\n"
        "           true\n"
        "missing    tests  pre-push, error, 60 s\n"
        "           sh -c 'grep -qx good a.txt'\n"
        "           when paths: *.txt\n"
        "not asked  release  pre-push, error, 600 s\n"
        "           true ok\n"
        "           when branches: release/*\n"
        f"on the tree {tree}\n"
    )
    rows = json.loads(repo.tool("gate", "list", "--json").stdout)["gates"]
    assert [(row["name"], row["applies"], row["state"]) for row in rows] == [
        ("lint", True, "passed"), ("tests", True, "missing"), ("release", False, "not asked"),
    ]  # fmt: skip


def test_a_law_without_gates(repo: Repo) -> None:
    adopted(repo)
    assert repo.tool("gate", "list").stdout == "the law states no gates; see docs/gates.md\n"
    assert repo.tool("gate", "run").stdout.startswith("no gate of the law applies")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["run", "--gate", "lnt"], "the law has no gate 'lnt'; its gates: lint\n"),
        (["run", "nowhere"], "no commit is named 'nowhere'; see git log --all\n"),
        (["run", "--law", "-x"], "--law: there is no commit '-x' here; gates are those"),
        (["run", "HEAD", "--staged"], "gate run: give a COMMIT or --staged, one of them\n"),
        (["run", "--stage", "never"], "'never' is not one of"),
        (["list", "\x1b[31m"], r"no commit is named '\x1b[31m'; see git log --all"),
        (["list", "--output=x"], "No such option"),
    ],
)
def test_what_is_asked_for_wrongly(repo: Repo, args: list[str], said: str) -> None:
    adopted(repo, LINT)
    done = repo.tool("gate", *args, code=2)
    assert said in done.stderr
    assert done.stderr.count("\n") == 1


def test_where_there_is_no_law_no_commit_or_no_repository(repo: Repo, tmp_path: Path) -> None:
    assert "no commit yet; gates are those of the law" in repo.tool("gate", "run", code=2).stderr
    repo.commit("feat: begin", {"a.txt": "a\n"})
    done = repo.tool("gate", "run", code=2)
    assert done.stderr == (
        "agentops-git: HEAD holds no constitution; make one: agentops-git init\n"
    )
    repo.commit("feat: a law", {"CONSTITUTION.md": "---\nagentops: 1\ngates: 3\n---\n"})
    assert "CONSTITUTION.md" in repo.tool("gate", "list", code=2).stderr
    (tmp_path / "empty").mkdir()
    nowhere = run("agentops-git", "gate", "run", cwd=tmp_path / "empty", code=3)
    assert "not a git repository" in nowhere.stderr


def test_a_level_of_the_law_makes_all_gates_milder(repo: Repo) -> None:
    repo.commit(
        record("chore: begin"),
        {"CONSTITUTION.md": law(gate("bad", "false"), rules={"V002": "warn"})},
    )
    repo.commit(record(), {"a.txt": "a\n"})
    assert repo.tool("gate", "run").stdout.startswith("failed      bad: false (exited 1")
