"""``agentops-git patterns`` and ``learnings --review``: people's last word, end to end."""

import json
from pathlib import Path
from typing import Any

import pytest

from agentops_git.message.ids import learning_id
from tests.conftest import Repo, run
from tests.memory.mining import lesson

RETRY, CACHE, CLOCK = (
    "a retry without a limit is an outage",
    "cache only what was measured to be slow",
    "tests want a fixed clock",
)
SLUG = {text: text.replace(" ", "-") for text in (RETRY, CACHE, CLOCK)}
PAT = {text: f"pat-{learning_id(text)[4:16]}" for text in (RETRY, CACHE, CLOCK)}
LRN = {text: learning_id(text)[:16] for text in (RETRY, CACHE, CLOCK)}


@pytest.fixture
def taught(repo: Repo) -> Repo:
    """Three lessons that have nothing in common, one commit each."""
    for number, text in enumerate((RETRY, CACHE, CLOCK)):
        repo.commit(lesson(text, f"fix(part{number}): mend {number}"), {f"part{number}/a": "1"})
    return repo


def patterns(repo: Repo) -> dict[str, list[str]]:
    """The texts of each pattern by its name."""
    found = json.loads(repo.tool("learnings", "--json").stdout)
    texts = {one["id"]: one["text"] for one in found["learnings"]}
    return {one["name"]: [texts[oid] for oid in one["learnings"]] for one in found["clusters"]}


def shown(repo: Repo, name: str) -> dict[str, Any]:
    found = json.loads(repo.tool("patterns", "show", name, "--json").stdout)
    assert found["version"] == 1
    return dict(found["pattern"])


def decided(repo: Repo, *args: str) -> str:
    """Decide, and the id of the line that was written."""
    (line,) = json.loads(repo.tool("patterns", *args, "--json").stdout)["notes"]
    return str(line)


def test_list_shows_evidence_stage_id_slug_and_name(taught: Repo) -> None:
    taught.commit(lesson(RETRY), {"b": "1"})
    assert taught.tool("patterns", "list", "--all").stdout.splitlines()[0] == (
        f"    2  discovery   {PAT[RETRY]}  {SLUG[RETRY]}  {RETRY}"
    )
    assert taught.tool("patterns", "list").stdout == "0 patterns; 3 more groups: --all\n"
    assert taught.tool("patterns", "list", "--stage", "standard").stdout == (
        "0 patterns; 3 more groups: --all\n"
    )
    found = json.loads(taught.tool("patterns", "list", "--all", "--json").stdout)
    assert found["version"] == 1
    assert (found["patterns"][0]["slug"], found["patterns"][0]["has_file"]) == (SLUG[RETRY], False)


def test_merge_unites_under_the_first_and_says_what_to_run_next(taught: Repo) -> None:
    done = taught.tool("patterns", "merge", SLUG[CACHE], PAT[RETRY])
    assert done.stdout == (
        f"1 pattern merged into {CACHE!r}\n"
        f"    2  discovery   {PAT[CACHE]}  {SLUG[CACHE]}  {CACHE}\n"
    )
    assert "next: agentops-git learnings --write; agentops-git sync" in done.stderr
    assert patterns(taught) == {CACHE: [RETRY, CACHE], CLOCK: [CLOCK]}
    again = taught.tool("patterns", "merge", SLUG[CACHE], PAT[RETRY])
    assert again.stdout.endswith("already; nothing was written\n")


@pytest.mark.slow
def test_merge_and_split_override_each_other_and_redacting_takes_one_back(taught: Repo) -> None:
    taught.tool("patterns", "merge", PAT[RETRY], PAT[CACHE], PAT[CLOCK])
    line = decided(taught, "split", PAT[RETRY], LRN[CLOCK], "--name", "a clock of one's own")
    apart = {RETRY: [RETRY, CACHE], "a clock of one's own": [CLOCK]}
    assert patterns(taught) == apart
    taught.tool("patterns", "merge", PAT[RETRY], PAT[CLOCK])
    assert patterns(taught) == {RETRY: [RETRY, CACHE, CLOCK]}
    taught.tool("patterns", "split", PAT[RETRY], LRN[CLOCK])
    assert list(patterns(taught).values()) == [[RETRY, CACHE], [CLOCK]]
    assert "Decision: split" in taught.tool("note", "list").stdout
    assert f"About: {PAT[RETRY]}, {LRN[CLOCK]}" in taught.tool("note", "show").stdout
    for each in json.loads(taught.tool("note", "list", "--json").stdout)["notes"]:
        if each["id"] != line:
            taught.tool("note", "redact", each["id"])
    assert patterns(taught) == apart
    taught.tool("note", "redact", line)
    assert list(patterns(taught).values()) == [[RETRY], [CACHE], [CLOCK]]


def test_what_was_merged_stays_so_when_history_is_rewritten(taught: Repo) -> None:
    taught.tool("patterns", "merge", PAT[RETRY], PAT[CACHE])
    taught.git("checkout", "-q", "--orphan", "anew")
    for number, text in enumerate((CACHE, CLOCK, RETRY)):
        taught.commit(lesson(text, f"feat: anew {number}"), {"c": str(number)})
    taught.git("branch", "-q", "-D", "main")
    assert patterns(taught) == {RETRY: [CACHE, RETRY], CLOCK: [CLOCK]}


def test_a_name_sticks_in_files_and_a_later_edit_of_the_file_rules(taught: Repo) -> None:
    taught.tool("learnings", "--write", "--min-evidence", "1")
    path = taught.path / "patterns" / f"{SLUG[RETRY]}.md"
    taught.tool("patterns", "rename", SLUG[RETRY], "limit every retry")
    taught.tool("learnings", "--write")
    assert 'name: "limit every retry"' in path.read_text()
    assert shown(taught, "limit-every-retry")["slug"] == SLUG[RETRY]
    path.write_text(path.read_text().replace('"limit every retry"', "bounded retries"))
    taught.tool("learnings", "--write")
    assert shown(taught, SLUG[RETRY])["name"] == "bounded retries"
    taught.tool("patterns", "rename", SLUG[RETRY], "retry with a limit")
    taught.tool("learnings", "--write")
    assert 'name: "retry with a limit"' in path.read_text()
    taught.commit("docs: patterns")
    taught.tool("learnings", "--check")


def test_giving_a_pattern_up_is_kept_in_its_file_whoever_does_it(taught: Repo) -> None:
    taught.tool("learnings", "--write", "--min-evidence", "1")
    path = taught.path / "patterns" / f"{SLUG[CACHE]}.md"
    taught.tool(
        "patterns", "deprecate", SLUG[CACHE], "--reason", "it was slow", "--by", SLUG[RETRY]
    )
    taught.tool("learnings", "--write")
    assert "stage: deprecated\n" in path.read_text()
    assert '\ndeprecated: "it was slow"\n' in path.read_text()
    assert f"given up: it was slow; use {PAT[RETRY]} instead" in (
        taught.tool("patterns", "show", SLUG[CACHE]).stdout
    )
    taught.tool("patterns", "undeprecate", SLUG[CACHE])
    taught.tool("learnings", "--write")
    assert "deprecated" not in path.read_text()
    path.write_text(path.read_text().replace("stage:", "deprecated: true\nstage:", 1))
    taught.tool("learnings", "--write")
    assert "stage: deprecated\n" in path.read_text()
    assert shown(taught, SLUG[CACHE])["stage"] == "deprecated"


def test_a_redacted_name_leaves_the_file_as_well(taught: Repo) -> None:
    taught.tool("learnings", "--write", "--min-evidence", "1")
    line = decided(taught, "rename", SLUG[RETRY], "limit every retry")
    taught.tool("learnings", "--write")
    taught.tool("note", "redact", line)
    taught.tool("learnings", "--write")
    assert shown(taught, SLUG[RETRY])["name"] == RETRY


@pytest.mark.slow
def test_two_clones_that_decide_differently_agree_once_they_have_synced(
    taught: Repo, tmp_path: Path
) -> None:
    run("git", "init", "-q", "--bare", tmp_path / "hub", cwd=tmp_path)
    taught.git("remote", "add", "origin", str(tmp_path / "hub"))
    taught.git("push", "-q", "origin", "main")
    run("git", "clone", "-q", "-b", "main", tmp_path / "hub", tmp_path / "other", cwd=tmp_path)
    other = Repo(tmp_path / "other")
    taught.tool("patterns", "merge", PAT[RETRY], PAT[CACHE])
    taught.tool("patterns", "rename", PAT[RETRY], "ours")
    other.tool("patterns", "merge", PAT[CLOCK], PAT[CACHE])
    other.tool("patterns", "rename", PAT[CLOCK], "theirs")
    for one in (taught, other, taught):
        one.tool("sync")
    assert patterns(taught) == patterns(other)
    assert [*patterns(taught).values()] == [[RETRY, CACHE, CLOCK]]


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["show", "nobody"], "no pattern here is called 'nobody'; see: agentops-git patterns list"),
        (["show", ""], "no pattern here is called ''"),
        (["split", SLUG[RETRY], LRN[RETRY]], "these are all the learnings of that pattern"),
        (["split", SLUG[RETRY], LRN[CACHE], LRN[RETRY]], f"is not in {SLUG[RETRY]} but in"),
        (["split", SLUG[RETRY], "lrn-00000000"], "no id begins with lrn-00000000"),
        (["split", SLUG[RETRY], SLUG[RETRY]], "is one pattern; name learnings of it"),
        (["split", SLUG[RETRY], SLUG[CACHE], "--name", "x"], "--name names the pattern"),
        (["rename", SLUG[RETRY], CACHE], "is called that already; choose another name"),
        (["rename", SLUG[RETRY], "  "], "a pattern's name has 1 to 200 characters, not 0"),
        (["deprecate", SLUG[RETRY], "--by", PAT[RETRY]], "a pattern can't take its own place"),
    ],
)
def test_what_can_not_be_meant_is_refused_in_one_line(
    taught: Repo, args: list[str], said: str
) -> None:
    done = taught.tool("patterns", *args, code=2)
    assert said in done.stderr
    assert done.stderr.count("\n") == 1
    assert taught.git("for-each-ref", "refs/notes") == ""


def test_a_repository_without_a_commit_has_no_pattern(repo: Repo) -> None:
    done = repo.tool("patterns", "rename", "x", "y", code=2)
    assert "there are no commits yet" in done.stderr
    assert "no pattern here is called 'x'" in done.stderr


class TestReview:
    """What is in doubt is asked once, with a command for each answer."""

    DOUBTFUL = (
        "a request without a timeout hangs the worker that waits for it",
        "a worker that waits for a lock hangs without a limit",
        "a lock has a limit of its own, whoever waits",
    )

    @pytest.fixture
    def doubtful(self, repo: Repo) -> Repo:
        for number, text in enumerate((*self.DOUBTFUL, RETRY, CACHE, CLOCK)):
            repo.commit(f"fix: mend {number}\n\nLearning: {text}\n", {"a": str(number)})
        return repo

    def asked(self, repo: Repo) -> list[dict[str, Any]]:
        return list(json.loads(repo.tool("learnings", "--review", "--json").stdout)["questions"])

    @pytest.mark.parametrize("answer", [0, 1])
    def test_a_question_goes_once_its_answer_was_run(self, doubtful: Repo, answer: int) -> None:
        (question,) = self.asked(doubtful)
        assert {*question} == {"kind", "similarity", "threshold", "one", "other", "answers"}
        command = list(question["answers"].values())[answer]
        assert command in doubtful.tool("learnings", "--review").stdout
        doubtful.tool(*command.split()[1:])
        assert question["answers"] not in [one["answers"] for one in self.asked(doubtful)]

    def test_two_that_are_apart_by_what_was_said_of_others_can_be_settled(
        self, taught: Repo
    ) -> None:
        for one, other in ((RETRY, CLOCK), (CACHE, CLOCK), (RETRY, CACHE)):
            decided(taught, "split", PAT[one], PAT[other])
        said = taught.tool("patterns", "split", PAT[RETRY], PAT[CACHE]).stdout
        assert "already; nothing was written" in said

    def test_nothing_in_doubt(self, taught: Repo) -> None:
        assert taught.tool("learnings", "--review").stdout == "no group is in doubt\n"

    def test_it_goes_with_nothing_else(self, taught: Repo) -> None:
        assert "--review speaks of all" in (
            taught.tool("learnings", "--review", "--since", "2020-01-01", code=2).stderr
        )


def test_recall_serves_nothing_of_a_pattern_that_was_given_up(taught: Repo) -> None:
    assert CACHE in taught.tool("recall", "cache").stdout
    taught.tool("patterns", "deprecate", SLUG[CACHE])
    assert CACHE not in taught.tool("recall", "cache").stdout
