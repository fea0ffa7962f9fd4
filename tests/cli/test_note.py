"""agentops-git note: write, list, show and redact what was learned after the fact."""

import json
import re
from hashlib import sha256
from pathlib import Path

import pytest

from agentops_git.git.process import Git
from agentops_git.notes.commit import commit_notes
from agentops_git.notes.line import parse_body
from agentops_git.notes.refs import ref_of
from agentops_git.notes.write import Who
from tests.conftest import Repo, run

REF = ref_of("learnings")
LESSON = "a retry without a limit is an outage"
ANN = Who("Ann", "ann@example.invalid", 1_700_000_000)


@pytest.fixture
def noted(repo: Repo) -> Repo:
    """A repository with one commit, and one note on it."""
    repo.commit("fix: a thing", {"a": "1"})
    repo.tool("note", "add", "--learning", LESSON)
    return repo


def the_id(repo: Repo, text: str = LESSON) -> str:
    notes = json.loads(repo.tool("note", "list", "--json").stdout)["notes"]
    found = [note["id"] for note in notes if note["fields"].get("learning") == text]
    assert len(set(found)) == 1
    return str(found[0])


def put(repo: Repo, files: dict[str, str | None], kind: str = "learnings") -> None:
    """Commit files to a notes ref as another tool might."""
    ref = ref_of(kind)
    tip = repo.run_git("rev-parse", "--verify", "-q", ref, code=None).stdout.strip() or None
    assert commit_notes(Git(str(repo.path)), ref, tip, (), files, ANN, "x")


class TestAdd:
    def test_a_record_becomes_one_line_on_head(self, repo: Repo) -> None:
        head = repo.commit("fix: a thing", {"a": "1"})
        said = repo.tool(
            "note", "add", "--learning", LESSON, "--learning", "log\nthe last try",
            "--confidence", "high", "--not-tested", "Windows",
        ).stdout  # fmt: skip
        line = json.loads(repo.git("notes", f"--ref={REF}", "show", head))
        assert said == (
            f"{line['id'][:16]} noted on {head[:12]} fix: a thing; share it: agentops-git sync\n"
        )
        assert line == {
            "v": 1,
            "kind": "learnings",
            "id": line["id"],
            "at": "2023-11-14T22:13:20Z",
            "by": "Ann <ann@example.invalid>",
            "commit": head,
            "tree": repo.head("HEAD^{tree}"),
            "patch_id": patch_id(repo, head),
            "subject": "fix: a thing",
            "learning": [LESSON, "log the last try"],
            "confidence": "high",
            "not-tested": "Windows",
        }

    def test_the_same_record_again_is_there_already(self, noted: Repo) -> None:
        tip = noted.head(REF)
        said = noted.tool(
            "note", "add", "--learning", LESSON, GIT_COMMITTER_DATE="1800000000 +0000"
        ).stdout
        where = f"{noted.head()[:12]} fix: a thing"
        assert said == f"{the_id(noted)[:16]} stands on {where} already; nothing was written\n"
        assert noted.head(REF) == tip

    def test_another_person_may_say_the_same(self, noted: Repo) -> None:
        noted.tool("note", "add", "--learning", LESSON, GIT_COMMITTER_NAME="Eve")
        by = [
            note["by"] for note in json.loads(noted.tool("note", "list", "--json").stdout)["notes"]
        ]
        assert sorted(by) == ["Ann <ann@example.invalid>", "Eve <ann@example.invalid>"]

    def test_json(self, noted: Repo) -> None:
        said = noted.tool(
            "note", "add", "HEAD", "--learning", "yet another lesson", "--json"
        ).stdout
        assert json.loads(said) == {
            "version": 1,
            "id": the_id(noted, "yet another lesson"),
            "ref": REF,
            "commit": noted.head(),
            "added": True,
        }

    @pytest.mark.parametrize(
        ("options", "said"),
        [
            ((), "there is nothing to note; say what was learned: --learning 'TEXT'"),
            (
                ("--learning", " "),
                "Learning is empty; write: --learning "
                "'<the reusable lesson, true beyond this commit; or none (REASON)>'",
            ),
            (
                ("--learning", "none"),
                "Learning says nothing yet: “none”; "
                "write: --learning 'none (<why there was nothing to learn>)'",
            ),
            (
                ("--confidence", "hig"),
                "Confidence is low, medium or high, not “hig”; write: --confidence 'high'",
            ),
            (
                ("--expires", "30.06.2027"),
                "Expires is a date as 2027-06-30, not “30.06.2027”; "
                "write: --expires '<YYYY-MM-DD>'",
            ),
            (
                ("--supersedes", "see 0123456789"),
                "Supersedes is the id of a learning, lrn- and 8 or more hex digits, "
                "not “see 0123456789”; write: --supersedes 'lrn-0123456789'",
            ),
        ],
    )
    def test_a_value_that_a_commit_could_not_have_is_refused_with_what_to_write(
        self, noted: Repo, options: tuple[str, ...], said: str
    ) -> None:
        tip = noted.head(REF)
        assert noted.tool("note", "add", *options, code=2).stderr == f"agentops-git: {said}\n"
        assert noted.head(REF) == tip

    def test_a_reason_why_there_is_nothing_is_a_record(self, noted: Repo) -> None:
        noted.tool("note", "add", "--learning", "none (a typo in a comment)")
        assert "none (a typo in a comment)" in noted.tool("note", "show").stdout

    @pytest.mark.parametrize("rev", ["nope", "", "A..B", "-x", "\x1b[31m", "HEAD\nHEAD", "v1"])
    def test_what_is_no_commit_is_named(self, noted: Repo, rev: str) -> None:
        noted.git("tag", "-m", "of a blob", "v1", "HEAD:a")
        said = noted.tool("note", "add", "--learning", LESSON, "--", rev, code=2).stderr
        assert said.startswith("agentops-git: no commit is named '")
        assert "\x1b" not in said
        assert len(said.splitlines()) == 1

    @pytest.mark.parametrize(("rev", "what"), [("HEAD:a", "blob"), ("HEAD^{tree}", "tree")])
    def test_a_record_is_of_a_commit(self, noted: Repo, rev: str, what: str) -> None:
        said = noted.tool("note", "add", rev, "--learning", LESSON, code=2).stderr
        assert said == f"agentops-git: '{rev}' is a {what}; name a commit\n"

    def test_a_tag_is_the_commit_that_it_names(self, noted: Repo) -> None:
        noted.git("tag", "-m", "first", "v1")
        noted.tool("note", "add", "v1", "--learning", "known by its tag")
        assert "known by its tag" in noted.tool("note", "show", "HEAD").stdout

    def test_nobody_is_asked_to_say_who_they_are(self, noted: Repo, tmp_path: Path) -> None:
        home = tmp_path / "nobody"
        home.mkdir()
        (home / ".gitconfig").write_text("[user]\n\tuseConfigOnly = true\n")
        said = noted.tool("note", "add", "--learning", "by nobody at all", code=3, HOME=str(home))
        assert len(said.stderr.splitlines()) == 1
        assert "git config user.name NAME && git config user.email ADDRESS" in said.stderr

    @pytest.mark.parametrize(
        ("env", "config", "by"),
        [
            ({}, {}, "Ann <ann@example.invalid>"),
            ({}, {"committer.name": "Com"}, "Com <ann@example.invalid>"),
            ({"GIT_COMMITTER_NAME": "Env"}, {"committer.name": "Com"}, "Env <ann@example.invalid>"),
            ({"GIT_COMMITTER_NAME": "A <b>.", "GIT_COMMITTER_EMAIL": "<x@y>"}, {}, "A b <x@y>"),
        ],
    )
    def test_who_writes_is_who_git_says(
        self, noted: Repo, env: dict[str, str], config: dict[str, str], by: str
    ) -> None:
        for key, value in config.items():
            noted.git("config", key, value)
        noted.tool("note", "add", "--learning", "by somebody else", env=env)
        notes = json.loads(noted.tool("note", "list", "--json").stdout)["notes"]
        found = [note["by"] for note in notes if note["fields"]["learning"] == "by somebody else"]
        assert found == [by]
        assert noted.git("log", "-1", "--format=%cn <%ce>", REF) == by

    @pytest.mark.parametrize(
        ("date", "at"),
        [
            ("@99999999999 +0000", "5138-11-16T09:46:39Z"),
            ("2005-04-07T22:13:13+0200", "2005-04-07T20:13:13Z"),
            ("@0 +0000", "1970-01-01T00:00:00Z"),
        ],
    )
    def test_a_clock_that_is_wrong_is_believed(self, noted: Repo, date: str, at: str) -> None:
        noted.tool("note", "add", "--learning", "from another time", GIT_COMMITTER_DATE=date)
        assert at in noted.tool("note", "list").stdout
        assert noted.git("fsck", "--strict") == ""

    @pytest.mark.parametrize("notes", [0, 300])
    def test_five_git_processes_write_a_note(self, repo: Repo, tmp_path: Path, notes: int) -> None:
        """And the one that git fast-import starts itself."""
        repo.commit("fix: a thing", {"a": "1"})
        put(repo, {f"{n:040x}": "x" for n in range(notes)} or {"x": "x"})
        trace = tmp_path / "trace"
        repo.tool("note", "add", "--learning", LESSON, GIT_TRACE2_EVENT=str(trace))
        events = [json.loads(row) for row in trace.read_text().splitlines()]
        started = [event["argv"] for event in events if event["event"] == "start"]
        options = r"^.*?git (--no-replace-objects |-c \S+ )?"
        names = [re.sub(options, "", " ".join(argv)) for argv in started]
        assert sorted(name.split()[0] for name in names) == [
            "cat-file", "diff-tree", "fast-import", "patch-id", "unpack-objects", "var",
        ]  # fmt: skip


def patch_id(repo: Repo, commit: str) -> str:
    diff = repo.git(
        "diff-tree", "-p", "--root", "--no-renames", "--no-textconv", "--no-ext-diff",
        "--full-index", commit,
    )  # fmt: skip
    return repo.git("patch-id", "--stable", data=f"{diff}\n").split()[0]


def test_a_users_diff_settings_do_not_change_what_a_note_is_found_by(repo: Repo) -> None:
    repo.commit("chore: begin", {"a": "1\n" * 20, "b": "x"})
    head = repo.commit("fix: a thing", {"a": "1\n" * 9 + "2\n" * 11})
    wanted = patch_id(repo, head)
    for key, value in {"context": "0", "renames": "copies", "noprefix": "true"}.items():
        repo.git("config", f"diff.{key}", value)
    repo.git("config", "color.ui", "always")
    repo.tool("note", "add", "--learning", LESSON)
    assert json.loads(repo.git("notes", f"--ref={REF}", "show"))["patch_id"] == wanted


def test_a_merge_and_an_empty_commit_have_no_patch_id(repo: Repo) -> None:
    repo.commit("chore: nothing")
    repo.tool("note", "add", "--learning", LESSON)
    assert json.loads(repo.git("notes", f"--ref={REF}", "show"))["patch_id"] is None


ODD = "odd \x1b[31m row"
ODD_ID = "not-" + sha256(ODD.encode()).hexdigest()
SHORT_ODD = ODD_ID[:16]


class TestListAndShow:
    @pytest.fixture
    def full(self, noted: Repo) -> Repo:
        """A line, a strange row, text notes on the commit and evidence on its tree."""
        noted.git("notes", f"--ref={REF}", "append", "-m", ODD)
        noted.git("notes", "add", "-m", "Learning: said\nin plain text \x1b]0;x\x07")
        noted.git("notes", "--ref=agentops/gates", "add", "-m", "{}", "HEAD^{tree}")
        return noted

    def test_list_has_one_row_a_line_a_text_and_what_can_not_be_read(self, full: Repo) -> None:
        head, tree = full.head()[:12], full.head("HEAD^{tree}")[:12]
        done = full.tool("note", "list")
        ann = "Ann <ann@example.invalid>"
        assert done.stdout.splitlines() == [
            f"{the_id(full)[:16]}  learnings  {head}  2023-11-14T22:13:20Z  {ann}  "
            f"Learning: {LESSON}",
            f"{SHORT_ODD}  learnings  {head}  line 3 of the note can't be read, "
            "it is not JSON: odd \\x1b[31m row",
            f"not-44136fa355b3  gates      {tree}  line 1 of the note can't be read, "
            "it has no version `v`: {}",
            f"text note         commits    {head}  Learning: said in plain text \\x1b]0;x\\x07",
        ]
        assert done.stderr == ""

    def test_show_has_all_that_is_said_of_a_commit_and_of_its_tree(self, full: Repo) -> None:
        assert full.tool("note", "show").stdout == (
            f"{full.head()[:12]} fix: a thing\n\n"
            f"learnings  {the_id(full)[:16]}  2023-11-14T22:13:20Z  Ann <ann@example.invalid>\n"
            f"  Learning: {LESSON}\n\n"
            f"learnings  {SHORT_ODD}  line 3 can't be read: it is not JSON\n"
            "  odd \\x1b[31m row\n\n"
            "gates  not-44136fa355b3  line 1 can't be read: it has no version `v`\n"
            "  {}\n\n"
            "text note in refs/notes/commits\n"
            "  Learning: said\n"
            "  in plain text \\x1b]0;x\\x07\n"
        )

    def test_both_as_json(self, full: Repo) -> None:
        found = json.loads(full.tool("note", "list", "--json").stdout)
        assert [*found] == ["version", "notes", "texts", "strange", "foreign", "problems"]
        assert found["version"] == 1
        note = found["notes"][0]
        assert (note["ref"], note["object"], note["fields"]) == (
            REF, full.head(), {"learning": LESSON},
        )  # fmt: skip
        assert found["texts"] == [
            {
                "ref": "refs/notes/commits",
                "object": full.head(),
                "text": "Learning: said\nin plain text \x1b]0;x\x07\n",
            }
        ]
        assert [(row["line"], row["why"], row["text"]) for row in found["strange"]] == [
            (3, "it is not JSON", ODD),
            (1, "it has no version `v`", "{}"),
        ]
        shown = json.loads(full.tool("note", "show", "--json").stdout)
        assert shown == {**found, "object": full.head()}

    def test_a_range_a_commit_or_a_kind(self, noted: Repo) -> None:
        first = noted.head()
        noted.commit("fix: another")
        noted.tool("note", "add", "--learning", "the second lesson")

        def learned(*args: str) -> list[str]:
            return re.findall(r"Learning: (.*)", noted.tool("note", "list", *args).stdout)

        assert sorted(learned()) == [LESSON, "the second lesson"]
        assert learned("HEAD~1..HEAD") == learned("HEAD") == ["the second lesson"]
        assert learned(first) == [LESSON]
        assert learned("--kind", "commits") == learned("HEAD..HEAD") == []

    @pytest.mark.parametrize("text", ["nope", "nope..HEAD", "--output=x..y", "^nope"])
    def test_what_is_no_range_is_named(self, noted: Repo, text: str) -> None:
        said = noted.tool("note", "list", "--", text, code=2).stderr
        assert len(said.splitlines()) == 1
        assert "no commit is named" in said or "is no range of commits here" in said

    def test_where_no_note_says_anything(self, repo: Repo) -> None:
        repo.commit("fix: a thing")
        assert repo.tool("note", "list").stdout == ""
        assert repo.tool("note", "show").stdout == (
            f"{repo.head()[:12]} fix: a thing: no note says anything on it\n"
        )

    def test_refs_that_are_no_notes_are_said_and_the_rest_is_listed(self, noted: Repo) -> None:
        noted.git("update-ref", ref_of("audit"), "HEAD")
        noted.git("update-ref", ref_of("gates"), "HEAD:a")
        done = noted.tool("note", "list")
        assert LESSON in done.stdout
        assert done.stderr.splitlines() == [
            "agentops-git: refs/notes/agentops/gates is no notes ref: it is at an object that is "
            "no commit; move it away: git update-ref refs/moved/notes refs/notes/agentops/gates "
            "&& git update-ref -d refs/notes/agentops/gates",
            "agentops-git: no notes, but left alone in refs/notes/agentops/audit: 'a'",
        ]

    def test_another_tools_notes(self, noted: Repo) -> None:
        noted.git("notes", "--ref=mem", "add", "-m", "AI-Decision: keep it simple")
        assert "keep it simple" in noted.tool("note", "list", "--from", "git-mem").stdout
        found = json.loads(noted.tool("note", "list", "--from", "git-mem", "--json").stdout)
        assert (found["version"], found["tool"]) == (1, "git-mem")
        assert noted.tool("note", "list", "HEAD", "--from", "git-mem", code=2).stderr == (
            "agentops-git: --from lists all notes of that tool; leave out COMMIT and --kind\n"
        )


class TestRedact:
    def test_a_line_goes_and_a_tombstone_stays(self, noted: Repo) -> None:
        oid = the_id(noted)
        said = noted.tool("note", "redact", oid[4:12], "--reason", "it named\na customer").stdout
        assert said == (
            f"{oid[:16]} is out of 1 note in {REF}; a tombstone keeps it out\n"
            f"its text is still in older commits of {REF}: whoever has those can read it\n"
            "to remove the text here as well, before a sync or push "
            "takes the older commits along:\n"
            f'  git update-ref {REF} "$(git commit-tree -m "notes without their history" '
            f'{REF}^{{tree}})"\n'
            f"  git reflog expire --expire=now {REF}\n"
            "  git gc --prune=now\n"
            "  agentops-git sync\n"
        )
        stone = json.loads(noted.git("notes", f"--ref={REF}", "show"))
        assert (stone["kind"], stone["redacts"], stone["reason"]) == (
            "tombstone", oid, "it named a customer",
        )  # fmt: skip
        assert "outage" not in noted.git("notes", f"--ref={REF}", "show")
        assert noted.tool("note", "redact", oid).stdout == (
            f"{oid[:16]} is redacted already; nothing was written\n"
        )

    def test_the_commands_that_it_prints_remove_the_text(self, noted: Repo) -> None:
        blob = noted.git("rev-parse", f"{REF}:{noted.head()[:2]}/{noted.head()[2:]}")
        said = noted.tool("note", "redact", the_id(noted)).stdout
        for command in re.findall(r"^  (git .*)", said, re.M):
            run("sh", "-c", command, cwd=noted.path)
        assert noted.run_git("cat-file", "-e", blob, code=None).returncode != 0
        assert "Redacted" in noted.tool("note", "show").stdout

    @pytest.mark.parametrize("shared", [True, False])
    def test_and_no_ref_that_a_sync_made_keeps_it(
        self, noted: Repo, tmp_path: Path, shared: bool
    ) -> None:
        """A text that was never shared does not go to the remote either."""
        run("git", "init", "-q", "--bare", tmp_path / "origin.git", cwd=tmp_path)
        noted.git("remote", "add", "origin", str(tmp_path / "origin.git"))
        secret = noted.git("rev-parse", f"{REF}:{noted.head()[:2]}/{noted.head()[2:]}")
        if shared:
            noted.tool("sync")
        noted.tool("learnings")
        said = noted.tool("note", "redact", the_id(noted)).stdout
        for command in re.findall(r"^  (.*)", said, re.M):
            run("sh", "-c", command, cwd=noted.path)
        there = run("git", "cat-file", "-e", secret, cwd=tmp_path / "origin.git", code=None)
        assert noted.run_git("cat-file", "-e", secret, code=None).returncode != 0
        assert (there.returncode == 0) is shared
        held = (path for path in (noted.path / ".git").rglob("*") if path.is_file())
        assert not [path for path in held if LESSON.encode() in path.read_bytes()]
        assert (
            "have the older commits keep them, and a sync fetches them again; see docs/notes.md"
            in said
        ) is shared

    def test_it_does_not_come_back_by_gits_own_merge(self, noted: Repo, tmp_path: Path) -> None:
        run("git", "clone", "-q", noted.path, tmp_path / "clone", cwd=tmp_path)
        clone = Repo(tmp_path / "clone")
        clone.git("fetch", "-q", "origin", f"{REF}:{REF}")
        noted.tool("note", "redact", the_id(noted))
        clone.tool("note", "add", "--learning", "from the other clone")
        noted.git("fetch", "-q", str(clone.path), f"{REF}:refs/notes/theirs")
        noted.git("notes", f"--ref={REF}", "merge", "-s", "cat_sort_uniq", "refs/notes/theirs")
        shown = noted.tool("note", "show").stdout
        assert LESSON not in shown
        assert "from the other clone" in shown

    def test_copies_on_rewritten_commits_go_as_well(self, noted: Repo) -> None:
        old = noted.head()
        noted.git("commit", "-q", "--amend", "-m", "fix: a thing, better")
        noted.git("notes", f"--ref={REF}", "copy", old, "HEAD")
        said = noted.tool("note", "redact", the_id(noted)).stdout
        assert f"is out of 2 notes in {REF}" in said
        assert LESSON not in noted.tool("note", "list").stdout

    def test_a_row_that_can_not_be_read_goes_by_the_id_that_list_shows(self, noted: Repo) -> None:
        noted.git("notes", f"--ref={REF}", "append", "-m", ODD)
        noted.tool("note", "redact", SHORT_ODD)
        assert "odd" not in noted.git("notes", f"--ref={REF}", "show")
        assert LESSON in noted.tool("note", "show").stdout

    def test_what_tracking_and_backup_refs_hold_is_said(self, noted: Repo) -> None:
        noted.git("update-ref", "refs/agentops/remotes/up stream/learnings".replace(" ", "-"), REF)
        noted.git("update-ref", "refs/agentops/backup/learnings", REF)
        found = json.loads(noted.tool("note", "redact", the_id(noted), "--json").stdout)
        assert found["held_by"] == [
            "refs/agentops/backup/learnings",
            "refs/agentops/remotes/up-stream/learnings",
        ]
        assert found["commands"][:3] == [
            "agentops-git sync 'up-stream'",
            "git update-ref -d 'refs/agentops/backup/learnings'",
            "git update-ref -d 'refs/agentops/remotes/up-stream/learnings'",
        ]
        assert found["notes"] == {REF: 1}

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("not-1234567", "'not-1234567' is no note's id"),
            ("lrn-12345678", "'lrn-12345678' is no note's id"),
            ("\x1b[31m", "'\\x1b[31m' is no note's id"),
            ("not-00000000", "no note here has a line not-00000000; list them"),
        ],
    )
    def test_an_id_that_names_nothing(self, noted: Repo, text: str, said: str) -> None:
        err = noted.tool("note", "redact", text, code=2).stderr
        assert err.startswith(f"agentops-git: {said}")
        assert "git notes edit" in err
        assert len(err.splitlines()) == 1

    def test_a_prefix_of_several_is_refused_with_the_candidates(self, noted: Repo) -> None:
        body = noted.git("notes", f"--ref={REF}", "show")
        oid = the_id(noted)
        near = f"{oid[:12]}{'0' * 56}"
        stone = {"v": 1, "kind": "tombstone", "at": "", "by": "", "id": "", "redacts": near}
        assert parse_body(body).lines
        text = f"{body}\n{json.dumps(with_id(stone))}\n"
        put(noted, {f"{noted.head()[:2]}/{noted.head()[2:]}": text})
        err = noted.tool("note", "redact", oid[:12], code=2).stderr
        first, last = sorted([oid, near])
        assert err == f"agentops-git: {oid[:12]} is ambiguous; it may be {first} or {last}\n"


def with_id(fields: dict[str, object]) -> dict[str, object]:
    from agentops_git.notes.line import line_id

    own = dict.fromkeys(("commit", "tree", "patch_id", "subject")) | fields
    del own["id"]
    return {**own, "id": line_id(json.dumps(own, sort_keys=True, separators=(",", ":")))}


@pytest.mark.parametrize("mebibytes", [5, pytest.param(50, marks=pytest.mark.soak)])
def test_a_note_of_fifty_megabytes_is_read_listed_and_added_to(noted: Repo, mebibytes: int) -> None:
    body = noted.git("notes", f"--ref={REF}", "show")
    put(
        noted,
        {f"{noted.head()[:2]}/{noted.head()[2:]}": body + "\n" + "x" * (mebibytes << 20) + "\n"},
    )
    noted.tool("note", "add", "--learning", "after a long row")
    done = noted.tool("note", "list")
    assert len(done.stdout) < 2_000
    assert LESSON in done.stdout
    assert "after a long row" in done.stdout


def test_outside_a_repository_one_line_says_so(tmp_path: Path) -> None:
    for argv in (("add", "--learning", LESSON), ("list",), ("show",), ("redact", "not-12345678")):
        done = run("agentops-git", "note", *argv, cwd=tmp_path, code=None)
        assert (done.returncode, done.stderr) == (
            3,
            "agentops-git: not a git repository (nor any parent); run git init, "
            "or name one with -C DIR\n",
        )
