"""What the catalogue says of guardrails on ref updates."""

from agentops_git.rules.docs.text import Text, levels

TEXTS: dict[str, Text] = {
    "G016": Text(
        "A protected ref, or a notes ref, is rewritten.",
        "What others have built on, or approved, is gone.",
        "",
        "",
        levels("G016"),
    ),
    "G017": Text(
        "A protected ref, or a notes ref, is deleted.",
        "What it held is gone.",
        "",
        "",
        levels("G017"),
    ),
}
