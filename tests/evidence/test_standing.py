"""Approvals: which ones count, and why each of the others does not."""

import json
from pathlib import Path

import pytest

from agentops_git.constitution.guards import Threshold
from agentops_git.errors import UsageError
from agentops_git.evidence.approvals.change import change_of
from agentops_git.evidence.approvals.reading import KIND
from agentops_git.evidence.approvals.standing import DAY
from agentops_git.evidence.approvals.statement import (
    Statement,
    fields_of,
    parse_statement,
    payload_of,
)
from agentops_git.notes.line import make_line, utc
from agentops_git.notes.write import add_lines, who
from tests.conftest import Repo, run
from tests.evidence.approving import LAW, NOW, REF, Case, begin, case, case_in
from tests.evidence.signers import signer

REPLACED = "was replaced by a later word of the same person"
ALTERED = "has a signature that does not fit what it says; it was altered"


@pytest.fixture
def here(tmp_path: Path) -> Case:
    return case(tmp_path)


def hand_made(here: Case, data: str) -> str:
    """Store a commit object as it is, past git's own checks."""
    return here.repo.git("hash-object", "-t", "commit", "-w", "--literally", "--stdin", data=data)


def on_another(here: Case, commit: str) -> None:
    """Copy the note on the approved commit to another one, as ``git notes copy`` does."""
    here.repo.git("notes", f"--ref={REF}", "copy", here.head, commit)


class TestWhatCounts:
    def test_an_approval_of_the_whole_change(self, here: Case) -> None:
        here.approve()
        (found,) = here.judged()
        assert found.counts
        assert found.by and found.by.person.name == "Ann"
        said = found.statement
        assert said
        assert said == Statement(
            "approve", "acme/app", "refs/heads/main", here.base, here.head,
            here.repo.git("rev-parse", "fix^{tree}"), said.patch_id, said.message, LAW, "change",
            utc(NOW), utc(NOW + 14 * DAY), said.nonce,
        )  # fmt: skip
        data = here.repo.run_git("cat-file", "commit", here.head).stdout
        digest = run("sha256sum", cwd=here.repo.path, data=data.partition("\n\n")[2]).stdout
        assert digest.startswith(said.message)
        diff = here.repo.git("diff", "--full-index", "main", "fix") + "\n"
        assert here.repo.git("patch-id", "--stable", data=diff).startswith(said.patch_id)

    def test_a_commit_alone_starts_at_its_parent(self, here: Case) -> None:
        later = here.repo.commit("fix: more", {"a": "3"})
        assert [each.id for each in change_of(here.git, "fix", None).commits] == [later]
        assert change_of(here.git, "fix", None).base == here.head
        assert change_of(here.git, "fix", "main").base == here.base

    def test_a_repository_of_sha256(self, tmp_path: Path) -> None:
        here = case_in(begin(tmp_path / "sha256", "sha256"), tmp_path)
        here.approve()
        assert here.voids() == [""]

    def test_a_root_commit_has_no_base(self, here: Case) -> None:
        change = change_of(here.git, "main", None)
        assert (change.base, change.head, len(change.commits)) == ("", here.base, 1)

    def test_three_dots_start_where_the_branches_part(self, here: Case) -> None:
        here.repo.git("switch", "--quiet", "main")
        here.repo.commit("feat: go on", {"b": "1"})
        assert change_of(here.git, "main...fix", None).base == here.base
        two = change_of(here.git, "main..fix", None)
        assert two.base == here.repo.head("main")
        assert two.patch_id == change_of(here.git, "main...fix", None).patch_id

    def test_a_last_word_counts_and_a_rejection_stands(self, here: Case) -> None:
        here.approve()
        later = here._replace(asked=here.asked._replace(now=NOW + 60))
        later.approve(reason="it breaks the login")
        much_later = here.asked._replace(now=NOW + 900 * DAY)
        assert later.voids() == [REPLACED, ""]
        assert later.voids(much_later)[1] == ""
        again = here._replace(asked=here.asked._replace(now=NOW + 120))
        again.approve()
        assert again.voids() == [REPLACED, REPLACED, ""]

    def test_what_is_signed_is_what_is_kept(self, here: Case) -> None:
        """A reason may come from a terminal that is not in UTF-8."""
        made = here.approve(reason="caf\udce9 \u2028 \x1b[31m é")
        assert made.statement.reason == "caf? \u2028 \x1b[31m é"
        assert here.voids() == [""]

    def test_of_two_words_at_one_second_the_rejection_counts(self, here: Case) -> None:
        here.approve(reason="wait")
        here.approve()
        counting = [each.statement for each in here.judged() if each.counts]
        assert [said.decision for said in counting if said] == ["reject"]

    def test_the_law_may_let_an_approval_last_shorter_than_it_says(self, tmp_path: Path) -> None:
        here = case(tmp_path, thresholds=(Threshold(expires_days=1),))
        said = here.state()._replace(expires=utc(NOW + 300 * DAY))
        here.put(said, here.head, here.ann.file)
        tomorrow = here.asked._replace(now=NOW + DAY)
        assert here.voids() == [""]
        assert here.voids(tomorrow) == ["expired at 2026-09-22T14:13:20Z"]


class TestAnotherPlace:
    def test_another_repository(self, here: Case) -> None:
        here.approve()
        fork = here.asked._replace(repository="mallory/app")
        assert here.voids(fork) == ["is for the repository 'acme/app'"]

    def test_a_fork_that_has_the_commits_and_the_notes(self, here: Case, tmp_path: Path) -> None:
        here.approve()
        run("git", "clone", "--quiet", "--mirror", here.repo.path, tmp_path / "fork", cwd=tmp_path)
        fork = here._replace(repo=Repo(tmp_path / "fork"))
        assert fork.voids() == [""]
        assert fork.voids(here.asked._replace(repository="mallory/app")) == [
            "is for the repository 'acme/app'"
        ]

    def test_a_server_that_does_not_know_its_own_name(self, here: Case) -> None:
        here.approve()
        assert here.voids(here.asked._replace(repository="")) == [
            "can't be judged where the repository has no name; "
            "run: git config agentops.repository OWNER/NAME"
        ]

    def test_another_ref(self, here: Case) -> None:
        here.approve()
        other = here.asked._replace(ref="refs/heads/release")
        assert here.voids(other) == ["is for the ref 'refs/heads/main'"]

    def test_another_constitution(self, here: Case) -> None:
        here.approve()
        other = here.asked._replace(constitution="d" * 40)
        why = "was given under another constitution than the one that rules now"
        assert here.voids(other) == [why]


class TestAnotherCommit:
    def test_an_amended_commit_has_no_approval(self, here: Case) -> None:
        here.approve()
        here.repo.git("commit", "--quiet", "--amend", "--message", "fix: another thing")
        on_another(here, "HEAD")
        assert sorted(here.voids()) == ["", f"is for another commit, {here.head[:12]}"]

    def test_the_same_tree_on_another_parent(self, here: Case) -> None:
        here.approve()
        other = here.repo.git("commit-tree", "-m", "fix: a thing", "fix^{tree}")
        on_another(here, other)
        assert sorted(here.voids()) == ["", f"is for another commit, {here.head[:12]}"]

    def test_a_commit_that_is_not_here(self, here: Case) -> None:
        said = here.state()._replace(head="1" * 40)
        here.put(said, here.head, here.ann.file)
        assert here.voids() == ["is for another commit, 111111111111"]

    @pytest.mark.parametrize("field", ["tree", "message"])
    def test_a_statement_that_names_another_tree_or_message(self, here: Case, field: str) -> None:
        said = here.state()._replace(**{field: "2" * 40})
        here.put(said, here.head, here.ann.file)
        assert here.voids() == ["is for another tree or message than the commit has"]

    def test_a_change_without_a_beginning(self, here: Case) -> None:
        here.put(here.state()._replace(base=""), here.head, here.ann.file)
        assert here.voids() == ["names no commit that the change starts from"]

    def test_a_second_tree_header(self, here: Case) -> None:
        """git reads the first; whoever shows the second to an approver hides the first."""
        data = here.repo.git("cat-file", "commit", here.head) + "\n"
        bad = here.repo.git("rev-parse", "main^{tree}")
        odd = hand_made(here, data.replace("\nparent", f"\ntree {bad}\nparent", 1))
        with pytest.raises(UsageError) as failed:
            change_of(here.git, odd, None)
        why = "it has not one tree header but 2"
        assert str(failed.value) == f"{odd[:12]} must not be approved: {why}"
        here.put(here.state()._replace(head=odd), odd, here.ann.file)
        assert here.voids() == [f"is for a commit that is not to be believed: {why}"]

    def test_a_replaced_commit(self, here: Case) -> None:
        """A replace ref shows the approver harmless contents; the object itself is judged."""
        harmless = here.repo.git("commit-tree", "-p", "main", "-m", "fix: a thing", "main^{tree}")
        here.repo.git("replace", here.head, harmless)
        assert here.repo.git("rev-parse", "fix^{tree}") == here.repo.git("rev-parse", "main^{tree}")
        said = here.state()
        assert said.tree != here.repo.git("rev-parse", "fix^{tree}")
        here.put(
            said._replace(tree=here.repo.git("rev-parse", "fix^{tree}")), here.head, here.ann.file
        )
        assert here.voids() == ["is for another tree or message than the commit has"]

    def test_a_replaced_note(self, here: Case) -> None:
        """A replace ref on the approved commit's note does not choose what is read."""
        here.approve()
        blob = here.repo.git("rev-parse", f"{REF}:{here.head[:2]}/{here.head[2:]}")
        empty = here.repo.git("hash-object", "-w", "--stdin", data="")
        here.repo.git("replace", blob, empty)
        assert here.voids() == [""]


class TestAnotherSigner:
    def test_a_key_that_the_law_does_not_list(self, here: Case, tmp_path: Path) -> None:
        mallory = signer(tmp_path, "Mallory")
        here.put(here.state(), here.head, mallory.file)
        (why,) = here.voids()
        assert why.startswith("is signed by a key that the law does not list (ssh-ed25519 SHA256:")

    @pytest.mark.parametrize(
        ("after", "before", "revoked", "why"),
        [
            ("", "2026-09-01", False, "is signed by a key that expired on 2026-09-01"),
            ("2027-01-01", "", False, "is signed by a key that is valid only from 2027-01-01 on"),
            ("", "", True, "is signed by a key that is revoked"),
        ],
    )
    def test_a_key_that_is_no_longer_or_not_yet_good(
        self, here: Case, after: str, before: str, revoked: bool, why: str
    ) -> None:
        here.approve()
        people = (here.ann.approver(after, before, revoked),)
        law = here.asked.approvers._replace(people=people)
        assert here.voids(here.asked._replace(approvers=law)) == [why]

    def test_an_altered_statement(self, here: Case) -> None:
        made = here.approve()
        later = made.statement._replace(expires=utc(NOW + 10 * DAY))
        here.put(later, here.head, "", made.signature)
        assert sorted(here.voids()) == ["", ALTERED]

    def test_a_field_that_was_added_to_a_statement(self, here: Case) -> None:
        made = here.approve()
        fields = {**fields_of(made.statement), "also": "everything else"}
        own = {"statement": fields, "signature": made.signature}
        line = make_line(KIND, utc(NOW), "X", None, own)
        add_lines(here.git, KIND, {here.head: [line]}, who(here.git), "x")
        assert sorted(here.voids()) == ["", ALTERED]

    def test_a_forged_signature_of_the_commit(self, here: Case, tmp_path: Path) -> None:
        """What ``%G?`` says is what a program of the configuration says: nobody asks it."""
        fake = tmp_path / "gpg"
        fake.write_text(
            "#!/bin/sh\n"
            f"echo asked >> {tmp_path}/asked\n"
            'case "$*" in *verify*) echo "Good \\"git\\" signature for ann@example.invalid with '
            'ED25519 key SHA256:x";; *find-principals*) echo ann@example.invalid;; esac\n'
        )
        fake.chmod(0o755)
        allowed = tmp_path / "allowed"
        allowed.write_text("")
        for key, value in (
            ("gpg.format", "ssh"), ("gpg.ssh.program", str(fake)),
            ("gpg.ssh.allowedSignersFile", str(allowed)),
        ):  # fmt: skip
            here.repo.git("config", key, value)
        mallory = signer(tmp_path, "Mallory")
        data = here.repo.git("cat-file", "commit", here.head)
        headers, _, message = data.partition("\n\n")
        real = here.state()
        here.put(real, here.head, mallory.file)
        signature = here.judged()[0].line.fields["signature"]
        folded = "\n ".join(str(signature).strip().split("\n"))
        commit = hand_made(here, f"{headers}\ngpgsig {folded}\n\n{message}\n")
        assert here.repo.git("log", "-1", "--format=%G?", commit) == "G"
        (tmp_path / "asked").unlink()
        assert [why[:43] for why in here.voids()] == ["is signed by a key that the law does not li"]
        assert not (tmp_path / "asked").exists()

    def test_a_mailmap_makes_nobody_an_approver(self, here: Case, tmp_path: Path) -> None:
        mallory = signer(tmp_path, "Mallory")
        here.repo.commit("chore: map", {".mailmap": "Ann <ann@example.invalid> <x@y>\n"})
        here.put(here.state(), here.head, mallory.file)
        (found,) = here.judged()
        assert (found.by, found.counts) == (None, False)


class TestAnotherTime:
    def test_an_approval_expires(self, here: Case) -> None:
        here.approve()
        late = here.asked._replace(now=NOW + 14 * DAY)
        assert here.voids(late._replace(now=late.now - 1)) == [""]
        assert here.voids(late) == ["expired at 2026-10-05T14:13:20Z"]

    @pytest.mark.parametrize("date", ["@1 +0000", "@4102444800 +0000"])
    def test_forged_dates_of_the_commit_and_the_note_change_nothing(
        self, here: Case, monkeypatch: pytest.MonkeyPatch, date: str
    ) -> None:
        """Only the date in the signed statement is looked at."""
        monkeypatch.setenv("GIT_COMMITTER_DATE", date)
        commit = here.repo.git("commit-tree", "-p", "main", "-m", "x", "fix^{tree}")
        made = here.approve(f"main..{commit}")
        dates = here.repo.git("log", "--no-walk", "--format=%cd", "--date=raw", commit, REF)
        assert dates == f"{date[1:]}\n{date[1:]}"
        ends = NOW + 14 * DAY
        assert made.statement.expires == utc(ends)
        assert here.voids(here.asked._replace(now=ends - 1)) == [""]
        assert here.voids(here.asked._replace(now=ends)) == [f"expired at {utc(ends)}"]

    def test_a_statement_from_the_future(self, here: Case) -> None:
        ahead = here._replace(asked=here.asked._replace(now=NOW + DAY))
        here.put(ahead.state(), here.head, here.ann.file)
        assert here.voids() == ["is dated in the future (2026-09-22T14:13:20Z)"]

    def test_a_nonce_counts_once(self, here: Case) -> None:
        made = here.approve()
        first = here.line()
        again = here.put(made.statement, here.head, "", made.signature)
        assert again.id != first.id
        replay = "replays an earlier one (its nonce was used before)"
        assert sorted(here.voids()) == ["", replay]

    def test_a_nonce_of_another_statement_of_the_same_key(self, here: Case) -> None:
        made = here.approve()
        later = made.statement._replace(at=utc(NOW + 60))
        here.put(later, here.head, here.ann.file)
        assert here.voids() == ["", "replays an earlier one (its nonce was used before)"]


class TestTakenBack:
    def test_a_redacted_approval_does_not_count(self, here: Case) -> None:
        here.approve()
        body = here.repo.git("notes", f"--ref={REF}", "show", here.head)
        here.repo.tool("note", "redact", here.line().id)
        assert here.voids() == []
        here.repo.git("notes", f"--ref={REF}", "append", "-m", body, here.head)
        assert here.voids() == ["is redacted"]

    def test_nobody_redacts_the_rejection_of_another(self, here: Case) -> None:
        here.approve(reason="it breaks the login")
        body = here.repo.git("notes", f"--ref={REF}", "show", here.head)
        here.repo.tool("note", "redact", here.line().id)
        here.repo.git("notes", f"--ref={REF}", "append", "-m", body, here.head)
        assert here.voids() == [""]


GOOD: dict[str, object] = {
    "v": 1, "decision": "approve", "repository": "acme/app", "ref": "refs/heads/main",
    "base": "", "head": "1" * 40, "tree": "2" * 64, "patch_id": "", "message": "",
    "constitution": "", "gate": "change", "at": utc(NOW), "expires": utc(NOW),
    "nonce": "0" * 32, "reason": "",
}  # fmt: skip


class TestUnreadable:
    def test_what_stands_beside_the_known_fields_is_signed_too(self) -> None:
        more = {**GOOD, "tickets": ["A-1"]}
        assert isinstance(parse_statement(more), Statement)
        assert b'"tickets":["A-1"]' in payload_of(more)

    @pytest.mark.parametrize(
        ("change", "why"),
        [
            ({"v": 2}, "is of a version that a newer agentops-git reads"),
            ({"gate": None}, "lacks a field that every statement has"),
            ({"decision": "maybe"}, "is neither an approval nor a rejection"),
            ({"head": "HEAD"}, "names no whole object ids"),
            ({"base": "main"}, "names no whole object ids"),
            ({"at": "today"}, "has no date in RFC 3339, UTC"),
            ({"expires": ""}, "has no date in RFC 3339, UTC"),
            ({"expires": "2026-02-30T00:00:00Z"}, "has no date in RFC 3339, UTC"),
            ({"decision": "reject", "expires": "\x1b[31m"}, "has no date in RFC 3339, UTC"),
            ({"nonce": "7"}, "has no nonce"),
        ],
    )
    def test_says_what_is_wrong(self, change: dict[str, object], why: str) -> None:
        assert parse_statement({**GOOD, **change}) == why

    @pytest.mark.parametrize(
        ("fields", "why"),
        [
            ({"statement": 1, "signature": "x"}, "states nothing"),
            ({"statement": GOOD}, "is not signed"),
        ],
    )
    def test_a_line_that_is_no_decision_is_void(
        self, here: Case, fields: dict[str, object], why: str
    ) -> None:
        line = make_line(KIND, utc(NOW), "X", None, json.loads(json.dumps(fields)))
        add_lines(here.git, KIND, {here.head: [line]}, who(here.git), "x")
        assert here.voids() == [why]
