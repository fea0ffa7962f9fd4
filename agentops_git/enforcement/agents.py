"""Which AI agent is at work, as its environment tells.

The variables are what each tool documents or is seen to set for the commands that it runs;
AI_AGENT and AGENT are the names that several tools share for it.
"""

from collections.abc import Mapping

OWN_WORD = "AGENTOPS_ASSISTED_BY"
"""What a user or agent may set to be named exactly: ``Agent[:model] [tools]``."""

_SET_BY = (
    ("CLAUDECODE", "Claude"),
    ("CURSOR_AGENT", "Cursor"),
    ("GEMINI_CLI", "Gemini"),
    ("CODEX_SANDBOX", "Codex"),
    ("CODEX_SANDBOX_NETWORK_DISABLED", "Codex"),
    ("OPENCODE", "OpenCode"),
    ("QWEN_CODE", "Qwen"),
    ("CLINE_ACTIVE", "Cline"),
    ("AUGMENT_AGENT", "Augment"),
    ("GOOSE_TERMINAL", "Goose"),
)
_NAMED_BY = ("AI_AGENT", "AGENT")
_OFF = ("", "0", "false")


def known_agent(env: Mapping[str, str]) -> str | None:
    """The value of ``Assisted-by`` for the agent whose environment this is; None for a person."""
    if word := " ".join(env.get(OWN_WORD, "").split()):
        return word
    for variable, name in _SET_BY:
        if env.get(variable, "").lower() not in _OFF:
            return name
    for variable in _NAMED_BY:
        name = env.get(variable, "")
        if name.lower() not in (*_OFF, "1", "true") and name.replace("-", "").isalnum():
            return name
    return None
