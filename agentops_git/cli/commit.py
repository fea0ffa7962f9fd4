"""``agentops-git commit``: a well-formed record out of options, then git commit."""

import os
import re
import shlex
import sys
from collections.abc import Iterator
from typing import NamedTuple

import click

from agentops_git.cli.app import Settings
from agentops_git.cli.passthrough import PassThrough
from agentops_git.enforcement.message_file import editor_ran, judge_message
from agentops_git.enforcement.situation import Situation, situation
from agentops_git.errors import EnvironmentFailure, ExitCode, UsageError
from agentops_git.files.atomic import write_atomic
from agentops_git.git.process import Git
from agentops_git.hooks.commit_msg import accepted_path
from agentops_git.hooks.hint import hint
from agentops_git.hooks.say import write
from agentops_git.hooks.squashing import with_squashed
from agentops_git.message.compose import canonical, compose
from agentops_git.message.keys import KEYS
from agentops_git.message.model import Trailer
from agentops_git.message.printable import one_line
from agentops_git.rules.finding import Finding

MESSAGE_FILE = "AGENTOPS_COMMIT_MSG"
REFUSED = "AGENTOPS_REFUSED_MSG"
_MEANING = {key.name: key.meaning for key in KEYS}
_OTHER_MESSAGES = (
    "-C", "-c", "-t", "--reuse-message", "--reedit-message", "--template", "--fixup", "--squash",
)  # fmt: skip
EPILOG = """\b
Example:
  agentops-git commit -a -m 'fix(parser): reject empty values' \\
    --intent 'fail loudly on a config that cannot work' \\
    --context 'three support cases this week ended at an empty DB_URL' \\
    --learning 'validate that a value is usable, not only that it is present'
"""


def _record_options(function: click.decorators.FC) -> click.decorators.FC:
    for key in reversed(KEYS):
        option = click.option(
            f"--{key.name.lower()}", multiple=key.repeats, metavar="TEXT", help=f"{key.meaning}."
        )
        function = option(function)
    return function


class Draft(NamedTuple):
    """The text so far and the trailers that come at its end."""

    text: str
    trailers: tuple[Trailer, ...]

    def message(self) -> str:
        """The whole message."""
        return compose(self.text, self.trailers)


@click.command(cls=PassThrough, epilog=EPILOG, options_metavar="[GIT OPTIONS] [OPTIONS]")
@click.option("-m", "--message", "paragraphs", multiple=True, metavar="TEXT",
              help="The subject, then paragraphs of the body.")  # fmt: skip
@click.option(
    "-F", "--file", "file", metavar="FILE", help="The message's text from a file (-: stdin)."
)
@click.option("--trailer", "others", multiple=True, metavar="KEY:VALUE", help="Any other trailer.")
@_record_options
@click.pass_context
def command(
    ctx: click.Context,
    /,
    paragraphs: tuple[str, ...],
    file: str | None,
    others: tuple[str, ...],
    **values: str | tuple[str, ...] | None,
) -> None:
    """Write a record that the law accepts, and commit it.

    Options that are not listed go to git commit. On a terminal, what is missing is asked for.
    """
    settings: Settings = ctx.obj
    git_args: list[str] = ctx.meta["git"]
    git = settings.git()
    _refuse_other_messages(git_args)
    here = situation(git, _env(git_args))
    text = _text(git, here, paragraphs, file, "--amend" in git_args)
    draft = Draft(text, (*_trailers(values), *map(_other, others)))
    draft = _completed(draft, here)
    ctx.exit(_commit(git, here, draft.message(), git_args))


def _env(git_args: list[str]) -> dict[str, str]:
    """The environment as hooks will see it: without an editor git says so by ``GIT_EDITOR=:``."""
    edits = any(arg in ("-e", "--edit") for arg in git_args)
    return {**os.environ} if edits else {**os.environ, "GIT_EDITOR": ":"}


def _refuse_other_messages(git_args: list[str]) -> None:
    for arg in git_args:
        if arg == "--":
            return
        if arg.partition("=")[0] in _OTHER_MESSAGES:
            raise UsageError(f"{arg} brings a message of its own; run: git commit {arg} …")


def _text(
    git: Git, here: Situation, paragraphs: tuple[str, ...], file: str | None, amend: bool
) -> str:
    if paragraphs and file:
        raise UsageError("-m and -F are two messages: give one of them")
    if file:
        return _read(os.path.join(git.directory or "", file) if file != "-" else file)
    if paragraphs:
        return "\n\n".join(paragraph.strip("\n") for paragraph in paragraphs)
    return _last_message(git) if amend else ""


def _last_message(git: Git) -> str:
    if git.ask("rev-parse", "--verify", "--quiet", "HEAD").code != 0:
        raise UsageError("--amend: there is no commit yet")
    return git.text("log", "-1", "--no-show-signature", "--format=%B", "HEAD")


def _read(path: str) -> str:
    try:
        if path == "-":
            return sys.stdin.buffer.read().decode("utf-8", "surrogateescape")
        with open(path, encoding="utf-8", errors="surrogateescape") as opened:
            return opened.read()
    except OSError as error:
        raise UsageError(f"-F {path}: {error.strerror}") from None


def _trailers(values: dict[str, str | tuple[str, ...] | None]) -> Iterator[Trailer]:
    for key in KEYS:
        given = values[key.name.lower().replace("-", "_")] or ()
        for value in (given,) if isinstance(given, str) else given:
            if not value.strip():
                raise UsageError(f"--{key.name.lower()} is empty")
            yield Trailer(key.name, value)


def _other(text: str) -> Trailer:
    match = re.fullmatch(r"([A-Za-z0-9-]+)[ \t]*[:=](.*)", text, re.S)
    if not match:
        raise UsageError(f"--trailer {one_line(text, 40)}: not of the form KEY: VALUE")
    return Trailer(canonical(match[1]), match[2])


def _completed(draft: Draft, here: Situation) -> Draft:
    """The draft with what it lacks, asked for on a terminal; UsageError where there is none."""
    terminal = sys.stdin.isatty() and sys.stderr.isatty()
    if not draft.text.strip():
        if not terminal:
            raise UsageError("no subject: give one with -m 'TYPE(SCOPE): WHAT THIS COMMIT DOES'")
        draft = draft._replace(text=_ask("Subject, as in `fix(parser): reject empty values`"))
    missing = [found.key for found in _missing(draft, here) if found.key]
    if missing and not terminal:
        options = " ".join(map(_option, missing))
        raise UsageError(f"the law ({here.ruling.source}) asks for {', '.join(missing)}: {options}")
    asked = [Trailer(key, _ask(f"{key} ({_MEANING.get(key, '')})")) for key in missing]
    return draft._replace(trailers=(*draft.trailers, *asked))


def _option(key: str) -> str:
    return f"--{key.lower()} '…'" if key in _MEANING else f"--trailer '{key}: …'"


def _missing(draft: Draft, here: Situation) -> list[Finding]:
    data = draft.message().encode("utf-8", "surrogateescape")
    editor = editor_ran(here.env)
    data, _ = with_squashed(data, here.git, here.places.git_dir, here.config, editor)
    findings = judge_message(data, here, fix=True).findings
    return [found for found in findings if found.code == "T001" and found.level == "error"]


def _ask(question: str) -> str:
    answer = ""
    while not answer.strip():
        answer = click.prompt(question, err=True, default="", show_default=False)
    return answer


def _commit(git: Git, here: Situation, message: str, git_args: list[str]) -> int:
    """Run git commit; whatever it says no to, the message is kept."""
    path = os.path.join(here.places.git_dir, MESSAGE_FILE)
    refused = os.path.join(here.places.git_dir, REFUSED)
    write_atomic(path, message.encode("utf-8", "surrogateescape"))
    accepted = accepted_path(here)
    before, last = _stamp(refused), _stamp(accepted)
    near = hint(message, "", here)
    code = git.attached("commit", f"--file={path}", *git_args)
    if code == 0 and _stamp(accepted) == last:  # no hook ran that would have said it
        write(near)
    if code == 0 or _stamp(refused) != before:  # the hook has kept it, and has said so
        os.unlink(path)
    else:
        again = f"git commit -e -F {shlex.quote(os.path.relpath(path))}"
        click.echo(f"agentops-git: your message is kept; take it up again with: {again}", err=True)
    known = {0: ExitCode.OK, 1: ExitCode.FINDINGS, 129: ExitCode.USAGE}
    if code == 127:
        raise EnvironmentFailure("git is not on PATH; install git 2.39 or newer")
    return known.get(code, ExitCode.ENVIRONMENT)


def _stamp(path: str) -> tuple[int, int] | None:
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_ino, status.st_mtime_ns
