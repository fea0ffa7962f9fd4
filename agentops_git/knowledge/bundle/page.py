"""A bundle as Markdown, kept under its limit."""

from collections.abc import Mapping
from typing import NamedTuple

from agentops_git.errors import UsageError
from agentops_git.files.blocks import fill_blocks
from agentops_git.files.frontmatter import Document, scalar
from agentops_git.knowledge.bundle.fit import fit
from agentops_git.knowledge.bundle.source import Source
from agentops_git.knowledge.bundle.state import LONGEST, SECTIONS, Given, Piece, Pieces
from agentops_git.knowledge.bundle.telling import cost
from agentops_git.knowledge.markdown import code, text
from agentops_git.knowledge.stamp import Stamp
from agentops_git.knowledge.written import Draft
from agentops_git.message.tokens import estimate

SHORT_SHA = 8
KEYS = (
    "name", "goal", "phase", "since", "commits", "drawn_from", "drawn_whole", "tokens", "limit",
    "files", "given",
)  # fmt: skip


class Plan(NamedTuple):
    """Everything that a bundle is to hold, before its limit is kept."""

    name: str
    goal: str
    phase: str
    since: str
    pieces: Pieces
    given: Given
    source: Source
    limit: int
    stamp: Stamp


def page(plan: Plan, document: Document | None, template: str) -> tuple[Draft, Pieces]:
    """What the file is to say under the limit, and the items that the limit leaves out.

    The limit holds for what `load` prints, with what people wrote into the file; UsageError
    where it is too small for a bundle without items.
    """
    template = template.replace("{name}", text(plan.name))
    body = document.body if document else template
    nothing: Pieces = dict.fromkeys(SECTIONS, ())
    room = plan.limit - _cost(plan, body, _parts(plan, nothing, plan.pieces))
    while True:
        kept, left = fit(plan.pieces, room, _price)
        parts = _parts(plan, kept, left)
        tokens = _cost(plan, body, parts)
        if tokens <= plan.limit:
            return Draft(_head(plan, kept, tokens), KEYS, parts, template), left
        if not any(kept.values()):
            raise UsageError(_too_small(plan, tokens))
        room -= tokens - plan.limit


def _too_small(plan: Plan, tokens: int) -> str:
    return (
        f"a limit of {plan.limit} tokens is too small: without one item the bundle costs {tokens}; "
        "raise --limit, or shorten what people wrote into it"
    )


def _cost(plan: Plan, body: str, parts: Mapping[str, str]) -> int:
    return cost(plan.name, fill_blocks(body, parts), plan.stamp)


def _price(name: str, one: Piece) -> int:
    """A line, its quotation marks, and its share of the section's heading."""
    return estimate(line(name, one)) + 3


def line(name: str, one: Piece) -> str:
    """One item as a line of a list."""
    shown = code(one.text) if name == "files" else text(one.text, LONGEST)
    return f"- {shown}{f' · `{one.commit[:SHORT_SHA]}`' if one.commit else ''}\n"


def _parts(plan: Plan, kept: Pieces, left: Pieces) -> Mapping[str, str]:
    lists = {name: "".join(line(name, one) for one in kept[name]) for name in SECTIONS}
    goal = f"{text(plan.goal, LONGEST)}\n" if plan.goal else ""
    return {**lists, "goal": goal, "summary": f"{_drawn(plan)}{_left_out(plan, left)}"}


def _drawn(plan: Plan) -> str:
    count, least = len(plan.source.changes), "" if plan.source.whole else "at least "
    phase = f"Phase: {text(plan.phase)}. " if plan.phase else ""
    commits = f"{count} commit{'s' * (count != 1)}"
    return f"{phase}From {commits} with {least}{plan.source.tokens:,} tokens.\n"


def _left_out(plan: Plan, left: Pieces) -> str:
    said = ", ".join(f"{len(left[name])} of {name}" for name in SECTIONS if left[name])
    return f"Left out for the limit of {plan.limit:,} tokens: {said}.\n" if said else ""


def _head(plan: Plan, kept: Pieces, tokens: int) -> str:
    files = ", ".join(scalar(one.text) for one in kept["files"])
    return (
        f"agentops: 1\nkind: bundle\nname: {scalar(plan.name)}\ngoal: {scalar(plan.goal)}\n"
        f"phase: {scalar(plan.phase)}\nsince: {scalar(plan.since)}\n"
        f"commits: {len(plan.source.changes)}\ndrawn_from: {plan.source.tokens}\n"
        f"drawn_whole: {str(plan.source.whole).lower()}\ntokens: {tokens}\n"
        f"limit: {plan.limit}\nfiles: [{files}]\ngiven:{_given(plan.given)}\n"
    )


def _given(given: Given) -> str:
    rows = [f"{key}: {scalar(value)}" for key, value in _words(given) if value]
    for name, values in given.items.items():
        rows += [f"{name}: [{', '.join(map(scalar, values))}]"]
    return "".join(f"\n  {row}" for row in rows) or " {}"


def _words(given: Given) -> tuple[tuple[str, str], ...]:
    return ("goal", given.goal), ("phase", given.phase)
