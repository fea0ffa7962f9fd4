"""agentops-git approve, reject and approvals: people decide on changes with their SSH keys."""

import json
import re
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from agentops_git.enforcement.proposing import asked_here
from agentops_git.evidence.approvals.statement import NAMESPACE, fields_of, payload_of
from agentops_git.git.identity import Who
from agentops_git.git.process import Git
from agentops_git.notes.facts import Facts
from agentops_git.notes.line import make_line
from agentops_git.notes.write import add_lines
from tests.conftest import Repo, run
from tests.evidence.approving import Case
from tests.evidence.signers import TOUCHED, Signer, Token, signer

DATE = re.compile(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def law(people: Iterable[tuple[str, str]], *more: str) -> str:
    """A constitution that names people by name and public key."""
    rows = ["---", "agentops: 1", *more, "approvers:"]
    for number, (name, key) in enumerate(people):
        rows += ["  people:"] * (number == 0)
        rows += [
            f"    - name: {name}",
            f"      principals: [{name.lower()}@example.invalid]",
            f"      keys: [{{key: {key}}}]",
        ]
    return "\n".join([*rows, "---", "# Law", ""])


class Team(NamedTuple):
    """``repo`` has main with the law, and the branch fix by Ann; a remote names it acme/app."""

    repo: Repo
    ann: Signer
    ben: Signer


def begin(repo: Repo, text: str) -> None:
    """A law on main, a commit on the branch fix, and where both belong."""
    repo.commit("chore: begin", {"CONSTITUTION.md": text})
    repo.git("remote", "add", "origin", "git@host.invalid:acme/app.git")
    repo.git("config", "agentops.defaultBranch", "main")
    repo.git("switch", "--quiet", "--create", "fix")
    repo.commit("fix: a thing", {"a": "1"})


@pytest.fixture
def alone(repo: Repo, tmp_path: Path) -> Team:
    """Ann is the only approver; her key is configured."""
    ann, ben = signer(tmp_path, "Ann"), signer(tmp_path, "Ben")
    begin(repo, law([("Ann", ann.public)]))
    repo.git("config", "agentops.signingKey", ann.file)
    return Team(repo, ann, ben)


@pytest.fixture
def team(repo: Repo, tmp_path: Path) -> Team:
    """Ann and Ben may approve."""
    ann, ben = signer(tmp_path, "Ann"), signer(tmp_path, "Ben")
    begin(repo, law([("Ann", ann.public), ("Ben", ben.public)]))
    return Team(repo, ann, ben)


def without_dates(text: str) -> str:
    return DATE.sub("DATE", text)


def approvals(repo: Repo, *args: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(repo.tool("approvals", "--json", *args).stdout)[
        "approvals"
    ]
    return found


class TestApprove:
    def test_says_what_was_signed_and_what_it_proves(self, alone: Team) -> None:
        repo = alone.repo
        said = repo.tool("approve", "main..fix").stdout
        (found,) = approvals(repo)
        head = repo.head("fix")[:12]
        assert without_dates(said) == (
            f"{found['id'][:16]}: Ann approved {head} fix: a thing\n"
            "  gate change, for refs/heads/main of acme/app, until DATE\n"
            "  key, not presence, own work\n"
            "  share it: agentops-git sync\n"
        )
        assert without_dates(repo.tool("approvals").stdout) == (
            f"{found['id'][:16]}  approve  {head}  DATE  Ann  fix: a thing\n"
            "  gate change, for refs/heads/main, until DATE\n"
            "  key, not presence, own work\n"
            "  counts\n"
        )

    def test_json_holds_the_whole_statement(self, alone: Team) -> None:
        repo = alone.repo
        repo.commit("fix: more", {"b": "1"})
        found = json.loads(repo.tool("approve", "main..fix", "--expires", "3d", "--json").stdout)
        assert found == {
            "version": 1,
            "id": found["id"],
            "notes": "refs/notes/agentops/approvals",
            "approver": "Ann",
            "key": found["key"],
            "hardware": False,
            "present": False,
            "own": True,
            "decision": "approve",
            "repository": "acme/app",
            "ref": "refs/heads/main",
            "base": repo.head("main"),
            "head": repo.head("fix"),
            "tree": repo.git("rev-parse", "fix^{tree}"),
            "patch_id": found["patch_id"],
            "message": found["message"],
            "constitution": repo.git("rev-parse", "main:CONSTITUTION.md"),
            "gate": "change",
            "at": found["at"],
            "expires": found["expires"],
            "nonce": found["nonce"],
            "reason": "",
        }

    def test_with_the_key_that_git_signs_with(self, alone: Team) -> None:
        repo = alone.repo
        repo.git("config", "--unset", "agentops.signingKey")
        repo.git("config", "user.signingKey", alone.ann.file)
        assert "there is no key to sign with" in repo.tool("approve", "fix", code=2).stderr
        repo.git("config", "gpg.format", "ssh")
        repo.tool("approve", "fix")
        assert [each["counts"] for each in approvals(repo)] == [True]

    @pytest.mark.parametrize(
        ("args", "why"),
        [
            (["fix", "--gate", "deploy"], "there is no human gate 'deploy'; gates: change"),
            (
                ["nowhere"],
                "no commit is named 'nowhere'; write a COMMIT or a RANGE (A..B)",
            ),
            (
                ["--", "--output=x"],
                "no commit is named '--output=x'; write a COMMIT or a RANGE (A..B)",
            ),
            (["fix..main"], "'fix..main' holds no commit; nothing is there to decide on"),
            (
                ["fix", "--expires", "soon"],
                "--expires: 'soon' is no time; write 12h, 3d, 2030-12-31 or 2030-12-31T18:00:00Z",
            ),
            (
                ["fix", "--expires", "2020-01-01"],
                "--expires: 2020-01-01T00:00:00Z is not within the 14 days from now on "
                "that the constitution allows",
            ),
            (["fix", "--ref", "a..b"], "--ref: 'a..b' is no name of a branch; write --ref main"),
        ],
    )  # fmt: skip
    def test_refuses_in_one_line_what_would_not_count(
        self, alone: Team, args: list[str], why: str
    ) -> None:
        assert alone.repo.tool("approve", *args, code=2).said == f"agentops-git: {why}\n"
        assert approvals(alone.repo) == []

    def test_refuses_a_key_that_the_law_does_not_list(self, alone: Team) -> None:
        said = alone.repo.tool("approve", "fix", "--key", alone.ben.file, code=2).said
        assert re.sub("SHA256:[^)]*", "…", said) == (
            "agentops-git: nothing was written, since it would not count: it is signed by a key "
            "that the law does not list (ssh-ed25519 …); "
            "sign with a key that the constitution lists under `approvers`\n"
        )

    def test_a_law_without_approvers(self, repo: Repo) -> None:
        begin(repo, "---\nagentops: 1\n---\n# Law\n")
        assert repo.tool("approve", "fix", code=2).said == (
            "agentops-git: the constitution names no approvers, so that no decision would count; "
            "list people and their SSH keys under `approvers` (docs/approvals.md)\n"
        )

    def test_no_law_at_all(self, repo: Repo) -> None:
        repo.commit("feat: begin", {"a": "1"})
        assert repo.tool("approve", "HEAD", code=2).said == (
            "agentops-git: no constitution rules refs/heads/main; set one up: agentops-git init\n"
        )

    def test_a_branch_that_nobody_named_is_not_guessed(self, alone: Team) -> None:
        alone.repo.git("config", "--unset", "agentops.defaultBranch")
        assert alone.repo.tool("approve", "fix", code=2).said == (
            "agentops-git: which branch is the default one is not known here; name it: --ref main\n"
        )
        alone.repo.tool("approve", "fix", "--ref", "main")


class TestTheNameOfTheRepository:
    def named(self, team: Team, *args: str, **env: str) -> str:
        done = team.repo.tool("approve", "fix", "--json", *args, env=env)
        return str(json.loads(done.stdout)["repository"])

    def test_comes_from_whoever_knows_it_best(self, alone: Team) -> None:
        assert self.named(alone) == "acme/app"
        assert self.named(alone, GITHUB_REPOSITORY="event/app") == "event/app"
        alone.repo.git("config", "agentops.repository", "set/app")
        assert self.named(alone, GITHUB_REPOSITORY="event/app") == "set/app"
        assert self.named(alone, "--repository", "said/app") == "said/app"

    def test_has_to_come_from_somewhere(self, alone: Team) -> None:
        alone.repo.git("remote", "remove", "origin")
        assert alone.repo.tool("approve", "fix", code=2).said == (
            "agentops-git: this repository has no name here; give the one that its server goes "
            "by: --repository OWNER/NAME, or git config agentops.repository OWNER/NAME\n"
        )


class TestOwnWork:
    REFUSED = (
        "agentops-git: nothing was written: Ann had a part in this change, "
        "and others may approve it: Ben\n"
    )

    def test_is_for_others_to_approve_where_there_are_others(self, team: Team) -> None:
        said = team.repo.tool("approve", "fix", "--key", team.ann.file, code=2).said
        assert said == self.REFUSED
        team.repo.tool("approve", "fix", "--key", team.ben.file)
        (found,) = approvals(team.repo)
        assert (found["approver"], found["own"], found["counts"]) == ("Ben", False, True)

    def test_of_a_co_author_or_committer_is_own_work_too(self, team: Team) -> None:
        co = "fix: b\n\nCo-authored-by: Ann <ANN@example.invalid>\n"
        other = {"GIT_AUTHOR_EMAIL": "x@y", "GIT_COMMITTER_EMAIL": "x@y"}
        team.repo.commit(co, {"b": "1"}, **other)
        assert team.repo.tool("approve", "fix", "--key", team.ann.file, code=2).said == self.REFUSED
        team.repo.commit("fix: c", {"c": "1"}, GIT_AUTHOR_EMAIL="x@y")
        assert team.repo.tool("approve", "fix", "--key", team.ann.file, code=2).said == self.REFUSED

    def test_is_not_hidden_by_a_mailmap(self, team: Team) -> None:
        text = "Ben <ben@example.invalid> <ann@example.invalid>\n"
        team.repo.commit("chore: map", {".mailmap": text})
        team.repo.git("config", "log.mailmap", "true")
        assert team.repo.tool("approve", "fix", "--key", team.ann.file, code=2).said == self.REFUSED

    def test_may_be_rejected(self, team: Team) -> None:
        team.repo.tool("reject", "fix", "--reason", "not ready", "--key", team.ann.file)
        assert [each["own"] for each in approvals(team.repo)] == [True]


class TestAgents:
    """An agent that runs as its user reaches the user's keys."""

    def test_do_not_approve(self, alone: Team) -> None:
        said = alone.repo.tool("approve", "fix", CURSOR_AGENT="1", code=2).said
        assert said == (
            "agentops-git: nothing was written: this runs under the agent Cursor, and approving "
            "is for people; do it in a terminal of your own, or touch a hardware key for it\n"
        )
        assert approvals(alone.repo) == []

    def test_may_reject(self, alone: Team) -> None:
        alone.repo.tool("reject", "fix", "--reason", "a test fails", CURSOR_AGENT="1")
        assert len(approvals(alone.repo)) == 1


class TestReject:
    def test_stands_until_the_same_person_approves(self, alone: Team) -> None:
        repo = alone.repo
        repo.tool("approve", "main..fix")
        said = repo.tool("reject", "main..fix", "--reason", "the old  tokens\nstay valid").stdout
        words = {each["statement"]["decision"]: each for each in approvals(repo)}
        assert words["approve"]["why"] == "was replaced by a later word of the same person"
        no = words["reject"]
        assert no["counts"]
        assert no["statement"]["reason"] == "the old tokens stay valid"
        assert said == (
            f"{no['id'][:16]}: Ann rejected {repo.head('fix')[:12]} fix: a thing\n"
            "  gate change, for refs/heads/main of acme/app, until the same person approves it\n"
            "  key, not presence, own work\n"
            "  share it: agentops-git sync\n"
        )

    def test_wants_a_reason(self, alone: Team) -> None:
        said = alone.repo.tool("reject", "fix", "--reason", " ", code=2).said
        assert said == (
            "agentops-git: reject: the reason is empty; say what would have to change\n"
        )


class TestApprovals:
    @pytest.mark.slow
    def test_of_two_clones_both_count_after_a_sync(self, team: Team, tmp_path: Path) -> None:
        repo = team.repo
        repo.commit(
            "fix: not by Ann", {"b": "1"}, GIT_AUTHOR_EMAIL="x@y", GIT_COMMITTER_EMAIL="x@y"
        )
        run("git", "clone", "--quiet", "--bare", repo.path, tmp_path / "bare", cwd=tmp_path)
        run("git", "clone", "--quiet", tmp_path / "bare", tmp_path / "other", cwd=tmp_path)
        other = Repo(tmp_path / "other")
        repo.git("remote", "set-url", "origin", str(tmp_path / "bare"))
        for each, who in ((repo, team.ann), (other, team.ben)):
            each.git("config", "agentops.repository", "acme/app")
            each.tool("approve", repo.head("fix"), "--ref", "main", "--key", who.file)
            each.tool("sync")
        repo.tool("sync")
        found = approvals(repo)
        assert {each["approver"]: each["why"] for each in found} == {"Ann": None, "Ben": None}

    def test_of_a_range_alone(self, alone: Team) -> None:
        repo = alone.repo
        repo.tool("approve", "fix")
        repo.commit("fix: more", {"b": "1"})
        repo.tool("approve", "fix")
        assert len(approvals(repo)) == 2
        assert [each["on"] for each in approvals(repo, "fix")] == [repo.head("fix")]
        assert len(approvals(repo, "main..fix")) == 2
        assert repo.tool("approvals", "a..b", code=2).said == (
            "agentops-git: 'a..b' is no commit or range here; write A..B\n"
        )

    def test_where_there_are_none(self, alone: Team) -> None:
        assert alone.repo.tool("approvals").said == (
            "agentops-git: nobody has approved or rejected anything here\n"
        )

    def test_says_why_one_does_not_count_here(self, alone: Team) -> None:
        repo = alone.repo
        repo.tool("approve", "fix", "--ref", "release")
        assert without_dates(repo.tool("approvals").stdout) == (
            f"{approvals(repo)[0]['id'][:16]}  approve  {repo.head('fix')[:12]}  DATE  "
            "Ann <ann@example.invalid> (so the note says)  fix: a thing\n"
            "  gate change, for refs/heads/release, until DATE\n"
            "  does not count: it is for the ref 'refs/heads/release'\n"
        )
        assert [each["counts"] for each in approvals(repo, "--ref", "release")] == [True]

    def test_shows_no_escape_that_a_note_holds(self, alone: Team) -> None:
        repo, evil = alone.repo, "\x1b[31mred\u202e"
        git, head = Git(str(repo.path)), repo.head("fix")
        case = Case(repo, repo.head("main"), head, alone.ann, asked_here(git, None, None, 1))
        said = case.state()._replace(repository=evil, ref=evil, gate=evil, reason=evil)
        facts = Facts(head, head, subject=evil)
        for fields in ({"statement": fields_of(said), "signature": evil}, {"statement": evil}):
            line = make_line("approvals", evil, evil, facts, fields)
            add_lines(git, "approvals", {head: [line]}, Who("x", "x@y", 1), "x")
        red = "\\x1b[31mred\\u202e"
        rows = repo.tool("approvals").stdout.splitlines()
        assert sorted(row[18:] for row in rows if row.startswith("not-")) == [
            f"?        {head[:12]}  {red}  {red} (so the note says)  {red}",
            f"approve  {head[:12]}  {red}  {red} (so the note says)  {red}",
        ]
        assert sorted(row for row in rows if row[0] == " ") == [
            f"  does not count: it is for the repository '{red}'",
            "  does not count: it states nothing",
            f"  gate {red}, for {red}, until 1970-01-15T00:00:01Z: {red}",
        ]

    def test_judges_by_the_law_of_a_protected_ref_itself(self, repo: Repo, tmp_path: Path) -> None:
        ann, ben = signer(tmp_path, "Ann"), signer(tmp_path, "Ben")
        begin(repo, law([("Ann", ann.public)], "protected: [release/*]"))
        repo.git("branch", "release/1", "main")
        repo.git("switch", "--quiet", "release/1")
        text = law([("Ben", ben.public)], "protected: [release/*]")
        repo.commit("chore: another law", {"CONSTITUTION.md": text})
        repo.tool("approve", "fix", "--ref", "release/1", "--key", ann.file, code=2)
        repo.tool("approve", "fix", "--ref", "release/1", "--key", ben.file)
        assert [each["counts"] for each in approvals(repo, "--ref", "release/1")] == [True]

    @pytest.mark.parametrize(
        ("flags", "said"),
        [
            (TOUCHED, "presence: a hardware key was touched"),
            (0, "key, not presence: a hardware key that nobody had to touch"),
        ],
    )
    def test_tells_a_touch_from_a_key(
        self, repo: Repo, tmp_path: Path, flags: int, said: str
    ) -> None:
        token = Token()
        begin(repo, law([("Ann", token.public)]))
        asked = asked_here(Git(str(repo.path)), None, None, int(time.time()))
        ann = Signer("Ann", "", token.public)
        case = Case(repo, repo.head("main"), repo.head("fix"), ann, asked)
        statement = case.state()
        signature = token.sign(payload_of(fields_of(statement)), NAMESPACE, flags)
        case.put(statement, case.head, "", signature)
        assert f"  {said}, own work\n  counts\n" in repo.tool("approvals").stdout
