"""Guarded changes land where people approved exactly them, however a host lands them."""

from pathlib import Path

import pytest

from tests.conftest import Repo, run
from tests.enforcement.approving import Ground, law, said

OPS = {"ops/run": "2\n"}


@pytest.fixture
def ground(repo: Repo) -> Ground:
    """Two people may approve, and one of them suffices."""
    return Ground(repo, law("Ann", "Ben"))


@pytest.fixture
def approved(ground: Ground) -> Ground:
    """A topic by Ann of two commits, the second one guarded, that Ben approved."""
    ground.branch("topic")
    ground.commit({"b": "1\n"})
    ground.commit(OPS, subject="fix: run twice")
    ground.decide("Ben", "main..topic")
    return ground


def squash(ground: Ground, *commits: str, subject: str = "fix: run twice (#1)") -> str:
    """What a host's button makes of a branch, on the branch that is checked out."""
    ground.repo.git("merge", "--quiet", "--squash", *commits)
    return ground.commit({}, by="Ben", subject=subject)


def test_what_nobody_guards_needs_no_approval(ground: Ground) -> None:
    ground.branch("topic")
    ground.commit({"a": "2\n", "b": "1\n"})
    assert ground.land() == ((), ())


def test_a_guarded_change_waits_for_approval(ground: Ground) -> None:
    ground.branch("topic")
    before = ground.repo.head()[:12]
    commit = ground.commit(OPS)
    (found,) = ground.land().findings
    assert found[:3] == (
        "G002",
        "error",
        "a change here needs approval (the constitution protects it): 1 person for the gate "
        "'change'; nobody did; ask Ben",
    )
    assert found.place[:3] == (commit, "fix: mend", "ops/run")
    assert found.suggestion == f"agentops-git gate request {before}..{commit[:12]}"


def test_the_constitution_itself_is_guarded(ground: Ground) -> None:
    ground.branch("topic")
    ground.commit({"CONSTITUTION.md": law("Ann")})
    assert said(ground.land()) == ["error G002 CONSTITUTION.md"]
    ground.decide("Ben", "main..topic")  # by the law that rules, not by the one that is proposed
    assert said(ground.land()) == []


def test_an_approved_fast_forward(approved: Ground) -> None:
    landed = approved.land()
    assert landed.findings == ()
    assert landed.notices == (f"{approved.repo.head()[:12]} approved by Ben (key, not presence)",)


def test_a_part_of_it_is_another_change(ground: Ground) -> None:
    """What a later commit of the range makes good must not be left out."""
    ground.branch("topic")
    ground.commit({"ops/run": "open\n"})
    ground.commit({"ops/run": "shut\n"})
    ground.decide("Ben", "main..topic")
    assert said(ground.land("topic~1")) == ["error G002 ops/run"]
    assert said(ground.land("topic")) == []


def test_what_follows_the_approved_head_is_not_approved(approved: Ground) -> None:
    later = approved.commit({"ops/run": "3\n"})
    (found,) = approved.land().findings
    assert (found.code, found.place.commit) == ("G002", later)


def test_a_hosts_merge_commit(approved: Ground) -> None:
    approved.switch("main")
    approved.commit({"c": "1\n"})
    approved.repo.git("branch", "old")
    approved.repo.git("merge", "--quiet", "--no-ff", "--no-edit", "topic")
    assert said(approved.land(old="old")) == []


@pytest.mark.slow
def test_a_hosts_squash(approved: Ground) -> None:
    approved.branch("queue")
    squash(approved, "topic")
    assert said(approved.land()) == []


def test_a_hosts_rebase(approved: Ground) -> None:
    approved.branch("queue")
    approved.commit({"c": "1\n"})  # main moved, on a clean base that touches nothing guarded
    approved.repo.git("branch", "old")
    approved.repo.git("cherry-pick", "main..topic")
    assert said(approved.land(old="old")) == []


@pytest.mark.slow
def test_several_landings_in_one_push(approved: Ground) -> None:
    approved.branch("other", "main")
    approved.commit({"d": "1\n"})
    approved.branch("queue", "main")
    squash(approved, "other")
    approved.repo.git("merge", "--quiet", "--no-ff", "--no-edit", "topic")
    approved.commit({"e": "1\n"})
    assert said(approved.land()) == []


def test_a_moved_base_that_is_clean(approved: Ground) -> None:
    approved.branch("queue")
    approved.commit({"c": "1\n"})
    approved.repo.git("branch", "old")
    squash(approved, "topic")
    assert said(approved.land(old="old")) == []


def test_a_moved_base_with_a_guarded_change(approved: Ground) -> None:
    approved.branch("queue", "main")
    moved = approved.commit({"ops/other": "1\n"}, by="Cy")
    approved.repo.git("branch", "old")
    squash(approved, "topic")
    landed = approved.land(old="old")
    assert said(landed) == ["error G002 ops/run", "warn H002"]
    assert landed.findings[1].message == (
        "the approval of Ben does not count: its base has moved since, and "
        f"{moved[:12]} changed what needs approval; approve it anew: "
        f"agentops-git approve {moved[:12]}..{approved.repo.head('topic')[:12]}"
    )


def test_an_amended_commit_with_another_tree(approved: Ground) -> None:
    approved.repo.write({"ops/run": "evil\n"})
    approved.repo.git("commit", "--quiet", "--all", "--amend", "--no-edit")
    assert said(approved.land()) == ["error G002 ops/run"]


def test_a_rebased_commit_with_another_tree(approved: Ground) -> None:
    approved.branch("queue", "main")
    approved.repo.git("cherry-pick", "topic~1")
    approved.commit({"ops/run": "2\nevil\n"})
    assert said(approved.land()) == ["error G002 ops/run"]


def test_a_rebase_with_something_else_on_the_way(approved: Ground) -> None:
    """Each state on the way has to be one that was approved, not the last alone."""
    approved.branch("queue", "main")
    approved.commit({"b": "1\n", "ops/evil": "1\n"})
    approved.repo.git("rm", "--quiet", "ops/evil")
    approved.commit(OPS)
    assert approved.repo.head("HEAD^{tree}") == approved.repo.head("topic^{tree}")
    assert said(approved.land()) == ["error G002 ops/evil", "error G002 ops/evil"]


def test_the_same_tree_on_another_parent(approved: Ground) -> None:
    """It would take back in passing what the other parent brought."""
    approved.branch("queue", "main")
    approved.commit({"c": "1\n"})
    approved.repo.git("branch", "old")
    tree, old = approved.repo.head("topic^{tree}"), approved.repo.head("old")
    copy = approved.repo.git("commit-tree", tree, "-p", old, "-m", "fix: run twice")
    landed = approved.land(copy, old="old")
    assert said(landed)[0] == "error G002 ops/run"


def test_a_parent_that_does_not_descend_from_the_approved_base(ground: Ground) -> None:
    ground.branch("stacked")
    ground.commit({"b": "1\n"})
    ground.commit(OPS)
    ground.decide("Ben", "HEAD~1..HEAD")
    ground.branch("queue", "main")
    squash(ground, "stacked")
    landed = ground.land()
    assert said(landed) == ["error G002 ops/run", "warn H002"]
    assert "does not descend from its base" in landed.findings[1].message


def test_landed_reverted_and_landed_again(approved: Ground) -> None:
    """One approval, one landing: a revert is a decision that needs a new one to be undone."""
    approved.branch("queue", "main")
    squash(approved, "topic")
    approved.decide("Ann", "HEAD~1..HEAD")
    approved.repo.git("revert", "--no-edit", "HEAD")
    approved.repo.git("branch", "old")
    squash(approved, "topic")
    landed = approved.land(old="old")
    assert said(landed) == ["error G002 ops/run", "warn H002"]
    assert "its base has moved since" in landed.findings[1].message


def test_picked_again_after_its_merge_was_reverted(approved: Ground) -> None:
    approved.branch("queue", "main")
    approved.repo.git("merge", "--quiet", "--no-ff", "--no-edit", "topic")
    approved.repo.git("revert", "--no-edit", "--mainline=1", "HEAD")
    approved.repo.git("branch", "old")
    approved.repo.git("cherry-pick", "topic")
    assert said(approved.land(old="old")) == ["error G002 ops/run"]


def test_swapped_first_parents(approved: Ground) -> None:
    """A merge of main into the topic, pushed to main, makes main's own line a side line."""
    approved.switch("main")
    approved.commit({"c": "1\n"})
    approved.switch("topic")
    approved.repo.git("merge", "--quiet", "--no-edit", "main")
    landed = approved.land()
    assert said(landed) == ["error G002 ops/run"]
    assert landed.findings[0].message.endswith(
        "don't lead to where refs/heads/main is: merge into that branch, not that branch into yours"
    )
    approved.decide("Ben", "main..topic")  # who sees that very merge may approve it
    assert said(approved.land()) == []


def test_swapped_first_parents_with_nothing_guarded(ground: Ground) -> None:
    """What `git pull` makes all day."""
    ground.branch("topic")
    ground.commit({"b": "1\n"})
    ground.switch("main")
    ground.commit({"ops/run": "approved before\n"})
    ground.switch("topic")
    ground.repo.git("merge", "--quiet", "--no-edit", "main")
    assert said(ground.land()) == []


def test_an_evil_merge_of_an_approved_head(approved: Ground) -> None:
    approved.branch("queue", "main")
    approved.repo.git("merge", "--quiet", "--no-ff", "--no-commit", "topic")
    approved.commit({"ops/run": "evil\n"})
    assert said(approved.land()) == ["error G002 ops/run"]


@pytest.mark.slow
def test_a_merge_of_an_approved_head_and_something_else(approved: Ground) -> None:
    approved.branch("other", "main")
    approved.commit({"ops/other": "1\n"})
    approved.branch("queue", "main")
    approved.repo.git("merge", "--quiet", "--no-ff", "--no-edit", "topic", "other")
    assert said(approved.land())[0] == "error G002 ops/other"


def test_a_host_brings_a_branch_up_to_date_and_merges_it(approved: Ground) -> None:
    approved.switch("main")
    approved.commit({"c": "1\n"})
    approved.switch("topic")
    approved.repo.git("merge", "--quiet", "--no-edit", "main")
    approved.switch("main")
    approved.repo.git("branch", "old")
    approved.repo.git("merge", "--quiet", "--no-ff", "--no-edit", "topic")
    assert said(approved.land(old="old")) == []


def test_a_rewound_branch(approved: Ground) -> None:
    """Who takes an approved change back by force has not been approved."""
    assert said(approved.land("main~0", old="topic")) == []  # no commit lands
    approved.branch("elsewhere", "main")
    approved.commit({"b": "2\n"})
    assert said(approved.land("elsewhere", old="topic")) == ["error G002 ops/run"]


def test_a_new_protected_branch_begins_where_it_leaves_the_default_one(ground: Ground) -> None:
    ground.commit(OPS)
    ground.branch("release", "main~1")
    assert said(ground.land(how="creation")) == []
    ground.commit({"ops/run": "other\n"})
    assert said(ground.land(how="creation")) == ["error G002 ops/run"]


def test_commits_of_a_trusted_ref_are_taken_in(repo: Repo) -> None:
    ground = Ground(repo, law("Ann", "Ben", more="trusted: [upstream]\n"))
    ground.branch("upstream")
    ground.commit(OPS)
    assert said(ground.land()) == []  # a fork's main follows
    ground.branch("queue", "main")
    ground.commit({"c": "1\n"})
    ground.repo.git("merge", "--quiet", "--no-ff", "--no-edit", "upstream")
    assert said(ground.land()) == []
    ground.repo.git("switch", "--quiet", "--detach", "main")
    ground.repo.git("merge", "--quiet", "--no-ff", "--no-commit", "upstream")
    ground.commit({"ops/run": "evil\n"})
    assert said(ground.land()) == ["error G002 ops/run"]


def test_a_landing_with_a_second_tree_header(approved: Ground) -> None:
    """git reads the first one; whoever reads the second sees another change."""
    approved.branch("queue", "main")
    squash(approved, "topic")
    text = approved.repo.git("cat-file", "commit", "HEAD") + "\n"
    evil = approved.repo.head("main^{tree}")
    odd = text.replace("\nauthor ", f"\ntree {evil}\nauthor ", 1)
    made = approved.repo.git(
        "hash-object", "-t", "commit", "-w", "--literally", "--stdin", data=odd
    )
    assert said(approved.land(made)) == ["error G002 ops/run"]


def test_a_repository_of_sha256(tmp_path: Path) -> None:
    run("git", "init", "-q", "-b", "main", "--object-format=sha256", tmp_path / "r", cwd=tmp_path)
    ground = Ground(Repo(tmp_path / "r"), law("Ann", "Ben"))
    ground.branch("topic")
    ground.commit(OPS)
    ground.decide("Ben", "main..topic")
    ground.branch("queue", "main")
    ground.commit({"c": "1\n"})
    squash(ground, "topic")
    assert said(ground.land()) == []


def test_a_merge_that_nobody_is_left_to_approve(repo: Repo) -> None:
    """Ann wrote it and Ben merged it: what is merged can still be approved, as it was."""
    ground = Ground(repo, law("Ann", "Ben"))
    ground.branch("topic")
    ground.commit(OPS)
    ground.switch("main")
    ground.branch("merged")
    ground.commit({"b": "2\n"}, by="Ben")
    before, topic = repo.head()[:12], repo.head("topic")[:12]
    who = {"GIT_AUTHOR_EMAIL": "ben@example.invalid", "GIT_COMMITTER_EMAIL": "ben@example.invalid"}
    repo.git("merge", "--quiet", "--no-ff", "-m", "Merge branch topic", "topic", env=who)
    (found,) = ground.land("merged").findings
    assert found.message.endswith(
        "nobody did; nobody else may; what it merges can be approved instead, and then it lands "
        "where it merges that cleanly and adds nothing"
    )
    assert found.suggestion == f"agentops-git gate request {before}..{topic}"
    ground.decide("Ben", f"{before}..{topic}")
    assert said(ground.land("merged")) == []
