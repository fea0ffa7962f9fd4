"""``survey`` tells an adopter what a history already holds, and changes nothing."""

import gzip
import json

import pytest

from tests.conftest import Repo

HISTORY = (
    "fix: a\n\nIntent: fail loudly\n\nLearning: test values\n",
    "fix: b\n\nBody.\n\nLimit: the clock\nSigned-off-by: Ann <ann@example.invalid>\n",
    "docs: c\n\nOnly text.\n",
    "feat: d (#4)\n\n* d\n\nLearning: e\n\n* f\n\nMore.\n\n---------\n\nDone.\n",
    "fix: g\n\n## Learning\n\n- h\n- i\n",
)
COUNTS = {
    "version": 1,
    "commits": 5,
    "with_records": 4,
    "record_lines": 3,
    "visible": 2,
    "recovered": 1,
    "visible_after_repair": 3,
    "read_only": 2,
    "by_key": {"Learning": 3, "Constraint": 1, "Intent": 1},
    "dialects": {"agentops": 3, "commitlore": 1, "seed": 1},
}
TEXT = """\
5 commits, 4 with records
3 record lines; git sees 2 (66.6 %), after repair 3 (100 %)
2 more in sections and squash bodies: read, never moved
keys: Learning 3, Constraint 1, Intent 1
dialects: agentops 3, commitlore 1, seed 1
The commit-msg hook repairs such lines as they are written: `agentops-git init`.
"""


@pytest.fixture
def old(repo: Repo) -> Repo:
    """A repository with a history that nobody checked."""
    for message in HISTORY:
        repo.commit(message)
    return repo


def test_a_history(old: Repo) -> None:
    before = old.git("for-each-ref"), old.head()
    assert json.loads(old.tool("survey", "--json").stdout) == COUNTS
    said = old.tool("survey")
    assert (said.stdout, said.stderr) == (TEXT, "")
    assert (old.git("for-each-ref"), old.head()) == before


def test_a_range(old: Repo) -> None:
    counts = json.loads(old.tool("survey", "HEAD~2..HEAD~1", "--json").stdout)
    assert (counts["commits"], counts["record_lines"], counts["read_only"]) == (1, 0, 1)


@pytest.mark.parametrize("packed", [False, True])
def test_messages_of_a_file(repo: Repo, packed: bool) -> None:
    data = "".join(json.dumps({"message": text, "more": 1}) + "\n\n" for text in HISTORY).encode()
    name = "old.jsonl.gz" if packed else "old.jsonl"
    (repo.path / name).write_bytes(gzip.compress(data) if packed else data)
    assert json.loads(repo.tool("survey", "--messages", name, "--json").stdout) == COUNTS


def test_messages_of_a_pipe(repo: Repo) -> None:
    piped = '{"message": "fix: a"}\n'
    counts = json.loads(
        repo.tool("survey", "--messages", "/dev/stdin", "--json", data=piped).stdout
    )
    assert counts["commits"] == 1


def test_nesting_without_end_is_no_message(repo: Repo) -> None:
    repo.write({"messages.jsonl": "[" * 100_000})
    done = repo.tool("survey", "--messages", "messages.jsonl", code=2)
    assert done.stderr.startswith("agentops-git: messages.jsonl:1: this is no JSON")


def test_no_commit_yet(repo: Repo) -> None:
    assert repo.tool("survey").stdout == (
        "0 commits, 0 with records\n"
        "No records yet; `agentops-git init` makes commits carry them from here on.\n"
    )


def test_records_that_git_sees_all(repo: Repo) -> None:
    repo.commit("fix: a\n\nLearning: b\n")
    assert repo.tool("survey").stdout == (
        "1 commit, 1 with records\n"
        "1 record line; git sees 1 (100 %), after repair 1 (100 %)\n"
        "keys: Learning 1\n"
        "dialects: agentops 1\n"
        "`agentops-git learnings` shows what they say.\n"
    )


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--output=x",), "No such option"),
        (("--", "--output=x"), "is no range"),
        (("nothing..here",), "the range 'nothing..here' names no commit here"),
        (("HEAD", "--messages", "a"), "survey: give a RANGE or --messages, one of them"),
        (("--messages", "absent"), "cannot read absent: No such file or directory"),
        (("--messages", "."), "cannot read .: Is a directory"),
        (("--messages", "words"), "words:2: this is no JSON; every line is an object like"),
        (("--messages", "rows"), 'rows:1: this object has no text as its "message"'),
        (("--messages", "list"), 'list:1: this object has no text as its "message"'),
        (("--messages", "cut.gz"), "cannot read cut.gz: it is a broken gzip file"),
    ],
)
def test_refusals(old: Repo, args: tuple[str, ...], said: str) -> None:
    old.write({"words": '{"message": ""}\nwords\n', "rows": '{"message": 1}\n', "list": "[]\n"})
    (old.path / "cut.gz").write_bytes(gzip.compress(b'{"message": "a"}\n' * 9)[:-9])
    done = old.tool("survey", *args, code=2)
    assert said in done.stderr
    assert "Traceback" not in done.said
    assert done.stdout == ""
    assert not (old.path / "x").exists()


def test_outside_a_repository(repo: Repo) -> None:
    done = repo.tool("-C", "/", "survey", code=3)
    assert done.stderr.startswith("agentops-git: not a git repository")
