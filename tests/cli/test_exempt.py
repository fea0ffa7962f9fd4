"""``agentops-git exempt``: permissions given, counted, and held to what they say."""

import json
from pathlib import Path

from tests.conftest import Repo
from tests.enforcement.conftest import CORE, Server, record, server
from tests.evidence.signers import signer

__all__ = ["server"]

LAW = {"CONSTITUTION.md": CORE}
SHORT = "feat: import the tracker\n"


def begun(server: Server) -> Repo:
    clone = server.clone
    clone.commit(record("feat: begin"), LAW)
    clone.git("config", "agentops.repository", "acme/app")
    server.git("config", "agentops.repository", "acme/app")
    server.push("main")
    return clone


def test_an_exempted_commit_is_taken_in_and_counted(server: Server) -> None:
    clone = begun(server)
    clone.commit(SHORT, {"a": "1"})
    assert "T001" in server.push("main", code=1)
    said = clone.tool("exempt", "T001", "--until", "2h", "--reason", "old", "--commit", "HEAD")
    assert "T001 is exempt until" in said.stdout
    pushed = server.push("main", "refs/notes/agentops/audit")
    assert "agentops: exempted: T001" in pushed


def test_the_reports_count_it(server: Server) -> None:
    clone = begun(server)
    clone.commit(SHORT, {"a": "1"})
    clone.tool("exempt", "T001", "--until", "2h", "--reason", "old", "--commit", "HEAD")
    found = json.loads(clone.tool("check", "origin/main..HEAD", "--json").stdout)
    assert {row["code"] for row in found["exempted"]} == {"T001"}
    assert all(row["level"] == "warn" for row in found["findings"])


def test_it_reaches_no_other_commit(server: Server) -> None:
    clone = begun(server)
    clone.commit(SHORT, {"a": "1"})
    clone.tool("exempt", "T001", "--until", "2h", "--reason", "old", "--commit", "HEAD")
    clone.commit("feat: another one\n", {"a": "2"})
    said = server.push("main", "refs/notes/agentops/audit", code=1)
    assert "feat: another one" in said


def test_a_trailer_covers_its_own_commit_alone(server: Server) -> None:
    clone = begun(server)
    clone.commit(SHORT, {"a": "1"})
    clone.commit(f"{SHORT}\nExemption: T001 until 2026-01-01: old\n", {"a": "2"})
    said = server.push("main", code=1)
    assert "X002" in said
    assert "the exemption from T001" in said


def test_an_unsigned_trailer_lets_no_secret_in(server: Server) -> None:
    clone = begun(server)
    text = record("feat: a key").rstrip() + "\nExemption: G012 until 2099-01-01: needed\n"
    clone.commit(text, {"a.py": "<<<<<<< ours\na = 1\n=======\na = 2\n>>>>>>> theirs\n"})
    assert "G012" in server.push("main", code=1)


def test_what_would_not_count_is_not_written(server: Server, tmp_path: Path) -> None:
    clone = begun(server)
    for argv, why in (
        (("G001", "--until", "1h"), "signed"),
        (("T001", "--until", "2099-01-01"), "168 hours"),
        (("T001", "--until", "soon"), "is no time"),
        (("Q999", "--until", "1h"), "there is no rule"),
        (("G006", "--until", "1h", "--key", signer(tmp_path, "Eve").file), "names nobody"),
    ):
        done = clone.tool("exempt", *argv, "--reason", "x", code=2)
        assert why in done.stderr
    assert clone.git("for-each-ref", "refs/notes/") == ""
