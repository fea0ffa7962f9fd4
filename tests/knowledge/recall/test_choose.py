"""Which items are served."""

from agentops_git.knowledge.recall.choose import Asked, Item, choose, ranked
from agentops_git.memory.served import Hit, Served

NOTHING = Asked({}, {})


def hit(name: str, score: float, group: str = "", kind: str = "learning") -> Hit:
    served = Served(
        kind, f"lrn-{name}", group or name, f"text {name}", ("c" * 40,), 1, 0, ("src/a.py",),
    )  # fmt: skip
    return Hit(served, {name: score})


def texts(items: list[Item]) -> list[str]:
    return [item.served.text for item in items]


def test_of_each_group_the_wording_that_fits_best_is_served() -> None:
    hits = [hit("a", 3, "one"), hit("b", 5, "one"), hit("c", 4, "two")]
    assert texts(ranked(hits, NOTHING)) == ["text b", "text c"]


def test_a_text_that_is_said_as_two_kinds_is_served_once() -> None:
    hits = [hit("a", 3), hit("a", 2, group="dir-a", kind="directive")]
    assert texts(ranked(hits, NOTHING)) == ["text a"]


def test_what_is_wanted_comes_after_what_is_known() -> None:
    hits = [hit("a", 3, kind="improvement"), hit("b", 2.9)]
    assert texts(ranked(hits, NOTHING)) == ["text b", "text a"]


def test_why_names_the_words_the_path_and_the_evidence() -> None:
    one = hit("pay", 3)
    many = Hit(one.served._replace(evidence=4), {"pay": 2.0, "retri": 3.0, "/src": 0.1})
    asked = Asked({"pay": "payment", "retri": "retries"}, {"src/a.py": "src/b.py"})
    assert ranked([many], asked)[0].why == (
        "touched src/b.py; matches retries, payment; 4 changes say so"
    )
    elsewhere = asked._replace(paths={})
    assert ranked([many], elsewhere)[0].why == (
        "touched files below src/; matches retries, payment; 4 changes say so"
    )


def test_the_budget_is_filled_best_first_and_what_is_too_long_is_passed_over() -> None:
    items = ranked([hit("a", 9), hit("b", 8), hit("c", 7), hit("d", 1)], NOTHING)
    costs = {"text a": 40, "text b": 70, "text c": 50, "text d": 1}
    choice = choose(items, 100, lambda item: costs[item.served.text], 5)
    assert [item.served.text for item in choice.items] == ["text a", "text c"]
    assert (choice.tokens, choice.spent) == ((40, 50), 90)
    assert (choice.over_budget, choice.weak) == (1, 1)


def test_a_budget_that_is_nearly_full_is_not_tried_with_every_item() -> None:
    items = ranked([hit(f"{n:03}", 100 - n / 10) for n in range(100)], NOTHING)
    tried: list[Item] = []

    def cost(item: Item) -> int:
        tried.append(item)
        return 30

    choice = choose(items, 100, cost, 0)
    assert (len(choice.items), choice.over_budget, len(tried)) == (3, 97, 23)


def test_no_budget_serves_nothing_and_says_what_was_left_out() -> None:
    items = ranked([hit("a", 9), hit("b", 8)], NOTHING)
    choice = choose(items, 0, lambda _: 0, 0)
    assert (choice.items, choice.over_budget) == ((), 2)
