"""GitHub's events, each judged in a clone as actions/checkout makes it."""

from tests.enforcement.ci.hosting import ZEROS, Hosted, pull_request, push
from tests.enforcement.conftest import record

MAIN = "refs/heads/main"


def topic(hosted: Hosted, *messages: str) -> str:
    """A pull request with these commits; its head."""
    hosted.ann.git("switch", "-q", "-c", "topic")
    for message in messages:
        hosted.ann.commit(message)
    hosted.push("HEAD:refs/pull/7/head")
    return hosted.ann.head()


def made_up_merge(hosted: Hosted, head: str) -> str:
    """What a host's pull request events check out."""
    hosted.ann.git("switch", "-q", "--detach", "main")
    hosted.ann.git("merge", "-q", "--no-ff", "-m", "Merge it", head)
    hosted.push("HEAD:refs/pull/7/merge")
    return hosted.ann.head()


def test_a_pull_request_is_judged_at_its_head_and_not_at_the_made_up_merge(hosted: Hosted) -> None:
    head = topic(hosted, record(), "sneaky")
    runner = hosted.runner(made_up_merge(hosted, head))
    done = runner.github("pull_request", pull_request(head), code=1)
    assert [line.split("%0A")[0] for line in done.stdout.splitlines()] == [
        f"::error title=T001 in {head[:12]} sneaky::Intent is missing",
        f"::error title=T001 in {head[:12]} sneaky::Context is missing",
        f"::error title=T001 in {head[:12]} sneaky::Learning is missing",
        f"::warning title=M001 in {head[:12]} sneaky::“sneaky” has no type: write it as "
        "type(scope): description",
    ]
    assert done.stderr.splitlines()[-1] == (
        f"agentops-git: main at {head[:12]}: 2 commits judged by "
        f"CONSTITUTION.md at {hosted.first[:12]}: 3 errors, 1 warning"
    )


def test_a_lawful_one_passes(hosted: Hosted) -> None:
    head = topic(hosted, record())
    done = hosted.runner(head).github("pull_request", pull_request(head))
    assert done.stdout == ""
    assert "1 commit judged" in done.stderr


def test_a_pull_request_that_changes_the_law_is_judged_by_the_one_that_stands(
    hosted: Hosted,
) -> None:
    hosted.ann.git("switch", "-q", "-c", "topic")
    hosted.ann.commit(
        "no more law", {"CONSTITUTION.md": "---\nagentops: 1\nrules: {T001: off}\n---\n"}
    )
    head = hosted.ann.head()
    hosted.push("HEAD:refs/pull/7/head")
    done = hosted.runner(head).github("pull_request_target", pull_request(head), code=1)
    assert "T001" in done.stdout


def test_a_push_to_main_is_judged_by_the_old_tip(hosted: Hosted) -> None:
    new = hosted.ann.commit("sneaky", {"CONSTITUTION.md": "gone"})
    hosted.push("main")
    done = hosted.runner(new).github("push", push(MAIN, hosted.first, new), code=1)
    assert "T001" in done.stdout
    assert f"by CONSTITUTION.md at {hosted.first[:12]}" in done.stderr


def test_the_first_push_of_a_topic_brings_what_main_lacks(hosted: Hosted) -> None:
    hosted.ann.git("switch", "-q", "-c", "topic")
    hosted.ann.commit(record())
    new = hosted.ann.commit("sneaky")
    hosted.push("topic")
    done = hosted.runner(new).github("push", push("refs/heads/topic", ZEROS, new), code=1)
    assert "2 commits judged" in done.stderr
