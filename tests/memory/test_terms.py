"""Words and stems: what grouping and full-text search agree on."""

import sqlite3
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agentops_git.memory.terms import LIMIT, TOKENIZER, stems, words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Validate that the value is usable", ["validate", "value", "usable"]),
        ("parseHTTPResponse in user_name.py", ["parse", "http", "response", "user", "name", "py"]),
        ("don't retry; it can’t help", ["not", "retry", "not", "help"]),
        ("utf8 and k8s on S3, 40-char", ["utf8", "k8s", "s3", "40", "char"]),
        ("ＦＵＬＬ width", ["full", "width"]),
        ("先写测试，再写", ["先写", "写测", "测试", "再写"]),
        ("テストを先に", ["テス", "スト", "トを", "を先", "先に"]),
        ("API 테스트", ["api", "테스", "스트"]),
        ("اِخْتَبِر الكود", ["اختبر", "الكود"]),
        ("मैं परीक्षण करता हूँ", ["मैं", "परीक्षण", "करता", "हूँ"]),
        ("🚀 deploy 👍🏽 ✅", ["🚀", "deploy", "👍", "✅"]),
        ("the of and", []),
        ("", []),
    ],
)
def test_words(text: str, found: list[str]) -> None:
    assert words(text) == found


def test_stems_unite_the_forms_of_an_english_word() -> None:
    forms = stems(["retries", "retry", "retried", "naïve", "naive", "测试"])
    assert forms["retries"] == forms["retry"] == forms["retried"]
    assert forms["naïve"] == forms["naive"]
    assert forms["测试"] == "测试"
    assert stems([]) == {}


def test_a_paste_of_a_megabyte_is_looked_at_in_part() -> None:
    assert len(words("parsed " * (1 << 18))) == LIMIT // 7 + 1


def found_again(text: str) -> bool:
    """Whether each word of a text finds it in a full-text table."""
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute(f'CREATE VIRTUAL TABLE t USING fts5 (w, tokenize="{TOKENIZER}")')
        db.execute("INSERT INTO t VALUES (?)", (" ".join(words(text)),))
        asked = "SELECT 1 FROM t WHERE t MATCH ?"
        return all(db.execute(asked, (f'"{word}"',)).fetchone() for word in words(text))


@pytest.mark.parametrize("text", ["C++ naïve café", "先写测试", "ทดสอบก่อน", "🚀 ✅", "परीक्षण"])
def test_every_word_is_searchable(text: str) -> None:
    assert found_again(text)


@given(st.text(max_size=40))
def test_whatever_is_written_is_searchable(text: str) -> None:
    assert found_again(text)
    assert set(stems(set(words(text)))) == set(words(text))
