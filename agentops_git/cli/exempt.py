"""``agentops-git exempt``."""

import json
import time

import click

from agentops_git.cli.app import Settings
from agentops_git.enforcement.exemption_making import Made, Wanted, make
from agentops_git.evidence.exemptions.judging import asks_people
from agentops_git.evidence.exemptions.statement import KIND, to_trailer
from agentops_git.message.ids import short
from agentops_git.message.printable import one_line
from agentops_git.notes.line import utc
from agentops_git.notes.refs import ref_of


@click.command()
@click.argument("rule", metavar="RULE")
@click.option("--until", required=True, metavar="T", help="12h, 3d, a day or a date-time.")
@click.option("--reason", required=True, metavar="R", help="Why the rule must be broken.")
@click.option("--paths", multiple=True, metavar="GLOB", help="Only for these paths.")
@click.option(
    "--commit",
    "commits",
    multiple=True,
    metavar="COMMIT|RANGE",
    help="Only for these commits; else for those to come under this constitution.",
)
@click.option("--key", metavar="FILE", help="The SSH key to sign with; else the configured one.")
@click.option("--repository", metavar="NAME", help="What its server calls the repository.")
@click.option("--json", "as_json", is_flag=True, help="JSON, version 1, on standard output.")
@click.pass_context
def command(
    ctx: click.Context,
    /,
    rule: str,
    until: str,
    reason: str,
    paths: tuple[str, ...],
    commits: tuple[str, ...],
    key: str | None,
    repository: str | None,
    as_json: bool,
) -> None:
    """Permit breaking RULE until T, for a reason that every report names.

    Rules on messages (M, T) need no signature, and can be exempted by the trailer that is
    printed as well; all others need the signature of someone whom the constitution names as
    an approver. T is the time up to which a protected branch may take the commit in.

    \b
    Examples:
      agentops-git exempt T001 --until 2d --reason 'import of the old tracker' --commit HEAD
      agentops-git exempt G006 --until 12h --reason 'the new model file' --paths 'models/**'
    """
    settings: Settings = ctx.obj
    wanted = Wanted(rule.upper(), until, reason, paths, commits, key, repository)
    made = make(settings.git(), wanted, int(time.time()))
    click.echo(json.dumps(_data(made), indent=1) if as_json else _said(made))


def _data(made: Made) -> dict[str, object]:
    one = made.exemption
    return {
        "version": 1, "id": made.line.id, "notes": ref_of(KIND), "rule": one.rule,
        "until": utc(one.until), "reason": one.reason, "paths": one.paths,
        "commits": one.commits, "repository": one.repository, "signed_by": made.signed_by,
        "trailer": to_trailer(one.rule, one.until, one.reason),
    }  # fmt: skip


def _said(made: Made) -> str:
    one = made.exemption
    named = [oid[:12] for oid in one.commits[:5]]
    more = f" and {len(one.commits) - 5} more" if len(one.commits) > 5 else ""
    where = ", ".join(named) + more if named else "commits to come under this constitution"
    paths = f", where they change {one_line(' '.join(one.paths), 120)}" if one.paths else ""
    by = f"signed by {one_line(made.signed_by, 60)}" if made.signed_by else "not signed"
    rows = [
        f"{short(made.line.id)}: {one.rule} is exempt until {utc(one.until)}, {by}",
        f"  for {where}{paths}: {one_line(one.reason, 200)}",
        "  share it: agentops-git sync",
    ]
    if asks_people(one.rule):
        rows.append("  it counts once as many people have signed one as have to approve the change")
    if not made.signed_by and not one.paths:
        trailer = one_line(to_trailer(one.rule, one.until, one.reason), 400)
        rows.append(f"  or write in the commit itself: {trailer}")
    return "\n".join(rows)
