"""prepare-commit-msg: the template in an empty message in an editor; in a squash its records."""

import os
from collections.abc import Mapping

from agentops_git.constitution.model import MessagePolicy
from agentops_git.constitution.policy import CommitFacts, policy_for
from agentops_git.enforcement.message_file import editor_ran
from agentops_git.enforcement.situation import Situation, situation
from agentops_git.errors import ExitCode
from agentops_git.files.atomic import write_atomic
from agentops_git.git.config import read_config
from agentops_git.git.process import Git
from agentops_git.git.repository import places
from agentops_git.hooks.replay import replaying
from agentops_git.hooks.squashing import FIXUPS, with_squashed
from agentops_git.message.cleanup import clean, cleanup_from, decode, encode
from agentops_git.message.lines import SCISSORS
from agentops_git.rules.advice import blank

SETTING = "agentops.template"
_FALSE = ("false", "no", "off", "0")


def run(argv: list[str]) -> int:
    """Fill the file that git names: a squash with its records, an empty message in an editor."""
    if not argv:
        return ExitCode.OK
    with open(argv[0], "rb") as file:
        data = file.read()
    filled = _filled(data, _source(argv, os.environ), Git())
    if filled != data:
        write_atomic(argv[0], filled)
    return ExitCode.OK


def _filled(data: bytes, source: str, git: Git) -> bytes:
    git_dir = places(git).git_dir
    editor = editor_ran(os.environ)
    melding = os.path.exists(os.path.join(git_dir, FIXUPS))
    if source != "merge" and (melding or not editor):
        # commit-msg gathers what an editor has seen; git runs none for what a rebase melds.
        return with_squashed(data, git, git_dir, read_config(git), editor)[0]
    if source or not editor or replaying(git_dir):
        return data
    here = situation(git, os.environ)
    return data if here.config.get(SETTING, "true").lower() in _FALSE else fill(data, here)


def _source(argv: list[str], env: Mapping[str, str]) -> str:
    """Where the message comes from (message, template, merge, squash, commit); empty: nowhere."""
    return argv[1] if len(argv) > 1 else env.get("PRE_COMMIT_COMMIT_MSG_SOURCE", "")


def fill(data: bytes, here: Situation) -> bytes:
    """The file with the template in it; as it is where the template would end up in the commit."""
    encoding = here.config.get("i18n.commitencoding")
    raw, _ = decode(data, encoding)
    cleanup = cleanup_from(here.config, True, raw)
    policy = policy_for(here.ruling.law, CommitFacts())
    kept = cleanup.mode != "strip" or (SCISSORS in raw and not cleanup.cut)
    if policy is None or kept or clean(raw, cleanup).strip():
        return data
    comments = "".join(f"{cleanup.comment} {line}".rstrip() + "\n" for line in template(policy))
    return encode(f"\n{comments}{cleanup.comment}\n{raw.removeprefix(chr(10))}", encoding)


def template(policy: MessagePolicy) -> list[str]:
    """The lines of the template: the form of the subject, and what the law asks for."""
    return [
        f"TYPE(SCOPE): what this commit does, in {policy.subject_max} columns",
        "",
        "Why, in prose, where the lines below don't say it all.",
        "",
        *map(blank, policy.required),
        *(f"{blank(key)} (advised)" for key in policy.advised),
        "",
        "Uncomment the lines you fill in; keep them together, at the end.",
    ]
