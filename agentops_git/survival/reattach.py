"""Put recovered notes where they belong. What hangs on the old object stays there."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from agentops_git.git.process import Git
from agentops_git.notes.line import Line
from agentops_git.notes.refs import TEXT_REF
from agentops_git.notes.write import Who, add_lines, change
from agentops_git.survival.orphans import Orphan, rows
from agentops_git.survival.placing import Home

WHY = "Notes recovered by 'agentops-git note recover'"


def reattach(git: Git, placed: Iterable[tuple[Orphan, Home]], who: Who) -> None:
    """Add each orphan to its home's note; one commit a kind, and none where nothing is new."""
    lines: dict[str, dict[str, list[Line]]] = defaultdict(lambda: defaultdict(list))
    texts: dict[str, list[str]] = defaultdict(list)
    for orphan, home in placed:
        if orphan.line:
            lines[orphan.kind][home.commit].append(orphan.line)
        else:
            texts[home.commit].append(orphan.text)
    for kind, by_commit in lines.items():
        add_lines(git, kind, by_commit, who, WHY)
    if texts:
        change(git, TEXT_REF, lambda bodies: _with_texts(bodies, texts), who, WHY)


def _with_texts(bodies: Mapping[str, str], texts: Mapping[str, list[str]]) -> Mapping[str, str]:
    changed: dict[str, str] = {}
    for oid, added in texts.items():
        body = bodies.get(oid, "")
        for text in added:
            body = _with_text(body, text)
        changed[oid] = body
    return changed


def _with_text(body: str, text: str) -> str:
    """A note with a text below it, a blank line between, unless it holds every line of it."""
    if set(rows(text)) <= set(rows(body)):
        return body
    return f"{body.rstrip()}\n\n{text}" if body.strip() else text
