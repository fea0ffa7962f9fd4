"""Conflict markers, bidi controls and look-alikes in files."""

import pytest

from agentops_git.rules.contents.model import Wanted
from tests.rules.contents.made import found

RLO, LRI, RLI, FSI, PDI, PDF = "\u202e", "\u2066", "\u2067", "\u2068", "\u2069", "\u202c"
OURS, MIDDLE, THEIRS = "<" * 7 + " HEAD\n", "=" * 7 + "\n", ">" * 7 + " topic\n"
CONFLICT = f"a\n{OURS}b\n{MIDDLE}c\n{THEIRS}d\n"


def test_half_a_merge_is_found_where_it_begins() -> None:
    assert found(CONFLICT) == ["G012 2: a conflict that was not resolved begins here"]
    assert len(found(CONFLICT.replace("\n", "\r\n"))) == 1
    assert len(found(CONFLICT * 2)) == 2


@pytest.mark.parametrize(
    "text",
    [
        f"Title\n{MIDDLE}\ntext\n",
        f"{OURS}\n{THEIRS}",
        f"{THEIRS}{MIDDLE}{OURS}",
        "".join(f" {line}\n" for line in CONFLICT.splitlines()),
        f"+{OURS}+{MIDDLE}+{THEIRS}",
    ],
)
def test_headings_quotations_and_diffs_are_no_conflicts(text: str) -> None:
    assert found(text, "notes.rst") == []


def test_a_document_may_show_a_conflict_in_a_fence() -> None:
    assert found(f"```\n{CONFLICT}```\n", "merging.md") == []
    assert len(found(f"```\n{CONFLICT}```\n", "merging.py")) == 1
    assert len(found(CONFLICT, "merging.md")) == 1


def test_a_listing_of_asciidoc_is_a_fence_and_a_heading_s_line_is_none() -> None:
    listing = f"Shown as:\n\n----\n{CONFLICT}----\n"
    assert found(listing, "merging.adoc") == []
    assert len(found(listing + CONFLICT, "merging.adoc")) == 1
    assert len(found(f"Title\n-----\n{CONFLICT}Title\n-----\n", "merging.adoc")) == 1
    assert len(found(listing, "merging.md")) == 1


@pytest.mark.parametrize(
    "line",
    [
        f"if level != 'user{RLO} {LRI}// only admins{PDI} {LRI}':",
        f"/*{RLO} }} {LRI}if (admin){PDI} {LRI} begin */",
        f"'''take money {RLI}''' ;return",
        f"x = 1  # {FSI}open",
        f'a = "{RLO}b" + c  # {PDF}',
        f"# {RLO}abc{PDI}",
    ],
)
def test_text_that_does_not_show_what_runs_is_an_error(line: str) -> None:
    (said,) = found(f"ok\n{line}\n", "app.py")
    assert said.startswith("G013 2: U+")
    assert said.endswith("reorders what is shown of the line, and is not closed")


@pytest.mark.parametrize(
    "line",
    [
        "greeting = 'مرحبا بالعالم'",
        "title = 'שלום עולם'  # כותרת",
        "نام = 'می\u200cخواهم'",
        "family = '👨\u200d👩\u200d👧'",
        f"name = '{FSI}مرحبا{PDI}!'",
        f"mark = '{RLI}שלום{PDI} {LRI}abc{PDI}'",
        "mark = 'a\u200f\u200eb'",
    ],
)
def test_text_in_any_script_is_text(line: str) -> None:
    assert found(line, "app.py") == []


def test_the_bytes_of_a_control_stand_in_pictures_by_chance() -> None:
    picture = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xef(" + RLO.encode() + b"\xf4\xf0+\n"
    assert found(picture, "logo.png") == []
    assert found(b"\0\n\x07^" + RLO.encode() + b"\n", "a.wasm") == []


def test_a_null_byte_or_a_broken_letter_hides_no_control() -> None:
    line = f"x = 1  # {RLO}open\n".encode()
    assert len(found(b"\0\n" + line, "app.py")) == 1
    assert len(found(b"# \xff\n" + line.replace(b"x", b"\xff"), "app.c")) == 1


def test_every_line_of_many_is_told_by_its_number() -> None:
    controls = found(f"# {RLO}\n" * 5_000, "app.py")
    assert [one.split(":")[0] for one in controls[-2:]] == ["G013 4999", "G013 5000"]
    conflicts = found(f"\n{OURS}{MIDDLE}{THEIRS}" * 5_000, "app.py")
    assert [one.split(":")[0] for one in conflicts[-2:]] == ["G012 19994", "G012 19998"]


def test_documents_and_translations_may_open_what_they_like() -> None:
    assert found(f"{RLI}שלום", "notes.md") == found(f"msgid {RLI}", "he.po") == []


@pytest.mark.parametrize("path", ["page.html", "logo.svg", "run.ipynb"])
def test_documents_that_run_code_are_code(path: str) -> None:
    assert len(found(f"<script>if (level != 'user{RLO}') // only", path)) == 1
    assert found(f"<p>{RLI}שלום{PDI}</p>", path) == []


def test_look_alikes_are_found_where_they_are_asked_for() -> None:
    asked = Wanted(homoglyphs=True)
    text = "ok = 1\nsc\u043epe = 2\n"
    assert found(text, "app.py", asked) == [
        "G014 2: a word of Latin letters holds U+043E, which looks like one of them"
    ]
    assert found(text, "app.py") == []
    for line in ("область = 1", "α_max = Δx", "naïve = größe", "x = 'привет world'"):
        assert found(line, "app.py", asked) == []
