"""The message that git is about to store: repaired, completed and judged."""

from collections.abc import Mapping
from typing import NamedTuple

from agentops_git.constitution.model import MessagePolicy
from agentops_git.constitution.policy import CommitFacts, policy_for
from agentops_git.enforcement.agents import known_agent
from agentops_git.enforcement.situation import Situation
from agentops_git.enforcement.staged import mends_law
from agentops_git.message.append import with_trailer
from agentops_git.message.cleanup import Cleanup, clean, cleanup_from, decode, encode
from agentops_git.message.model import Record, Trailer
from agentops_git.message.record import read
from agentops_git.message.repair import repair_file_text
from agentops_git.message.subject import kind_of
from agentops_git.rules.finding import Finding, Place, as_warning
from agentops_git.rules.message import judge


class Verdict(NamedTuple):
    """``data`` is the file's new content, ``message`` what git will store of it."""

    data: bytes
    message: str
    record: Record
    findings: tuple[Finding, ...]

    @property
    def refuses(self) -> bool:
        """Whether any finding is an error."""
        return any(finding.level == "error" for finding in self.findings)


def judge_message(data: bytes, here: Situation, fix: bool) -> Verdict:
    """Judge the content of a message file; with ``fix``, as repaired and completed."""
    raw, _ = decode(data, here.config.get("i18n.commitencoding"))
    cleanup = cleanup_from(here.config, editor_ran(here.env), raw)
    message = clean(raw, cleanup)
    policy = policy_for(here.ruling.law, _facts(here, message))
    if not message.strip() or policy is None:
        return Verdict(data, message, read(message), ())
    if fix:
        raw = _mended(raw, message, cleanup, here)
        message = clean(raw, cleanup)
    findings = _judge(message, policy, here)
    encoded = encode(raw, here.config.get("i18n.commitencoding"))
    return Verdict(encoded, message, read(message), findings)


def editor_ran(env: Mapping[str, str]) -> bool:
    """Whether a person may have edited the file: git tells hooks by GIT_EDITOR that none did."""
    return env.get("GIT_EDITOR") != ":"


def _facts(here: Situation, message: str) -> CommitFacts:
    record = read(message)
    return CommitFacts(
        here.env.get("GIT_AUTHOR_NAME", ""),
        here.env.get("GIT_AUTHOR_EMAIL", ""),
        record.subject.type,
        _staged_paths(here),
        2 if here.merging else 1,
        kind_of(record.subject.text, 2 if here.merging else None),
        bool(known_agent(here.env)) or any(e.key == "Assisted-by" for e in record.entries),
    )


def _staged_paths(here: Situation) -> tuple[str, ...] | None:
    law = here.ruling.law
    if not (law.subtrees or law.exempt.paths):
        return None
    done = here.git.ask("diff", "--cached", "--name-only", "-z", "--no-renames", "--no-ext-diff")
    return tuple(done.out.decode("utf-8", "surrogateescape").split("\0")[:-1])


def _mended(raw: str, message: str, cleanup: Cleanup, here: Situation) -> str:
    raw = repair_file_text(raw, cleanup)
    agent = known_agent(here.env)
    if agent and here.ruling.law.assisted_by == "add" and _wants_agent(message):
        raw = with_trailer(raw, Trailer("Assisted-by", agent), cleanup)
    return raw


def _wants_agent(message: str) -> bool:
    record = read(message)
    named = any(entry.key == "Assisted-by" for entry in record.entries)
    return not named and kind_of(record.subject.text) == "ordinary"


def _judge(message: str, policy: MessagePolicy, here: Situation) -> tuple[Finding, ...]:
    record = read(message)
    findings = judge(record, message, policy, Place(subject=record.subject.text), stored=False)
    if here.ruling.advisory or mends_law(here.staged, here.ruling):
        return tuple(as_warning(finding) for finding in findings)
    return findings
