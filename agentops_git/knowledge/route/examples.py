"""What a repository holds of tasks and the workflow that they wanted: its commits and feedback."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from agentops_git.git.process import Git
from agentops_git.git.repository import places
from agentops_git.knowledge.route.workflows import Workflow
from agentops_git.memory.distinct import standing
from agentops_git.memory.log import read_commit, stream_log
from agentops_git.memory.records import CommitRecord
from agentops_git.memory.store import Say, Store, with_store
from agentops_git.memory.view import view_of
from agentops_git.message.subject import parse_subject
from agentops_git.notes.line import Line
from agentops_git.notes.read import read_lines, tip_of
from agentops_git.notes.refs import ref_of

KIND = "telemetry"
COMMITS = 2000
"""How many of the last commits are learned from: how a repository works changes with time."""
_NAME = "routes"


class Example(NamedTuple):
    """A task and the workflow that it wanted.

    ``told``: a person said so; else the type or phase of a commit does. ``kept``: its commit
    was not reverted. ``agent`` is who did it, "" if unknown.
    """

    task: str
    workflow: str
    told: bool = False
    kept: bool = True
    agent: str = ""


class Done(NamedTuple):
    """What a commit says of the task that it did."""

    task: str
    type: str
    phase: str
    agent: str
    kept: bool


def from_commits(git: Git, head: str, workflows: Sequence[Workflow], say: Say) -> list[Example]:
    """The commits of HEAD's recent history that are an example of a workflow."""
    types = {name: one.name for one in reversed(workflows) for name in one.types}
    phases = {name: one.name for one in workflows for name in one.phases}
    found = []
    for done in _done(git, head, say):
        workflow = phases.get(done.phase) or types.get(done.type)
        if workflow:
            found.append(Example(done.task, workflow, False, done.kept, done.agent))
    return found


def _done(git: Git, head: str, say: Say) -> list[Done]:
    """Recent commits, read once for each HEAD."""
    where = places(git)
    view = view_of(git, where, {})
    key = f"{head} {view.key}"

    def work(store: Store) -> list[Done]:
        kept = store.kept(_NAME)
        if kept and kept[0] == key:
            return [Done(*row) for row in json.loads(kept[1])]
        found = _read(git, head)
        store.keep(_NAME, key, json.dumps(found).encode())
        return found

    return with_store(where.index_path, view.key, work, say)


def _read(git: Git, head: str) -> list[Done]:
    raws = stream_log(git, [head], ["--no-merges", f"--max-count={COMMITS}"])
    records = [read_commit(raw) for raw in raws]
    stand = {record.id for record in standing(records)}
    return [done for one in records if (done := _of(one, one.id in stand))]


def _of(record: CommitRecord, kept: bool) -> Done | None:
    subject = parse_subject(record.subject)
    if not subject.type or not subject.description:
        return None
    said = {entry.key: entry.value for entry in record.entries}
    agent = said.get("Assisted-by", "").split()[:1]
    name = agent[0].partition(":")[0] if agent else ""
    phase = said.get("Phase", "").strip().casefold()
    return Done(subject.description, subject.type, phase, name, kept)


def from_feedback(git: Git, workflows: Iterable[Workflow]) -> list[Example]:
    """What people said of tasks, in the order they did; of one task what was said last."""
    names = {one.name for one in workflows}
    last: dict[str, Example] = {}
    for line in feedback_lines(git):
        if example := _told(line.fields, names):
            key = " ".join(example.task.casefold().split())
            last.pop(key, None)
            last[key] = example
    return list(last.values())


def feedback_lines(git: Git) -> list[Line]:
    """The lines of feedback, the last one last: by the clock, and by what their writers saw."""
    tip = tip_of(git, ref_of(KIND))
    bodies = read_lines(git, tip).values() if tip else ()
    lines = [line for body in bodies for line in body.lines if "route" in line.fields]
    return sorted(lines, key=lambda line: (line.at, _seen(line), line.id))


def _seen(line: Line) -> int:
    count = line.fields.get("seen")
    return count if isinstance(count, int) else 0


def _told(fields: Mapping[str, object], names: set[str]) -> Example | None:
    task, workflow, agent = (fields.get(name) for name in ("task", "route", "agent"))
    if not isinstance(task, str) or not isinstance(workflow, str) or workflow not in names:
        return None
    return Example(task, workflow, True, True, agent if isinstance(agent, str) else "")
