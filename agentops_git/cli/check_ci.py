"""``agentops-git check --ci HOST``: the job's own event says what is judged, and by which law."""

import os
from typing import NamedTuple

import click
from click.core import ParameterSource

from agentops_git.cli.app import Settings
from agentops_git.enforcement.ci.task import CiHost
from agentops_git.enforcement.ranges import Report
from agentops_git.errors import EnvironmentFailure, UsageError
from agentops_git.message.printable import one_line
from agentops_git.report import Context, render
from agentops_git.report.place import count

HOSTS = ("github", "gitlab")
SUMMARY = "GITHUB_STEP_SUMMARY"
_GIVEN = ParameterSource.COMMANDLINE
# No baseline: a file in the checkout of a pull request says what its author likes.
_BESIDE = ("ci", "sarif", "code_quality", "fmt")


class CiOptions(NamedTuple):
    """The options of a check in CI; ``fmt`` is None where nobody asked for one."""

    host: CiHost
    fmt: str | None
    sarif: str | None
    code_quality: str | None


_OPTIONS = (
    click.option(
        "--ci", type=click.Choice(HOSTS), help="Judge what the event of this CI job brings."
    ),
    click.option("--sarif", metavar="FILE", help="With --ci: write a SARIF report."),
    click.option(
        "--code-quality", metavar="FILE", help="With --ci: write GitLab's Code Quality report."
    ),
)  # fmt: skip


def ci_options(function: click.decorators.FC) -> click.decorators.FC:
    """Give a command the options of a check in CI."""
    for option in reversed(_OPTIONS):
        function = option(function)
    return function


def asked_in_ci(
    ctx: click.Context, ci: CiHost | None, sarif: str | None, code_quality: str | None
) -> CiOptions | None:
    """What was asked; None without --ci, which the files need and most other options exclude."""
    if ci is None:
        if sarif or code_quality:
            raise UsageError("check: --sarif and --code-quality belong to --ci HOST")
        return None
    given = [name for name in ctx.params if ctx.get_parameter_source(name) is _GIVEN]
    for name in given:
        if name not in _BESIDE:
            shown = "RANGE" if name == "range_" else f"--{name.replace('_', '-')}"
            raise UsageError(f"check: the CI event says what --ci judges; leave out {shown}")
    fmt = ctx.params["fmt"] if "fmt" in given else None
    return CiOptions(ci, fmt, sarif, code_quality)


def check_ci(settings: Settings, asked: CiOptions) -> bool:
    """Judge, report to the host and to files; whether anything is refused."""
    from agentops_git.enforcement.ci.event import task_here
    from agentops_git.enforcement.ci.running import judge_task
    from agentops_git.files.atomic import write_atomic

    task = task_here(asked.host, os.environ)
    report = judge_task(settings.git(), os.environ, task)
    context = Context(
        report.source, _what(task.ref, task.new), report.commits, exempted=report.exempted
    )
    _say(report, context)
    fmt = asked.fmt or ("github" if asked.host == "github" else "text")
    text = render(report.findings, fmt, context)
    shield = asked.host == "github" and fmt == "text"
    click.echo(_shielded(text, os.urandom(16).hex()) if shield else text, nl=False)
    for path, form in ((asked.sarif, "sarif"), (asked.code_quality, "gitlab")):
        if path:
            write_atomic(path, render(report.findings, form, context).encode())
    if asked.host == "github":
        _summarize(report, context)
    return report.refuses


def _shielded(text: str, token: str) -> str:
    """Text in which GitHub obeys no line of a commit as a command; it can't know the token."""
    return f"::stop-commands::{token}\n{text}::{token}::\n"


def _what(ref: str, new: str | None) -> str:
    short = ref.removeprefix("refs/heads/").removeprefix("refs/")
    return f"{short} at {new[:12]}" if new else short


def _say(report: Report, context: Context) -> None:
    """The verdict and notices, on stderr; no text in them is one of GitHub's older commands."""
    from agentops_git.report.summary import tally

    judged = f"{count(report.commits, 'commit')} judged by {report.source}"
    verdict = f"{context.range}: {judged}: {tally(report.findings, context)}"
    older = f"{count(report.older, 'commit')} from before the law left out"
    for line in (*report.notices, *([older] if report.older else []), verdict):
        click.echo(f"agentops-git: {one_line(line)}".replace("##[", "## ["), err=True)


def _summarize(report: Report, context: Context) -> None:
    path = os.environ.get(SUMMARY)
    if not path:
        return
    try:
        with open(path, "a", encoding="utf-8") as file:
            file.write(render(report.findings, "summary", context))
    except OSError as error:
        raise EnvironmentFailure(f"{SUMMARY}: {path!r}: {error.strerror}") from None
