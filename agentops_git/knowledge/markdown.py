"""Text out of commits as Markdown that stays one piece of text, whatever it holds."""

import re

from agentops_git.message.printable import one_line

_ACTIVE = re.compile(r"([\\`*_{}\[\]<>|~$&])")
_OBSIDIAN = re.compile(r"#(?=[^\W\d])|(?<==)=|(?<=%)%")  # tags, marked text, hidden text
_TICKS = re.compile(r"`+")
_STARTS = re.compile(r"^(#{1,6}|[-+=:]+|\d+[.)])(?=\s|$)")


def text(value: str, width: int = 0) -> str:
    """A value on one line, shown as it is: no markup, HTML, comment, link or list comes of it."""
    escaped = _OBSIDIAN.sub(r"\\\g<0>", _ACTIVE.sub(r"\\\1", one_line(value, width)))
    return _STARTS.sub(lambda match: f"\\{match[0]}" if not match[0][0].isdigit() else
                       f"{match[0][:-1]}\\{match[0][-1]}", escaped)  # fmt: skip


def code(value: str) -> str:
    """A name in code type, with a fence longer than any run of back-ticks in it."""
    shown = one_line(value)
    longest = max(map(len, _TICKS.findall(shown)), default=0) if "`" in shown else 0
    fence = "`" * (longest + 1)
    pad = " " if longest or shown != shown.strip() or not shown else ""
    return f"{fence}{pad}{shown}{pad}{fence}"


def items(values: list[str]) -> str:
    """A list, one item a value; empty for no values."""
    return "".join(f"- {value}\n" for value in values)
