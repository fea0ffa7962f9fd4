"""The law on a server over every way to push: files, smart HTTP, ssh, gitolite."""

from pathlib import Path

import pytest

from tests.conftest import Repo, run
from tests.enforcement.conftest import HOOKS, record
from tests.exchange.clones import bare
from tests.exchange.servers import Served
from tests.server.conftest import clone_at, hosted

DECOY = (
    "CI_DEFAULT_BRANCH=decoy GIT_PUSH_OPTION_COUNT=1 GIT_PUSH_OPTION_0=skip "
    "GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=agentops.defaultBranch GIT_CONFIG_VALUE_0=decoy"
)
GATES = "refs/notes/agentops/gates"


def test_only_what_the_law_lets_in_lands(
    served: Served, tmp_path: Path, law: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in served.env.items():
        monkeypatch.setenv(name, value)
    server = hosted(served, tmp_path.name)
    clone = clone_at(tmp_path / "clone", served, server, law)
    first = clone.head()

    def push(*args: str, code: int = 0) -> str:
        return clone.run_git("push", "--no-verify", "origin", *args, code=code).stderr

    clone.commit("sneaky")
    assert "error T001" in push("main", code=1)
    clone.git("reset", "--quiet", "--hard", "HEAD~1")
    clone.commit(record(), {"a.txt": "a\n"})
    assert "V001" in push("main", code=1)
    clone.tool("gate", "run")
    push("main", GATES)  # in one push: the evidence is read by its object id
    assert server.head("main") == clone.head()
    assert "G016" in push("--force", f"{first}:refs/heads/main", code=1)
    clone.git("notes", f"--ref={GATES}", "remove", "HEAD^{tree}")
    assert "would lose 1 line" in push(GATES, code=1)
    assert "G017" in push("--delete", GATES, code=1)


@pytest.mark.slow
def test_variables_that_ssh_passes_on_are_not_the_servers_word(
    shell: Served, tmp_path: Path, law: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server accepts GIT_* and CI_* of its clients; the branch that they name has no law."""
    for name, value in shell.env.items():
        monkeypatch.setenv(name, value)
    server = hosted(shell, tmp_path.name)
    clone = clone_at(tmp_path / "clone", shell, server, law)
    clone.git("switch", "--quiet", "--orphan", "decoy")
    clone.commit("no law here")
    run("git", "fetch", "-q", clone.path, "decoy:decoy", cwd=server.path)
    clone.git("switch", "--quiet", "main")
    clone.commit("sneaky")
    monkeypatch.setenv("GIT_SSH_COMMAND", f"{shell.env['GIT_SSH_COMMAND']} -o SetEnv='{DECOY}'")
    said = clone.run_git("push", "--no-verify", "origin", "main", code=1).stderr
    assert "error T001" in said


def test_update_alone_takes_evidence_first(tmp_path: Path, repo: Repo, law: str) -> None:
    server = bare(tmp_path / "server.git")
    hook = server.path / "hooks" / "update"
    hook.write_text((HOOKS / "update").read_text())
    hook.chmod(0o755)
    repo.git("remote", "add", "origin", str(server.path))
    repo.commit(record("chore: begin"), {"CONSTITUTION.md": law})
    repo.git("push", "--quiet", "origin", "main")
    repo.commit(record(), {"a.txt": "a\n"})
    repo.tool("gate", "run")
    said = repo.run_git("push", "--no-verify", "origin", "main", code=1).stderr
    assert "V001" in said
    repo.git("push", "--quiet", "--no-verify", "origin", GATES)
    repo.git("push", "--quiet", "--no-verify", "origin", "main")
