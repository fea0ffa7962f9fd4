"""Output is cut at records, however it arrives."""

from hypothesis import given, settings
from hypothesis import strategies as st

from agentops_git.git.fields import record_blocks

FIELDS = st.lists(
    st.tuples(st.binary(max_size=9), st.binary(max_size=40), st.just(b"x")).map(
        lambda record: tuple(field.replace(b"\0", b"") for field in record)
    ),
    max_size=12,
)


@settings(max_examples=300, derandomize=True, deadline=None)
@given(FIELDS, st.integers(1, 30), st.integers(1, 200))
def test_every_record_comes_once_and_whole(
    records: list[tuple[bytes, ...]], step: int, least: int
) -> None:
    data = b"".join(field + b"\0" for record in records for field in record)
    chunks = [data[at : at + step] for at in range(0, len(data), step)]
    blocks = list(record_blocks(chunks, 3, least))
    found = [field for block in blocks for field in block.split(b"\0")]
    assert found == [field for record in records for field in record]
    assert all(block.count(b"\0") % 3 == 2 for block in blocks)


def test_what_never_ended_is_left_out() -> None:
    assert list(record_blocks([b"a\0b\0c"], 2)) == [b"a\0b"]


def test_a_record_of_many_chunks_is_joined_a_few_times_only() -> None:
    chunks = [b"x" * 1000] * 5000 + [b"\0"]
    (block,) = record_blocks(chunks, 1)
    assert len(block) == 5_000_000
