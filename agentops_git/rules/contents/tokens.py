"""The forms of tokens that their issuers publish."""

from typing import NamedTuple


class Token(NamedTuple):
    """A token's form: ``pattern`` matches from ``keyword`` on, which begins it.

    ``least`` is the fewest bits a character must carry; 0 where the form alone is proof.
    """

    kind: str
    keyword: bytes
    pattern: bytes
    least: float = 3.0


TOKENS: tuple[Token, ...] = (
    Token("AWS access key id", b"AKIA", rb"AKIA[A-Z2-7]{16}"),
    Token("GitHub token", b"ghp_", rb"ghp_[A-Za-z0-9]{36}"),
)
