"""The catalogue's texts: what, why, a bad and a good example. Only who explains loads them."""

from agentops_git.rules.docs import approvals, changes, contents, exemptions, gates, messages, refs
from agentops_git.rules.docs.text import Text, levels
from agentops_git.rules.registry import RULES

__all__ = ["TEXTS", "Text", "levels"]

_ALL = {
    **messages.TEXTS, **changes.TEXTS, **contents.TEXTS, **refs.TEXTS,
    **gates.TEXTS, **approvals.TEXTS, **exemptions.TEXTS,
}  # fmt: skip
TEXTS: dict[str, Text] = {code: _ALL[code] for code in RULES}
