"""The front matter of a file, cut out so that line numbers stay true."""

from agentops_git.constitution.problems import InvalidConstitution, Problem

FENCE = "---"
HIDDEN_BREAKS = frozenset("\r\x85\u2028\u2029")
LIMIT = 256 * 1024
"""Bytes of the largest file that is read as a constitution."""


def is_ours(text: str | bytes) -> bool:
    """Whether a file's front matter says ``agentops: 1``; any other file is left alone."""
    lines = _tolerant(text).split("\n")
    if lines[0].rstrip() != FENCE:
        return False
    for line in lines[1:]:
        key, _, value = line.partition(":")
        if key.rstrip() == "agentops" and value.split("#")[0].strip() == "1":
            return True
        if line.rstrip() == FENCE:
            return False
    return False


def front_matter(text: str | bytes, source: str) -> str:
    """The YAML of a file's front matter, on the lines on which it stands in the file.

    Raises InvalidConstitution for a file that is too large, not UTF-8, or without an end
    of its front matter.
    """
    lines = _checked(text, source).split("\n")
    if lines[0].rstrip() != FENCE:
        raise InvalidConstitution(source, [Problem(1, "", "no front matter; begin with '---'")])
    for number, line in enumerate(lines[1:], 1):
        if line.rstrip() == FENCE:
            return "\n".join(["", *_visible(lines[1:number], source), ""])
    wrong = "the front matter has no end; close it with a line '---'"
    raise InvalidConstitution(source, [Problem(1, "", wrong)])


def _visible(lines: list[str], source: str) -> list[str]:
    """The lines without ends that YAML would see and a person would not."""
    bare = [line.removesuffix("\r") for line in lines]
    wrong = [
        Problem(number, "", "a line break other than a line feed; type it anew")
        for number, line in enumerate(bare, 2)
        if HIDDEN_BREAKS.intersection(line)
    ]
    if wrong:
        raise InvalidConstitution(source, wrong)
    return bare


def _checked(text: str | bytes, source: str) -> str:
    data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    if len(data) > LIMIT:
        wrong = f"the file has {len(data)} bytes; at most {LIMIT} are read"
        raise InvalidConstitution(source, [Problem(1, "", wrong)])
    try:
        return data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problem = Problem(line, "", "not UTF-8; save the file as UTF-8")
        raise InvalidConstitution(source, [problem]) from None


def _tolerant(text: str | bytes) -> str:
    whole = text if isinstance(text, str) else text[: LIMIT + 1].decode("utf-8", "replace")
    return whole.removeprefix("\ufeff")
