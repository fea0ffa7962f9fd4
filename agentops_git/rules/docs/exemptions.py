"""What the catalogue says of exemptions."""

from agentops_git.rules.docs.text import Text, levels

TEXTS: dict[str, Text] = {
    "X001": Text(
        "An exemption that was meant for a finding can't count: it has no readable form, lasts "
        "longer than the law allows, or is for another commit, repository, law or a rule from "
        "which nothing exempts.",
        "An exemption that is not held to what it says would be a way round every rule.",
        "feat: import the tracker\n\nExemption: T001 until 2099-01-01: import\n",
        "feat: import the tracker\n\nExemption: T001 until 2026-11-24T18:00Z: import\n",
        "exemptions:\n  max_hours: 48\n  never: [G018]\n" + levels("X001"),
    ),
    "X002": Text(
        "An exemption has expired.",
        "It was given for a time, in which a protected branch had to take the commit in.",
        "feat: import the tracker\n\nExemption: T001 until 2020-01-01: import\n",
        "feat: import the tracker\n\nExemption: T001 until 2026-11-24T18:00Z: import\n",
        levels("X002"),
    ),
    "X003": Text(
        "An exemption from a rule on changes, gates or approvals is not signed by someone who may, "
        "or is signed by too few.",
        "Whoever can write a message or a note could exempt themselves, an agent among them.",
        "feat: add the client\n\nExemption: G018 until 2026-11-24T18:00Z: it is a test key\n",
        "agentops-git exempt G018 --until 12h --reason 'a test key' --paths 'tests/**'\n",
        levels("X003"),
    ),
}
