"""Ref updates, each judged by the law that rules the ref: pre-push and the server's hooks."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from agentops_git.constitution.globs import name_matches
from agentops_git.enforcement.default_branch import Default, default_branch
from agentops_git.enforcement.exempting import with_exemptions
from agentops_git.enforcement.gating import judge_gates
from agentops_git.enforcement.landing import Landed, Landing, judge_landing
from agentops_git.enforcement.law import Ruling, law_at, preset_ruling
from agentops_git.enforcement.moments import moment_of
from agentops_git.enforcement.new_law import that_can_judge, with_new_law
from agentops_git.enforcement.ranges import Report, Selection, judge_range
from agentops_git.enforcement.since import standing_law
from agentops_git.errors import UsageError
from agentops_git.evidence.moment import Moment
from agentops_git.git.config import Config
from agentops_git.git.process import Git
from agentops_git.git.repository import Places

NOT_HISTORY = ("refs/notes/", "refs/agentops/", "refs/stash")
"""Refs that nobody judges: what hangs on them alone is still new to every other ref."""
_JUDGED = (*(f"--exclude={ref}*" for ref in NOT_HISTORY), "--all")


class Update(NamedTuple):
    """One ref that is about to move; None stands for no object (creation, deletion).

    ``proposed``: that ``new`` be merged into the ref, as a pull request does.
    """

    ref: str
    old: str | None
    new: str | None
    proposed: bool = False


class Receiver(NamedTuple):
    """Who takes the update: a remote by its name, or this repository (None), the server.

    ``holds``: the commits it has, where the refs here don't tell that (a clone made by CI).
    """

    git: Git
    places: Places
    config: Config
    env: Mapping[str, str]
    remote: str | None
    named_default: str | None = None
    holds: tuple[str, ...] | None = None


def parse_update(ref: str, old: str, new: str) -> Update:
    """An update as git's hooks name it, zeros for no object."""
    return Update(ref, old if old.strip("0") else None, new if new.strip("0") else None)


def judge_updates(receiver: Receiver, updates: Iterable[Update]) -> list[Report]:
    """One report for each update that brings commits."""
    default = default_branch(
        receiver.git, receiver.config, receiver.remote, receiver.named_default, receiver.env
    )
    if default is None and receiver.remote is None:
        _refuse_lawless_default(receiver)
    rows = list(updates)
    pushed = [(update.ref, update.new) for update in rows]
    moment = moment_of(receiver.git, receiver.config, receiver.env, pushed)
    return [
        judge_update(receiver, update, default, moment)
        for update in rows
        if update.new and not update.ref.startswith(NOT_HISTORY)
    ]


def _refuse_lawless_default(receiver: Receiver) -> None:
    """A server whose default branch is unknown must not let a law lapse by that."""
    git = receiver.git
    for branch in git.text("for-each-ref", "--format=%(refname)", "refs/heads/").splitlines():
        if law_at(git, receiver.places, branch):
            short = branch.removeprefix("refs/heads/")
            raise UsageError(
                f"{short} holds a constitution, but which branch is the default one is unknown; "
                f"on the server run: git symbolic-ref HEAD {branch}"
            )


def judge_update(
    receiver: Receiver, update: Update, default: Default | None, moment: Moment
) -> Report:
    """The report on one update that brings commits."""
    git, places = receiver.git, receiver.places
    assert update.new is not None
    general = standing_law(git, places, default.tip) if default else None
    tip, ruling = _ruling(receiver, update, default, general)
    ruling = that_can_judge(git, ruling)
    new = _new_commits(receiver, update, default)
    if general and _matches(update.ref, general.law.trusted):
        report = Report(general.source, 0, 0, ())
    elif ruling:
        report = judge_range(git, places, ruling, tip, new)
    else:
        advice = preset_ruling("core", "no constitution rules here; this is advice")
        report = judge_range(git, places, advice._replace(advisory=True), None, new)
    report = with_new_law(git, places, report, ruling, tip, update.new)
    if ruling:
        gates = judge_gates(git, ruling, update.ref, update.old, update.new, moment, tip)
        landing = _landing(update, update.new, tip, default, general)
        landed = judge_landing(git, ruling, landing, moment) if landing else Landed()
        report = report._replace(
            findings=report.findings + gates + landed.findings,
            notices=report.notices + landed.notices,
        )
    return with_exemptions(git, ruling, report, moment)


def _landing(
    update: Update, new: str, tip: str | None, default: Default | None, general: Ruling | None
) -> Landing | None:
    """What takes the commits in: the ref where it is protected, else the default branch some day.

    Nothing of a trusted ref is approved by anyone.
    """
    if tip is None or default is None or (general and _matches(update.ref, general.law.trusted)):
        return None
    if not _protected(update.ref, default, general):
        return Landing(f"refs/heads/{default.name}", default.tip, new, "proposal", binding=False)
    if update.proposed:
        return Landing(update.ref, tip, new, "proposal")
    return Landing(update.ref, tip, new, "update" if update.old else "creation")


def _ruling(
    receiver: Receiver, update: Update, default: Default | None, general: Ruling | None
) -> tuple[str | None, Ruling | None]:
    """The commit whose law rules, and that law: the ref's old tip where it is protected."""
    if update.old and _known(receiver.git, update.old) and _protected(update.ref, default, general):
        return update.old, standing_law(receiver.git, receiver.places, update.old)
    return (default.tip if default else None), general


def _protected(ref: str, default: Default | None, ruling: Ruling | None) -> bool:
    globs = ruling.law.protected + ruling.law.trusted if ruling else ()
    return (default is not None and ref == f"refs/heads/{default.name}") or _matches(ref, globs)


def _matches(ref: str, globs: Iterable[str]) -> bool:
    branch = ref.removeprefix("refs/heads/")
    return any(name_matches(glob, branch) or name_matches(glob, ref) for glob in globs)


def _known(git: Git, commit: str) -> bool:
    return git.ask("cat-file", "-e", f"{commit}^{{commit}}").code == 0


def _new_commits(receiver: Receiver, update: Update, default: Default | None) -> Selection:
    """What is reachable from the new tip and from no ref that the receiver already has."""
    assert update.new is not None
    if receiver.holds is not None:
        return Selection((update.new, *(f"^{commit}" for commit in receiver.holds)))
    if receiver.remote is None:
        return Selection((update.new,), ("--not", *_JUDGED))
    old = (f"^{update.old}",) if update.old and _known(receiver.git, update.old) else ()
    there = (f"^{default.tip}",) if default else ()
    configured = f"remote.{receiver.remote}.url" in receiver.config  # else it is an address
    remotes = f"--remotes={receiver.remote}" if configured else "--remotes"
    return Selection((update.new, *old, *there), ("--not", remotes))
