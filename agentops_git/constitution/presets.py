"""The presets that a constitution extends, as values: no file is read for them."""

from agentops_git.constitution.model import ByType, Constitution, Preset, SubjectForm, Trailers

LIGHT_TYPES = ("docs", "style", "chore", "ci", "build", "release")
"""Types whose commits state an intent and seldom teach. ``revert`` is none of them:
why something had to go is among the best lessons of a history."""

TYPES = (
    "feat", "fix", "docs", "style", "refactor", "perf", "test", "build", "ci", "chore",
    "revert", "release", "learn",
)  # fmt: skip

_LIGHT = {kind: ByType(required=("Intent",)) for kind in LIGHT_TYPES}
_SUBJECT = SubjectForm(types=TYPES)

CORE = Constitution(
    extends="core",
    trailers=Trailers(
        required=("Intent", "Context", "Learning"),
        advised=("Solution", "Impact"),
        by_type=_LIGHT,
    ),
    subject=_SUBJECT,
)

AGENTS = CORE._replace(extends="agents", people="warn")

SEED = Constitution(
    extends="seed",
    rules={"M001": "error", "M002": "error"},
    trailers=Trailers(required=("Context", "Solution", "Learning", "Impact")),
    subject=_SUBJECT,
)

STRICT = Constitution(
    extends="strict",
    rules={"M001": "error", "M002": "error"},
    trailers=Trailers(
        required=(
            "Intent", "Context", "Solution", "Learning", "Impact", "Improvement", "Validation",
        ),
        none_accepted=False,
    ),
    subject=_SUBJECT,
)  # fmt: skip

PRESETS: dict[Preset, Constitution] = {
    "core": CORE,
    "agents": AGENTS,
    "seed": SEED,
    "strict": STRICT,
}
