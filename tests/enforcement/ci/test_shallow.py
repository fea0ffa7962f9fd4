"""Clones that end early are deepened by what is missing, and by no more."""

import pytest

from tests.enforcement.ci.hosting import LAW, Hosted, pull_request, push
from tests.enforcement.conftest import record


def pile(hosted: Hosted, number: int, message: str = "") -> str:
    """Many commits on the current branch, made at once; the new tip."""
    tree, tip = hosted.ann.head("HEAD^{tree}"), hosted.ann.head()
    text = message or record()
    lines = []
    for at in range(1, number + 1):
        lines += [
            f"commit refs/heads/pile\nmark :{at}",
            f"committer Ann <ann@example.invalid> {1_700_100_000 + at} +0000",
            f"data {len(text)}\n{text}",
            f"from {tip if at == 1 else f':{at - 1}'}\n",
        ]
    hosted.ann.git("fast-import", "--quiet", "--force", data="\n".join(lines))
    assert hosted.ann.head("pile^{tree}") == tree
    hosted.ann.git("reset", "-q", "--hard", "pile")
    return hosted.ann.head()


def proposed(hosted: Hosted, *messages: str) -> str:
    hosted.ann.git("switch", "-q", "-c", "topic")
    for message in messages:
        hosted.ann.commit(message)
    hosted.push("HEAD:refs/pull/7/head")
    return hosted.ann.head()


def test_a_short_pull_request_on_a_long_history_needs_a_little_more(hosted: Hosted) -> None:
    pile(hosted, 200)
    hosted.push("main")
    head = proposed(hosted, record(), "sneaky")
    runner = hosted.runner(head)
    done = runner.github("pull_request", pull_request(head), code=1)
    assert "2 commits judged" in done.stderr
    assert int(runner.git("rev-list", "--count", "HEAD")) < 100


@pytest.mark.slow
def test_a_base_that_moved_far_on_is_met(hosted: Hosted) -> None:
    head = proposed(hosted, "sneaky")
    hosted.ann.git("switch", "-q", "main")
    pile(hosted, 120)
    hosted.push("main")
    runner = hosted.runner(head)
    done = runner.github("pull_request", pull_request(head), code=1)
    assert "1 commit judged" in done.stderr


@pytest.mark.slow
def test_a_long_pull_request_is_judged_whole(hosted: Hosted) -> None:
    hosted.ann.git("switch", "-q", "-c", "topic")
    hosted.ann.commit("sneaky")
    head = pile(hosted, 130)
    hosted.push("HEAD:refs/pull/7/head")
    done = hosted.runner(head).github("pull_request", pull_request(head), code=1)
    assert "131 commits judged" in done.stderr


def test_what_branched_off_before_the_cut_is_not_taken_for_older_than_the_law(
    hosted: Hosted,
) -> None:
    """Two lines of history are cut: which of them holds the law's beginning can't be told."""
    hosted.ann.git("switch", "-q", "-c", "side")
    pile(hosted, 60, record("feat(side): go another way"))
    hosted.ann.commit("sneaky on a side line", {"side.txt": "s"})
    hosted.ann.git("switch", "-q", "main")
    pile(hosted, 60)
    hosted.push("main")
    hosted.ann.git("switch", "-q", "-c", "topic")
    hosted.ann.git("merge", "-q", "--no-ff", "-m", "Merge branch 'side' into topic", "side")
    hosted.push("HEAD:refs/pull/7/head")
    head = hosted.ann.head()
    done = hosted.runner(head).github("pull_request", pull_request(head), code=1)
    assert "62 commits judged" in done.stderr
    assert "sneaky on a side line" in done.stdout


@pytest.mark.slow
def test_a_law_from_before_the_cut_that_was_deleted_still_rules(hosted: Hosted) -> None:
    hosted.ann.git("rm", "-q", "CONSTITUTION.md")
    hosted.ann.commit(record("chore: delete the law"))
    old = pile(hosted, 60)
    new = hosted.ann.commit("sneaky")
    hosted.push("main")
    done = hosted.runner(new).github("push", push("refs/heads/main", old, new), code=1)
    assert ", deleted since" in done.stderr


@pytest.mark.slow
def test_a_history_of_its_own_is_older_than_the_law_as_in_a_whole_clone(hosted: Hosted) -> None:
    hosted.ann.git("switch", "-q", "--orphan", "import")
    hosted.ann.commit("garbage from elsewhere", {"lib.c": "x"})
    hosted.ann.git("switch", "-q", "-c", "topic", "main")
    merge = ("merge", "-q", "--allow-unrelated-histories", "-m", "Merge branch 'import' into topic")
    hosted.ann.git(*merge, "import")
    hosted.push("HEAD:refs/pull/7/head")
    head = hosted.ann.head()
    for depth in ("--depth=1", "--depth=1000"):
        done = hosted.runner(head, depth).github("pull_request", pull_request(head))
        assert "1 commit judged" in done.stderr
        assert "1 commit from before the law left out" in done.stderr


def test_a_whole_clone_stays_whole(hosted: Hosted) -> None:
    head = proposed(hosted, record())
    runner = hosted.runner(head, "--tags")
    runner.github("pull_request", pull_request(head))
    assert runner.git("rev-parse", "--is-shallow-repository") == "false"


@pytest.mark.slow
def test_since_a_commit_that_is_cut_off(hosted: Hosted) -> None:
    since = hosted.ann.head("HEAD~1")
    law = LAW["CONSTITUTION.md"].replace("extends: core", f"extends: core\nsince: {since}")
    hosted.ann.commit(record("chore: since"), {"CONSTITUTION.md": law})
    pile(hosted, 60)
    hosted.push("main")
    head = proposed(hosted, "sneaky")
    done = hosted.runner(head).github("pull_request", pull_request(head), code=1)
    assert "1 commit judged" in done.stderr
