"""An exchange from end to end: fetch, give back what was lost, merge, push, and again where
another clone was faster."""

import time
from collections.abc import Callable, Mapping
from functools import partial
from typing import NamedTuple, TypeVar

from agentops_git.exchange.fetching import EXCHANGED, fetch
from agentops_git.exchange.lost import lost_tips
from agentops_git.exchange.merging import merge
from agentops_git.exchange.outcome import Moved, Outcome
from agentops_git.exchange.plan import NoNotes, plan
from agentops_git.exchange.pushing import Pushed, push
from agentops_git.exchange.remote import Remote
from agentops_git.exchange.talk import talking
from agentops_git.exchange.tips import Tips, move_refs, read_tips, to_back_up
from agentops_git.git.config import Config
from agentops_git.git.process import Git, GitFailed
from agentops_git.git.repository import places
from agentops_git.notes.locks import clear_stale_locks
from agentops_git.notes.refs import backup_ref, ref_of, tracking_ref
from agentops_git.notes.turns import turn

_T = TypeVar("_T")
ROUNDS = 20
"""How often an exchange begins anew because another clone was faster."""
PATIENCE = 5
"""How often it does although nothing moved at the remote: a busy server holds locks long."""
OVERTAKEN = "other clones were faster each time; run this again"


class Setting(NamedTuple):
    """Where and with whom notes are exchanged.

    ``prompts``: git may ask a person for a password. ``pause`` waits before another try, the
    longer the more tries there were.
    """

    git: Git
    remote: Remote
    config: Config
    prompts: bool
    pause: Callable[[int], None]


class Exchange:
    """One exchange, and what it did so far."""

    def __init__(self, setting: Setting) -> None:
        self._git, self._remote, self._config, prompts, self._pause = setting
        self._talking = talking(self._git, self._config, prompts)
        self._moved: dict[str, Moved] = {}
        self._notices: dict[str, None] = {}
        self._left_alone: set[str] = set()

    def run(self) -> Outcome:
        """Exchange notes. EnvironmentFailure where the remote takes no part at all, or the
        repository can't be written; what was merged by then stays."""
        self._clear_locks()
        patience, before = PATIENCE, None
        for attempt in range(ROUNDS):
            fetch(self._talking, self._remote, self._pause)
            kinds = self._restored() if attempt == 0 else self._sound()
            pushed = self._push(kinds, {kind: self._merge(kind, kinds[kind]) for kind in kinds})
            there = {kind: kinds[kind].remote for kind in pushed.overtaken}
            patience -= there == before  # the others move the ref; a fault does not
            if not there or not patience:
                break
            before = there
            self._pause(attempt)
        else:
            pushed = pushed._replace(overtaken=dict.fromkeys(pushed.overtaken, OVERTAKEN))
        self._back_up(kinds)
        return self._outcome({**pushed.refused, **pushed.overtaken})

    def preview(self) -> Outcome:
        """Fetch, and tell what an exchange would do."""
        fetch(self._talking, self._remote, self._pause)
        for kind, tips in self._sound().items():
            if tips.local != tips.remote:
                self._try(kind, partial(self._foresee, kind, tips))
        return self._outcome({})

    def _outcome(self, refused: Mapping[str, str]) -> Outcome:
        moved = {kind: self._moved[kind] for kind in EXCHANGED if any(self._moved.get(kind, ()))}
        return Outcome(self._remote.name, moved, refused, tuple(self._notices))

    def _clear_locks(self) -> None:
        tracked = [tracking_ref(self._remote.tracked, kind) for kind in EXCHANGED]
        refs = [*map(ref_of, EXCHANGED), *map(backup_ref, EXCHANGED), *tracked]
        with turn(self._git, time.monotonic() + 1):
            removed = clear_stale_locks(places(self._git).common_dir, refs)
            self._notices.update(dict.fromkeys(removed))

    def _sound(self) -> dict[str, Tips]:
        """The tips of the kinds that are notes, here and there; what is no kind is dropped."""
        seen = read_tips(self._git, self._remote)
        if seen.strange:
            move_refs(self._git, dict.fromkeys(seen.strange))
            self._notices[_ignored(self._remote, seen.strange)] = None
        return {kind: tips for kind, tips in seen.kinds.items() if self._is_sound(kind, tips)}

    def _is_sound(self, kind: str, tips: Tips) -> bool:
        where = {f"{ref_of(kind)} here": tips.local, f"{ref_of(kind)} of {self._remote.name}":
                 tips.remote}  # fmt: skip
        wrong = [f"{name} is a {tip.type}" for name, tip in where.items()
                 if tip and tip.type != "commit"]  # fmt: skip
        self._notices.update((f"{one}, no notes; left alone", None) for one in wrong)
        return not wrong

    def _restored(self) -> dict[str, Tips]:
        """The tips after what forced fetches destroyed is back."""
        kinds = self._sound()
        lost = lost_tips(self._git, kinds)
        for kind, oids in lost.items():
            for oid in oids:
                self._try(kind, partial(self._restore, kind, oid))
        return self._sound() if lost else kinds

    def _restore(self, kind: str, oid: str) -> None:
        todo = merge(self._git, kind, oid, "restore overwritten notes", self._pause).plan
        self._add(kind, Moved(restored=todo.came))

    def _merge(self, kind: str, tips: Tips) -> str | None:
        """Take in what came; the local tip after it, None where there is nothing to push."""
        theirs = tips.remote.oid if tips.remote else None
        local = tips.local.oid if tips.local else None
        if theirs is None or theirs == local:
            return local
        merged = self._try(
            kind, lambda: merge(self._git, kind, theirs, f"sync {self._remote.name}", self._pause)
        )
        if merged is None:
            return None
        self._add(kind, Moved(came=merged.plan.came, removed=merged.plan.removed))
        return merged.tip

    def _push(self, kinds: Mapping[str, Tips], tips: Mapping[str, str | None]) -> Pushed:
        there = {kind: tips.remote.oid if tips.remote else None for kind, tips in kinds.items()}
        wanted = {kind: tip for kind, tip in tips.items() if tip and tip != there[kind]}
        if not wanted:
            return Pushed((), {}, {})
        went = {kind: plan(self._git, kind, tip, there[kind]).went for kind, tip in wanted.items()}
        pushed = push(self._talking, self._remote, self._config, wanted)
        for kind in pushed.done:
            self._add(kind, Moved(went=went[kind]))
        tracked = {tracking_ref(self._remote.tracked, kind): wanted[kind] for kind in pushed.done}
        move_refs(self._git, tracked)
        return pushed

    def _foresee(self, kind: str, tips: Tips) -> None:
        here, there = (tip.oid if tip else None for tip in (tips.local, tips.remote))
        todo = plan(self._git, kind, here, there)
        self._add(kind, Moved(came=todo.came, removed=todo.removed, went=todo.went))

    def _back_up(self, kinds: Mapping[str, Tips]) -> None:
        if self._moved or to_back_up(kinds):
            sound = self._sound().items()
            held = {kind: tips for kind, tips in sound if kind not in self._left_alone}
            move_refs(self._git, to_back_up(held))

    def _try(self, kind: str, do: Callable[[], _T]) -> _T | None:
        """Leave a kind alone where something in it can't be read, and say so."""
        try:
            return do()
        except (NoNotes, GitFailed) as error:
            self._notices[f"{ref_of(kind)} is left alone: {error}"] = None
            self._left_alone.add(kind)
            return None

    def _add(self, kind: str, moved: Moved) -> None:
        self._moved[kind] = self._moved.get(kind, Moved()).plus(moved)


def _ignored(remote: Remote, refs: tuple[str, ...]) -> str:
    names = sorted(ref.removeprefix(tracking_ref(remote.tracked, "")) for ref in refs)
    more = f" and {len(names) - 1} more" if len(names) > 1 else ""
    return f"{remote.name} has notes of no kind that is known here: {names[0]}{more}; ignored"
