"""Estimated tokens against a real tokenizer, on texts of repositories that are named.

AGENTOPS_TOKENS holds items ``CLASS=REPOSITORY:GLOB``, divided by spaces; the glob ``MESSAGES``
stands for commit messages, ``DIFFS`` for patches. The tokenizer is that of the package tiktoken
(TIKTOKEN_CACHE_DIR where its vocabulary lies), by AGENTOPS_TOKENIZER, else cl100k_base.
"""

import math
import os
import random
import re
import subprocess
from collections import defaultdict
from collections.abc import Iterator
from fnmatch import fnmatch
from importlib import import_module
from statistics import median

from agentops_git.message.tokens import estimate

SHORTEST, LONGEST = 20, 2_000  # words of a piece
PIECES, FILES, COMMITS = 300, 400, 600
UNSPACED = 2  # characters that count as a word where words have no spaces between them
LENGTHS = ((0, 100), (100, 400), (400, 1 << 30))


def rows(_eval_dir: str) -> list[str]:
    """One row a class and one a length of it: texts, share covered, ratio of both."""
    items = os.environ.get("AGENTOPS_TOKENS", "").split()
    if not items:
        return ["| tokens | not measured: AGENTOPS_TOKENS names no texts |"]
    name = os.environ.get("AGENTOPS_TOKENIZER", "cl100k_base")
    encoding = import_module("tiktoken").get_encoding(name)
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for item in items:
        kind, _, where = item.partition("=")
        for piece in pieces(kind, where):
            real = len(encoding.encode(piece, disallowed_special=()))
            found[kind].append((estimate(piece), real))
    return [row for kind, pairs in found.items() for row in _rows(f"{kind}, {name}", pairs)]


def pieces(kind: str, where: str) -> Iterator[str]:
    """Pieces of a repository's texts, cut at lines, the same at every run."""
    repository, _, glob = where.rpartition(":")
    texts = list(_texts(repository, glob))
    choice = random.Random(f"{kind} {glob}")
    for _ in range(PIECES if texts else 0):
        text = choice.choice(texts)
        words = round(math.exp(choice.uniform(math.log(SHORTEST), math.log(LONGEST))))
        start = text.rfind("\n", 0, choice.randrange(len(text))) + 1
        size = UNSPACED * words
        piece = text[start : start + size] if kind == "cjk" else _cut(text, start, words)
        if len(piece) >= size:
            yield piece


def _cut(text: str, start: int, words: int) -> str:
    found = re.compile(rf"(?:\s*\S+){{1,{words}}}").match(text, start)
    return found[0] if found else ""


def _texts(repository: str, glob: str) -> Iterator[str]:
    if glob in ("MESSAGES", "DIFFS"):
        how = ("-p",) if glob == "DIFFS" else ()
        log = _git(repository, "log", f"-{COMMITS}", "--no-merges", "--format=%x00%B", *how)
        yield from filter(None, (text.strip() for text in log.split("\0")))
        return
    names = _git(repository, "ls-tree", "-rz", "--name-only", "HEAD").split("\0")
    wanted = [name for name in names if fnmatch(name, glob)]
    for name in wanted[:: max(1, len(wanted) // FILES)]:
        if len(text := _git(repository, "cat-file", "blob", f"HEAD:{name}")) > SHORTEST:
            yield text


def _git(repository: str, *args: str) -> str:
    done = subprocess.run(["git", "-C", repository, *args], capture_output=True, check=True)
    return done.stdout.decode("utf-8", "replace")


def _rows(name: str, pairs: list[tuple[int, int]]) -> Iterator[str]:
    yield _row(name, pairs)
    for least, most in LENGTHS:
        some = [pair for pair in pairs if least <= pair[1] < most]
        if some:
            yield _row(f"{name}, {least} tokens and more", some)


def _row(name: str, pairs: list[tuple[int, int]]) -> str:
    ratios = sorted(ours / real for ours, real in pairs)
    over = sum(one >= 1 for one in ratios) / len(ratios)
    within = sum(one <= 1.25 for one in ratios) / len(ratios)
    high = ratios[int(0.95 * (len(ratios) - 1))]
    return (
        f"| {name} | {len(pairs)} texts | at least the real count {over:.1%} | "
        f"at most 1.25 × {within:.1%} | median {median(ratios):.3f}, "
        f"95 % {high:.3f}, max {ratios[-1]:.3f} |"
    )
