"""Which commit an orphan belongs to, out of facts alone."""

from collections.abc import Mapping, Sequence

from agentops_git.memory.fitting import Known, Stray
from agentops_git.survival.placing import Home, place


def known(name: str, subject: str = "fix: it", tree: str = "t0", authored: int = 0) -> Known:
    return Known(name, tree, authored, authored, subject)


class Patches:
    """Patch-ids by commit; ``asked`` holds every commit that was compared."""

    def __init__(self, **ids: str) -> None:
        self.ids, self.asked = ids, list[str]()

    def __call__(self, commits: Sequence[str]) -> Mapping[str, str]:
        self.asked += commits
        return {commit: self.ids[commit] for commit in commits if commit in self.ids}


def placed(stray: Stray, *commits: Known, deep: bool = False, **ids: str) -> Home | None:
    return place([stray], commits, Patches(**ids), deep).get(stray)


def test_a_patch_id_is_surer_than_a_tree() -> None:
    stray = Stray("old", "t1", "p", "fix: it")
    found = placed(stray, known("a", tree="t1"), known("b", tree="t2"), b="p")
    assert found == Home("b", "patch-id")


def test_of_several_the_oldest_author_date_decides_then_the_id() -> None:
    stray = Stray("old", None, "p", "fix: it")
    twins = [known("c"), known("b"), known("a", authored=5)]
    assert placed(stray, *twins, a="p", b="p", c="p") == Home("b", "patch-id", 3)


def test_what_has_the_subject_too_comes_before_what_was_reworded() -> None:
    stray = Stray("old", None, "p", "fix: it")
    found = placed(stray, known("a", subject="fix: reworded"), known("b"), a="p", b="p")
    assert found == Home("b", "patch-id")


def test_the_same_tree_and_subject_where_what_came_before_was_melded() -> None:
    stray = Stray("old", "t1", "p", "fix: it")
    assert placed(stray, known("a", tree="t1"), a="q") == Home("a", "tree and subject")


def test_a_tree_alone_is_not_enough() -> None:
    stray = Stray("old", "t1", None, "fix: it")
    assert placed(stray, known("a", "ci: run again", tree="t1")) is None


def test_a_subject_alone_is_not_enough() -> None:
    assert placed(Stray("old", "t1", "p", "fix: it"), known("a"), a="q") is None


def test_an_author_date_decides_only_where_one_commit_has_it() -> None:
    stray = Stray("old", "t1", "p", "fix: it", authored=7)
    one, other = known("a", authored=7), known("b", authored=7)
    assert placed(stray, one) == Home("a", "author date and subject")
    assert placed(stray, one, other) is None


def test_every_commit_is_compared_once_when_asked_to_be_thorough() -> None:
    far = [known(f"c{number}", f"feat: {number}", authored=number) for number in range(1000)]
    stray = Stray("old", None, "p", "fix: it")
    patches = Patches(c999="p")
    assert place([stray], far, patches, deep=False) == {}
    patches = Patches(c999="p")
    assert place([stray], far, patches, deep=True) == {stray: Home("c999", "patch-id")}
    assert sorted(patches.asked) == sorted(one.id for one in far)


def test_no_orphans_ask_for_nothing() -> None:
    patches = Patches()
    assert place([], [known("a")], patches, deep=True) == {}
    assert patches.asked == []
