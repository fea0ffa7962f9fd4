"""The rules that are judged elsewhere than on a message: code, name and default level.

Apart from the registry, since a hook that judges a change loads no rule on messages.
"""

from agentops_git.constitution.model import Level

CODES: tuple[tuple[str, str, Level], ...] = (
    ("G001", "constitution-invalid", "error"),
    ("G002", "guarded-path", "error"),
    ("G003", "agent-path", "error"),
    ("G004", "commit-size", "error"),
    ("G005", "mass-deletion", "warn"),
    ("G006", "large-file", "warn"),
    ("G007", "binary-file", "warn"),
    ("G008", "lockfile-alone", "warn"),
    ("G009", "submodule-url", "warn"),
    ("G010", "symlink-escape", "error"),
    ("G011", "new-executable", "warn"),
    ("G012", "conflict-marker", "error"),
    ("G013", "bidi-unbalanced", "error"),
    ("G014", "homoglyph", "error"),
    ("G015", "file-name", "error"),
    ("G016", "ref-rewritten", "error"),
    ("G017", "ref-deleted", "error"),
    ("G018", "secret", "error"),
    ("G019", "rule-too-slow", "error"),
    ("V001", "gate-missing", "error"),
    ("V002", "gate-failed", "error"),
    ("V003", "validation-contradicted", "error"),
    ("H001", "approval-missing", "error"),
    ("H002", "approval-void", "warn"),
    ("H003", "rejected", "error"),
    ("X001", "exemption-malformed", "error"),
    ("X002", "exemption-expired", "warn"),
    ("X003", "exemption-unsigned", "warn"),
)

LEVELS: dict[str, Level] = {code: level for code, _, level in CODES}
