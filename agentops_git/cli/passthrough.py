"""A command line that is partly git's: which options are ours, and which go to git."""

import re
from collections.abc import Iterator

import click

from agentops_git.message.keys import KEYS

_LONG = {*(f"--{key.name.lower()}" for key in KEYS), "--message", "--file", "--trailer"}
_SHORT = ("-m", "-F")
_FLAGS = re.compile(r"-([aepqsvnioz]+)([mF])(.*)", re.S)
"""``-am TEXT``: flags of git that take no value, then one of ours."""


class PassThrough(click.Command):
    """Options that are not ours go to git as they are, and none of git's is read as ours."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Keep what is ours for Click; leave the rest for git in ``ctx.meta``."""
        ours, git_args = split(args)
        ctx.meta["git"] = git_args
        return super().parse_args(ctx, ours)


def split(args: list[str]) -> tuple[list[str], list[str]]:
    """The options that are ours with their values, and git's with theirs, each in order."""
    ours: list[str] = []
    git_args: list[str] = []
    rest = iter(args)
    for arg in rest:
        if arg == "--":
            git_args += [arg, *rest]
        elif cluster := _FLAGS.fullmatch(arg):
            git_args.append(f"-{cluster[1]}")
            ours += [f"-{cluster[2]}", cluster[3] or next(rest, "")]
        elif arg in _LONG or arg in _SHORT:
            ours += [arg, *_value(rest)]
        elif arg.partition("=")[0] in _LONG or arg[:2] in (*_SHORT, "-h"):
            ours.append(arg)
        else:
            (ours if arg == "--help" else git_args).append(arg)
    return ours, git_args


def _value(rest: Iterator[str]) -> list[str]:
    value = next(rest, None)
    return [] if value is None else [value]
