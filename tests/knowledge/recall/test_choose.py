"""Which items are served."""

from agentops_git.knowledge.recall.choose import Asked, Item, choose, ranked
from agentops_git.memory.served import Hit, Served, Source

TODAY = "2024-05-31"
NOTHING = Asked({}, {})


def hit(name: str, score: float, group: str = "", kind: str = "learning", until: str = "") -> Hit:
    served = Served(
        kind, f"lrn-{name}", group or name, f"text {name}", (Source("c" * 40, until),), 1, until, 0,
        ("src/a.py",),
    )  # fmt: skip
    return Hit(served, {name: score})


def texts(items: list[Item]) -> list[str]:
    return [item.served.text for item in items]


def test_of_each_group_the_wording_that_fits_best_is_served() -> None:
    hits = [hit("a", 3, "one"), hit("b", 5, "one"), hit("c", 4, "two")]
    assert texts(ranked(hits, NOTHING, TODAY)) == ["text b", "text c"]


def test_a_text_that_is_said_as_two_kinds_is_served_once() -> None:
    hits = [hit("a", 3), hit("a", 2, group="dir-a", kind="directive")]
    assert texts(ranked(hits, NOTHING, TODAY)) == ["text a"]


def test_what_expired_yesterday_is_not_served_and_what_expires_today_is() -> None:
    hits = [hit("a", 3, until="2024-05-30"), hit("b", 2, until="2024-05-31")]
    assert texts(ranked(hits, NOTHING, TODAY)) == ["text b"]


def test_a_commit_whose_record_expired_is_not_named() -> None:
    one = hit("a", 3)
    sources = (Source("old", "2024-01-01"), Source("new", ""))
    served = one.served._replace(sources=sources)
    assert ranked([Hit(served, one.adds)], NOTHING, TODAY)[0].commits == ("new",)


def test_what_is_wanted_comes_after_what_is_known() -> None:
    hits = [hit("a", 3, kind="improvement"), hit("b", 2.9)]
    assert texts(ranked(hits, NOTHING, TODAY)) == ["text b", "text a"]


def test_why_names_the_words_the_path_and_the_evidence() -> None:
    one = hit("pay", 3)
    many = Hit(one.served._replace(evidence=4), {"pay": 2.0, "retri": 3.0, "/src": 0.1})
    asked = Asked({"pay": "payment", "retri": "retries"}, {"src/a.py": "src/b.py"})
    assert ranked([many], asked, TODAY)[0].why == (
        "touched src/b.py; matches retries, payment; 4 changes say so"
    )
    elsewhere = asked._replace(paths={})
    assert ranked([many], elsewhere, TODAY)[0].why == (
        "touched files below src/; matches retries, payment; 4 changes say so"
    )


def test_the_budget_is_filled_best_first_and_what_is_too_long_is_passed_over() -> None:
    items = ranked([hit("a", 9), hit("b", 8), hit("c", 7), hit("d", 1)], NOTHING, TODAY)
    costs = {"text a": 40, "text b": 70, "text c": 50, "text d": 1}
    choice = choose(items, 100, lambda item: costs[item.served.text], 5)
    assert [item.served.text for item in choice.items] == ["text a", "text c"]
    assert (choice.tokens, choice.spent) == ((40, 50), 90)
    assert (choice.over_budget, choice.weak) == (1, 1)


def test_no_budget_serves_nothing_and_says_what_was_left_out() -> None:
    items = ranked([hit("a", 9), hit("b", 8)], NOTHING, TODAY)
    choice = choose(items, 0, lambda _: 0, 0)
    assert (choice.items, choice.over_budget) == ((), 2)
