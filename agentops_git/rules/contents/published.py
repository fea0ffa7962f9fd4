"""Keys that their issuers publish for everybody's examples and emulators: no secrets."""

_DIGESTS = frozenset(
    {
        "0cb62954c5feaf5379bfb79b8e0087953ec49b9c",  # Stripe's documentation
        "30629614e951d0c842d53d2e2a3725c5a74fa4c1",  # the same, of older days
        "726684b05966cd486e3461450ac94907c0b6709a",  # Azure's storage emulator
    }
)
"""SHA-1, so that this file itself holds none."""


def is_published(value: bytes) -> bool:
    """Whether a value is one of those keys."""
    from hashlib import sha1  # only where there is a hit

    key = value.removeprefix(b"AccountKey=")
    return sha1(key, usedforsecurity=False).hexdigest() in _DIGESTS
