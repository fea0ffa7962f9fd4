"""Learnings that say the same are one group, and stay it."""

import json
import random
from collections.abc import Sequence
from itertools import pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agentops_git.knowledge.grouping import Fields, doubtful, group
from agentops_git.knowledge.grouping.packed import unpack
from tests.conftest import Repo

RETRY = [
    Fields(
        "Retry only requests that are idempotent: a repeated payment was booked twice",
        "fix(payments): retry reads alone",
        "the client retries GET and HEAD, and POST with an idempotency key",
    ),
    Fields(
        "a retried payment request without an idempotency key is booked a second time",
        "fix(billing): send idempotency keys",
        "every POST of a payment carries a key",
    ),
]
CACHE = [
    Fields(
        "write the database before the cache, else readers see values that were rolled back",
        "fix(cart): order of cache and database",
        "the cache entry is set after the database transaction",
    ),
    Fields(
        "set cache entries after the database transaction commits, or a rollback leaves them stale",
        "fix(catalogue): fill the cache on commit",
        "cache is written in a hook after commit of the database",
    ),
]
OTHER = [
    Fields("name the currency next to every amount", "docs(api): amounts"),
    Fields("pin the base image by digest", "build: reproducible images"),
]


class Memory:
    """Keeps states as the index does."""

    def __init__(self) -> None:
        self.data: dict[str, tuple[str, bytes]] = {}

    def kept(self, name: str) -> tuple[str, bytes] | None:
        return self.data.get(name)

    def keep(self, name: str, key: str, data: bytes) -> None:
        self.data[name] = (key, data)


def texts(*learnings: str) -> list[Fields]:
    return [Fields(learning) for learning in learnings]


def generated(count: int, seed: int) -> list[Fields]:
    """Learnings about a few things, in words drawn from what is said about each."""
    rnd = random.Random(seed)
    topics = [[f"t{topic}w{word}x" for word in range(14)] for topic in range(max(count // 4, 1))]
    return [
        Fields(" ".join(rnd.sample(rnd.choice(topics), 8)), f"fix(s{rnd.randrange(3)}): it")
        for _ in range(count)
    ]


def test_learnings_that_say_one_thing_in_other_words_are_one_group() -> None:
    told = [RETRY[0], CACHE[0], OTHER[0], RETRY[1], OTHER[1], CACHE[1]]
    assert group(told) == [[0, 3], [1, 5], [2], [4]]


def test_what_a_commit_says_around_a_learning_helps_to_place_it() -> None:
    why = "the importer read whole files into memory and was killed on large exports"
    bare = texts("stream files from the disk", "memory is no place for a file, the disk is")
    around = [one._replace(context=why, solution="read in chunks of a megabyte") for one in bare]
    (far,), (near,) = (doubtful(each, [[0], [1]]).pairs for each in (bare, around))
    assert near.similarity > far.similarity + 0.1


def test_what_all_commits_of_a_task_repeat_unites_no_learnings() -> None:
    around = Fields(
        "",
        "fix(net): make the outage handling better",
        "wrote what the subject says and tested it",
        "two outages last week that nobody could explain",
        "make the thing work again under load",
    )
    told = [
        "retries without jitter hit the recovering server all at once, so spread them",
        "a schema change needs an index on the new column before the backfill",
        "name the currency next to every amount",
        "a mirror of its own makes builds of images fast",
    ]
    every = [around._replace(learning=learning) for learning in told]
    assert group(every) == [[0], [1], [2], [3]]
    assert group([*every, around._replace(learning="spread retries by jitter")]) == [
        [0, 4], [1], [2], [3],
    ]  # fmt: skip


def test_a_cited_pattern_draws_a_learning_to_it() -> None:
    one = Fields("stream large inputs in chunks, whole files exhaust memory")
    other = Fields("the nightly export was killed again")
    assert group([one, other]) == [[0], [1]]
    assert group([one, other._replace(cited="stream-large-inputs-in-chunks")]) == [[0, 1]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("always lock the orders table before the migration runs",
         "never lock the orders table before the migration runs"),
        ("retry failed uploads 3 times before giving up",
         "retry failed uploads 5 times before giving up"),
        ("warm the edge cache before a deployment", "warm the edge cache after a deployment"),
        ("share sessions between the worker processes",
         "don't share sessions between the worker processes"),
        ("部署前先备份数据库再迁移", "部署前不备份数据库再迁移"),
    ],
)  # fmt: skip
def test_a_word_that_turns_a_lesson_sets_it_apart(one: str, other: str) -> None:
    assert group(texts(one, other)) == [[0], [1]]
    assert group(texts(one, f"{one}, please")) == [[0, 1]]


@pytest.mark.parametrize(
    ("one", "other", "foreign"),
    [
        ("先写测试，再写代码，然后重构", "写代码之前先写测试，最后重构",
         "数据库迁移要分批执行"),
        ("テストを先に書いてから実装する", "実装する前にテストを先に書く",
         "大きなファイルは分割して読む"),
        ("اكتب الاختبار قبل كتابة الكود دائما", "كتابة الكود بعد كتابة الاختبار",
         "راجع صلاحيات الملفات كل شهر"),
        ("🔥🧯 drill the rollback 🚀", "🚀 rollback drill 🔥", "🍰 name things well"),
    ],
)  # fmt: skip
def test_scripts_of_all_kinds_are_grouped(one: str, other: str, foreign: str) -> None:
    assert group(texts(one, other, foreign)) == [[0, 1], [2]]


def test_a_negation_is_one_whatever_its_word() -> None:
    said = [
        "a call without a timeout is a bug, whatever its peer promises",
        "a call with no timeout is a bug, whatever the peer promises",
    ]
    assert group([Fields(text) for text in said]) == [[0, 1]]


def test_short_learnings_of_the_same_words_are_one_group() -> None:
    said = ["pin the base image", "Pin base images!", "build in a clean directory"]
    assert group([Fields(text) for text in said]) == [[0, 1], [2]]


def test_learnings_that_share_a_single_word_are_no_group() -> None:
    told = "the parser needs a limit of depth", "name the line in a message of the parser"
    around = [Fields(one, "feat(parser): nested lists", "a parser of lists") for one in told]
    assert group(around) == [[0], [1]]
    assert group(texts("cache everything you can", "cache what is measured to be slow")) == [
        [0],
        [1],
    ]
    assert group(texts("fix it", "mend it", "", "…")) == [[0], [1], [2], [3]]


def test_a_learning_of_a_megabyte_is_placed_by_its_beginning() -> None:
    long = RETRY[0].learning + " and more was written here" * 40_000
    assert group([Fields(long), Fields(long + "!"), *OTHER])[0] == [0, 1]


def test_many_near_copies_are_one_group() -> None:
    copies = [
        f"validate the usable value of every setting at the start{'!' * n}" for n in range(300)
    ]
    assert group(texts(*copies)) == [list(range(300))]


def test_many_learnings_that_differ_in_one_word_are_one_group() -> None:
    words = ("".join(letters) for letters in product("bdfgklmnprt", repeat=3))
    told = [f"validate that the value {word} is usable, not only present" for word in words]
    every = [Fields(text, f"fix(part{at % 2}): it") for at, text in enumerate(told)]
    assert group(every) == [list(range(len(every)))]


def touched(before: Sequence[Sequence[int]], new: int, after: Sequence[Sequence[int]]) -> set[int]:
    """The learnings whose groups were changed, the new one and those of its group left out."""
    kept = {tuple(one) for one in before}
    return {at for one in after if tuple(one) not in kept and new not in one for at in one}


@pytest.mark.parametrize("seed", range(4))
def test_a_further_learning_changes_no_group_but_those_that_it_joins(seed: int) -> None:
    every = generated(60, seed)
    stages = [group(every[:count]) for count in range(len(every) + 1)]
    for before, after in pairwise(stages):
        new = sum(map(len, before))
        home = next(one for one in after if new in one)
        left = touched(before, new, after)
        joined = [set(one) for one in before if set(one) & set(home)]
        assert left <= set().union(*joined), "a group that shares nothing with it stays"
        if home == [new]:
            assert after[:-1] == before


@given(st.lists(st.sampled_from([*RETRY, *CACHE, *OTHER, Fields("…")]), max_size=12))
def test_every_learning_is_in_exactly_one_group(every: list[Fields]) -> None:
    found = group(every)
    assert sorted(at for one in found for at in one) == list(range(len(every)))
    assert found == sorted(sorted(one) for one in found)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 9), st.lists(st.integers(0, 39), min_size=1, max_size=6))
def test_what_is_kept_never_changes_what_is_found(seed: int, cuts: list[int]) -> None:
    """Histories grow, and get learnings in the middle; states of before are there or not."""
    every, memory = generated(40, seed), Memory()
    for cut in cuts:
        seen = every[:cut] + every[cut + 1 :] if cut % 2 else every[:cut]
        assert group(seen, memory) == group(seen)
    assert group(every, memory) == group(every)


def test_a_damaged_state_is_as_good_as_none() -> None:
    memory = Memory()
    every = generated(40, 1)
    found = group(every, memory)
    for name, (key, data) in memory.data.items():
        memory.data[name] = (key, data[: len(data) // 2])
        assert unpack(data) and not unpack(b"") and not unpack(data[:-9])
    assert group(every, memory) == found


def test_doubts_are_told_with_their_figures() -> None:
    every = [RETRY[0], CACHE[0], RETRY[1], CACHE[1]]
    torn = doubtful(every, [[0], [1], [2], [3]])
    assert [(one, other) for one, other, _ in torn.pairs] == [(0, 2), (1, 3)]
    assert all(0.21 < figure < 1 for *_, figure in torn.pairs)
    mixed = doubtful(every, [[0, 2, 1], [3]])
    assert mixed.members[0][:2] == (0, 1)
    assert doubtful(OTHER, [[0], [1]]) == ((), ())


def test_groups_are_the_same_with_and_without_the_index(repo: Repo) -> None:
    """A branch that is merged brings a learning from the middle of history."""
    lines = [
        "retry only requests that are idempotent, a payment was booked twice",
        "retried payment requests are booked twice unless a key makes them idempotent",
        "name the currency next to every amount",
        "pin base images by digest in every build",
    ]
    for number, line in enumerate(lines):
        old = {"GIT_AUTHOR_DATE": "1700000001 +0000"} if number == 3 else {}
        repo.commit(f"fix: {number}\n\nLearning: {line}\n", {"file": line}, **old)
        kept = repo.tool("learnings", "--json").stdout
        (repo.path / ".git/agentops/index.sqlite").unlink()
        assert repo.tool("learnings", "--json").stdout == kept
    groups = [len(one["learnings"]) for one in json.loads(kept)["clusters"]]
    assert sorted(groups) == [1, 1, 2]


def test_commits_of_one_task_are_no_group_by_what_they_repeat(repo: Repo) -> None:
    task = "Intent: let the parser read nested lists\nContext: two users sent us such files\n"
    for at, learning in enumerate((
        "the parser needs a limit of depth, or one file ends the process",
        "name the line in each message of the parser",
        "keep one list of tokens for parser and highlighter",
    )):  # fmt: skip
        repo.commit(f"feat(parser): step {at}\n\n{task}Learning: {learning}\n", {"a": str(at)})
    groups = json.loads(repo.tool("learnings", "--json").stdout)["clusters"]
    assert [len(one["learnings"]) for one in groups] == [1, 1, 1]
