"""``agentops-git backlog add``."""

import click

from agentops_git.cli.app import Settings
from agentops_git.cli.backlog.acting import (
    decide_of,
    due_option,
    effort_option,
    given,
    impact_option,
    json_option,
    owner_option,
    queue,
    tell,
)  # fmt: skip
from agentops_git.cli.note.add import add_line
from agentops_git.crash import say
from agentops_git.errors import EnvironmentFailure, UsageError
from agentops_git.git.process import Git
from agentops_git.knowledge.backlog_item import item_named
from agentops_git.memory.noted import LONGEST_VALUE
from agentops_git.message.ids import improvement_id, score_of
from agentops_git.message.model import Entry
from agentops_git.message.printable import one_line
from agentops_git.rules.values_alone import judge_values


@click.command()
@click.argument("text")
@impact_option
@effort_option
@owner_option
@due_option
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    text: str,
    impact: int | None,
    effort: int | None,
    owner: str | None,
    due: str | None,
    as_json: bool,
) -> None:
    """Add an item: what should get better, noted on HEAD's commit, which stays as it is.

    A text that begins with a dash goes after `--`. What says the same as an item that is there
    is another voice for it; one that was done is open again.

    \b
    Examples:
      agentops-git backlog add 'say which key is empty' --impact 6 --effort 2
      agentops-git backlog add --owner Ann -- '--quiet hides warnings'
    """
    settings: Settings = ctx.obj
    value = _value(text, impact, effort)
    _add(settings.git(), value, given(owner=owner or None, due=due or None), as_json)


def _value(text: str, impact: int | None, effort: int | None) -> str:
    """The value of an ``Improvement``, on one line; options win over a score in the text."""
    what, said_impact, said_effort = score_of(" ".join(text.split()))
    scores = (("impact", impact or said_impact), ("effort", effort or said_effort))
    score = ", ".join(f"{name} {number}" for name, number in scores if number)
    if len(what) > LONGEST_VALUE:
        raise UsageError(f"the text has {len(what):,} characters; {LONGEST_VALUE:,} are read")
    value = f"{what} ({score})" if score else what
    if wrong := judge_values([Entry("Improvement", value)]):
        raise UsageError(
            f"{one_line(wrong[0].message)}; write: agentops-git backlog add "
            "'what should get better' --impact 6 --effort 2"
        )
    return value


def _add(git: Git, value: str, assigned: dict[str, object], as_json: bool) -> None:
    if git.ask("rev-parse", "--verify", "--quiet", "HEAD^{commit}").code != 0:
        raise EnvironmentFailure(
            "there is no commit here yet that an item could be noted on; commit first"
        )
    added = add_line(git, "HEAD", {"improvement": value})
    mined, items = queue(git)
    item = item_named(items, improvement_id(value))
    decided = [
        item.status == "done" and decide_of(git, item, "reopen", {}),
        bool(assigned) and decide_of(git, item, "assign", assigned),
    ]
    if any(decided):
        mined, items = queue(git)
        item = item_named(items, item.id)
    new = added.new or any(decided)
    say("noted; share it: agentops-git sync" if new else "that stands noted already")
    tell(mined, item, as_json)
    if item.status in ("dropped", "deferred"):
        say(f"it stays {item.status}; take that back: agentops-git backlog reopen {item.id[:16]}")
