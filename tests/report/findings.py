"""Findings as the rules give them, for every format to write."""

from agentops_git.report import Context
from agentops_git.rules.finding import Finding, Place

COMMIT = "0123456789abcdef0123456789abcdef01234567"
PLACE = Place(COMMIT, "fix(parser): reject empty values")
CONTEXT = Context(law="CONSTITUTION.md", range="main..HEAD", commits=14, version="0.1.0")

MISSING = [
    Finding("T001", "error", "Intent is missing", PLACE, "Intent", "Intent: <what for>"),
    Finding("T001", "error", "Learning is missing", PLACE, "Learning", "Learning: <a lesson>"),
    Finding(
        "M001",
        "warn",
        "“Fixed it” has no type",
        Place("f" * 40, "Fixed it", line=1),
        None,
        "fix: it",
    ),
]
WRITTEN = [found._replace(place=Place(subject="Fixed it", line=2)) for found in MISSING]
HOSTILE = [
    Finding(
        "T003",
        "error",
        "Intent says nothing yet: “\x1b[31m::error::%0A</failure>]]>\u202e\udce9”",
        Place(COMMIT, "fix: ::warning::\x1b]0;owned\x07 a,b:c\n::error::", "dir/a b,c:\n%.py", 3),
        "Intent",
        'Intent: <say "it" & more>\r\n::set-output name=x::y\ufffe',
    )
]
