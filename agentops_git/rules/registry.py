"""The rules in the order of the catalogue; their texts are in ``docs/``."""

from agentops_git.rules import characters, content, required, subject, values, visible
from agentops_git.rules.codes import CODES
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

RULES: dict[str, Rule] = {
    rule.code: rule for rule in (*MESSAGE_RULES, *(Rule(*row) for row in CODES))
}
