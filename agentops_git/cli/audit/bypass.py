"""``agentops-git audit bypass``."""

import json
from collections.abc import Iterator

import click

from agentops_git.cli.app import Settings
from agentops_git.enforcement.auditing import Audit, Bypass, audit_bypass
from agentops_git.errors import ExitCode
from agentops_git.message.printable import one_line
from agentops_git.report.place import count, text_of


@click.command()
@click.argument("range_", metavar="RANGE")
@click.option("--law", metavar="REV", help="Judge by the constitution at REV.")
@click.option("--default-branch", metavar="NAME", help="The branch whose constitution rules.")
@click.option("--json", "as_json", is_flag=True, help="JSON, version 1, on standard output.")
@click.pass_context
def command(
    ctx: click.Context,
    /,
    range_: str,
    law: str | None,
    default_branch: str | None,
    as_json: bool,
) -> None:
    """List the commits of RANGE that break the law without an exemption.

    By whom, since when and which rules; commits on an older base and merges too, which no
    range check refuses. Commits from before the law are left out. Exits 1 if there are any.

    \b
    Example:
      agentops-git audit bypass v1.0..main
    """
    settings: Settings = ctx.obj
    audit = audit_bypass(settings.git(), range_, law, default_branch)
    click.echo(json.dumps(_data(audit, range_), indent=1) if as_json else _said(audit))
    ctx.exit(ExitCode.FINDINGS if audit.bypasses else ExitCode.OK)


def _data(audit: Audit, named: str) -> dict[str, object]:
    return {
        "version": 1, "law": text_of(audit.source), "range": text_of(named),
        "commits": audit.commits, "before_the_law": audit.before,
        "exempted": len(audit.exempted), "bypasses": [_row(each) for each in audit.bypasses],
    }  # fmt: skip


def _row(each: Bypass) -> dict[str, object]:
    commit = each.commit
    return {
        "commit": commit.id,
        "subject": text_of(commit.message.partition("\n")[0]),
        "author": text_of(f"{commit.author_name} <{commit.author_email}>"),
        "committer": text_of(commit.committer_email),
        "since": each.since,
        "how": each.how,
        "rules": list(dict.fromkeys(finding.code for finding in each.findings)),
    }


def _said(audit: Audit) -> str:
    rows = [row for each in audit.bypasses for row in _rows(each)]
    found = count(len(audit.bypasses), "commit")
    judged = f"of {audit.commits} judged by {one_line(audit.source)}"
    rows.append(f"{found} {judged} against the law; {len(audit.exempted)} exempted")
    if audit.before:
        rows.append(f"{count(audit.before, 'commit')} from before the law left out")
    return "\n".join(rows)


def _rows(each: Bypass) -> Iterator[str]:
    commit = each.commit
    subject = one_line(commit.message.partition("\n")[0], 60)
    by = one_line(f"{commit.author_name} <{commit.author_email}>", 100)
    yield f"{commit.id[:12]}  {subject}"
    yield f"  by {by}, since {each.since}, {each.how}"
    for code in dict.fromkeys(finding.code for finding in each.findings):
        first = next(finding for finding in each.findings if finding.code == code)
        yield f"  {code}  {one_line(first.message, 120)}"
