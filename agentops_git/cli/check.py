"""``agentops-git check``."""

import os
import sys
from typing import Any

import click

from agentops_git.cli.app import Settings
from agentops_git.cli.check_ci import asked_in_ci, check_ci, ci_options
from agentops_git.cli.pull_options import Asked, asked_of, pull_options
from agentops_git.enforcement.ci.task import CiHost
from agentops_git.enforcement.local import UNPUBLISHED, check_range
from agentops_git.enforcement.ranges import Report
from agentops_git.errors import ExitCode, UsageError
from agentops_git.message.printable import one_line
from agentops_git.report import Context, render
from agentops_git.report.place import count

FORMATS = ("text", "json", "sarif", "github", "gitlab", "junit")


@click.command()
@click.argument("range_", metavar="[RANGE]", required=False)
@click.option(
    "--message", metavar="FILE", help="Judge a message file instead; - reads standard input."
)
@click.option("--staged", is_flag=True, help="Judge what is staged, before there is a message.")
@click.option("--law", metavar="REV", help="Judge by the constitution at REV.")
@click.option("--default-branch", metavar="NAME", help="The branch whose constitution rules.")
@click.option("--fix", is_flag=True, help="Repair the message file; for a range, say what to run.")
@click.option("--format", "fmt", type=click.Choice(FORMATS), default="text", show_default=True)
@click.option("--json", "fmt", flag_value="json", help="The same as --format json.")
@click.option("--baseline", metavar="FILE", help="Leave out what an earlier --json report holds.")
@ci_options
@pull_options
@click.pass_context
def command(
    ctx: click.Context,
    /,
    range_: str | None,
    message: str | None,
    staged: bool,
    law: str | None,
    default_branch: str | None,
    fix: bool,
    fmt: str,
    baseline: str | None,
    ci: CiHost | None,
    sarif: str | None,
    code_quality: str | None,
    squash: str | None,
    **pull: Any,
) -> None:
    """Judge messages and changes by the constitution.

    RANGE is A..B, or a revision for all that it reaches; without one, the commits that no
    remote has are judged.

    \b
    Examples:
      agentops-git check
      agentops-git check origin/main..HEAD --format github
      agentops-git check --ci github
      agentops-git check --message .git/COMMIT_EDITMSG --fix
      agentops-git check origin/main..HEAD --squash github --title "$TITLE" --number 12
    """
    in_ci = asked_in_ci(ctx, ci, sarif, code_quality)
    if in_ci:
        ctx.exit(ExitCode.FINDINGS if check_ci(ctx.obj, in_ci) else ExitCode.OK)
    asked = asked_of(squash, pull)
    _refuse_mixtures(range_, message, staged, bool(law or default_branch))
    if fix and message == "-" and fmt != "text":
        raise UsageError(f"check: --fix writes the message itself, so no {fmt}; name a file")
    if asked and (message or staged or fix or baseline):
        raise UsageError("check: --squash judges a RANGE, without --fix and --baseline")
    settings: Settings = ctx.obj
    if asked:
        ctx.exit(_check_squash(settings, range_, asked, (law, default_branch), fmt))
    if message:
        report = _check_message(settings, message, fix)
    elif staged:
        report = _check_staged(settings)
    else:
        report = check_range(settings.git(), range_, law, default_branch)
    if baseline:
        from agentops_git.enforcement.baseline import without_known

        report = report._replace(findings=without_known(report.findings, baseline))
    what = message or ("the index" if staged else range_ or UNPUBLISHED)
    _print(report, what, fmt, aside=fix and message == "-")
    if fix and not message:
        from agentops_git.enforcement.mending import commands_to_mend

        for line in commands_to_mend(settings.git(), report.findings):
            click.echo(line, err=fmt != "text")
    ctx.exit(ExitCode.FINDINGS if report.refuses else ExitCode.OK)


def _refuse_mixtures(range_: str | None, message: str | None, staged: bool, law: bool) -> None:
    if sum((range_ is not None, bool(message), staged)) > 1:
        raise UsageError("check: give a RANGE, --message or --staged, one of them")
    if (message or staged) and law:
        raise UsageError(
            "check: --law and --default-branch are for a RANGE; HEAD's law judges this"
        )


def _check_squash(
    settings: Settings,
    range_: str | None,
    asked: Asked,
    law: tuple[str | None, str | None],
    fmt: str,
) -> ExitCode:
    from agentops_git.cli.hosted import judged, write

    squash = judged(settings.git(), range_, asked, *law)
    _say_notices(squash.report)
    write(squash, range_ or "", asked.host, fmt)
    return ExitCode.FINDINGS if squash.report.refuses else ExitCode.OK


def _check_staged(settings: Settings) -> Report:
    from agentops_git.enforcement.exempting_here import without_exempted
    from agentops_git.enforcement.situation import situation
    from agentops_git.enforcement.staged import judge_staged

    here = situation(settings.git(), os.environ)
    left, exempted = without_exempted(here, judge_staged(here))
    return Report(here.ruling.source, 0, 0, left, exempted=exempted)


def _check_message(settings: Settings, name: str, fix: bool) -> Report:
    from agentops_git.enforcement.exempting_here import without_exempted
    from agentops_git.enforcement.message_file import judge_message
    from agentops_git.enforcement.situation import situation
    from agentops_git.files.atomic import write_atomic

    here = situation(settings.git(), os.environ)
    with click.open_file(name, "rb") as file:
        data = file.read()
    verdict = judge_message(data, here, fix)
    if fix and name == "-":
        sys.stdout.buffer.write(verdict.data)
    elif fix and verdict.data != data:
        write_atomic(name, verdict.data)
    notices = (here.ruling.problem,) if here.ruling.problem else ()
    left, exempted = without_exempted(here, verdict.findings, verdict.message)
    return Report(here.ruling.source, 1, 0, left, notices, exempted)


def _print(report: Report, what: str, fmt: str, aside: bool) -> None:
    """Write the report; ``aside``: on stderr, since the message itself is on stdout."""
    _say_notices(report)
    if report.older:
        older = count(report.older, "commit")
        click.echo(f"agentops-git: {older} from before the law left out", err=True)
    colour = fmt == "text" and "NO_COLOR" not in os.environ and sys.stdout.isatty()
    context = Context(report.source, what, report.commits, colour=colour, exempted=report.exempted)
    click.echo(render(report.findings, fmt, context), nl=False, err=aside)


def _say_notices(report: Report) -> None:
    for notice in report.notices:
        click.echo(f"agentops-git: {one_line(notice)}", err=True)
