"""Reading and repair over a corpus of real messages, which is not part of this repository.

AGENTOPS_CORPUS names a JSON Lines file (gzipped or not) with ``message`` and
``git_trailers``, what git's own parser saw of it, in each row.
"""

import gzip
import json
import os
import subprocess
from collections import Counter
from collections.abc import Callable
from hashlib import sha256

import pytest

from agentops_git.message.dialects import OTHER, has_record_bytes
from agentops_git.message.record import read
from agentops_git.message.repair import repair
from tests.message.breakage import WAYS, parts_of

VERDICTS = os.path.join(os.path.dirname(__file__), "repair_verdicts.json")
CORPUS = os.environ.get("AGENTOPS_CORPUS", "")
pytestmark = [
    pytest.mark.soak,
    pytest.mark.skipif(not CORPUS, reason="AGENTOPS_CORPUS names no corpus"),
]


def rows() -> list[dict[str, list[str] | str]]:
    opened: Callable[[str], object] = gzip.open if CORPUS.endswith(".gz") else open
    with opened(CORPUS) as file:  # type: ignore[attr-defined]
        return [json.loads(line) for line in file]


def messages() -> list[str]:
    return [str(row["message"]) for row in rows()]


def gits_view(message: str) -> list[str]:
    done = subprocess.run(
        ["git", "interpret-trailers", "--parse", "--no-divider"],
        input=message.encode(), capture_output=True, check=True,
    )  # fmt: skip
    return done.stdout.decode().splitlines()


def test_the_trailer_grade_is_what_git_saw() -> None:
    for row in rows():
        trailers = read(str(row["message"])).trailers
        assert [f"{key}: {value}".strip() for key, value in trailers] == [
            str(line).strip() for line in row["git_trailers"]
        ]


def test_every_movable_line_is_visible_after_repair() -> None:
    hidden = [
        entry
        for message in messages()
        for entry in read(repair(message)).entries
        if entry.movable and entry.grade != "trailer"
    ]
    assert hidden == []


def test_the_miner_passes_no_message_by() -> None:
    for message in messages():
        if any(entry.dialect != OTHER for entry in read(message).entries):
            assert has_record_bytes(message.encode())


def entries_seen(message: str) -> Counter[tuple[str, str]]:
    return Counter(
        (entry.key, " ".join(entry.value.split()))
        for entry in read(message).entries
        if entry.grade == "trailer" and entry.dialect != OTHER
    )


def test_nearly_every_value_survives_what_breaks_it_in_the_wild() -> None:
    """At least 99 % of the values of every whole message, whichever way it was broken."""
    whole = saved = 0
    for message in messages():
        parts = parts_of(message)
        squashed = any(entry.grade == "squashed" for entry in read(message).entries)
        if parts is None or squashed or repair(message) != message:
            continue
        for broken in (way(*parts) for way in WAYS.values()):
            before, after = entries_seen(message), entries_seen(repair(broken))
            whole += before.total()
            saved += (before & after).total()
            assert repair(repair(broken)) == repair(broken)
    assert saved / whole >= 0.99


def test_repairs_that_were_read_and_found_right() -> None:
    """200 repairs whose differences were read: no line of prose, code or quotation had moved."""
    with open(VERDICTS, encoding="utf-8") as file:
        verdicts = json.load(file)
    corpus = {str(row["sha"]): str(row["message"]) for row in rows()}
    if not corpus.keys() & {sha for sha, _, _ in verdicts}:
        pytest.skip("the verdicts are on another corpus")
    for sha, way, digest in verdicts:
        parts = parts_of(corpus[sha])
        broken = WAYS[way](*parts) if way and parts else corpus[sha]
        assert sha256(repair(broken).encode()).hexdigest() == digest, f"{sha} {way}: read it again"
