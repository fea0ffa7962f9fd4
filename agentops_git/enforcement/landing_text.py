"""What a landing's report says."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from agentops_git.constitution.guards import Approvers
from agentops_git.enforcement.landing_demand import CHANGE, Consent, Missing
from agentops_git.enforcement.landing_steps import Landing, Step
from agentops_git.enforcement.law import Ruling
from agentops_git.evidence.approvals.standing import Standing
from agentops_git.git.process import Git
from agentops_git.message.printable import one_line
from agentops_git.rules.finding import Finding, Place, as_warning
from agentops_git.rules.levels import level_of


class Failure(NamedTuple):
    """A step that lacks approval; ``given`` are the consents to it that count."""

    step: Step
    missing: tuple[Missing, ...]


class Said(NamedTuple):
    """All that is to be reported; ``void`` is who said what on which commit, and why it is void."""

    failures: tuple[Failure, ...] = ()
    rejections: tuple[Consent, ...] = ()
    void: tuple[tuple[str, str], ...] = ()


def findings_on(git: Git, ruling: Ruling, landing: Landing, said: Said) -> tuple[Finding, ...]:
    """The findings, graver ones first; warnings where nothing binds or nobody is named."""
    subjects = _subjects(git, said)
    named = bool(ruling.law.approvers and ruling.law.approvers.people)
    found = [
        *_rejected(said.rejections, subjects),
        *(each for failure in said.failures for each in _failed(failure, landing, subjects, named)),
        *_void(said.void, subjects),
    ]
    rows = [each._replace(level=level_of(ruling.law, each.code)) for each in found]
    kept = [each for each in rows if each.level != "off"]
    mild = not (landing.binding and named) or ruling.advisory
    return tuple(map(as_warning, kept)) if mild else tuple(kept)


def _subjects(git: Git, said: Said) -> Mapping[str, str]:
    commits = {failure.step.commit for failure in said.failures}
    commits |= {each.head for each in said.rejections} | {commit for commit, _ in said.void}
    if not commits:
        return {}
    out = git.text(
        "--no-replace-objects", "log", "--no-walk=unsorted", "--no-show-signature", "--no-color",
        "-z", "--encoding=UTF-8", "--format=%H %s", "--ignore-missing", *sorted(commits), "--",
    )  # fmt: skip
    rows = (row.partition(" ") for row in out.split("\0") if row)
    return {commit: subject for commit, _, subject in rows}


def _place(commit: str, subjects: Mapping[str, str], path: str | None = None) -> Place:
    return Place(commit, subjects.get(commit, ""), path)


def _failed(
    failure: Failure, landing: Landing, subjects: Mapping[str, str], named: bool
) -> Iterator[Finding]:
    commit = failure.step.commit
    for lack in failure.missing:
        code = "G002" if lack.need.why and not lack.given else "H001"
        said = f"{_what(lack)}{_who(lack, named)}{_how(failure.step, landing, lack)}"
        place = _place(commit, subjects, lack.need.paths[0])
        hint = _suggestion(failure.step, landing, lack, named)
        yield Finding(code, "error", said, place, suggestion=hint)


def _what(lack: Missing) -> str:
    others = len(lack.need.paths) - 1
    more = f" and to {_count(others, 'more path')}" if others else ""
    why = f" ({lack.need.why})" if lack.need.why else ""
    return f"a change here{more} needs approval{why}"


def _who(lack: Missing, named: bool) -> str:
    if not named:
        return ", and nobody is named who could give it"
    threshold = lack.need.threshold
    people = f"{threshold.at_least} {'person' if threshold.at_least == 1 else 'people'}"
    parts = [f": {people} for the gate '{threshold.gate}'"]
    parts.append(f"approved by {joined(lack.given)}" if lack.given else "nobody did")
    return "; ".join([*parts, *who_is_left(lack)])


def who_is_left(lack: Missing) -> list[str]:
    """Who can't approve, and why, and whom to ask."""
    parts = []
    if lack.own:
        parts.append(f"{joined(lack.own)} had a part in it, and can't")
    if lack.absent:
        parts.append(f"the key of {joined(lack.absent)} does not show that a person was there")
    return [*parts, f"ask {joined(lack.ask)}" if lack.ask else "nobody else may"]


def joined(names: Iterable[str]) -> str:
    """Names of people as one text that a terminal can show."""
    return ", ".join(one_line(name, 60) for name in names)


def _how(step: Step, landing: Landing, lack: Missing) -> str:
    if _asks_for_merged(step, lack):
        return (
            "; what it merges can be approved instead, and then it lands where it merges that "
            "cleanly and adds nothing"
        )
    if step.kind != "whole":
        return ""
    return (
        f"; the first parents of {step.commit[:12]} don't lead to where "
        f"{one_line(landing.ref, 80)} is: merge into that branch, not that branch into yours"
    )


def _asks_for_merged(step: Step, lack: Missing) -> bool:
    """Whether a merge lacks approval and everybody had a part in it, be it by merging alone."""
    return step.kind == "commit" and len(step.parents) > 1 and not lack.ask


def _suggestion(step: Step, landing: Landing, lack: Missing, named: bool) -> str:
    if not named:
        return (
            "approvers: {people: [{name: NAME, principals: [ADDRESS], keys: [{key: PUBLIC-KEY}]}]}"
        )
    gate = lack.need.threshold.gate
    option = f" --gate {gate}" if gate != CHANGE else ""
    start, end = landing.old, landing.new
    if _asks_for_merged(step, lack):
        start, end = step.before, step.parents[1]
    return f"agentops-git gate request {start[:12]}..{end[:12]}{option}"


def _count(number: int, what: str) -> str:
    """A number of things."""
    return f"{number} {what}{'' if number == 1 else 's'}"


def _rejected(rejections: Iterable[Consent], subjects: Mapping[str, str]) -> Iterator[Finding]:
    for each in rejections:
        why = f": {one_line(each.reason, 200)}" if each.reason else ""
        said = f"{one_line(each.person, 60)} rejected this change{why}"
        hint = f"agentops-git approve {each.head[:12]}"
        yield Finding("H003", "error", said, _place(each.head, subjects), suggestion=hint)


def _void(void: Iterable[tuple[str, str]], subjects: Mapping[str, str]) -> Iterator[Finding]:
    for commit, why in void:
        yield Finding("H002", "warn", why, _place(commit, subjects))


def void_text(standing: Standing) -> str:
    """Why a decision does not count, as a sentence."""
    who = one_line(standing.by.person.name if standing.by else standing.line.by, 60)
    what = (
        "a rejection" if standing.statement and not standing.statement.approves else "an approval"
    )
    return f"{what} in the name of {who} {standing.void}"


def approved_notices(counted: Iterable[tuple[str, Consent]], law: Approvers) -> tuple[str, ...]:
    """Who approved what, and how much their word is worth."""
    rows: dict[str, None] = {}
    for commit, each in counted:
        shown = "present" if each.present else "key, not presence"
        own = "; own work, as the only one named" if each.own and len(law.people) == 1 else ""
        rows[f"{commit[:12]} approved by {one_line(each.person, 60)} ({shown}{own})"] = None
    return tuple(rows)
