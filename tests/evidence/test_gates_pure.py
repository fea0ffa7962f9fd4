"""Which gates apply, what counts as evidence, and what a claim is: no repository needed."""

import pytest

from agentops_git.constitution.guards import Gate, When
from agentops_git.evidence.gates.applying import Asked, Gain, applying
from agentops_git.evidence.gates.claims import contradicted
from agentops_git.evidence.gates.evidence import (
    Evidence,
    by_duration,
    evidence_of,
    fields_of,
    latest,
)
from agentops_git.evidence.gates.tail import Tail, without_secrets
from agentops_git.notes.line import dump, make_line, parse_line

STAGES = ("pre-commit", "pre-push", "ci")
MAIN = "refs/heads/main"


def names(gates: tuple[Gate, ...], asked: Asked, stages: tuple[str, ...] = STAGES) -> list[str]:
    return [gate.name for gate in applying(gates, asked, stages)]


def run(
    command: str = "pytest -q", exit: int | None = 0, at: str = "1", **more: object
) -> Evidence:
    return Evidence("tests", command, exit, 1.5, at, "in place")._replace(**more)  # type: ignore[arg-type]


def change(paths: tuple[str, ...] = ("a",), refs: tuple[str, ...] = (MAIN,), *types: str) -> Asked:
    """A change that is new to its branch as to the default one."""
    gain = Gain(paths, frozenset(types) if types else None)
    return Asked(refs, gain, gain)


@pytest.mark.parametrize(
    ("when", "asked", "applies"),
    [
        ({}, change(), True),
        ({}, change(()), False),
        ({"paths": ("src/**",)}, change(("src/a.py", "README.md")), True),
        ({"paths": ("src/**",)}, change(("README.md",)), False),
        ({"branches": ("main", "release/*")}, change(refs=("refs/heads/release/1",)), True),
        ({"branches": ("main",)}, change(refs=("refs/heads/topic",)), False),
        ({"branches": ("main",)}, change(refs=("refs/heads/topic", MAIN)), True),
        ({"branches": ("main",)}, change(refs=("HEAD",)), False),
        ({}, change(refs=("HEAD",)), True),
        ({}, change(refs=("refs/tags/v1",)), False),
        ({"branches": ("refs/tags/v*",)}, change(refs=("refs/tags/v1",)), True),
        ({"types": ("feat",)}, change(("a",), (MAIN,), "feat", "docs"), True),
        ({"types": ("feat",)}, change(("a",), (MAIN,), "docs"), False),
        ({"types": ("feat",)}, change(), True),
        ({"paths": ("a",), "types": ("fix",)}, change(("a",), (MAIN,), "docs"), False),
        ({}, Asked((MAIN,), Gain(()), Gain(("a",))), False),
        ({"branches": ("main",)}, Asked((MAIN,), Gain(()), Gain(("a",))), True),
        ({"branches": ("main",)}, Asked((MAIN,), Gain(("a",)), Gain(())), False),
    ],
)
def test_when_a_gate_applies(when: dict[str, tuple[str, ...]], asked: Asked, applies: bool) -> None:
    assert names((Gate("g", "true", When(**when)),), asked) == (["g"] if applies else [])


def test_only_gates_of_the_stages_asked_for_in_the_order_of_the_law() -> None:
    law = (
        Gate("c", "true")._replace(stage="ci"),
        Gate("b", "true"),
        Gate("a", "true")._replace(stage="pre-commit"),
    )
    assert names(law, change()) == ["c", "b", "a"]
    assert names(law, change(), ("pre-commit", "pre-push")) == ["b", "a"]


def test_evidence_survives_being_a_line_of_notes() -> None:
    whole = run(
        exit=2, changed=("ä.py",), tools={"pytest": "pytest 8"}, base="b" * 40, output="1 failed"
    )
    line = make_line(
        "gates", "2030-01-01T00:00:00Z", "Ann <ann@example.invalid>", None, fields_of(whole)
    )
    read = parse_line(dump(line))
    assert not isinstance(read, str)
    assert evidence_of(read) == whole._replace(by="Ann <ann@example.invalid>")


def test_of_a_run_whose_time_was_up_the_exit_code_is_null() -> None:
    fields = fields_of(run(exit=None))
    assert fields["exit"] is None
    assert not run(exit=None).passed


@pytest.mark.parametrize(
    "broken",
    [{"exit": "0"}, {"exit": True}, {"seconds": "1"}, {"seconds": True}, {"command": 3},
     {"command": ""}, {"finished": None}, {"exit": 0.0}],
)  # fmt: skip
def test_what_is_of_another_form_is_no_evidence(broken: dict[str, object]) -> None:
    fields = {**fields_of(run()), **broken}
    line = make_line("gates", "2030-01-01T00:00:00Z", "Ann", None, fields)
    assert evidence_of(line) is None


def test_a_line_of_another_kind_is_no_evidence() -> None:
    line = make_line("learnings", "2030-01-01T00:00:00Z", "Ann", None, fields_of(run()))
    assert evidence_of(line) is None


def test_the_last_run_counts_and_of_two_at_once_the_failed_one() -> None:
    good, bad = run(at="2030-01-02"), run(exit=1, at="2030-01-01")
    assert latest([good, bad], "pytest -q") == good
    assert latest([good, bad._replace(finished="2030-01-03")], "pytest -q") != good
    same = bad._replace(finished="2030-01-02")
    assert latest([good, same], "pytest -q") == latest([same, good], "pytest -q") == same


@pytest.mark.parametrize("other", ["pytest", "pytest  -q", "pytest -q ", "pytest -qq", "true"])
def test_evidence_is_bound_to_the_command_to_the_letter(other: str) -> None:
    assert latest([run(other)], "pytest -q") is None


def test_fast_gates_first_and_new_ones_last() -> None:
    law = [Gate("new", "n"), Gate("slow", "s"), Gate("fast", "f"), Gate("newer", "m")]
    order = by_duration(law, {"s": 60.0, "f": 0.1})
    assert [each.name for each in order] == ["fast", "slow", "new", "newer"]


def test_a_command_that_changed_files_has_not_passed() -> None:
    assert run(changed=("a.py", "b.py")).outcome == "changed a.py and others"
    assert not run(changed=("a.py",)).passed


@pytest.mark.parametrize(
    "value",
    [
        "pytest -q (214 passed)",
        "pytest -q: 214 passed",
        "`pytest -q` passes",
        "'pytest -q' is green",
        "pytest -q passed",
        "pytest -q, 214 passed, 0 failed",
        "pytest -q - all green",
        "pytest -q → ok",
        "pytest -q 214 passed, 3 skipped",
        "pytest  -q\n (no failures)",
        "pytest -q ✓",
        "pytest -q (exit 0)",
        "pytest -q, PASSED",
        "pytest -q and passed without errors",
    ],
)
def test_what_claims_success(value: str) -> None:
    failed = run(exit=1)
    assert contradicted(value, [failed]) == failed


@pytest.mark.parametrize(
    "value",
    [
        "pytest -q",
        "pytest -q (3 failed, 211 passed)",
        "pytest -q tests/test_a.py (3 passed)",
        "pytest -qq (3 passed)",
        "pytest (214 passed)",
        "ran pytest -q, 214 passed",
        "pytest -q -- passed",
        "pytest -q passed-tests",
        "pytest -q (not ok)",
        "pytest -q (passes but for one error)",
        "pytest -q: doesn't pass",
        "pytest -q: should be green",
        "pytest -q passed?",
        "pytest -q (läuft durch)",
        "looked at by hand",
        "",
    ],
)
def test_what_is_no_claim_or_about_something_else(value: str) -> None:
    assert contradicted(value, [run(exit=1)]) is None


def test_only_the_last_run_contradicts() -> None:
    claim = "pytest -q (214 passed)"
    assert contradicted(claim, [run(exit=1, at="1"), run(at="2")]) is None
    assert contradicted(claim, [run(at="1"), run(exit=1, at="2")])
    assert contradicted(claim, [run()]) is None


def test_a_long_value_of_any_kind_is_read_in_linear_time() -> None:
    for filler in ("no ", "0 failures ", "(" * 9, "passed ", "- ", "\t", "not"):
        assert contradicted("pytest -q" + filler * 100_000 + "x", [run(exit=1)]) in (
            None,
            run(exit=1),
        )


def test_an_output_of_any_length_is_kept_by_its_end() -> None:
    tail = Tail()
    for number in range(100_000):
        tail.add(b"line %d\n" % number)
    lines = tail.lines()
    assert lines[-1] == "line 99999"
    assert len("\n".join(lines)) <= 1 << 16


def test_lines_are_shown_as_a_terminal_would_leave_them_and_harm_none() -> None:
    tail = Tail()
    tail.add(
        "10 %\r100 %\r\n\x1b[31mred\x1b[0m \x1b]0;title\x07x\n\n\x07bell \u202e\xff\n".encode()
        + b"\xff"
    )
    assert tail.lines() == ["100 %", "red x", r"\x07bell \u202eÿ", "�"]


def test_values_of_secret_variables_are_taken_out() -> None:
    env = {"API_TOKEN": "s3cr3t-value", "DEPLOY_KEY": "first line\nsecond line", "HOME": "/home/a",
           "SHORT_TOKEN": "ab", "PASSWORD": "s3cr3t"}  # fmt: skip
    lines = ["token s3cr3t-value in /home/a", "second line, ab", "s3cr3t"]
    assert without_secrets(lines, env) == [
        "token [secret] in /home/a", "[secret], ab", "[secret]",
    ]  # fmt: skip


def test_what_looks_like_a_secret_is_left_out_with_the_whole_key() -> None:
    token = "ghp_" + "Zx3kQ9vT7bW2nL5cR8mY1pD4sF6gH0jK2aQe"
    armour = ["-----BEGIN OPENSSH PRIVATE KEY-----", "b3BlbnNzaC1rZXktdjEA", "-----END X-----"]
    lines = ["before", f"using {token}", *armour, "after"]
    kept = without_secrets(lines, {})
    assert kept == ["before", *["[a line that looks like a secret]"] * 4, "after"]
