"""A range of commits, judged by the law that rules it."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from agentops_git.constitution.model import Constitution
from agentops_git.enforcement.changed import on_changes
from agentops_git.enforcement.descent import descendants
from agentops_git.enforcement.judge import Judged, Paths, joined, judge_of, needs_paths
from agentops_git.enforcement.law import Ruling
from agentops_git.enforcement.message_search import alone
from agentops_git.enforcement.parallel import in_two_processes
from agentops_git.enforcement.published import judge_published
from agentops_git.enforcement.since import law_origin
from agentops_git.errors import UsageError
from agentops_git.git.history import commit_blocks
from agentops_git.git.paths import changed_paths
from agentops_git.git.process import Git
from agentops_git.git.repository import Places
from agentops_git.rules.finding import Finding, as_warning


class Selection(NamedTuple):
    """New commits: ``revs`` as git log takes them, ``^X`` too; ``options`` such as --not.

    ``held``: a remote holds them all already, whatever the refs here tell of that.
    """

    revs: tuple[str, ...]
    options: tuple[str, ...] = ()
    held: bool = False


class Report(NamedTuple):
    """What a range check found: ``commits`` were judged, ``older`` ones are from before the law.

    ``exempted`` are the findings that exemptions cover; they count in every report.
    """

    source: str
    commits: int
    older: int
    findings: tuple[Finding, ...]
    notices: tuple[str, ...] = ()
    exempted: tuple[Finding, ...] = ()

    @property
    def refuses(self) -> bool:
        """Whether any finding is an error."""
        return any(finding.level == "error" for finding in self.findings)


def judge_range(
    git: Git, places: Places, ruling: Ruling, tip: str | None, new: Selection
) -> Report:
    """Judge the commits of a selection by a law that was read at the commit ``tip``.

    Judged are those that descend from the commit that first brought the law into the history
    of ``tip``; with ``since:`` those not reachable from that commit; all, where ``tip`` is None.
    """
    law = ruling.law
    new = _narrowed(git, law, new)
    paths = _paths(git, new) if needs_paths(law) else None
    blocks = commit_blocks(git, new.options, new.revs)
    judged = joined(in_two_processes(blocks, judge_of(law, paths)))
    keep = _under_the_law(git, places, judged, law, tip)
    said = [*_on_messages(git, law, judged, keep, paths, new.held)]
    said += on_changes(git, places, ruling, judged, keep)
    findings = _in_order(judged, said)
    if ruling.advisory:
        findings = tuple(as_warning(finding) for finding in findings)
    older = len(judged.parents) - len(keep)
    notices = ((ruling.problem,) if ruling.problem else ()) + law.warnings
    return Report(ruling.source, len(keep), older, findings, notices)


def _on_messages(
    git: Git,
    law: Constitution,
    judged: Judged,
    keep: Sequence[str],
    paths: Paths | None,
    held: bool,
) -> Iterator[Finding]:
    failing = [judged.failing[commit] for commit in keep if commit in judged.failing]
    for row in judge_published(git, failing, law, paths, held) if failing else ():
        yield from row.findings
    for commit in keep if judged.leaks else ():
        yield from judged.leaks.get(commit, ())


def _in_order(judged: Judged, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Commit by commit, the oldest first."""
    if not findings:
        return ()
    rows: dict[str, list[Finding]] = {}
    for finding in findings:
        rows.setdefault(finding.place.commit or "", []).append(finding)
    ordered = [alone(rows[commit]) for commit in reversed(judged.parents) if commit in rows]
    return tuple(finding for row in ordered for finding in row)


def _narrowed(git: Git, law: Constitution, new: Selection) -> Selection:
    """Without what trusted refs hold, and what ``since:`` leaves out."""
    revs = list(new.revs)
    if law.since:
        since = git.ask(
            "rev-parse", "--verify", "--quiet", "--end-of-options", f"{law.since}^{{commit}}"
        )
        if since.code != 0:
            raise UsageError(
                f"since: {law.since}: no such commit here; fetch it, or mend the constitution"
            )
        revs.append(f"^{since.out.decode().strip()}")
    for pattern in law.trusted:
        globs = (pattern, f"refs/heads/{pattern}", f"refs/remotes/*/{pattern}")
        refs = git.text("for-each-ref", "--format=%(objectname)", *globs).split()
        revs += [f"^{ref}" for ref in refs]
    return new._replace(revs=tuple(revs))


def _paths(git: Git, new: Selection) -> Paths:
    data = "".join(f"{rev}\n" for rev in new.revs).encode("utf-8", "surrogateescape")
    ids = git.text("--no-replace-objects", "rev-list", "--stdin", *new.options, data=data)
    return changed_paths(git, ids.split())


def _under_the_law(
    git: Git, places: Places, judged: Judged, law: Constitution, tip: str | None
) -> list[str]:
    commits = list(judged.parents)
    if tip is None or law.since or not commits:
        return commits
    origin = law_origin(git, places, tip)
    return descendants(git, judged.parents, origin) if origin else commits
