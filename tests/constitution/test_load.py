"""What a person writes into CONSTITUTION.md, and what becomes of it."""

from pathlib import Path

import pytest

from agentops_git.constitution.guards import (
    Agent,
    Approver,
    Approvers,
    Exemptions,
    Gate,
    Guardrails,
    GuardRule,
    Limits,
    Secrets,
    SigningKey,
    Threshold,
    When,
)
from agentops_git.constitution.load import InvalidConstitution, load
from agentops_git.constitution.model import (
    ByType,
    Constitution,
    Exempt,
    Level,
    Outputs,
    SubjectForm,
    Subtree,
    Trailers,
)
from agentops_git.constitution.presets import CORE, SEED
from agentops_git.errors import ExitCode
from tests.constitution.files import FULL, law

ROOT = Path(__file__).parents[2]


def test_every_setting_is_read() -> None:
    trailers = Trailers(
        required=("Intent", "Learning", "Ticket"),
        advised=("Impact",),
        forbidden=("Session",),
        by_type={"docs": ByType(required=("Intent",))},
        min_words=4,
        none_accepted=False,
        own=("Ticket",),
    )
    subject = SubjectForm(types=("feat", "fix", "docs", "deps"), max=100)
    rules: dict[str, Level] = {
        "M001": "error",
        "M002": "error",
        "T002": "off",
        "M003": "error",
        "G001": "warn",
    }
    assert load(FULL, "CONSTITUTION.md") == Constitution(
        extends="seed",
        requires=">=0.1",
        rules=rules,
        people="warn",
        trailers=trailers,
        subject=subject,
        exempt=Exempt(
            types=("deps",),
            paths=("vendor/**",),
            authors=("*@mirror.invalid",),
            bots=False,
            merges=("merge",),
        ),
        subtrees=(
            Subtree(
                only=("team-a/**",),
                rules={**rules, "M003": "off"},
                trailers=trailers._replace(advised=()),
                subject=subject._replace(max=60),
            ),
        ),
        assisted_by="off",
        outputs=Outputs("docs/patterns", "docs/BACKLOG.md"),
        since="0123456",
        protected=("release/*",),
        trusted=("upstream/main",),
        guardrails=Guardrails(
            protected=("deploy/",),
            generated=("*.min.js",),
            limits=Limits(50, 2000, 20, 512),
            lockfiles={"@app/app.lock": "app.toml"},
            homoglyphs=True,
            secrets=Secrets("gitleaks", ".gitleaks.json"),
            rules=(
                GuardRule(
                    "G901", r"print\(", "left-over print", "warn", "added", ("src/**",),
                    "use the logger",
                ),
            ),
        ),
        gates=(
            Gate(
                "unit-tests", "pytest -q 'tests/unit'",
                When(("*.py",), ("main",), ("feat", "fix")), "pre-push", 300, "error",
            ),
        ),
        approvers=Approvers(
            people=(
                Approver(
                    "Ann",
                    ("ann@example.invalid",),
                    (
                        SigningKey(
                            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI" + "A" * 39,
                            "2024-01-01",
                            "2030-01-01",
                        ),
                    ),
                ),
            ),
            thresholds=(Threshold("deploy", ("deploy/**",), 1, ("Ann",), True, 7),),
        ),
        agents=(Agent("Claude", ("src/**", "tests/**"), ("claude*",)),),
        exemptions=Exemptions(336, ("G001",)),
    )  # fmt: skip


def test_what_is_not_stated_is_as_the_preset_says() -> None:
    assert load(law(), "x") == CORE
    assert load(law("extends: seed"), "x") == SEED
    assert load(law("subject: {max: 50}"), "x") == CORE._replace(
        subject=CORE.subject._replace(max=50)
    )


def test_lists_are_replaced_and_mappings_merged() -> None:
    stated = load(
        law("rules: {M002: off}", "extends: seed", "trailers: {required: [Learning]}"), "x"
    )
    assert stated.rules == {"M001": "error", "M002": "off"}
    assert stated.trailers.required == ("Learning",)

    merged = load(law("trailers: {by_type: {docs: {advised: [Context]}}}"), "x").trailers.by_type
    assert merged["docs"] == ByType(required=("Intent",), advised=("Context",))
    assert merged["chore"] == CORE.trailers.by_type["chore"]


def test_a_subtree_may_stand_before_what_it_builds_on() -> None:
    stated = load(
        law(
            "subtrees: [{only: [a/], subject: {max: 40}}]", "rules: {T006: off}", "extends: strict"
        ),
        "x",
    )
    (part,) = stated.subtrees
    assert part.rules == stated.rules
    assert part.trailers == stated.trailers
    assert part.subject == stated.subject._replace(max=40)


@pytest.mark.parametrize("off", ["off", "Off", "'off'", "no", "false"])
def test_off_is_a_word(off: str) -> None:
    stated = load(law(f"rules: {{T001: {off}}}", f"assisted_by: {off}"), "x")
    assert stated.rules == {"T001": "off"}
    assert stated.assisted_by == "off"


def test_bytes_a_byte_order_mark_and_windows_line_ends_are_read() -> None:
    text = "\ufeff" + law("since: v1.0").replace("\n", "\r\n")
    assert load(text.encode(), "x") == CORE._replace(since="v1.0")


def test_this_repository_has_a_law() -> None:
    stated = load((ROOT / "CONSTITUTION.md").read_bytes(), "CONSTITUTION.md")
    assert stated.extends == "core"
    assert stated.rules["M001"] == "error"
    assert "Assisted-by" in stated.trailers.forbidden


def test_everything_wrong_is_told_at_once_first_line_first() -> None:
    text = law(
        "extends: cores",
        "trailers:",
        "  required:",
        "    - Intent",
        "    - Context",
        "    - Intnt",
        "rules: {T001: of, G001: off}",
        "exmpt: {bots: false}",
        "subject: {max: 10}",
    )
    with pytest.raises(InvalidConstitution) as caught:
        load(text, "CONSTITUTION.md")
    keys = (
        "Intent, Context, Solution, Learning, Impact, Improvement, Resolves, Validation, "
        "Not-tested, Pattern, Constraint, Rejected, Directive, Confidence, Scope-risk, "
        "Reversibility, Supersedes, Expires, Assisted-by, Session, Phase, Exemption, "
        "Signed-off-by, Co-authored-by, Acked-by, Reviewed-by, Tested-by, Reported-by, "
        "Suggested-by, Helped-by, Cc, Fixes, Closes, Refs, See-also, Link, Change-Id, "
        "BREAKING-CHANGE"
    )
    assert [*caught.value.problems] == [
        "CONSTITUTION.md:3: extends: 'cores' is no value of this setting; did you mean 'core'? "
        "allowed: core, agents, seed, strict",
        "CONSTITUTION.md:8: trailers.required[2]: unknown key 'Intnt'; did you mean 'Intent'? "
        f"allowed: {keys}",
        "CONSTITUTION.md:9: rules.T001: 'of' is no value of this setting; did you mean 'off'? "
        "allowed: error, warn, off",
        "CONSTITUTION.md:10: unknown key 'exmpt'; did you mean 'exempt'? allowed: agentops, "
        "extends, requires, rules, people, trailers, subject, exempt, subtrees, assisted_by, "
        "outputs, since, protected, trusted, guardrails, gates, approvers, agents, exemptions, "
        "workflows, hints",
        "CONSTITUTION.md:11: subject.max: must be a whole number from 20 to 500, not '10'",
    ]
    assert str(caught.value) == "; ".join(caught.value.problems[:3]) + "; and 2 more"
    assert caught.value.exit_code == ExitCode.USAGE


def problems(text: str | bytes) -> list[str]:
    with pytest.raises(InvalidConstitution) as caught:
        load(text, "C")
    return list(caught.value.problems)


WRONG = {
    "agentops: 2\n---": ["C:3: key 'agentops' stands twice; the first is on line 2"],
    "rules:": [
        "C:3: rules: must be lines 'key: value', not nothing; give a value or leave the key out"
    ],
    "rules: [T001]": ["C:3: rules: must be lines 'key: value', not a list"],
    "rules: {t1: off}": ["C:3: rules: 't1' is not a rule's code, such as T001 or G003"],
    "rules: {T001: {}}": ["C:3: rules.T001: must be one of error, warn, off, not a mapping"],
    "protected: main": ["C:3: protected: must be a list, not 'main'"],
    "protected: [main, main]": ["C:3: protected[1]: stands twice in this list"],
    "protected: [-x]": [
        "C:3: protected[0]: '-x' is not a branch or a pattern of branches, "
        "such as 'release/*'"
    ],
    "since: --all": ["C:3: since: '--all' is not a commit id, a tag or a branch"],
    "since: yes": ["C:3: since: YAML reads yes as a truth value; quote it"],
    "since: ''": ["C:3: since: '' is empty or has space around it"],
    "exempt: {bots: maybe}": ["C:3: exempt.bots: must be true or false, not 'maybe'"],
    "exempt: {authors: ['*']}": [
        "C:3: exempt.authors[0]: '*' is everyone; name authors more closely"
    ],
    "exempt: {types: [doc]}": [
        "C:3: exempt.types[0]: unknown type 'doc'; did you mean 'docs'? allowed: feat, fix, docs, "
        "style, refactor, perf, test, build, ci, chore, revert, release, learn"
    ],
    "exempt: {paths: ['!a']}": ["C:3: exempt.paths[0]: '!a': a pattern can't be negated"],
    "exempt: {paths: ['*.{a,b}']}": [
        "C:3: exempt.paths[0]: '*.{a,b}' has '{': braces are not expanded; write several patterns"
    ],
    "exempt: {paths: [../a]}": [
        "C:3: exempt.paths[0]: '../a' has an empty, '.' or '..' segment; begin at the root"
    ],
    "subject: {max: 0x50}": ["C:3: subject.max: must be a whole number from 20 to 500, not '0x50'"],
    "subject: {types: [Feat]}": [
        "C:3: subject.types[0]: 'Feat' is not a commit type (lower-case letters, digits and '-')"
    ],
    "trailers: {own: [Intent]}": [
        "C:3: trailers.own[0]: 'Intent' is known already; leave it out here"
    ],
    "trailers: {forbidden: [Learning]}": [
        "C:3: trailers.required: 'Learning' is forbidden by trailers.forbidden; keep it in one list"
    ],
    "subtrees: [{rules: {T001: off}}]": ["C:3: subtrees[0].only: is empty; name at least one"],
    "outputs: {backlog: /etc/passwd}": [
        "C:3: outputs.backlog: '/etc/passwd' is not a path below the root, such as 'docs/patterns'"
    ],
    "outputs: {patterns: .GIT/hooks}": [
        "C:3: outputs.patterns: '.GIT/hooks' lies in git's own directory"
    ],
    "requires: new": ["C:3: requires: 'new' is not a version, such as '>=0.1'"],
    "requires: '>=99.0'": [
        "C:3: requires: asks for agentops-git 99.0 or newer, and this is 0.1.0; upgrade it"
    ],
    "guardrails: {rules: [{code: G1, match: '(a', message: x}]}": [
        "C:3: guardrails.rules[0].code: 'G1' is not a code from G900 to G999",
        "C:3: guardrails.rules[0].match: '(a' is not a regular expression: missing ), "
        "unterminated subpattern at position 0",
    ],
    "guardrails: {rules: [{code: G900, match: 'a*', message: x}]}": [
        "C:3: guardrails.rules[0].match: 'a*' matches empty text, and so everything"
    ],
    "gates: [{name: a}]": ["C:3: gates[0]: must say 'command'"],
    "gates: [{}]": ["C:3: gates[0]: must say 'name' and 'command'"],
    "gates: [{name: a, command: \"x 'y\"}]": [
        "C:3: gates[0].command: \"x 'y\" can't be split as a shell does: No closing quotation"
    ],
    "gates: [{name: a, command: x}, {name: a, command: y}]": [
        "C:3: gates[1].name: 'a' is taken by an earlier one"
    ],
    "gates: [{name: a, command: x, stage: CI}]": [
        "C:3: gates[0].stage: 'CI' is no value of this setting; did you mean 'ci'? "
        "allowed: pre-commit, pre-push, ci"
    ],
    "approvers: {thresholds: [{at_least: 2}]}": [
        "C:3: approvers.thresholds[0].at_least: asks for 2 people where 0 may approve"
    ],
    "approvers: {people: [{name: Ann, principals: [], keys: [{key: ssh-dss AAAA}]}]}": [
        "C:3: approvers.people[0].keys[0].key: 'ssh-dss' is no type of public key; allowed: "
        "ssh-ed25519, sk-ssh-ed25519@openssh.com, ecdsa-sha2-nistp256, ecdsa-sha2-nistp384, "
        "ecdsa-sha2-nistp521, sk-ecdsa-sha2-nistp256@openssh.com, ssh-rsa"
    ],
    "approvers: {people: [{name: Ann, principals: [], keys: []}], thresholds: [{by: [An]}]}": [
        "C:3: approvers.people[0].keys: is empty; name at least one",
        "C:3: approvers.people[0].principals: is empty; name at least one",
        "C:3: approvers.thresholds[0].by[0]: no approver 'An'; did you mean 'Ann'? allowed: Ann",
    ],
    "approvers: {people: [{name: Ann, principals: [a@b], keys: [{key: "
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA}]}, {name: Ben, principals: [c@d], keys: [{key: "
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA}]}]}": [
        "C:3: approvers.people[1].keys[0].key: is a key of 'Ann' too; a key is one person's alone"
    ],
    "approvers: {people: [{name: Ann, principals: [a@b], keys: [{key: "
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA, revoked: true}]}]}": [
        "C:3: approvers.people: has no key left that is not revoked: nobody could approve"
    ],
    "approvers: {people: [{name: Ann, principals: [a@b], keys: [{key: "
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA, revoked: true}]}, {name: Ben, principals: [c@d], "
    "keys: [{key: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAB}]}], thresholds: [{at_least: 2}]}": [
        "C:3: approvers.thresholds[0].at_least: asks for 2 people where 1 may approve"
    ],
    "exemptions: {max_hours: 0}": [
        "C:3: exemptions.max_hours: must be a whole number from 1 to 8784, not '0'"
    ],
    "agents: [{name: \"a\\nb\"}]": [
        "C:3: agents[0].name: 'a\\nb' has a line break or control characters"
    ],
}  # fmt: skip


@pytest.mark.parametrize("line", WRONG)
def test_wrong(line: str) -> None:
    assert problems(law(line)) == WRONG[line]


def test_a_key_is_checked_before_its_type_is_guessed() -> None:
    key = "ssh-ed25519 AAAAB3NzaC1yc2E"
    said = problems(
        law(
            "approvers:",
            "  people:",
            "    - name: Ann",
            "      principals: [a b]",
            "      keys:",
            f"        - key: {key}",
            "          valid_after: 2024-02-30",
        )
    )
    assert said == [
        "C:6: approvers.people[0].principals[0]: 'a b' is not an address without spaces, commas, "
        "quotes or wildcards",
        "C:8: approvers.people[0].keys[0].key: the base64 after 'ssh-ed25519' is not a key of "
        "that type",
        "C:9: approvers.people[0].keys[0].valid_after: '2024-02-30' is not a day of the calendar",
    ]


def test_a_validity_that_ends_before_it_begins() -> None:
    text = FULL.replace("valid_before: 2030-01-01", "valid_before: 2023-12-31")
    line = text.splitlines().index("          valid_before: 2023-12-31") + 1
    assert problems(text) == [
        f"C:{line}: approvers.people[0].keys[0].valid_before: is not after valid_after"
    ]


def test_a_newer_minor_version_turns_unknown_words_into_warnings() -> None:
    stated = load(
        law(
            "requires: '>=0.9'",
            "telepathy: true",
            "rules: {T099: error, T001: warn}",
            "trailers: {required: [Omen, Intent]}",
        ),
        "C",
    )
    assert stated.rules == {"T001": "warn"}
    assert stated.trailers.required == ("Intent",)
    assert [warning.split(";")[0] for warning in stated.warnings] == [
        "C:3: requires: asks for agentops-git 0.9 or newer, and this is 0.1.0",
        "C:4: unknown key 'telepathy'",
        "C:5: rules: unknown rule 'T099'",
        "C:6: trailers.required[0]: unknown key 'Omen'",
    ]


def test_a_newer_minor_version_excuses_no_mistake_in_what_is_known() -> None:
    assert problems(law("requires: '>=0.9'", "subject: {max: many}")) == [
        "C:4: subject.max: must be a whole number from 20 to 500, not 'many'"
    ]


def test_a_newer_patch_version_is_a_warning_and_knows_no_new_words() -> None:
    assert load(law("requires: '>=0.1.9'"), "C").warnings == (
        "C:3: requires: asks for agentops-git 0.1.9 or newer, and this is 0.1.0; upgrade it",
    )
    assert problems(law("requires: '>=0.1.9'", "telepathy: true"))[0].startswith(
        "C:4: unknown key 'telepathy'; allowed: agentops, "
    )
