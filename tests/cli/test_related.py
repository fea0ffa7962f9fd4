"""``agentops-git related``: what came before that bears on a commit."""

import json

import pytest

from tests.conftest import Repo, run

BODY = "".join(f"line {n}\n" for n in range(30))


@pytest.fixture
def history(repo: Repo) -> Repo:
    repo.commit("feat: begin", {"README": "1"})
    repo.commit("feat(cache): keep sessions in memory", {"src/cache.py": BODY})
    repo.commit("docs: explain billing", {"docs/billing.md": "1"})
    repo.commit("fix(cache): sessions expire too late", {"src/cache.py": BODY + "2\n"})
    repo.commit("style: quotes", {"src/quotes.py": "1"})
    repo.git("mv", "src/cache.py", "src/sessions.py")
    repo.commit("refactor: name the cache after what it keeps")
    repo.commit("fix(cache): expire sessions on time", {"src/sessions.py": BODY + "3\n"})
    return repo


def subjects(repo: Repo, *args: str) -> list[str]:
    data = json.loads(repo.tool("related", *args, "--json").stdout)
    return [item["subject"] for item in data["items"]]


def test_what_bears_on_a_commit_and_why(history: Repo) -> None:
    late, name, begin = (history.head(f"HEAD~{n}")[:12] for n in (3, 1, 5))
    done = history.tool("related", "HEAD", "--limit", "3")
    assert done.stderr == (
        "agentops-git: reading what every commit says and touches; this is done once\n"
    )
    assert done.stdout == (
        f"{late}  fix(cache): sessions expire too late\n"
        "    says expire, fix, sessions, cache; touches src/sessions.py; scope cache; "
        "the same day; same author\n"
        f"{begin}  feat(cache): keep sessions in memory\n"
        "    says sessions, cache; touches src/sessions.py; scope cache; "
        "the same day; same author\n"
        f"{name}  refactor: name the cache after what it keeps\n"
        "    says cache; touches src/sessions.py; the same day; same author\n"
    )


def test_for_programs(history: Repo) -> None:
    data = json.loads(history.tool("related", "HEAD", "--json", "--limit", "1").stdout)
    assert isinstance(data["items"][0].pop("score"), float)
    assert data == {
        "version": 1,
        "commit": history.head(),
        "subject": "fix(cache): expire sessions on time",
        "items": [
            {
                "commit": history.head("HEAD~3"),
                "subject": "fix(cache): sessions expire too late",
                "author": "Ann",
                "date": "2023-11-15T02:13:20Z",
                "why": "says expire, fix, sessions, cache; touches src/sessions.py; scope cache; "
                "the same day; same author",
                "words": ["expire", "fix", "sessions", "cache"],
                "paths": ["src/sessions.py"],
                "scope": "cache",
                "same_author": True,
                "days": 0,
            }
        ],
    }


def test_never_later_ones_nor_itself(history: Repo) -> None:
    assert subjects(history, "HEAD~3") == ["feat(cache): keep sessions in memory"]


def test_copies_are_the_same_change(history: Repo) -> None:
    history.git("checkout", "-q", "-b", "side", "HEAD~2")
    history.commit("fix(cache): count sessions", {"src/count.py": "1"})
    history.git("checkout", "-q", "main")
    history.git("merge", "-q", "--no-edit", "side")
    history.git("revert", "--no-edit", "-m", "1", "HEAD")
    history.git("cherry-pick", "-x", "side")
    assert "fix(cache): count sessions" not in subjects(history, "HEAD")
    history.commit("fix(cache): count sessions once", {"src/count.py": "2"})
    assert subjects(history, "HEAD").count("fix(cache): count sessions") == 1


def test_only_what_touched_a_path(history: Repo) -> None:
    found = subjects(history, "HEAD", "--path", "src")
    assert found == subjects(history, "HEAD", "--path", "src/sessions.py")
    assert subjects(history, "HEAD", "--path", "docs") == []


def test_a_merge_is_not_related_to_what_it_brought(history: Repo) -> None:
    history.git("checkout", "-q", "-b", "side", "HEAD~1")
    history.commit("fix(cache): sessions leak", {"src/leak.py": "1"})
    history.git("checkout", "-q", "main")
    history.git("merge", "-q", "--no-ff", "-m", "Merge the fix of sessions that leak", "side")
    found = subjects(history, "HEAD")
    assert "fix(cache): sessions leak" not in found
    assert "fix(cache): expire sessions on time" in found


def test_a_first_commit_has_nothing_before_it(history: Repo) -> None:
    done = history.tool("related", "HEAD~6")
    assert done.stdout == ""
    assert done.stderr.endswith("agentops-git: nothing earlier bears on this commit\n")


def test_a_commit_that_head_does_not_reach(history: Repo) -> None:
    history.git("checkout", "-q", "-b", "side", "HEAD~2")
    history.commit("fix(cache): sessions vanish", {"src/cache.py": "1"})
    history.git("checkout", "-q", "main")
    assert subjects(history, "side")[0] == "fix(cache): sessions expire too late"
    assert "fix(cache): sessions vanish" not in subjects(history, "HEAD")


def test_bare_and_shallow(history: Repo) -> None:
    bare, shallow = history.path.parent / "bare.git", history.path.parent / "shallow"
    run("git", "clone", "-q", "--bare", history.path, bare, cwd=history.path)
    run("git", "clone", "-q", "--depth=2", history.path.as_uri(), shallow, cwd=history.path)
    whole = run("agentops-git", "related", "HEAD", cwd=bare)
    assert whole.stdout == history.tool("related", "HEAD").stdout
    cut = run("agentops-git", "related", "HEAD", cwd=shallow)
    assert len(cut.stdout.splitlines()) == 2
    assert "the history is shallow: older commits are not seen" in cut.stderr


@pytest.mark.parametrize("name", ["nothing", "HEAD:README", "", "--output=x", "a\nb\x1b[31m"])
def test_what_is_no_commit(history: Repo, name: str) -> None:
    done = history.tool("related", "--", name, code=2)
    assert done.stdout == ""
    assert "names no commit here; see: git log --all" in done.stderr
    assert done.stderr.count("\n") == 1
    assert "\x1b" not in done.stderr


def test_a_damaged_index_is_built_anew(history: Repo) -> None:
    before = history.tool("related", "HEAD").stdout
    (history.path / ".git/agentops/index.sqlite").write_bytes(b"SQLite format 3\0torn")
    done = history.tool("related", "HEAD")
    assert done.stdout == before
    assert "the index was damaged" in done.stderr


def test_hostile_subjects_are_printed_harmlessly(repo: Repo) -> None:
    repo.commit('fix: \x1b[31mred OR NEAR("a" *)', {"a": "\0binary"})
    repo.commit('fix: red again AND NOT "a', {"a": "\0other"})
    done = repo.tool("related", "HEAD")
    assert "\x1b" not in done.stdout
    assert "red" in done.stdout


@pytest.mark.slow
def test_a_sweeping_commit(repo: Repo) -> None:
    repo.commit("fix: one", {"f/1": "0"})
    repo.commit("style: all of one", {f"f/{number}": "1" for number in range(3000)})
    repo.commit("fix: one more", {"f/2999": "2"})
    assert subjects(repo, "HEAD~1") == ["fix: one"]
    assert subjects(repo, "HEAD")[0] == "fix: one"
