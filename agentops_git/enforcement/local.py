"""The range check of a working repository: which commits, and by which law."""

import os

from agentops_git.enforcement.default_branch import default_branch, main_remotes, stated_default
from agentops_git.enforcement.exempting import with_exemptions
from agentops_git.enforcement.law import Ruling, preset_ruling
from agentops_git.enforcement.moments import moment_of
from agentops_git.enforcement.new_law import with_new_law
from agentops_git.enforcement.proposal import Proposed, default_ref, with_proposal
from agentops_git.enforcement.ranges import Report, Selection, judge_range
from agentops_git.enforcement.since import standing_law
from agentops_git.errors import UsageError
from agentops_git.git.config import Config, finish_config, start_config
from agentops_git.git.objects import resolve
from agentops_git.git.process import Git, GitFailed
from agentops_git.git.repository import Places, finish_places, start_places

UNPUBLISHED = "the commits that no remote has"


def check_range(git: Git, named: str | None, law_rev: str | None, branch: str | None) -> Report:
    """Judge the commits of a range, or those that no remote has, by the law that rules here.

    ``law_rev`` names the law's commit, ``branch`` the default branch.
    """
    asked = start_places(git), start_config(git)
    where, config = finish_places(asked[0]), finish_config(asked[1])
    selection = unpublished(git) if named is None else named_range(named)
    ruling, tip = ruling_of(git, where, config, law_rev, branch)
    if not selection.revs:
        return Report(ruling.source if ruling else "no law", 0, 0, ())
    try:
        report = judge_range(git, where, *or_advice(ruling, tip, config), selection)
    except GitFailed:
        if named and not _is_range(git, named):
            raise UsageError(_no_range(named)) from None
        raise
    moment = moment_of(git, config, os.environ, remote=next(iter(main_remotes(config)), None))
    for new in _tips(git, selection):
        if new != tip:
            report = with_new_law(git, where, report, ruling, tip, new)
            if ruling and tip and (ref := default_ref(git, config, branch)):
                report = with_proposal(git, ruling, report, Proposed(ref, tip, new), moment)
    report = with_exemptions(git, ruling, report, moment)
    return report._replace(notices=report.notices + shallow_notice(where))


def _tips(git: Git, new: Selection) -> list[str]:
    """The commits that a selection reaches down from, as ids."""
    (text,) = new.revs
    left, dots, right = text.partition("..")
    plain = dots and left and right and "." not in right
    # Finding A of A..B again may cost as much as the log did, and git log has found it.
    found = git.text("rev-parse", right if plain else text, "--").split("\n")[:-1]
    ids = [name for name in found if not name.startswith("^")]
    kinds = resolve(git, [f"{name}^{{commit}}" for name in ids])
    if not found or None in kinds:
        raise UsageError(_no_range(text))
    return [kind[0] for kind in kinds if kind]


def _no_range(text: str) -> str:
    shown = repr(text if len(text) <= 100 else text[:99] + "…")
    return f"there is no revision or range {shown} here; write A..B or a revision"


def ruling_of(
    git: Git, where: Places, config: Config, law_rev: str | None, branch: str | None
) -> tuple[Ruling | None, str | None]:
    """The law that rules over a range, and the commit at which it was read."""
    tip = _commit(git, law_rev, "--law") if law_rev else _ruling_tip(git, config, branch)
    return (standing_law(git, where, tip) if tip else None), tip


def or_advice(ruling: Ruling | None, tip: str | None, config: Config) -> tuple[Ruling, str | None]:
    """The law and its commit; without one a preset that refuses nothing."""
    if ruling:
        return ruling, tip
    why = "no constitution rules here yet; this is advice"
    preset = preset_ruling(config.get("agentops.preset") or "core", why)
    return preset._replace(advisory=True), None


def _is_range(git: Git, text: str) -> bool:
    """Asked only where git log has failed: resolving a range can cost as much as walking it."""
    return git.ask("rev-list", "--max-count=1", "--end-of-options", text, "--").code == 0


def named_range(text: str) -> Selection:
    """A range as a user writes it: ``A..B``, ``A...B`` or one revision for all that it reaches."""
    if text.startswith("-"):
        raise UsageError(f"a range can't begin with '-': {text!r}; write A..B or a revision")
    if not text.strip() or "\n" in text:
        raise UsageError(_no_range(text))
    return Selection((text,))


def unpublished(git: Git) -> Selection:
    """The commits of HEAD that no remote has; none on a branch without commits."""
    if git.ask("rev-parse", "--verify", "--quiet", "HEAD^{commit}").code != 0:
        return Selection(())
    return Selection(("HEAD",), ("--not", "--remotes"))


def _commit(git: Git, rev: str, option: str) -> str:
    found = git.ask("rev-parse", "--verify", "--quiet", "--end-of-options", f"{rev}^{{commit}}")
    if found.code != 0:
        raise UsageError(f"{option}: there is no commit {rev!r} here")
    return found.out.decode().strip()


def _ruling_tip(git: Git, config: Config, branch: str | None) -> str | None:
    """The default branch's tip: of the remote where there is one that was fetched, else of here."""
    name = stated_default(config, branch, os.environ)
    for remote in (*main_remotes(config), None):
        found = default_branch(git, config, remote, branch, os.environ)
        if found and name in (None, found.name):
            return found.tip
    if name:
        said = f"the default branch {name!r} is not here; fetch it, or name the law with --law REV"
        raise UsageError(said)
    head = git.ask("rev-parse", "--verify", "--quiet", "HEAD^{commit}")
    return head.out.decode().strip() if head.code == 0 else None


def shallow_notice(where: Places) -> tuple[str, ...]:
    """What to say of a shallow clone."""
    if os.path.exists(os.path.join(where.common_dir, "shallow")):
        return ("this clone is shallow and ends early; to judge all of it: git fetch --unshallow",)
    return ()
