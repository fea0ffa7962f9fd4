"""T003 to T006, T013: what the trailers say."""

import gzip
import json
import os
from pathlib import Path

import pytest

from agentops_git.message.record import read
from agentops_git.rules.phrases import _VAGUE_SENTENCES, PLACEHOLDERS, is_vague
from agentops_git.rules.text import fold
from tests.rules.judging import FINE, codes, judged, only, with_value


@pytest.mark.parametrize(
    "value",
    """n/a|N/A.|none|None|NONE.|-|--|...|…|x|xxx|?|todo|TODO:|tbd|wip|WIP!|fixme|test|see above
    <what forced it>|"n/a"|(none)|none (n/a)|none (-)|none ()|as above|fix bug|lorem ipsum
    无|暂无|没有。|なし|特になし|없음|нет|нет данных|keine|aucun|ninguno|لا يوجد|ไม่มี
    context|Context:|what forced it: circumstances, constraints""".replace("\n    ", "|").split(
        "|"
    ),
)
def test_a_placeholder_is_refused(value: str) -> None:
    found = only(with_value("Context", value))
    assert (found.code, found.level, found.key) == ("T003", "error", "Context")
    assert found.suggestion == "Context: <what forced it: circumstances, constraints>"


def test_a_bare_none_is_offered_a_reason() -> None:
    found = only(with_value("Learning", "none"))
    assert (found.code, found.suggestion) == (
        "T003",
        "Learning: none (<why there was nothing to learn>)",
    )
    assert codes(with_value("Learning", "none (<why there was nothing to learn>)")) == ["T003"]
    assert codes(with_value("Learning", "none (a mechanical rename)")) == []


@pytest.mark.parametrize("value", ["none", "nothing", "n/a", "無", "нет"])
def test_nothing_was_left_untested(value: str) -> None:
    assert codes(with_value("Not-tested", value)) == []


@pytest.mark.parametrize("value", ["todo", "<what was left unchecked>", "..."])
def test_an_untested_thing_is_named(value: str) -> None:
    assert codes(with_value("Not-tested", value)) == ["T003"]


@pytest.mark.parametrize(
    "value",
    [
        "none of the three caches was shared between the workers",
        "no one had ever restored a backup",
        "test doubles that lie are worse than none",
        "<https://example.invalid/incident/12> has the whole story",
        "null is what the exporter writes for an empty cell",
    ],
)
def test_a_value_that_only_starts_like_a_placeholder(value: str) -> None:
    assert codes(with_value("Context", value)) == []


def test_the_template_s_own_text_is_nothing() -> None:
    from agentops_git.constitution.model import MessagePolicy
    from agentops_git.rules.finding import Place
    from agentops_git.rules.message import judge

    policy = MessagePolicy({}, template=("say in one sentence what the team should remember",))
    message = "fix: x\n\nLearning: say in one sentence what the team should remember\n"
    (found,) = judge(read(message), message, policy, Place(), stored=False)
    assert found.code == "T003"


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("Learning", "locks matter"),
        ("Context", "support cases"),
        ("Intent", "speed"),
        ("Solution", "pooling"),
        ("Learning", "修复错"),
        ("Context", "バグ"),
        ("Context", "แก้บั๊ก"),
    ],
)
def test_a_value_too_short(key: str, value: str) -> None:
    found = next(one for one in judged(with_value(key, value)) if one.level == "error")
    assert (found.code, found.key) == ("T004", key)
    assert found.suggestion == f"{key}: {value} <and what makes it so>"


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("Intent", "Bounded parallelism."),
        ("Impact", "CLS 0.03."),
        ("Solution", "pLimit(20)."),
        ("Solution", "renameio.WriteFile."),
        ("Learning", "fsync isn't durable"),
        ("Learning", "修复解析器"),
        ("Validation", "pytest"),
        ("Pattern", "retry"),
    ],
)
def test_a_short_value_that_says_enough(key: str, value: str) -> None:
    assert codes(with_value(key, value)) == []


def test_the_law_says_how_many_words() -> None:
    law = "trailers:\n  min_words: 14\n"
    assert codes(FINE, law) == ["T004", "T004", "T004"]
    assert codes(FINE, "trailers:\n  min_words: 1\n") == []


@pytest.mark.parametrize(
    ("value", "repeated"),
    [
        ("reject empty config values", "the subject"),
        ("Reject empty config-values!", "the subject"),
        ("fix(parser): reject empty config values", "the subject"),
        ("fail loudly on a config that cannot work.", "Intent"),
        ("to fail loudly on a config that cannot work", "Intent"),
        ("Three support cases this week ended at an empty db_url", "Context"),
    ],
)
def test_a_learning_that_repeats(value: str, repeated: str) -> None:
    found = only(with_value("Learning", value))
    assert (found.code, found.level) == ("T005", "warn")
    assert found.message == f"Learning repeats {repeated}"


def test_a_learning_that_repeats_in_chinese() -> None:
    record = "Intent: 立即报告错误的配置\nContext: 三起工单源于空值\nLearning: 拒绝空的配置值。\n"
    assert codes(f"fix: 拒绝空的配置值\n\n{record}") == ["T005"]


def test_two_learnings_that_say_the_same() -> None:
    again = "Learning: Validate that a value is usable; not only that it is present!\n"
    assert codes(FINE + again) == ["T005", "T005"]


@pytest.mark.parametrize(
    "value",
    """use best practices|Use best practices.|follow best practices|be careful next time
    Always write good code|test more and test better|learned a lot|I learned a lot about testing
    testing is important|keep it simple|communication is key|always write tests|be more careful
    it's important to always test your code|We should be more careful in the future
    documentation is important|think before you code|遵循最佳实践|テストは大事|больше тестировать
    bessere Tests schreiben|suivre les bonnes pratiques|tener cuidado""".replace(
        "\n    ", "|"
    ).split("|"),
)
def test_a_vague_learning(value: str) -> None:
    assert "T006" in codes(with_value("Learning", value))


@pytest.mark.parametrize(
    "value",
    [
        "image layers are cached top-down, so copy whatever changes most last",
        "test the restore, not the backup",
        "write the failing test before the fix, or it tests nothing",
        "always close the response body, or the pool runs dry",
        "keep the old column for one release",
        "good error messages name the key and the file",
        "simple retries make an outage longer",
    ],
)
def test_a_concrete_learning(value: str) -> None:
    assert codes(with_value("Learning", value)) == []


def test_an_empty_value_is_told_once() -> None:
    found = only(with_value("Impact", ""))
    assert (found.code, found.level, found.key) == ("T013", "error", "Impact")
    assert found.suggestion == "Impact: <outcome, with a figure where there is one>"
    assert codes(with_value("Intent", "")) == ["T013"]
    assert codes(with_value("Ticket", "")) == []


def test_stock_phrases_are_listed_as_they_are_compared() -> None:
    assert [phrase for phrase in PLACEHOLDERS | _VAGUE_SENTENCES if fold(phrase) != phrase] == []


CORPUS = os.environ.get("AGENTOPS_CORPUS")


@pytest.mark.soak
@pytest.mark.skipif(not CORPUS, reason="AGENTOPS_CORPUS names no messages.jsonl.gz")
def test_no_learning_of_a_real_history_is_called_vague() -> None:
    with gzip.open(Path(CORPUS or ""), "rt", encoding="utf-8") as lines:
        records = [read(json.loads(line)["message"]) for line in lines]
    learnings = [value for record in records for value in record.values("Learning")]
    assert learnings
    assert [value for value in learnings if is_vague(value)] == []


@pytest.mark.parametrize("value", ["\u200b\u200b\u200b", "🚀🚀 🔥", "→ → →", "!!! ??? ..."])
def test_a_value_without_a_letter_says_nothing(value: str) -> None:
    assert only(with_value("Learning", value)).code == "T003"


@pytest.mark.parametrize(
    ("value", "suggestion"),
    [
        ("none - only a typo", "Learning: none (only a typo)"),
        ("None: a typo was fixed in a comment.", "Learning: none (a typo was fixed in a comment)"),
        ("none – n/a", "Learning: none (<why there was nothing to learn>)"),
        ("NONE: f(x) was renamed here", "Learning: none (<why there was nothing to learn>)"),
    ],
)
def test_a_reason_stands_in_parentheses(value: str, suggestion: str) -> None:
    found = only(with_value("Learning", value))
    assert (found.code, found.suggestion) == ("T003", suggestion)


def test_elsewhere_none_and_a_colon_may_begin_a_value() -> None:
    assert codes(with_value("Context", "none: nobody had asked for it before")) == []
