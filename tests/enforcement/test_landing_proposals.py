"""What a pull request, or a topic branch, would have to show to land."""

import pytest

from tests.conftest import Repo
from tests.enforcement.approving import Ground, law, said

OPS = {"ops/run": "2\n"}


@pytest.fixture
def ground(repo: Repo) -> Ground:
    """A topic with a guarded change of Ann's, while main has moved on."""
    ground = Ground(repo, law("Ann", "Ben"))
    ground.branch("topic")
    ground.commit(OPS)
    ground.switch("main")
    ground.commit({"c": "1\n"})
    return ground


def proposed(ground: Ground, new: str = "topic", binding: bool = True) -> list[str]:
    return said(ground.land(new, how="proposal", binding=binding))


def test_a_proposal_waits_for_approval(ground: Ground) -> None:
    assert proposed(ground) == ["error G002 ops/run"]
    ground.decide("Ben", "main..topic")
    assert proposed(ground) == []


def test_on_a_topic_branch_it_is_a_warning(ground: Ground) -> None:
    assert proposed(ground, binding=False) == ["warn G002 ops/run"]


def test_what_main_brought_is_not_the_topics(ground: Ground) -> None:
    ground.commit({"ops/other": "1\n"})
    ground.branch("harmless", "main~2")
    ground.commit({"b": "1\n"})
    ground.repo.git("merge", "--quiet", "--no-edit", "main")
    assert proposed(ground, "harmless") == []


def test_a_guarded_change_of_main_asks_anew(ground: Ground) -> None:
    ground.decide("Ben", "main...topic")
    ground.switch("main")
    ground.commit({"ops/other": "1\n"})
    assert proposed(ground) == ["error G002 ops/run", "warn H002"]


def test_a_proposal_that_conflicts_is_judged_as_it_stands(ground: Ground) -> None:
    ground.switch("main")
    ground.commit({"ops/run": "3\n"})
    assert proposed(ground) == ["error G002 ops/run"]
    ground.decide("Ben", "main...topic")
    assert proposed(ground) == []


def test_unrelated_histories(ground: Ground) -> None:
    ground.repo.git("switch", "--quiet", "--orphan", "pages")
    ground.commit({"ops/page": "1\n"})
    assert proposed(ground, "pages", binding=False) == []
    assert proposed(ground, "pages")[0].startswith("error G002")
