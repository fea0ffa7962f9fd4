"""The screen lets through only what the full rules let through."""

from hypothesis import given, settings
from hypothesis import strategies as st

from agentops_git.constitution.model import MessagePolicy, Preset
from agentops_git.constitution.presets import PRESETS
from agentops_git.enforcement.judge import judge_commit, judge_of
from agentops_git.git.history import Commit
from agentops_git.message.record import read
from agentops_git.rules.finding import Place
from agentops_git.rules.message import judge
from agentops_git.rules.phrases import MEANINGS, PLACEHOLDERS, REASON
from agentops_git.rules.screen import plain_subject, screen_for

CORE = MessagePolicy({}, required=("Intent", "Context", "Learning"))
RIGHT = """\
fix(a): mend the part

Intent: mend the part for good now
Context: the part broke in the night of the fair
Learning: a part wants a guard before it is used
"""

KEYS = [
    "Intent",
    "Context",
    "Solution",
    "Learning",
    "Impact",
    "Validation",
    "Signed-off-by",
    "Improvement",
    "Expires",
    "Leaning",
    "Note",
    "intent",
    "Session",
]
WORDS = st.sampled_from(
    [
        "a",
        "guard",
        "none",
        "None",
        "(reason)",
        "test",
        "more",
        "todo",
        "-",
        "<x>",
        "be",
        "careful",
        "mend",
        "the",
        "part",
        "before",
        "it",
        "is",
        "used",
        "n/a",
        "Learning:",
        "é",
        "always",
        ">8",
        "...",
        *sorted(PLACEHOLDERS & {"same as above", "see the code"}),
        *sorted(MEANINGS)[:4],
        REASON,
    ]
)
VALUES = st.lists(WORDS, max_size=9).map(" ".join)
LINES = st.tuples(st.sampled_from(KEYS), VALUES).map(": ".join)
SUBJECTS = st.sampled_from(
    [
        "fix: mend the part",
        "fix(a)!: b",
        "feat: a guard before it is used",
        "Fix: x",
        "fixup! fix: x",
        "fix:x",
        "wip",
        "fix: " + "x" * 90,
        "learn: mend the part for good now",
    ]
)
MESSAGES = st.tuples(
    SUBJECTS,
    st.lists(st.one_of(VALUES, LINES, st.just("")), max_size=4),
    st.lists(LINES, max_size=6),
    st.sampled_from(["\n", "", "\n\n", "\nafter\n"]),
).map(lambda parts: "\n\n".join([parts[0], "\n".join(parts[1]), "\n".join(parts[2])]) + parts[3])

ORDINARY = st.lists(
    st.sampled_from(
        [
            "a",
            "guard",
            "mend",
            "the",
            "part",
            "before",
            "it",
            "is",
            "used",
            "always",
            "be",
            "careful",
            "code",
            "works",
        ]
    ),
    min_size=5,
    max_size=7,
).map(" ".join)
NEARLY_RIGHT = st.builds(
    "{0}\n\n{1}Intent: {2}\nContext: {3}\nLearning: {4}\n{5}".format,
    st.sampled_from(
        ["fix: mend the part", "fix(a)!: a guard before it is used", "feat: be careful"]
    ),
    st.sampled_from(["", "It broke.\nTwice.\n\n", "Why: it broke\n\n", "Learning: twice\n\n"]),
    ORDINARY,
    ORDINARY,
    ORDINARY,
    st.sampled_from(
        ["", "Impact: none at all in any of the cases\n", "Signed-off-by: Ann <a@b>\n"]
    ),
)


def passes(message: str, policy: MessagePolicy) -> bool:
    subject = plain_subject(message)
    return subject is not None and screen_for(policy)(message, subject)


def full(message: str, policy: MessagePolicy) -> tuple[object, ...]:
    return judge(read(message), message, policy, Place(), stored=True)


def test_a_plain_message_passes() -> None:
    assert passes(RIGHT, CORE)
    assert full(RIGHT, CORE) == ()


def test_a_body_is_no_hindrance() -> None:
    assert passes(RIGHT.replace("\n\nIntent", "\n\nIt broke.\nTwice.\n\nIntent"), CORE)


@settings(max_examples=400, derandomize=True, deadline=None)
@given(
    st.one_of(MESSAGES, NEARLY_RIGHT),
    st.sampled_from([3, 5, 8]),
    st.sampled_from([(), ("Impact", "session")]),
)
def test_what_it_passes_has_no_finding(
    message: str, least: int, forbidden: tuple[str, ...]
) -> None:
    for policy in (CORE, CORE._replace(required=()), CORE._replace(types=("fix", "feat"))):
        policy = policy._replace(min_words=least, forbidden=forbidden)
        if passes(message, policy):
            assert full(message, policy) == ()


@settings(max_examples=200, derandomize=True, deadline=None)
@given(st.one_of(MESSAGES, NEARLY_RIGHT), st.sampled_from(list(PRESETS)))
def test_commits_are_judged_alike_with_and_without_it(message: str, preset: Preset) -> None:
    commit = Commit(
        "1" * 40, "2" * 40, "Ann", "ann@example.invalid", "ann@example.invalid", message
    )
    law = PRESETS[preset]
    crlf = commit._replace(message=message.replace("\n", "\r\n", 1))
    for one in (commit, crlf):
        block = "\0".join(one).encode("utf-8", "surrogateescape")
        failing = judge_of(law, None)(block).failing.get(one.id)
        assert (failing.findings if failing else ()) == judge_commit(one, law, None)


def test_no_placeholder_has_as_many_words_as_the_screen_asks_for() -> None:
    assert max(len(phrase.split()) for phrase in PLACEHOLDERS) < 5
