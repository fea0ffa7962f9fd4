"""Which exemptions there are for some findings, and which of them count."""

from collections.abc import Mapping, Sequence

from agentops_git.constitution.globs import any_path_matches
from agentops_git.constitution.guards import Approvers, Exemptions
from agentops_git.enforcement.exemption_people import covers_all, too_few
from agentops_git.enforcement.landing_demand import approvers_among
from agentops_git.enforcement.law import Ruling
from agentops_git.enforcement.published import settled_among
from agentops_git.evidence.approvals.change import people_in
from agentops_git.evidence.exemptions.judging import (
    UNSIGNED,
    WORDS_ONLY,
    Terms,
    Void,
    asks_people,
    signer,
    void,
)
from agentops_git.evidence.exemptions.reading import Found, read_exemptions
from agentops_git.evidence.exemptions.statement import (
    KEY,
    KIND,
    Exemption,
    Unreadable,
    of_trailer,
)
from agentops_git.evidence.moment import Moment
from agentops_git.evidence.signing import Refused, Verified
from agentops_git.git.history import Commit, read_commits
from agentops_git.git.objects import resolve
from agentops_git.git.paths import changed_paths
from agentops_git.git.process import Git
from agentops_git.message.trailers import parse
from agentops_git.rules.finding import Finding

_One = Exemption | Unreadable


class Here:
    """The exemptions for some findings, under one law, at one moment."""

    def __init__(
        self,
        git: Git,
        ruling: Ruling,
        findings: Sequence[Finding],
        moment: Moment,
        message: str | None,
    ) -> None:
        law = ruling.law
        self._git, self._law, self._blob = git, law, ruling.blob
        self._terms = Terms(
            moment.repository,
            ruling.blob,
            law.exemptions or Exemptions(),
            law.approvers or Approvers(),
            moment.now,
        )
        ids = list(dict.fromkeys(f.place.commit for f in findings if f.place.commit))
        here = [oid for oid, found in zip(ids, resolve(git, ids), strict=True) if found]
        self._commits = {c.id: c for c in read_commits(git, ("--no-walk=unsorted",), here)}
        self._trailers = _trailers(self._commits, message)
        tip = moment.tip(KIND)
        self._noted: Found = read_exemptions(git, tip, [*ids, ruling.blob]) if tip else {}
        self._settled: set[str] | None = None
        self._paths: dict[str, tuple[str, ...]] = {}
        self._known: dict[tuple[_One, str], Void | None] = {}

    def meant_for(self, finding: Finding) -> list[_One]:
        """The exemptions from a finding's rule that are on its commit, or were made ahead.

        What can't be read is meant for the findings of its commit, if it does not name a rule.
        """
        commit = finding.place.commit or ""
        own = (*self._trailers.get(commit, ()), *self._noted.get(commit, ()))
        ahead = [one for one in self._noted.get(self._blob, ()) if one.rule]
        return [
            one
            for one in (*own, *ahead)
            if one.rule in ("", finding.code) and self._covers(one, finding)
        ]

    def tried(self, finding: Finding) -> list[tuple[_One, Void | None]]:
        """The exemptions that are meant for a finding, and why they don't count for it."""
        rows = [(one, self._void(one, finding)) for one in self.meant_for(finding)]
        if not asks_people(finding.code) or all(wrong for _, wrong in rows):
            return rows
        short = self._short(finding, [one for one, wrong in rows if wrong is None])
        return [(one, wrong or short) for one, wrong in rows]

    def _short(self, finding: Finding, good: Sequence[_One]) -> Void | None:
        """Why these signed exemptions are too few together."""
        path = finding.place.path
        found = [signer(one, self._terms) for one in good if isinstance(one, Exemption)]
        names = {by.person.name for by in found if isinstance(by, Verified)}
        return too_few(self._law, names, [path] if path else self._changed(finding.place.commit))

    def _void(self, one: _One, finding: Finding) -> Void | None:
        """Why an exemption by itself does not count for a finding that it is meant for."""
        commit = finding.place.commit or ""
        key = (one, commit)
        if key not in self._known:
            wrong = void(one, self._terms, taken_in=False)
            if wrong and commit and self._taken_in(commit):
                wrong = void(one, self._terms, taken_in=True)
            self._known[key] = wrong or self._own_work(one, commit)
        return self._known[key]

    def _covers(self, one: _One, finding: Finding) -> bool:
        """Whether the paths of an exemption hold the finding's, or all that its commit changes."""
        if isinstance(one, Unreadable) or not one.paths:
            return True
        if asks_people(finding.code):
            return covers_all(self._law, one.paths, self._changed(finding.place.commit))
        if finding.place.path:
            return any_path_matches(one.paths, finding.place.path)
        changed = self._changed(finding.place.commit)
        return bool(changed) and all(any_path_matches(one.paths, path) for path in changed)

    def _changed(self, commit: str | None) -> tuple[str, ...]:
        if commit and commit not in self._paths:
            self._paths[commit] = tuple(changed_paths(self._git, [commit]).get(commit, ()))
        return self._paths.get(commit or "", ())

    def _taken_in(self, commit: str) -> bool:
        """Whether a protected ref holds a commit: what it holds is not judged for ``until``."""
        if self._settled is None:
            self._settled = settled_among(self._git, list(self._commits), self._law)
        return commit in self._settled

    def _own_work(self, one: _One, commit: str) -> Void | None:
        """Where several people may sign, nobody exempts a change of their own."""
        people = self._terms.approvers.people
        if isinstance(one, Unreadable) or one.rule[0] in WORDS_ONLY or len(people) < 2:
            return None
        by = signer(one, self._terms)
        made = self._commits.get(commit)
        authors = approvers_among(people, people_in((made,))) if made else frozenset[str]()
        if isinstance(by, Refused) or by.person.name not in authors:
            return None
        return Void(UNSIGNED, f"is signed by {by.person.name}, who had a part in the commit")


def _trailers(commits: Mapping[str, Commit], message: str | None) -> dict[str, tuple[_One, ...]]:
    """The exemptions that messages state in trailers that git sees; "" is the commit to be."""
    texts = {oid: commit.message for oid, commit in commits.items()}
    if message is not None:
        texts[""] = message
    return {
        oid: tuple(
            of_trailer(" ".join(value.split()), oid)
            for key, value in parse(text)
            if key.lower() == KEY.lower()
        )
        for oid, text in texts.items()
    }
