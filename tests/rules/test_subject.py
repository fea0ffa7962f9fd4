"""M001 to M004 and M006: the subject line."""

import pytest

from tests.rules.judging import FINE, RECORD, codes, judged, only


@pytest.mark.parametrize(
    ("subject", "rewritten"),
    [
        ("Fixed the parser.", "fix: fixed the parser"),
        ("Add gzip input", "feat: add gzip input"),
        ("Fix: ", "fix: <what this change does>"),
        ("fix the parser", "fix: the parser"),
        ("[fix] the parser", "fix: the parser"),
        ("fix - the parser", "fix: the parser"),
        ("fix：解析器", "fix: 解析器"),
        ("fix(parser) reject empty values", "fix(parser): reject empty values"),
        ("feat:no space after the colon", "feat: no space after the colon"),
        ("README explains gzip", "docs: README explains gzip"),
        ("Bump lodash from 4.17.20 to 4.17.21", "build: bump lodash from 4.17.20 to 4.17.21"),
        ("🐛 fix the parser", "fix: the parser"),
        ("Merge the two parsers", "<type>: merge the two parsers"),
        ("v1.2.3", "<type>: v1.2.3"),
        ("#42 total garbage", "<type>: 42 total garbage"),
        ("解析器修复", "<type>: 解析器修复"),
    ],
)
def test_a_subject_without_a_type_is_rewritten(subject: str, rewritten: str) -> None:
    found = only(f"{subject}\n\n{RECORD}")
    assert (found.code, found.level, found.suggestion) == ("M001", "warn", rewritten)


def test_a_pasted_blank_is_no_type() -> None:
    assert codes(f"<type>: merge the two parsers\n\n{RECORD}") == ["M001"]


@pytest.mark.parametrize(
    "subject",
    [
        "fix: x",
        "Fix(parser)!: reject empty values",
        "feat(parser/gzip): read what the exporter writes",
        "learn: what a week of outages taught",
        'Revert "feat: read gzip input"',
        'Reapply "feat: read gzip input"',
        "Merge branch 'topic' into main",
        "Merge pull request #3 from ann/topic",
        "Merged PR 42: feat: read gzip input",
        "fixup! fix(parser): reject empty config values",
        "amend! fixup! fix(parser): reject empty config values",
        "fix: 修复空配置值导致的静默失败",
        "feat: ✨ read gzip input",
    ],
)
def test_subjects_that_are_right(subject: str) -> None:
    assert codes(f"{subject}\n\n{RECORD}") == []


@pytest.mark.parametrize("prefix", ["fixup! ", "squash! ", "amend! ", "fixup! fixup! "])
def test_a_prefix_is_no_free_pass(prefix: str) -> None:
    assert codes(f"{prefix}garbage\n") == ["M001"]


@pytest.mark.parametrize("subject", ["Revert garbage", "Merge the two parsers", "Merge"])
def test_a_subject_that_only_starts_like_a_merge_or_a_revert(subject: str) -> None:
    assert codes(f"{subject}\n\n{RECORD}") == ["M001"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("feature", "feat"),
        ("bugfix", "fix"),
        ("doc", "docs"),
        ("tests", "test"),
        ("refator", "refactor"),
        ("zzz", "<type>"),
    ],
)
def test_an_unknown_type_names_the_known_one(written: str, meant: str) -> None:
    found = only(f"{written}(parser)!: read gzip input\n\n{RECORD}")
    assert (found.code, found.suggestion) == ("M002", f"{meant}(parser)!: read gzip input")


def test_a_long_subject_goes_on_in_the_body() -> None:
    found = only(f"fix: {'reject empty values ' * 4}\n\n{RECORD}")
    assert found.message == "the subject takes 84 columns, not at most 72"
    assert found.suggestion == (
        "fix: reject empty values reject empty values reject empty values reject\n\nempty values"
    )


def test_east_asian_characters_take_two_columns() -> None:
    assert codes(f"fix: {'空' * 33}\n\n{RECORD}") == []
    found = only(f"fix: {'空' * 34}\n\n{RECORD}")
    assert found.code == "M003"
    assert found.suggestion == f"fix: {'空' * 33}\n\n空"


def test_a_law_may_allow_more() -> None:
    law = "subject:\n  max: 500\n"
    assert codes(f"fix: {'a' * 495}\n\n{RECORD}", law) == []
    found = only(f"fix: {'a' * 496}\n\n{RECORD}", law)
    assert (found.code, found.message) == (
        "M003",
        "the subject takes 501 columns, not at most 500",
    )


def test_combining_marks_take_none() -> None:
    marked = "e\u0301" * 67
    assert codes(f"fix: {marked}\n\n{RECORD}") == []


def test_the_second_line_is_blank() -> None:
    found = judged(f"fix: reject empty values\nmore of it\n\n{RECORD}")[0]
    assert (found.code, found.level, found.place.line) == ("M004", "error", 2)
    assert found.suggestion == "fix: reject empty values\n\nmore of it"


@pytest.mark.parametrize("blank", ["\n", " \n", "\t\n", "\r\n"])
def test_a_line_of_white_space_is_blank(blank: str) -> None:
    assert codes(f"fix: reject empty values\n{blank}{RECORD}") == []


def test_a_message_that_ends_with_its_subject() -> None:
    assert codes("docs: x\n") == ["T001"]
    assert codes("docs: x") == ["T001"]


@pytest.mark.parametrize("kind", ["fixup", "squash", "amend"])
def test_a_commit_to_squash_is_welcome_until_it_is_published(kind: str) -> None:
    message = f"{kind}! {FINE}"
    assert codes(message) == []
    found = only(message, stored=True)
    assert (found.code, found.level) == ("M006", "warn")
    assert found.suggestion == "git rebase --interactive --autosquash @{upstream}"


def test_a_subject_of_a_megabyte_costs_what_it_is_long() -> None:
    for subject in ("a" * 1_000_000, "feat(" + "a " * 500_000, "空" * 1_000_000, "((" * 500_000):
        found = judged(f"{subject}\n\n{RECORD}")
        assert found[0].code == "M001"
        assert all(len(one.suggestion or "") < 2_000 for one in found)
