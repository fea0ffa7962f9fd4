"""What counts as evidence: reverts, cherry-picks, squash copies."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agentops_git.memory.distinct import standing
from agentops_git.memory.records import CommitRecord, dump, raw_date, restore, rfc3339
from agentops_git.message.model import Entry
from tests.conftest import Repo
from tests.memory.mining import dig, lesson


def changes(repo: Repo) -> int:
    """How many distinct changes the mined records belong to."""
    mined = dig(repo).mined
    return len({mined.changes[record.id] for record in mined.records})


def revert(repo: Repo, oid: str) -> str:
    repo.git("revert", "--no-edit", oid)
    return repo.head()


def test_a_reverted_commit_is_no_evidence(repo: Repo) -> None:
    repo.commit(lesson("this one stays"), {"a": "1"})
    oid = repo.commit(lesson("this one was wrong"), {"b": "1"})
    revert(repo, oid)
    assert dig(repo).learned == ["this one stays"]


def test_a_revert_of_a_revert_restores(repo: Repo) -> None:
    oid = repo.commit(lesson("right after all"), {"b": "1"})
    undo = revert(repo, oid)
    redo = revert(repo, undo)
    assert dig(repo).learned == ["right after all"]
    revert(repo, redo)
    assert dig(repo).learned == []


def test_a_revert_may_abbreviate(repo: Repo) -> None:
    oid = repo.commit(lesson("this one was wrong"))
    repo.commit(f'Revert "it"\n\nThis reverts commit {oid[:12]} (fix(a): mend it).\n')
    assert dig(repo).learned == []


def test_a_revert_that_teaches_is_evidence_itself(repo: Repo) -> None:
    oid = repo.commit(lesson("caching is always safe"))
    repo.commit(f"revert: it\n\nThis reverts commit {oid}.\n\nLearning: caches want an owner\n")
    assert dig(repo).learned == ["caches want an owner"]


def test_a_reverted_merge_takes_its_branch_along(repo: Repo) -> None:
    repo.commit(lesson("main was there"), {"m": "1"})
    repo.git("checkout", "-q", "-b", "side")
    repo.commit(lesson("one of the branch"), {"s": "1"})
    repo.commit(lesson("two of the branch"), {"s": "2"})
    repo.git("checkout", "-q", "main")
    repo.commit(lesson("main went on"), {"m": "2"})
    repo.git("merge", "-q", "--no-ff", "--no-edit", "side")
    repo.git("revert", "--no-edit", "-m", "1", "HEAD")
    assert dig(repo).learned == ["main was there", "main went on"]


def test_text_about_a_revert_reverts_nothing(repo: Repo) -> None:
    oid = repo.commit(lesson("still true"))
    repo.commit(f"docs: x\n\n    This reverts commit {oid}.\n\n> This reverts commit {oid}.\n")
    assert dig(repo).learned == ["still true"]


@pytest.mark.parametrize("named", [True, False])
def test_a_cherry_pick_counts_once(repo: Repo, named: bool) -> None:
    repo.commit("chore: root", {"a": "1"})
    repo.git("checkout", "-q", "-b", "side")
    oid = repo.commit(lesson("said on two branches"), {"b": "1"})
    repo.git("checkout", "-q", "main")
    repo.commit("chore: on", {"a": "2"})
    repo.git("cherry-pick", *(["-x"] if named else []), oid)
    repo.git("merge", "-q", "--no-edit", "side")
    assert dig(repo).learned == ["said on two branches"] * 2
    assert changes(repo) == 1


def test_a_users_diff_settings_do_not_split_a_change(repo: Repo) -> None:
    for setting in ("diff.renames=copies", "diff.context=1", "diff.noprefix=true",
                    "diff.algorithm=histogram"):  # fmt: skip
        repo.git("config", *setting.split("="))
    test_a_cherry_pick_counts_once(repo, False)


def test_picks_of_a_commit_that_is_not_here_are_one_change(repo: Repo) -> None:
    absent = f"(cherry picked from commit {'ab' * 20})"
    for number in (1, 2):
        repo.commit(f"fix: it\n\nLearning: from afar it came\n{absent}\n", {"f": str(number)})
    assert changes(repo) == 1


def test_the_same_words_in_two_changes_are_two(repo: Repo) -> None:
    for number in (1, 2):
        repo.commit(lesson("said twice with reason"), {"f": str(number)})
    assert changes(repo) == 2


def test_commits_without_a_change_are_each_one(repo: Repo) -> None:
    for _ in (1, 2):
        repo.commit(lesson("said twice with reason"))
    assert changes(repo) == 2


def record(oid: str, reverts: Sequence[str] = ()) -> CommitRecord:
    return CommitRecord(oid, "a", 0, 0, "s", None, (), tuple(reverts))


def test_a_long_chain_of_reverts_is_settled() -> None:
    ids = [f"{number:040x}" for number in range(5000)]
    chain = [record(oid, [ids[at - 1]] if at else []) for at, oid in enumerate(ids)]
    assert len(standing(chain)) == 2500


def test_commits_that_claim_to_revert_each_other_end_somehow() -> None:
    one, other = "a" * 40, "b" * 40
    assert len(standing([record(one, [other]), record(other, [one])])) == 1


@settings(max_examples=30)
@given(
    st.builds(
        CommitRecord, st.just("a" * 40), st.text(), st.integers(), st.integers(), st.text(),
        st.none() | st.text(), st.tuples(st.builds(Entry, st.text(), st.text())),
        st.tuples(st.text()), st.tuples(st.text()), st.tuples(st.text()),
    )
)  # fmt: skip
def test_a_record_comes_back_as_it_was_kept(one: CommitRecord) -> None:
    assert restore(dump(one)) == one._replace(notes=())  # notes are read with every tip


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("1700000000 +0000", "2023-11-14T22:13:20Z"),
        ("1700000000 -0330", "2023-11-14T18:43:20-03:30"),
        ("0 +0000", "1970-01-01T00:00:00Z"),
        ("99999999999999 +0000", "9999-12-30T23:59:59Z"),
        ("-99999999999999 +1400", "0001-01-02T14:00:00+14:00"),
        ("nonsense", "1970-01-01T00:00:00Z"),
        ("1700000000 +9999", "2023-11-14T22:13:20Z"),
    ],
)
def test_forged_dates_are_held_to_what_can_be_said(raw: str, said: str) -> None:
    assert rfc3339(*raw_date(raw)) == said
