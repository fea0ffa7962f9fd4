"""Validation gates at the moment when a ref takes commits in: whether evidence is there."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from agentops_git.constitution.globs import name_matches
from agentops_git.enforcement.law import Ruling, law_at
from agentops_git.enforcement.since import law_origin
from agentops_git.evidence.moment import Moment
from agentops_git.git.process import Git
from agentops_git.git.repository import places
from agentops_git.rules.finding import Finding, Place

if TYPE_CHECKING:  # most laws state no gates
    from agentops_git.constitution.guards import Gate
    from agentops_git.constitution.model import Level
    from agentops_git.enforcement.gate_change import Span
    from agentops_git.evidence.gates.evidence import Evidence
    from agentops_git.notes.facts import Facts

BEFORE_PUSH = ("pre-commit", "pre-push")
"""The stages whose evidence any branch needs; a protected one needs that of ``ci`` as well."""
ALL = (*BEFORE_PUSH, "ci")
_GRAVITY = ("off", "warn", "error")


def judge_gates(
    git: Git,
    ruling: Ruling,
    ref: str,
    old: str | None,
    new: str,
    moment: Moment,
    tip: str | None = None,
) -> tuple[Finding, ...]:
    """The findings on gates that apply to what ``new`` brings to ``ref``.

    The change is what ``new`` adds to ``tip``, the commit whose law rules (without it: to
    ``old``). Evidence counts for the tree of ``new`` and for the command as that law states it.
    """
    tip, law = tip or old, ruling.law
    if not law.gates or _matches(law.trusted, ref) or not under_the_law(git, ruling, tip, new):
        return ()
    from agentops_git.enforcement.gate_change import asked_by, landed_on, span_to
    from agentops_git.evidence.gates.applying import applying
    from agentops_git.git.batch import Batch
    from agentops_git.notes.facts import find

    with Batch(git) as batch:
        facts = find(batch, new)
    span = span_to(git, tip, facts.object)
    landed = landed_on(git, old, facts.object)
    asked = asked_by(git, span, landed, (ref,), law.gates)
    stages = ALL if tip == old or _matches(law.protected, ref) else BEFORE_PUSH
    gates = applying(law.gates, asked, stages)
    found = [*_missing(git, ruling, gates, facts, moment), *_claims(git, ruling, span, moment)]
    return tuple(finding for finding in found if finding.level != "off")


def under_the_law(git: Git, ruling: Ruling, tip: str | None, new: str) -> bool:
    """Whether ``new`` descends from the commit that brought the law; an older base passes."""
    if tip is None:
        return True
    if since := ruling.law.since:
        return not _is_ancestor(git, new, since)
    origin = law_origin(git, places(git), tip)
    return origin is None or _is_ancestor(git, origin, new)


def _is_ancestor(git: Git, one: str, other: str) -> bool:
    asked = ("--no-replace-objects", "merge-base", "--is-ancestor", "--end-of-options", one, other)
    return git.ask(*asked).code == 0


def _matches(globs: Iterable[str], ref: str) -> bool:
    branch = ref.removeprefix("refs/heads/")
    return any(name_matches(glob, branch) or name_matches(glob, ref) for glob in globs)


def _missing(
    git: Git, ruling: Ruling, gates: Iterable["Gate"], facts: "Facts", moment: Moment
) -> Iterator[Finding]:
    """V001 and V002: gates whose command has not run on the tree, or ended badly there."""
    from agentops_git.evidence.gates.evidence import KIND
    from agentops_git.evidence.gates.kept import evidence_on
    from agentops_git.evidence.gates.signed import last_run
    from agentops_git.git.batch import Batch

    with Batch(git) as batch:
        runs = evidence_on(batch, moment.tip(KIND), facts.tree or "")
    last = {gate: last_run(runs, facts.tree or "", gate, moment.now) for gate in gates}
    wrong = [gate for gate, run in last.items() if run is None or not run.passed]
    command = _command(git, wrong, facts, ruling) if wrong else None
    place = Place(facts.object, facts.subject or "")
    for gate in wrong:
        run = last[gate]
        code, said = ("V002", _failed(gate, run)) if run else ("V001", _not_run(gate, runs))
        level = level_of(ruling, code, gate.level)
        yield Finding(code, level, said, place, gate.name, command)


def level_of(ruling: Ruling, code: str, stated: "Level" = "error") -> "Level":
    """The milder of what a gate and the law's ``rules`` say; advice refuses nothing."""
    milder = min(stated, ruling.law.rules.get(code, "error"), key=_GRAVITY.index)
    return "warn" if ruling.advisory and milder == "error" else milder


def _not_run(gate: "Gate", runs: Iterable["Evidence"]) -> str:
    said = f"gate {gate.name} has no evidence for this tree"
    if any(run.command == gate.command for run in runs):
        return f"{said} that one of its signers signed; let one of them run it, and push again"
    others = [run.command for run in runs if run.gate == gate.name]
    if others:
        return (
            f"{said}: `{others[-1]}` was run, and the law says `{gate.command}`; "
            "run that, share the evidence, and push again"
        )
    return f"{said}: run `{gate.command}` through agentops-git, share the evidence, and push again"


def _failed(gate: "Gate", run: "Evidence") -> str:
    return (
        f"gate {gate.name} failed on this tree: `{gate.command}` {run.outcome} "
        f"({run.finished}, {run.by})"
    )


def _command(git: Git, gates: Iterable["Gate"], facts: "Facts", ruling: Ruling) -> str:
    """What mends it. ``gate run`` takes the law of HEAD, which may say otherwise than ours."""
    own = law_at(git, places(git), facts.object)
    known = {gate.command for gate in own.law.gates} if own else set()
    law = "" if known.issuperset(gate.command for gate in gates) else f" --law {_rev(ruling)}"
    names = "".join(f" --gate {gate.name}" for gate in gates)
    return f"agentops-git gate run {facts.object[:12]}{names}{law} && agentops-git sync"


def _rev(ruling: Ruling) -> str:
    """The commit that a ruling was read at, as its source names it."""
    return ruling.source.rpartition(" at ")[2].partition(",")[0] or "HEAD"


def _claims(git: Git, ruling: Ruling, span: "Span", moment: Moment) -> Iterator[Finding]:
    """V003: what new commits claim of gates, against the evidence on their own trees."""
    from agentops_git.enforcement.gate_claims import contradictions

    level = level_of(ruling, "V003")
    if level == "off":
        return
    for place, value, run in contradictions(git, span, moment):
        said = f"Validation claims success, and evidence says that `{run.command}` {run.outcome}"
        said += f" on this tree ({run.finished}, {run.by}): {value}"
        truth = f"Validation: {run.command} ({run.outcome})"
        yield Finding("V003", level, said, place, "Validation", truth)
