"""A message that is no plain one: repaired, completed, and judged by every rule."""

from agentops_git.constitution.model import MessagePolicy
from agentops_git.constitution.policy import CommitFacts, policy_for
from agentops_git.enforcement.agents import known_agent
from agentops_git.enforcement.judge import proven_kind
from agentops_git.enforcement.law import law_at
from agentops_git.enforcement.situation import Situation, staged_paths
from agentops_git.enforcement.staged import mends_law
from agentops_git.enforcement.verdict import Verdict
from agentops_git.message.append import with_trailers
from agentops_git.message.cleanup import Cleanup, clean, encode
from agentops_git.message.model import Trailer
from agentops_git.message.record import read
from agentops_git.message.repair import repair_file_text
from agentops_git.message.subject import kind_of
from agentops_git.rules.finding import Finding, Place, as_warning
from agentops_git.rules.message import judge


def judge_whole(data: bytes, raw: str, cleanup: Cleanup, here: Situation, fix: bool) -> Verdict:
    """Judge the text ``raw`` of a message file; with ``fix``, as repaired and completed."""
    message = clean(raw, cleanup)
    policy = policy_for(here.ruling.law, _facts(here, message))
    if not message.strip() or policy is None:
        return Verdict(data, message, ())
    if fix:
        raw = _mended(raw, message, cleanup, here)
        message = clean(raw, cleanup)
    return Verdict(_encoded(raw, data, here), message, _judge(message, policy, here))


def _encoded(raw: str, data: bytes, here: Situation) -> bytes:
    """The file's new content; as it was where its encoding lacks a character that was added."""
    try:
        return encode(raw, here.config.get("i18n.commitencoding"))
    except UnicodeEncodeError:
        return data


def _facts(here: Situation, message: str) -> CommitFacts:
    record = read(message)
    return CommitFacts(
        here.env.get("GIT_AUTHOR_NAME", ""),
        here.env.get("GIT_AUTHOR_EMAIL", ""),
        record.subject.type,
        staged_paths(here),
        2 if here.merging else 1,
        proven_kind(message, 2 if here.merging else None),
        bool(known_agent(here.env)) or any(e.key == "Assisted-by" for e in record.entries),
    )


def _mended(raw: str, message: str, cleanup: Cleanup, here: Situation) -> str:
    raw = repair_file_text(raw, cleanup)
    agent = known_agent(here.env)
    if agent and here.ruling.law.assisted_by == "add" and _wants_agent(message):
        raw = with_trailers(raw, [Trailer("Assisted-by", agent)], cleanup)
    return raw


def _wants_agent(message: str) -> bool:
    record = read(message)
    named = any(entry.key == "Assisted-by" for entry in record.entries)
    return not named and kind_of(record.subject.text) == "ordinary"


def _judge(message: str, policy: MessagePolicy, here: Situation) -> tuple[Finding, ...]:
    record = read(message)
    findings = judge(record, message, policy, Place(subject=record.subject.text), stored=False)
    refuses = any(finding.level == "error" for finding in findings)
    if refuses and (here.ruling.advisory or _concerns_the_law(record.subject.text, here)):
        return tuple(as_warning(finding) for finding in findings)
    return findings


def _concerns_the_law(subject: str, here: Situation) -> bool:
    """Whether the commit mends a law that does not load, or amends the one that brought it."""
    return mends_law(here.staged, here.ruling) or _amends_the_bringer(subject, here)


def _amends_the_bringer(subject: str, here: Situation) -> bool:
    """git does not tell commit-msg of an amend; that HEAD's subject is given again does."""
    head = here.git.ask("log", "-1", "--no-show-signature", "--format=%s%n%P", "HEAD")
    text, _, parents = head.out.decode("utf-8", "replace").partition("\n")
    if head.code != 0 or text != subject:
        return False
    return not any(law_at(here.git, here.places, parent) for parent in parents.split())
