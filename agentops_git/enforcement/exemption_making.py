"""Making an exemption: held to the law that will judge it, signed where it must be, and noted."""

import os
import re
import secrets
from collections.abc import Mapping
from typing import NamedTuple

from agentops_git.constitution.globs import path_matches
from agentops_git.constitution.guards import Approvers, Exemptions
from agentops_git.enforcement.default_branch import main_remotes
from agentops_git.enforcement.local import ruling_of
from agentops_git.enforcement.moments import name_of_remote, repository_name
from agentops_git.errors import UsageError
from agentops_git.evidence.approvals.change import change_of
from agentops_git.evidence.approvals.statement import payload_of
from agentops_git.evidence.exemptions.judging import HOUR, WORDS_ONLY, Terms, signer, void
from agentops_git.evidence.exemptions.statement import (
    FIELD,
    KIND,
    NAMESPACE,
    VERSION,
    Exemption,
    Unreadable,
    of_line,
    seconds_until,
)
from agentops_git.evidence.keys import signing_key
from agentops_git.evidence.signing import Refused, sign
from agentops_git.git.config import Config, read_config
from agentops_git.git.process import Git
from agentops_git.git.repository import places
from agentops_git.message.printable import one_line
from agentops_git.notes.facts import facts_of_many
from agentops_git.notes.line import Line, make_line, utc
from agentops_git.notes.write import add_lines, who
from agentops_git.rules.codes import LEVELS
from agentops_git.rules.registry import RULES

_SPAN = re.compile(r"([1-9][0-9]{0,3})([hd])")


class Wanted(NamedTuple):
    """What somebody asks for, as it was typed; no ``commits`` are those to come."""

    rule: str
    until: str
    reason: str
    paths: tuple[str, ...] = ()
    commits: tuple[str, ...] = ()
    key: str | None = None
    repository: str | None = None


class Made(NamedTuple):
    """An exemption as it was noted; ``signed_by`` is empty where nobody signed."""

    exemption: Exemption
    line: Line
    signed_by: str


def make(git: Git, wanted: Wanted, now: int) -> Made:
    """Make and note an exemption; UsageError where it would not count, and nothing is written."""
    config = read_config(git)
    terms = _terms(git, config, wanted, now)
    _known_rule(wanted.rule, terms)
    fields = _fields(git, wanted, terms)
    signature = _signature(fields, wanted, config)
    me = who(git)
    objects = [*_commits_of(fields)] or [terms.constitution]
    facts = facts_of_many(git, objects)
    extra = {FIELD: fields, **({"signature": signature} if signature else {})}
    lines = {oid: [make_line(KIND, utc(now), str(me), facts.get(oid), extra)] for oid in objects}
    line = lines[objects[0]][0]
    one = of_line(line)
    signed_by = _judged(one, terms)
    assert isinstance(one, Exemption)
    add_lines(git, KIND, lines, me, "exempt")
    return Made(one, line, signed_by)


def _terms(git: Git, config: Config, wanted: Wanted, now: int) -> Terms:
    ruling, _ = ruling_of(git, places(git), config, None, None)
    if ruling is None or not ruling.blob:
        raise UsageError(
            "no constitution rules here, so that there is nothing to exempt from; "
            "set one up: agentops-git init"
        )
    remote = next(iter(main_remotes(config)), None)
    name = wanted.repository or repository_name(config, os.environ)
    name = name or (name_of_remote(config, remote) if remote else "")
    law = ruling.law
    return Terms(
        name, ruling.blob, law.exemptions or Exemptions(), law.approvers or Approvers(), now
    )


def _known_rule(rule: str, terms: Terms) -> None:
    if rule not in RULES and rule not in LEVELS and not re.fullmatch("G9[0-9]{2}", rule):
        raise UsageError(
            f"there is no rule '{one_line(rule, 40)}'; they are listed by: agentops-git rules"
        )
    if rule[0] in WORDS_ONLY:
        return
    if not terms.approvers.people:
        raise UsageError(
            f"an exemption from {rule} has to be signed, and the constitution names nobody who "
            "may sign; list people and their SSH keys under `approvers` (docs/exemptions.md)"
        )
    if not terms.repository:
        raise UsageError(
            "this repository has no name here; give the one that its server goes by: "
            "--repository OWNER/NAME, or git config agentops.repository OWNER/NAME"
        )


def _fields(git: Git, wanted: Wanted, terms: Terms) -> dict[str, object]:
    reason = " ".join(wanted.reason.split())
    if not reason:
        raise UsageError("--reason: it is empty; say why the rule must be broken")
    for glob in wanted.paths:
        if not glob.strip("/ ") or "\n" in glob:
            raise UsageError(f"--paths: '{one_line(glob, 40)}' names no path; write 'models/**'")
        path_matches(glob, "x")
    commits = [one.id for named in wanted.commits for one in change_of(git, named, None).commits]
    return {
        "v": VERSION, "repository": terms.repository, "rule": wanted.rule,
        "until": utc(_until(wanted.until, terms)), "reason": reason, "paths": list(wanted.paths),
        "commits": list(dict.fromkeys(commits)), "constitution": terms.constitution,
        "at": utc(terms.now), "nonce": secrets.token_hex(16),
    }  # fmt: skip


def _commits_of(fields: Mapping[str, object]) -> tuple[str, ...]:
    commits = fields["commits"]
    return tuple(commits) if isinstance(commits, list) else ()


def _until(text: str, terms: Terms) -> int:
    span = _SPAN.fullmatch(text)
    hours = int(span[1]) * (24 if span[2] == "d" else 1) if span else 0
    until = terms.now + hours * HOUR if span else seconds_until(text)
    if until is None:
        raise UsageError(
            f"--until: '{one_line(text, 40)}' is no time; "
            "write 12h, 3d, 2030-12-31 or 2030-12-31T18:00:00Z"
        )
    if not terms.now < until <= terms.now + terms.limits.max_hours * HOUR:
        raise UsageError(
            f"--until: {utc(until)} is not within the {terms.limits.max_hours} hours from now on "
            "that the constitution allows (exemptions.max_hours)"
        )
    return until


def _signature(fields: Mapping[str, object], wanted: Wanted, config: Config) -> str:
    if wanted.rule[0] in WORDS_ONLY and not wanted.key:
        return ""
    return sign(payload_of(fields), NAMESPACE, signing_key(wanted.key, config))


def _judged(one: Exemption | Unreadable | None, terms: Terms) -> str:
    """Who signed; UsageError where the exemption would not count."""
    assert one is not None
    if wrong := void(one, terms):
        raise UsageError(f"nothing was written, since it would not count: it {wrong.why}")
    by = signer(one, terms) if isinstance(one, Exemption) and one.signature else None
    if isinstance(by, Refused):
        raise UsageError(f"nothing was written, since it would not count: it {by.why}")
    return by.person.name if by else ""
