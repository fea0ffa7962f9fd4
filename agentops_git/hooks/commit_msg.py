"""commit-msg: repair what a machine can repair, refuse the rest and say what to write."""

import os
import sys

from agentops_git.enforcement.message_file import editor_ran, judge_message
from agentops_git.enforcement.situation import Situation, situation
from agentops_git.enforcement.verdict import Verdict
from agentops_git.errors import ExitCode, UsageError
from agentops_git.git.process import Git
from agentops_git.hooks.say import say_advice, say_exempted, say_refusal, write
from agentops_git.hooks.squashing import lenient, with_squashed

KEPT = "AGENTOPS_REFUSED_MSG"
UNNAMED = "Squashed commit of the following:\n"
"""How ``git merge --squash`` begins the message, where nobody edits it."""
ACCEPTED = "AGENTOPS_ACCEPTED_MSG"
"""What post-commit compares HEAD with, as ``git log --format=%B`` prints it, before it judges."""


def run(argv: list[str]) -> int:
    """Judge the message file that git names; 1 refuses the commit."""
    preset, names = _options(argv)
    here = situation(Git(), os.environ, preset)
    path = names[0] if names else _message_file(here)
    with open(path, "rb") as file:
        data = file.read()
    editor = editor_ran(here.env)
    squashed, theirs = with_squashed(data, here.git, here.places.git_dir, here.config, editor)
    verdict = lenient(judge_message(squashed, here, fix=True), theirs)
    if verdict.data != data:
        _write(path, verdict.data)
    if verdict.refuses:
        verdict = _exempted(verdict, here)
    if here.ruling.problem:
        sys.stderr.write(f"agentops: {here.ruling.problem}\n")
    return _say(verdict, here)


def _exempted(verdict: Verdict, here: Situation) -> Verdict:
    """The verdict without what exemptions cover; they are counted aloud."""
    from agentops_git.enforcement.exempting_here import without_exempted

    findings, exempted = without_exempted(here, verdict.findings, verdict.message)
    say_exempted(exempted)
    return verdict._replace(findings=findings)


def _say(verdict: Verdict, here: Situation) -> int:
    kept = os.path.join(here.places.git_dir, KEPT)
    if verdict.refuses:
        _write(kept, verdict.message.encode("utf-8", "surrogateescape"))
        say_refusal(verdict, here.ruling.source, _as_typed(kept, here))
        return ExitCode.FINDINGS
    say_advice(verdict.findings)
    if verdict.message.startswith(UNNAMED):
        sys.stderr.write("agentops: the subject is git's own; name it: git commit --amend\n")
    say_hint(verdict.message, here)
    _remember(accepted_path(here), verdict.message)
    return ExitCode.OK


def accepted_path(here: Situation) -> str:
    """The file that holds the message which was accepted last."""
    return os.path.join(here.places.git_dir, ACCEPTED)


def say_hint(message: str, here: Situation) -> None:
    """Name what an accepted message nearly repeats, once; nothing that fails here matters."""
    from agentops_git.hooks.hint import hint

    try:
        with open(accepted_path(here), encoding="utf-8", errors="surrogateescape") as file:
            before = file.read().removesuffix("\n")
    except OSError:
        before = ""
    if said := hint(message, before, here):
        write(said)


def _as_typed(path: str, here: Situation) -> str:
    """A path from where the user is: git runs hooks at the top and tells where it was called."""
    return os.path.relpath(path, here.env.get("GIT_PREFIX") or ".")


def _remember(path: str, message: str) -> None:
    try:
        with open(path, "wb") as file:
            file.write(f"{message}\n".encode("utf-8", "surrogateescape"))
    except OSError:
        return  # post-commit then judges once more


def _write(path: str, data: bytes) -> None:
    from agentops_git.files.atomic import write_atomic  # a message that is right writes nothing

    write_atomic(path, data)


def _options(argv: list[str]) -> tuple[str | None, list[str]]:
    """``--preset NAME`` in a hook's configuration, and the file names."""
    if argv[:1] == ["--preset"]:
        if len(argv) < 2:
            raise UsageError("hook commit-msg: --preset wants a name: core, agents, seed or strict")
        return argv[1], argv[2:]
    if argv and argv[0].startswith("--preset="):
        return argv[0].partition("=")[2], argv[1:]
    return None, argv


def _message_file(here: Situation) -> str:
    """The file that git is about to read, where a hook runner took the argument away."""
    name = "MERGE_MSG" if here.merging else "COMMIT_EDITMSG"
    return os.path.join(here.places.git_dir, name)
