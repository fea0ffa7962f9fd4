"""What of a version is looked at, where the one before was."""

from hypothesis import given
from hypothesis import strategies as st

from agentops_git.enforcement.differing import STEP, Versions, differing

LINES = [f"line {number} of a file that is long enough\n".encode() for number in range(2_000)]


def changed(at: int, text: bytes) -> bytes:
    return b"".join([*LINES[:at], text, *LINES[at:]])


@given(st.integers(0, len(LINES)), st.integers(1, 300))
def test_what_is_new_lies_in_it_with_room_on_either_side(at: int, size: int) -> None:
    text = b"#" * size
    old, new = b"".join(LINES), changed(at, text)
    start, end = differing(old, new)
    place = len(b"".join(LINES[:at]))
    assert start <= max(place - STEP, 0)
    assert end >= min(place + len(text) + STEP, len(new))
    assert start == 0 or new[start - 1 : start] == b"\n"
    assert end == len(new) or new[end - 1 : end] == b"\n"


def test_of_a_long_file_little_is_looked_at() -> None:
    start, end = differing(b"".join(LINES), changed(1_000, b"new\n"))
    assert end - start < 6 * STEP < len(b"".join(LINES)) / 2


def test_removed_lines_are_looked_at_where_they_were() -> None:
    new = b"".join([*LINES[:1_000], *LINES[1_010:]])
    start, end = differing(b"".join(LINES), new)
    assert start < len(b"".join(LINES[:1_000])) < end


def test_repeated_text_overlaps_nowhere() -> None:
    old, new = b"a\n" * 20_000, b"a\n" * 30_000
    start, end = differing(old, new)
    assert 0 <= start <= end <= len(new)


def test_pieces_of_one_blob_are_no_versions_of_each_other() -> None:
    versions = Versions()
    versions.keep("a", "1" * 40, b"x" * 10_000)
    assert versions.part("a", "1" * 40, b"x" * 10_000) == (0, 10_000)
