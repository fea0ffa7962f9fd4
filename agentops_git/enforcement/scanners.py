"""Scanners of secrets that a law names: run on blobs as files, their answers read as data.

A scanner sees copies under names of ours in a directory of its own, so that neither attributes
nor a configuration, ignore file or comment in the tree under judgement can blind it.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from agentops_git.git.blobs import read_blobs
from agentops_git.git.process import Git
from agentops_git.message.printable import one_line
from agentops_git.rules.contents.model import Hit, mark_of
from agentops_git.rules.contents.secrets import find_secrets

SECONDS = 300
_NEXT = "take it out, read it from the environment or a secret store, and revoke this one"
_OURS = ("GITLEAKS_CONFIG", "BETTERLEAKS_CONFIG", "GIT_")  # the environment must set no rules


class Said(NamedTuple):
    """One finding of a scanner: its file, line, rule, and what tells the secret from others."""

    file: str
    line: int
    kind: str
    mark: str
    sha1: str


class Scanner(NamedTuple):
    """How one is called: ``{report}`` is a file that it writes, else its output is the report."""

    command: tuple[str, ...]
    read: Callable[[Any], Iterator[Said]]
    fine: tuple[int, ...]


class Unusable(Exception):
    """The scanner is not installed, or did not do its work; the text says which."""


def scan(
    git: Git, name: str, paths: Mapping[str, Iterable[str]], known: frozenset[str] = frozenset()
) -> dict[tuple[str, str], tuple[Hit, ...]]:
    """The hits of a scanner in blobs, by (object id, path); Unusable where it can't be asked.

    ``paths`` are those at which each blob stands; ``known`` the SHA-1s of secrets to pass over.
    """
    scanner, program = SCANNERS[name], shutil.which(name)
    if not program:
        raise Unusable(f"{name} is not installed")
    with tempfile.TemporaryDirectory(prefix="agentops-git-") as place:
        files = _written(git, place, paths)
        said = [*scanner.read(_report(name, program, scanner, place))] if files else []
    found: dict[tuple[str, str], list[Hit]] = {}
    for one in said:
        where = files.get(os.path.basename(one.file))
        if where and one.sha1 not in known:
            hit = Hit("G018", one.line, f"{name} finds {one_line(one.kind, 60)}", one.mark, _NEXT)
            found.setdefault(where, []).append(hit)
    return {where: tuple(hits) for where, hits in found.items()}


def baseline_of(git: Git, path: str) -> frozenset[str]:
    """The secrets that the baseline at a path lists, at HEAD and on the default branch alike.

    A pull request's HEAD is what is judged: what it lists alone is not passed over.
    """
    from agentops_git.enforcement.default_branch import stated_default
    from agentops_git.git.config import read_config

    here = _listed(git, "HEAD", path)
    name = stated_default(read_config(git), None, os.environ)
    ref = f"refs/remotes/origin/{name or 'HEAD'}"
    if git.ask("rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}").code == 0:
        return here & _listed(git, ref, path)
    return frozenset() if name and "CI" in os.environ else here


def _listed(git: Git, rev: str, path: str) -> frozenset[str]:
    done = git.ask("cat-file", "blob", f"{rev}:{path}")
    return known_secrets(done.out) if done.code == 0 else frozenset()


def known_secrets(baseline: bytes) -> frozenset[str]:
    """The SHA-1s of the secrets that a baseline of detect-secrets, gitleaks or betterleaks lists.

    Data only: its plugins, filters and settings are not obeyed. Nothing where it can't be read.
    """
    try:
        data = json.loads(baseline)
    except (ValueError, RecursionError):
        return frozenset()
    read = _detected if isinstance(data, dict) else _leaked
    try:
        return frozenset([*(said.sha1 for said in read(data)), *_as_we_see_them(data)])
    except (AttributeError, KeyError, TypeError):
        return frozenset()


def _as_we_see_them(data: Any) -> Iterator[str]:
    """Of secrets that a report shows, what the built-in rules take for one: of a key the body."""
    for one in data if isinstance(data, list) else ():
        for leak in find_secrets("", str(one["Secret"]).encode("utf-8", "surrogatepass")):
            yield _sha1(leak.value)


def _written(
    git: Git, place: str, paths: Mapping[str, Iterable[str]]
) -> dict[str, tuple[str, str]]:
    """Write each blob once for each of its paths; what each file's name stands for."""
    files: dict[str, tuple[str, str]] = {}
    os.mkdir(os.path.join(place, "files"))
    for blob in read_blobs(git, sorted(paths)):
        names = []
        for path in paths[blob.id]:
            ending = re.search(r"\.[A-Za-z0-9]{1,12}$", path)
            name = f"{len(files):07}{ending[0] if ending else ''}"
            files[name] = (blob.id, path)
            names.append(os.path.join(place, "files", name))
        with open(names[0], "wb") as file:
            file.writelines(blob.pieces)
        for other in names[1:]:
            os.link(names[0], other)
    return files


def _report(name: str, program: str, scanner: Scanner, place: str) -> Any:
    report = os.path.join(place, "report.json")
    command = [part.format(report=report) for part in scanner.command]
    env = {key: text for key, text in os.environ.items() if not key.startswith(_OURS)}
    try:
        done = subprocess.run(
            [program, *command], cwd=place, env=env, capture_output=True, timeout=SECONDS
        )
        if done.returncode not in scanner.fine:
            why = one_line(done.stderr.decode("utf-8", "replace")[-400:], 120)
            raise Unusable(f"{name} failed with exit code {done.returncode}: {why}")
        if "{report}" not in scanner.command:
            return json.loads(done.stdout)
        with open(report, "rb") as file:
            return json.load(file)
    except subprocess.TimeoutExpired:
        raise Unusable(f"{name} took more than {SECONDS} s") from None
    except (OSError, ValueError):
        raise Unusable(f"{name} wrote no report that can be read") from None


def _leaked(data: Sequence[Mapping[str, Any]]) -> Iterator[Said]:
    """gitleaks' and betterleaks' report: a list of findings."""
    for one in data or ():
        secret = str(one["Secret"]).encode("utf-8", "surrogatepass")
        file, line = str(one["File"]), int(one["StartLine"])
        yield Said(file, line, str(one["RuleID"]), mark_of(secret), _sha1(secret))


def _detected(data: Mapping[str, Any]) -> Iterator[Said]:
    """detect-secrets' report and baseline: findings by file."""
    for file, found in data["results"].items():
        for one in found:
            digest = str(one["hashed_secret"])
            line = int(one.get("line_number", 0))
            yield Said(file, line, str(one["type"]), mark_of(digest.encode()), digest)


def _shielded(data: Mapping[str, Any]) -> Iterator[Said]:
    """ggshield's report: incidents of entities, each with its occurrences."""
    for entity in data.get("entities_with_incidents", ()):
        for incident in entity["incidents"]:
            for one in incident["occurrences"]:
                mark = mark_of(str(incident.get("ignore_sha", one["match"])).encode())
                line, file = int(one.get("line_start", 0)), str(entity["filename"])
                yield Said(file, line, str(incident["type"]), mark, "")


def _sha1(secret: bytes) -> str:
    return hashlib.sha1(secret, usedforsecurity=False).hexdigest()


_LEAKS = (
    *("dir", "files", "--report-format", "json", "--report-path", "{report}"),
    *("--exit-code", "0", "--no-banner", "--ignore-gitleaks-allow"),
)
_UNHEARD = "detect_secrets.filters.allowlist.is_line_allowlisted"
SCANNERS = {
    "gitleaks": Scanner(_LEAKS, _leaked, (0,)),
    "betterleaks": Scanner(_LEAKS, _leaked, (0,)),
    "detect-secrets": Scanner(
        ("scan", "--all-files", "--no-verify", "--disable-filter", _UNHEARD, "files"),
        _detected,
        (0,),
    ),
    "ggshield": Scanner(
        ("secret", "scan", "path", "--recursive", "--yes", "--json", "files"), _shielded, (0, 1)
    ),
}


def say_unusable(why: Unusable) -> None:
    """One line: the scanner was not asked, and what judges instead."""
    print(f"agentops: {why}; the built-in rules search for secrets instead", file=sys.stderr)
