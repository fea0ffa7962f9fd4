"""``agentops-git note squashed``: finding what a host squashed, whatever became of the base."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Repo
from tests.survival_host.host import LINES

pytestmark = pytest.mark.slow

LESSON = "an option that nobody can find is not there"
ADD_B = f"feat: add b\n\nIntent: let b be asked for\nLearning: {LESSON}\n"
BOB = {"GIT_COMMITTER_NAME": "Bob", "GIT_COMMITTER_DATE": "1800000000 +0000"}
OTHER = "read aloud what people are to read"
MEND_A = f"fix: mend a\n\nLearning: {OTHER}\n"


@pytest.fixture
def forge(repo: Repo) -> Repo:
    """A repository whose main branch has a file of thirty lines."""
    repo.commit("chore: start\n", {"a": LINES})
    return repo


def opened(repo: Repo, number: int, *messages: str, files: dict[str, str] | None = None) -> str:
    """A pull request from where main stands; only its ref is left of it."""
    repo.git("switch", "--quiet", "--detach", "main")
    for at, message in enumerate(messages):
        changed = files if files and not at else {f"b{number}-{at}": str(number)}
        repo.commit(message, changed)
    head = repo.head()
    repo.git("update-ref", f"refs/pull/{number}/head", head)
    repo.git("switch", "--quiet", "main")
    return head


def squashed(repo: Repo, number: int, message: str = "") -> str:
    repo.git("merge", "--quiet", "--squash", f"refs/pull/{number}/head")
    return repo.commit(message or f"Pull {number} (#{number})\n")


def told(repo: Repo, *args: str, env: dict[str, str] | None = None) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        repo.tool("note", "squashed", "--json", *args, env=env).stdout
    )
    return found


def by(repo: Repo, *args: str) -> list[tuple[str, str, str | None]]:
    """Commit, how it was found, and what held its originals."""
    rows = told(repo, *args)["squashes"]
    return [(row["commit"], row["by"], row["source"]) for row in rows]


def lessons(repo: Repo) -> dict[str, int]:
    found = json.loads(repo.tool("learnings", "--json").stdout)
    return {one["text"]: len(one["evidence"]) for one in found["learnings"]}


def line(number: int, text: str) -> str:
    return LINES.replace(f"\n{number}\n", f"\n{text}\n")


def test_json(forge: Repo) -> None:
    original = opened(forge, 12, ADD_B)
    landed = squashed(forge, 12)
    found = told(forge)
    (row,) = found["squashes"]
    identity = row["lines"][0].pop("id")
    assert identity.startswith("not-")
    assert found == {
        "version": 1,
        "range": None,
        "commits": 1,
        "dry_run": False,
        "ref": "refs/notes/agentops/learnings",
        "written": 1,
        "squashes": [
            {
                "commit": landed,
                "subject": "Pull 12 (#12)",
                "by": "patch",
                "source": "refs/pull/12/head",
                "originals": [original],
                "lines": [
                    {
                        "commit": original,
                        "new": True,
                        "fields": {"intent": "let b be asked for", "learning": LESSON},
                    }
                ],
            }
        ],
        "not_found": [],
    }


def test_a_line_holds_the_facts_of_the_original(forge: Repo) -> None:
    original = opened(forge, 12, ADD_B)
    landed = squashed(forge, 12)
    forge.tool("note", "squashed")
    note = json.loads(forge.git("notes", "--ref=agentops/learnings", "show", landed))
    assert note["commit"] == original
    assert note["tree"] == forge.head(f"{original}^{{tree}}")
    assert note["subject"] == "feat: add b"
    assert note["by"] == "Ann <ann@example.invalid>"
    assert note["at"] == forge.git("log", "-1", "--format=%cd", "--date=format:%FT%TZ", landed)


def test_a_second_run_writes_nothing_and_a_dry_one_neither(forge: Repo) -> None:
    opened(forge, 12, ADD_B)
    squashed(forge, 12)
    dry = forge.tool("note", "squashed", "--dry-run")
    assert dry.stdout.endswith(
        "1 commit looked at, 1 squashed by a host: 1 line would be written\n"
    )
    forge.git("rev-parse", "--verify", "--quiet", "refs/notes/agentops/learnings", code=1)
    assert told(forge)["written"] == 1
    tip = forge.head("refs/notes/agentops/learnings")
    again = told(forge, env=BOB)
    assert (again["written"], again["squashes"][0]["lines"][0]["new"]) == (0, False)
    assert forge.head("refs/notes/agentops/learnings") == tip


def test_two_jobs_write_the_same_line(forge: Repo, tmp_path: Path) -> None:
    opened(forge, 12, ADD_B)
    squashed(forge, 12)
    forge.git("clone", "--quiet", "--mirror", ".", str(tmp_path / "two"))
    one, two = told(forge), told(Repo(tmp_path / "two"), env=BOB)
    assert one["squashes"][0]["lines"] == two["squashes"][0]["lines"]


def test_what_was_redacted_does_not_come_back(forge: Repo) -> None:
    opened(forge, 12, ADD_B)
    squashed(forge, 12)
    identity = told(forge)["squashes"][0]["lines"][0]["id"]
    forge.tool("note", "redact", identity)
    assert told(forge)["written"] == 0
    assert LESSON not in forge.git("notes", "--ref=agentops/learnings", "show", "HEAD")


def test_what_the_message_says_to_git_is_not_noted(forge: Repo) -> None:
    opened(forge, 12, ADD_B, MEND_A)
    squashed(forge, 12, f"Pull (#12)\n\nIntent: another one\nLearning: {LESSON}\n")
    (row,) = told(forge)["squashes"]
    assert [line["fields"] for line in row["lines"]] == [{"learning": OTHER}]


def test_what_a_squash_body_hides_is_noted_and_counted_once(forge: Repo) -> None:
    opened(forge, 12, ADD_B, MEND_A)
    body = f"* feat: add b\n\nLearning: {LESSON}\n\n* fix: mend a\n\nLearning: {OTHER}\n"
    squashed(forge, 12, f"Pull (#12)\n\n{body}\n---------\n\nCo-authored-by: Bob <b@x>\n")
    assert told(forge)["written"] == 2
    assert lessons(forge) == {LESSON: 1, OTHER: 1}


@pytest.mark.parametrize(("moved", "fit"), [(25, "patch"), (11, "merge")], ids=["far", "near"])
def test_the_base_has_moved(forge: Repo, moved: int, fit: str) -> None:
    """A change close by alters the patch-id; the merge of the branch is what the host made."""
    opened(forge, 12, ADD_B, files={"a": line(9, "nine")})
    forge.commit("fix: another line\n", {"a": line(moved, "moved")})
    landed = squashed(forge, 12)
    loose = forge.git("count-objects")
    assert by(forge, "--dry-run") == [(landed, fit, "refs/pull/12/head")]
    assert forge.git("count-objects") == loose


def test_the_branch_was_updated_from_a_base_that_moved_on(forge: Repo) -> None:
    opened(forge, 12, ADD_B)
    forge.commit("fix: more\n", {"more": "1"})
    forge.git("switch", "--quiet", "--detach", "refs/pull/12/head")
    forge.git("merge", "--quiet", "--no-edit", "main")
    forge.commit(MEND_A, {"a": line(9, "nine")})
    forge.git("update-ref", "refs/pull/12/head", "HEAD")
    forge.git("switch", "--quiet", "main")
    forge.commit("fix: still more\n", {"more": "2"})
    landed = squashed(forge, 12)
    for range_ in ((), ("HEAD~1..HEAD",)):
        assert by(forge, "--dry-run", *range_) == [(landed, "patch", "refs/pull/12/head")]
    told(forge)
    assert lessons(forge) == {LESSON: 1, OTHER: 1}


def test_one_push_of_several_squashes_that_were_merged(forge: Repo) -> None:
    """GitLab's default: the squash stands beside the line, on the base as it was or is."""
    before = forge.head()
    for number in (12, 13):
        opened(forge, number, ADD_B.replace("nobody", f"nobody {number}"))
    landed = []
    for number in (12, 13):
        forge.git("switch", "--quiet", "--detach", "main")
        landed.append(squashed(forge, number, "Add b\n"))
        forge.git("switch", "--quiet", "main")
        forge.git("merge", "--quiet", "--no-ff", "-m", f"Merge branch '{number}'", landed[-1])
    for range_ in ([f"{before}..HEAD"], []):
        found = by(forge, "--dry-run", *range_)
        assert sorted(found) == sorted(
            (commit, "patch", f"refs/pull/{number}/head")
            for commit, number in zip(landed, (12, 13), strict=True)
        )


def test_one_push_of_several_squashes(forge: Repo) -> None:
    before = forge.head()
    for number in (12, 13, 14):
        opened(forge, number, ADD_B.replace("nobody", f"nobody {number}"))
    landed = [squashed(forge, number) for number in (13, 12, 14)]
    found = by(forge, f"{before}..HEAD")
    assert sorted(found) == sorted(
        (commit, "patch", f"refs/pull/{number}/head")
        for commit, number in zip(landed, (13, 12, 14), strict=True)
    )


def test_what_an_earlier_squash_holds_is_not_noted_again(forge: Repo) -> None:
    """A pull request on top of another one, updated after that one has landed."""
    first = opened(forge, 12, ADD_B)
    forge.git("switch", "--quiet", "--detach", first)
    forge.commit(MEND_A, {"c": "1"})
    forge.git("update-ref", "refs/pull/13/head", "HEAD")
    forge.git("switch", "--quiet", "main")
    squashed(forge, 12)
    forge.git("switch", "--quiet", "--detach", "refs/pull/13/head")
    forge.git("merge", "--quiet", "--no-edit", "main")
    forge.git("update-ref", "refs/pull/13/head", "HEAD")
    forge.git("switch", "--quiet", "main")
    squashed(forge, 13)
    rows = {row["source"]: row["lines"] for row in told(forge)["squashes"]}
    said = {ref: [line["fields"]["learning"] for line in lines] for ref, lines in rows.items()}
    assert said == {"refs/pull/12/head": [LESSON], "refs/pull/13/head": [OTHER]}


def test_of_two_that_fit_the_one_that_the_message_names(forge: Repo) -> None:
    same = {"c": "1"}
    opened(forge, 12, ADD_B, files=same)
    opened(forge, 13, MEND_A, files=same)
    squashed(forge, 13)
    assert [row[2] for row in by(forge)] == ["refs/pull/13/head"]


@pytest.mark.parametrize(
    ("ref", "message"),
    [
        ("refs/merge-requests/12/head", "Add b\n\nSee merge request group/project!12\n"),
        ("refs/pull-requests/12/from", "Merged in topic (pull request #12)\n\nAdd b\n"),
        ("refs/remotes/origin/pull/12/head", "Merged PR 12: Add b\n"),
        ("refs/heads/topic", "Add b\n"),
        ("refs/remotes/fork/topic", "Add b\n"),
    ],
)
def test_wherever_the_head_is_kept(forge: Repo, ref: str, message: str) -> None:
    head = opened(forge, 12, ADD_B)
    landed = squashed(forge, 12, message)
    forge.git("update-ref", "-d", "refs/pull/12/head")
    forge.git("update-ref", ref, head)
    assert by(forge) == [(landed, "patch", ref)]


def test_only_the_refs_that_are_named(forge: Repo) -> None:
    head = opened(forge, 12, ADD_B)
    squashed(forge, 12)
    forge.git("update-ref", "refs/reviews/12/head", head)
    assert [row[2] for row in by(forge, "--refs", "refs/reviews")] == ["refs/reviews/12/head"]
    assert by(forge, "--refs", "refs/nothing/*") == []


def test_commits_that_the_message_lists(forge: Repo) -> None:
    opened(forge, 12, ADD_B, MEND_A)
    forge.git("merge", "--quiet", "--squash", "refs/pull/12/head")
    text = (forge.path / ".git/SQUASH_MSG").read_text()
    forge.git("update-ref", "-d", "refs/pull/12/head")
    landed = forge.commit(f"Add b\n\n{text}", {"resolved": "another way"})
    assert by(forge) == [(landed, "lists", None)]
    assert lessons(forge) == {LESSON: 1, OTHER: 1}


def test_a_list_of_what_is_in_history_already_or_nowhere_says_nothing(forge: Repo) -> None:
    known = forge.commit(ADD_B, {"b": "1"})
    names = "".join(f"commit {name}\n" for name in (known, "1" * 40, forge.head("HEAD:a")))
    forge.commit(f"fix: a\n\nSquashed commit of the following:\n\n{names}", {"c": "1"})
    assert by(forge) == []


def test_notes_on_the_originals_come_along(forge: Repo) -> None:
    original = opened(forge, 12, "feat: add b\n")
    forge.tool("note", "add", original, "--learning", LESSON)
    forge.git("notes", "add", "-m", f"Learning: {OTHER}", original)
    landed = squashed(forge, 12)
    assert told(forge)["written"] == 2
    assert told(forge)["written"] == 0
    notes = forge.git("notes", "--ref=agentops/learnings", "show", landed).splitlines()
    assert sorted(json.loads(row)["learning"] for row in notes) == [LESSON, OTHER]
    assert lessons(forge) == {LESSON: 1, OTHER: 1}


def test_originals_without_a_record_give_no_line(forge: Repo) -> None:
    opened(forge, 12, "wip\n", "more\n")
    squashed(forge, 12)
    found = told(forge)
    assert (found["written"], found["squashes"][0]["lines"]) == (0, [])


def test_what_can_not_be_found_is_said(forge: Repo) -> None:
    opened(forge, 12, ADD_B)
    landed = squashed(forge, 12)
    forge.git("update-ref", "-d", "refs/pull/12/head")
    ran = forge.tool("note", "squashed")
    assert ran.stderr == (
        f"agentops-git: {landed[:12]} Pull 12 (#12): no ref here holds what was squashed; "
        "fetch the pull requests' heads\n"
    )
    assert told(forge)["not_found"] == [landed]


def test_another_change_of_the_same_paths_is_no_original(forge: Repo) -> None:
    opened(forge, 12, ADD_B, files={"a": line(9, "nine")})
    forge.commit("Nine (#12)\n", {"a": line(9, "NINE")})
    forge.commit("fix: again\n", {"a": line(9, "nine again")})
    assert by(forge) == []


def test_merged_branches_reverts_and_picks_are_no_squashes(forge: Repo) -> None:
    opened(forge, 12, ADD_B, MEND_A)
    forge.git("merge", "--quiet", "--no-ff", "--no-edit", "refs/pull/12/head")
    forge.git("revert", "--no-edit", "-m1", "HEAD")
    forge.git("cherry-pick", "refs/pull/12/head~1")
    assert by(forge) == []


def test_refs_that_lead_nowhere_are_passed_over(forge: Repo) -> None:
    opened(forge, 12, ADD_B)
    landed = squashed(forge, 12)
    forge.git("update-ref", "refs/pull/1/head", "HEAD:a")
    forge.git("update-ref", "refs/pull/2/head", "HEAD^{tree}")
    lost = forge.path / ".git/refs/pull/3"
    lost.mkdir()
    (lost / "head").write_text(f"{'1' * 40}\n")
    forge.git("switch", "--quiet", "--orphan", "apart")
    forge.commit(ADD_B, {"b12-0": "12"})
    forge.git("update-ref", "refs/pull/4/head", "HEAD")
    forge.git("switch", "--quiet", "main")
    assert by(forge) == [(landed, "patch", "refs/pull/12/head")]


def test_hostile_messages(forge: Repo) -> None:
    text = (
        'Learning: \x1b[31mred\u2028Intent: not mine\n  "}\n\nSquashed commit of the following:\n'
    )
    opened(forge, 12, f"feat: x\x1b[2J\n\nContext: c \x9b d\n{text}")
    opened(forge, 13, "feat: y\n\n```\nLearning: of a fence\n```\n\n    Learning: of code\n")
    squashed(forge, 12, "Pull\x1b[2J (#12)\n")
    squashed(forge, 13)
    said = forge.tool("note", "squashed").said
    assert "\x1b" not in said
    assert "\x9b" not in said
    for note in forge.git("notes", "--ref=agentops/learnings", "list").splitlines():
        body = forge.git("cat-file", "blob", note.split()[0])
        assert [json.loads(row)["v"] for row in body.splitlines()] == [1]


@pytest.mark.parametrize(
    ("range_", "said"),
    [
        ("nothing..HEAD", "there is no range 'nothing..HEAD' here; write BEFORE..AFTER"),
        ("--output=x", "'--output=x' is no range; write BEFORE..AFTER"),
        ("", "'' is no range; write BEFORE..AFTER"),
        ("a\nb", "'a b' is no range; write BEFORE..AFTER"),
    ],
)
def test_what_is_no_range(forge: Repo, range_: str, said: str) -> None:
    ran = forge.tool("note", "squashed", "--", range_, code=2)
    assert ran.stderr == f"agentops-git: {said}\n"


def test_the_first_push_of_a_branch_and_a_single_commit(forge: Repo) -> None:
    opened(forge, 12, ADD_B)
    landed = squashed(forge, 12)
    forge.commit("fix: more\n", {"more": "1"})
    assert by(forge, "--dry-run", f"{'0' * 40}..HEAD")[0][0] == landed
    assert by(forge, "--dry-run", landed)[0][0] == landed
    assert by(forge, "--dry-run", "HEAD") == []
    assert by(forge, "--dry-run", "HEAD..HEAD~1") == []


def test_where_there_is_no_commit_or_no_repository(repo: Repo, tmp_path: Path) -> None:
    nothing = "0 commits looked at, 0 squashed by a host: nothing to write\n"
    assert repo.tool("note", "squashed").stdout == nothing
    assert "not a git repository" in Repo(tmp_path).tool("note", "squashed", code=3).stderr
    repo.commit("chore: start\n", {"a": "1"})
    assert repo.tool("note", "squashed").stdout == nothing


def test_a_shallow_clone_says_so(forge: Repo, tmp_path: Path) -> None:
    opened(forge, 12, ADD_B)
    squashed(forge, 12)
    url = f"file://{forge.path}"
    forge.git("clone", "--quiet", "--depth=2", url, str(tmp_path / "shallow"))
    said = Repo(tmp_path / "shallow").tool("note", "squashed").stderr
    assert "this clone is shallow" in said


def processes(repo: Repo, trace: Path) -> int:
    ran = repo.tool("note", "squashed", "--dry-run", GIT_TRACE2_EVENT=str(trace))
    assert "2 squashed by a host" in ran.stdout
    return trace.read_text().count('"event":"start"')


def test_two_hundred_pull_refs_take_no_more_processes_than_two(forge: Repo, tmp_path: Path) -> None:
    for number in (12, 13):
        opened(forge, number, ADD_B)
        squashed(forge, number)
    few = processes(forge, tmp_path / "few")
    start = forge.head("HEAD~2")
    stream = "".join(
        f"commit refs/pull/{number}/head\ncommitter Bob <bob@example.invalid> 1700000000 +0000\n"
        f"data 4\nwip\n\nfrom {start}\nM 100644 inline b{number % 9 + 10}-0\n"
        f"data 4\n{number}\n\n"
        for number in range(100, 300)
    )
    forge.git("fast-import", "--quiet", data=stream)
    assert processes(forge, tmp_path / "many") == few
