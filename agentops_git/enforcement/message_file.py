"""The message that git is about to store. A plain one costs little; any other is read whole."""

from collections.abc import Mapping

from agentops_git.constitution.policy import CommitFacts, policy_for
from agentops_git.enforcement.agents import known_agent
from agentops_git.enforcement.message_search import MessageSearch, alone
from agentops_git.enforcement.situation import Situation, staged_paths
from agentops_git.enforcement.verdict import Verdict
from agentops_git.message.cleanup import clean, cleanup_from, decode
from agentops_git.rules.advice import advice
from agentops_git.rules.finding import Finding, Place, as_warning
from agentops_git.rules.screen import plain_keys, plain_subject, screen_for


def judge_message(data: bytes, here: Situation, fix: bool) -> Verdict:
    """Judge the content of a message file; with ``fix``, as repaired and completed."""
    verdict = _judge(data, here, fix)
    found = MessageSearch(here.ruling.law).of(verdict.message, Place())
    if here.ruling.law.agents:
        found += _on_change(verdict.message, here)
    return verdict._replace(findings=alone(verdict.findings + found)) if found else verdict


def _on_change(message: str, here: Situation) -> tuple[Finding, ...]:
    """What only the message tells of a change: that an agent made it."""
    from agentops_git.enforcement.at_work import agents_at_work
    from agentops_git.enforcement.guarding import judge_agents

    agents = agents_at_work(here.ruling.law, here.env, message)
    found = judge_agents(here, agents) if agents else ()
    return tuple(map(as_warning, found)) if here.ruling.advisory else found


def _judge(data: bytes, here: Situation, fix: bool) -> Verdict:
    raw, _ = decode(data, here.config.get("i18n.commitencoding"))
    cleanup = cleanup_from(here.config, editor_ran(here.env), raw)
    message = clean(raw, cleanup)
    if verdict := _plain(data, message, here):
        return verdict
    from agentops_git.enforcement.whole_message import judge_whole

    return judge_whole(data, raw, cleanup, here, fix)


def editor_ran(env: Mapping[str, str]) -> bool:
    """Whether a person may have edited the file: git tells hooks by GIT_EDITOR that none did."""
    return env.get("GIT_EDITOR") != ":"


def _plain(data: bytes, message: str, here: Situation) -> Verdict | None:
    """The verdict on a message that needs no repair, and has no fault; None for any other."""
    subject = plain_subject(message)
    agent = known_agent(here.env)
    if not subject or here.merging or (agent and here.ruling.law.assisted_by == "add"):
        return None
    facts = CommitFacts(
        here.env.get("GIT_AUTHOR_NAME", ""),
        here.env.get("GIT_AUTHOR_EMAIL", ""),
        subject[1],
        staged_paths(here),
        kind="ordinary",
        agent=bool(agent),
    )
    policy = policy_for(here.ruling.law, facts)
    if policy is None or not screen_for(policy)(message, subject):
        return None
    missing = [key for key in policy.advised if key not in plain_keys(message)]
    return Verdict(data, message, advice(missing, policy, Place(subject=subject[0].rstrip())))
