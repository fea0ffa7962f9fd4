"""``agentops-git route``."""

import json
import sys

import click

from agentops_git.cli.app import Settings
from agentops_git.cli.route_shown import data, report_data, report_text, text
from agentops_git.crash import say
from agentops_git.enforcement.law import law_at
from agentops_git.errors import EnvironmentFailure, UsageError
from agentops_git.git.batch import Batch
from agentops_git.git.process import Git
from agentops_git.git.repository import places
from agentops_git.knowledge.route.examples import (
    KIND,
    Example,
    feedback_lines,
    from_commits,
    from_feedback,
)
from agentops_git.knowledge.route.routing import Router
from agentops_git.knowledge.route.workflows import Workflow, workflows
from agentops_git.message.printable import one_line
from agentops_git.notes.facts import find, with_patch_id
from agentops_git.notes.line import make_line, utc
from agentops_git.notes.write import add_with, who

LONGEST = 2000
"""Characters of a task that feedback keeps: it is copied into a note, and shared."""


@click.command()
@click.argument("words", metavar="TASK…", nargs=-1)
@click.option("--feedback", metavar="WORKFLOW", help="Note which workflow TASK turned out to want.")
@click.option("--agent", metavar="NAME", help="With --feedback: who did it.")
@click.option("--report", "reports", is_flag=True, help="State how often routes are right here.")
@click.option("--json", "as_json", is_flag=True, help="JSON, version 1, on standard output.")
@click.pass_context
def command(
    ctx: click.Context,
    words: tuple[str, ...],
    feedback: str | None,
    agent: str | None,
    reports: bool,
    as_json: bool,
) -> None:
    """Say which workflow and which agent fit TASK (-: from standard input), and how surely.

    \b
    agentops-git route 'the nightly export crashes since the upgrade'
    agentops-git route --feedback debug 'the nightly export crashes since the upgrade'
    agentops-git route --report
    """
    settings: Settings = ctx.obj
    git = settings.git()
    if agent and not feedback:
        raise UsageError("--agent says who did a task: give --feedback WORKFLOW with it")
    if reports:
        if words or feedback:
            raise UsageError("--report takes no task and no --feedback")
        report = _router(git).report()
        click.echo(json.dumps(report_data(report)) if as_json else "\n".join(report_text(report)))
        return
    task = _task(words)
    if feedback:
        _note(git, task, feedback, agent, as_json)
        return
    found = _router(git).route(task)
    click.echo(json.dumps(data(task, found), indent=1) if as_json else "\n".join(text(found)))


def _task(words: tuple[str, ...]) -> str:
    text = _stdin() if words == ("-",) else " ".join(words)
    if not text.strip():
        raise UsageError("no task: say what is to be done; see agentops-git route --help")
    return text.strip()


def _stdin() -> str:
    return sys.stdin.buffer.read().decode("utf-8", "replace")


def _router(git: Git) -> Router:
    """By what the repository holds; outside one, and before its first commit, by the defaults."""
    try:
        known, head = _known(git)
    except EnvironmentFailure as error:
        say(f"routed by the defaults alone: {error}")
        return Router(workflows({}), ())
    examples: list[Example] = from_feedback(git, known)
    return Router(known, [*(from_commits(git, head, known, say) if head else ()), *examples])


def _known(git: Git) -> tuple[tuple[Workflow, ...], str]:
    """The workflows that HEAD's constitution states, and HEAD ("": no commit yet)."""
    where = places(git)
    done = git.ask("rev-parse", "--verify", "--quiet", "HEAD^{commit}")
    head = done.out.decode().strip()
    ruling = law_at(git, where, "HEAD") if head else None
    if ruling and ruling.problem:
        say(f"{ruling.problem}; the default workflows hold")
    known = workflows(ruling.law.workflows if ruling else {})
    if not known:
        raise UsageError("the constitution leaves every workflow out; state one in `workflows`")
    return known, head


def _note(git: Git, task: str, workflow: str, agent: str | None, as_json: bool) -> None:
    known, head = _known(git)
    names = [one.name for one in known]
    if workflow not in names:
        raise UsageError(f"no workflow {one_line(workflow, 40)!r}; there are {', '.join(names)}")
    if len(task) > LONGEST:
        raise UsageError(f"the task has {len(task)} characters, and feedback keeps {LONGEST}")
    if not head:
        raise EnvironmentFailure("there is no commit yet that feedback could be noted on")
    said = _router(git).route(task)
    with Batch(git) as batch:
        me = who(git)
        facts = with_patch_id(git, find(batch, "HEAD"))
        fields = {"route": workflow, "task": task, "said": said.workflow,
                  "confidence": round(said.confidence, 4), "agent": agent or "",
                  "seen": len(feedback_lines(git))}  # fmt: skip
        line = make_line(KIND, utc(me.seconds), str(me), facts, fields)
        add_with(batch, git, KIND, {head: [line]}, me, "route feedback")
    right = said.workflow == workflow
    if as_json:
        click.echo(json.dumps({"version": 1, "id": line.id, "workflow": workflow, "right": right}))
    else:
        was = "as routed" if right else f"it was routed to {said.workflow}"
        click.echo(f"noted: {workflow} ({was}); share it: agentops-git sync")
