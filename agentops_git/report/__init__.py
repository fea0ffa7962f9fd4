"""Findings for people and machines: one module a format, imported only when it is asked for."""

from collections.abc import Sequence
from importlib import import_module
from typing import NamedTuple, Protocol, cast

from agentops_git import __version__
from agentops_git.rules.finding import Finding

FORMATS = {
    "text": "text",
    "json": "data",
    "sarif": "sarif",
    "github": "github",
    "gitlab": "gitlab",
    "junit": "junit",
    "summary": "summary",
}
"""The formats, and the module of this package that writes each."""


class Context(NamedTuple):
    """What the findings come from.

    ``law`` names the constitution that judged, ``range`` what was judged, ``commits`` how
    many. ``colour`` is for text alone: the caller knows whether it writes to a terminal.
    ``exempted`` are findings that an exemption covers: every format counts and names them.
    """

    law: str = ""
    range: str = ""
    commits: int = 1
    version: str = __version__
    colour: bool = False
    exempted: Sequence[Finding] = ()


class _Format(Protocol):
    def render(self, findings: Sequence[Finding], context: Context) -> str: ...


def render(findings: Sequence[Finding], fmt: str, context: Context) -> str:
    """Write findings, in the order given, in one of ``FORMATS``, as whole lines.

    Nothing of it is harmful to a terminal, and all of it can be encoded as UTF-8.
    """
    module = cast("_Format", import_module(f"{__name__}.{FORMATS[fmt]}"))
    return module.render(findings, context)
