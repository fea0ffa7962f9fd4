"""Who may approve, how many it takes, and what is said of their word."""

import time

import pytest

from agentops_git.evidence.approvals.change import change_of
from agentops_git.evidence.approvals.making import state
from agentops_git.evidence.approvals.reading import KIND
from agentops_git.evidence.approvals.statement import NAMESPACE, fields_of, payload_of
from agentops_git.notes.facts import facts_of
from agentops_git.notes.line import make_line
from agentops_git.notes.write import add_lines, who
from tests.conftest import Repo
from tests.enforcement.approving import Ground, key_of, law, said
from tests.enforcement.conftest import record
from tests.evidence.signers import TOUCHED, Token

OPS = {"ops/run": "2\n"}
DAY = 86_400


def topic(repo: Repo, text: str, by: str = "Ann") -> Ground:
    """A repository with this law, and a topic with one guarded change by a person."""
    ground = Ground(repo, text)
    ground.branch("topic")
    ground.commit(OPS, by=by)
    return ground


@pytest.fixture
def two(repo: Repo) -> Ground:
    """Two people may approve; the guarded change is Ann's."""
    return topic(repo, law("Ann", "Ben"))


def why(ground: Ground) -> str:
    """What the one finding says after the paths."""
    (found,) = ground.land().findings
    return found.message.partition(": ")[2]


def test_nobody_is_named(repo: Repo) -> None:
    ground = topic(repo, law())
    ground.commit({"CONSTITUTION.md": law("Ann")})
    (found,) = ground.land().findings
    assert found[:3] == (
        "G002",
        "warn",
        "a change here and to 1 more path needs approval (the constitution protects it), and "
        "nobody is named who could give it",
    )


def test_one_is_named_and_approves_their_own_work(repo: Repo) -> None:
    ground = topic(repo, law("Ann"))
    assert said(ground.land()) == ["error G002 ops/run"]
    ground.decide("Ann", "main..topic")
    head = ground.repo.head()[:12]
    assert ground.land() == (
        (),
        (f"{head} approved by Ann (key, not presence; own work, as the only one named)",),
    )


def test_with_more_an_author_cannot(two: Ground) -> None:
    two.decide("Ann", "main..topic")
    assert why(two) == (
        "1 person for the gate 'change'; nobody did; Ann had a part in it, and can't; ask Ben"
    )
    two.decide("Ben", "main..topic")
    assert said(two.land()) == []


def test_neither_can_a_co_author(repo: Repo) -> None:
    ground = Ground(repo, law("Ann", "Ben"))
    ground.branch("topic")
    message = record("fix: mend") + "Co-authored-by: B. <BEN@example.invalid>\n"
    cy = {"GIT_AUTHOR_EMAIL": "cy@example.invalid", "GIT_COMMITTER_EMAIL": "cy@example.invalid"}
    ground.repo.commit(message, OPS, **cy)
    ground.decide("Ben", "main..topic")
    assert "Ben had a part in it, and can't; ask Ann" in why(ground)


def test_who_merges_an_approved_head_has_no_part_in_it(two: Ground) -> None:
    two.decide("Ben", "main..topic")
    two.branch("queue", "main")
    two.repo.git("merge", "--quiet", "--squash", "topic")
    two.commit({}, by="Ben")
    assert said(two.land()) == []


TWO = "  thresholds: [{at_least: 2}]\n"


def test_two_people(repo: Repo) -> None:
    ground = topic(repo, law("Ann", "Ben", "Cy", thresholds=TWO), by="Dee")
    ground.decide("Ann", "main..topic")
    ground.decide("Ann", "main..topic")  # one person counts once
    assert said(ground.land()) == ["error H001 ops/run"]
    assert why(ground) == "2 people for the gate 'change'; approved by Ann; ask Ben, Cy"
    ground.decide("Cy", "main..topic")
    assert said(ground.land()) == []


@pytest.mark.slow
def test_two_people_on_what_a_host_squashed(repo: Repo) -> None:
    ground = topic(repo, law("Ann", "Ben", thresholds=TWO), by="Dee")
    ground.decide("Ann", "main..topic")
    ground.branch("queue", "main")
    ground.repo.git("merge", "--quiet", "--squash", "topic")
    ground.commit({}, by="Dee")
    assert said(ground.land()) == ["error H001 ops/run"]
    ground.decide("Ben", "HEAD~1..HEAD")  # by what landed, where Ann went by the head
    assert said(ground.land()) == []


GATES = """\
  thresholds:
    - {gate: change, paths: [ops/], by: [Ann]}
    - {gate: security, paths: [ops/keys], by: [Ben]}
    - {gate: deploy, by: [Cy]}
"""


def test_two_gates(repo: Repo) -> None:
    ground = Ground(repo, law("Ann", "Ben", "Cy", thresholds=GATES))
    ground.branch("topic")
    ground.commit({"ops/keys": "1\n"}, by="Dee")
    ground.decide("Ann", "main..topic")
    ground.decide("Cy", "main..topic", gate="security")  # not one of those who may
    assert why(ground) == "1 person for the gate 'security'; nobody did; ask Ben"
    assert ground.land().findings[0].suggestion.endswith(" --gate security")  # type: ignore[union-attr]
    ground.decide("Ben", "main..topic", gate="security")
    assert said(ground.land()) == []  # deploy is asked by whoever deploys, not by a ref update


def test_what_no_threshold_names_takes_one_person(repo: Repo) -> None:
    ground = Ground(repo, law("Ann", "Ben", thresholds=GATES.replace(", by: [Cy]", "")))
    ground.branch("topic")
    ground.commit({".gitattributes": "* text\n"}, by="Dee")
    ground.decide("Ben", "main..topic")
    assert said(ground.land()) == []


def test_a_threshold_guards_paths_of_its_own(repo: Repo) -> None:
    thresholds = "  thresholds: [{paths: [pay/], at_least: 1}]\n"
    ground = Ground(repo, law("Ann", "Ben", thresholds=thresholds))
    ground.branch("topic")
    ground.commit({"pay/rate": "1\n"}, by="Dee")
    assert said(ground.land()) == ["error H001 pay/rate"]
    ground.decide("Ann", "main..topic")
    assert said(ground.land()) == []


def test_a_gate_may_ask_for_presence(repo: Repo) -> None:
    ground = topic(repo, law("Ann", "Ben", thresholds="  thresholds: [{presence: true}]\n"))
    ground.decide("Ben", "main..topic")
    assert why(ground) == (
        "1 person for the gate 'change'; nobody did; "
        "the key of Ben does not show that a person was there; ask Ben"
    )


@pytest.mark.parametrize(
    ("flags", "found"), [(TOUCHED, []), (0, ["error G002 ops/run"])], ids=["touched", "untouched"]
)
def test_a_token_shows_whether_it_was_touched(repo: Repo, flags: int, found: list[str]) -> None:
    token = Token()
    text = law("Ann", "Ben", thresholds="  thresholds: [{presence: true}]\n")
    ground = topic(repo, text.replace(key_of("Ben").with_suffix(".pub").read_text().strip(),
                                      token.public))  # fmt: skip
    asked = ground.asked()
    fields = fields_of(
        state(change_of(ground.git, "main..topic", None), asked, "change", "0" * 32, None, None)
    )
    own = {
        "statement": fields,
        "signature": token.sign(payload_of(fields), NAMESPACE, flags),
    }
    head = repo.head()
    line = make_line(KIND, str(fields["at"]), "Ben", facts_of(ground.git, head), own)
    add_lines(ground.git, KIND, {head: [line]}, who(ground.git), "approve")
    landed = ground.land()
    assert said(landed) == found
    assert landed.notices == (() if found else (f"{head[:12]} approved by Ben (present)",))


def test_a_rejection_stands_until_it_is_withdrawn(two: Ground) -> None:
    two.decide("Ben", "main..topic", reason="the job runs twice", now=int(time.time()) - 60)
    landed = two.land()
    assert said(landed) == ["error H003", "error G002 ops/run"]
    assert landed.findings[0].message == "Ben rejected this change: the job runs twice"
    two.decide("Ben", "main..topic")
    assert said(two.land()) == []


@pytest.mark.slow
def test_a_rejection_holds_up_what_is_built_on_it(two: Ground) -> None:
    two.decide("Ben", "main..topic", reason="no", now=int(time.time()) - 60)
    two.commit({"ops/run": "3\n"})
    two.commit({"a": "2\n"})
    assert said(two.land("topic")) == ["error H003", "error G002 ops/run", "error G002 ops/run"]
    two.decide("Ben", "main..topic")
    assert said(two.land()) == []


@pytest.mark.slow
def test_a_rejection_of_what_nobody_guards(repo: Repo) -> None:
    ground = Ground(repo, law("Ann", "Ben"))
    ground.branch("topic")
    ground.commit({"a": "2\n"})
    ground.decide("Ben", "main..topic", reason="not now")
    assert said(ground.land()) == ["error H003"]


@pytest.mark.slow
def test_a_squash_of_what_was_rejected(two: Ground) -> None:
    two.decide("Ben", "main..topic", reason="no")
    two.branch("queue", "main")
    two.repo.git("merge", "--quiet", "--squash", "topic")
    two.commit({})
    assert said(two.land()) == ["error H003", "error G002 ops/run"]


@pytest.mark.parametrize(
    ("decision", "reason"),
    [
        ({"repository": "fork/app"}, "is for the repository 'fork/app'"),
        ({"ref": "refs/heads/next"}, "is for the ref 'refs/heads/next'"),
        ({"now": int(time.time()) - 15 * DAY}, "expired at "),
    ],
)
def test_approvals_for_another_place_or_time(
    two: Ground, decision: dict[str, str], reason: str
) -> None:
    """A fork shares every tree and commit, and its approvals may come along with a pull."""
    two.decide("Ben", "main..topic", **decision)  # type: ignore[arg-type]
    landed = two.land()
    assert said(landed) == ["error G002 ops/run", "warn H002"]
    assert f"an approval in the name of Ben {reason}" in landed.findings[1].message or (
        reason in landed.findings[1].message
    )


def test_an_approval_under_another_law(two: Ground) -> None:
    """Who approved under laxer terms has not approved under these."""
    two.decide("Ben", "main..topic")
    two.switch("main")
    two.law = two.commit({"CONSTITUTION.md": law("Ann", "Ben", thresholds=TWO)})
    two.switch("topic")
    two.repo.git("rebase", "--quiet", "main")
    assert "error G002 ops/run" in said(two.land())


def test_an_approval_without_a_name_for_the_repository(two: Ground) -> None:
    two.decide("Ben", "main..topic")
    two.repo.git("config", "--unset", "agentops.repository")
    landed = two.land()
    assert said(landed) == ["error G002 ops/run", "warn H002"]
    assert "git config agentops.repository OWNER/NAME" in landed.findings[1].message


def test_levels_are_the_laws(repo: Repo) -> None:
    text = law("Ann", "Ben").replace("T001: off", "T001: off, G002: warn")
    assert said(topic(repo, text).land()) == ["warn G002 ops/run"]


def test_a_replaced_commit_hides_nothing(two: Ground) -> None:
    """Whoever may push refs/replace must not choose what is judged."""
    harmless = two.repo.git("commit-tree", "main^{tree}", "-p", "main", "-m", "fix: mend")
    two.repo.git("replace", "topic", harmless)
    two.repo.git("replace", "topic^{tree}", "main^{tree}")
    assert said(two.land()) == ["error G002 ops/run"]
