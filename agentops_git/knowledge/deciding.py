"""Writing down what people settle about patterns and backlog items, so that it syncs."""

from collections.abc import Mapping, Sequence

from agentops_git.errors import EnvironmentFailure
from agentops_git.git.batch import Batch
from agentops_git.git.process import Git
from agentops_git.memory.records import Decision
from agentops_git.notes.facts import find, with_patch_id
from agentops_git.notes.line import DECISION, Line, make_line, utc
from agentops_git.notes.write import add_with, who

KIND = "learnings"


def decide(
    git: Git, what: str, about: Sequence[str], fields: Mapping[str, object], seen: int = 0
) -> Line:
    """Write one decision: ``what`` is its word, ``about`` the ids that it speaks of.

    It hangs on HEAD's commit and rules whatever becomes of that, after all that was decided up
    to ``seen`` (Unix seconds, as ``effective`` gives them) even if the clock is behind that.
    EnvironmentFailure where there is no commit yet, or the repository can't be written.
    """
    if git.ask("rev-parse", "--verify", "--quiet", "HEAD^{commit}").code != 0:
        raise EnvironmentFailure(
            "there is no commit here yet that a decision could be noted on; commit first"
        )
    with Batch(git) as batch:
        facts = find(batch, "HEAD")
        me = who(git)
        stated = {**fields, DECISION: what, "about": list(about)}
        if seen >= me.seconds:
            stated["seen"] = seen
        line = make_line(KIND, utc(me.seconds), str(me), with_patch_id(git, facts), stated)
        add_with(batch, git, KIND, {facts.object: [line]}, me, what)
    return line


def effective(decision: Decision) -> int:
    """When a decision counts as made: after all that its maker saw, whatever the clocks said."""
    seen = decision.fields.get("seen")
    return max(decision.at, seen + 1 if type(seen) is int else 0)
