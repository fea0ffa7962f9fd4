"""What the catalogue says of validation gates."""

from agentops_git.rules.docs.text import Text, levels

TEXTS: dict[str, Text] = {
    "V001": Text(
        "A gate that applies has no evidence for this tree.",
        "Validate before executing.",
        "",
        "",
        levels("V001"),
    ),
    "V002": Text(
        "A gate failed on this tree.",
        "Validate before executing.",
        "",
        "",
        levels("V002"),
    ),
    "V003": Text(
        "A Validation: trailer claims what the evidence contradicts.",
        "A claim that nobody can trust is worse than none.",
        "",
        "",
        levels("V003"),
    ),
}
