"""The share of work that went into improvements: its unit and its window."""

from agentops_git.knowledge.backlog import backlog
from agentops_git.knowledge.backlog_report import report
from agentops_git.memory.mine import AsOf, Mined
from agentops_git.memory.records import CommitRecord
from agentops_git.message.ids import improvement_id
from agentops_git.message.model import Entry

ITEM = "cache the parsed config"
INTENT, RAISES = Entry("Intent", "go on with it"), Entry("Improvement", ITEM)
RESOLVES, OTHER = Entry("Resolves", improvement_id(ITEM)[:16]), Entry("Resolves", "#12")
SIGNED = Entry("Signed-off-by", "Ann <ann@example.invalid>")


def mined(*commits: tuple[Entry, ...], subjects: str = "feat: a", same: int = 0) -> Mined:
    """Commits, oldest first; the last ``same`` of them are one change."""
    records = tuple(
        CommitRecord(f"{at:040x}", "Ann", at, 0, subjects, None, entries)
        for at, entries in enumerate(commits, 1)
    )
    changes = {one.id: one.id for one in records}
    changes.update({one.id: records[-1].id for one in records[len(records) - same :]})
    return Mined("repo", "HEAD", AsOf("f" * 40, 1000, {}), len(records), records, changes)


def figures(found: Mined) -> tuple[int, int, float | None]:
    made = report(found, backlog(found))
    return made.improving, made.changes, made.share


def test_a_change_that_resolves_an_item_is_work_on_improvements() -> None:
    assert figures(mined((RAISES,), (INTENT,), (INTENT, RESOLVES), (INTENT,))) == (1, 4, 0.25)


def test_resolving_something_else_is_not() -> None:
    assert figures(mined((RAISES,), (INTENT, OTHER))) == (0, 2, 0.0)


def test_commits_without_a_record_do_not_count() -> None:
    assert figures(mined((RAISES,), (SIGNED,), (), (RESOLVES,))) == (1, 2, 0.5)
    assert figures(mined((SIGNED,))) == (0, 0, None)


def test_copies_of_one_change_count_once() -> None:
    assert figures(mined((RAISES,), (RESOLVES,), (RESOLVES,), same=2)) == (1, 2, 0.5)


def test_merges_are_left_out() -> None:
    assert figures(mined((RAISES,), (RESOLVES,), subjects="Merge branch 'x'")) == (0, 0, None)


def test_only_the_last_hundred_count() -> None:
    early = ((RAISES,), (RESOLVES,), *[(INTENT,)] * 98)
    assert figures(mined(*early)) == (1, 100, 0.01)
    assert figures(mined(*early, (INTENT,), (INTENT,))) == (0, 100, 0.0)
