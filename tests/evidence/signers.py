"""People with SSH keys, and hardware tokens made of software, for the tests of signatures."""

import struct
from base64 import b64encode
from hashlib import sha256, sha512
from pathlib import Path
from typing import NamedTuple

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from agentops_git.constitution.guards import Approver, SigningKey
from agentops_git.evidence.sshsig import armor

TOUCHED, VERIFIED = 1, 4


class Signer(NamedTuple):
    """A person with one key: ``file`` is the private one, ``public`` its public line."""

    name: str
    file: str
    public: str

    @property
    def address(self) -> str:
        return f"{self.name.lower()}@example.invalid"

    def approver(self, after: str = "", before: str = "", revoked: bool = False) -> Approver:
        """This person as the law names people."""
        key = SigningKey(self.public, after, before, revoked)
        return Approver(self.name, (self.address,), (key,))


def signer(folder: Path, name: str) -> Signer:
    """A new person with a new key in a file."""
    key = ed25519.Ed25519PrivateKey.generate()
    file = folder / f"{name.lower()}_key"
    file.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption()))
    file.chmod(0o600)
    public = key.public_key().public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH).decode()
    file.with_suffix(".pub").write_text(public + "\n")
    return Signer(name, str(file), public)


class Token:
    """What a FIDO token does when it signs; nobody has to touch this one."""

    KIND = "sk-ssh-ed25519@openssh.com"

    def __init__(self) -> None:
        self._key = ed25519.Ed25519PrivateKey.generate()
        raw = self._key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        self._public = self._wire(raw)

    def _wire(self, raw: bytes) -> bytes:
        return _string(self.KIND.encode()) + _string(raw) + _string(b"ssh:")

    def _signed(self, data: bytes) -> bytes:
        return self._key.sign(data)

    @property
    def public(self) -> str:
        return f"{self.KIND} {b64encode(self._public).decode()}"

    def sign(self, payload: bytes, namespace: str, flags: int, shown: int | None = None) -> str:
        """The armored signature with some flags; ``shown`` are the flags put there afterwards."""
        name = _string(namespace.encode())
        inner = name + _string(b"") + _string(b"sha512")
        message = b"SSHSIG" + inner + _string(sha512(payload).digest())
        what = struct.pack(">BI", flags, 7)
        made = self._signed(sha256(b"ssh:").digest() + what + sha256(message).digest())
        told = struct.pack(">BI", flags if shown is None else shown, 7)
        signature = _string(self.KIND.encode()) + _string(made) + told
        head = b"SSHSIG" + struct.pack(">I", 1) + _string(self._public)
        return armor(head + inner + _string(signature))


class CurveToken(Token):
    """The same with an ECDSA key."""

    KIND = "sk-ecdsa-sha2-nistp256@openssh.com"

    def __init__(self) -> None:
        self._curve = ec.generate_private_key(ec.SECP256R1())
        point = self._curve.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        self._public = self._wire(point)

    def _wire(self, raw: bytes) -> bytes:
        return _string(self.KIND.encode()) + _string(b"nistp256") + _string(raw) + _string(b"ssh:")

    def _signed(self, data: bytes) -> bytes:
        r, s = decode_dss_signature(self._curve.sign(data, ec.ECDSA(hashes.SHA256())))
        return _number(r) + _number(s)


def _string(data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + data


def _number(value: int) -> bytes:
    return _string(value.to_bytes(value.bit_length() // 8 + 1, "big"))
