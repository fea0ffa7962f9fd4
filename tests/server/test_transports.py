"""The law on a server over every way to push: files, smart HTTP, ssh, gitolite."""

from pathlib import Path

import pytest

from tests.enforcement.conftest import record
from tests.exchange.servers import Served
from tests.server.conftest import clone_at, hosted

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
