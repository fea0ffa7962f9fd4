"""``agentops-git patterns show``."""

import json
from collections.abc import Iterator

import click

from agentops_git.cli.app import Settings
from agentops_git.cli.patterns.acting import Library, json_option, library, pattern_json
from agentops_git.knowledge.clusters import Cluster
from agentops_git.knowledge.export import learning_json
from agentops_git.knowledge.learnings import Learning
from agentops_git.knowledge.pattern_file import fate
from agentops_git.knowledge.settled import ordered
from agentops_git.memory.records import Decision, rfc3339
from agentops_git.message.ids import short
from agentops_git.message.printable import one_line


@click.command()
@click.argument("name", metavar="PATTERN")
@json_option
@click.pass_context
def command(ctx: click.Context, name: str, as_json: bool) -> None:
    """Show a pattern: its stage, its learnings with their changes, what was decided of it.

    \b
    Example:
      agentops-git patterns show retry-with-a-limit
      agentops-git patterns show pat-0123abcd
    """
    settings: Settings = ctx.obj
    held = library(settings.git())
    one = held.find(name)
    if as_json:
        click.echo(json.dumps(_data(held, one), indent=1))
        return
    for line in _told(held, one):
        click.echo(line)


def decided_of(held: Library, one: Cluster) -> list[Decision]:
    """What people decided that names this pattern or one of its learnings, the last last."""
    ids = {one.id, *(learning.id for learning in one.learnings)}
    return [each for each in ordered(held.mined.decisions) if ids & {*each.about}]


def _data(held: Library, one: Cluster) -> dict[str, object]:
    decided = [
        {
            "decision": each.what, "about": list(each.about), "fields": dict(each.fields),
            "at": rfc3339(each.at), "by": each.by,
        }
        for each in decided_of(held, one)
    ]  # fmt: skip
    return {
        "version": 1,
        "pattern": pattern_json(held, one),
        "learnings": [learning_json(each) for each in one.learnings],
        "decisions": decided,
    }


def _told(held: Library, one: Cluster) -> Iterator[str]:
    yield one_line(one.name)
    changes = f"{len(one.evidence)} distinct change{'s' * (len(one.evidence) != 1)}"
    yield f"  {one.id}"
    yield f"  {one.stage}, confidence {one.confidence:.2f}, {changes}"
    slug = one_line(held.slug(one))
    yield f"  {slug}.md" if held.has_file(one) else f"  {slug} (no file yet)"
    if one.word.deprecated:
        instead = f"; use {short(one.word.by)} instead" if one.word.by else ""
        yield f"  given up: {one_line(one.word.reason) or 'no reason given'}{instead}"
    yield ""
    for learning in one.learnings:
        yield from _learning(learning)
    decided = decided_of(held, one)
    if decided:
        yield ""
    for each in decided:
        said = "; ".join(
            f"{key}: {one_line(value, 80)}"
            for key, value in sorted(each.fields.items())
            if isinstance(value, str) and value
        )
        yield f"decided {rfc3339(each.at)[:10]} {each.what} by {one_line(each.by)}  {said}".rstrip()


def _learning(learning: Learning) -> Iterator[str]:
    told = fate(learning)
    yield f"{learning.id}"
    yield f"  {one_line(learning.text)}{f' ({told})' if told else ''}"
    for piece in learning.evidence:
        record = piece.record
        yield f"    {record.when[:10]} {record.id[:12]} {one_line(record.subject, 80)}"
