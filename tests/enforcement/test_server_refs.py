"""Protected refs and notes refs on a server: they go forward, and nothing in them is dropped."""

import json

import pytest

from agentops_git.notes.line import dump, make_line
from tests.conftest import Repo
from tests.enforcement.conftest import CORE, Server, record

pytestmark = pytest.mark.slow

LAW = {"CONSTITUTION.md": CORE.replace("---\n#", "protected: [release/*, refs/tags/v*]\n---\n#")}
LEARNINGS = "refs/notes/agentops/learnings"
APPROVALS = "refs/notes/agentops/approvals"
AT = "2026-01-01T00:00:00Z"


@pytest.fixture
def lawful(server: Server) -> Server:
    """main holds the law, and one commit under it."""
    server.clone.commit(record("chore: begin"), LAW)
    server.push("main")
    server.clone.commit(record())
    server.push("main")
    return server


def note(repo: Repo, *texts: str, ref: str = LEARNINGS) -> None:
    """The note on HEAD, whole: one line each."""
    kind = ref.rpartition("/")[2]
    rows = [dump(make_line(kind, AT, "Ann <ann@example.invalid>", None, {"learning": text}))
            for text in texts]  # fmt: skip
    repo.git("notes", f"--ref={ref}", "add", "--force", "-F", "-", data="\n".join(rows))


def line_id(text: str, kind: str = "learnings") -> str:
    return make_line(kind, AT, "Ann <ann@example.invalid>", None, {"learning": text}).id


def redact(repo: Repo, of: str, ref: str) -> None:
    tombstone = dump(make_line("tombstone", AT, "Ann", None, {"redacts": of}))
    repo.git("notes", f"--ref={ref}", "add", "--force", "-m", tombstone)


class TestProtectedRefs:
    def test_a_forced_push_is_refused(self, lawful: Server) -> None:
        old = lawful.clone.head()
        lawful.clone.git("reset", "--quiet", "--hard", "HEAD~1")
        new = lawful.clone.commit(record("fix(a): another way"))
        said = lawful.push("--force", "main", code=1)
        assert (
            f"error G016  refs/heads/main, which is protected, would be rewritten: "
            f"{new[:12]} does not hold {old[:12]}, where it is"
        ) in said
        assert "git pull --rebase origin main" in said
        assert lawful.head("main") == old

    def test_an_unrelated_history_without_the_law_is_no_way_round_it(self, lawful: Server) -> None:
        """None of its commits descends from the law, so that no other rule would look at them."""
        lawful.clone.git("switch", "--quiet", "--orphan", "other")
        lawful.clone.commit("sneaky")
        assert "G016" in lawful.push("--force", "other:main", code=1)

    def test_it_is_not_deleted(self, lawful: Server) -> None:
        lawful.git("config", "receive.denyDeleteCurrent", "ignore")
        said = lawful.push("--delete", "main", code=1)
        assert "error G017  refs/heads/main, which is protected, would be deleted" in said

    def test_branches_and_tags_that_the_law_names_are_protected(self, lawful: Server) -> None:
        lawful.clone.git("branch", "release/1")
        lawful.clone.git("tag", "v1")
        lawful.clone.git("tag", "nightly")
        lawful.push("release/1", "v1", "nightly")
        assert "G017" in lawful.push("--delete", "release/1", code=1)
        assert "G017" in lawful.push("--delete", "v1", code=1)
        lawful.clone.commit(record("fix(a): one more"))
        lawful.clone.git("tag", "--force", "v1")
        said = lawful.push("--force", "v1", code=1)
        assert "refs/tags/v1, which is protected, would name another object" in said
        lawful.push("--delete", "nightly")

    def test_other_branches_are_their_owners(self, lawful: Server) -> None:
        lawful.clone.git("switch", "--quiet", "-c", "topic")
        lawful.clone.commit(record())
        lawful.push("topic")
        lawful.clone.git(
            "commit", "--quiet", "--amend", "--allow-empty", "-m", record("fix(a): say it better")
        )
        lawful.push("--force", "topic")
        lawful.push("--delete", "topic")

    def test_the_law_may_make_it_a_warning(self, lawful: Server) -> None:
        weak = LAW["CONSTITUTION.md"].replace("---\n#", "rules: {G016: warn}\n---\n#")
        lawful.clone.commit(record("chore: let main be rewritten"), {"CONSTITUTION.md": weak})
        lawful.push("main")
        lawful.clone.git(
            "commit", "--quiet", "--amend", "--allow-empty", "-m", record("chore: say it better")
        )
        assert "agentops: G016 refs/heads/main" in lawful.push("--force", "main")

    def test_without_a_law_nothing_is_refused(self, server: Server) -> None:
        server.clone.commit("work")
        note(server.clone, "one")
        server.push("main", LEARNINGS)
        server.clone.git("commit", "--quiet", "--amend", "--allow-empty", "-m", "other work")
        server.push("--force", "main")
        assert f"agentops: G017 {LEARNINGS} would be deleted" in server.push("--delete", LEARNINGS)

    def test_pre_push_says_so_before_a_server_has_to(self, lawful: Server) -> None:
        lawful.clone.git("reset", "--quiet", "--hard", "HEAD~1")
        new = lawful.clone.commit(record("fix(a): another way"))
        old = lawful.head("main")
        line = f"refs/heads/main {new} refs/heads/main {old}\n"
        said = lawful.clone.tool("hook", "pre-push", "origin", "url", data=line, code=1).said
        assert "G016" in said


class TestNotesRefs:
    def test_learnings_are_added(self, lawful: Server) -> None:
        note(lawful.clone, "one")
        lawful.push(LEARNINGS)
        note(lawful.clone, "one", "two")
        lawful.push(LEARNINGS)

    @pytest.mark.parametrize("ref", [LEARNINGS, "refs/notes/commits", "refs/notes/review"])
    def test_they_are_neither_rewritten_nor_deleted(self, lawful: Server, ref: str) -> None:
        note(lawful.clone, "one", ref=ref)
        lawful.push(ref)
        lawful.clone.git("update-ref", "-d", ref)
        note(lawful.clone, "two", ref=ref)
        assert f"error G016  {ref} would be rewritten" in lawful.push("--force", ref, code=1)
        assert f"error G017  {ref} would be deleted" in lawful.push("--delete", ref, code=1)

    def test_a_fast_forward_that_drops_lines_is_a_rewrite(self, lawful: Server) -> None:
        note(lawful.clone, "one", "two")
        lawful.push(LEARNINGS)
        note(lawful.clone, "one")
        said = lawful.push(LEARNINGS, code=1)
        where = f"{line_id('two')[:16]} on {lawful.clone.head()[:12]}"
        assert f"{LEARNINGS} would lose 1 line ({where}); what stands there stays" in said

    def test_removing_a_whole_note_is_one_too(self, lawful: Server) -> None:
        note(lawful.clone, "one")
        lawful.push(LEARNINGS)
        lawful.clone.git("notes", f"--ref={LEARNINGS}", "remove", "HEAD")
        assert "would lose 1 line" in lawful.push(LEARNINGS, code=1)

    def test_a_line_that_is_redacted_may_go(self, lawful: Server) -> None:
        note(lawful.clone, "one", "two")
        lawful.push(LEARNINGS)
        lawful.clone.tool("note", "redact", line_id("two"))
        lawful.push(LEARNINGS)

    def test_the_tombstone_stays(self, lawful: Server) -> None:
        note(lawful.clone, "one")
        lawful.push(LEARNINGS)
        redact(lawful.clone, line_id("one"), LEARNINGS)
        lawful.push(LEARNINGS)
        note(lawful.clone, "one")
        assert "would lose 1 line" in lawful.push(LEARNINGS, code=1)

    def test_evidence_is_not_redacted_by_a_push(self, lawful: Server) -> None:
        """A rejection would go that way, and with it what it says."""
        note(lawful.clone, "rejected", ref=APPROVALS)
        lawful.push(APPROVALS)
        redact(lawful.clone, line_id("rejected", "approvals"), APPROVALS)
        said = lawful.push(APPROVALS, code=1)
        assert f"{APPROVALS}: a push must not redact 1 line" in said
        lawful.clone.git("fetch", "--quiet", "origin", APPROVALS)
        lawful.clone.git("update-ref", APPROVALS, "FETCH_HEAD")
        assert f"git update-ref {APPROVALS} FETCH_HEAD && git update-ref -d refs/agentops/" in said
        lawful.push(APPROVALS)

    def test_strange_lines_of_evidence_are_warned_of(self, lawful: Server) -> None:
        lawful.clone.git("notes", f"--ref={APPROVALS}", "add", "-m", "approved by me, really")
        said = lawful.push(APPROVALS)
        where = f"{APPROVALS}: the note on {lawful.clone.head()[:12]}, line 1"
        assert f"agentops: {where}: it is not JSON; it counts for nothing" in said

    def test_a_line_of_another_kind_proves_nothing(self, lawful: Server) -> None:
        row = dump(make_line("learnings", AT, "Ann", None, {"learning": "one"}))
        lawful.clone.git("notes", f"--ref={APPROVALS}", "add", "-m", row)
        said = lawful.push(APPROVALS)
        assert f"{json.loads(row)['id'][:16]} is of kind learnings; it counts for nothing" in said

    def test_a_ref_that_is_no_commit_is_refused(self, lawful: Server) -> None:
        blob = lawful.clone.git("hash-object", "-w", "--stdin", data="{}\n")
        lawful.clone.git("update-ref", LEARNINGS, blob)
        assert "would be at no commit" in lawful.push(LEARNINGS, code=1)

    def test_another_fan_out_drops_nothing(self, lawful: Server) -> None:
        note(lawful.clone, "one")
        lawful.push(LEARNINGS)
        blob = lawful.clone.git("rev-parse", f"{LEARNINGS}:{lawful.clone.head()}")
        head = lawful.clone.head()
        inner = lawful.clone.git("mktree", data=f"100644 blob {blob}\t{head[2:]}\n")
        tree = lawful.clone.git("mktree", data=f"040000 tree {inner}\t{head[:2]}\n")
        moved = lawful.clone.git("commit-tree", tree, "-p", LEARNINGS, "-m", "fan out")
        lawful.clone.git("update-ref", LEARNINGS, moved)
        lawful.push(LEARNINGS)


class TestSecretsInNotes:
    TOKEN = "ghp_" + "a8Kd0sQx2LmZ9vBn4TyR7wEu1PiOcJh5GfVt"

    def test_a_secret_is_refused_and_never_said(self, lawful: Server) -> None:
        note(lawful.clone, f"the token {self.TOKEN} was in the log")
        said = lawful.push(LEARNINGS, code=1)
        assert f"{LEARNINGS}: " in said
        assert "G018" in said
        assert f"in the note on {lawful.clone.head()[:12]}" in said
        assert self.TOKEN[6:] not in said

    def test_what_is_redacted_is_still_in_the_history(self, lawful: Server) -> None:
        note(lawful.clone, f"the token {self.TOKEN} was in the log")
        redact(lawful.clone, line_id(f"the token {self.TOKEN} was in the log"), LEARNINGS)
        said = lawful.push(LEARNINGS, code=1)
        assert "in its history" in said
        command = next(row for row in said.splitlines() if "git update-ref" in row)
        mend = command.partition("remote: ")[2].strip()
        lawful.clone.git("-c", f"alias.mend=!{mend}", "mend")
        lawful.push(LEARNINGS)

    def test_plain_text_notes_too(self, lawful: Server) -> None:
        lawful.clone.git("notes", "add", "-m", f"Learning: {self.TOKEN} leaks")
        assert "G018" in lawful.push("refs/notes/commits", code=1)

    def test_one_that_stands_there_already_holds_nobody_up(self, lawful: Server) -> None:
        weak = LAW["CONSTITUTION.md"].replace("---\n#", "rules: {G018: off}\n---\n#")
        lawful.clone.commit(record("chore: look for no secrets"), {"CONSTITUTION.md": weak})
        note(lawful.clone, f"the token {self.TOKEN} was in the log")
        lawful.push("main")
        lawful.push(LEARNINGS)
        lawful.clone.commit(record("chore: look for secrets"), LAW)
        lawful.push("main")
        row = dump(make_line("learnings", AT, "Ann", None, {"learning": "two"}))
        lawful.clone.git("notes", f"--ref={LEARNINGS}", "append", "HEAD~1", "-m", row)
        lawful.push(LEARNINGS)


class TestSecretsInTags:
    TOKEN = TestSecretsInNotes.TOKEN

    def test_the_text_of_a_tag_is_searched(self, lawful: Server) -> None:
        lawful.clone.git("tag", "-a", "v1", "-m", f"with {self.TOKEN} in it")
        said = lawful.push("v1", code=1)
        assert "refs/tags/v1: " in said and "in the text of the tag" in said
        assert self.TOKEN[6:] not in said
        lawful.clone.git("tag", "-a", "-f", "-m", "without it", "v1", "v1^{}")
        lawful.push("v1")

    def test_also_below_another_tag_and_in_a_blob(self, lawful: Server) -> None:
        lawful.clone.git("tag", "-a", "inner", "-m", self.TOKEN)
        lawful.clone.git("tag", "-a", "outer", "-m", "harmless", "inner")
        assert "G018" in lawful.push("outer", code=1)
        blob = lawful.clone.git("hash-object", "-w", "--stdin", data=f"key = {self.TOKEN}\n")
        lawful.clone.git("update-ref", "refs/tags/blob", blob)
        assert "in the blob" in lawful.push("refs/tags/blob", code=1)
