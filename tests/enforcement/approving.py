"""People with keys, a law that names them, and what their approvals do where a ref moves."""

import os
import secrets
import shutil
import time
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from agentops_git.enforcement.landing import Landed, Landing, judge_landing
from agentops_git.enforcement.landing_steps import How
from agentops_git.enforcement.law import law_at
from agentops_git.enforcement.moments import moment_of
from agentops_git.evidence.approvals.change import change_of
from agentops_git.evidence.approvals.making import note, signed, state
from agentops_git.evidence.approvals.standing import Asked
from agentops_git.git.config import read_config
from agentops_git.git.process import Git
from agentops_git.git.repository import places
from tests.conftest import Repo, run
from tests.enforcement.conftest import record

REPOSITORY = "acme/app"
MAIN = "refs/heads/main"


@cache
def key_of(name: str) -> Path:
    """A private key, made once a run."""
    path = Path(mkdtemp(prefix="agentops-git-keys-")) / name
    keygen = shutil.which("ssh-keygen") or "/usr/bin/ssh-keygen"
    run(keygen, "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", path, cwd=path.parent)
    return path


def law(*people: str, thresholds: str = "", more: str = "") -> str:
    """A constitution that guards ``ops/`` and names people, each with an address and a key."""
    rows = "".join(
        f"    - name: {name}\n      principals: [{name.lower()}@example.invalid]\n"
        f"      keys: [{{key: '{key_of(name).with_suffix('.pub').read_text().strip()}'}}]\n"
        for name in people
    )
    named = f"approvers:\n  people:\n{rows}{thresholds}" if people else ""
    return (
        "---\nagentops: 1\nextends: core\nrules: {T001: off}\nguardrails: {protected: [ops/]}\n"
        f"{more}{named}---\n# Law\n"
    )


class Ground:
    """A repository whose branch main stands for the server's: what it takes in is judged."""

    def __init__(self, repo: Repo, text: str) -> None:
        self.repo = repo
        repo.git("config", "agentops.repository", REPOSITORY)
        self.law = repo.commit(
            record("chore: begin"), {"CONSTITUTION.md": text, "ops/run": "1\n", "a": "1\n"}
        )

    @property
    def git(self) -> Git:
        return Git(str(self.repo.path))

    def commit(self, files: Mapping[str, str], by: str = "Ann", subject: str = "fix: mend") -> str:
        """A commit on the current branch, by a person."""
        who = {
            f"GIT_{role}_{part}": value
            for role in ("AUTHOR", "COMMITTER")
            for part, value in (("NAME", by), ("EMAIL", f"{by.lower()}@example.invalid"))
        }
        return self.repo.commit(record(subject), dict(files), **who)

    def branch(self, name: str, start: str = "main") -> None:
        self.repo.git("switch", "--quiet", "-c", name, start)

    def switch(self, name: str) -> None:
        self.repo.git("switch", "--quiet", name)

    def asked(self, ref: str = MAIN, repository: str = REPOSITORY, now: int = 0) -> Asked:
        ruling = law_at(self.git, places(self.git), self.law)
        assert ruling and ruling.law.approvers
        moment = now or int(time.time())
        return Asked(repository, ref, ruling.blob, ruling.law.approvers, moment)

    def decide(
        self,
        who: str,
        change: str,
        gate: str = "change",
        reason: str | None = None,
        ref: str = MAIN,
        repository: str = REPOSITORY,
        now: int = 0,
    ) -> None:
        """A person approves a RANGE (with a reason: rejects it) by a signed note."""
        asked = self.asked(ref, repository, now)
        nonce = secrets.token_hex(16)
        said = state(change_of(self.git, change, None), asked, gate, nonce, None, reason)
        note(self.git, signed(said, str(key_of(who)), asked), own=False)

    def land(
        self, new: str = "HEAD", old: str = "main", how: How = "update", binding: bool = True
    ) -> Landed:
        """What is said where main moves from ``old`` to ``new``."""
        ruling = law_at(self.git, places(self.git), self.law)
        assert ruling
        moment = moment_of(self.git, read_config(self.git), os.environ)
        landing = Landing(MAIN, self.repo.head(old), self.repo.head(new), how, binding)
        return judge_landing(self.git, ruling, landing, moment)


def said(landed: Landed) -> list[str]:
    """Level, code and path of each finding."""
    return [
        " ".join(filter(None, (each.level, each.code, each.place.path))) for each in landed.findings
    ]
