"""The defaults on tasks of many trades, labelled by hand (tasks.txt beside the rules)."""

from agentops_git.knowledge.route.reading import read
from agentops_git.knowledge.route.routing import Router, total
from agentops_git.knowledge.route.rules import reasons
from agentops_git.knowledge.route.seeds import counted, seeded, seeds
from agentops_git.knowledge.route.workflows import DEFAULTS

FOLDS = 10


def test_most_tasks_are_routed_as_a_person_would() -> None:
    """Each by the rules and by the tasks of the other nine tenths."""
    right = [one for fold in range(FOLDS) for one in outcomes(fold)]
    assert len(right) == len(seeds())
    assert sum(right) / len(right) > 0.86


def outcomes(fold: int) -> list[bool]:
    terms = counted(seed for at, seed in enumerate(seeds()) if at % FOLDS != fold)
    asked = seeds()[fold::FOLDS]
    return [best(total(seed.task, DEFAULTS, terms)) == seed.workflow for seed in asked]


def best(found: dict[str, float]) -> str:
    return max(found, key=lambda name: found[name])


def test_every_task_names_a_default_workflow_and_stands_once() -> None:
    assert {seed.workflow for seed in seeds()} == {one.name for one in DEFAULTS}
    texts = [seed.task.text.casefold() for seed in seeds()]
    assert len({*texts}) == len(texts)


def test_a_text_that_says_nothing_speaks_for_nothing() -> None:
    for text in ("", "…  — !?"):
        assert reasons(read([text])[0], DEFAULTS) == []
        assert seeded(read([text])[0], ["debug"], counted(seeds())) == []


def test_a_workflow_that_is_left_out_is_never_the_answer() -> None:
    found = Router([one for one in DEFAULTS if one.name != "debug"], ()).route("it crashes again")
    assert "debug" not in (found.workflow, *(name for name, _ in found.alternatives))
