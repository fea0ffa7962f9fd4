"""``agentops-git gate status``."""

import json
import os
import time
from collections.abc import Iterator

import click

from agentops_git.cli.app import Settings
from agentops_git.cli.gate.status_text import Status, as_data, as_text
from agentops_git.constitution.guards import Approvers, Threshold
from agentops_git.enforcement.asking import gated, known_gates
from agentops_git.enforcement.landing_demand import CHANGE
from agentops_git.enforcement.moments import moment_of
from agentops_git.enforcement.proposing import Proposal, asked_here, proposed_to
from agentops_git.errors import ExitCode, UsageError
from agentops_git.evidence.approvals.change import change_of
from agentops_git.evidence.approvals.reading import KIND
from agentops_git.evidence.approvals.request import (
    Life,
    Noted,
    last_of_each,
    life_of,
    read_requests,
)
from agentops_git.evidence.moment import Moment
from agentops_git.git.config import read_config
from agentops_git.git.objects import resolve
from agentops_git.git.process import Git
from agentops_git.message.printable import one_line


@click.command()
@click.argument("change", metavar="[COMMIT|RANGE]", required=False)
@click.option("--gate", metavar="NAME", help="One human gate; else `change`, or all requests'.")
@click.option("--ref", metavar="REF", help="Where it is to land; else the default branch.")
@click.option("--repository", metavar="NAME", help="What its server calls the repository.")
@click.option("--json", "as_json", is_flag=True, help="JSON, version 1, on standard output.")
@click.pass_context
def command(
    ctx: click.Context,
    change: str | None,
    gate: str | None,
    ref: str | None,
    repository: str | None,
    as_json: bool,
) -> None:
    """Tell which approvals are missing, since when, and whom to ask.

    Of a COMMIT or RANGE it exits 0 where all that the gate asks for is there, else 1: a deploy
    job asks so. Without one it lists what was requested and has not landed.

    \b
    Examples:
      agentops-git gate status
      agentops-git gate status origin/main..HEAD
      agentops-git gate status "$SHA" --gate deploy --repository acme/app
    """
    settings: Settings = ctx.obj
    git = settings.git()
    to = proposed_to(git, read_config(git), ref)
    asked = asked_here(git, ref, repository, int(time.time()))
    if gate and gate not in known_gates(asked.approvers):
        known = ", ".join(known_gates(asked.approvers))
        raise UsageError(f"there is no human gate '{one_line(gate, 40)}'; gates: {known}")
    moment = moment_of(git, read_config(git), os.environ)._replace(
        repository=asked.repository, now=asked.now
    )
    tip = moment.tip(KIND)
    noted = read_requests(git, tip) if tip else ()
    if change is None:
        rows = list(_requested(git, to, moment, noted, gate))
    else:
        rows = [_of_change(git, to, moment, noted, change, gate or CHANGE)]
    click.echo(json.dumps(as_data(asked, rows), indent=1) if as_json else as_text(rows))
    if change is not None and rows[0].refuses:
        ctx.exit(ExitCode.FINDINGS)


def _of_change(
    git: Git, to: Proposal, moment: Moment, noted: tuple[Noted, ...], change: str, gate: str
) -> Status:
    found = change_of(git, change, None)
    request = next(
        (
            each
            for each in reversed(noted)
            if (each.request.head, each.request.gate, each.request.ref)
            == (found.head, gate, to.ref)
        ),
        None,
    )
    stands = gated(git, to, moment, found.base, found.head, gate)
    subject = one_line(found.commits[0].message.partition("\n")[0], 72)
    life = _life(to, request, moment.now) if request else None
    return Status(found.base, found.head, subject, gate, stands, request, life)


def _requested(
    git: Git, to: Proposal, moment: Moment, noted: tuple[Noted, ...], gate: str | None
) -> Iterator[Status]:
    """The requests for a ref whose commits are here and have not landed, the oldest first."""
    wanted = [
        each for each in noted if each.request.ref == to.ref and gate in (None, each.request.gate)
    ]
    for each in _open(git, to, wanted):
        request = each.request
        stands = gated(git, to, moment, request.base, request.head, request.gate)
        subject = one_line(each.line.subject or "", 72)
        life = _life(to, each, moment.now)
        yield Status(request.base, request.head, subject, request.gate, stands, each, life)


def _open(git: Git, to: Proposal, noted: list[Noted]) -> list[Noted]:
    """Those that are here; of the gates of a ref update those that the ref does not hold yet."""
    ids = {oid for each in noted for oid in (each.request.head, each.request.base) if oid}
    known = {found[0] for found in resolve(git, sorted(ids)) if found and found[1] == "commit"}
    here = [each for each in noted if {each.request.head, each.request.base} - {""} <= known]
    data = "".join(f"{each.request.head}\n" for each in here) + f"^{to.tip}\n"
    out = git.text("--no-replace-objects", "rev-list", "--stdin", data=data.encode())
    ahead = set(out.split())
    rows = last_of_each(here)
    return [each for each in rows if each.request.gate != CHANGE or each.request.head in ahead]


def _life(to: Proposal, noted: Noted, now: int) -> Life:
    people = to.ruling.law.approvers or Approvers()
    gate = noted.request.gate
    thresholds = [each for each in people.thresholds if each.gate == gate] or [Threshold()]
    return life_of(noted, now, [(each.escalate_hours, each.escalate_to) for each in thresholds])
