"""Ref updates, each judged by the law that rules the ref: pre-push and the server's hooks."""

from collections.abc import Iterable, Mapping, Sequence

from agentops_git.enforcement.arriving import new_commits, on_refs
from agentops_git.enforcement.beside import judge_beside
from agentops_git.enforcement.default_branch import Default, default_branch
from agentops_git.enforcement.exempting import with_exemptions
from agentops_git.enforcement.law import Ruling, law_at, preset_ruling
from agentops_git.enforcement.moments import moment_of
from agentops_git.enforcement.new_law import laws_to_mind, that_can_judge, with_new_law
from agentops_git.enforcement.ranges import Report, judge_range
from agentops_git.enforcement.receiving import (
    NOT_HISTORY,
    Receiver,
    Ruled,
    Scene,
    Update,
    commits_named,
    parse_update,
    rule,
    scene_of,
)
from agentops_git.errors import UsageError
from agentops_git.evidence.moment import Moment

__all__ = ["NOT_HISTORY", "Receiver", "Update", "judge_moves", "judge_updates", "parse_update"]


def judge_updates(receiver: Receiver, updates: Iterable[Update]) -> list[Report]:
    """The reports on what updates bring, one for each law that rules some of them."""
    git = receiver.git
    default = default_branch(
        git, receiver.config, receiver.remote, receiver.named_default, receiver.env
    )
    if default is None and receiver.remote is None:
        _refuse_lawless_default(receiver)
    rows = list(updates)
    commits = commits_named(git, rows)
    pushed = [(update.ref, commits.get(update.new or "")) for update in rows]
    moment = moment_of(git, receiver.config, receiver.env, pushed, receiver.remote)
    return _judge_all(scene_of(receiver, default), rows, commits, moment)


def judge_moves(
    receiver: Receiver, updates: Sequence[Update], default: Default | None, moment: Moment
) -> list[Report]:
    """The reports on updates of refs whose default branch and moment are known."""
    commits = commits_named(receiver.git, updates)
    return _judge_all(scene_of(receiver, default), updates, commits, moment)


def _judge_all(
    scene: Scene, updates: Sequence[Update], commits: Mapping[str, str], moment: Moment
) -> list[Report]:
    git = scene.receiver.git
    ruled = [
        rule(scene, update, commits[update.new], commits)
        for update in updates
        if update.new and update.new in commits and not update.ref.startswith(NOT_HISTORY)
    ]
    reports = [_judge(scene, group, moment) for group in _groups(ruled)]
    beside = judge_beside(scene, updates, commits)
    return [*(with_exemptions(git, scene.general, report, moment) for report in beside), *reports]


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


def _groups(ruled: Iterable[Ruled]) -> list[list[Ruled]]:
    """Updates under one law are judged in one go; where it is being mended each is on its own."""
    groups: dict[tuple[str | None, ...], list[Ruled]] = {}
    for one in ruled:
        alone = one.trusted or one.ruling is None or one.ruling.problem is not None
        groups.setdefault((one.tip, one.update.ref if alone else None), []).append(one)
    return list(groups.values())


def _judge(scene: Scene, group: Sequence[Ruled], moment: Moment) -> Report:
    git, places = scene.receiver.git, scene.receiver.places
    tip = group[0].tip
    ruling = that_can_judge(git, group[0].ruling)
    report = _on_commits(scene, group, ruling)
    for new in laws_to_mind(git, places, ruling, [one.new for one in group]):
        report = with_new_law(git, places, report, ruling, tip, new)
    if ruling:
        report = on_refs(scene, group, ruling, report, moment)
    return with_exemptions(git, ruling, report, moment)


def _on_commits(scene: Scene, group: Sequence[Ruled], ruling: Ruling | None) -> Report:
    git, places, first = scene.receiver.git, scene.receiver.places, group[0]
    if scene.general and first.trusted:
        return Report(scene.general.source, 0, 0, ())
    new = new_commits(scene, group)
    if ruling:
        return judge_range(git, places, ruling, first.tip, new)
    advice = preset_ruling("core", "no constitution rules here; this is advice")
    return judge_range(git, places, advice._replace(advisory=True), None, new)
