"""What the catalogue says of guardrails on what a change adds.

The examples are lines of a program's source; ``‹36›`` stands for so many random letters.
"""

from agentops_git.rules.docs.text import Text, levels

_MARKS = ("<" * 7 + " HEAD", "=" * 7, ">" * 7 + " topic")
_SLOW = (
    "guardrails:\n"
    "  rules:\n"
    "    - code: G901\n"
    "      match: '(a+)+$'\n"
    "      message: no line ends with an a\n"
)

TEXTS: dict[str, Text] = {
    "G012": Text(
        "A conflict that was not resolved is left in a file.",
        "It is half a merge, and mostly breaks the build. Only the three marks one after the "
        "other count, each at the beginning of its line: a heading that is underlined is none, "
        "and a document may show a conflict inside a fence.",
        "{}\nlimit = 10\n{}\nlimit = 20\n{}\n".format(*_MARKS),
        "limit = 20\n",
        levels("G012"),
    ),
    "G013": Text(
        "A bidirectional control character is not closed within its line of code.",
        "The text that a reviewer sees is not the text that runs (Trojan Source). An embedding, "
        "override or isolate must end on its line, and within the quotation or comment it began "
        "in. Arabic, Hebrew and Persian text, marks and joiners need no such character, and "
        "documents and catalogues of translations are let by, but for HTML, SVG and notebooks, "
        "which run code.",
        "if level != 'user\u202e \u2066// only admins\u2069 \u2066':\n",
        "if level != 'user':  # only admins, רק מנהלים\n",
        levels("G013"),
    ),
    "G014": Text(
        "A word in code mixes Latin letters with letters of another script that look like them.",
        "Two names that look the same are two names. Words wholly in one script are let by; the "
        "rule is off until the law asks for it.",
        "sc\u043epe = 1\n",
        "scope = 1\nобласть = 2\n",
        "guardrails:\n  homoglyphs: true\n",
    ),
    "G018": Text(
        "A secret is added: a token, a private key, a password.",
        "What is pushed is known to others for ever, and revoking it is all that helps. Files, "
        "symlink targets, binary data, messages and notes are searched as git stores them; what "
        "stood in the file before is no finding. No report ever prints the secret. "
        "What is none after all, such as the key of a test server, is listed in a baseline that "
        "the law names, or exempted with a signature (docs/secrets.md).",
        'TOKEN = "ghp_‹36›"\n',
        'TOKEN = os.environ["GITHUB_TOKEN"]\n',
        "guardrails:\n  secrets: {baseline: .secrets.json}  # what is known, and no alarm\n",
    ),
    "G019": Text(
        "A rule of the repository's own takes too long to match.",
        "A regular expression with nested repetition can take for ever on a short line, and one "
        "that was stopped has shown nothing: the change is refused. A rule has 2 seconds of CPU "
        "time for all that one run searches, and 1 more for each MiB.",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\n",
        "",
        _SLOW,
    ),
}
