"""Notes of git-ai (``refs/notes/ai``): which agent wrote which lines (docs/notes.md).

Lines of files and who wrote them, a line of three dashes, then a JSON object about the writers.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from agentops_git.message.agents import AGENTS
from agentops_git.message.model import Entry
from agentops_git.survival.foreign_model import (
    Fields,
    ForeignRecord,
    Reading,
    Unread,
    as_json,
    labelled,
    objects,
    string,
)

_SPELLED = {agent.lower(): agent for agent in AGENTS.values()}
_WRITERS = ("sessions", "prompts", "humans")
_RANGE = re.compile(r"(\d{1,9})(?:-(\d{1,9}))?")
_DIVIDER = re.compile(r"^---\r?$", re.M)


class Attested(NamedTuple):
    """Who wrote what, by the writer's key: the ranges of lines in each file, and their sum."""

    ranges: dict[str, dict[str, str]]
    lines: Counter[str]
    strange: list[Unread]


def read_git_ai(text: str) -> Reading:
    """Every agent, and every person that it knows, of a commit, with the lines that each wrote."""
    divider = _DIVIDER.search(text)
    if divider is None:
        return labelled(text, "no line of three dashes, which ends the list of lines")
    attested = _attested(text[: divider.start()])
    values, rest = objects(text[divider.end() :])
    strange = attested.strange + ([Unread(rest, "not JSON")] if rest or not values else [])
    about = values[0] if values else {}
    if not isinstance(about, dict):
        strange.append(Unread(as_json(about), "not a JSON object"))
        about = {}
    records = list(_records(about, attested, strange))
    strange += [
        Unread(key, "lines of a writer that the note does not describe") for key in attested.ranges
    ]
    return Reading(tuple(records), tuple(strange), string(about, "schema_version"))


def _attested(text: str) -> Attested:
    attested, path = Attested({}, Counter(), []), None
    for line in text.split("\n"):
        line = line.rstrip()
        if line and not line.startswith("  "):
            path = line[1:-1] if line[0] == line[-1] == '"' and len(line) > 1 else line
        elif line:
            _attest(attested, path, line)
    return attested


def _attest(attested: Attested, path: str | None, line: str) -> None:
    key, _, ranges = line[2:].partition(" ")
    count = _count(ranges)
    if path is None or count is None:
        attested.strange.append(Unread(line, "not a writer and ranges of lines below a file"))
        return
    writer = key.partition("::")[0]
    attested.lines[writer] += count
    files = attested.ranges.setdefault(writer, {})
    files[path] = f"{files[path]},{ranges}" if path in files else ranges


def _count(ranges: str) -> int | None:
    """How many lines ``1-4,9`` names; None where it is not of that form."""
    count = 0
    for each in ranges.split(","):
        found = _RANGE.fullmatch(each)
        if found is None:
            return None
        count += int(found[2] or found[1]) - int(found[1]) + 1
    return count


def _records(about: Fields, attested: Attested, strange: list[Unread]) -> Iterator[ForeignRecord]:
    for kind in _WRITERS:
        writers = about.get(kind) or {}
        if not isinstance(writers, dict):
            strange.append(Unread(as_json(writers), f"{kind} is no object"))
            continue
        for key, writer in writers.items():
            wrote = {"lines": attested.lines[key], "files": attested.ranges.pop(key, {})}
            if isinstance(writer, dict):
                yield _record(kind, key, writer, wrote)
            else:
                strange.append(Unread(as_json(writer), f"{kind} {key} is no object"))


def _record(kind: str, key: str, writer: Fields, wrote: Fields) -> ForeignRecord:
    found = writer.get("agent_id")
    who: Fields = found if isinstance(found, dict) else {}
    agent, model = _agent(string(who, "tool")), string(who, "model")
    other = {name: value for name, value in writer.items() if name != "agent_id"}
    return ForeignRecord(
        tuple(_entries(agent, model, string(who, "id"))),
        {"writer": kind, **other, **wrote},
        id=key, agent=agent, model=model,
    )  # fmt: skip


def _agent(tool: str | None) -> str | None:
    return _SPELLED.get(tool.lower(), tool) if tool else None


def _entries(agent: str | None, model: str | None, session: str | None) -> Iterator[Entry]:
    if agent:
        known = model and model.lower() != "unknown"
        value = f"{agent}:{model}" if known else agent
        yield Entry("Assisted-by", value, "noted", "git-ai", False)
    if session:
        yield Entry("Session", session, "noted", "git-ai", False)
