"""What the catalogue says of guardrails on what a change adds."""

from agentops_git.rules.docs.text import Text, levels

TEXTS: dict[str, Text] = {
    "G012": Text(
        "A conflict marker is left in a file.",
        "It is half a merge, and mostly breaks the build.",
        "",
        "",
        levels("G012"),
    ),
    "G013": Text(
        "A bidirectional control character is not closed within its line.",
        "The text that a reviewer sees is not the text that runs (Trojan Source).",
        "",
        "",
        levels("G013"),
    ),
    "G014": Text(
        "A letter that looks like another one stands in a name.",
        "Two names that look the same are two names.",
        "",
        "",
        levels("G014"),
    ),
    "G018": Text(
        "A secret is added.",
        "What is pushed is known to others for ever; rotating it is all that helps.",
        "",
        "",
        levels("G018"),
    ),
    "G019": Text(
        "A rule of the repository ran out of time.",
        "A regular expression that takes for ever judges nothing.",
        "",
        "",
        levels("G019"),
    ),
}
