"""How sure a pattern is, and whether people live by it."""

from hypothesis import given
from hypothesis import strategies as st

from agentops_git.knowledge.adoption import Adoption, Traffic
from agentops_git.knowledge.clusters import stage_of
from agentops_git.knowledge.confidence import by_change, confidence
from agentops_git.knowledge.said import Evidence
from agentops_git.memory.mine import Mined
from agentops_git.memory.records import CommitRecord

DAY = 86_400
NOW = 1_700_000_000


def piece(number: int, author: str = "Ann", folder: str = "src", day: int = 0) -> Evidence:
    """Change ``number``, made ``day`` days after the first by ``author`` in ``folder``."""
    record = CommitRecord(
        f"{number:040x}", author, NOW + day * DAY, 0, "fix: it", None, (), paths=(f"{folder}/f",)
    )
    return Evidence(record, "trailer", f"change {number}")


pieces = st.lists(
    st.builds(
        piece,
        st.integers(0, 40),
        st.sampled_from(["Ann", "Bo", "Cy"]),
        st.sampled_from(["src", "docs", "src/deep", "tools"]),
        st.integers(0, 2000),
    ),
    max_size=30,
    unique_by=lambda one: one.change,
)


def at(day: int) -> int:
    return NOW + day * DAY


def test_what_different_evidence_gives() -> None:
    """The figures of docs/patterns.md."""
    one = [piece(0)]
    three = [piece(number) for number in range(3)]
    varied = [piece(n, "ABCD"[n % 4], f"dir{n % 6}", day=n * 20) for n in range(15)]
    figures = [
        (confidence(one, at(0)), 0.10),
        (confidence(three, at(0)), 0.20),
        (confidence(varied, at(280)), 0.78),
        (confidence(varied, at(280 + 360)), 0.39),
        (confidence([], at(0)), 0.0),
    ]
    assert [round(found, 2) for found, _ in figures] == [wanted for _, wanted in figures]


@given(pieces, pieces, st.integers(0, 4000))
def test_more_evidence_never_lowers_it(
    some: list[Evidence], more: list[Evidence], day: int
) -> None:
    known = {one.change for one in some}
    every = [*some, *(one for one in more if one.change not in known)]
    assert confidence(every, at(day)) >= confidence(some, at(day)) - 1e-12


@given(pieces, st.integers(0, 4000), st.integers(0, 4000))
def test_time_alone_never_raises_it(some: list[Evidence], day: int, later: int) -> None:
    assert confidence(some, at(day + later)) <= confidence(some, at(day))


@given(pieces, st.integers(0, 4000), st.integers(0, 500))
def test_a_copy_of_a_change_adds_nothing(some: list[Evidence], day: int, later: int) -> None:
    """Not another author, place or date: it is the change that somebody made first."""
    copies = [
        one._replace(
            record=one.record._replace(
                id=f"f{one.record.id[1:]}", author="Zoe", date=one.record.date + later * DAY,
                paths=("elsewhere/f",),
            )
        )
        for one in some
    ]  # fmt: skip
    assert confidence([*some, *copies], at(day)) == confidence(some, at(day))


@given(pieces, st.integers(0, 4000))
def test_it_lies_between_0_and_1(some: list[Evidence], day: int) -> None:
    assert 0 <= confidence(some, at(day)) < 1


def history(*records: CommitRecord) -> Mined:
    return Mined("r", "HEAD", None, len(records), records, {one.id: one.id for one in records})


def change(number: int, *paths: str) -> CommitRecord:
    return CommitRecord(f"{number:040x}", "Ann", number, 0, "s", None, (), paths=paths)


def stated(record: CommitRecord) -> Evidence:
    return Evidence(record, "trailer", record.id)


def test_adoption_counts_later_changes_in_the_places_of_the_evidence() -> None:
    early, since = change(1, "api/a"), change(2, "web/b")
    follows, elsewhere_too = change(3, "api/c"), change(4, "top.md")
    passes_by, out_of_reach = change(5, "web/d", "x/e"), change(6, "api/v2/f")
    traffic = Traffic(history(early, since, follows, elsewhere_too, passes_by, out_of_reach))
    own = [stated(one) for one in (early, since, follows)]
    assert traffic.adoption(own, stated(since)) == Adoption(followed=1, later=2)


def test_adoption_of_many_changes_is_counted_alike() -> None:
    records = [change(number, "api/a" if number % 3 else "web/b") for number in range(1, 1501)]
    own = [stated(one) for one in records if one.date % 7 == 0 and one.date % 3]
    later = [one for one in records if one.date > 700 and one.date % 3]
    followed = [one for one in later if one.date % 7 == 0]
    found = Traffic(history(*records)).adoption(own, stated(records[699]))
    assert found == Adoption(len(followed), len(later))


def test_a_standard_wants_adoption_too() -> None:
    many = by_change(piece(number, folder="ab"[number % 2], day=number) for number in range(15))
    assert stage_of(many, Adoption(followed=5, later=50)) == "standard"
    assert stage_of(many, Adoption(followed=4, later=4)) == "general"
    assert stage_of(many, Adoption(followed=5, later=51)) == "general"
    assert stage_of(many[:14], Adoption(followed=9, later=9)) == "general"
