"""JSON Web Tokens (RFC 7519): whether one can be what it looks like."""

import binascii
from typing import Any

_SIGNATURES = {"HS256": 43, "HS384": 64, "HS512": 86, "ES256": 86, "ES384": 128, "EdDSA": 86}
_BRIEF = 3600
_EXAMPLE = ("1234567890", "John Doe")


def is_web_token(value: bytes) -> bool:
    """Whether a value is a signed token or a part of one, which those rules judge."""
    parts = value.split(b".")
    return len(parts) <= 3 and value.startswith(b"eyJ") and _has_algorithm(_json(parts[0]))


def is_forged(token: bytes) -> bool:
    """Whether a token was never valid, is the well-known example, or lived for an hour at most."""
    parts = token.split(b".")
    head, body = _json(parts[0]), _json(parts[1])
    if not isinstance(head, dict) or not isinstance(body, dict) or "alg" not in head:
        return True
    wanted = _SIGNATURES.get(str(head["alg"]))
    if wanted and len(parts[2]) != wanted:
        return True
    return (body.get("sub"), body.get("name")) == _EXAMPLE or _is_brief(body)


def _has_algorithm(head: object) -> bool:
    return isinstance(head, dict) and "alg" in head


def _is_brief(body: dict[str, Any]) -> bool:
    since, until = body.get("iat", body.get("nbf")), body.get("exp")
    return isinstance(since, int) and isinstance(until, int) and 0 < until - since <= _BRIEF


def _json(part: bytes) -> object:
    import json

    try:
        padded = part + b"=" * (-len(part) % 4)
        return json.loads(binascii.a2b_base64(padded.translate(bytes.maketrans(b"-_", b"+/"))))
    except (binascii.Error, ValueError, RecursionError):
        return None
