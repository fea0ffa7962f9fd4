"""Rules of a repository's own, and what becomes of one that takes for ever."""

import signal
import threading

import pytest

from agentops_git.constitution.guards import GuardRule
from agentops_git.constitution.load import load
from agentops_git.rules.contents import own
from agentops_git.rules.contents.model import Wanted, wanted_by
from agentops_git.rules.contents.search import search, search_message
from tests.rules.contents.made import found, github, hits

LAW = """\
---
agentops: 1
guardrails:
  homoglyphs: true
  rules:
    - code: G901
      match: 'print\\('
      message: print is for scripts
      paths: ["src/**"]
      suggestion: use the logger
    - {code: G902, match: "(?i)wip", message: not finished, scope: message}
    - {code: G903, match: "^Ticket: (?!ABC-)", message: no ticket of ours, scope: trailers}
    - {code: G904, match: x, message: unused, level: "off"}
---
"""
WANTED = wanted_by(load(LAW, "CONSTITUTION.md"))
SLOW = Wanted(secrets=False, rules=(GuardRule("G910", "(a+)+$", "slow"),))
BAIT = "a" * 40 + "!"


def test_a_law_says_what_is_wanted() -> None:
    assert [rule.code for rule in WANTED.rules] == ["G901", "G902", "G903"]
    off = load('---\nagentops: 1\nrules: {G018: "off", G012: "off"}\n---\n', "CONSTITUTION.md")
    assert wanted_by(off) == Wanted(conflicts=False, secrets=False)


def test_lines_are_judged_where_the_rule_applies() -> None:
    text = "import a\nprint(a)\n  print(b)\nprint(a)\n"
    (first, second) = hits(text, "src/a.py", WANTED)
    assert (first.code, first.line, first.message) == ("G901", 2, "print is for scripts")
    assert (first.suggestion, second.line) == ("use the logger", 3)
    assert first.mark != second.mark
    assert found(text, "tools/a.py", WANTED) == []


def test_messages_and_trailers_are_judged_by_theirs() -> None:
    message = "feat: WIP\n\nprint(1)\n\nIntent: a\nTicket: XY-1\n"
    said = [(hit.code, hit.line) for hit in search_message(message, WANTED)]
    assert said == [("G902", 1), ("G903", 6)]
    assert search_message("feat: a\n\nTicket: XY-1\n\nIntent: a\n", WANTED) == ()


def test_a_rule_that_takes_for_ever_is_stopped_and_judges_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(own, "SECONDS", 0.05)
    monkeypatch.setattr(own, "_left", {})
    before = signal.getsignal(signal.SIGVTALRM)
    (hit,) = search("a.py", BAIT.encode(), SLOW)
    assert hit.code == "G019"
    assert hit.message == "G910 takes too long to match, so nothing shows that this text keeps it"
    assert signal.getsignal(signal.SIGVTALRM) is before
    assert [hit.code for hit in search("b.py", b"fine", SLOW)] == ["G019"]


def test_two_texts_that_were_not_judged_are_not_taken_for_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(own, "_left", {SLOW.rules[0]: 0.0})
    assert hits("old", wanted=SLOW)[0].mark != hits("new", wanted=SLOW)[0].mark


def test_where_no_timer_can_be_set_nothing_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own, "_left", {})
    codes: list[str] = []
    thread = threading.Thread(target=lambda: codes.extend(h.code for h in hits("a", wanted=SLOW)))
    thread.start()
    thread.join()
    assert codes == ["G019"]


def test_bytes_that_are_no_text_are_judged_too() -> None:
    assert len(hits(b"\xff\x00print(\xfe)", "src/a.bin", WANTED)) == 1
    assert len(hits(github(), "src/a.bin", WANTED)) == 1
