"""What was chosen, for people and for programs (docs/recall.md)."""

import json
import re
from collections.abc import Mapping, Sequence

from agentops_git.knowledge.recall.choose import Choice, Item
from agentops_git.message.ids import SHORT, short
from agentops_git.message.printable import one_line
from agentops_git.message.tokens import estimate

_COMMITS = 3  # that are shown to people and agents
_MOST = Choice((), (), 10**6, 10**6)
_BROKEN = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def text(budget: int, choice: Choice) -> str:
    """All that people are shown."""
    count = len(choice.items)
    head = f"{count} item{'' if count == 1 else 's'}, {choice.spent} of {budget} tokens\n"
    rest = left_out(choice)
    return head + "".join(map(as_text, choice.items)) + (f"{rest}\n" if rest else "")


def as_text(item: Item) -> str:
    """An item for people."""
    head = f"{item.served.kind}  {short(item.served.id)}  {one_line(item.served.text)}\n"
    return f"{head}    {one_line(reason(item))}\n"


def reason(item: Item) -> str:
    """Why an item was chosen, and the commits that say it."""
    commits = ", ".join(commit[:SHORT] for commit in item.served.commits[:_COMMITS])
    return f"{item.why}; from {commits}" if item.why else f"from {commits}"


def as_data(item: Item) -> dict[str, object]:
    """An item for programs."""
    return {
        "id": item.served.id,
        "kind": item.served.kind,
        "text": _whole(item.served.text),
        "score": round(item.score, 3),
        "why": _whole(item.why),
        "commits": list(item.served.commits),
        "evidence": item.served.evidence,
    }


def text_frame(budget: int) -> int:
    """What ``text`` costs at most beside its items."""
    return estimate(text(budget, _MOST._replace(tokens=(budget,))))


def data_frame(budget: int) -> int:
    """What ``data`` costs at most beside its items, and the question that it repeats."""
    return estimate(data("", (), budget, _MOST))


def text_cost(item: Item) -> int:
    """What ``as_text`` costs in tokens."""
    return estimate(as_text(item))


def data_cost(item: Item) -> int:
    """What an item costs in tokens as it is written in JSON, ``tokens`` included."""
    return estimate(to_json({**as_data(item), "tokens": 10**6}) + ",\n")


def data(query: str | None, paths: Sequence[str], budget: int, choice: Choice) -> str:
    """``recall --json``, version 1."""
    items = zip(choice.items, choice.tokens, strict=True)
    return to_json(
        {
            "version": 1,
            "query": None if query is None else _whole(query),
            "paths": [_whole(path) for path in paths],
            "budget": budget,
            "tokens": choice.spent,
            "items": [{**as_data(item), "tokens": tokens} for item, tokens in items],
            "left_out": {"over_budget": choice.over_budget, "weak": choice.weak},
        }
    )


def to_json(value: Mapping[str, object]) -> str:
    """JSON in UTF-8 that a terminal can be shown."""
    text = json.dumps(value, indent=1, ensure_ascii=False)
    return _CONTROL.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _whole(text: str) -> str:
    return _BROKEN.sub("\ufffd", text)


def left_out(choice: Choice) -> str:
    """What was left out, on one line; "" where nothing was."""
    parts = [
        f"{choice.over_budget} over the budget" if choice.over_budget else "",
        f"{choice.weak} that fit less" if choice.weak else "",
    ]
    said = ", ".join(part for part in parts if part)
    return f"left out: {said}" if said else ""
