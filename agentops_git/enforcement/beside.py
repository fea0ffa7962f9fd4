"""What updates bring beside history: deletions, notes, and the texts of tags."""

from collections.abc import Iterable, Iterator, Mapping

from agentops_git.constitution.model import Constitution
from agentops_git.enforcement.law import Ruling
from agentops_git.enforcement.ranges import Report
from agentops_git.enforcement.receiving import Scene, Update, is_protected, rule
from agentops_git.enforcement.refs import NOTES, judge_ref
from agentops_git.rules.finding import Finding, as_warning


def judge_beside(
    scene: Scene, rows: Iterable[Update], commits: Mapping[str, str]
) -> Iterator[Report]:
    """The reports on deletions, on notes, and on what is no commit."""
    git, rows = scene.receiver.git, list(rows)
    others = [
        (update.ref, update.new)
        for update in rows
        if update.new and commits.get(update.new) != update.new and not update.ref.startswith(NOTES)
    ]
    if others:
        from agentops_git.enforcement.tag_text import secrets_at  # few pushes bring a tag

        yield _beside(scene.general, tuple(secrets_at(git, _law(scene.general), others)))
    for update in rows:
        ref, old, new, _ = update
        if ref.startswith(NOTES):
            from agentops_git.enforcement.pushed_notes import judge_notes  # it reads JSON

            noted = judge_notes(git, _law(scene.general), ref, old, new, commits)
            yield _beside(scene.general, noted.findings, noted.notices)
        elif new is None and is_protected(scene, ref):
            ruling = rule(scene, update, "", commits).ruling
            yield _beside(ruling, judge_ref(git, _law(ruling), ref, old, None))


def _law(ruling: Ruling | None) -> Constitution:
    return ruling.law if ruling else Constitution()


def _beside(
    ruling: Ruling | None, findings: tuple[Finding, ...], notices: tuple[str, ...] = ()
) -> Report:
    if ruling:
        return Report(ruling.source, 0, 0, findings, notices)
    advice = tuple(as_warning(finding) for finding in findings)
    return Report("no constitution, as advice", 0, 0, advice, notices)
