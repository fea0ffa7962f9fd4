"""A task, fetched and judged: by the function that judges ref updates on a server."""

import os
import shutil
from collections.abc import Mapping
from typing import NamedTuple

from agentops_git.enforcement.ci.approved import bring_approved
from agentops_git.enforcement.ci.deepening import connect
from agentops_git.enforcement.ci.fetching import Gone, Host
from agentops_git.enforcement.ci.task import Task
from agentops_git.enforcement.ci.trusted import bring_trusted
from agentops_git.enforcement.default_branch import Default
from agentops_git.enforcement.law import law_at
from agentops_git.enforcement.moments import moment_of
from agentops_git.enforcement.ranges import Report
from agentops_git.enforcement.updates import Receiver, Update, judge_moves
from agentops_git.errors import EnvironmentFailure
from agentops_git.git.config import read_config
from agentops_git.git.process import Git
from agentops_git.git.repository import Places, places
from agentops_git.message.printable import one_line


class Ends(NamedTuple):
    """The commits that a task names, all of them here. ``default`` is the default branch's tip.

    ``old`` is None too where the ref was at a commit that the host has no more: then nothing
    but ``new`` is known of a default branch. ``holds``: what isn't new.
    """

    old: str | None
    new: str | None
    default: str | None
    holds: tuple[str, ...]


def judge_task(git: Git, env: Mapping[str, str], task: Task) -> Report:
    """The report on a task; EnvironmentFailure where what it needs can't be fetched."""
    where, config = places(git), read_config(git)
    _forget(where)
    host = Host(git, where, task.address)
    default = task.default or host.default_branch()
    new = _brought(host, task)
    if task.new and new is None:
        return _nothing(task, "names no commit")
    ends = _ends(host, task, new, f"refs/heads/{default}")
    if task.kind == "state" and new and _holds(git, ends.default, new):
        return _nothing(task, f"brings nothing that {default} does not hold")
    notices = host.notes()
    moment = moment_of(git, config, env)
    if not config.get("agentops.repository"):
        moment = moment._replace(repository=task.repository)
    others = bring_approved(git, host, task, moment)
    others += bring_trusted(git, where, host, ends.default)
    _connect(git, where, host, ends, others)
    receiver = Receiver(git, where, config, env, None, default, ends.holds)
    there = Default(default, ends.default) if ends.default else None
    update = Update(task.ref, task.old or ends.old, task.new, proposed=task.kind == "proposal")
    reports = judge_moves(receiver, [update], there, moment)
    report = reports[0] if reports else _nothing(task, "is deleted")
    return report._replace(notices=report.notices + notices)


def _forget(where: Places) -> None:
    """Believe nothing that was kept in the clone: jobs of others may have run in it before."""
    if os.path.islink(where.ours()):
        os.unlink(where.ours())
    shutil.rmtree(where.ours("laws"), ignore_errors=True)
    for left in (where.ours("laws"), where.ours("origins")):
        if os.path.lexists(left):
            os.unlink(left)


def _nothing(task: Task, why: str) -> Report:
    return Report("no law", 0, 0, (), (f"{task.ref} {why}: there are no commits to judge",))


def _brought(host: Host, task: Task) -> str | None:
    try:
        return host.bring(task.new, "head", task.source) if task.new else None
    except Gone:
        raise EnvironmentFailure(
            f"the host has no commit {task.new} any more: {one_line(task.ref)} or the branch that "
            "was proposed has moved on; run the job of its newest push"
        ) from None


def _ends(host: Host, task: Task, new: str | None, default_ref: str) -> Ends:
    old = _old(host, task)
    if task.ref == default_ref and task.kind != "state":
        known = old or (new if task.old else None)
        return Ends(old, new, known, (old,) if old else ())
    default = _tip(host, default_ref, "default")
    return Ends(old, new, default, (old, default) if old else (default,))


def _old(host: Host, task: Task) -> str | None:
    """Where the ref was; None where it is new, or where that is lost for good."""
    if task.kind == "proposal":
        return _tip(host, task.ref, "base")
    try:
        return host.bring(task.old, "base") if task.old else None
    except Gone:
        return None


def _tip(host: Host, ref: str, name: str) -> str:
    try:
        return host.tip(ref, name)
    except Gone:
        raise EnvironmentFailure(
            f"the host has no {one_line(ref)}, which the CI event names"
        ) from None


def _holds(git: Git, tip: str | None, commit: str) -> bool:
    if tip is None:
        return False
    asked = ("--no-replace-objects", "merge-base", "--is-ancestor", commit, tip)
    return git.ask(*asked).code == 0


def _connect(git: Git, where: Places, host: Host, ends: Ends, others: list[str]) -> None:
    """Deepen, unless all that was cut off lies before one commit that holds the law."""

    def settles(commit: str) -> bool:
        ruling = law_at(git, where, commit) if ends.holds else None
        return ruling is not None and not ruling.law.since

    named = [oid for oid in (ends.new, ends.old, ends.default) if oid]
    connect(git, host, [*dict.fromkeys(named + others)], settles)
