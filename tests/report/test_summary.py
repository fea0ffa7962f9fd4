"""The summary of a CI job: Markdown in which no text of a commit is markup."""

from agentops_git.report import Context, render
from agentops_git.report.summary import LARGEST
from agentops_git.rules.finding import Finding, Place

HEAD = Place("a" * 40, "<b>&</b>\n# heading")
CONTEXT = Context("CONSTITUTION.md at 1234", "main at abcd", 2)


def test_a_lawful_push() -> None:
    assert render((), "summary", CONTEXT) == (
        "### Constitution: accepted\n\n"
        "<p>2 commits of main at abcd, by CONSTITUTION.md at 1234: 0 errors, 0 warnings</p>\n"
    )


def test_a_warning_and_what_is_exempted() -> None:
    warning = Finding("M001", "warn", "no </pre> type", HEAD)
    exempted = Finding("T001", "error", "Intent is missing", HEAD)
    text = render((warning,), "summary", CONTEXT._replace(exempted=(exempted,), colour=True))
    assert text == (
        "### Constitution: accepted\n\n"
        "<p>2 commits of main at abcd, by CONSTITUTION.md at 1234: "
        "0 errors, 1 warning, 1 exempted</p>\n\n"
        "<pre>\n"
        "commit aaaaaaaaaaaa  &lt;b&gt;&amp;&lt;/b&gt; # heading\n"
        "warn  M001  no &lt;/pre&gt; type\n"
        "1 warning in 2 commits by CONSTITUTION.md at 1234\n"
        "Why, and an example: agentops-git explain M001\n"
        "1 finding exempted:\n"
        "  aaaaaaaaaaaa T001  Intent is missing\n"
        "</pre>\n"
    )


def test_what_is_too_long_for_the_host_is_cut() -> None:
    many = [
        Finding("M001", "error", "x" * 200, HEAD._replace(commit=f"{n:040}")) for n in range(2000)
    ]
    text = render(many, "summary", CONTEXT)
    assert LARGEST < len(text) < LARGEST + 300
    assert text.endswith("\n… and more\n</pre>\n")
