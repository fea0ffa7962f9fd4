"""What becomes of an item: the last word holds, in whatever order the words were read."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from agentops_git.knowledge.backlog_state import (
    WORDS,
    Decided,
    Event,
    Raised,
    Resolved,
    State,
    state_of,
    would_change,
)  # fmt: skip
from agentops_git.knowledge.said import Evidence
from agentops_git.memory.records import CommitRecord, Decision

CLOCK = 1_700_000_000  # 2023-11-14
DAY = 86_400


def evidence(name: str = "a") -> Evidence:
    return Evidence(CommitRecord(name * 40, "Ann", 0, 0, "feat: a", None, ()), "trailer", name)


def raised(
    at: int, impact: int | None = None, effort: int | None = None, own: bool = True
) -> Raised:
    return Raised(at, evidence(), impact, effort, own)


def decided(at: int, what: str, **fields: object) -> Decided:
    return Decided(at, Decision(what, ("imp-1",), fields, at, "Ann <ann@example.invalid>"))


def status(*events: Event, clock: int = CLOCK) -> str:
    return state_of(events, clock).status


def test_each_decision_leads_to_its_status_from_every_other() -> None:
    ends = {
        "start": "in progress", "defer": "deferred", "drop": "dropped", "done": "done",
        "reopen": "open",
    }  # fmt: skip
    for before in ends:
        for word, end in ends.items():
            assert status(raised(1), decided(2, before), decided(3, word)) == end


def test_scores_and_assignments_leave_the_status() -> None:
    state = state_of(
        [
            raised(1, 3, 4), decided(2, "start", owner="Bo"),
            decided(3, "score", impact=9), decided(4, "assign", due="2024-01-31"),
        ],
        CLOCK,
    )  # fmt: skip
    assert (state.status, state.impact, state.effort) == ("in progress", 9, 4)
    assert (state.owner, state.due) == ("Bo", "2024-01-31")


def test_one_second_counts_in_the_order_raised_resolved_decided() -> None:
    assert status(Resolved(1, evidence()), raised(1)) == "done"
    assert status(decided(1, "reopen"), Resolved(1, evidence()), raised(1)) == "open"


def test_only_a_change_of_its_own_opens_what_is_done_again() -> None:
    assert status(raised(1), Resolved(2, evidence()), raised(3, own=False)) == "done"
    state = state_of([raised(1), Resolved(2, evidence()), raised(3)], CLOCK)
    assert (state.status, state.since, state.resolved_by) == ("open", 3, ())


def test_what_is_dropped_or_deferred_stays_so_and_tells_what_raised_it_again() -> None:
    for word, end in (("drop", "dropped"), ("defer", "deferred")):
        state = state_of([raised(1), decided(2, word), raised(3)], CLOCK)
        assert (state.status, len(state.again), state.since) == (end, 1, 1)


def test_a_deferral_ends_on_its_day() -> None:
    put_off: list[Event] = [raised(1), decided(2, "defer", until="2023-11-15", reason="later")]
    assert status(*put_off) == "deferred"
    state = state_of(put_off, CLOCK + DAY)
    assert (state.status, state.until, state.reason) == ("open", None, None)
    assert status(*put_off, decided(3, "drop"), clock=CLOCK + DAY) == "dropped"


STRANGE: list[dict[str, Any]] = [
    {"impact": 11, "effort": 0}, {"impact": True}, {"impact": "9"}, {"impact": [9]},
]  # fmt: skip


def test_lines_made_by_hand_count_as_far_as_they_make_sense() -> None:
    for fields in STRANGE:
        state = state_of([raised(1, 5, 5), decided(2, "score", **fields)], CLOCK)
        assert (state.impact, state.effort) == (5, 5)
    state = state_of([raised(1), decided(2, "start", owner=["Bo"], due="soon")], CLOCK)
    assert (state.status, state.owner, state.due) == ("in progress", None, None)
    state = state_of([raised(1), decided(2, "defer", until=7, reason={"a": 1})], CLOCK)
    assert (state.status, state.until, state.reason) == ("deferred", None, None)
    assert status(raised(1), decided(2, "explode")) == "open"


times = st.integers(0, 50)
scores = st.none() | st.integers(1, 10)
fields = st.fixed_dictionaries(
    {},
    optional={
        "owner": st.sampled_from(["Ann", "Bo", ""]),
        "due": st.sampled_from(["2023-11-20", ""]),
        "until": st.sampled_from(["2023-11-01", "2024-01-01"]),
        "reason": st.just("later"),
        "impact": st.integers(1, 10),
    },
)
raises = st.builds(raised, times, scores, scores, st.booleans())
decisions = st.builds(
    lambda at, what, each: decided(at, what, **each), times, st.sampled_from(WORDS), fields
)
others = st.lists(
    raises | st.builds(Resolved, times, st.just(evidence("b"))) | decisions, max_size=8
)
histories = st.tuples(st.builds(raised, st.just(0)), others).map(lambda both: [both[0], *both[1]])


@given(histories, decisions)
def test_the_last_decision_holds(history: list[Event], last: Decided) -> None:
    """An item is as it was decided last, and deciding the same again says nothing."""
    final = last._replace(at=100)
    once = state_of([*history, final], 0)
    ends = {
        "start": "in progress", "defer": "deferred", "drop": "dropped", "done": "done",
        "reopen": "open",
    }  # fmt: skip
    assert once.status == ends.get(last.decision.what, state_of(history, 0).status)
    assert not would_change(once, last.decision)
    twice = state_of([*history, final, final._replace(at=101)], 0)
    assert twice._replace(settled=0) == once._replace(settled=0, resolved_by=twice.resolved_by)


@given(histories, st.randoms(use_true_random=False))
def test_the_order_of_reading_is_no_matter(history: list[Event], random: Any) -> None:
    apart = [event._replace(at=10 * at + event.at % 10) for at, event in enumerate(history)]
    shuffled = list(apart)
    random.shuffle(shuffled)
    assert state_of(shuffled, CLOCK) == state_of(apart, CLOCK)


@given(histories)
def test_a_state_makes_sense(history: list[Event]) -> None:
    state: State = state_of(history, CLOCK)
    assert state.since <= max(event.at for event in history)
    assert not state.resolved_by or state.status == "done"
    assert not state.until or (state.status == "deferred" and state.until > "2023-11-14")
    assert state.impact is None or 1 <= state.impact <= 10
