"""Who an author is, as far as a name and an address can tell: a bot, an agent, or anyone."""

from collections.abc import Sequence

from agentops_git.constitution.globs import text_matches

AGENTS = (
    "*@anthropic.com", "claude*[bot]", "claude", "claude code", "copilot*", "*+copilot@users.*",
    "cursoragent@cursor.com", "cursor agent", "cursor*[bot]", "devin-ai-integration*",
    "google-labs-jules*", "gemini-code-assist*", "chatgpt-codex-connector*", "codex",
    "openhands*", "aider (*", "* (aider)", "amazon-q-developer*", "factory-droid*", "sweep-ai*",
    "codegen-sh*", "kilo-code*", "opencode-agent*",
)  # fmt: skip
"""Authors that are AI agents: they can write a record, so that no exemption of bots covers them."""

BOTS = (
    "*[bot]", "*[bot]@*", "dependabot*", "renovate", "renovate-bot", "renovate bot",
    "*@renovateapp.com", "bot@renovateapp.com", "greenkeeper*", "snyk-bot", "snyk-test",
    "pre-commit-ci*", "github-actions", "github actions", "mergify*", "allcontributors*",
    "imgbot*", "pyup-bot", "pyup.io bot", "semantic-release-bot", "weblate", "hosted weblate",
    "project_*_bot*@*", "group_*_bot*@*", "bors", "bors-servo", "homu", "k8s-ci-robot",
    "scala-steward", "whitesource*", "mend-bolt*", "deepsource*", "copybara-service",
)  # fmt: skip
"""Automation that can't say what it learned."""


def is_author(globs: Sequence[str], name: str, email: str) -> bool:
    """Whether an author's name or e-mail address matches one of several globs, without case."""
    known = (name.casefold(), email.casefold())
    return any(text_matches(glob.casefold(), text) for glob in globs for text in known)


def is_agent(name: str, email: str) -> bool:
    """Whether this author is the account of a known AI agent."""
    return is_author(AGENTS, name, email)


def is_bot(name: str, email: str) -> bool:
    """Whether this author is known automation, and no AI agent."""
    return is_author(BOTS, name, email) and not is_agent(name, email)
