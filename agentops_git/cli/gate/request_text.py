"""A request for approval as a page for whoever decides."""

from collections.abc import Iterable, Iterator, Sequence
from shlex import quote

from agentops_git.enforcement.landing_demand import CHANGE
from agentops_git.evidence.approvals.change import Change
from agentops_git.evidence.approvals.request import Request, Run
from agentops_git.knowledge.markdown import code, text
from agentops_git.message.ids import short
from agentops_git.report.place import count

SHOWN = 20
"""Items of one list that are shown; the note holds all."""


def as_markdown(request: Request, change: Change) -> str:
    """The request in Markdown; nothing that a commit says becomes markup of its own."""
    subject = text(request.what[-1], 72) if request.what else request.head[:12]
    parts = [f"# Approval asked: {subject}\n", "".join(_head(request, change))]
    for title, lines in _sections(request):
        parts.append(f"## {title}\n\n{_list(lines)}")
    parts.append(f"## To decide\n\n{_commands(request)}")
    return "\n".join(parts)


def _head(request: Request, change: Change) -> Iterator[str]:
    span = f"{request.base[:12]}..{request.head[:12]}" if request.base else request.head[:12]
    commits = count(len(change.commits), "commit")
    where = f"{code(request.ref)} of {code(request.repository)}"
    yield f"- Change: {code(span)}, {commits}, for {where}\n"
    yield f"- Gate: {code(request.gate)}\n"
    yield f"- Asked: {', '.join(map(text, request.asks)) or 'nobody else can approve it'}\n"
    yield f"- Expires: {request.expires}\n"
    if request.paths:
        yield f"- Needs approval for: {_some([code(path) for path in request.paths])}\n"


def _some(names: Sequence[str]) -> str:
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return ", ".join(names[:SHOWN]) + more


def _sections(request: Request) -> Iterator[tuple[str, Iterable[str]]]:
    yield "What", map(text, request.what)
    yield "Why", map(text, request.why)
    yield "Alternatives rejected", map(text, request.rejected)
    yield "Impact", map(text, request.impact)
    yield "Risk", map(text, request.risk)
    yield "Evidence of gates", map(_run, request.evidence)
    yield "Validation, as the commits state it", map(text, request.validation)
    yield (
        "Related learnings",
        (f"{text(each.text)} ({short(each.id)})" for each in request.learnings),
    )


def _run(run: Run) -> str:
    state = "passed" if run.passed else "failed"
    return f"{text(run.gate)} {state}: {code(run.command)} {text(run.outcome)}, {run.finished}"


def _list(lines: Iterable[str]) -> str:
    found = [f"- {line}\n" for line in lines]
    more = f"- and {len(found) - SHOWN} more\n" if len(found) > SHOWN else ""
    return "".join(found[:SHOWN]) + more if found else "Nothing is stated.\n"


def _commands(request: Request) -> str:
    span = f"{request.base[:12]}..{request.head[:12]}" if request.base else request.head[:12]
    gate = f" --gate {request.gate}" if request.gate != CHANGE else ""
    where = f" --ref {quote(request.ref)} --repository {quote(request.repository)}"
    return (
        f"```sh\nagentops-git approve {span}{gate}{where}\n"
        f"agentops-git reject {span}{gate}{where} --reason REASON\n```\n"
    )
