"""GitLab's templates: every documented variable, and what becomes of empty ones."""

import pytest

from agentops_git.survival.host_template import expand, listed, unknown, variables
from tests.survival_host.pulls import ADD, MEND, OF_TWO, commit, pull


def test_every_documented_variable_has_a_value() -> None:
    assert variables(OF_TWO) == {
        "source_branch": "values",
        "target_branch": "main",
        "title": "Reject empty values",
        "issues": "",
        "description": "",
        "reference": "!12",
        "local_reference": "!12",
        "source_project_id": "",
        "first_commit": ADD.strip(),
        "first_multiline_commit": ADD.strip(),
        "first_multiline_commit_description": ADD.partition("\n\n")[2].strip(),
        "url": "https://host.invalid/12",
        "reviewed_by": "",
        "approved_by": "Approved-by: Cyd <cyd@example.invalid>",
        "merged_by": "",
        "merge_request_author": "",
        "co_authored_by": "Co-authored-by: Bob <bob@example.invalid>",
        "all_commits": listed([OF_TWO.commits[0], OF_TWO.commits[2]]),
    }


def test_the_title_stands_for_a_commit_of_several_lines_where_there_is_none() -> None:
    assert variables(pull(commit("fix: a\n")))["first_multiline_commit"] == "Reject empty values"


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("%{title}\n\n%{issues}\n\nSee %{local_reference}", "Reject empty values\n\nSee !12\n"),
        ("%{title}\n%{issues}\nmore", "Reject empty values\nmore\n"),
        ("%{title}\n\n%{description}", "Reject empty values\n"),
        ("%{title} %{issues}.", "Reject empty values .\n"),
        ("%{title}\r\n\r\n%{nobody}", "Reject empty values\n\n%{nobody}\n"),
        ("100%{title}%", "100Reject empty values%\n"),
    ],
    ids=["alone between blanks", "alone", "at the end", "in a line", "unknown", "in words"],
)
def test_expanding(template: str, expected: str) -> None:
    assert expand(template, OF_TWO) == expected


def test_a_value_is_not_expanded_again() -> None:
    assert expand("%{title}", pull(commit(MEND), title="%{url}")) == "%{url}\n"


def test_unknown_variables_are_named_once() -> None:
    assert unknown("%{nobody} %{title} %{nobody} %{none}", OF_TWO) == ["nobody", "none"]


def test_no_more_than_gitlab_lists() -> None:
    many = pull(*(commit(f"fix: {number}\n") for number in range(101)))
    said = variables(many)["all_commits"]
    assert (said.count("* fix: "), "* fix: 0\n" in said) == (100, False)
    large = pull(commit(f"fix: a\n\n{'x' * 102_401}\n"), commit(f"fix: b\n\n{'x' * 102_400}\n"))
    assert len(variables(large)["all_commits"]) == len("* fix: a\n\n* fix: b\n\n") + 102_400
