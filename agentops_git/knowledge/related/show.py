"""What bears on a commit, for people and for programs (docs/related.md)."""

from collections.abc import Iterator

from agentops_git.knowledge.related.find import Answer, Related
from agentops_git.memory.records import rfc3339
from agentops_git.message.ids import SHORT
from agentops_git.message.printable import one_line

_WORDS, _PATHS = 5, 3  # that are shown to people


def as_text(answer: Answer) -> str:
    """One entry of two lines for each commit."""
    return "".join(f"{_head(item)}\n    {one_line(reason(item))}\n" for item in answer.items)


def _head(item: Related) -> str:
    return f"{item.known.id[:SHORT]}  {one_line(item.known.subject) or '(no subject)'}"


def reason(item: Related) -> str:
    """Why a commit was chosen."""
    return "; ".join(_reasons(item))


def _reasons(item: Related) -> Iterator[str]:
    if item.words:
        yield f"says {', '.join(item.words[:_WORDS])}"
    if item.paths:
        more = len(item.paths) - _PATHS
        yield f"touches {', '.join(item.paths[:_PATHS])}{f' and {more} more' if more > 0 else ''}"
    if item.scope:
        yield f"scope {item.scope}"
    days = {0: "the same day", 1: "1 day before"}
    yield days.get(item.days, f"{item.days} days before")
    if item.same_author:
        yield "same author"


def as_data(answer: Answer) -> dict[str, object]:
    """The answer for programs."""
    return {
        "version": 1,
        "commit": answer.commit,
        "subject": _whole(answer.subject),
        "items": [_item_data(item) for item in answer.items],
    }


def _item_data(item: Related) -> dict[str, object]:
    return {
        "commit": item.known.id,
        "subject": _whole(item.known.subject),
        "author": _whole(item.known.author),
        "date": rfc3339(item.known.seconds),
        "score": round(item.score, 3),
        "why": _whole(reason(item)),
        "words": list(item.words),
        "paths": [_whole(path) for path in item.paths],
        "scope": item.scope,
        "same_author": item.same_author,
        "days": item.days,
    }


def _whole(text: str) -> str:
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
