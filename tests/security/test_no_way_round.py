"""Every way to make a commit that no hook sees. It lands nowhere: the server reads the history."""

from collections.abc import Callable

import pytest

from tests.conftest import Repo
from tests.enforcement.conftest import CORE, Server, record

pytestmark = pytest.mark.slow

EMPTY = "commit", "--allow-empty", "--quiet", "-m"


def no_verify(repo: Repo) -> None:
    repo.git(*EMPTY, "sneaky", "--no-verify")


def hooks_elsewhere(repo: Repo) -> None:
    repo.git("-c", "core.hooksPath=/dev/null", *EMPTY, "sneaky")


def amended(repo: Repo) -> None:
    repo.commit(record(), {"a": "1"})
    repo.git("commit", "--amend", "--quiet", "--no-verify", "-m", "sneaky")


def aside(repo: Repo) -> str:
    """A lawless commit on a branch of its own; main is checked out again, and has moved on."""
    repo.git("switch", "--quiet", "-c", "aside")
    sneaky = repo.commit("sneaky", {"a": "1"})
    repo.git("switch", "--quiet", "main")
    repo.commit(record(), {"b": "1"})
    return sneaky


def cherry_picked(repo: Repo) -> None:
    repo.git("cherry-pick", aside(repo))


def rebased(repo: Repo) -> None:
    aside(repo)
    repo.git("switch", "--quiet", "aside")
    repo.git("rebase", "--quiet", "main")
    repo.git("branch", "--force", "main")


def reverted(repo: Repo) -> None:
    bad = repo.commit(record(), {"a": "1"})
    repo.git("revert", "--no-edit", bad)
    repo.git("commit", "--amend", "--quiet", "-m", "Revert all of it")


def merged(repo: Repo) -> None:
    repo.git("merge", "--quiet", "--no-verify", "-m", "Merge branch 'aside'", aside(repo))


def squashed(repo: Repo) -> None:
    repo.git("merge", "--squash", aside(repo))
    repo.git("commit", "--quiet", "--no-verify", "-m", "sneaky (#7)")


def applied(repo: Repo) -> None:
    patch = repo.git("format-patch", "--stdout", "-1", aside(repo))
    repo.git("am", "--quiet", data=f"{patch}\n")


def plumbing(repo: Repo) -> None:
    made = repo.git("commit-tree", "HEAD^{tree}", "-p", "HEAD", "-m", "sneaky")
    repo.git("update-ref", "refs/heads/main", made)


def imported(repo: Repo) -> None:
    stream = "commit refs/heads/main\ncommitter E <e@example.invalid> 1 +0000\ndata 6\nsneaky\n"
    repo.git("fast-import", "--quiet", data=f"{stream}from refs/heads/main^0\n\n")


def cut_off(repo: Repo) -> None:
    """A hook can't see that git will drop the record."""
    text = record().replace(
        "Intent:", "# ------------------------ >8 ------------------------\nIntent:"
    )
    repo.git("commit", "--allow-empty", "--quiet", "--cleanup=scissors", "--file=-", data=text)


def skipping_ci(repo: Repo) -> None:
    repo.git(*EMPTY, "fix: it [skip ci]")


def from_the_past(repo: Repo) -> None:
    long_ago = {f"GIT_{who}_DATE": "100000000 +0000" for who in ("AUTHOR", "COMMITTER")}
    repo.git(*EMPTY, "sneaky", env=long_ago)


def by_the_host(repo: Repo) -> None:
    named = {"GIT_COMMITTER_NAME": "GitHub", "GIT_COMMITTER_EMAIL": "noreply@github.com"}
    repo.git(*EMPTY, "sneaky", env=named)


def weakened_first(repo: Repo) -> None:
    lax = CORE.replace("extends: core", "extends: core\nrules: {T001: off}")
    repo.commit(record("chore: ask less"), {"CONSTITUTION.md": lax})
    repo.git(*EMPTY, "sneaky")


def deleted_and_restored(repo: Repo) -> None:
    repo.git("rm", "--quiet", "CONSTITUTION.md")
    repo.commit(record("chore: take it out"))
    repo.git(*EMPTY, "sneaky")
    repo.commit(record("chore: put it back"), {"CONSTITUTION.md": CORE})


def beside_a_nested_law(repo: Repo) -> None:
    """The law is read at the root, not wherever a file of that name is put."""
    repo.commit(record("chore: nest"), {"sub/CONSTITUTION.md": CORE, ".agentops/CONSTITUTION.md":
                CORE.replace("core", "core\nrules: {T001: off}")})  # fmt: skip
    repo.commit("sneaky", {"sub/a": "1"})


WAYS = [no_verify, cherry_picked, plumbing, merged, cut_off, from_the_past, deleted_and_restored]
MORE = [
    hooks_elsewhere, amended, rebased, reverted, squashed, applied, imported, skipping_ci,
    by_the_host, weakened_first, beside_a_nested_law,
]  # fmt: skip


@pytest.fixture
def lawful(server: Server) -> Server:
    server.clone.commit(record("chore: begin"), {"CONSTITUTION.md": CORE})
    server.push("main")
    return server


@pytest.mark.parametrize(
    "way",
    [*WAYS, *(pytest.param(way, marks=pytest.mark.slow) for way in MORE)],
    ids=lambda way: str(way.__name__),
)
def test_a_commit_that_no_hook_saw_does_not_land(
    lawful: Server, way: Callable[[Repo], None]
) -> None:
    before = lawful.head("main")
    way(lawful.clone)
    said = lawful.push("main", code=1)
    assert "error T001  Intent is missing" in said
    assert lawful.head("main") == before


def test_a_note_is_no_record_of_a_new_commit(lawful: Server) -> None:
    """What is noted counts for commits that can't be rewritten any more, and for no others."""
    lawful.clone.commit("sneaky", {"a": "1"})
    lawful.clone.tool(
        "note", "add", "HEAD", "--learning", "a part wants a guard before it is used",
        "--intent", "mend the part for good", "--context", "the part broke in the night",
    )  # fmt: skip
    assert "T001" in lawful.push("main", "refs/notes/agentops/learnings", code=1)


def test_a_setting_of_the_pusher_changes_nothing(lawful: Server) -> None:
    for name in ("agentops.preset", "agentops.defaultBranch", "agentops.repository"):
        lawful.clone.git("config", name, "other")
    lawful.clone.commit("sneaky", {"a": "1"})
    assert "T001" in lawful.push("main", code=1)


@pytest.mark.slow
def test_a_lawless_branch_under_another_name_is_judged_when_it_becomes_main(
    lawful: Server,
) -> None:
    """Renaming on the way in is no way round: each ref is judged by what it gains."""
    lawful.clone.commit("sneaky", {"a": "1"})
    for name in ("refs/heads/topic", "refs/tags/v1", "refs/for/main", "refs/notes/x"):
        lawful.push(f"HEAD:{name}", code=None)
    assert "T001" in lawful.push("HEAD:main", code=1)


@pytest.mark.parametrize(
    "rest",
    [
        "\nsneaky\n\0\n\0" + record(),
        "encoding no-such\n\nsneaky\n",
        "encoding UTF-16\n\nsneaky\n",
        "",
    ],
    ids=["behind a NUL", "no encoding", "another encoding", "nothing"],
)
def test_what_git_would_not_write_is_read_as_git_shows_it(lawful: Server, rest: str) -> None:
    """A commit is a text that anybody can make up; none of it is taken for the next record."""
    clone = lawful.clone
    who = "A <a@example.invalid> 1700000000 +0000"
    head = (
        f"tree {clone.head('HEAD^{tree}')}\nparent {clone.head()}\nauthor {who}\ncommitter {who}\n"
    )
    made = clone.git(
        "hash-object", "-t", "commit", "-w", "--literally", "--stdin", data=head + rest
    )
    clone.git("update-ref", "refs/heads/main", made)
    assert "error T001  Intent is missing" in lawful.push("main", code=1)


CONFLICT = "<<<<<<< ours\na\n=======\nb\n>>>>>>> theirs\n"


def test_a_bot_s_name_frees_from_messages_and_from_nothing_else(lawful: Server) -> None:
    """Authors are forgeable. That is what docs/bypasses.md says, under what is not stopped."""
    bot = {f"GIT_{who}_NAME": "dependabot[bot]" for who in ("AUTHOR", "COMMITTER")}
    lawful.clone.commit("Bump a", {"a.py": CONFLICT}, **bot)
    said = lawful.push("main", code=1)
    assert "G012" in said and "T001" not in said


def test_so_does_the_message_that_git_gives_a_revert(lawful: Server) -> None:
    undone = lawful.clone.head()
    message = f'Revert "all of it"\n\nThis reverts commit {undone}.\n'
    lawful.clone.commit(message, {"a.py": CONFLICT})
    said = lawful.push("main", code=1)
    assert "G012" in said and "T001" not in said


def test_a_revert_that_names_nothing_is_an_ordinary_commit(lawful: Server) -> None:
    lawful.clone.commit('Revert "all of it"', {"a.py": "1"})
    assert "error T001  Intent is missing" in lawful.push("main", code=1)


def test_a_law_may_let_neither_off(lawful: Server) -> None:
    strict = CORE.replace("core", "core\nexempt: {merges: [merge], bots: false}")
    lawful.clone.commit(record("chore: let none off"), {"CONSTITUTION.md": strict})
    lawful.push("main")
    undoing = f"This reverts commit {lawful.clone.head()}.\n"
    lawful.clone.commit(f'Revert "all of it"\n\n{undoing}', {"a": "1"})
    lawful.clone.commit("Bump a", {"a": "2"}, GIT_AUTHOR_NAME="dependabot[bot]")
    said = lawful.push("main", code=1)
    assert "in 2 commits" in said and said.count("error T001  Intent is missing") == 2
