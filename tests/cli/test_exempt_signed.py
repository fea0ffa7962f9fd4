"""Signed exemptions, through the command and real pushes."""

import json

import pytest

from tests.conftest import Repo
from tests.enforcement.approving import REPOSITORY, key_of, law
from tests.enforcement.conftest import Server, record, server

pytestmark = pytest.mark.slow

__all__ = ["server"]

AUDIT = "refs/notes/agentops/audit"
CONFLICT = "<<<<<<< ours\na = 1\n=======\na = 2\n>>>>>>> theirs\n"
TOKEN = "AKIA" + "Z7QK3MWX2PLV9RTD"


def begun(server: Server, *people: str, thresholds: str = "") -> Repo:
    """A server under a law that names people; its clone is Ann's."""
    clone = server.clone
    for each in (clone, server):
        each.git("config", "agentops.repository", REPOSITORY)
    clone.commit(
        record("feat: begin"), {"CONSTITUTION.md": law(*people, thresholds=thresholds), "a": "1\n"}
    )
    server.push("main")
    return clone


def exempt(clone: Repo, rule: str, by: str, *more: str, code: int = 0) -> str:
    return clone.tool(
        "exempt", rule, "--until", "2h", "--reason", "the demo is today",
        "--key", str(key_of(by)), *more, code=code,
    ).said  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "files"),
    [("G012", {"a.py": CONFLICT}), ("G018", {"conf.py": f'aws_key = "{TOKEN}"\n'})],
)
def test_signed_by_the_approver_it_lets_the_commit_in_and_is_counted(
    server: Server, rule: str, files: dict[str, str]
) -> None:
    clone = begun(server, "Ann")
    clone.commit(record("feat: show it"), files)
    assert rule in server.push("main", code=1)
    said = exempt(clone, rule, "Ann", "--commit", "HEAD")
    assert "signed by Ann" in said
    assert rule in server.push("main", code=1), "the note has to come along"
    pushed = server.push("main", AUDIT)
    assert f"agentops: exempted: {rule}" in pushed
    assert "the demo is today" in pushed
    found = json.loads(clone.tool("check", "HEAD^..HEAD", "--json").stdout)
    assert [row["code"] for row in found["exempted"]] == [rule]
    assert found["findings"] == []


def test_it_is_for_its_paths_alone(server: Server) -> None:
    clone = begun(server, "Ann")
    clone.commit(record("feat: show it"), {"demo/a.py": CONFLICT})
    exempt(clone, "G012", "Ann", "--paths", "demo/**", "--commit", "HEAD")
    server.push("main", AUDIT)
    clone.commit(record("feat: show both"), {"demo/b.py": CONFLICT, "src/b.py": CONFLICT})
    exempt(clone, "G012", "Ann", "--paths", "demo/**", "--commit", "HEAD")
    said = server.push("main", AUDIT, code=1)
    assert "src/b.py" in said
    assert "agentops: exempted: G012" in said


def test_made_ahead_it_is_for_commits_under_this_law(server: Server) -> None:
    clone = begun(server, "Ann")
    assert "for commits to come" in exempt(clone, "G012", "Ann", "--paths", "demo/**")
    clone.commit(record("feat: show it"), {"demo/a.py": CONFLICT})
    assert "exempted: G012" in server.push("main", AUDIT)
    newer = law("Ann").replace("# Law", "# Another law")
    clone.commit(record("chore: another law"), {"CONSTITUTION.md": newer})
    exempt(clone, "G002", "Ann", "--commit", "HEAD")
    server.push("main", AUDIT)
    clone.commit(record("feat: show more"), {"demo/b.py": CONFLICT})
    assert "G012" in server.push("main", code=1)


def test_where_two_may_sign_nobody_exempts_their_own_commit(server: Server) -> None:
    clone = begun(server, "Ann", "Ben")
    clone.commit(record("feat: show it"), {"a.py": CONFLICT})  # Ann's
    exempt(clone, "G012", "Ann", "--commit", "HEAD")
    said = server.push("main", AUDIT, code=1)
    assert "is signed by Ann, who had a part in the commit" in said
    exempt(clone, "G012", "Ben", "--commit", "HEAD")
    assert "exempted: G012" in server.push("main", AUDIT)


def test_copied_to_another_commit_it_counts_for_nothing(server: Server) -> None:
    clone = begun(server, "Ann")
    clone.commit(record("feat: show it"), {"a.py": CONFLICT})
    exempt(clone, "G012", "Ann", "--commit", "HEAD")
    clone.commit(record("feat: show more"), {"b.py": CONFLICT})
    clone.git("notes", f"--ref={AUDIT}", "copy", "HEAD^", "HEAD")
    said = server.push("main", AUDIT, code=1)
    assert "is for another commit than the one that it hangs on" in said


def test_a_trailer_in_a_later_commit_exempts_nothing_before_it(server: Server) -> None:
    clone = begun(server, "Ann")
    clone.commit("offence\n", {"b": "1"})
    until = clone.tool("exempt", "M001", "--until", "2h", "--reason", "x", "--json").stdout
    trailer = json.loads(until)["trailer"]
    clone.git("update-ref", "-d", AUDIT)
    clone.write({"c": "1"})
    first = clone.head()
    clone.commit(f"feat: the one after\n\n{trailer}\n", {"c": "1"})
    found = json.loads(clone.tool("check", "origin/main..HEAD", "--json", code=None).stdout)
    assert [row["commit"] for row in found["findings"] if row["code"] == "M001"] == [first]
    assert found["exempted"] == []


def test_the_local_hook_lets_it_by_and_says_so(server: Server) -> None:
    clone = begun(server, "Ann")
    clone.tool("init", "--native")
    clone.write({"demo/a.py": CONFLICT})
    clone.git("add", "--all")
    message = record("feat: show it")
    assert "G012" in clone.run_git("commit", "--file=-", data=message, code=1).stderr
    exempt(clone, "G012", "Ann", "--paths", "demo/**")
    said = clone.run_git("commit", "--file=-", data=message).stderr
    assert "agentops: exempted: G012" in said


TWO = "  thresholds:\n    - {at_least: 2}\n    - {at_least: 2, paths: [deploy/]}\n"


@pytest.mark.parametrize(("rule", "path"), [("G002", "ops/run"), ("H001", "deploy/run")])
def test_from_an_approval_of_two_it_takes_two_to_exempt(
    server: Server, rule: str, path: str
) -> None:
    clone = begun(server, "Ann", "Ben", "Cy", thresholds=TWO)
    clone.commit(record("fix: run twice"), {path: "2\n"})
    assert rule in server.push("main", code=1)
    assert "as many people" in exempt(clone, rule, "Ben", "--commit", "HEAD")
    exempt(clone, rule, "Ben", "--commit", "HEAD")  # one person counts once
    said = server.push("main", AUDIT, code=1)
    assert "has the signatures of 1 of the 2 people whom it takes to approve the change" in said
    exempt(clone, rule, "Cy", "--commit", "HEAD")
    assert f"exempted: {rule}" in server.push("main", AUDIT)


def test_one_finding_for_several_paths_needs_all_of_them(server: Server) -> None:
    clone = begun(server, "Ann", "Ben")
    clone.commit(record("fix: run"), {"ops/a": "2\n", "ops/b": "2\n"})
    exempt(clone, "G002", "Ben", "--paths", "ops/a", "--commit", "HEAD")
    assert "G002" in server.push("main", AUDIT, code=1)
    exempt(clone, "G002", "Ben", "--paths", "ops/*", "--commit", "HEAD")
    assert "exempted: G002" in server.push("main", AUDIT)
