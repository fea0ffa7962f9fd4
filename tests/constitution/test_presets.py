"""What each preset asks of a commit, and what it leaves out."""

import pytest

from agentops_git.constitution.model import MessagePolicy, Preset
from agentops_git.constitution.policy import CommitFacts, policy_for
from agentops_git.constitution.presets import LIGHT_TYPES, PRESETS, TYPES

ALL = ("Intent", "Context", "Solution", "Learning", "Impact", "Improvement", "Validation")
CORE = MessagePolicy(
    levels={},
    required=("Intent", "Context", "Learning"),
    advised=("Solution", "Impact"),
    types=TYPES,
    subject_max=72,
    min_words=3,
    none_accepted=True,
    ceiling="error",
)
EXPECTED: dict[Preset, MessagePolicy] = {
    "core": CORE,
    "agents": CORE._replace(ceiling="warn"),
    "seed": CORE._replace(
        levels={"M001": "error", "M002": "error"},
        required=("Context", "Solution", "Learning", "Impact"),
        advised=(),
    ),
    "strict": CORE._replace(
        levels={"M001": "error", "M002": "error"}, required=ALL, advised=(), none_accepted=False
    ),
}


@pytest.mark.parametrize("preset", PRESETS)
def test_an_ordinary_commit(preset: Preset) -> None:
    commit = CommitFacts("Ann", "ann@example.invalid", "feat", kind="ordinary")
    assert policy_for(PRESETS[preset], commit) == EXPECTED[preset]
    assert policy_for(PRESETS[preset], commit._replace(type=None)) == EXPECTED[preset]


@pytest.mark.parametrize("kind", TYPES)
def test_core_asks_of_light_types_for_an_intent_alone(kind: str) -> None:
    light = CORE._replace(required=("Intent",), advised=())
    policy = policy_for(PRESETS["core"], CommitFacts("Ann", "ann@example.invalid", kind))
    assert policy == (light if kind in LIGHT_TYPES else CORE)


@pytest.mark.parametrize("preset", ["seed", "strict"])
def test_seed_and_strict_know_no_light_types(preset: Preset) -> None:
    policy = policy_for(PRESETS[preset], CommitFacts("Ann", "ann@example.invalid", "docs"))
    assert policy == EXPECTED[preset]


@pytest.mark.parametrize(
    "commit",
    [
        CommitFacts("Ann", "ann@example.invalid", "feat", agent=True),
        CommitFacts("Claude", "noreply@anthropic.com", "feat"),
        CommitFacts("copilot-swe-agent[bot]", "1+Copilot@users.noreply.invalid", "feat"),
    ],
)
def test_agents_holds_agents_to_it_and_reminds_people(commit: CommitFacts) -> None:
    assert policy_for(PRESETS["agents"], commit) == CORE


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize(
    "commit",
    [
        CommitFacts("dependabot[bot]", "49699333+dependabot[bot]@users.noreply.invalid", "build"),
        CommitFacts("Renovate Bot", "bot@renovateapp.com", "chore"),
        CommitFacts("github-actions", "41898282+github-actions[bot]@users.noreply.invalid"),
        CommitFacts("Hosted Weblate", "hosted@weblate.invalid"),
        CommitFacts("Ann", "ann@example.invalid", parents=2, kind="merge"),
        CommitFacts("Ann", "ann@example.invalid", parents=3, kind="ordinary"),
        CommitFacts("Ann", "ann@example.invalid", parents=2, kind="fixup"),
        CommitFacts("Ann", "ann@example.invalid", kind="merge"),
        CommitFacts("Ann", "ann@example.invalid", kind="revert"),
        CommitFacts("Ann", "ann@example.invalid", kind="reapply"),
    ],
)
def test_left_out(preset: Preset, commit: CommitFacts) -> None:
    assert policy_for(PRESETS[preset], commit) is None


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize(
    "commit",
    [
        CommitFacts("Robot Smith", "smith@example.invalid", "feat"),
        CommitFacts("Ann", "bot@example.invalid", "feat"),
        CommitFacts("claude[bot]", "1+claude[bot]@users.noreply.invalid", "feat"),
        CommitFacts("helper[bot]", "1+helper[bot]@users.noreply.invalid", "feat", agent=True),
        CommitFacts("Ann", "ann@example.invalid", "revert", kind="ordinary"),
    ],
)
def test_not_left_out(preset: Preset, commit: CommitFacts) -> None:
    assert policy_for(PRESETS[preset], commit) is not None


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("kind", ["fixup", "squash", "amend"])
def test_what_rebase_will_melt_is_judged_for_harm_alone(preset: Preset, kind: str) -> None:
    policy = policy_for(PRESETS[preset], CommitFacts("Ann", "ann@example.invalid", kind=kind))
    assert policy is not None
    assert (policy.required, policy.advised, policy.forbidden) == ((), (), ())
    off = {code for code, level in policy.levels.items() if level == "off"}
    assert off == {"M002", "M003", "M004", *(f"T{n:03}" for n in range(1, 14))}
