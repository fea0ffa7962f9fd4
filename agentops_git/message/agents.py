"""The agents that sign commits as co-authors."""

AGENTS = {
    "noreply@anthropic.com": "Claude",
    "cursoragent@cursor.com": "Cursor",
    "@openai.com": "Codex",
    "+copilot@users.noreply.github.com": "Copilot",
    "copilot@github.com": "Copilot",
    "copilot-swe-agent[bot]": "Copilot",
    "@aider.chat": "Aider",
    "devin-ai-integration[bot]": "Devin",
    "gemini-code-assist[bot]": "Gemini",
    "gemini-cli": "Gemini",
    "google-labs-jules[bot]": "Jules",
    "amp@ampcode.com": "Amp",
    "noreply@opencode.ai": "opencode",
    "openhands@all-hands.dev": "OpenHands",
    "factory-droid[bot]": "Droid",
    "qwen-coder@alibabacloud.com": "Qwen",
    "crush@charm.land": "Crush",
    "junie@jetbrains.com": "Junie",
    "agent@warp.dev": "Warp",
}
"""Who co-authors as an agent, by what its address contains; names alone are people's too."""

_PRODUCT_WORDS = ("code", "agent", "ai", "cli", "bot")


def agent_of(author: str) -> str | None:
    """``Agent[:model]`` for the ``Name <address>`` of a known agent, else None."""
    name, _, address = author.lower().partition("<")
    for mark, agent in AGENTS.items():
        if mark in address:
            model = _model(name.partition(agent.lower())[2])
            return f"{agent}:{model}" if model else agent
    return None


def _model(name: str) -> str:
    """``opus-4.6`` of `` Opus 4.6 (1M context)``; what is in brackets only where that is all."""
    named, _, inside = name.partition("(")
    words = [word for word in named.strip(" :/-").split() if word not in _PRODUCT_WORDS]
    return "-".join(words or inside.partition(")")[0].split())
