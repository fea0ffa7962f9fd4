"""What is compared of a learning: its text, and what its commit says around it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from agentops_git.errors import UsageError
from agentops_git.knowledge.grouping.fields import Fields
from agentops_git.knowledge.learnings import Learning
from agentops_git.knowledge.lifecycle import Ids
from agentops_git.knowledge.said import learned_id
from agentops_git.memory.records import Part

_AROUND = ("subject", "solution", "context", "intent")


def compared(learnings: Sequence[Learning]) -> list[Fields]:
    """The fields of each learning, out of the commit that said it first.

    Where a commit says several, what stands around them tells none apart, and is left out; so
    is what an earlier commit said word for word, as those of one task do.
    """
    texts = {str(one.id): one.text for one in learnings}
    ids = Ids(texts)
    return list(_new(_fields(one, ids, texts) for one in learnings))


def _new(every: Iterable[Fields]) -> Iterator[Fields]:
    """Learnings with what stands around each, unless it stood around an earlier one."""
    seen: set[str] = set()
    for one in every:
        around = {name: " ".join(getattr(one, name).split()) for name in _AROUND}
        yield one._replace(**{name: "" for name, text in around.items() if text in seen})
        seen.update(around.values())


def _fields(learning: Learning, ids: Ids, texts: Mapping[str, str]) -> Fields:
    record = learning.evidence[0].record
    part = next((one for one in record.parts if _says(one) == {learning.id}), None)
    if part is None:
        return Fields(learning.text)
    return Fields(
        learning.text,
        part.notes[0].subject if part.commit else record.subject,
        " ".join(_values(part, "Solution")),
        " ".join(_values(part, "Context")),
        " ".join(_values(part, "Intent")),
        " ".join(_cited(value, ids, texts) for value in _values(part, "Pattern")),
    )


def _says(part: Part) -> set[str]:
    return {oid for value in _values(part, "Learning") if (oid := learned_id(value))}


def _values(part: Part, key: str) -> list[str]:
    return [entry.value for entry in part.everything if entry.key == key]


def _cited(value: str, ids: Ids, texts: Mapping[str, str]) -> str:
    """What a citation says: the words of a slug, or the learning that gave a pattern its id."""
    try:
        oid = ids.named(value.strip().lower().removeprefix("pat-"))
    except UsageError:  # several begin like it
        return ""
    return texts[oid] if oid else value
