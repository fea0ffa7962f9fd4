"""What the catalogue says of guardrails on which paths a change touches and how."""

from agentops_git.rules.docs.text import Text, levels

TEXTS: dict[str, Text] = {
    "G001": Text(
        "The change makes the constitution one that does not load.",
        "A law that can't be read judges nobody, so a change that breaks it is refused by every "
        "law. The message names the line, the key and what may stand there.",
        "---\nagentops: 1\nrules:\n  T001: maybe\n---\n",
        "---\nagentops: 1\nrules:\n  T001: warn\n---\n",
        "",
    ),
    "G002": Text(
        "A guarded path changes, and nobody approved it.",
        "A law that anyone can change in passing is none.",
        "",
        "",
        levels("G002"),
    ),
    "G003": Text(
        "An agent changes a path outside those that it may touch.",
        "An agent with one responsibility is easier to trust and to review.",
        "",
        "",
        levels("G003"),
    ),
    "G004": Text(
        "One commit changes more files or lines than the law allows.",
        "Nobody reviews a change of that size.",
        "",
        "",
        levels("G004"),
    ),
    "G005": Text(
        "One commit deletes many files.",
        "A slip of a pattern deletes more than was meant.",
        "",
        "",
        levels("G005"),
    ),
    "G006": Text(
        "A file is larger than the law allows.",
        "History keeps it for ever, and every clone pays for it.",
        "",
        "",
        levels("G006"),
    ),
    "G007": Text(
        "A binary file is larger than the law allows.",
        "Nobody can review it, and it does not compress against its next version.",
        "",
        "",
        levels("G007"),
    ),
    "G008": Text(
        "A lock file changes without its manifest.",
        "What is installed then differs from what was asked for.",
        "",
        "",
        levels("G008"),
    ),
    "G009": Text(
        "The URL of a submodule changes.",
        "Every clone then fetches from, and trusts, another place.",
        "",
        "",
        levels("G009"),
    ),
    "G010": Text(
        "A symbolic link leads out of the tree.",
        "What follows it reads or writes a file of whoever checks it out.",
        "",
        "",
        levels("G010"),
    ),
    "G011": Text(
        "A file becomes executable.",
        "What can be run is run some day.",
        "",
        "",
        levels("G011"),
    ),
    "G015": Text(
        "The name of a file holds control characters.",
        "Tools that list names line by line read two, or none.",
        "",
        "",
        levels("G015"),
    ),
}
