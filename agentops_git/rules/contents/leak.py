"""One secret in contents, and how likely a value is to be one."""

import math
import re
from collections import Counter
from functools import cache
from typing import NamedTuple


class Leak(NamedTuple):
    """A secret: where it starts, its bytes, and what it is called."""

    start: int
    value: bytes
    kind: str


def bits(value: bytes) -> float:
    """Shannon's entropy of a value's bytes, in bits for each."""
    if not value:
        return 0.0
    size = len(value)
    return -sum(n / size * math.log2(n / size) for n in Counter(value).values())


def is_stand_in(value: bytes) -> bool:
    """Whether a value says that it stands for another one, or is an exercise of the keyboard."""
    return bool(_stand_in().search(value.lower())) or bool(_keyboard().search(value.lower()))


@cache
def _stand_in() -> re.Pattern[bytes]:
    words = (
        rb"example|sample|place.?holder|change.?me|change.?this|replace|redacted|removed|dummy|"
        rb"insert|foobar|not.?a.?real|not.?real|some.?value|invalid|undefined|template|deadbeef|"
        rb"my.?(?:pass|secret|token|key)|(?<![a-z0-9])(?:fake|your|todo|fixme|null|none|mock)"
    )
    return re.compile(words)


@cache
def _keyboard() -> re.Pattern[bytes]:
    return re.compile(rb"(.)\1{5}|x{5}|\*{3}|[.]{3}|0123456|1234567|abcdefg|abc123|qwerty|asdf")
