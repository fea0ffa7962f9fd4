"""A constitution that a change brings: it must load, and may mend one that does not."""

from collections.abc import Sequence

from agentops_git.constitution.find import PATHS
from agentops_git.enforcement.law import Ruling, law_among, law_at, law_names
from agentops_git.enforcement.ranges import Report
from agentops_git.enforcement.staged import broken_law, mends_law
from agentops_git.git.objects import resolve
from agentops_git.git.process import Git
from agentops_git.git.repository import Places
from agentops_git.rules.finding import Finding, as_warning


def with_new_law(
    git: Git, places: Places, report: Report, ruling: Ruling | None, old: str | None, new: str
) -> Report:
    """The report on the commits up to ``new``, and what its constitution adds to that.

    ``old`` is the commit at which the ruling law stands.
    """
    brought = that_can_judge(git, law_at(git, places, new))
    broken = broken_law(brought, ruling, new)
    if broken and old and brought and _was_there(git, places, brought, old, new):
        broken = ()
    findings: tuple[Finding, ...] = report.findings
    if ruling and mends_law(brought, ruling):
        findings = tuple(as_warning(finding) for finding in findings)
    return report._replace(findings=broken + findings)


def laws_to_mind(git: Git, places: Places, ruling: Ruling | None, tips: Sequence[str]) -> list[str]:
    """Those of many commits whose constitution does not load; one or two are all looked at."""
    tips = list(dict.fromkeys(tips))
    if len(tips) < 3:
        return tips
    found = resolve(git, law_names(tips))
    laws: dict[tuple[tuple[str, str] | None, ...], list[str]] = {}
    for number, tip in enumerate(tips):
        answers = tuple(found[number * len(PATHS) : (number + 1) * len(PATHS)])
        laws.setdefault(answers, []).append(tip)
    wrong: list[str] = []
    for answer, those in laws.items():
        law = that_can_judge(git, law_among(git, places, list(answer), those[0][:12]))
        if law and law.problem and not (ruling and ruling.blob == law.blob):
            wrong += those
    return wrong


def that_can_judge(git: Git, ruling: Ruling | None) -> Ruling | None:
    """The law; without its ``since:``, and with that as its problem, where no such commit is."""
    if ruling is None or not ruling.law.since:
        return ruling
    since = ruling.law.since
    if git.ask("cat-file", "-e", f"{since}^{{commit}}").code == 0:
        return ruling
    said = f"since: {since}: there is no such commit here; push it first, or name another"
    return ruling._replace(law=ruling.law._replace(since=""), problem=said)


def _was_there(git: Git, places: Places, brought: Ruling, old: str, new: str) -> bool:
    """Whether the law came before the two histories parted, and so is not new."""
    base = git.ask("--no-replace-objects", "merge-base", old, new)
    if base.code != 0:
        return False
    then = law_at(git, places, base.out.decode().strip())
    return then is not None and then.blob == brought.blob
