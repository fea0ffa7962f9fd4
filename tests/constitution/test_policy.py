"""Which rules hold for which commit, in repositories with laws of their own."""

from agentops_git.constitution.load import load
from agentops_git.constitution.model import Constitution, MessagePolicy
from agentops_git.constitution.policy import CommitFacts, policy_for
from tests.constitution.files import law

ANN = CommitFacts("Ann", "ann@example.invalid", "feat", kind="ordinary")


def stated(*lines: str) -> Constitution:
    return load(law(*lines), "CONSTITUTION.md")


def policy(constitution: Constitution, commit: CommitFacts) -> MessagePolicy:
    found = policy_for(constitution, commit)
    assert found is not None
    return found


PARTS = stated(
    "rules: {T005: off, T006: warn, M003: off}",
    "subtrees:",
    "  - only: [team-a/**]",
    "    rules: {T005: error, T006: off}",
    "    trailers: {required: [Ticket], advised: [Intent, Impact], own: [Ticket], min_words: 5}",
    "    subject: {max: 60, types: [feat, fix, deps]}",
    "  - only: [team-a/legacy/]",
    "    trailers: {required: [], advised: [], none_accepted: false, forbidden: [Ticket]}",
    "    rules: {T001: off}",
)


def test_a_part_has_rules_of_its_own() -> None:
    found = policy(PARTS, ANN._replace(paths=("team-a/x", "team-a/y/z")))
    assert found.required == ("Ticket",)
    assert found.advised == ("Intent", "Impact")
    assert found.own == ("Ticket",)
    assert found.min_words == 5
    assert found.subject_max == 60
    assert found.types == ("feat", "fix", "deps")
    assert found.levels == {"T005": "error", "T006": "off", "M003": "off"}


def test_a_path_belongs_to_the_last_part_that_matches() -> None:
    found = policy(PARTS, ANN._replace(paths=("team-a/legacy/x",)))
    assert found.required == ()
    assert found.forbidden == ("Ticket",)
    assert not found.none_accepted


def test_elsewhere_and_where_paths_are_unknown_or_none_the_general_rules_hold() -> None:
    general = policy(PARTS, ANN)
    assert general.required == ("Intent", "Context", "Learning")
    assert policy(PARTS, ANN._replace(paths=("x",))) == general
    assert policy(PARTS, ANN._replace(paths=())) == general


def test_a_commit_across_parts_satisfies_each() -> None:
    found = policy(PARTS, ANN._replace(paths=("README.md", "team-a/x")))
    assert found.required == ("Intent", "Context", "Learning", "Ticket")
    assert found.advised == ("Solution", "Impact")
    assert found.subject_max == 60
    assert found.min_words == 5
    assert found.types == ("feat", "fix")
    assert found.levels == {"T005": "error", "T006": "warn", "M003": "off"}


def test_a_lax_part_is_no_way_round_a_strict_one() -> None:
    found = policy(PARTS, ANN._replace(paths=("team-a/legacy/x", "README.md")))
    assert found.required == ("Intent", "Context", "Learning")
    assert found.forbidden == ("Ticket",)
    assert not found.none_accepted
    assert "T001" not in found.levels


def test_what_one_part_forbids_no_other_can_require() -> None:
    found = policy(PARTS, ANN._replace(paths=("team-a/legacy/x", "team-a/y")))
    assert found.required == ()
    assert found.forbidden == ("Ticket",)


def test_parts_that_share_no_type_keep_the_general_ones() -> None:
    apart = stated("subtrees: [{only: [a/], subject: {types: [a]}}]")
    across = policy(apart, ANN._replace(paths=("a/x", "b")))
    assert across.types == policy(apart, ANN).types
    anything = stated("subtrees: [{only: [a/], subject: {types: []}}]")
    assert policy(anything, ANN._replace(paths=("a/x",))).types == ()
    assert policy(anything, ANN._replace(paths=("a/x", "b"))).types == policy(apart, ANN).types
    wild = stated("subject: {types: []}")
    assert policy(wild, ANN).types == ()


def test_a_type_has_lists_of_its_own() -> None:
    own = stated("trailers: {by_type: {test: {required: [Intent], advised: [Intent, Learning]}}}")
    assert policy(own, ANN._replace(type="test")).required == ("Intent",)
    assert policy(own, ANN._replace(type="test")).advised == ("Learning",)
    assert policy(own, ANN).required == ("Intent", "Context", "Learning")


def test_rules_on_changes_are_none_of_a_message() -> None:
    assert policy(stated("rules: {G001: off, T002: off}"), ANN).levels == {"T002": "off"}


def test_paths_are_left_out_only_when_nothing_else_changes() -> None:
    vendored = stated("exempt: {paths: [vendor/**, '*.lock']}")
    assert policy_for(vendored, ANN._replace(paths=("vendor/a", "x/y.lock"))) is None
    assert policy_for(vendored, ANN._replace(paths=("vendor/a", "src/b"))) is not None
    assert policy_for(vendored, ANN._replace(paths=())) is not None
    assert policy_for(vendored, ANN) is not None


def test_types_and_authors_are_left_out() -> None:
    lax = stated("exempt: {types: [release], authors: ['*@MIRROR.invalid', 'Sync *']}")
    assert policy_for(lax, ANN._replace(type="release")) is None
    assert policy_for(lax, ANN._replace(author_email="a@mirror.invalid")) is None
    assert policy_for(lax, ANN._replace(author_name="sync job")) is None
    assert policy_for(lax, ANN) is not None


def test_what_presets_leave_out_can_be_judged() -> None:
    bot = CommitFacts("dependabot[bot]", "a@example.invalid", "build")
    assert policy_for(stated("exempt: {bots: false}"), bot) is not None
    strict = stated("exempt: {merges: []}")
    assert policy_for(strict, ANN._replace(parents=2, kind="merge")) is not None
    assert policy_for(strict, ANN._replace(kind="revert")) is not None
    some = stated("exempt: {merges: [merge]}")
    assert policy_for(some, ANN._replace(parents=2, kind="merge")) is None
    assert policy_for(some, ANN._replace(kind="reapply")) is not None


def test_an_agent_named_by_the_law_is_held_to_it() -> None:
    named = stated("extends: agents", "agents: [{name: Helper, authors: ['helper@*']}]")
    assert policy(named, ANN).ceiling == "warn"
    assert policy(named, ANN._replace(author_email="helper@example.invalid")).ceiling == "error"


def test_equal_facts_are_decided_once_and_laws_are_kept_apart() -> None:
    one, other = stated(), stated("rules: {T002: off}")
    commits = [ANN._replace(paths=(f"src/{number}",)) for number in range(3)]
    assert len({id(policy(one, commit)) for commit in commits}) == 1
    assert policy(other, ANN).levels == {"T002": "off"}
    assert policy(one, ANN).levels == {}
