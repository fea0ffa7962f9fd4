"""What a ref takes in with an update: which commits are new there, and may it take them."""

from collections.abc import Sequence

from agentops_git.enforcement.gating import judge_gates
from agentops_git.enforcement.landing import Landing, judge_landing
from agentops_git.enforcement.law import Ruling
from agentops_git.enforcement.ranges import Report, Selection
from agentops_git.enforcement.receiving import NOT_HISTORY, Ruled, Scene
from agentops_git.enforcement.refs import judge_ref
from agentops_git.evidence.moment import Moment
from agentops_git.rules.finding import Finding

_JUDGED = (*(f"--exclude={ref}*" for ref in NOT_HISTORY), "--all")
_PROPOSED = 20
"""So many branches that are not protected are looked at for approvals that they will need."""


def new_commits(scene: Scene, group: Sequence[Ruled]) -> Selection:
    """What is reachable from the new tips and from no ref that the receiver already has."""
    receiver = scene.receiver
    tips = tuple(dict.fromkeys(one.new for one in group))
    if receiver.holds is not None:
        return Selection((*tips, *(f"^{commit}" for commit in receiver.holds)), held=True)
    if receiver.remote is None:
        return Selection(tips, ("--not", *_JUDGED))
    old = tuple(f"^{one.old}" for one in group if one.old)
    there = (f"^{scene.default.tip}",) if scene.default else ()
    configured = f"remote.{receiver.remote}.url" in receiver.config  # else it is an address
    remotes = f"--remotes={receiver.remote}" if configured else "--remotes"
    return Selection((*tips, *old, *there), ("--not", remotes))


def on_refs(
    scene: Scene, group: Sequence[Ruled], ruling: Ruling, report: Report, moment: Moment
) -> Report:
    """The report, and what is wrong with taking the new tips into these refs."""
    git = scene.receiver.git
    found: list[Finding] = []
    notices: dict[str, None] = {}
    for one in _that_bring(scene, group):
        ref, old = one.update.ref, one.update.old
        if one.protected and not one.update.proposed:
            found += judge_ref(git, ruling.law, ref, old, one.update.new)
        found += judge_gates(git, ruling, ref, one.old, one.new, moment, one.tip)
        if landing := _landing(scene, one, len(group) > _PROPOSED):
            landed = judge_landing(git, ruling, landing, moment)
            found += landed.findings
            notices.update(dict.fromkeys(landed.notices))
    return report._replace(
        findings=tuple(dict.fromkeys((*report.findings, *found))),
        notices=(*report.notices, *notices),
    )


def _that_bring(scene: Scene, group: Sequence[Ruled]) -> list[Ruled]:
    """Of many updates those of protected refs, and one for each new tip that is not yet there."""
    if len(group) == 1:
        return list(group)
    new = new_commits(scene, group)
    data = "".join(f"{rev}\n" for rev in new.revs).encode()
    argv = ("--no-replace-objects", "rev-list", "--stdin", *new.options)
    coming = set(scene.receiver.git.text(*argv, data=data).split())
    others = {one.new: one for one in group if not one.protected and one.new in coming}
    return [one for one in group if one.protected or others.get(one.new) is one]


def _landing(scene: Scene, one: Ruled, many: bool) -> Landing | None:
    """What takes the commits in: the ref where it is protected, else the default branch some day.

    Nothing of a trusted ref is approved by anyone.
    """
    update, default = one.update, scene.default
    if one.tip is None or default is None or one.trusted:
        return None
    if not one.protected:
        ref = f"refs/heads/{default.name}"
        return None if many else Landing(ref, default.tip, one.new, "proposal", binding=False)
    if update.proposed:
        return Landing(update.ref, one.tip, one.new, "proposal")
    return Landing(update.ref, one.tip, one.new, "update" if update.old else "creation")
