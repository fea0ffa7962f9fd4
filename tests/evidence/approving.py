"""A repository with a change to decide on, and people who decide on it, in process."""

import secrets
from pathlib import Path
from shutil import copytree
from typing import NamedTuple

from agentops_git.constitution.guards import Approvers, Threshold
from agentops_git.evidence.approvals.change import change_of
from agentops_git.evidence.approvals.making import Made, note, signed, state
from agentops_git.evidence.approvals.reading import KIND, read_approvals
from agentops_git.evidence.approvals.standing import Asked, Standing, standing
from agentops_git.evidence.approvals.statement import NAMESPACE, Statement, fields_of, payload_of
from agentops_git.evidence.signing import sign
from agentops_git.git.process import Git
from agentops_git.notes.facts import facts_of
from agentops_git.notes.line import Line, make_line
from agentops_git.notes.read import tip_of
from agentops_git.notes.refs import ref_of
from agentops_git.notes.write import add_lines, who
from tests.conftest import Repo, run
from tests.evidence.signers import Signer, signer

NOW = 1_790_000_000  # 2026-09-21T14:13:20Z
LAW = "c" * 40
REF = ref_of(KIND)


class Case(NamedTuple):
    """``repo`` has the commit ``base`` on main, and ``head`` on top of it on fix."""

    repo: Repo
    base: str
    head: str
    ann: Signer
    asked: Asked

    @property
    def git(self) -> Git:
        return Git(str(self.repo.path))

    def state(self, named: str = "main..fix", reason: str | None = None) -> Statement:
        """What Ann would sign."""
        change = change_of(self.git, named, None)
        return state(change, self.asked, "change", secrets.token_hex(16), None, reason)

    def approve(self, named: str = "main..fix", reason: str | None = None) -> Made:
        """Ann decides, as she would on the command line."""
        made = signed(self.state(named, reason), self.ann.file, self.asked)
        note(self.git, made, own=True)
        return made

    def line(self) -> Line:
        """The one decision that is noted."""
        (found,) = self.judged()
        return found.line

    def put(self, statement: Statement, on: str, key: str, signature: str | None = None) -> Line:
        """Note any statement on any commit, signed with any key or with another signature."""
        fields = fields_of(statement)
        made = signature or sign(payload_of(fields), NAMESPACE, key)
        own = {"statement": fields, "signature": made}
        line = make_line(KIND, statement.at, "X <x@y>", facts_of(self.git, on), own)
        add_lines(self.git, KIND, {on: [line]}, who(self.git), "x")
        return line

    def judged(self, asked: Asked | None = None) -> tuple[Standing, ...]:
        tip = tip_of(self.git, REF)
        return standing(self.git, read_approvals(self.git, tip) if tip else (), asked or self.asked)

    def voids(self, asked: Asked | None = None) -> list[str]:
        """Why each decision does not count, in their order; empty text for one that does."""
        return [each.void for each in self.judged(asked)]


_GROUND: list[Path] = []
"""The repository that cases copy, made where the first of them wants it."""


def case(folder: Path, thresholds: tuple[Threshold, ...] = ()) -> Case:
    """The ground of most tests, in a copy of its own."""
    if not _GROUND:
        _GROUND.append(begin(folder / "ground").path)
    repo = Repo(folder / "case")
    copytree(_GROUND[0], repo.path)
    return case_in(repo, folder, thresholds)


def begin(path: Path, form: str = "sha1") -> Repo:
    """A repository with a change on the branch fix."""
    how = ("--quiet", "--template=", "--initial-branch=main", f"--object-format={form}")
    run("git", "init", *how, path, cwd=path.parent)
    repo = Repo(path)
    repo.commit("feat: begin", {"a": "1"})
    repo.git("switch", "--quiet", "--create", "fix")
    repo.commit("fix: a thing", {"a": "2"})
    return repo


def case_in(repo: Repo, folder: Path, thresholds: tuple[Threshold, ...] = ()) -> Case:
    """A case in a repository as ``begin`` makes it."""
    base, head = repo.git("rev-parse", "main", "fix").split()
    ann = signer(folder, "Ann")
    law = Approvers((ann.approver(),), thresholds)
    return Case(repo, base, head, ann, Asked("acme/app", "refs/heads/main", LAW, law, NOW))
