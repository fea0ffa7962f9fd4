"""What the commands on patterns share: find one, decide, and say how it stands now."""

import json
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

import click

from agentops_git.crash import say
from agentops_git.errors import EnvironmentFailure, UsageError
from agentops_git.git.process import Git
from agentops_git.knowledge.clusters import Cluster
from agentops_git.knowledge.deciding import decide, effective
from agentops_git.knowledge.export import cluster_json
from agentops_git.knowledge.library import Words, patterns
from agentops_git.knowledge.publish import PATTERNS, standing_patterns
from agentops_git.knowledge.redirects import Known
from agentops_git.knowledge.slug import slug
from agentops_git.knowledge.worktree import work_tree
from agentops_git.memory.mine import Mined, mine
from agentops_git.message.ids import PatternId, pattern_id, resolve_prefix, short
from agentops_git.message.printable import one_line

NEXT = ("agentops-git learnings --write", "agentops-git sync")
LONGEST_NAME = 200
MOST_NAMED = 2000  # learnings that one decision names; the others follow them
json_option = click.option(
    "--json", "as_json", is_flag=True, help="JSON, version 1, on standard output."
)


class Library(NamedTuple):
    """A history, its groups by the name of their file, and the pattern files that stand."""

    mined: Mined
    named: Mapping[str, Cluster]
    files: Sequence[Known]

    def slug(self, pattern: Cluster) -> str:
        """What a pattern is called on the command line."""
        return next(file for file, one in self.named.items() if one.id == pattern.id)[:-3]

    def has_file(self, pattern: Cluster) -> bool:
        """Whether its file stands."""
        return any(one.id == pattern.id for one in self.files)

    def find(self, word: str) -> Cluster:
        """The pattern that is meant; UsageError where none is, or several are."""
        if file := Words(self.named, self.files).file(word):
            return self.named[file]
        former = {pattern_id(one.id) for each in self.named.values() for one in each.learnings}
        try:
            resolve_prefix(word, {*former, *(one.id for one in self.named.values())})
        except UsageError as error:
            told = one_line(str(error)) if "ambiguous" in str(error) else _unknown(word)
            raise UsageError(f"{told}; see: agentops-git patterns list --all") from None
        raise UsageError(f"{_unknown(word)}; see: agentops-git patterns list --all")


def _unknown(word: str) -> str:
    return f"no pattern here is called {one_line(word, 80)!r}"


def library(git: Git, said: bool = True) -> Library:
    """The patterns of HEAD's history, with the files of the work tree where there is one."""
    mined = mine(git, "HEAD", say if said else lambda line: None)
    try:
        files = standing_patterns(PATTERNS.read(work_tree(git)))
    except EnvironmentFailure:  # a bare repository
        files = []
    return Library(mined, patterns(mined, files), files)


def named_by(*found: Cluster) -> list[str]:
    """What a decision is about: the patterns' ids, then those of their learnings."""
    ids = [learning.id for one in found for learning in one.learnings[:MOST_NAMED]]
    return [*(one.id for one in found), *ids]


def settle(
    git: Git, held: Library, what: str, about: Sequence[str], fields: Mapping[str, object]
) -> str:
    """Write a decision that comes after all that were seen; the line's id."""
    seen = max((effective(one) for one in held.mined.decisions), default=0)
    return decide(git, what, about, fields, seen).id


class Outcome(NamedTuple):
    """The ids of the lines that were written, none where it stood so, and the patterns meant."""

    what: str
    lines: Sequence[str]
    patterns: Collection[PatternId]


def tell(git: Git, done: Outcome, text: str, as_json: bool) -> None:
    """Print what was decided, and how the patterns stand now."""
    now = library(git, said=False)
    found = [one for one in now.named.values() if one.id in done.patterns]
    if as_json:
        data = {
            "version": 1, "decision": done.what, "notes": list(done.lines),
            "patterns": [pattern_json(now, one) for one in found],
            "next": list(NEXT) if done.lines else [],
        }  # fmt: skip
        click.echo(json.dumps(data, indent=1))
        return
    if not done.lines:
        click.echo(f"{text} already; nothing was written")
        return
    click.echo(text)
    for one in found:
        click.echo(row(now, one))
    for line in done.lines:
        say(f"noted as {short(line)}; take it back with: agentops-git note redact {short(line)}")
    say(f"next: {'; '.join(NEXT)}")


def row(held: Library, one: Cluster) -> str:
    """A pattern on one line: its evidence, stage, id, slug and name."""
    left = f"{len(one.evidence):>5}  {one.stage:<10}  {short(one.id)}"
    return f"{left}  {one_line(held.slug(one))}  {one_line(one.name, 80)}"


def pattern_json(held: Library, one: Cluster) -> dict[str, object]:
    """A group with what it is called and what was decided of it."""
    slug = held.slug(one)
    word = one.word
    return {
        **cluster_json(one),
        "slug": slug,
        "has_file": held.has_file(one),
        "named_by_hand": bool(word.named_at),
        "deprecated": word.deprecated,
        "reason": word.reason or None,
        "use_instead": word.by,
    }


def _checked(text: str) -> str:
    """A name on one line; UsageError for none, and for what is too long for one."""
    name = " ".join(text.split())
    if not name or len(name) > LONGEST_NAME:
        raise UsageError(f"a pattern's name has 1 to {LONGEST_NAME} characters, not {len(name)}")
    return name


def free_name(held: Library, text: str, of: Cluster | None = None) -> str:
    """A name that no other pattern goes by; UsageError where one does."""
    name = _checked(text)
    wanted = slug(name, PatternId("pat-"))
    for file, one in held.named.items():
        taken = file == f"{wanted}.md" or one.name.casefold() == name.casefold()
        if taken and (of is None or one.id != of.id):
            raise UsageError(
                f"{one_line(file[:-3])} is called that already; choose another name, or unite "
                "them with agentops-git patterns merge"
            )
    return name
