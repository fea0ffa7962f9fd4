"""``agentops-git survey``."""

import json
from typing import Any

import click

from agentops_git.cli.app import Settings
from agentops_git.errors import UsageError
from agentops_git.memory.survey import messages_of_file, messages_of_range, survey

MOST = 8


@click.command()
@click.argument("range_", metavar="[RANGE]", required=False)
@click.option("--messages", metavar="FILE", help="JSON Lines with a `message` each, also gzipped.")
@click.option("--json", "as_json", is_flag=True, help="Print the counts as JSON.")
@click.pass_context
def command(ctx: click.Context, range_: str | None, messages: str | None, as_json: bool) -> None:
    """Tell what a history already holds.

    Counts the lines that record something (Learning: …, and the words of other tools), how
    many of them git sees as trailers, and how many it would see after repair. RANGE is A..B,
    or a revision for all that it reaches; without one, HEAD. Nothing is changed.

    \b
    Examples:
      agentops-git survey
      agentops-git survey v1.0..main --json
      agentops-git survey --messages old-messages.jsonl.gz
    """
    if range_ and messages:
        raise UsageError("survey: give a RANGE or --messages, one of them")
    settings: Settings = ctx.obj
    given = (
        messages_of_file(messages)
        if messages
        else messages_of_range(settings.git(), range_ or "HEAD")
    )
    counts = survey(given).as_dict()
    click.echo(json.dumps(counts, indent=2) if as_json else _text(counts))


def _text(counts: dict[str, Any]) -> str:
    lines, read_only = counts["record_lines"], counts["read_only"]
    said = [f"{_many(counts['commits'], 'commit')}, {counts['with_records']} with records"]
    if lines:
        said += [
            f"{_many(lines, 'record line')}; git sees {_part(counts['visible'], lines)}, "
            f"after repair {_part(counts['visible_after_repair'], lines)}"
        ]
    if read_only:
        said += [f"{read_only} more in sections and squash bodies: read, never moved"]
    if lines or read_only:
        said += [f"keys: {_most(counts['by_key'])}", f"dialects: {_most(counts['dialects'])}"]
    return "\n".join([*said, _advice(counts)])


def _advice(counts: dict[str, Any]) -> str:
    if not counts["with_records"]:
        return "No records yet; `agentops-git init` makes commits carry them from here on."
    if counts["recovered"]:
        return "The commit-msg hook repairs such lines as they are written: `agentops-git init`."
    return "`agentops-git learnings` shows what they say."


def _many(number: int, name: str) -> str:
    return f"{number} {name}{'' if number == 1 else 's'}"


def _part(number: int, whole: int) -> str:
    share = number * 1000 // whole / 10  # rounded down: 100 % means all of them
    return f"{number} ({share:g} %)"


def _most(counts: dict[str, int]) -> str:
    shown = [f"{name} {number}" for name, number in [*counts.items()][:MOST]]
    return ", ".join([*shown, *(["…"] if len(counts) > MOST else [])])
