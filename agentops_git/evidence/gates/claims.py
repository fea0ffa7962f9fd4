"""What ``Validation:`` says of a gate's command, held against the evidence on the same tree.

A value is a claim only where it begins with the whole command (in backticks or quotes, or
bare), names a result right after that, and none of its words speaks of a failure. So
``pytest -q (214 passed)`` is a claim about the command ``pytest -q``, and none about
``pytest -q tests``; ``pytest -q`` alone, and anything in words that we don't know, is none.
"""

import re
from collections.abc import Iterable

from agentops_git.evidence.gates.evidence import Evidence, latest

_NOTHING_BAD = re.compile(
    r"\b(?:0|no|zero|without(?: any)?) "
    r"(?:fail(?:ures?|ed|s|ing)?|errors?|warnings?|findings?|issues?|problems?|crash(?:es)?)\b"
)
_BAD = re.compile(
    r"\b(?:fail\w*|error\w*|broken?|breaks|red|timeouts?|timed|crash\w*|abort\w*|killed|not|never|"
    r"nothing|except|but|could|should|will|to be|\w+n't)\b|[✗✘❌?]"
)
_GOOD = re.compile(
    r"\b(?:pass(?:ed|es|ing)?|ok|okay|green|clean|succeed(?:s|ed)?|success(?:ful(?:ly)?)?|"
    r"exit(?:s|ed)?(?: code| status)?:? 0)\b(?![-/.=]\w)|[✓✔✅]"
)
_AFTER_A_MARK = re.compile(r" ?(?:[(\[:,;|]|->|=>|→|- |[–—])")
_AS_A_WORD = re.compile(rf" (?:(?:all|now|and|it) |\d+ (?:\w+ )?)?(?:{_GOOD.pattern})")


def contradicted(value: str, runs: Iterable[Evidence]) -> Evidence | None:
    """The failed run that a value of ``Validation:`` calls a success; None where none is.

    Only the last run of each command counts.
    """
    found = tuple(runs)
    for command in dict.fromkeys(run.command for run in found):
        last = latest(found, command)
        if last and not last.passed and _claims_success(value, command):
            return last
    return None


def _claims_success(value: str, command: str) -> bool:
    said, wanted = " ".join(value.split()), " ".join(command.split())
    for quote in ("`", '"', "'"):
        if said.startswith(f"{quote}{wanted}{quote}"):
            return _is_success(said[len(wanted) + 2 :])
    rest = said.removeprefix(wanted)
    return rest != said and _ends_command(rest) and _is_success(rest)


def _ends_command(rest: str) -> bool:
    """Whether what follows a bare command is surely no further argument of it."""
    text = _plain(rest)
    return bool(_AFTER_A_MARK.match(text) or _AS_A_WORD.match(text))


def _is_success(rest: str) -> bool:
    text = _plain(rest)
    return bool(_GOOD.search(text)) and not _BAD.search(text)


def _plain(text: str) -> str:
    return _NOTHING_BAD.sub("passed", text.casefold())
