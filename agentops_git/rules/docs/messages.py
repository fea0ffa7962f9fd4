"""What the catalogue says of the rules on messages."""

from agentops_git.rules.docs.text import Text, levels

_GOOD = """\
fix(parser): reject empty config values

Intent: fail loudly on a config that cannot work
Context: three support cases this week ended at an empty DB_URL
Learning: validate that a value is usable, not only that it is present
"""

TEXTS: dict[str, Text] = {
    "M001": Text(
        "The subject is not in the form of Conventional Commits: type(scope): description.",
        "The type decides which trailers a commit owes, and histories are searched and "
        "changelogs written by it. A subject that only starts like a merge or a revert is not "
        "excused; what git itself writes for one is. Of fixup! X, X is judged.",
        "Fixed the parser\n\nIntent: fail loudly on a config that cannot work\n",
        _GOOD,
        levels("M001"),
    ),
    "M002": Text(
        "The type of the subject is not one that the law knows.",
        "feature and feat, bugfix and fix are one thing under two names: whoever filters by "
        "type then finds a part.",
        "feature: read gzip input\n\nIntent: read what the exporter writes\n",
        "docs: explain gzip input\n\nIntent: show how to read what the exporter writes\n",
        "subject:\n  types: [feat, fix, docs]\n",
    ),
    "M003": Text(
        "The subject takes more columns than the law allows.",
        "Logs, hosts and mails cut long subjects, and what is cut is often what matters. East "
        "Asian characters take two columns. The rest belongs into the body, which has no limit.",
        "docs: explain why the parser rejects empty values and what to do about those\n\n"
        "Intent: answer the question that support gets every week\n",
        "docs: explain why empty values are rejected\n\n"
        "Intent: answer the question that support gets every week\n",
        "subject:\n  max: 60\n",
    ),
    "M004": Text(
        "The line after the subject is not blank.",
        "git takes everything up to the first blank line for the subject: the log shows it as "
        "one long line, and a trailer there is none.",
        "docs: explain empty values\nIntent: answer what support is asked every week\n",
        "docs: explain empty values\n\nIntent: answer what support is asked every week\n",
        levels("M004"),
    ),
    "M005": Text(
        "The message holds a control character, a terminal escape or a bidi override.",
        "Such characters are invisible, and change what a reader of the log sees: an escape can "
        "hide a line, an override can turn one around. Text of any script, emoji and tabs are "
        "fine, and so are bidi marks that are closed on their line.",
        "docs: explain \x1b[8mempty values\n\nIntent: answer what support is asked every week\n",
        "docs: explain empty values\n\nIntent: answer what support is asked every week\n",
        levels("M005"),
    ),
    "M006": Text(
        "A fixup!, squash! or amend! commit was not squashed into the one it mends.",
        "It was made to disappear, and says nothing that a later reader could use. It is welcome "
        "in work that is under way: only a range is judged for it.",
        "fixup! fix(parser): reject empty config values\n",
        _GOOD,
        levels("M006"),
    ),
    "M007": Text(
        "The message holds bytes that are not valid in its encoding.",
        "git stores UTF-8 unless i18n.commitEncoding says otherwise, and believes what it is "
        "told: the broken word stays broken in every log from then on.",
        "docs: explain the caf\udce9 example\n\nIntent: answer what support is asked every week\n",
        "docs: explain the café example\n\nIntent: answer what support is asked every week\n",
        levels("M007"),
    ),
    "T001": Text(
        "A trailer that the law requires is missing from the last paragraph.",
        "The diff shows what changed; why it had to, and what it taught, is gone tomorrow unless "
        "it is written down today. Where there was nothing to learn, none (reason) says so.",
        "fix(parser): reject empty config values\n\nIntent: fail loudly on a broken config\n",
        _GOOD,
        "trailers:\n  required: [Intent, Context, Learning]\n",
    ),
    "T002": Text(
        "A trailer that the law advises is missing.",
        "What was done and what came of it make a lesson worth trusting. It is advice to whoever "
        "is writing: it waits until what is required is there, and of a commit that is made "
        "nothing is said.",
        _GOOD,
        _GOOD + "Solution: parse_config() names the empty key and stops\n"
        "Impact: 0 silent starts in 50 deployments, was 3 a week\n",
        "trailers:\n  advised: [Solution, Impact]\n",
    ),
    "T003": Text(
        "A value stands for one that was never written: todo, n/a, none, -, <the template's text>.",
        "A placeholder looks like an answer to every tool and is none to any reader. If there is "
        "nothing to say, none (reason) says why.",
        _GOOD.replace("three support cases this week ended at an empty DB_URL", "n/a"),
        _GOOD,
        levels("T003"),
    ),
    "T004": Text(
        "A value is too short to tell a later reader anything.",
        "Learning and Context need min_words words; Intent, Solution, Impact and Improvement one "
        "fewer. In scripts without spaces characters count: a word is one and a half of Chinese, "
        "three of kana, four of Thai, Lao, Khmer or Burmese.",
        _GOOD.replace("three support cases this week ended at an empty DB_URL", "support cases"),
        _GOOD,
        "trailers:\n  min_words: 3\n",
    ),
    "T005": Text(
        "A Learning says what the subject or another trailer says already.",
        "A learning is the part that is true beyond this commit. One that repeats the subject "
        "tells the next reader only what was done here.",
        _GOOD.replace(
            "validate that a value is usable, not only that it is present",
            "Reject empty config values.",
        ),
        _GOOD,
        levels("T005"),
    ),
    "T006": Text(
        "A Learning is so general that it could stand under any commit.",
        "Nobody acts otherwise tomorrow for having read: use best practices. What went wrong, "
        "what was surprising, and what to do instead is worth reading.",
        _GOOD.replace(
            "validate that a value is usable, not only that it is present",
            "always write good tests",
        ),
        _GOOD,
        levels("T006"),
    ),
    "T007": Text(
        "A label line of ours stands where git does not take it for a trailer.",
        "git sees trailers in the last paragraph alone, and only if every line of it is one (or "
        "a folded line of one). What git does not see, git log and other tools can't find. "
        "agentops-git check --message FILE --fix moves what can be moved.",
        _GOOD.replace("\n\nIntent", "\n\nValidation: pytest (214 passed)\n\nIntent"),
        _GOOD + "Validation: pytest (214 passed)\n",
        levels("T007"),
    ),
    "T008": Text(
        "A value that has a form is not in it.",
        "Expires is a real date as 2027-06-30. Confidence is low, medium or high; Scope-risk "
        "narrow, moderate or wide; Reversibility clean, migration-needed or irreversible; Phase "
        "research, plan, implement or learn. Resolves is imp- and 8 or more hex digits (or an "
        "issue of your host), Supersedes lrn- and the same. Rejected is alternative | reason, "
        "Exemption RULE until DATE: reason, Assisted-by Agent[:model] [tools]. A score is "
        "(impact 1-10, effort 1-10). Tools sort, expire and count by them.",
        _GOOD + "Confidence: pretty sure\nExpires: next year\n",
        _GOOD + "Confidence: high\nExpires: 2027-06-30\n",
        levels("T008"),
    ),
    "T009": Text(
        "A key is unknown and looks like a typo of a known one.",
        "A misspelt Learning is found by nobody. Keys of other conventions (Signed-off-by, "
        "Fixes, Refs and the like) are known; name your own under trailers: own.",
        _GOOD + "Learnings: a default that is valid hides the value that is missing\n",
        _GOOD + "Learning: a default that is valid hides the value that is missing\n",
        "trailers:\n  own: [Ticket]\n",
    ),
    "T010": Text(
        "The law wants a learning from every commit, and none (REASON) is not accepted.",
        "In most repositories none (reason) is an honest answer. Where the law says otherwise, "
        "look once more: what was surprising, what took longest, what would you tell a colleague?",
        _GOOD.replace(
            "validate that a value is usable, not only that it is present",
            "none (a mechanical change)",
        ),
        _GOOD,
        "trailers:\n  none_accepted: false\n",
    ),
    "T011": Text(
        "A key that may stand once is given twice.",
        "Two intents are mostly two commits, and a reader of one value takes either.",
        _GOOD + "Intent: name the key that is empty\n",
        _GOOD,
        levels("T011"),
    ),
    "T012": Text(
        "A trailer that the law forbids.",
        "A repository may keep trailers out: names that must not be public, or the marks of "
        "tools that nobody asked for.",
        _GOOD + "Co-authored-by: Ann <ann@example.invalid>\n",
        _GOOD,
        "trailers:\n  forbidden: [Co-authored-by]\n",
    ),
    "T013": Text(
        "A key of ours has no value.",
        "It is a line of the template that was left as it was. Fill it in, or take it out.",
        _GOOD + "Impact:\n",
        _GOOD,
        levels("T013"),
    ),
}
