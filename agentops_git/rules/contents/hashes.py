"""Hashes of passwords, as crypt(5) writes them: they can be guessed at leisure."""

import re
from collections.abc import Iterator

from agentops_git.rules.contents.leak import Leak, bits, is_stand_in

_SCHEMES = rb"1|5|6|7|y|gy|apr1|md5(?:,rounds=[0-9]+)?|2[abxy]"
_FORM = rb"\$(?:" + _SCHEMES + rb")\$(?:[\w./,=-]{1,40}\${1,2}){0,3}[\w./]{22,150}"


def find_hashes(data: bytes) -> Iterator[Leak]:
    """The password hashes in ``data``."""
    if b"$" in data:
        for found in re.finditer(_FORM, data):
            if bits(found[0]) >= 3.5 and not is_stand_in(found[0]):
                yield Leak(found.start(), found[0], "password hash")
