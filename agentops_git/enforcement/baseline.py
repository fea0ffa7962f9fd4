"""Findings that are known already: an earlier JSON report."""

import json

from agentops_git.errors import UsageError
from agentops_git.rules.finding import Finding


def without_known(findings: tuple[Finding, ...], path: str) -> tuple[Finding, ...]:
    """The findings that the JSON report at ``path`` does not hold: same rule, key and commit."""
    known = _read(path)
    return tuple(finding for finding in findings if _mark(finding) not in known)


def _read(path: str) -> set[tuple[object, ...]]:
    try:
        with open(path, encoding="utf-8") as file:
            rows = json.load(file)["findings"]
        return {(row["code"], row["key"], row["commit"], row["path"]) for row in rows}
    except OSError as error:
        raise UsageError(f"--baseline: {path}: {error.strerror}") from None
    except (ValueError, KeyError, TypeError, RecursionError):
        raise UsageError(
            f"--baseline: {path} is no report of ours; "
            f"write one with: agentops-git check --json > {path}"
        ) from None


def _mark(finding: Finding) -> tuple[object, ...]:
    return (finding.code, finding.key, finding.place.commit, finding.place.path)
