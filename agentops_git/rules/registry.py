"""The rules in the order of the catalogue; their texts are in ``docs/``."""

from agentops_git.rules import characters, content, required, subject, values, visible
from agentops_git.rules.model import Rule

MESSAGE_RULES: tuple[Rule, ...] = (
    Rule("M001", "subject-form", "warn", subject.check_form),
    Rule("M002", "subject-type", "warn", subject.check_type),
    Rule("M003", "subject-length", "warn", subject.check_length),
    Rule("M004", "subject-blank", "error", subject.check_blank),
    Rule("M005", "control-characters", "error", characters.check_controls),
    Rule("M006", "left-to-squash", "warn", subject.check_temporary),
    Rule("M007", "encoding", "error", characters.check_encoding),
    Rule("T001", "trailer-required", "error", required.check_required),
    Rule("T002", "trailer-advised", "warn", required.check_advised),
    Rule("T003", "placeholder", "error", content.check_placeholder),
    Rule("T004", "too-short", "error", content.check_size),
    Rule("T005", "learning-repeats", "warn", content.check_repeat),
    Rule("T006", "learning-vague", "warn", content.check_vague),
    Rule("T007", "trailer-unseen", "warn", visible.check_unseen),
    Rule("T008", "malformed-value", "error", values.check_values),
    Rule("T009", "misspelt-key", "warn", visible.check_spelling),
    Rule("T010", "learning-expected", "error", required.check_reason),
    Rule("T011", "given-twice", "warn", required.check_once),
    Rule("T012", "forbidden-trailer", "error", required.check_forbidden),
    Rule("T013", "empty-value", "error", content.check_empty),
)

CHANGE_RULES: tuple[Rule, ...] = (
    Rule("G001", "constitution-invalid", "error"),
    Rule("G002", "guarded-path", "error"),
    Rule("G003", "agent-path", "error"),
    Rule("G004", "commit-size", "error"),
    Rule("G005", "mass-deletion", "warn"),
    Rule("G006", "large-file", "warn"),
    Rule("G007", "binary-file", "warn"),
    Rule("G008", "lockfile-alone", "warn"),
    Rule("G009", "submodule-url", "warn"),
    Rule("G010", "symlink-escape", "error"),
    Rule("G011", "new-executable", "warn"),
    Rule("G012", "conflict-marker", "error"),
    Rule("G013", "bidi-unbalanced", "error"),
    Rule("G014", "homoglyph", "error"),
    Rule("G015", "file-name", "error"),
    Rule("G016", "ref-rewritten", "error"),
    Rule("G017", "ref-deleted", "error"),
    Rule("G018", "secret", "error"),
    Rule("G019", "rule-too-slow", "error"),
)

GATE_RULES: tuple[Rule, ...] = (
    Rule("V001", "gate-missing", "error"),
    Rule("V002", "gate-failed", "error"),
    Rule("V003", "validation-contradicted", "error"),
)

APPROVAL_RULES: tuple[Rule, ...] = (
    Rule("H001", "approval-missing", "error"),
    Rule("H002", "approval-void", "warn"),
    Rule("H003", "rejected", "error"),
)

EXEMPTION_RULES: tuple[Rule, ...] = (
    Rule("X001", "exemption-malformed", "error"),
    Rule("X002", "exemption-expired", "warn"),
    Rule("X003", "exemption-unsigned", "warn"),
)

RULES: dict[str, Rule] = {
    rule.code: rule
    for rules in (MESSAGE_RULES, CHANGE_RULES, GATE_RULES, APPROVAL_RULES, EXEMPTION_RULES)
    for rule in rules
}
