"""Messages searched for secrets and for what breaks the law's own rules."""

from collections.abc import Sequence

from agentops_git.constitution.model import Constitution
from agentops_git.git.history import Commit
from agentops_git.rules.contents.glance import may_hold_secret
from agentops_git.rules.finding import Finding, Place

SECRET = "G018"


def alone(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings on one commit or message; where its message holds a secret, those on that and
    on its files alone: what quotes a message would print the secret. So would its subject."""
    if not leaks(findings):
        return tuple(findings)
    kept = tuple(one for one in findings if _leak(one) or one.place.path)
    if not any(_leak(one) and one.place.line <= 1 for one in kept):
        return kept
    return tuple(one._replace(place=one.place._replace(subject="")) for one in kept)


def leaks(findings: Sequence[Finding]) -> bool:
    """Whether a secret stands in the message itself."""
    return any(map(_leak, findings))


def _leak(finding: Finding) -> bool:
    return finding.code == SECRET and finding.place.path is None


class MessageSearch:
    """The search of messages by one law; loaded where a message needs it, since few do."""

    def __init__(self, law: Constitution) -> None:
        own = law.guardrails.rules if law.guardrails else ()
        self._law = law
        self._always = any(rule.scope != "added" for rule in own)
        self._secrets = law.rules.get(SECRET) != "off"

    def of(self, message: str, place: Place) -> tuple[Finding, ...]:
        """What one message holds that it must not."""
        if not (self._always or (self._secrets and may_hold_secret(message))):
            return ()
        from agentops_git.rules.contents.model import wanted_by
        from agentops_git.rules.contents.search import search_message
        from agentops_git.rules.levels import level_of

        return tuple(
            Finding(
                hit.code,
                level_of(self._law, hit.code),
                hit.message,
                place._replace(line=hit.line),
                suggestion=hit.suggestion or None,
            )
            for hit in search_message(message, wanted_by(self._law))
        )

    def of_commits(self, commits: Sequence[Commit]) -> dict[str, tuple[Finding, ...]]:
        """The same for many: those of them that hold something, by their ids."""
        if not self._always:
            whole = "\n".join([commit.message for commit in commits])
            if not (self._secrets and may_hold_secret(whole)):
                return {}
        found = {}
        for commit in commits:
            place = Place(commit.id, commit.message.partition("\n")[0])
            if findings := self.of(commit.message, place):
                found[commit.id] = findings
        return found
