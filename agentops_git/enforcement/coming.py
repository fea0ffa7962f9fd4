"""A commit that is still to be made, by a host: judged as the one new commit that it will be."""

from agentops_git.enforcement.judge import judge_commit, needs_paths
from agentops_git.enforcement.law import Ruling
from agentops_git.enforcement.local import or_advice, ruling_of, shallow_notice
from agentops_git.enforcement.new_law import with_new_law
from agentops_git.enforcement.ranges import Report
from agentops_git.git.config import read_config
from agentops_git.git.history import Commit
from agentops_git.git.process import Git
from agentops_git.git.repository import Places, places
from agentops_git.rules.finding import Finding, as_warning


class Coming:
    """Where a squash will land, and the law that rules there.

    ``head`` is the commit that brings the change, ``paths`` are those that it changes.
    """

    def __init__(
        self, git: Git, head: str, paths: tuple[str, ...], law_rev: str | None, branch: str | None
    ) -> None:
        self._git, self._head, self._paths = git, head, paths
        self._where: Places = places(git)
        config = read_config(git)
        self._stated, self._tip = ruling_of(git, self._where, config, law_rev, branch)
        self._ruling: Ruling = or_advice(self._stated, self._tip, config)[0]

    def judge(self, author: tuple[str, str], message: str) -> Report:
        """What check would say of the commit, before any remote holds it."""
        commit = Commit("", "parent", *author, "", message)
        law = self._ruling.law
        paths = {"": self._paths} if needs_paths(law) else None
        findings = tuple(map(_without_commit, judge_commit(commit, law, paths)))
        if self._ruling.advisory:
            findings = tuple(map(as_warning, findings))
        problem = self._ruling.problem
        notices = ((problem,) if problem else ()) + law.warnings + shallow_notice(self._where)
        report = Report(self._ruling.source, 1, 0, findings, notices)
        if self._head == self._tip:
            return report
        return with_new_law(self._git, self._where, report, self._stated, self._tip, self._head)

    def none(self, why: str) -> Report:
        """The report on no commit at all."""
        return Report(self._ruling.source, 0, 0, (), (why,))


def _without_commit(finding: Finding) -> Finding:
    return finding._replace(place=finding.place._replace(commit=None))
