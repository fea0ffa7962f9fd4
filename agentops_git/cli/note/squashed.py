"""``agentops-git note squashed``."""

import json
import os
from collections.abc import Sequence

import click

from agentops_git.cli.app import Settings
from agentops_git.crash import say
from agentops_git.git.process import Git
from agentops_git.git.repository import places
from agentops_git.message.printable import one_line
from agentops_git.message.subject import subject_text
from agentops_git.notes.line import entries_of
from agentops_git.notes.refs import ref_of
from agentops_git.notes.write import add_lines, who
from agentops_git.report.place import count, text_of
from agentops_git.survival.host_find import REFS, find, heads
from agentops_git.survival.host_news import New, new_commits, numbers, tip_of
from agentops_git.survival.host_notes import KIND, Kept, kept


@click.command()
@click.argument("range_", metavar="[RANGE]", required=False)
@click.option(
    "--refs", metavar="GLOB", multiple=True,
    help="Refs that hold the heads of pull requests; default: refs/pull, refs/merge-requests, "
    "refs/pull-requests, and all branches.",
)  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Say what would be written, and write nothing.")
@click.option("--json", "as_json", is_flag=True, help="JSON, version 1, on standard output.")
@click.pass_context
def command(
    ctx: click.Context, range_: str | None, refs: tuple[str, ...], dry_run: bool, as_json: bool
) -> None:
    """Keep the records of what a host has squashed, as notes on the commit that it made.

    RANGE is BEFORE..AFTER of a push, or one commit; without one, the latest 100 commits of
    HEAD's own line are looked at. Running it again writes nothing.

    \b
    Examples:
      git fetch origin '+refs/pull/*/head:refs/pull/*/head'
      agentops-git note squashed
      agentops-git note squashed "$BEFORE..$AFTER" --dry-run
    """
    settings: Settings = ctx.obj
    git = settings.git()
    _warn_of_shallow(git)
    news = new_commits(git, range_)
    known = heads(git, refs or REFS)
    found = kept(git, find(git, news, known, tip_of(git, range_)) if news else [])
    fresh = {one.found.new.id: one.fresh for one in found if one.fresh}
    if fresh and not dry_run:
        add_lines(git, KIND, fresh, who(git), "note squashed")
    missing = _missing(news, found)
    if as_json:
        click.echo(json.dumps(_data(range_, len(news), found, missing, dry_run), indent=1))
    else:
        _print(len(news), found, missing, dry_run)


def _warn_of_shallow(git: Git) -> None:
    if os.path.exists(os.path.join(places(git).common_dir, "shallow")):
        say("this clone is shallow: squashes of older branches are not seen; run: "
            "git fetch --unshallow")  # fmt: skip


def _missing(news: Sequence[New], found: Sequence[Kept]) -> list[New]:
    """The commits that name a pull request of which nothing here fits."""
    settled = {one.found.new.id for one in found}
    return [new for new in news if new.id not in settled and numbers(new.message)]


def _data(
    range_: str | None, commits: int, found: Sequence[Kept], missing: Sequence[New], dry_run: bool
) -> dict[str, object]:
    return {
        "version": 1,
        "range": text_of(range_) or None,
        "commits": commits,
        "dry_run": dry_run,
        "ref": ref_of(KIND),
        "written": 0 if dry_run else sum(len(one.fresh) for one in found),
        "squashes": [_row(one) for one in found],
        "not_found": [new.id for new in missing],
    }


def _row(one: Kept) -> dict[str, object]:
    new = {line.id for line in one.fresh}
    return {
        "commit": one.found.new.id,
        "subject": text_of(subject_text(one.found.new.message)),
        "by": one.found.by,
        "source": text_of(one.found.ref) or None,
        "originals": list(one.found.originals),
        "lines": [
            {"id": line.id, "commit": line.commit, "new": line.id in new, "fields": line.fields}
            for line in one.lines
        ],
    }  # fmt: skip


def _print(commits: int, found: Sequence[Kept], missing: Sequence[New], dry_run: bool) -> None:
    for one in found:
        if one.fresh:
            for line in _told(one):
                click.echo(line)
    for new in missing:
        say(f"{_named(new)}: no ref here holds what was squashed; fetch the pull requests' heads")
    total = sum(len(one.fresh) for one in found)
    done = "would be written" if dry_run else "written; share them: agentops-git sync"
    said = f"{count(total, 'line')} {done}" if total else "nothing to write"
    click.echo(f"{count(commits, 'commit')} looked at, {len(found)} squashed by a host: {said}")


def _told(one: Kept) -> list[str]:
    source = one.found.ref.removeprefix("refs/") or "the commits that it lists"
    lines = [f"{_named(one.found.new)}  from {one_line(source)}"]
    for line in one.fresh:
        lines.append(f"  {(line.commit or '')[:12]} {one_line(line.subject or '', 60)}")
        lines += [f"    {e.key}: {one_line(e.value, 100)}" for e in entries_of(line)]
    return lines


def _named(new: New) -> str:
    return f"{new.id[:12]} {one_line(subject_text(new.message), 60)}"
