"""Secrets: precision and recall on public labelled sets

EVAL_DIR holds checkouts of them, each under its name in secret_sets.SETS; and, in a directory
called repositories, git directories whose HEAD is searched for false alarms.
"""

import os
import subprocess
import sysconfig
import time
from collections import Counter
from collections.abc import Iterator

from agentops_git.git.blobs import read_blobs
from agentops_git.git.process import Git
from agentops_git.rules.contents.model import Wanted
from agentops_git.rules.contents.search import search
from agentops_git.rules.contents.secrets import find_secrets
from benchmarks.quality.secret_sets import SETS, Case, files_of


def rows(directory: str) -> Iterator[str]:
    """The scores of each set that is there, and the alarms over ordinary code."""
    for name, cases in SETS.items():
        path = os.path.join(directory, name)
        if os.path.isdir(path):
            yield _row(name, list(cases(path)))
    yield from _library()
    place = os.path.join(directory, "repositories")
    for name in sorted(os.listdir(place)) if os.path.isdir(place) else ():
        yield _repository(name, os.path.join(place, name))


def _row(name: str, cases: list[Case]) -> str:
    judged = [(valid, bool(find_secrets(path, data))) for valid, path, data in cases]
    true = sum(valid and found for valid, found in judged)
    false = sum(found and not valid for valid, found in judged)
    valid = sum(valid for valid, _ in judged)
    precision = true / (true + false) if true + false else 0.0
    return (
        f"{name}: {true} of {valid} valid ones found ({true / max(valid, 1):.1%}), "
        f"{false} of {len(judged) - valid} invalid ones "
        f"({false / max(len(judged) - valid, 1):.1%}); precision {precision:.3f}"
    )


def _library() -> Iterator[str]:
    root = sysconfig.get_path("stdlib")
    alarms = {"without test/": 0, "in test/": 0}
    size, began = 0, time.process_time()
    for path in files_of(root):
        parts = os.path.relpath(path, root).split(os.sep)
        if {"site-packages", "dist-packages", "__pycache__"} & set(parts):
            continue
        with open(path, "rb") as file:
            data = file.read()
        size += len(data)
        part = "in test/" if {"test", "tests"} & set(parts) else "without test/"
        alarms[part] += bool(find_secrets(path, data))
    speed = size / 1e6 / (time.process_time() - began)
    yield f"Python's standard library: {alarms} files; {size / 1e6:.0f} MB at {speed:.0f} MB/s"


def _repository(name: str, path: str) -> str:
    """The alarms, by rule, over all the blobs of HEAD that a copy holds."""
    paths = _paths(path)
    found: Counter[str] = Counter()
    size, spent = 0, 0.0
    for blob in read_blobs(Git(path), paths):
        data = b"".join(blob.pieces)
        began = time.process_time()
        found.update(hit.code for hit in search(paths[blob.id], data, Wanted()))
        spent += time.process_time() - began
        size += len(data)
    speed = size / 1e6 / max(spent, 1e-6)
    alarms = ", ".join(f"{code} {count}" for code, count in sorted(found.items())) or "none"
    return f"{name}: {alarms}; {len(paths)} blobs, {size / 1e6:.0f} MB at {speed:.0f} MB/s"


def _paths(place: str) -> dict[str, str]:
    """The blobs of HEAD, by id, each with one of its paths."""
    listed = _git(place, "ls-tree", "-r", "-z", "HEAD").split(b"\0")
    entries = (line.partition(b"\t") for line in listed if b" blob " in line)
    paths = {head.split()[2].decode(): os.fsdecode(path) for head, _, path in entries}
    names = "".join(f"{oid}\n" for oid in paths).encode()
    there = _git(place, "cat-file", "--batch-check", data=names).decode().splitlines()
    return {line.split()[0]: paths[line.split()[0]] for line in there if " blob " in line}


def _git(place: str, *args: str, data: bytes = b"") -> bytes:
    command = ["git", "-C", place, *args]
    return subprocess.run(command, input=data, capture_output=True, check=True).stdout
