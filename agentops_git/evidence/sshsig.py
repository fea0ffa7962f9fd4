"""The form of SSH signatures: whose key made one, and whether a hardware key was touched.

It only reads; whether a signature holds is for ssh-keygen to say (``signing.verify``).
"""

import re
from base64 import b64encode
from binascii import Error, a2b_base64
from hashlib import sha256
from typing import NamedTuple

_ARMOR = re.compile(
    r"\s*-----BEGIN SSH SIGNATURE-----\n([A-Za-z0-9+/=\s]*)\n-----END SSH SIGNATURE-----\s*"
)
_MAGIC = b"SSHSIG"
_VERSION = 1
LONGEST = 16_384
"""Characters of an armored signature; one by RSA-16384 has fewer than 6,000."""
_PRESENT = 1
"""The flag of a hardware key that says: a person touched it for this signature."""


class Signature(NamedTuple):
    """``key`` is the public key as it is on the wire, ``flags`` those of a hardware key."""

    blob: bytes
    key: bytes
    key_type: str
    namespace: str
    flags: int

    @property
    def hardware(self) -> bool:
        """Whether the private key lies in a hardware token (FIDO)."""
        return self.key_type.startswith("sk-")

    @property
    def present(self) -> bool:
        """Whether that token says that a person touched it for this signature."""
        return self.hardware and bool(self.flags & _PRESENT)


class NoSignature(ValueError):
    """The text is no SSH signature."""


def parse(armored: str) -> Signature:
    """Read an armored signature; NoSignature where it is none."""
    found = _ARMOR.fullmatch(armored) if len(armored) <= LONGEST else None
    if not found:
        raise NoSignature("it is no armored SSH signature")
    try:
        blob = a2b_base64("".join(found[1].split()), strict_mode=True)
        return _read(blob)
    except (Error, EOFError, UnicodeDecodeError):
        raise NoSignature("its armored text is broken") from None


def armor(blob: bytes) -> str:
    """The one armored form of a signature, which holds nothing that ``parse`` has not seen."""
    text = b64encode(blob).decode()
    rows = (text[at : at + 70] for at in range(0, len(text), 70))
    return "\n".join(["-----BEGIN SSH SIGNATURE-----", *rows, "-----END SSH SIGNATURE-----", ""])


def fingerprint(key: bytes) -> str:
    """A public key as ``ssh-keygen -l`` names it: ``SHA256:`` and base64 without padding."""
    return "SHA256:" + b64encode(sha256(key).digest()).decode().rstrip("=")


def key_bytes(line: str) -> bytes:
    """A public key on the wire, out of its line of type, base64 and perhaps a comment."""
    return a2b_base64(line.split(" ")[1])


def _read(blob: bytes) -> Signature:
    if blob[:6] != _MAGIC or int.from_bytes(blob[6:10], "big") != _VERSION:
        raise EOFError
    key, rest = _string(blob[10:])
    namespace, rest = _string(rest)
    _, rest = _string(rest)  # reserved
    _, rest = _string(rest)  # the hash algorithm
    made, rest = _string(rest)
    if rest:
        raise EOFError
    key_type = _string(key)[0].decode("ascii")
    return Signature(blob, key, key_type, namespace.decode("utf-8"), _flags(key_type, made))


def _flags(key_type: str, made: bytes) -> int:
    """A hardware key signs a byte of flags and a counter too; they follow the signature."""
    if not key_type.startswith("sk-"):
        return 0
    _, rest = _string(made)  # the algorithm
    _, rest = _string(rest)
    if len(rest) < 5:
        raise EOFError
    return rest[0]


def _string(data: bytes) -> tuple[bytes, bytes]:
    """A string of the wire format, and what follows it."""
    end = 4 + int.from_bytes(data[:4], "big")
    if len(data) < max(end, 4):
        raise EOFError
    return data[4:end], data[end:]
