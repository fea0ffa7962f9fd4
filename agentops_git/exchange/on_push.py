"""Notes go along with a push: to the remote that is pushed to, and only where it lacks some."""

from collections.abc import Collection, Mapping
from typing import NamedTuple

from agentops_git.errors import AgentopsError, EnvironmentFailure
from agentops_git.exchange.fetching import EXCHANGED
from agentops_git.exchange.lost import lost_tips
from agentops_git.exchange.outcome import Outcome
from agentops_git.exchange.pausing import pause
from agentops_git.exchange.remote import choose
from agentops_git.exchange.syncing import Exchange, Setting
from agentops_git.exchange.tips import Tips, move_refs, read_tips, to_back_up
from agentops_git.git.config import Config
from agentops_git.git.forced import forced_notes
from agentops_git.git.process import Git
from agentops_git.git.remotes import remote_names
from agentops_git.notes.refs import ref_of

SETTING = "agentops.syncOnPush"
_VALUES = ("true", "false", "required")
_SPELLED = {"yes": "true", "on": "true", "1": "true", "no": "false", "off": "false", "0": "false",
            "": "false"}  # fmt: skip
_REFS = frozenset(map(ref_of, EXCHANGED))


class Said(NamedTuple):
    """At most one line for who pushes, and whether the push must not go on."""

    line: str | None = None
    refuses: bool = False


def exchange_on_push(git: Git, config: Config, remote: str, pushed: Collection[str]) -> Said:
    """Exchange notes with a configured remote where it lacks some of ours.

    Whether it does is seen here, without the network. A bare address is left alone: nothing
    is known of it. So is a push that itself brings notes (``pushed`` are its refs there): git
    would reject them, since they moved meanwhile. Nothing is raised for a remote that fails.
    """
    value = config.get(SETTING.lower(), "true").lower()
    value = _SPELLED.get(value, value)
    if value not in _VALUES:
        return Said(f"{SETTING} is {value!r}, so no notes were exchanged; use {', '.join(_VALUES)}")
    if remote not in remote_names(config) or not _REFS.isdisjoint(pushed):
        return Said()
    try:
        return _exchange(git, config, remote, wanted=value != "false")
    except AgentopsError as error:
        why = f"the notes did not go along: {error}"
        if value == "required":
            return Said(f"{why}; {SETTING} is required, so the push is stopped", True)
        return Said(f"{why}; the push goes on")


def _exchange(git: Git, config: Config, remote: str, wanted: bool) -> Said:
    chosen = choose(remote, config, "", git.directory)
    kinds = read_tips(git, chosen).kinds
    if not any(tips.local and tips.local != tips.remote for tips in kinds.values()):
        return Said()
    if wanted:
        return _said(Exchange(Setting(git, chosen, config, False, pause)).run())
    _protect(git, kinds)
    return Said()


def _protect(git: Git, kinds: Mapping[str, Tips]) -> None:
    """Back up what a forced fetch would destroy; a backup that alone holds notes stays."""
    if to_back_up(kinds) and forced_notes(git):
        lost = lost_tips(git, kinds)
        move_refs(git, to_back_up({kind: kinds[kind] for kind in kinds if kind not in lost}))


def _said(outcome: Outcome) -> Said:
    from agentops_git.exchange.text import in_one_line, refusal

    if outcome.refused:
        raise EnvironmentFailure(refusal(outcome))
    return Said(in_one_line(outcome))
