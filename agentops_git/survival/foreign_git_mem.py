"""Notes of git-mem (``refs/notes/mem``): JSON, a list of memories (docs/notes.md)."""

from agentops_git.survival.foreign_model import (
    Fields,
    ForeignRecord,
    Reading,
    Unread,
    as_json,
    entries_of,
    labelled,
    objects,
    string,
)

_MAPPED = ("id", "content", "type", "confidence", "createdAt", "expiresAt", "agent", "model")


def read_git_mem(text: str) -> Reading:
    """Every memory of a note, in its order; what is no memory is reported."""
    values, rest = objects(text)
    if not values:
        return labelled(text, "not JSON")
    records: list[ForeignRecord] = []
    strange: list[Unread] = []
    for memory in [each for value in values for each in _memories(value)]:
        if isinstance(memory, dict) and string(memory, "content"):
            records.append(_record(memory))
        else:
            strange.append(Unread(as_json(memory), "a memory without content"))
    if rest:
        strange.append(Unread(rest, "not JSON"))
    return Reading(tuple(records), tuple(strange))


def _memories(value: object) -> list[object]:
    """A bare list, an object around a list, or one memory alone: the tool reads all three."""
    if isinstance(value, dict) and isinstance(value.get("memories"), list):
        return list(value["memories"])
    return value if isinstance(value, list) else [value]


def _record(memory: Fields) -> ForeignRecord:
    kind = string(memory, "type") or "fact"
    pairs = [(f"AI-{kind}", string(memory, "content") or "")]
    for name, key in (("confidence", "AI-Confidence"), ("expiresAt", "Expires")):
        if value := string(memory, name):
            pairs.append((key, value))
    entries, unknown = entries_of(pairs)
    kept = {name: value for name, value in memory.items() if name not in _MAPPED}
    return ForeignRecord(
        entries, {"type": kind, **kept, **unknown}, string(memory, "id"),
        string(memory, "createdAt"), string(memory, "agent"), string(memory, "model"),
    )  # fmt: skip
