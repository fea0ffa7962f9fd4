"""``agentops-git route``: which workflow and agent fit a task, how surely, and how often right."""

import json
from pathlib import Path

from tests.conftest import Repo, run

LAW = """\
---
agentops: 1
workflows:
  on-call:
    meaning: a page that has to be answered now
    when: [paged, the pager]
    agent: Claude
  validated-deployment:
    use: false
---
# Constitution
"""


def routed(repo: Repo, *task: str) -> dict[str, object]:
    found: dict[str, object] = json.loads(repo.tool("route", "--json", *task).stdout)
    return found


def test_a_task_is_routed_with_its_confidence_and_the_reason(repo: Repo) -> None:
    said = repo.tool("route", "deploy release 2.1 to production").said
    assert said == "validated-deployment  1.00, auto\n  why: deploy, to production, release\n"


def test_a_task_that_says_little_lists_the_choices(repo: Repo) -> None:
    lines = repo.tool("route", "improve", "things").stdout.splitlines()
    assert lines[0].startswith("choose: nothing is sure")
    assert len(lines) > 3


def test_programs_get_everything(repo: Repo) -> None:
    found = routed(repo, "deploy release 2.1 to production")
    alternatives = found.pop("alternatives")
    assert found == {
        "version": 1,
        "task": "deploy release 2.1 to production",
        "workflow": "validated-deployment",
        "confidence": found["confidence"],
        "verdict": "auto",
        "why": "deploy, to production, release",
        "agent": None,
    }
    assert isinstance(alternatives, list)
    assert sorted(one["workflow"] for one in alternatives) == [
        "debug", "documentation", "quick-edit", "refactor", "research-plan-implement",
    ]  # fmt: skip
    chances = [one["confidence"] for one in alternatives]
    assert chances == sorted(chances, reverse=True)


def test_the_constitution_adds_workflows_and_leaves_some_out(repo: Repo) -> None:
    repo.commit("chore: law", {"CONSTITUTION.md": LAW})
    paged = routed(repo, "we were paged because the queue is full")
    assert paged["workflow"] == "on-call"
    assert paged["agent"] == {"name": "Claude", "why": "set in the constitution"}
    deployment = routed(repo, "deploy release 2.1 to production")
    assert "validated-deployment" not in json.dumps(deployment["alternatives"])
    assert deployment["workflow"] != "validated-deployment"


def test_feedback_is_noted_and_learned_from(repo: Repo) -> None:
    repo.commit("chore: first")
    task = "reconsider the frobnicator"
    assert routed(repo, task)["verdict"] == "choose"
    said = repo.tool("route", "--feedback", "refactor", task).stdout
    assert said.startswith("noted: refactor (it was routed to ")
    assert said.endswith("share it: agentops-git sync\n")
    again = routed(repo, task)
    assert (again["workflow"], again["verdict"]) == ("refactor", "auto")
    assert "you said so of this task" in str(again["why"])
    assert routed(repo, "reconsider that frobnicator")["workflow"] == "refactor"
    repo.tool("route", "--feedback", "debug", task)
    assert routed(repo, task)["workflow"] == "debug"


def test_feedback_follows_notes_to_another_clone(repo: Repo, tmp_path: Path) -> None:
    repo.commit("chore: first")
    repo.tool("route", "--feedback", "debug", "look at the frobnicator")
    run("git", "clone", "--quiet", repo.path, tmp_path / "clone", cwd=tmp_path)
    clone = Repo(tmp_path / "clone")
    clone.tool("sync")
    assert routed(clone, "look at the frobnicator")["workflow"] == "debug"


def test_the_agent_whose_changes_stood_is_named(repo: Repo) -> None:
    for number in range(4):
        repo.commit(f"fix: leak {number}\n\nAssisted-by: Claude:opus\n")
        bad = repo.commit(f"fix: crash {number}\n\nAssisted-by: Other:one\n")
        repo.commit(f'Revert "fix: crash {number}"\n\nThis reverts commit {bad}.\n')
    found = routed(repo, "the importer crashes with a segfault")
    assert found["agent"] == {"name": "Claude", "why": "4 of its 4 such changes stand"}


def test_the_report_measures_or_says_that_it_cannot(repo: Repo) -> None:
    repo.commit("chore: first")
    assert repo.tool("route", "--report").stdout.splitlines()[0] == (
        "feedback: 0 tasks, too few to measure (at least 20)"
    )
    for number in range(20):
        repo.commit(f"fix: the crash of part {number}")
        repo.commit(f"docs: explain part {number}")
    found = json.loads(repo.tool("route", "--report", "--json").stdout)
    assert (found["feedback"], found["commits"], found["measured"]) == (0, 41, None)
    assert found["typed"]["tasks"] == 41
    assert found["typed"]["accuracy"] > 0.9 > found["typed"]["baseline"]
    assert sum(one["tasks"] for one in found["typed"]["bins"]) == 41


def test_bad_input_is_one_line(repo: Repo) -> None:
    said = repo.tool("route", "  ", code=2).said
    assert said == (
        "agentops-git: no task: say what is to be done; see agentops-git route --help\n"
    )
    wrong = repo.tool("route", "--feedback", "magic", "fix it", code=2).said
    assert wrong.startswith("agentops-git: no workflow 'magic'; there are quick-edit, ")
    early = repo.tool("route", "--feedback", "debug", "fix it", code=3).said
    assert early == "agentops-git: there is no commit yet that feedback could be noted on\n"
    repo.commit("chore: first")
    long = repo.tool("route", "--feedback", "debug", "fix " * 600, code=2).said
    assert long == "agentops-git: the task has 2399 characters, and feedback keeps 2000\n"


def test_strange_tasks_get_an_honest_answer(repo: Repo) -> None:
    for task in ('" OR NEAR(* AND ^', "修复登录页面的错误", "🚀🚀", "--"):
        found = routed(repo, "--", task)
        assert found["verdict"] == "choose", task
    huge = repo.tool("route", "--json", "-", data="please " * 150_000 + "\n").stdout
    assert json.loads(huge)["verdict"] == "choose"


def test_it_works_outside_a_repository(tmp_path: Path) -> None:
    done = run("agentops-git", "route", "deploy it to production", cwd=tmp_path)
    assert done.stdout.startswith("validated-deployment")
    assert done.stderr.startswith("agentops-git: routed by the defaults alone: not a git ")
