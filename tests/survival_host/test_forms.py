"""What each host makes of a pull request, as its documentation says it (docs/squash.md)."""

import pytest

from agentops_git.cli.pull_options import HOSTS
from agentops_git.errors import UsageError
from agentops_git.message.trailers import parse
from agentops_git.survival.host_forms import FORMS, form_of, render
from agentops_git.survival.host_pull import Pull, text_of, title_of
from tests.survival_host.pulls import ADD, MEND, OF_ONE, OF_TWO, commit, pull

LISTED = f"""\
* feat(parser): reject empty values

{ADD.partition(chr(10) * 2)[2]}
* test: mend the clock

{MEND.partition(chr(10) * 2)[2]}"""
LISTED_WITH_MERGE = LISTED.replace("* test", "* Merge branch 'main'\n\n* test")
BOB = "Co-authored-by: Bob <bob@example.invalid>\n"


def made(host: str, of: Pull) -> str:
    return render(FORMS[host], of)


def test_every_form_can_be_asked_for() -> None:
    assert tuple(FORMS) == HOSTS


def test_github_takes_the_message_of_a_single_commit() -> None:
    assert made("github", OF_ONE) == ADD.replace("values\n", "values (#12)\n", 1)


def test_github_lists_several_commits_under_the_title() -> None:
    expected = f"Reject empty values (#12)\n\n{LISTED_WITH_MERGE}\n---------\n\n{BOB}"
    assert made("github", OF_TWO) == made("github-title-commits", OF_TWO) == expected


def test_github_takes_the_title_alone_or_with_commits_or_the_description() -> None:
    body = ADD.partition("\n\n")[2]
    assert made("github-title", OF_ONE) == "Reject empty values (#12)\n"
    assert made("github-title-commits", OF_ONE) == f"Reject empty values (#12)\n\n{body}"
    described = OF_TWO._replace(body="Why it matters.")
    assert made("github-title-body", described) == (
        f"Reject empty values (#12)\n\nWhy it matters.\n\n---------\n\n{BOB}"
    )
    assert made("github-title", OF_TWO) == f"Reject empty values (#12)\n\n{BOB}"


def test_github_repeats_who_signed_under_its_rule() -> None:
    signed = "fix: a\n\nSigned-off-by: Ann <a@b>\nCo-Authored-By: Cyd <c@d>\n"
    said = made("github", pull(commit(signed), commit("fix: b\n")))
    assert said.endswith("\n---------\n\nSigned-off-by: Ann <a@b>\nCo-authored-by: Cyd <c@d>\n")


def test_gitlab_takes_the_title_or_lists_the_commits_without_merges() -> None:
    assert made("gitlab", OF_TWO) == "Reject empty values\n"
    assert made("gitlab-all-commits", OF_TWO) == f"Reject empty values\n\n{LISTED}"


def test_bitbucket_names_the_branch_and_lists_the_commits() -> None:
    assert made("bitbucket", OF_TWO) == (
        f"Merged in values (pull request #12)\n\nReject empty values\n\n{LISTED}"
    )


def test_azure_numbers_the_title_and_adds_the_description() -> None:
    described = OF_TWO._replace(body="Why it matters.")
    assert made("azure", described) == "Merged PR 12: Reject empty values\n\nWhy it matters.\n"


def test_gerrit_keeps_the_message_and_adds_its_footers_to_the_last_block() -> None:
    said = parse(made("gerrit", OF_ONE))
    keys = [trailer.key for trailer in said]
    assert keys == ["Intent", "Learning", "Change-Id", "Reviewed-on"]
    assert said[3].value == "https://host.invalid/12"
    again = OF_ONE._replace(commits=(commit(f"{ADD}Change-Id: I{'1' * 40}\n"),))
    assert made("gerrit", again).count("Change-Id: ") == 1


def test_gerrit_squashes_nothing() -> None:
    with pytest.raises(UsageError, match="each commit is a change of its own"):
        made("gerrit", OF_TWO)


def test_a_title_is_asked_for_where_the_host_uses_it() -> None:
    untitled = OF_ONE._replace(title="")
    assert made("github", untitled).startswith("feat(parser)")
    for host in ("github-title", "gitlab", "azure"):
        with pytest.raises(UsageError, match="give --title TITLE"):
            made(host, untitled)
    with pytest.raises(UsageError, match="give --title TITLE"):
        made("github", OF_TWO._replace(title=""))


def test_a_template_is_for_gitlab() -> None:
    assert render(form_of("gitlab", "%{title} (%{local_reference})"), OF_ONE) == (
        "Reject empty values (!12)\n"
    )
    with pytest.raises(UsageError, match="github has none"):
        form_of("github", "%{title}")


def test_without_a_number_none_is_made_up() -> None:
    nameless = OF_ONE._replace(number=None)
    assert made("github", nameless) == ADD
    assert made("azure", nameless) == "Reject empty values\n"
    assert made("bitbucket", nameless).startswith("Merged in values\n")


def test_words_are_kept_as_hosts_keep_them() -> None:
    assert title_of(" a\n\tb\0 \u2028 c ") == "a b c"
    assert text_of("\r\na\r\nb\rc\0\n\n") == "a\nb\nc"
