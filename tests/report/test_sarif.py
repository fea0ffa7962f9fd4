"""SARIF 2.1.0, for code scanning."""

import json
import os
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from agentops_git.report import render
from agentops_git.report.sarif import FINGERPRINT
from agentops_git.rules.finding import Finding, Place
from agentops_git.rules.registry import RULES
from tests.report.findings import COMMIT, CONTEXT, HOSTILE, MISSING, PLACE, WRITTEN

SCHEMA = os.environ.get("AGENTOPS_SARIF_SCHEMA")


def run_of(findings: list[Finding]) -> dict[str, Any]:
    log = json.loads(render(findings, "sarif", CONTEXT))
    assert set(log) == {"$schema", "version", "runs"}
    assert log["version"] == "2.1.0"
    run: dict[str, Any] = log["runs"][0]
    return run


def marks(findings: list[Finding]) -> list[str]:
    return [result["partialFingerprints"][FINGERPRINT] for result in run_of(findings)["results"]]


def test_the_tool_and_its_rules() -> None:
    driver = run_of([])["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("agentops-git", "0.1.0")
    assert [rule["id"] for rule in driver["rules"]] == list(RULES)
    first = driver["rules"][0]
    assert set(first) == {
        "id", "name", "shortDescription", "fullDescription", "help", "defaultConfiguration",
    }  # fmt: skip
    assert first["defaultConfiguration"] == {"level": "warning"}
    assert all(rule["help"]["text"] for rule in driver["rules"])


def test_a_result() -> None:
    assert run_of(MISSING[:1])["results"] == [
        {
            "ruleId": "T001",
            "ruleIndex": list(RULES).index("T001"),
            "level": "error",
            "message": {"text": "Intent is missing\n\nIntent: <what for>"},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": f"commit/{COMMIT}"},
                        "region": {"startLine": 1},
                    },
                    "logicalLocations": [
                        {
                            "name": "fix(parser): reject empty values",
                            "fullyQualifiedName": COMMIT,
                            "kind": "commit",
                        }
                    ],
                }
            ],
            "partialFingerprints": {FINGERPRINT: marks(MISSING[:1])[0]},
        }
    ]


def test_every_result_points_at_its_rule() -> None:
    run = run_of([*MISSING, Finding("G042", "warn", "a rule of a later catalogue", PLACE)])
    rules = run["tool"]["driver"]["rules"]
    assert all(rules[one["ruleIndex"]]["id"] == one["ruleId"] for one in run["results"])
    assert rules[-1] == {"id": "G042"}


def test_paths_are_uris() -> None:
    (result,) = run_of(HOSTILE)["results"]
    location = result["locations"][0]["physicalLocation"]
    assert location == {
        "artifactLocation": {"uri": "dir/a%20b%2Cc%3A%0A%25.py"},
        "region": {"startLine": 3},
    }


def test_a_fingerprint_outlives_a_rebase_and_a_squash() -> None:
    finding = MISSING[0]
    rebased = finding._replace(place=Place("e" * 40, "Fix(parser): reject  empty values", line=9))
    squashed = finding._replace(place=Place("d" * 40, "fix(parser): reject empty values (#12)"))
    fixup = finding._replace(place=Place("c" * 40, "fixup! fix(parser): reject empty values"))
    assert len({marks([one])[0] for one in (finding, rebased, squashed, fixup)}) == 1


@pytest.mark.parametrize(
    "other",
    [
        MISSING[0]._replace(code="T002"),
        MISSING[0]._replace(key="Context"),
        MISSING[0]._replace(place=PLACE._replace(subject="fix: something else")),
        MISSING[0]._replace(place=PLACE._replace(path="a.py")),
    ],
)
def test_other_findings_have_other_fingerprints(other: Finding) -> None:
    assert marks([other]) != marks(MISSING[:1])


def test_fingerprints_are_unique_and_the_same_in_every_run() -> None:
    twice = [*MISSING, *MISSING]
    assert len(set(marks(twice))) == 6
    assert marks(twice) == marks(twice)
    assert all(re.fullmatch("[0-9a-f]{32}", mark) for mark in marks(twice))


@pytest.mark.skipif(not SCHEMA, reason="AGENTOPS_SARIF_SCHEMA names no copy of the OASIS schema")
@pytest.mark.parametrize("findings", [[], MISSING, WRITTEN, HOSTILE])
def test_it_is_valid_against_the_schema_of_oasis(findings: list[Finding]) -> None:
    schema = json.loads(Path(SCHEMA or "").read_text("utf-8"))
    jsonschema.validators.validator_for(schema)(schema).validate(
        json.loads(render(findings, "sarif", CONTEXT))
    )
