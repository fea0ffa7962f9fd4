"""``agentops-git approvals``."""

import json
import time
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import click

from agentops_git.cli.app import Settings
from agentops_git.cli.deciding import proof
from agentops_git.enforcement.landing_demand import approvers_among
from agentops_git.enforcement.proposing import asked_here
from agentops_git.errors import UsageError
from agentops_git.evidence.approvals.change import commits_of, people_in
from agentops_git.evidence.approvals.reading import KIND, read_approvals
from agentops_git.evidence.approvals.standing import Asked, Standing, standing
from agentops_git.git.process import Git
from agentops_git.message.ids import short
from agentops_git.message.printable import one_line
from agentops_git.notes.read import tip_of
from agentops_git.notes.refs import ref_of


class Shown(NamedTuple):
    """A decision as it stands. ``own``: its signer had a part in the change."""

    standing: Standing
    own: bool


@click.command()
@click.argument("range_", metavar="[COMMIT|RANGE]", required=False)
@click.option("--ref", metavar="REF", help="Judged for this ref; else for the default branch.")
@click.option("--repository", metavar="NAME", help="What its server calls the repository.")
@click.option("--json", "as_json", is_flag=True, help="JSON, version 1, on standard output.")
@click.pass_context
def command(
    ctx: click.Context,
    range_: str | None,
    ref: str | None,
    repository: str | None,
    as_json: bool,
) -> None:
    """List approvals and rejections, whether each counts, and why one doesn't.

    They are judged for a ref, by the law that rules it, at this moment. Without a COMMIT or
    RANGE, those on all commits.

    \b
    Examples:
      agentops-git approvals origin/main..HEAD
      agentops-git approvals --ref release/2 --json
    """
    settings: Settings = ctx.obj
    git = settings.git()
    asked = asked_here(git, ref, repository, int(time.time()))
    shown = [*_shown(git, asked, None if range_ is None else _objects(git, range_))]
    if as_json:
        click.echo(json.dumps(_data(asked, shown), indent=1))
        return
    for each in shown:
        click.echo("\n".join(_rows(each)))
    if not shown:
        click.echo("agentops-git: nobody has approved or rejected anything here", err=True)


def _objects(git: Git, text: str) -> frozenset[str]:
    options = () if ".." in text else ("--max-count=1",)
    done = git.ask("--no-replace-objects", "rev-list", *options, "--end-of-options", text, "--")
    if done.code != 0:
        raise UsageError(f"'{one_line(text, 80)}' is no commit or range here; write A..B")
    return frozenset(done.out.decode().split())


def _shown(git: Git, asked: Asked, on: frozenset[str] | None) -> Iterator[Shown]:
    tip = tip_of(git, ref_of(KIND))
    found = read_approvals(git, tip, on) if tip else ()
    for each in standing(git, found, asked):
        yield Shown(each, _is_own(git, each, asked))


def _is_own(git: Git, each: Standing, asked: Asked) -> bool:
    if each.by is None or each.statement is None:
        return False
    people = people_in(commits_of(git, each.statement.base, each.statement.head))
    return each.by.person.name in approvers_among(asked.approvers.people, people)


def _rows(shown: Shown) -> Iterator[str]:
    each = shown.standing
    said, line, by = each.statement, each.line, each.by
    verb = said.decision if said else "?"
    who = by.person.name if by else f"{line.by} (so the note says)"
    at, subject = one_line(line.at, 30), one_line(line.subject or "", 50)
    yield f"{short(line.id)}  {verb:<7}  {each.on[:12]}  {at}  {one_line(who, 80)}  {subject}"
    if said:
        until = f", until {said.expires}" if said.expires else ""
        reason = f": {one_line(said.reason, 200)}" if said.reason else ""
        yield f"  gate {one_line(said.gate, 40)}, for {one_line(said.ref, 80)}{until}{reason}"
    if by:
        yield f"  {proof(by.hardware, by.present)}{', own work' if shown.own else ''}"
    yield f"  does not count: it {each.void}" if each.void else "  counts"


def _data(asked: Asked, shown: Sequence[Shown]) -> dict[str, object]:
    return {
        "version": 1, "repository": asked.repository, "ref": asked.ref,
        "constitution": asked.constitution, "approvals": [_row(each) for each in shown],
    }  # fmt: skip


def _row(shown: Shown) -> dict[str, object]:
    each = shown.standing
    by = each.by
    return {
        "id": each.line.id, "on": each.on, "subject": each.line.subject,
        "counts": each.counts, "why": each.void or None,
        "approver": by.person.name if by else None, "key": by.key if by else None,
        "hardware": bool(by and by.hardware), "present": bool(by and by.present),
        "own": shown.own, "statement": each.statement._asdict() if each.statement else None,
    }  # fmt: skip
