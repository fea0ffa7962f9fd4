"""Which message rules hold for one commit."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from agentops_git.constitution.authors import is_agent, is_author, is_bot
from agentops_git.constitution.globs import any_path_matches
from agentops_git.constitution.model import (
    ByType,
    Constitution,
    Exempt,
    Level,
    MessagePolicy,
    SubjectForm,
    Trailers,
)
from agentops_git.constitution.vocabulary import MESSAGE_CODES

GENERAL = -1
"""The index of the part of a repository that no subtree claims."""


class CommitFacts(NamedTuple):
    """What the choice of rules depends on.

    ``type`` and ``kind`` are what the subject says (``parse_subject``, ``kind_of``); ``agent`` says
    that an AI agent took part (``Assisted-by``, the environment); ``paths`` are the changed
    ones, None where nobody asked git for them.
    """

    author_name: str = ""
    author_email: str = ""
    type: str | None = None
    paths: tuple[str, ...] | None = None
    parents: int = 1
    kind: str | None = None
    agent: bool = False


class _Memo(NamedTuple):
    """What was decided for one law: holding the law keeps its identity from being reused."""

    law: Constitution
    parts: dict[str, int]
    policies: dict[tuple[object, ...], MessagePolicy | None]


_memo = _Memo(Constitution(), {}, {})
_EVERYWHERE = frozenset({GENERAL})
_AUTOSQUASH = frozenset({"fixup", "squash", "amend"})
_OF_ANOTHER: dict[str, Level] = dict.fromkeys(
    (code for code in MESSAGE_CODES if code not in ("M001", "M005", "M006", "M007")), "off"
)
"""Off for a commit that rebase will melt into another: its words are that one's, and so
``fixup! X`` is judged by the form of X."""


def policy_for(law: Constitution, commit: CommitFacts) -> MessagePolicy | None:
    """The message rules that a law has for a commit; None where it is left out."""
    memo = _remembered(law)
    parts = _parts(law, commit.paths, memo.parts)
    key = (commit[:3], commit[4:], parts)
    try:
        return memo.policies[key]
    except KeyError:
        chosen = memo.policies[key] = _choose(memo, commit, parts)
        return chosen


def _remembered(law: Constitution) -> _Memo:
    global _memo
    if _memo.law is not law:
        _memo = _Memo(law, {}, {})
    return _memo


def _parts(
    law: Constitution, paths: tuple[str, ...] | None, known: dict[str, int]
) -> frozenset[int]:
    """The indices of the subtrees that the paths belong to; empty where all are exempt."""
    if not paths or not (law.subtrees or law.exempt.paths):
        return _EVERYWHERE
    if all(any_path_matches(law.exempt.paths, path) for path in paths):
        return frozenset()
    for path in paths:
        if path not in known:
            known[path] = _part(law, path)
    return frozenset(known[path] for path in paths)


def _part(law: Constitution, path: str) -> int:
    matching = (
        index
        for index in range(len(law.subtrees) - 1, GENERAL, -1)
        if any_path_matches(law.subtrees[index].only, path)
    )
    return next(matching, GENERAL)


def _choose(memo: _Memo, commit: CommitFacts, parts: frozenset[int]) -> MessagePolicy | None:
    law = memo.law
    agent = _by_agent(law, commit)
    if not parts or _left_out(law.exempt, commit, agent):
        return None
    ceiling: Level = "error" if agent else law.people
    key = (commit.type, ceiling, parts)
    if key not in memo.policies:
        stated = [_policy_of(law, part, commit.type, ceiling) for part in sorted(parts)]
        memo.policies[key] = stated[0] if len(stated) == 1 else _strictest(stated)
    chosen = memo.policies[key]
    return _melting(chosen) if chosen and commit.kind in _AUTOSQUASH else chosen


def _melting(policy: MessagePolicy) -> MessagePolicy:
    levels = {**policy.levels, **_OF_ANOTHER}
    return policy._replace(levels=levels, required=(), advised=(), forbidden=())


def _by_agent(law: Constitution, commit: CommitFacts) -> bool:
    name, email = commit.author_name, commit.author_email
    return (
        commit.agent
        or is_agent(name, email)
        or any(is_author(agent.authors, name, email) for agent in law.agents)
    )


def _left_out(exempt: Exempt, commit: CommitFacts, agent: bool) -> bool:
    kind = "merge" if commit.parents > 1 else commit.kind
    name, email = commit.author_name, commit.author_email
    return (
        kind in exempt.merges
        or commit.type in exempt.types
        or is_author(exempt.authors, name, email)
        or (exempt.bots and not agent and is_bot(name, email))
    )


def _policy_of(law: Constitution, part: int, kind: str | None, ceiling: Level) -> MessagePolicy:
    stated = law if part == GENERAL else law.subtrees[part]
    return _policy(stated.rules, stated.trailers, stated.subject, kind, ceiling)


def _policy(
    rules: Mapping[str, Level],
    trailers: Trailers,
    subject: SubjectForm,
    kind: str | None,
    ceiling: Level,
) -> MessagePolicy:
    general = ByType(trailers.required, trailers.advised)
    lists = trailers.by_type.get(kind, general) if kind else general
    return MessagePolicy(
        levels={code: level for code, level in rules.items() if code in MESSAGE_CODES},
        required=_without(lists.required, trailers.forbidden),
        advised=_without(lists.advised, (*lists.required, *trailers.forbidden)),
        forbidden=trailers.forbidden,
        types=subject.types,
        subject_max=subject.max,
        min_words=trailers.min_words,
        none_accepted=trailers.none_accepted,
        ceiling=ceiling,
        own=trailers.own,
    )


def _strictest(policies: list[MessagePolicy]) -> MessagePolicy:
    """The rules that satisfy all of several; a commit can't get round one part by another."""
    required = _union(policy.required for policy in policies)
    forbidden = _union(policy.forbidden for policy in policies)
    return policies[0]._replace(
        levels=_gravest([policy.levels for policy in policies]),
        required=_without(required, forbidden),
        advised=_without(_union(policy.advised for policy in policies), required + forbidden),
        forbidden=forbidden,
        types=_shared(policy.types for policy in policies),
        subject_max=min(policy.subject_max for policy in policies),
        min_words=max(policy.min_words for policy in policies),
        none_accepted=all(policy.none_accepted for policy in policies),
        own=_union(policy.own for policy in policies),
    )


def _gravest(stated: list[dict[str, Level]]) -> dict[str, Level]:
    """The gravest level of each rule. Where a part leaves a rule at its default, which is never
    "off", only "error" is surely as grave as that."""
    levels: dict[str, Level] = {}
    for code in dict.fromkeys(code for rules in stated for code in rules):
        known = [rules[code] for rules in stated if code in rules]
        if "error" in known:
            levels[code] = "error"
        elif len(known) == len(stated):
            levels[code] = "warn" if "warn" in known else "off"
    return levels


def _without(keys: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(key for key in keys if key not in others)


def _union(lists: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for keys in lists for key in keys))


def _shared(lists: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """The types that all parts know. An empty list knows any; lists that share none: the first."""
    stated = [types for types in lists if types]
    if not stated:
        return ()
    shared = tuple(kind for kind in stated[0] if all(kind in types for types in stated))
    return shared or stated[0]
