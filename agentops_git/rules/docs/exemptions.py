"""What the catalogue says of exemptions."""

from agentops_git.rules.docs.text import Text, levels

TEXTS: dict[str, Text] = {
    "X001": Text(
        "An exemption is not as it has to be.",
        "An exemption that nobody can read exempts from nothing.",
        "",
        "",
        levels("X001"),
    ),
    "X002": Text(
        "An exemption has expired.",
        "It was given for a time, and the time is over.",
        "",
        "",
        levels("X002"),
    ),
    "X003": Text(
        "An exemption from a rule on changes is not signed.",
        "Whoever can write a note could exempt themselves.",
        "",
        "",
        levels("X003"),
    ),
}
