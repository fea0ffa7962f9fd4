"""What bears on a commit, as sums: more of any part is better, and no part alone rules."""

from hypothesis import given
from hypothesis import strategies as st

from agentops_git.knowledge.related.bearing import Evidence, rarity, score, share_of_files
from agentops_git.knowledge.related.gather import copies
from agentops_git.memory.lookup import Known
from benchmarks.related import bugs, without_bugs

KNOWN = Known(1, "a" * 40, 10, "Ann", 10, "fix: one", "same", (), 1, frozenset())


def evidence(text: float = 0, files: float = 0, days: float = 1, author: bool = False) -> Evidence:
    return Evidence(KNOWN, text, files, days, author)


def test_more_in_common_is_better() -> None:
    plain = score(evidence(text=0.5, files=0.2))
    assert score(evidence(text=0.6, files=0.2)) > plain
    assert score(evidence(text=0.5, files=0.3)) > plain
    assert score(evidence(text=0.5, files=0.2, author=True)) > plain
    assert score(evidence(text=0.5, files=0.2, days=30)) < plain


def test_the_best_words_outdo_being_the_last_commit() -> None:
    assert score(evidence(text=1.0, days=365)) > score(evidence(text=0.1, days=0))


def test_a_file_that_few_touch_says_more() -> None:
    assert rarity(1, 1000) > rarity(100, 1000) > rarity(900, 1000) > rarity(1000, 1000) >= 0


def test_a_sweeping_commit_shares_little() -> None:
    narrow = share_of_files(rarity(2, 1000), 1, 1, 1000)
    assert narrow > 10 * share_of_files(rarity(2, 1000), 1, 1000, 1000)


@given(st.floats(0, 1e6), st.integers(0, 10**6), st.integers(0, 10**6), st.integers(0, 10**7))
def test_a_share_lies_between_nothing_and_all(
    rarities: float, touches: int, others: int, commits: int
) -> None:
    assert 0 <= share_of_files(rarities, touches, others, commits) <= 1


def test_copies() -> None:
    other = KNOWN._replace(id="b" * 40, same="other")
    assert copies(KNOWN, KNOWN)
    assert copies(KNOWN, other._replace(same="same"))
    assert copies(KNOWN, other._replace(picked=("a" * 40,)))
    assert not copies(KNOWN, other)
    assert not copies(KNOWN._replace(same=None), other._replace(same=None))


def test_the_benchmark_leaves_no_bug_in_a_text() -> None:
    message = (
        "fix: LP#1234567 in the cache\n\nSee bug 7654321 and https://bugs.example/+bug/1111111\n\n"
        "Closes-Bug: #2222222\nChange-Id: I0123456789012345678901234567890123456789"
    )
    assert bugs(message) == {"1234567", "7654321", "1111111", "2222222"}
    assert without_bugs(message) == (
        "fix: LP# in the cache\n\nSee bug  and \n\n"
        "\nChange-Id: I0123456789012345678901234567890123456789"
    )
