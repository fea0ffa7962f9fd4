"""Signed statements: made with a person's SSH key, verified by the keys that a law lists."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from agentops_git.constitution.guards import Approver, SigningKey
from agentops_git.errors import UsageError
from agentops_git.evidence.ssh_keygen import Allowed, holds, signature
from agentops_git.evidence.sshsig import (
    NoSignature,
    Signature,
    armor,
    fingerprint,
    key_bytes,
    parse,
)
from agentops_git.message.printable import one_line
from agentops_git.notes.line import utc

SKEW = 300
"""Seconds by which the clock of whoever signs may be ahead of ours."""
_SIGNER = "approver"


class Verified(NamedTuple):
    """A signature that counts: ``key`` is the fingerprint of the key that made it.

    ``hardware``: the key lies in a token; ``present``: a person touched it for this.
    """

    person: Approver
    key: str
    hardware: bool
    present: bool


class Refused(NamedTuple):
    """A signature that does not count, and why, to be read after "the approval"."""

    why: str


def sign(payload: bytes, namespace: str, key: str) -> str:
    """The armored signature over ``payload``, made by ssh-keygen with a person's key.

    ``key`` is a path to a private key, or to a public one whose other half is in the agent, or
    a public key itself (``key::ssh-ed25519 AAAA…``). UsageError where it can't sign.
    """
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="agentops-git-") as folder:
        done = signature(payload, namespace, _key_arguments(key, folder), folder)
    if done.code != 0:
        raise UsageError(_cannot_sign(key, done.err.decode("utf-8", "replace")))
    return done.out.decode("ascii", "replace")


def verify(
    payload: bytes,
    signed: str,
    namespace: str,
    people: Sequence[Approver],
    now: int,
    at: int,
) -> Verified | Refused:
    """Whether one of ``people`` signed ``payload`` for ``namespace`` with a key that is good.

    ``now`` and ``at``, when it says to be signed, are Unix seconds. Whoever signs can write any
    ``at``: the key has to be valid at both. ssh-keygen is asked only for keys that are listed.
    """
    try:
        made = parse(signed)
    except NoSignature as error:
        return Refused(f"is not signed: {error}")
    if made.namespace != namespace:
        return Refused(f"is signed for another purpose ('{one_line(made.namespace, 60)}')")
    listed = [(person, key) for person, key in _keys(people) if key_bytes(key.key) == made.key]
    if why := _bad_key(made, [key for _, key in listed], now, at):
        return Refused(why)
    person, key = listed[0]
    if not holds(payload, armor(made.blob), Allowed(_SIGNER, namespace, key.key)):
        return Refused("has a signature that does not fit what it says; it was altered")
    return Verified(person, fingerprint(made.key), made.hardware, made.present)


def _keys(people: Sequence[Approver]) -> Iterator[tuple[Approver, SigningKey]]:
    for person in people:
        for key in person.keys:
            yield person, key


def _bad_key(made: Signature, listed: Sequence[SigningKey], now: int, at: int) -> str:
    """Why none of the entries for this key lets it sign; empty where one does."""
    named = f"{made.key_type} {fingerprint(made.key)}"
    if not listed:
        return f"is signed by a key that the law does not list ({one_line(named, 120)})"
    if any(key.revoked for key in listed):
        return "is signed by a key that is revoked"
    if at > now + SKEW:
        return f"is dated in the future ({utc(at)})"
    reasons = [_outside(key, utc(now)[:10], utc(at)[:10]) for key in listed]
    return "" if "" in reasons else reasons[0]


def _outside(key: SigningKey, today: str, signed: str) -> str:
    """Why a key is not valid on two days; RFC 3339 days compare as text."""
    if min(today, signed) < key.valid_after:
        return f"is signed by a key that is valid only from {key.valid_after} on"
    if key.valid_before and max(today, signed) >= key.valid_before:
        return f"is signed by a key that expired on {key.valid_before}"
    return ""


def _key_arguments(key: str, folder: str) -> list[str]:
    """How ssh-keygen is told of a key; a literal one goes through a file, as git does it."""
    import os

    if not key.startswith(("key::", "ssh-", "ecdsa-", "sk-")):
        return ["-f", os.path.abspath(os.path.expanduser(key))]
    name = os.path.join(folder, "key.pub")
    with open(name, "w", encoding="utf-8", errors="surrogateescape") as file:
        file.write(f"{key.removeprefix('key::').strip()}\n")
    return ["-f", name, "-U"]


def _cannot_sign(key: str, said: str) -> str:
    lines = said.strip().splitlines()
    why = f": {one_line(lines[-1], 200)}" if lines else ""
    return (
        f"ssh-keygen can't sign with '{one_line(key, 80)}'{why}; "
        "name a private key that is here, or a public one that the SSH agent holds"
    )
