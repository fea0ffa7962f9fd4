"""``agentops-git patterns split``."""

import re
from collections.abc import Sequence

import click

from agentops_git.cli.app import Settings
from agentops_git.cli.patterns.acting import (
    MOST_NAMED,
    Library,
    Outcome,
    free_name,
    json_option,
    library,
    settle,
    tell,
)
from agentops_git.cli.patterns.apart import keep_apart
from agentops_git.errors import UsageError
from agentops_git.git.process import Git
from agentops_git.knowledge.clusters import Cluster
from agentops_git.knowledge.last_word import NAME
from agentops_git.knowledge.settled import NEW, REST, SPLIT, made_id
from agentops_git.message.ids import LearningId, PatternId, pattern_id, resolve_prefix, short
from agentops_git.message.printable import one_line

_LEARNING = re.compile(r"(?:lrn-)?[0-9a-f]{8,64}", re.I)


@click.command()
@click.argument("pattern", metavar="PATTERN")
@click.argument("what", metavar="LEARNING|OTHER...", nargs=-1, required=True)
@click.option("--name", metavar="TEXT", help="What the new pattern is called.")
@json_option
@click.pass_context
def command(
    ctx: click.Context, pattern: str, what: tuple[str, ...], name: str | None, as_json: bool
) -> None:
    """Part PATTERN from LEARNINGs of it, which form a pattern of their own for ever after.

    PATTERN keeps its id, name and file. OTHER patterns in place of learnings: they and PATTERN
    stay two, and `learnings --review` asks no more.

    \b
    Example:
      agentops-git patterns split retry-with-a-limit lrn-0123abcd lrn-4567cdef
      agentops-git patterns split retry-with-a-limit cache-with-a-limit
    """
    settings: Settings = ctx.obj
    git = settings.git()
    held = library(git)
    one = held.find(pattern)
    if all(_is_learning(held, word) for word in what):
        _split(git, held, one, _chosen(held, what), name, as_json)
    elif name:
        raise UsageError("--name names the pattern that LEARNINGs form; patterns are renamed by "
                         "agentops-git patterns rename")  # fmt: skip
    else:
        keep_apart(git, held, one, [held.find(word) for word in what], as_json)


def _learnings(held: Library) -> dict[LearningId, Cluster]:
    return {learning.id: one for one in held.named.values() for learning in one.learnings}


def _is_learning(held: Library, word: str) -> bool:
    """Whether a word names a learning; the id of a pattern may begin like that of one."""
    if word.lower().startswith("lrn-"):
        return True
    return bool(_LEARNING.fullmatch(word)) and f"{word}.md" not in held.named


def _chosen(held: Library, words: Sequence[str]) -> list[LearningId]:
    known = _learnings(held)
    try:
        return list(dict.fromkeys(LearningId(resolve_prefix(word, known)) for word in words))
    except UsageError as error:
        raise UsageError(
            f"{one_line(str(error))}; see: agentops-git patterns show PATTERN"
        ) from None


def _split(
    git: Git, held: Library, one: Cluster, moved: Sequence[LearningId], name: str | None,
    as_json: bool,
) -> None:  # fmt: skip
    own = [learning.id for learning in one.learnings]
    home = _learnings(held)
    made = home[moved[0]]
    if made.id != one.id and {*moved} == {learning.id for learning in made.learnings}:
        text = f"{short(moved[0])} is in a pattern of its own, {one_line(made.name, 60)!r},"
        tell(git, Outcome(SPLIT, [], {one.id, made.id}), text, as_json)
        return
    _refuse(held, one, moved, home)
    new = _free_id(held, one, moved)
    rest = [oid for oid in own if oid not in moved][:MOST_NAMED]
    fields: dict[str, object] = {REST: rest, NEW: new}
    if name is not None:
        fields[NAME] = free_name(held, name)
    line = settle(git, held, SPLIT, [one.id, *moved], fields)
    text = f"{len(moved)} of {len(own)} learnings split from {one_line(one.name, 80)!r}"
    tell(git, Outcome(SPLIT, [line], {one.id, new}), text, as_json)


def _refuse(
    held: Library, one: Cluster, moved: Sequence[LearningId], home: dict[LearningId, Cluster]
) -> None:
    for oid in moved:
        if home[oid].id != one.id:
            where = one_line(held.slug(home[oid]))
            raise UsageError(
                f"{short(oid)} is not in {one_line(held.slug(one))} but in {where}; "
                f"see: agentops-git patterns show {where}"
            )
    if len(moved) == len(one.learnings):
        raise UsageError(
            "these are all the learnings of that pattern; leave out those that are to stay"
        )


def _free_id(held: Library, one: Cluster, moved: Sequence[LearningId]) -> PatternId:
    """The id of its first learning, where no pattern has or had that."""
    first = next(learning.id for learning in one.learnings if learning.id in moved)
    taken = {each.id for each in held.named.values()} | {each.id for each in held.files}
    plain = pattern_id(first)
    return plain if plain not in taken else made_id(one.id, moved)
