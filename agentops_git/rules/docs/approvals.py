"""What the catalogue says of human gates."""

from agentops_git.rules.docs.text import Text, levels

TEXTS: dict[str, Text] = {
    "H001": Text(
        "An approval that the law asks for is missing.",
        "Some steps are for people to take.",
        "",
        "",
        levels("H001"),
    ),
    "H002": Text(
        "An approval does not count.",
        "It was given for something else, by someone else, or for another time.",
        "",
        "",
        levels("H002"),
    ),
    "H003": Text(
        "Somebody rejected this change.",
        "A rejection stands until it is withdrawn.",
        "",
        "",
        levels("H003"),
    ),
}
