"""The pattern files over time: merged, moved, linked, edited by hand and grown without bounds."""

from pathlib import Path

import pytest

from agentops_git.message.ids import learning_id
from tests.conftest import Repo, run
from tests.memory.mining import lesson

LIMIT = "Write down why a limit is where it is"
CLOCK = "A fixed clock makes tests honest"
LIMITS = "patterns/write-down-why-a-limit-is-where-it-is.md"
CLOCKS = "patterns/a-fixed-clock-makes-tests-honest.md"
INDEX = "patterns/README.md"


def pat(text: str) -> str:
    return learning_id(text).replace("lrn-", "pat-")


def teach(repo: Repo, text: str, times: int, folder: str = "api", first: int = 0) -> None:
    for number in range(first, first + times):
        repo.commit(lesson(text, f"fix(api): change {number}"), {f"{folder}/{number}.py": text})


def write(repo: Repo, *args: str) -> str:
    """Write the files and commit them; what was said."""
    said = repo.tool("learnings", "--write", *args).said
    repo.commit("docs: write patterns\n\nIntent: share what was learned\n")
    return said


@pytest.fixture
def known(repo: Repo) -> Repo:
    """A history that teaches two lessons, and has their files."""
    teach(repo, LIMIT, 3)
    teach(repo, CLOCK, 4, "tests")
    write(repo)
    return repo


def test_the_catalogue_shows_patterns_by_stage_and_area(known: Repo) -> None:
    teach(known, CLOCK, 1, "docs", first=9)
    known.tool("learnings", "--write")
    text = (known.path / INDEX).read_text().partition("<!-- agentops:begin patterns -->\n")[2]
    assert text.partition("<!-- agentops:end")[0] == (
        "### General\n\n"
        "| area | pattern | confidence | changes | last seen |\n"
        "| --- | --- | ---: | ---: | --- |\n"
        f"| api | [{CLOCK}]({Path(CLOCKS).name}) | 0.32 | 5 | 2023-11-15 |\n"
        "\n### Validated\n\n"
        "| area | pattern | confidence | changes | last seen |\n"
        "| --- | --- | ---: | ---: | --- |\n"
        f"| api | [{LIMIT}]({Path(LIMITS).name}) | 0.20 | 3 | 2023-11-15 |\n"
    )


def test_a_standard_is_what_later_changes_follow(repo: Repo) -> None:
    """Ten changes in one place and the eleventh in another make it general; four follow."""
    for number in range(15):
        folder = "a" if number < 10 else "b"
        repo.commit(lesson(LIMIT, f"fix: mend {number}"), {f"{folder}/{number}": "x"})
    repo.commit("fix: other\n\nIntent: mend it\n", {"a/x": "1"})
    repo.tool("learnings", "--write")
    assert "stage: general\nconfidence: 0.40\nadoption: 0.80\n" in (repo.path / LIMITS).read_text()
    repo.commit(f"fix: apply\n\nIntent: mend it\nPattern: {Path(LIMITS).stem}\n", {"b/y": "1"})
    repo.tool("learnings", "--write")
    assert "stage: standard\nconfidence: 0.46\nadoption: 0.85\n" in (repo.path / LIMITS).read_text()


def test_two_branches_that_both_wrote_the_files_are_merged(known: Repo) -> None:
    known.git("checkout", "-q", "-b", "topic")
    teach(known, LIMIT, 2, "web", first=10)
    write(known)
    known.git("checkout", "-q", "main")
    teach(known, LIMIT, 1, "cli", first=20)
    teach(known, "Name the unit of every number", 3, "cli", first=30)
    write(known)
    merged = known.run_git("merge", "topic", code=1)
    assert f"CONFLICT (content): Merge conflict in {LIMITS}" in merged.stdout
    found = known.tool("learnings", "--check", code=1)
    assert f"{LIMITS}:" in found.stdout and "Traceback" not in found.stderr
    line = next(line for line in found.stdout.splitlines() if line.startswith(f"{LIMITS}:"))
    number = 1 + (known.path / LIMITS).read_text().splitlines().index("<<<<<<< HEAD")
    assert line == (
        f"{LIMITS}:{number} holds a merge conflict in what is generated; "
        "run: agentops-git learnings --write"
    )
    known.tool("learnings", "--write")
    known.commit("Merge branch 'topic'")
    write(known)
    assert known.tool("learnings", "--check").stdout == ""
    text = (known.path / LIMITS).read_text()
    assert "evidence: 6\n" in text and "<<<<" not in text and ">>>>" not in text
    again = known.tool("learnings", "--write").stderr
    assert again == "agentops-git: nothing to write: the files say what history says\n"


@pytest.mark.slow
def test_a_conflict_in_peoples_text_is_theirs_to_settle(known: Repo) -> None:
    path = known.path / LIMITS
    known.git("checkout", "-q", "-b", "topic")
    path.write_text(path.read_text().replace("## Forces\n", "## Forces\n\nThey say that.\n"))
    teach(known, LIMIT, 1, first=10)
    write(known)
    known.git("checkout", "-q", "main")
    path.write_text(path.read_text().replace("## Forces\n", "## Forces\n\nWe say this.\n"))
    teach(known, LIMIT, 1, first=20)
    write(known)
    known.run_git("merge", "topic", code=1)
    before = path.read_bytes()
    lines = before.decode().splitlines()
    number = lines.index("We say this.")
    for option in ("--write", "--check"):
        ran = known.tool("learnings", option, code=2)
        assert ran.stderr == (
            f"agentops-git: {LIMITS}:{number}: a merge conflict in text that is not generated; "
            "settle it and run this again\n"
        )
    assert path.read_bytes() == before
    ours = [line for line in lines if line != "They say that."]
    del ours[number - 1], ours[ours.index("=======", number - 1)]
    del ours[next(at for at in range(number - 1, len(ours)) if ours[at].startswith(">>>>"))]
    path.write_text("\n".join(ours) + "\n")
    known.tool("learnings", "--write")
    assert "We say this." in path.read_text() and "<<<<" not in path.read_text()


def test_a_pattern_that_another_absorbed_leads_there(known: Repo) -> None:
    known.tool("patterns", "merge", pat(CLOCK)[:16], pat(LIMIT)[:16])
    known.tool("learnings", "--write")
    text = (known.path / LIMITS).read_text()
    body = text.partition("---\n# ")[2]
    assert f"id: {pat(LIMIT)}\n" in text and f"redirect: {pat(CLOCK)}\n" in text
    assert body == (
        f"{LIMIT}\n\n<!-- agentops:begin summary -->\n"
        f"This pattern lives on in [{CLOCK}]({Path(CLOCKS).name}).\n"
        "<!-- agentops:end summary -->\n"
    )
    index = (known.path / INDEX).read_text()
    assert "evidence: 7\n" in (known.path / CLOCKS).read_text()
    assert f"\nMoved:\n\n- [{LIMIT}]({Path(LIMITS).name}) → [{CLOCK}]" in index
    assert index.count("| api |") == 1
    assert known.tool("learnings", "--check").stdout == ""
    assert "nothing to write" in known.tool("learnings", "--write").stderr


@pytest.mark.slow
def test_a_file_that_moved_on_one_branch_and_grew_on_the_other_is_merged(known: Repo) -> None:
    known.git("checkout", "-q", "-b", "topic")
    teach(known, LIMIT, 2, "web", first=10)
    write(known)
    known.git("checkout", "-q", "main")
    known.tool("patterns", "merge", pat(CLOCK)[:16], pat(LIMIT)[:16])
    write(known)
    assert "CONFLICT" in known.run_git("merge", "topic", code=1).stdout
    known.tool("learnings", "--write")
    known.commit("Merge branch 'topic'")
    write(known)
    assert known.tool("learnings", "--check").stdout == ""
    assert "evidence: 9\n" in (known.path / CLOCKS).read_text()
    text = (known.path / LIMITS).read_text()
    assert f"redirect: {pat(CLOCK)}\n" in text and "## Problem" not in text


@pytest.mark.parametrize("word", [Path(LIMITS).stem, pat(LIMIT), pat(LIMIT)[:12]])
def test_old_names_and_ids_of_a_moved_pattern_still_count(known: Repo, word: str) -> None:
    known.tool("patterns", "merge", pat(CLOCK)[:16], pat(LIMIT)[:16])
    write(known)
    known.commit(f"fix: apply\n\nIntent: apply it\nPattern: {word}\n", {"api/z": "1"})
    known.tool("learnings", "--write")
    assert "evidence: 8\n" in (known.path / CLOCKS).read_text()


def test_a_moved_pattern_keeps_what_people_wrote_and_comes_back_whole(known: Repo) -> None:
    path = known.path / LIMITS
    path.write_text(path.read_text().replace("## Forces\n", "## Forces\n\nLoad is bursty.\n"))
    whole = known.tool("learnings", "--json").stdout
    known.tool("patterns", "merge", pat(CLOCK)[:16], pat(LIMIT)[:16])
    write(known)
    assert "Load is bursty.\n" in path.read_text() and "This pattern lives on" in path.read_text()
    assert "- mend it for good" not in path.read_text()
    known.git("update-ref", "-d", "refs/notes/agentops/learnings")
    for name in (LIMITS, CLOCKS, INDEX, "BACKLOG.md"):
        file = known.path / name
        head, _, rest = file.read_text().partition("notes:\n")
        file.write_text(f"{head}notes: {{}}\n{rest.partition(chr(10))[2]}")
    write(known)
    text = path.read_text()
    assert "Load is bursty.\n" in text and "- mend it for good" in text and "redirect" not in text
    assert known.tool("learnings", "--check").stdout == "" and LIMIT in whole


def test_redirects_in_a_row_and_in_a_circle_end(known: Repo) -> None:
    """Files that lead to each other by hand, without learnings that would tell."""
    known.tool("learnings", "--write")
    ids = [f"pat-{digit * 64}" for digit in "123"]
    for at, target in ((0, ids[1]), (1, pat(CLOCK)), (2, ids[2])):
        known.write({
            f"patterns/old-{at}.md": "---\nagentops: 1\nkind: pattern\n"
            f"id: {ids[at]}\nname: old {at}\nredirect: {target}\n---\nText.\n"
        })  # fmt: skip
    known.commit("docs: hand-made\n\nIntent: lead on\nPattern: old-0\n", {"api/x": "1"})
    known.tool("learnings", "--write")
    assert f"redirect: {pat(CLOCK)}\n" in (known.path / "patterns/old-0.md").read_text()
    assert f"redirect: {ids[2]}\n" in (known.path / "patterns/old-2.md").read_text()
    assert "evidence: 5\n" in (known.path / CLOCKS).read_text()
    assert known.tool("learnings", "--check").stdout == ""


def test_of_two_files_with_one_id_the_other_leads_to_the_first(known: Repo) -> None:
    (known.path / "patterns/copy.md").write_text((known.path / LIMITS).read_text())
    write(known)
    assert f"redirect: {pat(LIMIT)}\n" in (known.path / LIMITS).read_text()
    assert "stage: validated\n" in (known.path / "patterns/copy.md").read_text()
    assert known.tool("learnings", "--check").stdout == ""


def test_files_that_people_renamed_or_deleted_between_runs(known: Repo) -> None:
    (known.path / LIMITS).rename(known.path / "patterns/limits.md")
    (known.path / CLOCKS).unlink()
    (known.path / INDEX).rename(known.path / "patterns/index.md")
    before = (known.path / "patterns/index.md").read_bytes()
    write(known)
    assert f"id: {pat(LIMIT)}\n" in (known.path / "patterns/limits.md").read_text()
    assert not (known.path / LIMITS).exists() and (known.path / CLOCKS).exists()
    assert (known.path / "patterns/index.md").read_bytes() == before
    assert "](limits.md)" in (known.path / INDEX).read_text()
    known.commit(f"fix: x\n\nIntent: y\nPattern: {Path(LIMITS).stem}\n", {"api/z": "1"})
    known.tool("learnings", "--write")
    assert "evidence: 4\n" in (known.path / "patterns/limits.md").read_text()


def test_commits_are_links_where_the_remote_has_pages(known: Repo, tmp_path: Path) -> None:
    known.git("remote", "add", "origin", "https://ann:secret@git.example.org/team/app.git")
    known.tool("learnings", "--write")
    first = known.head("HEAD~7")
    page = "https://git.example.org/team/app/commit/"
    assert f"· [`{first[:12]}`]({page}{first})\n" in (known.path / LIMITS).read_text()
    assert f'links: "{page}"\n' in (known.path / INDEX).read_text()
    known.commit("docs: write patterns\n\nIntent: share it\n")
    files = {path.name: path.read_bytes() for path in known.path.glob("patterns/*")}
    assert not any(b"secret" in data for data in files.values())
    fork = Repo(tmp_path / "fork")
    run("git", "clone", "-q", known.path, fork.path, cwd=tmp_path)
    fork.git("remote", "set-url", "origin", "git@gitlab.example.org:fork/app.git")
    assert fork.tool("learnings", "--check").stdout == ""
    assert "nothing to write" in fork.tool("learnings", "--write").stderr


def test_the_law_says_where_commits_are_shown(known: Repo) -> None:
    law = "---\nagentops: 1\noutputs: {links: 'https://h.example/a/-/commit/'}\n---\n"
    known.write({"CONSTITUTION.md": law})
    known.tool("learnings", "--write")
    assert "](https://h.example/a/-/commit/" in (known.path / LIMITS).read_text()
    known.write({"CONSTITUTION.md": law.replace("https:", "javascript:")})
    ran = known.tool("learnings", "--write", code=2)
    assert "is not a URL that a commit's id follows" in ran.stderr


@pytest.mark.parametrize("stated", ["javascript:alert(1)", "https://h/a)b", "[1]"])
def test_a_hostile_link_in_the_catalogue_is_refused(known: Repo, stated: str) -> None:
    path = known.path / INDEX
    path.write_text(path.read_text().replace("as_of:", f"links: {stated}\nas_of:", 1))
    ran = known.tool("learnings", "--write", code=2)
    assert ran.stderr == (
        f"agentops-git: {INDEX}: `links` in its front matter is no URL that commits' ids follow; "
        "mend it, or delete that line\n"
    )


def test_front_matter_that_is_a_bomb_is_one_clear_line(known: Repo) -> None:
    path = known.path / LIMITS
    path.write_text(path.read_text().replace("agentops: 1\n", "agentops: 1\nx: &x [y, y]\n", 1))
    for option in ("--write", "--check"):
        ran = known.tool("learnings", option, code=2)
        assert ran.stderr == (
            f"agentops-git: {LIMITS}:3: an anchor (`&name`) is not read; write the value out; "
            f"mend it, or take it back with: git checkout -- {LIMITS}\n"
        )


def test_a_file_of_a_newer_format_is_not_written_back(known: Repo) -> None:
    path = known.path / LIMITS
    newer = path.read_text().replace("agentops: 1\n", "agentops: 2\n", 1)
    path.write_text(newer)
    for option in ("--write", "--check"):
        assert known.tool("learnings", option, code=2).stderr == (
            f"agentops-git: {LIMITS} says `agentops: 2`, where this version writes 1; "
            "update agentops-git, or mend the line\n"
        )
    assert path.read_text() == newer


def test_a_file_stays_short_whatever_the_evidence(repo: Repo) -> None:
    """Thirty changes give as many lines of evidence as ten thousand."""
    huge = "x" * 10_000
    for number in range(30):
        text = f"fix: change {number}\n\nIntent: {number} {huge}\nLearning: {LIMIT}\n"
        repo.commit(text, {f"d{number}/f": "x"})
    repo.tool("learnings", "--write")
    text = (repo.path / LIMITS).read_text()
    part = text.partition("<!-- agentops:begin evidence -->\n")[2].partition("<!--")[0]
    lines = part.splitlines()
    assert len(lines) == 21 and lines[10] == "- and 10 more, then the latest:"
    assert "change 0" in lines[0] and "change 29" in lines[-1]
    assert text.count(huge[:400]) == 12 and len(text) < 12_000
    assert repo.tool("learnings", "--check").stdout == ""
