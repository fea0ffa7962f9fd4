"""The options of a pull request, and what they say together."""

from typing import Any, NamedTuple

import click

from agentops_git.errors import UsageError

HOSTS = (
    "github", "github-title", "github-title-commits", "github-title-body", "gitlab",
    "gitlab-all-commits", "bitbucket", "azure", "gerrit",
)  # fmt: skip
"""Every way of a host to make a message; a test holds them and ``survival.host_forms`` together."""


class Asked(NamedTuple):
    """What ``--squash`` and the options beside it say."""

    host: str
    title: str | None
    body: str | None
    number: int | None
    template: str | None
    source: str | None
    target: str | None
    url: str | None
    variables: tuple[str, ...]


_OPTIONS = (
    click.option(
        "--squash", metavar="HOST",
        help=f"Judge the message that a host makes of RANGE when it squashes: {', '.join(HOSTS)}.",
    ),
    click.option("--title", metavar="TEXT", help="With --squash: the pull request's title."),
    click.option("--body", metavar="FILE", help="Its description; - reads standard input."),
    click.option("--number", type=click.IntRange(min=0), metavar="N", help="Its number."),
    click.option("--template", metavar="TEXT|FILE", help="GitLab's squash commit template."),
    click.option("--source", metavar="BRANCH", help="The branch that it comes from."),
    click.option("--target", metavar="BRANCH", help="The branch that it goes to."),
    click.option("--url", metavar="URL", help="Its address."),
    click.option(
        "--variable", "variables", metavar="NAME=VALUE", multiple=True,
        help="What only GitLab knows for the template, such as approved_by.",
    ),
)  # fmt: skip


def pull_options(function: click.decorators.FC) -> click.decorators.FC:
    """Give a command the options of a pull request."""
    for option in reversed(_OPTIONS):
        function = option(function)
    return function


def asked_of(squash: str | None, others: dict[str, Any]) -> Asked | None:
    """What was asked; None without --squash, which the others need."""
    if squash is None:
        for name, value in others.items():
            if value not in (None, ()):
                raise UsageError(f"check: --{name.removesuffix('s')} belongs to --squash HOST")
        return None
    if squash not in HOSTS:
        raise UsageError(f"check: --squash knows {', '.join(HOSTS)}, and no {squash!r}")
    return Asked(squash, **others)
