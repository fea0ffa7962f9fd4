"""Secrets: precision and recall on public labelled sets

EVAL_DIR holds checkouts of them by name: fake-leaks (leaktk), gitleaks and betterleaks. Files of
fake-leaks are labelled by the directories valid and invalid. The rule cases of the scanners are
string literals in their rules' sources, of which those are taken that their tests write out in
full: the true ones stand in `tps`, the false ones in `fps`.
"""

import os
import re
import sysconfig
import time
from collections.abc import Iterator

from agentops_git.rules.contents.secrets import find_secrets

_RULES = {
    "gitleaks": "cmd/generate/config/rules",
    "betterleaks": "cmd/generate/config/rules",
}
_LITERAL = re.compile(r'"((?:[^"\\\n]|\\.)*)"|`([^`]*)`')
_LIST = re.compile(r"(?ms)^\s*(?:var )?(tps|fps)\s*:?=\s*\[\]string\{(.*?)^\t\}")


def rows(directory: str) -> Iterator[str]:
    """The scores of each set that is there, and the false alarms over the standard library."""
    fake = os.path.join(directory, "fake-leaks")
    if os.path.isdir(fake):
        yield _row("fake-leaks, files", list(_labelled_files(fake)))
    for name, place in _RULES.items():
        path = os.path.join(directory, name, place)
        if os.path.isdir(path):
            yield _row(f"{name}, rule cases", list(_rule_cases(path)))
    yield from _library()


def _row(name: str, cases: list[tuple[bool, str, bytes]]) -> str:
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


def _labelled_files(root: str) -> Iterator[tuple[bool, str, bytes]]:
    for path in _files(root):
        name = os.path.relpath(path, root)
        labels = {"valid", "invalid"} & set(name.split(os.sep)[:-1])
        if len(labels) == 1:
            with open(path, "rb") as file:
                yield labels == {"valid"}, name, file.read()


def _rule_cases(root: str) -> Iterator[tuple[bool, str, bytes]]:
    for path in _files(root):
        with open(path, encoding="utf-8") as file:
            source = file.read()
        for kind, body in _LIST.findall(source):
            for line in body.splitlines():
                text = _whole_literal(line)
                if text:
                    yield kind == "tps", "", text.encode()


def _whole_literal(line: str) -> str | None:
    """The text of a line that is one literal; None where the case is made when it runs."""
    found = _LITERAL.fullmatch(line.partition(" //")[0].strip().rstrip(","))
    if not found:
        return None
    return found[2] if found[1] is None else found[1].replace('\\"', '"').replace("\\n", "\n")


def _library() -> Iterator[str]:
    root = sysconfig.get_path("stdlib")
    alarms = {"without test/": 0, "in test/": 0}
    size, began = 0, time.process_time()
    for path in _files(root):
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


def _files(root: str) -> Iterator[str]:
    for place, directories, names in os.walk(root):
        directories[:] = [name for name in directories if name != ".git"]
        for name in names:
            path = os.path.join(place, name)
            if os.path.isfile(path) and not os.path.islink(path):
                yield path
