"""``agentops-git bundle save``."""

import json
import os
from collections.abc import Mapping

import click

from agentops_git.cli.app import Settings
from agentops_git.cli.bundle.shown import data
from agentops_git.crash import say
from agentops_git.errors import UsageError
from agentops_git.files.atomic import write_atomic
from agentops_git.git.process import Git
from agentops_git.knowledge.bundle.freshness import freshness
from agentops_git.knowledge.bundle.save import Asked, Saved, draft
from agentops_git.knowledge.bundle.shelf import Bundle, bundle_at
from agentops_git.knowledge.bundle.state import LIMIT, LONGEST, PHASES, SECTIONS, Given
from agentops_git.knowledge.worktree import WorkTree, work_tree
from agentops_git.message.printable import one_line, shell_word


@click.command()
@click.argument("name", required=False, default="")
@click.option("--goal", default="", help="What the work is for; else the last Intent.")
@click.option("--phase", type=click.Choice(PHASES), help="Else the last Phase of a commit.")
@click.option("--decision", "decisions", metavar="TEXT", multiple=True, help="What was decided.")
@click.option("--finding", "findings", metavar="TEXT", multiple=True, help="What was learned.")
@click.option("--parameter", "parameters", metavar="K=V", multiple=True, help="A setting in force.")
@click.option("--question", "questions", metavar="TEXT", multiple=True, help="What is still open.")
@click.option("--next", "steps", metavar="TEXT", multiple=True, help="What to do next.")
@click.option("--since", metavar="REV", default="", help="Draw from REV..HEAD.")
@click.option(
    "--limit", type=click.IntRange(min=1), metavar="TOKENS", default=LIMIT, show_default=True,
    help="The most that the bundle's text may cost.",
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="JSON, version 1, on standard output.")
@click.pass_context
def command(
    ctx: click.Context,
    /,
    name: str,
    goal: str,
    phase: str | None,
    since: str,
    limit: int,
    as_json: bool,
    **given: tuple[str, ...],
) -> None:
    """Draft a bundle from the commits since the last one, and write its file.

    Without a NAME, the goal names it. What was given before is kept when it is saved again;
    nothing is committed.

    \b
    Examples:
      agentops-git bundle save
      agentops-git bundle save cache --phase implement --next 'wire it into serve'
      agentops-git bundle save --since v1.4.0 --limit 1000 --json
    """
    settings: Settings = ctx.obj
    git = settings.git()
    tree = work_tree(git)
    asked = Asked(name, since, Given(_stated(goal), phase or "", _items(given)), limit)
    saved = draft(git, tree, asked, say)
    if saved.text is None:
        say("no commit since the last bundle, and nothing given; see: agentops-git bundle list")
        return
    _write(tree, saved)
    bundle = bundle_at(tree, saved.path)
    if bundle and as_json:
        _print_json(git, bundle, saved)
    elif bundle:
        _print(bundle)


def _items(given: Mapping[str, tuple[str, ...]]) -> Mapping[str, tuple[str, ...]]:
    named = {**given, "next": given["steps"]}
    for parameter in given["parameters"]:
        key, equals, _ = parameter.partition("=")
        if not equals or not key.strip():
            raise UsageError(f"--parameter {one_line(parameter, 80)!r} is not K=V")
    stated = {key: tuple(filter(None, map(_stated, named.get(key, ())))) for key in SECTIONS}
    return {key: values for key, values in stated.items() if values}


def _stated(value: str) -> str:
    flat = " ".join(value.encode("utf-8", "replace").decode().split())
    if len(flat) > LONGEST:
        raise UsageError(
            f"{one_line(flat, 40)!r} has {len(flat)} characters; say it in {LONGEST} or fewer"
        )
    return flat


def _write(tree: WorkTree, saved: Saved) -> None:
    shown = one_line(saved.path)
    if saved.text is None or saved.text == saved.old:
        say(f"nothing to write: {shown} says what history says")
        return
    write_atomic(tree.path(saved.path), saved.text.encode())
    path = shell_word(os.path.relpath(tree.path(saved.path)))
    message = "-m 'docs: save a bundle' -m 'Intent: hand the session over'"
    say(f"wrote {shown}; keep it: git add -- {path} && git commit {message} -- {path}")
    for name, items in saved.left.items():
        for one in items[:3]:
            say(f"left out of {name}: {one_line(one.text, 80)}")
        if len(items) > 3:
            say(f"left out of {name}: {len(items) - 3} more; raise --limit to keep them")


def _print(bundle: Bundle) -> None:
    least = "" if bundle.drawn_whole else "at least "
    commits = f"{bundle.commits} commit{'s' * (bundle.commits != 1)}"
    click.echo(
        f"{bundle.tokens} tokens of {bundle.limit}, from {least}{bundle.drawn_from} "
        f"in {commits}: compression {bundle.compression or 0:g}"
    )


def _print_json(git: Git, bundle: Bundle, saved: Saved) -> None:
    left = {name: [one.text for one in items] for name, items in saved.left.items() if items}
    found = {"version": 1, **data(bundle, freshness(git, bundle)), "left_out": left}
    click.echo(json.dumps(found, indent=1))
