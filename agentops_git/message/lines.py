"""What git takes for a line, a blank and the end of a message."""

BLANKS = " \t\r\n"
"""White space as git sees it: neither form feed nor any Unicode space."""

SCISSORS = "------------------------ >8 ------------------------"


def scissors_at(text: str, comment: str) -> int:
    """Give the offset of the scissors line, under which git reads nothing; the length without one.

    Only the exact line counts, from its first column to its newline.
    """
    cut = f"{comment} {SCISSORS}\n"
    if text.startswith(cut):
        return 0
    at = text.find("\n" + cut)
    return len(text) if at < 0 else at + 1
