"""What people read."""

from agentops_git.report import render
from agentops_git.rules.finding import Finding, Place
from tests.report.findings import COMMIT, CONTEXT, HOSTILE, MISSING, PLACE, WRITTEN


def test_a_refused_message() -> None:
    assert (
        render(WRITTEN, "text", CONTEXT)
        == """\
error T001  Intent is missing (line 2)
error T001  Learning is missing (line 2)

Intent: <what for>
Learning: <a lesson>

warn  M001  “Fixed it” has no type (line 2)

fix: it

Why, and an example: agentops-git explain T001
"""
    )


def test_a_range_commit_by_commit() -> None:
    assert (
        render(MISSING, "text", CONTEXT)
        == """\
commit 0123456789ab  fix(parser): reject empty values
error T001  Intent is missing
error T001  Learning is missing

Intent: <what for>
Learning: <a lesson>

commit ffffffffffff  Fixed it
warn  M001  “Fixed it” has no type

fix: it

2 errors and 1 warning in 14 commits by CONSTITUTION.md
Why, and an example: agentops-git explain T001
"""
    )


def test_what_was_suggested_once_is_not_said_again() -> None:
    elsewhere = [found._replace(place=Place("e" * 40, "feat: x")) for found in MISSING[:2]]
    text = render([*MISSING[:2], *elsewhere], "text", CONTEXT)
    assert text.count("Intent: <what for>") == 1
    assert text.count("Intent is missing") == 2


def test_nothing_to_mend() -> None:
    assert render([], "text", CONTEXT) == "14 commits judged by CONSTITUTION.md: nothing to mend\n"
    one = CONTEXT._replace(law="", commits=1)
    assert render([], "text", one) == "1 commit judged: nothing to mend\n"


def test_a_finding_in_a_file() -> None:
    found = Finding(
        "G001", "error", "rules: T001 is no level", Place(path="CONSTITUTION.md", line=4)
    )
    assert (
        render([found], "text", CONTEXT)
        == """\
CONSTITUTION.md
error G001  rules: T001 is no level (line 4)
Why, and an example: agentops-git explain G001
"""
    )


def test_colour_only_where_it_is_asked_for() -> None:
    assert "\x1b" not in render(MISSING, "text", CONTEXT)
    coloured = render(MISSING[:1], "text", CONTEXT._replace(colour=True))
    assert "\x1b[1;31merror\x1b[0m T001  Intent is missing\n" in coloured
    assert "\x1b[32mIntent: <what for>\x1b[0m\n" in coloured


def test_nothing_that_a_commit_says_reaches_the_terminal() -> None:
    text = render(HOSTILE, "text", CONTEXT)
    assert not {"\x1b", "\x07", "\u202e", "\r", "\udce9"} & set(text)
    assert text.isprintable() is False  # newlines alone
    assert text.replace("\n", "").replace("\ufffe", "").isprintable()


def test_a_commit_without_a_subject() -> None:
    found = MISSING[0]._replace(place=PLACE._replace(subject=""))
    assert render([found], "text", CONTEXT).startswith(f"commit {COMMIT[:12]}\nerror T001")
