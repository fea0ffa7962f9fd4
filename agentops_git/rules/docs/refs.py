"""What the catalogue says of guardrails on ref updates."""

from agentops_git.rules.docs.text import Text, levels

TEXTS: dict[str, Text] = {
    "G016": Text(
        "A push rewrites a protected ref or a notes ref, or drops lines that stand in its notes.",
        "What others have built on is gone from where they look for it, and a history that does "
        "not descend from the law would be judged by none. The default branch is protected, and "
        "what `protected:` and `trusted:` name; of a protected tag any other object is a rewrite. "
        "Notes refs go forward, and each line in them stays or is named by a tombstone; lines of "
        "gates, approvals and audit can't be redacted by a push at all.",
        "git push --force origin main\n",
        "git pull --rebase origin main && git push origin main\n"
        "agentops-git sync  # for notes: brings what is there, and merges\n",
        levels("G016"),
    ),
    "G017": Text(
        "A push deletes a protected ref or a notes ref.",
        "What it held, evidence and approvals among it, is gone for everybody. To retire a "
        "protected branch or tag, take it out of `protected:` first, in a commit of its own; to "
        "remove one line of a note for good, redact it.",
        "git push origin --delete release/1\n",
        "agentops-git note redact not-1a2b3c4d\n",
        "protected: [release/*]\n",
    ),
}
