"""``agentops-git check RANGE --squash HOST``: what a host will make of a pull request."""

import json
import os
import sys
from typing import NamedTuple

import click

from agentops_git.cli.pull_options import Asked
from agentops_git.enforcement.coming import Coming
from agentops_git.enforcement.ranges import Report
from agentops_git.errors import UsageError
from agentops_git.git.process import Git
from agentops_git.message.model import Trailer
from agentops_git.message.printable import one_line, printable
from agentops_git.report import Context, render
from agentops_git.report.place import count, text_of
from agentops_git.survival import host_forms
from agentops_git.survival.host_forms import Form
from agentops_git.survival.host_pull import (
    Ends,
    Pull,
    commits_of,
    ends_of,
    paths_of,
    title_of,
)
from agentops_git.survival.host_pull import text_of as whole_text
from agentops_git.survival.host_records import hidden, records_of, to_paste
from agentops_git.survival.host_template import FOREIGN, unknown

LARGEST = 16 << 20  # bytes of a description; hosts stop far below


class Squash(NamedTuple):
    """The message that a host will make, what it is judged to be, and the text to paste.

    ``paste`` is None where nothing is to be mended; ``after`` judges that text, and ``hidden``
    is what git sees in it alone.
    """

    form: Form
    message: str
    report: Report
    paste: str | None
    after: Report | None
    hidden: tuple[Trailer, ...] = ()


def judged(
    git: Git, range_: str | None, asked: Asked, law: str | None, branch: str | None
) -> Squash:
    """Render what the host will make of a range, judge it, and mend it."""
    if range_ is None:
        raise UsageError("check --squash: name the pull request's range: BASE..HEAD")
    form = host_forms.form_of(asked.host, _template(asked.template))
    ends = ends_of(git, range_)
    pull = _pull(git, ends, asked)
    coming = Coming(git, ends.head, paths_of(git, ends), law, branch)
    if not pull.commits:
        none = f"there are no commits in {one_line(range_, 100)}: a host has nothing to squash"
        return Squash(form, "", coming.none(none), None, None)
    message = host_forms.render(form, pull)
    author = (pull.commits[0].author_name, pull.commits[0].author_email)
    report = _with_notices(coming.judge(author, message), form, pull)
    paste = to_paste(message, pull, records_of(git, pull))
    unseen = tuple(hidden(message, paste))
    if not report.refuses and not unseen:
        return Squash(form, message, report, None, None)
    return Squash(form, message, report, paste, coming.judge(author, paste), unseen)


def _pull(git: Git, ends: Ends, asked: Asked) -> Pull:
    return Pull(
        title_of(asked.title or ""),
        whole_text(_read(asked.body)) if asked.body else "",
        commits_of(git, ends),
        asked.number,
        title_of(asked.source or ""),
        title_of(asked.target or ""),
        title_of(asked.url or ""),
        tuple(_variable(text) for text in asked.variables),
    )


def _read(name: str) -> str:
    with click.open_file(name, "rb") as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise UsageError(f"--body: {one_line(name)} is larger than 16 MiB; no host keeps that")
    return bytes(data).decode("utf-8", "replace")


def _template(given: str | None) -> str | None:
    if given is None or "%{" in given:
        return given
    try:
        return _read(given)
    except FileNotFoundError:
        raise UsageError(
            f"--template: {one_line(given, 100)!r} holds no %{{variable}}, and is no file"
        ) from None


def _variable(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or name not in FOREIGN:
        raise UsageError(
            f"--variable: {one_line(text, 60)!r} is none of {', '.join(FOREIGN)}; write NAME=VALUE"
        )
    return name, whole_text(value)


def _with_notices(report: Report, form: Form, pull: Pull) -> Report:
    names = unknown(form.template, pull) if form.template else []
    notices = tuple(f"GitLab has no variable %{{{name}}}; it stays as it is" for name in names)
    return report._replace(notices=report.notices + notices)


def write(squash: Squash, what: str, host: str, fmt: str) -> None:
    """Print the verdict in the format asked for, and below it (else on stderr) what to paste."""
    colour = fmt == "text" and "NO_COLOR" not in os.environ and sys.stdout.isatty()
    context = Context(
        squash.report.source,
        f"{what}, squashed by {host}",
        squash.report.commits,
        colour=colour,
        exempted=squash.report.exempted,
    )
    text = render(squash.report.findings, fmt, context)
    if fmt == "json":
        text = json.dumps({**json.loads(text), "squash": _data(squash, host)}, indent=2) + "\n"
    click.echo(text, nl=False)
    if squash.paste and fmt != "json":
        click.echo(_advice(squash, squash.paste, host), err=fmt != "text")


def _data(squash: Squash, host: str) -> dict[str, object]:
    left = squash.after.findings if squash.after else ()
    return {
        "host": host,
        "message": text_of(squash.message),
        "paste": text_of(squash.paste) if squash.paste else None,
        "hidden": [{"key": key, "value": text_of(value)} for key, value in squash.hidden],
        "where": squash.form.where,
        "lasting": squash.form.lasting or None,
        "missing": [finding.key for finding in left if finding.level == "error" and finding.key],
    }


def _advice(squash: Squash, paste: str, host: str) -> str:
    lost = f"hides {count(len(squash.hidden), 'line')} of the records from git"
    why = lost if squash.hidden else "does not satisfy the law"
    lines = [
        "", f"What {host} makes of these commits {why}. Instead, {squash.form.where}:", "",
        "-- from here --", printable(paste).rstrip("\n"), "-- to here --", "",
    ]  # fmt: skip
    errors = [f for f in squash.after.findings if f.level == "error"] if squash.after else []
    if errors:
        lines.append("What no commit says is still to be written there:")
        lines += [f"  {f.code}  {one_line(f.message, 200)}" for f in errors] + [""]
    if squash.form.lasting:
        lines.append(f"For every pull request: {squash.form.lasting}.")
    lines.append("What is not pasted is kept as notes by the push job: agentops-git note squashed")
    return "\n".join(lines)
