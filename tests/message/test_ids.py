"""An id is a function of the text alone, so it survives rebase, cherry-pick and squash."""

import json
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agentops_git.errors import UsageError
from agentops_git.message import ids

VECTORS = json.loads(files("agentops_git.message").joinpath("id_vectors.json").read_text("utf-8"))
MAKE = {"learning": ids.learning_id, "improvement": ids.improvement_id}


@pytest.mark.parametrize("row", VECTORS, ids=lambda row: repr(row["text"])[:40])
def test_vectors(row: dict[str, str | None]) -> None:
    make = MAKE[str(row["kind"])]
    if row["id"] is None:
        with pytest.raises(ValueError, match="nothing is left of"):
            make(str(row["text"]))
    else:
        assert make(str(row["text"])) == row["id"]


@given(st.text(min_size=1).filter(lambda text: any(char.isalnum() for char in text)))
def test_closing_marks_case_and_spaces_do_not_count(text: str) -> None:
    text = f"a{text}a"
    assert ids.learning_id(f"  {text} . … 。\n") == ids.learning_id(text)
    assert ids.improvement_id(f"{text} (Impact 3, effort 10).") == ids.improvement_id(text)


def test_a_score_belongs_to_the_text_of_a_learning() -> None:
    assert ids.learning_id("a (impact 3, effort 2)") != ids.learning_id("a")


def test_a_million_score_suffixes_are_read_in_one_pass() -> None:
    assert ids.improvement_id("a" + " (impact 3, effort 2)." * 100_000) == ids.improvement_id("a")


def test_short_ids_and_patterns() -> None:
    full = ids.learning_id("先验证再执行")
    assert ids.short(full) == "lrn-baccdbfe16c0"
    assert ids.pattern_id(full) == "pat-" + full[4:]


KNOWN = ("lrn-" + "1" * 64, "lrn-" + "12345678aa" + "0" * 54, "imp-" + "12345678ab" + "0" * 54)


@pytest.mark.parametrize(
    ("prefix", "found"),
    [
        ("lrn-11111111", KNOWN[0]),
        ("11111111", KNOWN[0]),
        ("LRN-12345678", KNOWN[1]),
        ("12345678ab", KNOWN[2]),
    ],
)
def test_a_unique_prefix_of_eight_digits_is_enough(prefix: str, found: str) -> None:
    assert ids.resolve_prefix(prefix, KNOWN) == found


@pytest.mark.parametrize(
    ("prefix", "said"),
    [
        (
            "12345678",
            "12345678 is ambiguous; it may be imp-12345678ab or lrn-12345678aa",
        ),
        ("lrn-99999999", "no id begins with lrn-99999999"),
        (
            "lrn-1234567",
            "'lrn-1234567' is no id; give lrn-, imp- or pat- and at least 8 hex digits",
        ),
        (
            "hello-world",
            "'hello-world' is no id; give lrn-, imp- or pat- and at least 8 hex digits",
        ),
    ],
)
def test_other_prefixes_are_refused_with_the_reason(prefix: str, said: str) -> None:
    with pytest.raises(UsageError) as refused:
        ids.resolve_prefix(prefix, KNOWN)
    assert str(refused.value) == said


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("none", "bare"),
        ("None.", "bare"),
        ("NONE ()", "bare"),
        ("none (...)", "bare"),
        ("none (only a typo)", "reasoned"),
        ("None(typo (docs)).", "reasoned"),
        ("none（只改了错字）", "reasoned"),
        ("none of the tests caught it", None),
        ("none - only a typo", "loose"),
        ("None: nothing new", "loose"),
        ("none — nothing new", "loose"),
        ("none-existing keys are refused", None),
        ("none (of the tests) caught (it)", None),
        ("nonetheless", None),
        ("", None),
    ],
)
def test_none_is_told_from_a_text_that_begins_so(value: str, kind: str | None) -> None:
    assert ids.is_none(value) == kind


@pytest.mark.parametrize(
    ("value", "parts"),
    [
        ("faster start (impact 6, effort 2)", ("faster start", 6, 2)),
        ("Faster start. (Effort 10,impact 1).", ("Faster start.", 1, 10)),
        ("faster start (impact 6)", ("faster start", 6, None)),
        ("faster start (impact 11, effort 2)", ("faster start (impact 11, effort 2)", None, None)),
        ("faster start (impact 0, effort 2)", ("faster start (impact 0, effort 2)", None, None)),
        ("faster start.", ("faster start.", None, None)),
        ("(impact 6, effort 2)", ("", 6, 2)),
    ],
)
def test_scores(value: str, parts: tuple[str, int | None, int | None]) -> None:
    assert ids.score_of(value) == parts
