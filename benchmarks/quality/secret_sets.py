"""Labelled cases out of checkouts of public sets: whether it is a secret, a path, and the text.

Where a set's cases stand in its tests, those are taken that are written out in full there.
"""

import ast
import json
import os
import re
from collections.abc import Callable, Iterator
from itertools import chain

Case = tuple[bool, str, bytes]

_LITERAL = re.compile(r'"((?:[^"\\\n]|\\.)*)"|`([^`]*)`')
_LIST = re.compile(r"(?ms)^\s*(?:var )?(tps|fps)\s*:?=\s*\[\]string\{(.*?)^\t\}")
_TESTED = re.compile(
    r'\binput:\s*("(?:[^"\\\n]|\\.)*"|`[^`]*`),\s*(?:\w*[^wW]ant:)?\s*'
    r"want:\s*(nil|\[\]string\{\s*\}|\[\]string\{)"
)
_NO_SECRETS = {
    *("example", "filter-comments", "internal-test-cjs", "internal-test-esm", "no-dotenv"),
    *("no-homedir", "pattern", "preset-canary", "preset-recommend"),
}


def files_of(root: str) -> Iterator[str]:
    """The regular files under a directory, without those of git."""
    for place, directories, names in os.walk(root):
        directories[:] = sorted(name for name in directories if name != ".git")
        for name in sorted(names):
            path = os.path.join(place, name)
            if os.path.isfile(path) and not os.path.islink(path):
                yield path


def _read(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()


def fake_leaks(root: str) -> Iterator[Case]:
    """leaktk/fake-leaks: files in directories called valid and invalid."""
    for path in files_of(root):
        name = os.path.relpath(path, root)
        labels = {"valid", "invalid"} & set(name.split(os.sep)[:-1])
        if len(labels) == 1:
            yield labels == {"valid"}, name, _read(path)


def rule_cases(root: str) -> Iterator[Case]:
    """gitleaks and betterleaks: the lists of true and false positives in the rules' sources."""
    for path in files_of(os.path.join(root, "cmd/generate/config/rules")):
        for kind, body in _LIST.findall(_read(path).decode()):
            for line in body.splitlines():
                found = _LITERAL.fullmatch(line.partition(" //")[0].strip().rstrip(","))
                text = found and _text(found)
                if text:
                    yield kind == "tps", "", text.encode()


def secretlint(root: str) -> Iterator[Case]:
    """secretlint/secretlint: the snapshots of rules, with no options, and what they report."""
    packages = os.path.join(root, "packages/@secretlint")
    for path in files_of(packages):
        rule, _, rest = os.path.relpath(path, packages).partition(os.sep)
        if rest.startswith("test/snapshots") and path.endswith("/output.json"):
            place = os.path.dirname(path)
            if rule.removeprefix("secretlint-rule-") in _NO_SECRETS or _has_options(place):
                continue
            said = json.loads(_read(path))
            if isinstance(said.get("sourceContent"), str):
                name = os.path.basename(said["filePath"])
                yield bool(said["messages"]), name, said["sourceContent"].encode()


def _has_options(place: str) -> bool:
    return bool({"options.ts", ".secretlintrc.json"} & set(os.listdir(place)))


def detect_secrets(root: str) -> Iterator[Case]:
    """Yelp/detect-secrets: the plugins' tests, but for addresses, which are no secrets."""
    for path in files_of(os.path.join(root, "tests/plugins")):
        if not path.endswith("ip_public_test.py"):
            for text, flagged in _parameters(_read(path)):
                if isinstance(text, str) and isinstance(flagged, bool):
                    yield flagged, "", text.encode()


def whispers(root: str) -> Iterator[Case]:
    """Skyscanner/whispers: fixtures, and how many secrets the tests expect in each."""
    fixtures = os.path.join(root, "tests/fixtures")
    expected = {}
    for name, found in _parameters(_read(os.path.join(root, "tests/unit/test_secrets.py"))):
        if isinstance(name, str) and isinstance(found, int | list):
            expected[name] = bool(found)
    for name, valid in expected.items():
        path = os.path.join(fixtures, name)
        if os.path.isfile(path):
            yield valid, name, _read(path)


def trufflehog(root: str) -> Iterator[Case]:
    """trufflesecurity/trufflehog: the detectors' tests of patterns."""
    for path in files_of(os.path.join(root, "pkg/detectors")):
        if path.endswith("_test.go") and not path.endswith("_integration_test.go"):
            for literal, wanted in _TESTED.findall(_read(path).decode()):
                found = _LITERAL.fullmatch(literal)
                text = found and _text(found)
                if text:
                    yield wanted == "[]string{", "", text.encode()


def _text(found: re.Match[str]) -> str:
    if found[1] is None:
        return found[2]
    return found[1].replace('\\"', '"').replace("\\n", "\n")


def _parameters(source: bytes) -> Iterator[tuple[object, object]]:
    """The pairs of literals that tests are parametrised by."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "parametrize":
            lists = [arg.elts for arg in node.args if isinstance(arg, ast.List | ast.Tuple)]
            for pair in chain.from_iterable(lists):
                yield from _literals(pair)


def _literals(node: ast.expr) -> Iterator[tuple[object, object]]:
    if isinstance(node, ast.Tuple) and len(node.elts) == 2:
        try:
            yield ast.literal_eval(node.elts[0]), ast.literal_eval(node.elts[1])
        except ValueError:
            return


SETS: dict[str, Callable[[str], Iterator[Case]]] = {
    "fake-leaks": fake_leaks,
    "gitleaks": rule_cases,
    "betterleaks": rule_cases,
    "secretlint": secretlint,
    "detect-secrets": detect_secrets,
    "whispers": whispers,
    "trufflehog": trufflehog,
}
