"""``agentops-git learnings``."""

import json
from collections.abc import Mapping, Sequence

import click

from agentops_git.cli.app import Settings
from agentops_git.cli.avoiding import avoid_rows
from agentops_git.crash import say
from agentops_git.errors import UsageError
from agentops_git.git.process import Git
from agentops_git.knowledge.avoid import Avoided, avoided
from agentops_git.knowledge.backlog import Item, backlog, unclear_resolves
from agentops_git.knowledge.clock import since as clock_since
from agentops_git.knowledge.clusters import Cluster
from agentops_git.knowledge.export import learnings_json
from agentops_git.knowledge.learnings import unclear_supersedes
from agentops_git.knowledge.library import patterns
from agentops_git.knowledge.pattern_file import fate
from agentops_git.knowledge.recall.find import hold
from agentops_git.memory.mine import Mined, mine
from agentops_git.message.ids import short
from agentops_git.message.printable import one_line

SHOWN = 40


@click.command()
@click.argument("range_", metavar="[RANGE]", default="HEAD")
@click.option("--path", "paths", metavar="P", multiple=True, help="Commits that touched P only.")
@click.option("--since", metavar="D", help="Commits whose author date is D or later (ISO 8601).")
@click.option(
    "--min-evidence", type=click.IntRange(min=1), metavar="N",
    help="Groups with N distinct changes or more; for files the default is 3.",
)  # fmt: skip
@click.option("--write", is_flag=True, help="Write the pattern files and the backlog.")
@click.option("--check", is_flag=True, help="Fail where the written files differ from history.")
@click.option("--review", is_flag=True, help="What is in doubt, with the commands to settle it.")
@click.option("--json", "as_json", is_flag=True, help="JSON, version 1, on standard output.")
@click.pass_context
def command(
    ctx: click.Context,
    range_: str,
    paths: tuple[str, ...],
    since: str | None,
    min_evidence: int | None,
    write: bool,
    check: bool,
    review: bool,
    as_json: bool,
) -> None:
    """Mine learnings out of a history, and group those that say the same.

    \b
    agentops-git learnings                    what HEAD's history holds
    agentops-git learnings v1.0..v2.0 --json  a range, for programs
    agentops-git learnings --path src/parser  what was learned there
    agentops-git learnings --write            patterns/ and BACKLOG.md
    agentops-git learnings --review           groups in doubt, and how to settle them
    """
    settings: Settings = ctx.obj
    git = settings.git()
    _refuse_mixtures(range_, bool(paths or since), write, check)
    if review:
        from agentops_git.cli.review import ask

        if range_ != "HEAD" or paths or since or min_evidence or write or check:
            raise UsageError("--review speaks of all of HEAD's history; --json alone goes with it")
        ask(git, as_json)
        return
    if check:
        from agentops_git.cli.written import check_books

        ctx.exit(check_books(git, ("patterns", "backlog"), min_evidence, as_json))
    if write:
        from agentops_git.cli.written import tree_to_write, write_books

        tree = tree_to_write(git)
        whole = mine(git, range_, say)
        write_books(tree, ("patterns", "backlog"), whole, min_evidence)
    else:
        whole = mine(git, range_, say)
    if range_ == "HEAD":
        hold(git, whole, say)
    mined = narrowed(git, whole, paths, since)
    items = backlog(mined)
    for line in (*unclear_supersedes(whole), *unclear_resolves(mined, items)):
        say(f"warning: {line}")
    if write and not as_json:
        return
    groups = _groups(mined, min_evidence or 0)
    avoid = [one for one in avoided(mined) if len(one.evidence) >= (min_evidence or 0)]
    if as_json:
        _print_json(mined, groups, avoid, items)
    else:
        _print(mined, groups, avoid)


def _refuse_mixtures(range_: str, narrowed: bool, write: bool, check: bool) -> None:
    if write and check:
        raise UsageError(
            "--write and --check exclude each other; see agentops-git learnings --help"
        )
    if narrowed and (write or check):
        raise UsageError("written files speak of a whole history; leave out --path and --since")
    if (write or check) and (".." in range_ or range_.startswith("^")):
        raise UsageError("written files speak of the history of one revision, not of a range")
    if check and range_ != "HEAD":
        raise UsageError("--check judges the files at the commit that they state; name no range")


def narrowed(git: Git, mined: Mined, paths: tuple[str, ...], since: str | None) -> Mined:
    """Only the records of commits that touched one of ``paths`` at or after ``since``.

    The others still rule: what they supersede or resolve stays so.
    """
    if not paths and not since:
        return mined
    records = (*mined.records, *mined.reverted)
    if since:
        try:
            least = clock_since(since)
        except ValueError:
            raise UsageError(f"{one_line(since)!r} is no date; write 2024-05-31") from None
        records = tuple(record for record in records if record.date >= least)
    if paths:
        prefix = git.text("rev-parse", "--show-prefix")
        wanted = [_from_top(prefix, path) for path in paths]
        records = tuple(record for record in records if _touched(record.paths, wanted))
    kept = {record.id for record in records}
    return mined._replace(
        records=tuple(record for record in mined.records if record.id in kept),
        reverted=tuple(record for record in mined.reverted if record.id in kept),
        beyond=tuple(record for record in mined.records if record.id not in kept),
        keeping=None,
    )


def _from_top(prefix: str, path: str) -> str:
    import posixpath

    joined = posixpath.normpath(posixpath.join(prefix, path))
    if joined.startswith(("../", "/")) or joined == "..":
        raise UsageError(f"{one_line(path)} lies outside the repository; name a path inside it")
    return "" if joined == "." else joined


def _touched(changed: tuple[str, ...], wanted: list[str]) -> bool:
    return any(
        not path or name == path or name.startswith(f"{path}/")
        for name in changed
        for path in wanted
    )


def _groups(mined: Mined, least: int) -> Mapping[str, Cluster]:
    """The groups in the order of their oldest learning, by the name of their file."""
    kept = [item for item in patterns(mined).items() if len(item[1].evidence) >= least]
    return dict(sorted(kept, key=lambda item: _first_seen(item[1])))


def _first_seen(group: Cluster) -> tuple[int, str]:
    first = group.learnings[0].evidence[0].record
    return first.date, first.id


def _print_json(
    mined: Mined,
    groups: Mapping[str, Cluster],
    avoid: Sequence[Avoided],
    items: Sequence[Item],
) -> None:
    found = [one for group in groups.values() for one in group.learnings]
    found.sort(key=lambda one: (one.evidence[0].record.date, one.evidence[0].record.id))
    click.echo(json.dumps(learnings_json(mined, found, groups, avoid, items), indent=1))


def _print(mined: Mined, groups: Mapping[str, Cluster], avoid: Sequence[Avoided]) -> None:
    count = sum(len(group.learnings) for group in groups.values())
    as_of = f" as of {mined.as_of.commit[:12]}" if mined.as_of else ""
    counts = ((count, "learning"), (len(groups), "group"), (mined.commits, "commit"))
    learned, grouped, read = (f"{number} {word}{'s' * (number != 1)}" for number, word in counts)
    click.echo(f"{learned} in {grouped}, {read}{as_of}")
    ranked = sorted(groups.values(), key=lambda one: -len(one.evidence))
    for one in ranked[:SHOWN]:
        counted = f"{len(one.evidence):>3}  {one.stage:<10}  {short(one.id)}"
        click.echo(f"  {counted}  {one.name}{_fate(one)}")
    if len(ranked) > SHOWN:
        click.echo(f"  … and {len(ranked) - SHOWN} more groups: --min-evidence 2, or --json")
    for line in avoid_rows(avoid):
        click.echo(line)


def _fate(group: Cluster) -> str:
    """Why a group does not count any more: what took its place, or that it expired."""
    if group.stage != "deprecated":
        return ""
    if group.word.deprecated:
        return f" (given up{f': {one_line(group.word.reason)}' if group.word.reason else ''})"
    return f" ({'; '.join(dict.fromkeys(fate(one) for one in group.learnings))})"
