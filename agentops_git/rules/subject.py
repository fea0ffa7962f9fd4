"""The subject line: its form, type and length, and what follows it."""

import re

from agentops_git.message.keys import CANONICAL
from agentops_git.message.subject import kind_of
from agentops_git.rules.model import Case, Flaw
from agentops_git.rules.text import columns, cut, nearest, quoted, word_set

DEFAULT_TYPES = (
    "feat", "fix", "docs", "style", "refactor", "perf", "test", "build", "ci", "chore",
    "revert", "learn",
)  # fmt: skip
_SAYS_TYPE = {
    "feat": "feature features add adds added implement implements implemented introduce "
    "introduces introduced support supports create creates created allow enable",
    "fix": "fixes fixed fixing bugfix bug hotfix mend repair repairs repaired resolve resolves "
    "resolved correct corrects corrected prevent handle handles patch",
    "docs": "doc document documents documented documentation readme changelog comment comments",
    "style": "format formats formatted formatting lint reformat whitespace",
    "refactor": "refactors refactored refactoring refact rename renames renamed move moves moved "
    "extract extracted simplify simplified restructure rework cleanup clean split inline",
    "perf": "performance optimise optimize optimised optimized speed faster cache",
    "test": "tests testing tested",
    "build": "bump bumps bumped upgrade upgrades upgraded deps dependency dependencies package",
    "ci": "pipeline workflow workflows",
    "chore": "chores update updates updated remove removes removed delete deletes deleted drop "
    "release misc maintenance",
    "revert": "reverts reverted undo",
    "learn": "learning learned lesson",
}
_TYPE_OF = {word: kind for kind, said in _SAYS_TYPE.items() for word in [kind, *said.split()]}
_LEADS = word_set("fix fixes feat feature bugfix hotfix doc docs test tests chore")
"""First words that only say the type, so that the description is what follows them."""

_LONGEST = 400
_PREFIX = r"(?:(?:fixup|squash|amend)! )+"
_FIRST_WORDS = r"[\s\ufeff\W]*(?P<word>\w+)(?P<scope>\([^()]{1,40}\))?(?P<mark>\W*)(?P<rest>.*)"
_JUDGED = ("ordinary", "fixup", "squash", "amend")
TEMPORARY = ("fixup", "squash", "amend")


def check_form(case: Case) -> tuple[Flaw, ...]:
    """M001: the subject has no ``type: description``."""
    if case.subject.type is not None or case.kind not in _JUDGED:
        return ()
    text = _target(case)
    if text != case.subject.text and (_conventional(text) or kind_of(text) != "ordinary"):
        return ()
    said = f"{quoted(text)} has no type" if text else "the message has no subject"
    types = case.policy.types or DEFAULT_TYPES
    return (Flaw(f"{said}: write it as type(scope): description", _rewritten(text, types), line=1),)


def check_type(case: Case) -> tuple[Flaw, ...]:
    """M002: a type that the law does not know."""
    kind, types = case.subject.type, case.policy.types
    if (
        kind is None
        or not types
        or kind in types
        or kind.lower() in types
        or case.kind != "ordinary"
    ):
        return ()
    better = _known_type(kind, types)
    text = case.subject.text
    return (
        Flaw(
            f"the type {kind[:40]} is not one of {', '.join(types)}",
            f"{better or '<type>'}{text[len(kind) :][:_LONGEST]}",
            line=1,
        ),
    )


def check_length(case: Case) -> tuple[Flaw, ...]:
    """M003: the subject takes more columns than the law allows."""
    text, most = case.subject.text, case.policy.subject_max
    if (len(text) <= most and text.isascii()) or case.kind != "ordinary":
        return ()
    measured = text[: _LONGEST + 4 * most]
    width = columns(measured)
    if width <= most:
        return ()
    said = f"the subject takes {'over ' if measured != text else ''}{width} columns"
    return (Flaw(f"{said}, not at most {most}", _shortened(text, most), line=1),)


def _shortened(text: str, most: int) -> str:
    """The subject as far as it fits, the rest as the body."""
    end = cut(text, most)
    rest = text[end:].strip() if len(text) <= 4 * _LONGEST else ""
    return f"{text[:end].rstrip()}\n\n{rest}".rstrip()


def check_blank(case: Case) -> tuple[Flaw, ...]:
    """M004: the second line is not blank, so git takes it for a part of the subject."""
    message = case.message
    end = message.find("\n")
    if end < 0 or message[end + 1 : end + 2] in ("\n", ""):
        return ()
    start = len(message) - len(message.lstrip())
    first, _, rest = message[start : start + 4 * _LONGEST].partition("\n")
    second = rest.partition("\n")[0]
    if not first or not second.strip():
        return ()
    suggestion = f"{first.rstrip()[:_LONGEST]}\n\n{second.rstrip()[:_LONGEST]}"
    return (Flaw("the line after the subject is not blank", suggestion, line=2),)


def check_temporary(case: Case) -> tuple[Flaw, ...]:
    """M006: a commit that was made to be squashed is still there."""
    if not case.stored or case.kind not in TEMPORARY:
        return ()
    how = "git rebase --interactive --autosquash @{upstream}"
    return (Flaw(f"a {case.kind}! commit was not squashed into the one it mends", how, line=1),)


def _target(case: Case) -> str:
    """The subject that is judged: of ``fixup! X`` it is X."""
    text = case.subject.text
    prefix = re.match(_PREFIX, text)
    return text[prefix.end() :] if prefix and case.kind in TEMPORARY else text


def _conventional(text: str) -> bool:
    head, colon, rest = text[:_LONGEST].partition(": ")
    kind = re.match(r"[A-Za-z][\w-]*(\([^()]*\))?!?$", head)
    return bool(colon and kind and rest.strip())


def _known_type(word: str, types: tuple[str, ...]) -> str | None:
    meant = _TYPE_OF.get(word.lower())
    return meant if meant in types else nearest(word, types)


def _rewritten(text: str, types: tuple[str, ...]) -> str:
    """A guess at what the subject should be; ``<type>`` where no word says it."""
    match = re.fullmatch(_FIRST_WORDS, text[:_LONGEST], re.S)
    if not match:
        return "<type>: <what this change does>"
    word, scope, rest = match["word"], match["scope"] or "", match["rest"]
    kind = _TYPE_OF.get(word.lower())
    leads = rest and (word.lower() in _LEADS or match["mark"].strip()[:1] in (":", "：", "]"))
    if not rest and match["mark"].strip():
        rest, leads = "<what this change does>", True
    what = rest if kind and leads else text[match.start("word") : _LONGEST]
    return f"{kind if kind in types else '<type>'}{scope if leads else ''}: {_description(what)}"


def _description(text: str) -> str:
    text = text.strip().rstrip(".。")
    first = text.partition(" ")[0]
    keep = first[1:] != first[1:].lower() or first in CANONICAL or len(first) == 1
    return text if keep else text[:1].lower() + text[1:]
