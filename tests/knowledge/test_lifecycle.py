"""What becomes of learnings: superseded, expired, reverted, and back again."""

import pytest

from agentops_git.git.process import Git
from agentops_git.knowledge.backlog import backlog, unclear_resolves
from agentops_git.knowledge.clusters import Cluster
from agentops_git.knowledge.learnings import Learning, learnings, unclear_supersedes
from agentops_git.knowledge.library import patterns
from agentops_git.knowledge.lifecycle import Ids, replacements
from agentops_git.memory.records import CommitRecord
from agentops_git.message.ids import LearningId, improvement_id, learning_id, short
from agentops_git.message.model import Entry
from agentops_git.notes.facts import facts_of
from agentops_git.notes.line import dump, make_line
from tests.conftest import Repo
from tests.memory.mining import dig, lesson

OLD, NEW = "cache everything you can", "cache what is measured to be slow"
LINES = "refs/notes/agentops/learnings"


def note(repo: Repo, rev: str, at: str = "2024-01-02T03:04:05Z", **fields: object) -> None:
    """Add a line to the notes on a commit."""
    line = make_line("learnings", at, "Ann", facts_of(Git(str(repo.path)), rev), fields)
    repo.git("notes", f"--ref={LINES}", "append", "-m", dump(line), rev)


def found(repo: Repo) -> dict[str, Learning]:
    return {one.text: one for one in learnings(dig(repo).mined)}


def group_of(repo: Repo, text: str) -> Cluster:
    groups = patterns(dig(repo).mined).values()
    return next(one for one in groups if text in [each.text for each in one.learnings])


def superseding(text: str, old: str, width: int = 16) -> str:
    return f"fix: it\n\nLearning: {text}\nSupersedes: {learning_id(old)[:width]}\n"


def test_a_superseded_learning_is_no_evidence_for_its_group(repo: Repo) -> None:
    near = "Cache everything that you can"
    for number in range(3):
        repo.commit(lesson(OLD), {"a": str(number)})
    repo.commit(lesson(near), {"a": "near"})
    repo.commit(superseding(NEW, OLD))
    group = group_of(repo, OLD)
    assert [one.text for one in group.learnings] == [OLD, near]
    assert (group.stage, len(group.evidence), len(group.former)) == ("discovery", 1, 3)
    repo.commit(superseding(NEW, near))
    group = group_of(repo, OLD)
    assert (group.stage, len(group.evidence), len(group.former)) == ("deprecated", 0, 4)


def test_a_deprecated_pattern_gains_nothing_by_being_applied(repo: Repo) -> None:
    repo.commit(lesson(OLD))
    repo.commit(superseding(NEW, OLD))
    pattern = learning_id(OLD).replace("lrn-", "pat-")
    repo.commit(f"fix: b\n\nIntent: c\nPattern: {pattern}\n", {"a": "2"})
    group = group_of(repo, OLD)
    assert (group.stage, len(group.evidence), len(group.uses)) == ("deprecated", 0, 1)


def test_superseding_lasts_while_its_commit_stands(repo: Repo) -> None:
    repo.commit(lesson(OLD), {"a": "1"})
    commit = repo.commit(superseding(NEW, OLD), {"b": "1"})
    assert found(repo)[OLD].superseded_by == learning_id(NEW)
    repo.git("revert", "--no-edit", commit)
    assert found(repo)[OLD].superseded_by is None and NEW not in found(repo)
    repo.git("revert", "--no-edit", "HEAD")
    assert found(repo)[OLD].superseded_by == learning_id(NEW)


@pytest.mark.parametrize("beside", [True, False])
def test_a_note_supersedes_too(repo: Repo, beside: bool) -> None:
    """With the learning of the note itself, else with that of the commit it hangs on."""
    repo.commit(lesson(OLD))
    commit = repo.commit(lesson("what the commit says"))
    learned = {"learning": NEW} if beside else {}
    note(repo, commit, supersedes=learning_id(OLD)[:12], **learned)
    expected = learning_id(NEW if beside else "what the commit says")
    assert found(repo)[OLD].superseded_by == expected


def test_a_note_on_a_reverted_commit_counts_for_nothing(repo: Repo) -> None:
    repo.commit(lesson(OLD), {"a": "1"})
    commit = repo.commit("chore: x", {"b": "1"})
    note(repo, commit, learning=NEW, supersedes=learning_id(OLD))
    assert set(found(repo)) == {OLD, NEW}
    repo.git("revert", "--no-edit", commit)
    assert set(found(repo)) == {OLD} and found(repo)[OLD].superseded_by is None
    repo.git("revert", "--no-edit", "HEAD")
    assert found(repo)[OLD].superseded_by == learning_id(NEW)


def test_a_learning_that_supersedes_itself_stays(repo: Repo) -> None:
    repo.commit(superseding(OLD, OLD))
    assert found(repo)[OLD].superseded_by is None
    assert unclear_supersedes(dig(repo).mined) == ()


def test_a_squash_that_says_both_still_replaces_the_old_one(repo: Repo) -> None:
    repo.commit(f"fix: all\n\nLearning: {OLD}\nLearning: {NEW}\nSupersedes: {learning_id(OLD)}\n")
    assert found(repo)[OLD].superseded_by == learning_id(NEW)
    assert found(repo)[NEW].superseded_by is None


def test_in_a_circle_the_last_word_wins(repo: Repo) -> None:
    texts = ["first of the ring", "second of the ring", "third of the ring"]
    ids = [learning_id(text) for text in texts]
    for old, new in ((0, 1), (1, 2), (2, 0)):
        repo.commit(superseding(texts[new], texts[old]))
    assert [found(repo)[text].superseded_by for text in texts] == [None, ids[2], ids[0]]
    assert unclear_supersedes(dig(repo).mined) == (
        f"{short(ids[2])} and {short(ids[0])} supersede each other; "
        f"{short(ids[0])} stays, as {repo.head()[:12]} says",
    )


def test_the_last_word_may_be_a_note_on_an_old_commit(repo: Repo) -> None:
    first = repo.commit(lesson(OLD))
    repo.commit(superseding(NEW, OLD))
    note(repo, first, learning=OLD, supersedes=learning_id(NEW))
    assert {text: one.superseded_by for text, one in found(repo).items()} == {
        OLD: None,
        NEW: learning_id(OLD),
    }


def test_supersedes_without_a_learning_is_said(repo: Repo) -> None:
    repo.commit(lesson(OLD))
    old = learning_id(OLD)[:16]
    commit = repo.commit(f"fix: it\n\nLearning: none (a typo)\nSupersedes: {old}\n")
    assert found(repo)[OLD].superseded_by is None
    said = f"{commit[:12]} says Supersedes: {old} without a learning that replaces it has no effect"
    assert unclear_supersedes(dig(repo).mined) == (said,)


def test_an_ambiguous_prefix_is_said_and_has_no_effect() -> None:
    one, other = (LearningId(f"lrn-{'ab' * 5}{digit}{'0' * 53}") for digit in "12")
    entries = (Entry("Learning", "x y"), Entry("Supersedes", "lrn-abababab"))
    record = CommitRecord("c" * 40, "a", 0, 0, "s", None, entries)
    by, unclear = replacements([record], [one, other])
    assert by == {}
    assert unclear == (
        "cccccccccccc says Supersedes: lrn-abababab: lrn-abababab is ambiguous; "
        "it may be lrn-ababababab1 or lrn-ababababab2; it has no effect",
    )


@pytest.mark.parametrize("value", ["", "prose", "lrn-", "lrn-12345678", "pat-abababab"])
def test_what_names_no_id_here_is_passed_over(value: str) -> None:
    assert Ids([f"lrn-{'ab' * 32}", f"lrn-{'ab' * 31}cd"]).named(value) is None


def test_expired_evidence_counts_no_more(repo: Repo) -> None:
    repo.commit(f"a: b\n\nLearning: {OLD}\nExpires: 2023-11-15\n", {"a": "1"})
    assert not found(repo)[OLD].expired
    later = "2023-11-16T00:00:00Z"
    repo.commit("chore: time goes on", GIT_COMMITTER_DATE=later)
    assert found(repo)[OLD].expired and group_of(repo, OLD).stage == "deprecated"
    again = repo.commit(lesson(OLD), {"a": "2"}, GIT_COMMITTER_DATE=later)
    alive = found(repo)[OLD]
    assert not alive.expired and [one.record.id for one in alive.evidence] == [again]
    assert group_of(repo, OLD).stage == "discovery"


def test_a_note_lets_a_commits_learnings_expire_and_another_extends_them(repo: Repo) -> None:
    commit = repo.commit(lesson(OLD))
    note(repo, commit, expires="2023-11-01")
    assert found(repo)[OLD].expired
    note(repo, commit, at="2024-02-02T00:00:00Z", expires="2030-01-01")
    assert not found(repo)[OLD].expired


def test_an_expiry_of_one_squashed_commit_leaves_the_others_alone(repo: Repo) -> None:
    one = repo.commit("fix: a", {"a": "1"})
    two = repo.commit("fix: b", {"b": "1"})
    lines = []
    said_by = {one: {"learning": OLD, "expires": "2020-01-01"}, two: {"learning": NEW}}
    for oid, fields in said_by.items():
        facts = facts_of(Git(str(repo.path)), oid)
        lines.append(dump(make_line("learnings", "2024-01-02T03:04:05Z", "Ann", facts, fields)))
    new = repo.commit("fix: a and b", {"c": "1"})
    repo.git("notes", f"--ref={LINES}", "add", "-m", "\n".join(lines), new)
    assert {text: each.expired for text, each in found(repo).items()} == {OLD: True, NEW: False}


def test_a_note_resolves_an_improvement_until_its_commit_is_reverted(repo: Repo) -> None:
    item = "generate the schema"
    repo.commit(f"feat: a\n\nIntent: b c\nImprovement: {item}\n", {"a": "1"})
    done = repo.commit("feat: b", {"b": "1"})
    note(repo, done, resolves=improvement_id(item)[:16])

    def status() -> list[str]:
        return [one.status for one in backlog(dig(repo).mined)]

    assert status() == ["done"]
    repo.git("revert", "--no-edit", done)
    assert status() == ["open"]
    repo.git("revert", "--no-edit", "HEAD")
    assert status() == ["done"]


def test_noted_improvements_stand_in_the_backlog(repo: Repo) -> None:
    commit = repo.commit("feat: a")
    fields = {"improvement": ["name the key (impact 9, effort 2)"], "not-tested": "Windows"}
    note(repo, commit, **fields)  # type: ignore[arg-type]
    mined = dig(repo).mined
    assert [(one.text, one.kind, one.priority) for one in backlog(mined)] == [
        ("name the key", "improvement", 81),
        ("Windows", "not-tested", None),
    ]
    assert unclear_resolves(mined, backlog(mined)) == ()


def test_forged_clocks_order_the_same_every_time(repo: Repo) -> None:
    repo.commit(superseding(OLD, NEW), GIT_AUTHOR_DATE="2099-01-01T00:00:00Z")
    repo.commit(superseding(NEW, OLD), GIT_AUTHOR_DATE="1970-01-01T00:00:00Z")
    assert {text: one.superseded_by for text, one in found(repo).items()} == {
        NEW: learning_id(OLD),
        OLD: None,
    }
