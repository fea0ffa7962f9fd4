"""Who an author is, as far as a name and an address can tell: a bot, an agent, or anyone."""

from collections.abc import Sequence
from typing import NamedTuple

from agentops_git.constitution.globs import text_matches


class Signs(NamedTuple):
    """What a name or an address may be, begin with, end with or hold; all in lower case."""

    whole: frozenset[str]
    begins: tuple[str, ...]
    ends: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()

    def fit(self, text: str) -> bool:
        """Whether a case-folded name or address has one of these signs."""
        return (
            text in self.whole
            or text.startswith(self.begins)
            or text.endswith(self.ends)
            or any(part in text for part in self.holds)
        )


AGENTS = Signs(
    whole=frozenset(
        ("claude", "claude code", "cursor agent", "cursoragent@cursor.com", "codex", "copilot")
    ),
    begins=(
        "claude[", "copilot[", "copilot-swe-agent", "cursor[", "devin-ai-integration",
        "google-labs-jules", "gemini-code-assist", "chatgpt-codex-connector", "openhands",
        "aider (", "amazon-q-developer", "factory-droid", "sweep-ai", "codegen-sh", "kilo-code",
        "opencode-agent",
    ),
    ends=("@anthropic.com", " (aider)"),
    holds=("+copilot@users.", "+claude[bot]@", "+copilot-swe-agent[bot]@"),
)  # fmt: skip
"""Authors that are AI agents: they can write a record, so that no exemption of bots covers them."""

BOTS = Signs(
    whole=frozenset(
        (
            "renovate", "renovate-bot", "renovate bot", "snyk-bot", "snyk-test", "pyup-bot",
            "pyup.io bot", "github-actions", "github actions", "semantic-release-bot", "weblate",
            "hosted weblate", "bors", "bors-servo", "homu", "k8s-ci-robot", "scala-steward",
            "copybara-service",
        )
    ),
    begins=("dependabot", "greenkeeper", "pre-commit-ci", "mergify", "allcontributors", "imgbot"),
    ends=("[bot]", "@renovateapp.com"),
    holds=("[bot]@",),
)  # fmt: skip
"""Automation that can't say what it learned."""


def is_author(globs: Sequence[str], name: str, email: str) -> bool:
    """Whether an author's name or e-mail address matches one of several globs, without case."""
    known = (name.casefold(), email.casefold()) if globs else ()
    return any(text_matches(glob.casefold(), text) for glob in globs for text in known)


def is_agent(name: str, email: str) -> bool:
    """Whether this author is the account of a known AI agent."""
    return AGENTS.fit(name.casefold()) or AGENTS.fit(email.casefold())


def is_bot(name: str, email: str) -> bool:
    """Whether this author is known automation, and no AI agent."""
    return (BOTS.fit(name.casefold()) or BOTS.fit(email.casefold())) and not is_agent(name, email)
