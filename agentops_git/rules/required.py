"""Which trailers a message must have, may have once, or must not have."""

from agentops_git.message.ids import is_none
from agentops_git.message.keys import CANONICAL, KEYS, REPEATABLE
from agentops_git.message.model import Entry
from agentops_git.rules.advice import ADVISED, WOULD_HELP, blank
from agentops_git.rules.model import Case, Flaw
from agentops_git.rules.subject import TEMPORARY

_SINGLE = frozenset(key.name for key in KEYS) - REPEATABLE
_LONGEST = 400


def check_required(case: Case) -> tuple[Flaw, ...]:
    """T001: a trailer that the law requires is missing."""
    return _missing(case, case.policy.required, "is missing")


def check_advised(case: Case) -> tuple[Flaw, ...]:
    """T002: a trailer that the law advises is missing, and none that it requires.

    Advice is for who is writing: of a stored commit it is said only if it is an error.
    """
    if case.stored and case.policy.levels.get(ADVISED) != "error":
        return ()
    if not case.present.issuperset(case.policy.required):
        return ()
    return _missing(case, case.policy.advised, WOULD_HELP)


def _missing(case: Case, wanted: tuple[str, ...], said: str) -> tuple[Flaw, ...]:
    if case.present.issuperset(wanted) or case.kind in TEMPORARY:
        return ()
    present = {key.lower() for key in case.present}  # a repository's own keys have any spelling
    unseen = {entry.key: entry for entry in reversed(case.record.entries) if entry.value}
    return tuple(
        _unseen(unseen[key]) if key in unseen else Flaw(f"{key} {said}", blank(key), key)
        for key in wanted
        if key.lower() not in present
    )


def _unseen(entry: Entry) -> Flaw:
    """The value is there, in a place where git does not look."""
    said = f"{entry.key} stands where git does not see it: move it into the last paragraph"
    return Flaw(said, as_trailer(entry), entry.key, entry.line)


def as_trailer(entry: Entry) -> str:
    """The line that git would see; of a long section its beginning."""
    value = " ".join(entry.value.split())
    return f"{entry.key}: {value if len(value) <= _LONGEST else value[:_LONGEST] + ' …'}"


def check_once(case: Case) -> tuple[Flaw, ...]:
    """T011: a key that may stand once is given twice."""
    if len(case.present) == len(case.record.entries):
        return ()
    keys = [entry.key for entry in case.written if entry.grade == "trailer"]
    again = {key: keys.count(key) for key in _SINGLE if key in keys}
    return tuple(_twice(case, key, count) for key, count in sorted(again.items()) if count > 1)


def _twice(case: Case, key: str, count: int) -> Flaw:
    given = [entry for entry in case.written if entry.key == key and entry.grade == "trailer"]
    joined = "; ".join(dict.fromkeys(entry.value for entry in given[:10] if entry.value))
    return Flaw(f"{key} is given {count} times", f"{key}: {joined}", key, given[1].line)


def check_forbidden(case: Case) -> tuple[Flaw, ...]:
    """T012: a trailer that the law forbids."""
    if not case.policy.forbidden:
        return ()
    forbidden = {key.lower(): key for key in case.policy.forbidden}
    found = {trailer.key.lower(): trailer.key for trailer in case.record.trailers}
    found |= {
        entry.key.lower(): entry.key
        for entry in case.written
        if entry.grade == "recovered" and entry.dialect == "agentops"
    }
    kept = "\n".join(
        f"{CANONICAL.get(trailer.key.lower(), trailer.key)}: {trailer.value}"
        for trailer in case.record.trailers
        if trailer.key.lower() not in forbidden
    )
    return tuple(
        Flaw(f"{found[key]} is forbidden here: leave it out", kept, found[key])
        for key in found
        if key in forbidden
    )


def check_reason(case: Case) -> tuple[Flaw, ...]:
    """T010: the law wants a learning, and ``none (REASON)`` is not accepted."""
    if case.policy.none_accepted:
        return ()
    return tuple(
        Flaw("here every commit says what it taught", blank("Learning"), "Learning", entry.line)
        for entry in case.short
        if entry.key == "Learning" and is_none(entry.value) == "reasoned"
    )
