"""Repair gathers records into one block that git sees, and changes no word."""

import subprocess
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agentops_git.message.record import read
from agentops_git.message.repair import repair
from agentops_git.message.trailers import parse

SHAPES = {
    "one -m a trailer": (
        "fix: reject empty values\n\nIntent: fail loudly\n\nContext: three support cases\n\n"
        "Learning: test values for use\n",
        "fix: reject empty values\n\nIntent: fail loudly\nContext: three support cases\n"
        "Learning: test values for use\n",
    ),
    "a blank line before Co-Authored-By": (
        "fix: a\n\nBody.\n\nIntent: fail loudly\n\nCo-Authored-By: Ann <ann@example.invalid>\n",
        "fix: a\n\nBody.\n\nIntent: fail loudly\nCo-Authored-By: Ann <ann@example.invalid>\n",
    ),
    "a paragraph behind the block": (
        "fix: a\n\nBody.\n\nIntent: fail loudly\nSigned-off-by: Ann <ann@example.invalid>\n\n"
        "Closes #1\n",
        "fix: a\n\nBody.\n\nCloses #1\n\nIntent: fail loudly\n"
        "Signed-off-by: Ann <ann@example.invalid>\n",
    ),
    "an unindented wrapped value": (
        "fix: a\n\nIntent: fail\nloudly, and name\nthe key\nLearning: test values\n",
        "fix: a\n\nIntent: fail\n  loudly, and name\n  the key\nLearning: test values\n",
    ),
    "an unindented value that git cuts": (
        "fix: a\n\nIntent: fail\nloudly\nSigned-off-by: Ann <ann@example.invalid>\n",
        "fix: a\n\nIntent: fail\n  loudly\nSigned-off-by: Ann <ann@example.invalid>\n",
    ),
    "BREAKING CHANGE inside the block": (
        "feat!: a\n\nBody.\n\nIntent: fail loudly\nBREAKING CHANGE: empty values are\nerrors\n"
        "Learning: test values\n",
        "feat!: a\n\nBody.\n\nBREAKING CHANGE: empty values are\nerrors\n\n"
        "Intent: fail loudly\nLearning: test values\n",
    ),
    "trailers at the top of the body": (
        "fix: a\n\nIntent: fail loudly\nLearning: test values\n\nThe parser took any text.\n",
        "fix: a\n\nThe parser took any text.\n\nIntent: fail loudly\nLearning: test values\n",
    ),
    "no blank line after the subject": (
        "fix: a\nLearning: test values\n",
        "fix: a\n\nLearning: test values\n",
    ),
    "an emoji line directly above": (
        "fix: a\n\n🤖 Generated with Claude Code\nCo-Authored-By: Claude <noreply@anthropic.com>\n",
        "fix: a\n\n🤖 Generated with Claude Code\n\n"
        "Co-Authored-By: Claude <noreply@anthropic.com>\n",
    ),
    "an emoji line between": (
        "fix: a\n\nLearning: test values\n🤖 Generated with Claude Code\n"
        "Co-Authored-By: Claude <noreply@anthropic.com>\n",
        "fix: a\n\n🤖 Generated with Claude Code\n\nLearning: test values\n"
        "Co-Authored-By: Claude <noreply@anthropic.com>\n",
    ),
    "a list under a label": (
        "fix: a\n\nImpact:\n- no silent starts\n- one\n  less support case\n\nBody.\n",
        "fix: a\n\nBody.\n\nImpact:\n  - no silent starts\n  - one\n    less support case\n",
    ),
    "a label under prose that ends": (
        "fix: a\n\nThe parser took any text.\nLearning: test values\n",
        "fix: a\n\nThe parser took any text.\n\nLearning: test values\n",
    ),
    "dialects keep their words": (
        "fix: a\n\nRuled-out: a flag | nobody sets it\n\nCertainty: firm\n\nBody.\n",
        "fix: a\n\nBody.\n\nRuled-out: a flag | nobody sets it\nCertainty: firm\n",
    ),
    "exact repeats of our keys go": (
        "fix: a\n\nLearning: test values\n\nlearning:  test values\nLearning: Test values\n",
        "fix: a\n\nLearning: test values\nLearning: Test values\n",
    ),
    "repeats of git's keys stay": (
        "fix: a\n\nLearning: b\n\nSigned-off-by: A <a@b.c>\nSigned-off-by: D <d@b.c>\n"
        "Signed-off-by: A <a@b.c>\n",
        "fix: a\n\nLearning: b\nSigned-off-by: A <a@b.c>\nSigned-off-by: D <d@b.c>\n"
        "Signed-off-by: A <a@b.c>\n",
    ),
    "a last paragraph that only looks like a trailer": (
        "fix: a\n\nLearning: b\n\nNote: the old file stays.\n",
        "fix: a\n\nNote: the old file stays.\n\nLearning: b\n",
    ),
    "an address at the end": (
        "fix: a\n\nLearning: b\n\nhttps://example.invalid/1\n",
        "fix: a\n\nhttps://example.invalid/1\n\nLearning: b\n",
    ),
    "a name does not go on in the next line": (
        "fix: a\n\nAssisted-by: Claude:opus\nFollow-up to 1234567\n",
        "fix: a\n\nFollow-up to 1234567\n\nAssisted-by: Claude:opus\n",
    ),
    "CRLF": (
        "fix: a\r\n\r\nLearning: b\r\n\r\nBody.\r\n",
        "fix: a\r\n\r\nBody.\r\n\r\nLearning: b\r\n",
    ),
    "no final newline": ("fix: a\n\nLearning: b\n\nBody.", "fix: a\n\nBody.\n\nLearning: b"),
    "a line that is blank to people alone": (
        "fix: a\n\nLearning: b\n\u3000\nBody.\n\xa0\nLearning: c\n",
        "fix: a\n\n\u3000\nBody.\n\xa0\n\nLearning: b\nLearning: c\n",
    ),
    "a section at the end of the text": (
        "fix: a\n\nBody.\n\nSolution:\nread the next line.\n\nSigned-off-by: A <a@b.c>\n",
        "fix: a\n\nBody.\n\nSolution:\n  read the next line.\nSigned-off-by: A <a@b.c>\n",
    ),
    "a key given twice": (
        "fix: a\n\nSolution: b\nLearning: c\n\nSolution: d\n\nText.\n",
        "fix: a\n\nText.\n\nSolution: b\nLearning: c\nSolution: d\n",
    ),
    "a label that another one uncovers": (
        "fix: a\n\n@@ -1 +1 @@\nLimit: b\n\n--- c\n---------\nExpires: 2030-01-01\nText.\n",
        "fix: a\n\n@@ -1 +1 @@\n\n--- c\n---------\n\nText.\n\nExpires: 2030-01-01\nLimit: b\n",
    ),
    "a script without spaces": (
        "fix: 空值\n\nLearning: 先验证再执行\n\n正文。\n",
        "fix: 空值\n\n正文。\n\nLearning: 先验证再执行\n",
    ),
    "a maintainer's remark is no value": (
        "fix: a\n\nLearning: b\n[ann: spelling]\nSigned-off-by: A <a@b.c>\n\nBody.\n",
        "fix: a\n\n[ann: spelling]\n\nBody.\n\nLearning: b\nSigned-off-by: A <a@b.c>\n",
    ),
}

KEPT = {
    "a right block": "fix: a\n\nBody.\n\nIntent: b\nLearning: c\n  d\nSigned-off-by: A <a@b.c>\n",
    "no record": "fix: a\n\nBody: it is text.\n\nMore.\n",
    "only a subject": "Learning: is a subject here\n",
    "nothing": "",
    "fenced code": "fix: a\n\n```\nLearning: b\n```\n\nText.\n",
    "an open fence": "fix: a\n\n~~~yaml\nContext: b\n\nLearning: c\n\nd\n",
    "indented code": "fix: a\n\n    Learning: b\n\n\tContext: c\n\nText.\n",
    "output set in by two": "fix: a\n\n  $ tool parse\n  Limit: only a test\n\nText.\n",
    "a quotation": "fix: a\n\n> Learning: b\n\nText.\n",
    "a diff": "fix\n\ndiff --git a/b b/b\n--- a/b\n+++ b/b\n@@ -1 +1 @@\n Limit: b\n+Context: b\n",
    "a diff's bare head": "fix: a\n\n--- a/b\n+++ b/b\n@@ -1 +1 @@\n-Learning: b\n Limit: c\n",
    "a word of a wrapped sentence": "fix: a\n\nIt was thought that the\nContext: menu is right.\n",
    "a lower-case word of one": "fix: a\n\nWe stop at the\nlearning: too slow. More.\n\nText.\n",
    "Note and Fixes": "fix: a\n\nNote: b\n\nFixes #1\n",
    "a closed issue": "fix: a\n\nResolves: #12\n\nText.\n",
    "a heading": "fix: a\n\n## Learning\n\nTest values.\n\n## Changes\n\nMany.\n",
    "bold labels": "fix: a\n\n**Learning:** test values\n\nText.\n",
    "bullets": "fix: a\n\n- Learning: test values\n- Impact: none\n\nText.\n",
    "a section of several paragraphs": "fix: a\n\nSolution: as follows:\n\n1. b\n2. c\n\nText.\n",
    "an empty label over a paragraph": "fix: a\n\nContext:\n\nThe parser took any text.\n\nText.\n",
    "a section that goes on": "fix: a\n\nSolution:\nread on.\n\nThis keeps the rest.\n\nText.\n",
    "an answer to each problem": "fix\n\n1) One.\n\nSolution: b\n\n2) Two.\n\nSolution: c\n\nT.\n",
    "data that a sentence announces": "fix: a\n\nIt reads now:\n\ncontext: b\nlimit: 3\n\nText.\n",
    "a paragraph that goes on set in": "fix: a\n\nContext: b\n\n    code\n\nText.\n",
    "words that are other things": "fix: a\n\nRelated: a parser\n\nUndo: it is not easy\n\nT.\n",
    "people as co-authors": "fix\n\nCo-authored-by: Claude Monet <cm@a.invalid>\n\nText.\n",
    "GitHub's squash body": "Add b (#1)\n\n* Add b\n\nLearning: c\n\n* Mend b\n\nText.\n",
    "git's squash body": "Squashed commit of the following:\n\ncommit " + "a" * 40 + "\n"
    "Author: A <a@b.c>\n\n    fix: b\n\n    Learning: c\n",
    "a chain with remarks": "fix: a\n\nSigned-off-by: A <a@b.c>\n[b: c]\nSigned-off-by: B <b@b>\n",
    "what stands behind a NUL": "fix: a\n\nLearning: b\n\nText.\0\n",
}  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
def test_repair(shape: str) -> None:
    broken, whole = SHAPES[shape]
    assert repair(broken) == whole
    assert repair(whole) == whole


@pytest.mark.parametrize("shape", KEPT)
def test_left_byte_for_byte(shape: str) -> None:
    assert repair(KEPT[shape]) == KEPT[shape]


@pytest.mark.parametrize("shape", SHAPES)
def test_git_sees_what_was_repaired(shape: str) -> None:
    broken, whole = SHAPES[shape]
    seen = gits_own_view(whole)
    assert [trailer.key for trailer in parse(whole)] == [line.partition(":")[0] for line in seen]
    movable = [entry for entry in read(broken).entries if entry.movable]
    assert len({entry.value for entry in movable}) <= len(seen)
    assert not any(entry.movable and entry.grade != "trailer" for entry in read(whole).entries)


def gits_own_view(message: str) -> list[str]:
    done = subprocess.run(
        ["git", "interpret-trailers", "--parse", "--no-divider"],
        input=message.encode(), capture_output=True, check=True,
    )  # fmt: skip
    return done.stdout.decode().splitlines()


LINES = st.sampled_from(
    [
        "", "", "", "Learning: test values", "Learning: test values", "Context: a case,",
        "Not-tested: Windows", "intent: fail loudly", "Certainty: firm", "Solution:",
        "Solution: as follows:", "and names the key", "The parser took any text.", "- a point",
        "  set in", "    code", "> said", "```", "## Learning", "**Impact:** less", "* a subject",
        "🤖 Generated with Claude Code", "Co-Authored-By: Claude <noreply@anthropic.com>",
        "Signed-off-by: A <a@b.c>", "Reviewed-by: B <b@b.c>", "BREAKING CHANGE: b", "Closes #1",
        "Note: b", "https://example.invalid", "---------", "# a comment",
        "(cherry picked from commit 1)",
        "Squashed commit of the following:", "Status: done", "status: done", "\t", "@@ -1 +1 @@",
        "[ann: spelling]", "Resolves: #1", "Learning: 先验证再执行",
    ]
)  # fmt: skip
MESSAGES = st.lists(LINES, max_size=14).map(lambda lines: "\n".join(["fix: a", *lines]) + "\n")


@settings(max_examples=300, deadline=None)
@given(MESSAGES)
def test_whatever_the_message(message: str) -> None:
    repaired = repair(message)
    assert repair(repaired) == repaired
    assert_same_words(message, repaired)
    before, after = Counter(map(key_of, parse(message))), Counter(map(key_of, parse(repaired)))
    assert set(before) <= set(after) | {"note", "https"}
    hidden = [e for e in read(repaired).entries if e.movable and e.grade != "trailer"]
    assert hidden == []
    seen = [entry.value for entry in read(repaired).entries if entry.grade == "trailer"]
    for entry in read(message).entries:
        assert not entry.movable or any(value.startswith(entry.value) for value in seen)


def key_of(trailer: tuple[str, str]) -> str:
    return trailer[0].lower()


def assert_same_words(message: str, repaired: str) -> None:
    """Only exact repeats of our keys may be missing."""
    assert set(message.split()) == set(repaired.split())
    labels = [line.casefold() for line in message.split("\n") if ":" in line]
    if len(set(labels)) == len(labels):
        assert Counter(message.split()) == Counter(repaired.split())


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=60).map("Learning: {}\n".format))
def test_any_text_at_all(text: str) -> None:
    message = f"fix: a\n\n{text}\n\nBody {text}\n"
    assert repair(repair(message)) == repair(message)
    read(message)


def test_large_messages_are_read_in_one_pass() -> None:
    """Shapes that invite looking back or ahead, so long that a quadratic step would hang."""
    for line in ("Learning: b\n", "Solution:\n\n", "* a\n\n", "Context: b:\n\n", "\n", "word\n"):
        message = "fix: a\n\n" + line * (120_000 // len(line))
        read(message)
        repair(message)
