"""Words for a shell that show every character of a name, whatever it holds."""

from agentops_git.message.printable import printable, shell_word


def ansi_word(text: str) -> str:
    """A text as one word; in ``$'…'`` with its bytes as escapes where a terminal would hide some.

    That form is of bash, zsh, ksh and POSIX 2024.
    """
    if printable(text) == text and "\n" not in text and "\t" not in text:
        return shell_word(text)
    data = text.encode("utf-8", "surrogateescape")
    return "$'" + "".join(map(_escaped, data)) + "'"


def pathspec(path: str) -> str:
    """A path as git commands take it, as one word: its stars and colons are no pattern."""
    special = path.startswith(":") or any(char in path for char in "*?[\\")
    return ansi_word(f":(literal){path}" if special else path)


def _escaped(byte: int) -> str:
    char = chr(byte)
    if char in "\\'":
        return "\\" + char
    return char if 0x20 <= byte < 0x7F else f"\\x{byte:02x}"
