"""``agentops-git learnings --review``: the doubtful groups, with the commands to settle them."""

import json
from collections.abc import Iterator

import click

from agentops_git.cli.patterns.acting import library
from agentops_git.git.process import Git
from agentops_git.knowledge.export import header
from agentops_git.knowledge.review import Question, Side, review
from agentops_git.message.printable import one_line

SHOWN = 20
TEXTS = 3  # learnings of a pattern that are shown
_ASKED = {
    "pair": "Are these one pattern, or two?",
    "member": "Does the second belong to the first?",
}


def ask(git: Git, as_json: bool) -> None:
    """Print what is in doubt in HEAD's history."""
    held = library(git)
    found = review(held.mined, held.named) if held.mined.as_of else ()
    if as_json:
        data = {**header(held.mined), "questions": [_data(one) for one in found]}
        click.echo(json.dumps(data, indent=1))
        return
    if not found:
        click.echo("no group is in doubt")
        return
    click.echo(
        f"{len(found)} in doubt. Read both texts of each and run one of its commands: "
        "it holds for ever, and is not asked again."
    )
    for number, one in enumerate(found[:SHOWN], 1):
        click.echo("\n".join(["", *_told(number, one)]))
    if len(found) > SHOWN:
        click.echo(f"\n… and {len(found) - SHOWN} more, less in doubt: --json")


def _told(number: int, one: Question) -> Iterator[str]:
    figure = f"similarity {one.similarity:.3f}; from {one.threshold:.3f} on they are grouped"
    yield f"{number}. {_ASKED[one.kind]} ({figure})"
    for side in (one.one, one.other):
        yield f"   {one_line(side.slug)}"
        yield from (f"     - {one_line(each.text, 200)}" for each in side.learnings[:TEXTS])
        if len(side.learnings) > TEXTS:
            yield f"     … and {len(side.learnings) - TEXTS} more"
    width = max(map(len, one.answers)) + 1
    for word, command in one.answers.items():
        yield f"   {f'{word}:':<{width}} {command}"


def _data(one: Question) -> dict[str, object]:
    return {
        "kind": one.kind,
        "similarity": round(one.similarity, 4),
        "threshold": one.threshold,
        "one": _side(one.one),
        "other": _side(one.other),
        "answers": dict(one.answers),
    }


def _side(side: Side) -> dict[str, object]:
    return {
        "pattern": side.pattern.id,
        "slug": side.slug,
        "learnings": [{"id": each.id, "text": each.text} for each in side.learnings],
    }
