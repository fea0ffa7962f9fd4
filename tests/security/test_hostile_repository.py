"""A repository whose settings, attributes and hooks name programs: reading it runs none."""

from collections.abc import Callable
from pathlib import Path

import pytest

from agentops_git.git.mainline import merged_trees
from agentops_git.git.process import Git
from tests.conftest import Repo
from tests.enforcement.approving import law
from tests.enforcement.conftest import record

PROGRAMS = (
    "core.fsmonitor", "core.sshCommand", "core.gitProxy", "core.askPass", "core.pager",
    "core.editor", "sequence.editor", "core.alternateRefsCommand", "credential.helper",
    "diff.external", "diff.evil.command", "diff.evil.textconv", "interactive.diffFilter",
    "filter.evil.clean", "filter.evil.smudge", "filter.evil.process", "merge.evil.driver",
    "gpg.program", "gpg.ssh.program", "gpg.x509.program", "gpg.ssh.defaultKeyCommand",
    "pager.log", "remote.origin.uploadpack", "remote.origin.receivepack",
    "trailer.intent.command", "trailer.intent.cmd", "uploadpack.packObjectsHook",
)  # fmt: skip
HOOKS = (
    "pre-commit", "commit-msg", "prepare-commit-msg", "post-commit", "post-checkout",
    "post-index-change", "reference-transaction", "pre-push", "fsmonitor-watchman",
)  # fmt: skip
READING = """\
check
check HEAD
check main..topic
check --staged
survey
learnings
learnings --check
recall part
related HEAD
patterns list
backlog
note list
note show HEAD
approvals
gate list
gate status main..topic
route fix the part
bundle list
hook pre-commit
hook post-commit
hook agent""".splitlines()


class Rigged:
    """A repository in which every program that a setting can name leaves its name in a file."""

    def __init__(self, repo: Repo, scratch: Path) -> None:
        self.repo = repo
        self.log = scratch / "ran"
        self.programs = scratch / "programs"
        self.programs.mkdir()
        repo.commit(
            record("feat: one"),
            {"CONSTITUTION.md": law("Bea"), ".gitattributes": "* diff=evil filter=evil merge=evil"},
        )
        repo.commit(record("feat: two"), {"ops/run": "one\n"})
        repo.git("switch", "--quiet", "-c", "topic")
        repo.commit(record("feat: three"), {"ops/run": "two\n"})
        repo.git("switch", "--quiet", "main")
        repo.commit(record("feat: four"), {"ops/run": "three\n"})
        repo.write({"ops/run": "four\n"})
        repo.git("add", "ops/run")
        repo.git("remote", "add", "origin", "ssh://nobody.invalid/x.git")
        repo.git("update-ref", "refs/remotes/origin/main", "HEAD")
        for name in PROGRAMS:
            repo.git("config", name, str(self.program(name)))
        for name in HOOKS:
            self.program(name)
        for name, value in (("core.hooksPath", str(self.programs)), ("log.showSignature", "true"),
                            ("filter.evil.required", "true"), ("agentops.defaultBranch", "main"),
                            ("protocol.ext.allow", "always")):  # fmt: skip
            repo.git("config", name, value)

    def program(self, name: str) -> Path:
        path = self.programs / name
        path.write_text(f"#!/bin/sh\necho {name} >>'{self.log}'\n")
        path.chmod(0o755)
        return path

    def ran(self, act: Callable[[], object]) -> set[str]:
        """What ran while ``act`` did its work."""
        self.log.unlink(missing_ok=True)
        act()
        return set(self.log.read_text().split()) if self.log.exists() else set()


@pytest.fixture
def rigged(repo: Repo, tmp_path: Path) -> Rigged:
    return Rigged(repo, tmp_path)


def test_git_itself_would_run_them(rigged: Rigged) -> None:
    assert "core.fsmonitor" in rigged.ran(lambda: rigged.repo.git("status", code=None))
    assert "filter.evil.process" in rigged.ran(lambda: rigged.repo.git("add", ".", code=None))
    there = ("merge-tree", "--write-tree", "main", "topic")
    assert "merge.evil.driver" in rigged.ran(lambda: rigged.repo.git(*there, code=None))


def test_no_command_that_reads_runs_one(rigged: Rigged) -> None:
    event = '{"tool_name": "Bash", "tool_input": {"command": "git log"}}'
    for line in READING:
        done = rigged.ran(lambda: rigged.repo.tool(*line.split(), code=None, data=event))  # noqa: B023
        assert not done, f"{line}: {done}"


def test_no_driver_decides_how_two_commits_merge(rigged: Rigged) -> None:
    """A driver that says 'merged' would make a clean merge out of two guarded changes."""
    heads = rigged.repo.head("main"), rigged.repo.head("topic")
    merged = [""]
    ran = rigged.ran(
        lambda: merged.extend(map(str, merged_trees(Git(str(rigged.repo.path)), [heads])))
    )
    assert (merged[1:], ran) == (["None"], set())


def test_a_setting_in_the_environment_stays_and_ours_goes_before_it(
    rigged: Rigged, monkeypatch: pytest.MonkeyPatch
) -> None:
    monitor = str(rigged.program("environment"))
    given = {"KEY_0": "core.fsmonitor", "VALUE_0": monitor, "KEY_1": "user.name", "VALUE_1": "Eve"}
    for name, value in {"COUNT": "2", **given}.items():
        monkeypatch.setenv(f"GIT_CONFIG_{name}", value)
    git = Git(str(rigged.repo.path))
    assert not rigged.ran(lambda: git.run("diff", "--cached", "--name-only"))
    assert git.text("config", "user.name") == "Eve"


def test_a_count_that_is_none_is_gits_to_refuse(
    repo: Repo, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CONFIG_COUNT", "many")
    ran = repo.tool("check", code=3)
    assert ran.stderr == "agentops-git: fatal: unable to parse command-line config\n"


def test_a_directory_of_somebody_else_is_not_read(repo: Repo) -> None:
    """git refuses it, and so do we: with what to run, and nothing of it believed."""
    ran = repo.tool("check", code=3, GIT_TEST_ASSUME_DIFFERENT_OWNER="1")
    assert "does not trust this directory's owner" in ran.stderr and "safe.directory" in ran.stderr
