"""Other tools' words read in ours; the message keeps the words that were written."""

import pytest

from agentops_git.message.agents import agent_of
from agentops_git.message.dialects import TERMS, has_record_bytes, reads_as
from agentops_git.message.keys import CANONICAL
from agentops_git.message.record import read


@pytest.mark.parametrize(
    ("line", "read_as"),
    [
        ("Tested: pytest -q", ("Validation", "pytest -q", "lore")),
        ("Lore-id: f5d62b60", ("Lore-id", "f5d62b60", "lore")),
        ("Related: f5d62b60", ("Related", "f5d62b60", "lore")),
        ("Limit: the clock", ("Constraint", "the clock", "commitlore")),
        ("ruled-out: a flag | unused", ("Rejected", "a flag | unused", "commitlore")),
        ("Warn: keep the order", ("Directive", "keep the order", "commitlore")),
        ("Verified: pytest", ("Validation", "pytest", "commitlore")),
        ("Unverified: Windows", ("Not-tested", "Windows", "commitlore")),
        ("Certainty: firm", ("Confidence", "high", "commitlore")),
        ("Certainty: Tentative.", ("Confidence", "medium", "commitlore")),
        ("Certainty: guess (no data)", ("Confidence", "low", "commitlore")),
        ("Blast: system", ("Scope-risk", "wide", "commitlore")),
        ("Undo: costly", ("Reversibility", "migration-needed", "commitlore")),
        ("Record-Id: r-4b7e21", ("Record-Id", "r-4b7e21", "commitlore")),
        ("X-Claude-Session: 4b7e21", ("Session", "4b7e21", "commitlore")),
        ("AI-Decision: JWT", ("Solution", "JWT", "git-mem")),
        ("AI-Gotcha: tokens expire", ("Learning", "tokens expire", "git-mem")),
        ("AI-Context: [auth]", ("Context", "[auth]", "git-mem")),
        ("AI-Agent: claude-code", ("Assisted-by", "claude-code", "git-mem")),
        ("Entire-Session: 2025-1", ("Session", "2025-1", "entire")),
        ("Entire-Checkpoint: a3b2c4", ("Entire-Checkpoint", "a3b2c4", "entire")),
        ("Scope-risk: broad", ("Scope-risk", "wide", "agentops")),
        ("Scope-risk: Medium", ("Scope-risk", "moderate", "agentops")),
        ("Confidence: HIGH", ("Confidence", "high", "agentops")),
        ("Confidence: 80%", ("Confidence", "80%", "agentops")),
        ("Learning: b", ("Learning", "b", "agentops")),
        ("Resolves: imp-12345678", ("Resolves", "imp-12345678", "agentops")),
        (
            "Co-authored-by: Claude <noreply@anthropic.com>",
            ("Assisted-by", "Claude", "co-authored-by"),
        ),
        ("Resolves: #12", None),
        ("Resolves: JIRA-12", None),
        ("Related: the parser", None),
        ("Provenance: an old book", None),
        ("Co-authored-by: Claude Monet <cm@example.invalid>", None),
        ("Reviewed-by: Ann", None),
    ],
)
def test_terms(line: str, read_as: tuple[str, str, str] | None) -> None:
    key, _, value = line.partition(": ")
    assert reads_as(key, value) == read_as
    assert read_as is None or has_record_bytes(f"fix: a\n\n{line}\n".encode())


@pytest.mark.parametrize(
    ("author", "agent"),
    [
        ("Claude Opus 4.6 (1M context) <noreply@anthropic.com>", "Claude:opus-4.6"),
        ("Claude <noreply@anthropic.com>", "Claude"),
        ("Claude Code <noreply@anthropic.com>", "Claude"),
        ("aider (gpt-4o) <noreply@aider.chat>", "Aider:gpt-4o"),
        ("Copilot <198982749+Copilot@users.noreply.github.com>", "Copilot"),
        ("OpenAI Codex <codex@openai.com>", "Codex"),
        ("Cursor Agent <cursoragent@cursor.com>", "Cursor"),
        ("Claude Monet <cm@example.invalid>", None),
        ("noreply@anthropic.com", None),
    ],
)
def test_agents_are_known_by_their_address(author: str, agent: str | None) -> None:
    assert agent_of(author) == agent


def test_keys_that_a_dialect_shares_with_us_are_its_own_beside_its_own_keys() -> None:
    lore = read("fix: a\n\nLore-id: f5d62b60\nConstraint: b\nSupersedes: 197597e5\nLearning: c\n")
    assert [entry.dialect for entry in lore.entries] == ["lore", "lore", "lore", "agentops"]
    commitlore = read("fix: a\n\nRecord-Id: r-4b7e21\nSupersedes: r-9c07e2\n")
    assert [entry.dialect for entry in commitlore.entries] == ["commitlore", "commitlore"]
    ours = read("fix: a\n\nConstraint: b\nSupersedes: lrn-12345678\n")
    assert [entry.dialect for entry in ours.entries] == ["agentops", "agentops"]


def test_every_scale_ends_in_ours() -> None:
    ours = {
        "Confidence": {"low", "medium", "high"},
        "Scope-risk": {"narrow", "moderate", "wide"},
        "Reversibility": {"clean", "migration-needed", "irreversible"},
    }
    for term in TERMS.values():
        if term.values:
            assert set(term.values.values()) == ours[term.key]


def test_our_keys_are_all_there() -> None:
    assert {name for name, term in TERMS.items() if term.dialect == "agentops"} == {
        *CANONICAL.values()
    }
