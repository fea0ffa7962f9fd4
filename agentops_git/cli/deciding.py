"""What ``approve`` and ``reject`` share: their options, and how a decision is made and told."""

import json
import os
import re
import secrets
import time
from collections.abc import Callable
from typing import NamedTuple

import click

from agentops_git.constitution.guards import Approvers
from agentops_git.enforcement.agents import known_agent
from agentops_git.enforcement.asking import known_gates
from agentops_git.enforcement.landing_demand import CHANGE, approvers_among
from agentops_git.enforcement.proposing import asked_here
from agentops_git.errors import UsageError
from agentops_git.evidence.approvals.change import Change, change_of, people_in
from agentops_git.evidence.approvals.making import Made, note, signed, state
from agentops_git.evidence.approvals.reading import KIND
from agentops_git.evidence.approvals.standing import DAY, Asked, longest
from agentops_git.evidence.approvals.statement import seconds_of
from agentops_git.evidence.keys import signing_key
from agentops_git.git.config import read_config
from agentops_git.git.process import Git
from agentops_git.message.ids import short
from agentops_git.message.printable import one_line
from agentops_git.notes.line import Line, utc
from agentops_git.notes.refs import ref_of

_SPAN = re.compile(r"([1-9][0-9]{0,3})([hd])")
_OPTIONS = (
    click.option("--gate", default=CHANGE, show_default=True, help="The human gate to decide on."),
    click.option("--ref", metavar="REF", help="Where it is to land; else the default branch."),
    click.option("--base", metavar="REV", help="What the change starts from; else as RANGE says."),
    click.option("--key", metavar="FILE", help="The SSH key; else the configured one."),
    click.option("--repository", metavar="NAME", help="What its server calls the repository."),
    click.option("--json", "as_json", is_flag=True, help="JSON, version 1, on standard output."),
)  # fmt: skip


class Options(NamedTuple):
    """The options of both commands."""

    gate: str
    ref: str | None
    base: str | None
    key: str | None
    repository: str | None


class Decided(NamedTuple):
    """A decision as it was noted. ``own``: its signer had a part in the change."""

    made: Made
    line: Line
    change: Change
    own: bool


def decision_options(function: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options that a decision takes."""
    for option in reversed(_OPTIONS):
        function = option(function)
    return function


def decide(
    git: Git, named: str, options: Options, reason: str | None = None, expires: str | None = None
) -> Decided:
    """Sign and note a decision on a change: with a ``reason`` a rejection, else an approval."""
    asked = asked_here(git, options.ref, options.repository, int(time.time()))
    known_gate(options.gate, asked.approvers)
    change = change_of(git, named, options.base)
    ends = _end(expires, asked, options.gate) if expires else None
    key = signing_key(options.key, read_config(git))
    statement = state(change, asked, options.gate, secrets.token_hex(16), ends, reason)
    made = signed(statement, key, asked)
    if statement.approves:
        _refuse_agent(made.by.present)
    own = made.by.person.name in approvers_among(asked.approvers.people, people_in(change.commits))
    if own and statement.approves:
        _refuse_own_work(made.by.person.name, asked.approvers)
    return Decided(made, note(git, made, own), change, own)


def known_gate(gate: str, law: Approvers) -> None:
    """UsageError where nobody could decide on a gate, with what to write."""
    if not law.people:
        raise UsageError(
            "the constitution names no approvers, so that no decision would count; "
            "list people and their SSH keys under `approvers` (docs/approvals.md)"
        )
    gates = known_gates(law)
    if gate not in gates:
        raise UsageError(
            f"there is no human gate '{one_line(gate, 40)}'; gates: {', '.join(gates)}"
        )


def _refuse_agent(present: bool) -> None:
    """An agent that can reach a key signs as its owner. A variable is no wall, but it is a sign."""
    agent = known_agent(os.environ)
    if agent and not present:
        raise UsageError(
            f"nothing was written: this runs under the agent {one_line(agent, 40)}, and approving "
            "is for people; do it in a terminal of your own, or touch a hardware key for it"
        )


def _refuse_own_work(name: str, law: Approvers) -> None:
    """One's own work is one's own to approve only where nobody else could."""
    others = [each.name for each in law.people if each.name != name]
    if others:
        raise UsageError(
            f"nothing was written: {one_line(name, 60)} had a part in this change, "
            f"and others may approve it: {one_line(', '.join(others), 200)}"
        )


def _end(text: str, asked: Asked, gate: str) -> int:
    """When an approval is to expire, out of ``12h``, ``3d``, a day or a date-time in UTC."""
    span = _SPAN.fullmatch(text)
    if span:
        ends = asked.now + int(span[1]) * (DAY if span[2] == "d" else 3600)
    else:
        found = seconds_of(text if "T" in text else f"{text}T00:00:00Z")
        if found is None:
            said = f"--expires: '{one_line(text, 40)}' is no time"
            raise UsageError(f"{said}; write 12h, 3d, 2030-12-31 or 2030-12-31T18:00:00Z")
        ends = found
    days = longest(asked.approvers, gate)
    if not asked.now < ends <= asked.now + days * DAY:
        raise UsageError(
            f"--expires: {utc(ends)} is not within the {days} days from now on "
            "that the constitution allows"
        )
    return ends


def tell(decided: Decided, as_json: bool) -> None:
    """Print what was noted."""
    click.echo(json.dumps(_data(decided), indent=1) if as_json else _said(decided))


def _data(decided: Decided) -> dict[str, object]:
    statement, _, by = decided.made
    return {
        "version": 1, "id": decided.line.id, "notes": ref_of(KIND), "own": decided.own,
        "approver": by.person.name, "key": by.key, "hardware": by.hardware,
        "present": by.present, **statement._asdict(),
    }  # fmt: skip


def _said(decided: Decided) -> str:
    line, (said, _, by) = decided.line, decided.made
    commits = len(decided.change.commits)
    what = f"{said.head[:12]} {one_line(line.subject or '', 50)}".rstrip()
    more = f" and {commits - 1} before it" if commits > 1 else ""
    verb = "approved" if said.approves else "rejected"
    until = f"until {said.expires}" if said.approves else "until the same person approves it"
    rows = [
        f"{short(line.id)}: {one_line(by.person.name, 60)} {verb} {what}{more}",
        f"  gate {said.gate}, for {one_line(said.ref)} of {one_line(said.repository)}, {until}",
        f"  {proof(by.hardware, by.present)}{', own work' if decided.own else ''}",
        "  share it: agentops-git sync",
    ]
    return "\n".join(rows)


def proof(hardware: bool, present: bool) -> str:
    """What a signature proves of the person whose key made it."""
    if hardware and present:
        return "presence: a hardware key was touched"
    return "key, not presence" + (": a hardware key that nobody had to touch" if hardware else "")
