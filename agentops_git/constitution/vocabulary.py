"""The words that a constitution may use. Tests hold them to the packages that define them."""

MESSAGE_CODES = (
    *(f"M{number:03}" for number in range(1, 8)),
    *(f"T{number:03}" for number in range(1, 14)),
)
"""The rules on messages; those on changes (G), gates (V, H) and exemptions (X) go by pattern."""

TRAILER_KEYS = (
    "Intent", "Context", "Solution", "Learning", "Impact", "Improvement", "Resolves",
    "Validation", "Not-tested", "Pattern", "Constraint", "Rejected", "Directive", "Confidence",
    "Scope-risk", "Reversibility", "Supersedes", "Expires", "Assisted-by", "Session", "Phase",
    "Exemption",
)  # fmt: skip
"""The canonical keys of a record."""

USUAL_KEYS = (
    "Signed-off-by", "Co-authored-by", "Acked-by", "Reviewed-by", "Tested-by", "Reported-by",
    "Suggested-by", "Helped-by", "Cc", "Fixes", "Closes", "Refs", "See-also", "Link",
    "Change-Id", "BREAKING-CHANGE",
)  # fmt: skip
"""Trailers that git and its hosts have made usual."""
