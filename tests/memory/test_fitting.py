"""Which commit is the same change as one that is not here: by patch-id, else tree and subject."""

from collections.abc import Mapping, Sequence

from agentops_git.git.process import Git
from agentops_git.memory.changes import patch_ids
from agentops_git.memory.fitting import MOST_NEAR, Known, Stray, fit, known_commits, stray_of
from tests.conftest import Repo


def at(number: int, subject: str = "fix: it", tree: str = "") -> Known:
    return Known(f"{number:040x}", tree or f"t{number}", number, number, subject)


def asking(patches: Mapping[int, str], asked: list[str]) -> "Asking":
    return Asking({at(number).id: patch for number, patch in patches.items()}, asked)


class Asking:
    """The patch-ids of some commits, and which were asked for."""

    def __init__(self, patches: Mapping[str, str], asked: list[str]) -> None:
        self._patches, self._asked = patches, asked

    def __call__(self, ids: Sequence[str]) -> Mapping[str, str]:
        self._asked += ids
        return {oid: self._patches[oid] for oid in ids if oid in self._patches}


def fitted(stray: Stray, commits: Sequence[Known], patches: Mapping[int, str]) -> str | None:
    return fit([stray], commits, asking(patches, [])).get(stray)


def test_an_equal_patch_fits_where_the_subject_is_the_same() -> None:
    asked: list[str] = []
    stray = Stray("old", "t", "p", "fix: it")
    commits = [at(1), at(2, "other"), at(3)]
    assert fit([stray], commits, asking({1: "q", 3: "p"}, asked)) == {stray: at(3).id}
    assert asked == [at(1).id, at(3).id]  # the other subject costs no patch-id


def test_of_equal_patches_the_oldest_is_taken_and_first_the_one_of_that_subject() -> None:
    stray = Stray("old", None, "p", "fix: it", authored=1)
    commits = [at(3), at(2), at(1, "reworded")]
    assert fitted(stray, commits, {1: "p", 2: "p", 3: "p"}) == at(2).id


def test_a_changed_subject_is_found_by_tree_and_by_author_date() -> None:
    many = [at(number, f"fix: {number}") for number in range(1000, 2000)]
    reworded = at(5, "fix: said better", tree="same")
    by_tree = Stray("old", "same", "p", "fix: it", at=1500)
    by_date = Stray("old", "gone", "p", "fix: it", authored=5, at=1500)
    for stray in (by_tree, by_date):
        assert fitted(stray, [*many, reworded], {5: "p"}) == reworded.id


def test_a_changed_subject_and_tree_are_found_near_the_time_of_the_note() -> None:
    many = [at(number, f"fix: {number}") for number in range(1000)]
    near, far = (Stray("old", "gone", "p", "fix: it", at=when) for when in (510, 510 + MOST_NEAR))
    assert fitted(near, many, {500: "p"}) == at(500).id
    assert fitted(far, many, {500: "p"}) is None  # the limit that docs/mining.md states


def test_merges_and_empty_commits_fit_by_tree_and_subject() -> None:
    commits = [at(1, "Merge x", "same"), at(2, "other", "same"), at(3, "Merge x")]
    assert fitted(Stray("old", "same", None, "Merge x"), commits, {}) == at(1).id
    assert fitted(Stray("old", "gone", None, "Merge x"), commits, {}) is None
    assert fitted(Stray("old", None, None, None), commits, {}) is None


def test_another_patch_fits_by_tree_and_subject_where_no_commit_has_the_same() -> None:
    grafted, same = at(1, tree="same"), at(2)
    stray = Stray("old", "same", "p", "fix: it")
    assert fitted(stray, [grafted, same], {1: "q", 2: "p"}) == same.id
    assert fitted(stray, [grafted, same], {1: "q", 2: "r"}) == grafted.id
    assert fitted(stray, [at(1, "reworded", tree="same")], {1: "q"}) is None


def test_a_subject_that_thousands_share_is_compared_near_the_note_alone() -> None:
    asked: list[str] = []
    commits = [at(number, "wip") for number in range(5000)]
    stray = Stray("old", None, "p", "wip", at=4000)
    assert fit([stray], commits, asking({3990: "p"}, asked)) == {stray: at(3990).id}
    assert len(asked) < 300


def test_many_strays_that_fit_nothing_ask_a_bounded_number_of_patches() -> None:
    asked: list[str] = []
    commits = [at(number, f"fix: {number}") for number in range(20_000)]
    strays = [Stray(f"old{n}", None, f"p{n}", "gone", at=n) for n in range(20_000)]
    assert fit(strays, commits, asking({}, asked)) == {}
    assert len(asked) <= 2000


def test_a_commit_of_another_branch_fits_its_cherry_pick(repo: Repo) -> None:
    repo.commit("chore: root", {"a": "1"})
    repo.git("checkout", "-q", "-b", "side")
    old = repo.commit("fix: it", {"b": "1"})
    repo.git("checkout", "-q", "main")
    repo.commit("chore: on", {"a": "2"})
    repo.git("cherry-pick", old)
    git = Git(str(repo.path))
    (commit,) = known_commits(git, [old], ["--no-walk"])
    stray = stray_of(commit, patch_ids(git, [old])[old])
    found = fit([stray], known_commits(git, [repo.head()]), lambda ids: patch_ids(git, ids))
    assert found == {stray: repo.head()}
