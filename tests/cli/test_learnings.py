"""``agentops-git learnings``, as a user runs it."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from agentops_git.message.ids import learning_id
from tests.conftest import Repo, run
from tests.memory.mining import dig, lesson

USABLE = "validate that a value is usable, not only that it is present"
FILE = "patterns/validate-that-a-value-is-usable-not-only-that-it-is-present.md"
HEX = learning_id(USABLE)[4:]


def fix(number: int) -> str:
    return (
        f"fix(config): reject empty value {number}\n\n"
        f"Intent: fail loudly on bad value {number}\nContext: support case {number}\n"
        f"Learning: {USABLE}\nImpact: {number} silent starts fewer\n"
    )


@pytest.fixture
def taught(repo: Repo) -> Repo:
    """A history of three fixes that teach one lesson, and one that teaches another."""
    for number in (1, 2, 3):
        repo.commit(fix(number), {f"src/{number}.py": "x"})
    repo.commit(
        "feat: b\n\nIntent: c d e\nLearning: a fixed clock makes tests honest\n", {"b": "1"}
    )
    return repo


def mined(repo: Repo, *args: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(repo.tool("learnings", "--json", *args).stdout)
    return found


def written(repo: Repo) -> dict[str, bytes]:
    paths = [*repo.path.glob("patterns/*"), *repo.path.glob("BACKLOG.md")]
    return {str(path.relative_to(repo.path)): path.read_bytes() for path in paths}


def test_groups_are_kept_for_the_next_time(taught: Repo) -> None:
    taught.tool("learnings")
    keeping = dig(taught).mined.keeping
    assert keeping and keeping.kept("groups.new")


def test_file_names_are_utf_8_in_any_locale_or_nothing_is_written(repo: Repo) -> None:
    for number in (1, 2, 3):
        repo.commit(lesson("缓存"), {f"{number}": "x"})
    ran = repo.tool("learnings", "--write", code=3, LC_ALL="C", PYTHONUTF8="0")
    assert ran.stderr == (
        "agentops-git: patterns/\\u7f13\\u5b58.md: this locale can't name the file in UTF-8; "
        "set PYTHONUTF8=1, or a UTF-8 locale\n"
    )
    assert written(repo) == {}
    repo.tool("learnings", "--write", LC_ALL="C")
    assert "patterns/缓存.md" in written(repo)


def test_people_see_groups_by_evidence(taught: Repo) -> None:
    ran = taught.tool("learnings")
    head = taught.head()[:12]
    second = learning_id("a fixed clock makes tests honest")[4:16]
    assert ran.stdout == (
        f"2 learnings in 2 groups, 4 commits as of {head}\n"
        f"    3  validated   pat-{HEX[:12]}  {USABLE}\n"
        f"    1  discovery   pat-{second}  a fixed clock makes tests honest\n"
    )
    assert ran.stderr == ""


def test_json_holds_what_is_documented(taught: Repo) -> None:
    found = mined(taught)
    first = taught.head("HEAD~3")
    assert list(found) == [
        "version", "repository", "range", "as_of", "as_of_date", "notes", "commits",
        "learnings", "clusters", "avoid", "improvements",
    ]  # fmt: skip
    assert (found["version"], found["range"], found["commits"]) == (1, "HEAD", 4)
    assert (found["repository"], found["as_of"]) == ("repo", taught.head())
    learning = found["learnings"][0]
    assert learning["evidence"][0] == {
        "commit": first, "grade": "trailer", "subject": "fix(config): reject empty value 1",
        "date": "2023-11-14T23:13:20Z", "author": "Ann", "paths": ["src/1.py"],
    }  # fmt: skip
    del learning["evidence"]
    assert learning == {
        "id": f"lrn-{HEX}", "text": USABLE, "first_seen": "2023-11-14T23:13:20Z",
        "last_seen": "2023-11-15T01:13:20Z", "superseded_by": None, "expired": False,
    }  # fmt: skip
    assert found["clusters"][0] == {
        "id": f"pat-{HEX}", "name": USABLE, "stage": "validated",
        "learnings": [f"lrn-{HEX}"], "evidence_count": 3, "confidence": 0.2,
        "adoption": {"followed": 0, "later": 0, "share": 0.0},
    }  # fmt: skip
    assert len(found["clusters"]) == 2


def test_a_range_a_path_a_date_and_a_least_evidence_narrow(taught: Repo) -> None:
    def texts(*args: str) -> list[str]:
        return [one["text"][:8] for one in mined(taught, *args)["learnings"]]

    assert texts("HEAD~1..HEAD") == ["a fixed "]
    assert mined(taught, "HEAD~3..HEAD")["commits"] == 3
    assert texts("HEAD~1") == ["validate"]
    assert texts("--path", "src") == ["validate"]
    assert texts("--path", "sr") == []
    assert texts("--path", "src/1.py", "--path", "b") == ["validate", "a fixed "]
    assert texts("--since", "2023-11-15T02:00:00Z") == ["a fixed "]
    assert texts("--min-evidence", "2") == ["validate"]


def test_a_path_is_meant_from_where_the_user_stands(taught: Repo) -> None:
    ran = run("agentops-git", "learnings", "--json", "--path", "1.py", cwd=taught.path / "src")
    assert len(json.loads(ran.stdout)["learnings"]) == 1


def test_a_pattern_file_says_what_history_says(taught: Repo) -> None:
    ran = taught.tool("learnings", "--write")
    assert ran.stderr == (
        f"agentops-git: wrote {FILE}\nagentops-git: wrote patterns/README.md\n"
        "agentops-git: wrote BACKLOG.md\n"
    )
    shas = [taught.head(f"HEAD~{back}")[:12] for back in (3, 2, 1)]
    text = (taught.path / FILE).read_text()
    assert (
        text
        == f"""\
---
agentops: 1
kind: pattern
id: pat-{HEX}
name: "{USABLE}"
stage: validated
confidence: 0.20
evidence: 3
learnings:
  - lrn-{HEX}
first_seen: "2023-11-14T23:13:20Z"
last_seen: "2023-11-15T01:13:20Z"
as_of: "{taught.head()}"
as_of_date: "2023-11-15T02:13:20Z"
notes: {{}}
---
# {USABLE}

<!-- agentops:begin summary -->
**validated** · confidence 0.20 · 3 distinct changes · 2023-11-14 to 2023-11-15 · `pat-{HEX[:12]}`
<!-- agentops:end summary -->

## Problem

<!-- agentops:begin problem -->
- fail loudly on bad value 1
- fail loudly on bad value 2
- fail loudly on bad value 3
<!-- agentops:end problem -->

## Context

<!-- agentops:begin context -->
- support case 1
- support case 2
- support case 3
<!-- agentops:end context -->

## Forces

<!-- agentops:begin forces -->
<!-- agentops:end forces -->

## Solution

<!-- agentops:begin solution -->
- {USABLE} `lrn-{HEX[:12]}`
<!-- agentops:end solution -->

## Implementation

<!-- agentops:begin implementation -->
- `src/1.py` (1)
- `src/2.py` (1)
- `src/3.py` (1)
<!-- agentops:end implementation -->

## Consequences

### Benefits

<!-- agentops:begin benefits -->
- 1 silent starts fewer
- 2 silent starts fewer
- 3 silent starts fewer
<!-- agentops:end benefits -->

### Tradeoffs

<!-- agentops:begin tradeoffs -->
<!-- agentops:end tradeoffs -->

### Risks

<!-- agentops:begin risks -->
<!-- agentops:end risks -->

## Related patterns

<!-- agentops:begin related -->
<!-- agentops:end related -->

## Known uses

<!-- agentops:begin uses -->
<!-- agentops:end uses -->

## Evidence

<!-- agentops:begin evidence -->
- `lrn-{HEX[:12]}` · 2023-11-14 · fix(config): reject empty value 1 · `{shas[0]}`
- `lrn-{HEX[:12]}` · 2023-11-15 · fix(config): reject empty value 2 · `{shas[1]}`
- `lrn-{HEX[:12]}` · 2023-11-15 · fix(config): reject empty value 3 · `{shas[2]}`
<!-- agentops:end evidence -->
"""
    )


def test_writing_twice_changes_nothing_and_check_agrees(taught: Repo) -> None:
    taught.tool("learnings", "--write")
    first = written(taught)
    ran = taught.tool("learnings", "--write")
    assert ran.stderr == "agentops-git: nothing to write: the files say what history says\n"
    assert written(taught) == first
    assert taught.tool("learnings", "--check").said == ""


def test_another_clone_writes_the_same_bytes(taught: Repo, tmp_path: Path) -> None:
    run("git", "clone", "-q", taught.path, tmp_path / "clone", cwd=tmp_path)
    clone = Repo(tmp_path / "clone")
    for one in (taught, clone):
        one.tool("learnings", "--write")
    assert written(clone) == written(taught)


def test_committing_what_was_written_comes_to_rest(taught: Repo) -> None:
    taught.tool("learnings", "--write")
    taught.commit("docs: write patterns\n\nIntent: share what was learned\n")
    assert "nothing to write" in taught.tool("learnings", "--write").stderr
    behind = taught.tool("learnings", "--check")
    stated = taught.head("HEAD~1")[:12]
    assert behind.stdout == "" and behind.stderr == (
        f"agentops-git: warning: patterns/README.md speaks of {stated}, 1 commit behind HEAD\n"
        f"agentops-git: warning: BACKLOG.md speaks of {stated}, 1 commit behind HEAD\n"
    )


def test_people_edit_around_the_generated_parts(taught: Repo) -> None:
    taught.tool("learnings", "--write")
    path = taught.path / FILE
    mine = path.read_text().replace("## Forces\n", "## Forces\n\nOld configs must load.  \n")
    mine = mine.replace("stage: validated\n", "stage: validated\nowner:   [ ann ]\n")
    path.write_text(mine.replace(f"# {USABLE}", "# Usable, not present"))
    taught.tool("learnings", "--check", code=1)  # `owner` moves behind the machine's fields
    taught.commit(fix(4), {"src/4.py": "x"})
    taught.tool("learnings", "--write")
    text = path.read_text()
    for kept in ("## Forces\n\nOld configs must load.  \n", "owner:   [ ann ]\n", "# Usable, not"):
        assert kept in text
    assert "reject empty value 4" in text
    assert taught.tool("learnings", "--check").stdout == ""


def test_a_pattern_keeps_its_file_name_and_id(taught: Repo) -> None:
    taught.tool("learnings", "--write")
    os.rename(taught.path / FILE, taught.path / "patterns" / "usable.md")
    taught.commit(fix(4), {"src/4.py": "x"})
    taught.tool("learnings", "--write")
    assert sorted(written(taught)) == ["BACKLOG.md", "patterns/README.md", "patterns/usable.md"]
    assert f"id: pat-{HEX}" in (taught.path / "patterns" / "usable.md").read_text()


def test_check_names_files_that_were_changed_or_lost(taught: Repo) -> None:
    missing = taught.tool("learnings", "--check", code=1)
    assert missing.stdout == (
        "patterns/README.md is not there; run: agentops-git learnings --write\n"
        "BACKLOG.md is not there; run: agentops-git learnings --write\n"
    )
    taught.tool("learnings", "--write")
    path = taught.path / FILE
    text = path.read_text()
    path.write_text(text.replace("support case 1", "support case one"))
    head = taught.head()[:12]
    why = f"what history gives at {head}; run: agentops-git learnings --write\n"
    assert taught.tool("learnings", "--check", code=1).stdout == f"{FILE} differs from {why}"
    path.unlink()
    assert taught.tool("learnings", "--check", code=1).stdout == f"{FILE} is missing from {why}"


def test_check_fails_where_the_commit_is_no_ancestor(taught: Repo) -> None:
    taught.tool("learnings", "--write")
    stated = taught.head()[:12]
    taught.git("reset", "-q", "--soft", "HEAD~1")
    taught.git("reset", "-q", "HEAD", "b")
    ran = taught.tool("backlog", "--check", code=1)
    assert ran.stdout == (
        f"BACKLOG.md was generated at {stated}, which is no ancestor of HEAD; "
        "run: agentops-git backlog --write\n"
    )


def test_check_without_the_notes_says_what_to_run(taught: Repo, tmp_path: Path) -> None:
    taught.git("notes", "add", "-m", f"Learning: {USABLE}!", "HEAD")
    taught.tool("learnings", "--write")
    assert ", noted\n" in (taught.path / FILE).read_text()
    taught.commit("docs: patterns")
    run("git", "clone", "-q", f"file://{taught.path}", tmp_path / "clone", cwd=tmp_path)
    ran = Repo(tmp_path / "clone").tool("learnings", "--check", code=3)
    assert "run: agentops-git sync" in ran.stderr and ran.stdout == ""


def test_nothing_is_written_without_the_notes_that_the_files_were_made_with(
    taught: Repo, tmp_path: Path
) -> None:
    """Else a job that forgot to exchange notes would commit that nothing was learned from them."""
    taught.git("notes", "add", "-m", f"Learning: {USABLE}!", "HEAD")
    taught.tool("learnings", "--write")
    taught.commit("docs: patterns")
    run("git", "clone", "-q", f"file://{taught.path}", tmp_path / "clone", cwd=tmp_path)
    clone = Repo(tmp_path / "clone")
    ran = clone.tool("learnings", "--write", code=3)
    assert ran.said == (
        "agentops-git: patterns/README.md was generated with refs/notes/commits, which is not "
        "here; run: agentops-git sync; where the notes were deleted on purpose, write "
        "`notes: {}` in its front matter\n"
    )
    assert clone.git("status", "--short") == ""
    clone.tool("sync")
    assert "nothing to write" in clone.tool("learnings", "--write").stderr


def test_check_reads_the_notes_as_they_were(taught: Repo) -> None:
    taught.git("notes", "add", "-m", f"Learning: {USABLE}!", "HEAD")
    taught.tool("learnings", "--write")
    taught.git("notes", "append", "-m", "Learning: something else altogether", "HEAD")
    ran = taught.tool("learnings", "--check")
    assert ran.stdout == "" and "the notes went on since" in ran.stderr


def test_check_in_a_shallow_clone_says_what_to_run(taught: Repo, tmp_path: Path) -> None:
    taught.tool("learnings", "--write")
    taught.commit("docs: patterns")
    url = f"file://{taught.path}"
    run("git", "clone", "-q", "--depth=1", url, tmp_path / "clone", cwd=tmp_path)
    ran = Repo(tmp_path / "clone").tool("learnings", "--check", code=3)
    assert "git fetch --unshallow" in ran.stderr


def test_write_in_a_shallow_clone_changes_nothing(taught: Repo, tmp_path: Path) -> None:
    """What a shallow clone can't see would vanish from the files."""
    taught.tool("learnings", "--write")
    taught.commit("docs: patterns")
    url = f"file://{taught.path}"
    run("git", "clone", "-q", "--depth=1", url, tmp_path / "clone", cwd=tmp_path)
    clone = Repo(tmp_path / "clone")
    for command in ("learnings", "backlog"):
        ran = clone.tool(command, "--write", code=3)
        assert ran.stderr == (
            "agentops-git: files can't be written in a shallow clone; run: git fetch --unshallow\n"
        )
    assert clone.git("status", "--short") == ""


def test_write_where_there_is_no_commit_yet(repo: Repo) -> None:
    ran = repo.tool("learnings", "--write")
    assert ran.stderr == "agentops-git: there are no commits yet\n"
    assert repo.git("status", "--short") == ""


def test_files_follow_the_constitution(taught: Repo) -> None:
    law = "---\nagentops: 1\noutputs: {patterns: docs/lessons, backlog: docs/todo.md}\n---\n"
    taught.write({"CONSTITUTION.md": law})
    taught.tool("learnings", "--write")
    assert (taught.path / "docs/todo.md").exists()
    assert (taught.path / "docs/lessons/README.md").exists()
    assert taught.tool("learnings", "--check").said == ""


@pytest.mark.parametrize(
    ("path", "setting"),
    [("BACKLOG.md", "backlog"), ("patterns/README.md", "patterns"), (FILE, "patterns")],
)
def test_a_foreign_file_is_left_alone(taught: Repo, path: str, setting: str) -> None:
    taught.write({path: "# Mine\n\nNot yours.\n"})
    before = written(taught)
    ran = taught.tool("learnings", "--write", code=2)
    assert ran.stderr == (
        f"agentops-git: {path} is not a file of agentops-git (no `agentops:` in its front matter) "
        f"and is left alone; in CONSTITUTION.md choose another: outputs: {{{setting}: PATH}}\n"
    )
    assert written(taught) == before


def test_foreign_files_beside_ours_are_no_concern(taught: Repo) -> None:
    taught.write({"patterns/mine.md": "---\ntitle: [broken\n---\n"})
    taught.tool("learnings", "--write")
    assert "mine" not in (taught.path / "patterns/README.md").read_text()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("kind: pattern\n", "kind: [pattern\n", ":4: no YAML: "),
        ("<!-- agentops:end problem -->\n", "", ":32: the generated part 'context' begins inside"),
        ("id: pat-", "id: pattern-", "`id` in its front matter is no pattern id"),
        ("---\n#", "#", ":1: the front matter has no closing ---"),
    ],
)
def test_a_file_broken_by_hand_is_one_clear_line(
    taught: Repo, old: str, new: str, said: str
) -> None:
    taught.tool("learnings", "--write")
    path = taught.path / FILE
    path.write_text(path.read_text().replace(old, new, 1))
    taught.commit(fix(4), {"src/4.py": "x"})
    before = written(taught)
    for option in ("--write", "--check"):
        ran = taught.tool("learnings", option, code=2)
        assert ran.stderr.count("\n") == 1 and said in ran.stderr and FILE in ran.stderr
    assert written(taught) == before


def test_a_broken_stamp_is_one_clear_line(taught: Repo) -> None:
    taught.tool("learnings", "--write")
    path = taught.path / "BACKLOG.md"
    path.write_text(path.read_text().replace("as_of: ", "as_of: yesterday "))
    ran = taught.tool("backlog", "--check", code=2)
    assert ran.stderr.count("\n") == 1 and "BACKLOG.md" in ran.stderr


@pytest.mark.parametrize("link", ["patterns", "BACKLOG.md", FILE])
def test_nothing_is_written_through_a_symbolic_link(
    taught: Repo, tmp_path: Path, link: str
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (taught.path / link).parent.mkdir(exist_ok=True)
    os.symlink(elsewhere, taught.path / link)
    ran = taught.tool("learnings", "--write", code=2)
    assert "symbolic link" in ran.stderr and ran.stderr.count("\n") == 1
    assert not list(elsewhere.iterdir())


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (["no-such-rev"], 2, "names no commit here"),
        (["--", "--output=x"], 2, "is no range"),
        (["HEAD:src"], 2, "is no commit"),
        (["HEAD~2..HEAD", "--write"], 2, "not of a range"),
        (["--write", "--check"], 2, "exclude each other"),
        (["--write", "--path", "src"], 2, "whole history"),
        (["--since", "soon"], 2, "is no date"),
        (["--path", "../other"], 2, "outside the repository"),
        (["--min-evidence", "0"], 2, "min-evidence"),
    ],
)
def test_nonsense_is_one_line(taught: Repo, args: list[str], code: int, said: str) -> None:
    ran = taught.tool("learnings", *args, code=code)
    assert said in ran.stderr and ran.stderr.count("\n") == 1 and ran.stdout == ""
    assert not (taught.path / "x").exists()


def test_outside_a_repository(tmp_path: Path) -> None:
    ran = run("agentops-git", "learnings", cwd=tmp_path, code=3)
    assert "not a git repository" in ran.stderr and ran.stderr.count("\n") == 1


def test_a_bare_repository_is_mined_and_not_written_into(taught: Repo, tmp_path: Path) -> None:
    run("git", "clone", "-q", "--bare", taught.path, tmp_path / "bare", cwd=tmp_path)
    bare = Repo(tmp_path / "bare")
    assert len(mined(bare)["learnings"]) == 2
    assert "work tree" in bare.tool("learnings", "--write", code=3).stderr


def test_before_the_first_commit(repo: Repo) -> None:
    ran = repo.tool("learnings", "--json")
    assert json.loads(ran.stdout)["as_of"] is None
    assert ran.stderr == "agentops-git: there are no commits yet\n"
    repo.tool("learnings", "--write")
    assert written(repo) == {}


def test_hostile_text_stays_text(repo: Repo) -> None:
    evil = "<!-- agentops:end solution --> --- \x1b[31m \u202e | [x](javascript:y) `\t# end"
    for number in (1, 2, 3):
        repo.commit(
            f"fix: \u202e<b>\x07{number}\n\nContext: {evil}\nLearning: {evil}\n",
            {f"a\n`{number}` \x1b.txt": "x"},
        )
    repo.tool("learnings", "--write")
    assert repo.tool("learnings", "--check").said == ""
    assert "nothing to write" in repo.tool("learnings", "--write").stderr
    for text in written(repo).values():
        assert not {"\x1b", "\x07", "\u202e"} & set(text.decode())
        assert text.count(b"\n<!-- agentops:end solution -->\n") <= 1
    listed = repo.tool("learnings").stdout
    assert "\x1b" not in listed and "\u202e" not in listed
    assert "\x1b" not in repo.tool("learnings", "--json").stdout


def test_a_closed_pipe_ends_quietly(taught: Repo) -> None:
    shell = "agentops-git learnings --json | head -c 1 >/dev/null; echo ${PIPESTATUS[0]}"
    ran = run("bash", "-c", shell, cwd=taught.path)
    assert ran.stderr == "" and ran.stdout == "0\n"


def test_ctrl_c_leaves_nothing_half_written(taught: Repo) -> None:
    taught.tool("learnings", "--write")
    before = written(taught)
    taught.commit(fix(4), {"src/4.py": "x"})
    for delay in (0.05, 0.15, 0.3):
        process = subprocess.Popen(
            [sys.executable, "-m", "agentops_git", "learnings", "--write"],
            cwd=taught.path, stderr=subprocess.PIPE, start_new_session=True,
        )  # fmt: skip
        time.sleep(delay)
        process.send_signal(signal.SIGINT)
        process.communicate()
    taught.tool("learnings", "--write")
    assert set(written(taught)) == set(before)
    assert taught.tool("learnings", "--check").stdout == ""


def test_help_shows_an_example(repo: Repo) -> None:
    assert "agentops-git learnings v1.0..v2.0 --json" in repo.tool("learnings", "--help").stdout


def test_a_note_added_to_an_old_commit_appears_everywhere(taught: Repo) -> None:
    taught.tool("learnings")
    first = taught.head("HEAD~3")
    taught.tool(
        "note", "add", first, "--learning", "an old commit may still teach",
        "--improvement", "name the key in errors (impact 9, effort 2)",
    )  # fmt: skip
    assert "an old commit may still teach" in taught.tool("learnings").stdout
    assert "name the key in errors" in taught.tool("backlog").stdout
    taught.tool("learnings", "--write", "--min-evidence", "1")
    text = (taught.path / "patterns/an-old-commit-may-still-teach.md").read_text()
    tip = taught.head("refs/notes/agentops/learnings")
    assert f'notes:\n  refs/notes/agentops/learnings: "{tip}"\n' in text
    assert f"fix(config): reject empty value 1 · `{first[:12]}`, noted\n" in text
    assert taught.tool("learnings", "--check").said == ""


def test_check_reads_lines_as_they_were_and_wants_them_here(taught: Repo, tmp_path: Path) -> None:
    taught.tool("note", "add", "--learning", USABLE)
    taught.tool("learnings", "--write")
    taught.commit("docs: patterns")
    taught.tool("note", "add", "--learning", "something else altogether")
    ran = taught.tool("learnings", "--check")
    assert ran.stdout == "" and "the notes went on since" in ran.stderr
    run("git", "clone", "-q", f"file://{taught.path}", tmp_path / "clone", cwd=tmp_path)
    ran = Repo(tmp_path / "clone").tool("learnings", "--check", code=3)
    assert "refs/notes/agentops/learnings" in ran.stderr
    assert "run: agentops-git sync" in ran.stderr and ran.stderr.count("\n") == 1


def supersede(repo: Repo, text: str, old: str = USABLE) -> str:
    return repo.commit(f"fix: it\n\nLearning: {text}\nSupersedes: {learning_id(old)[:16]}\n")


def test_people_and_programs_see_what_was_superseded_and_by_what(taught: Repo) -> None:
    taught.tool("learnings", "--write")
    commit = supersede(taught, "let types do that")
    new = learning_id("let types do that")
    said = taught.tool("learnings").stdout
    assert f"    0  deprecated  pat-{HEX[:12]}  {USABLE} (superseded by {new[:16]})\n" in said
    found = mined(taught)
    by_text = {one["text"]: one for one in found["learnings"]}
    assert by_text[USABLE]["superseded_by"] == new and len(by_text[USABLE]["evidence"]) == 3
    groups = {one["name"]: (one["stage"], one["evidence_count"]) for one in found["clusters"]}
    assert groups[USABLE] == ("deprecated", 0)
    taught.tool("learnings", "--write")
    text = (taught.path / FILE).read_text()
    assert "stage: deprecated\nconfidence: 0.00\nevidence: 0\n" in text
    assert f"- {USABLE} `lrn-{HEX[:12]}` (superseded by `{new[:16]}`)\n" in text
    assert text.count(", no longer counted\n") == 3
    taught.commit(f'Revert "it"\n\nThis reverts commit {commit}.\n')
    taught.tool("learnings", "--write")
    assert "stage: validated\nconfidence: 0.20\nevidence: 3\n" in (taught.path / FILE).read_text()


def test_deprecated_groups_make_no_file_and_no_least_evidence(taught: Repo) -> None:
    supersede(taught, "let types do that")
    taught.tool("learnings", "--write")
    assert not (taught.path / FILE).exists()
    names = [one["name"] for one in mined(taught, "--min-evidence", "1")["clusters"]]
    assert USABLE not in names and "let types do that" in names
    assert len(mined(taught)["clusters"]) == 3


def test_a_narrower_view_knows_what_was_superseded_elsewhere(taught: Repo) -> None:
    supersede(taught, "let types do that")
    (one,) = mined(taught, "--path", "src")["learnings"]
    assert one["superseded_by"] == learning_id("let types do that")


def test_expired_learnings_are_marked(repo: Repo) -> None:
    repo.commit(f"fix: it\n\nLearning: {USABLE}\nExpires: 2020-01-01\n")
    (one,) = mined(repo)["learnings"]
    assert one["expired"] and one["superseded_by"] is None
    assert repo.tool("learnings").stdout.endswith(
        f"  0  deprecated  pat-{HEX[:12]}  {USABLE} (expired)\n"
    )


def test_a_supersedes_that_means_nothing_is_said_once(taught: Repo) -> None:
    commit = taught.commit(f"fix: it\n\nIntent: x y z\nSupersedes: lrn-{HEX[:12]}\n")
    said = (
        f"agentops-git: warning: {commit[:12]} says Supersedes: lrn-{HEX[:12]} "
        "without a learning that replaces it has no effect\n"
    )
    assert taught.tool("learnings", "--json").stderr == said
    assert taught.tool("learnings", "--write").stderr.endswith(said)
