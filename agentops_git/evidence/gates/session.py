"""One session of running gates: where they run, what they say, and the notes of it."""

import os
import time
from collections.abc import Callable, Mapping, Sequence

from agentops_git.constitution.guards import Gate
from agentops_git.errors import UsageError
from agentops_git.evidence.gates import kept, tail
from agentops_git.evidence.gates.command import (
    NAME,
    TREE,
    Ended,
    NotStarted,
    run_command,
    without_git,
)
from agentops_git.evidence.gates.evidence import Evidence
from agentops_git.evidence.gates.model import Job, Result, Say, Wish
from agentops_git.evidence.gates.place import Place, checkout, in_place
from agentops_git.evidence.gates.signed import signed
from agentops_git.evidence.gates.versions import Versions
from agentops_git.evidence.keys import signing_key
from agentops_git.git.config import read_config
from agentops_git.message.printable import one_line, printable

_EVERY = 10.0
"""Seconds between two lines about a command that goes on."""
_MISSING = (126, 127)
"""What shells, and npm after them, exit with where a program can't be started."""
_ABSENT = "a program that it runs is not in the checkout (exit {}); run it on a clean work tree"


class Session:
    """Runs gates of one job below a scratch directory; equal commands once."""

    def __init__(
        self, job: Job, wish: Wish, env: Mapping[str, str], say: Say, scratch: str
    ) -> None:
        self._job, self._wish, self._say, self._scratch = job, wish, say, scratch
        self._env = without_git(env)
        self._versions = Versions(self._env)
        self._place: Place | None = None
        self._places = 0
        self._done: dict[tuple[object, ...], Result] = {}

    def run(self, gate: Gate) -> Result:
        """Run one gate and note how it ended."""
        what = (gate.command, gate.timeout, gate.signers)
        if what not in self._done:
            self._done[what] = self._run(gate)
        return self._done[what]._replace(gate=gate)

    def _run(self, gate: Gate) -> Result:
        place = self._standing()
        self._say(f"gate {gate.name}: {one_line(gate.command, 100)}")
        began = time.time()
        env = {**self._env, NAME: gate.name, TREE: self._job.tree}
        try:
            ended = run_command(
                gate.command, place.directory, env, gate.timeout, self._patience(gate)
            )
        except NotStarted as error:
            return self._not_started(gate, str(error))
        if ended.code in _MISSING and place.how == "checkout" and not self._wish.apart:
            lines = tail.without_secrets(ended.lines, self._env)
            return self._not_started(gate, _ABSENT.format(ended.code), lines)
        return self._ended(gate, place, ended, began)

    def _not_started(self, gate: Gate, why: str, lines: Sequence[str] = ()) -> Result:
        self._say(f"gate {gate.name}: {why}")
        return Result(gate, "not started", why=why, lines=tuple(lines[-tail.SHOWN_LINES :]))

    def _ended(self, gate: Gate, place: Place, ended: Ended, began: float) -> Result:
        changed = place.changed()
        if changed:
            self._place = None  # what is run next is run on the tree itself
        run = Evidence(
            gate.name, gate.command, ended.code, round(ended.seconds, 3),
            kept.now_text(began + ended.seconds), place.how, tuple(map(printable, changed)),
            self._versions.of(gate.command, place.directory), self._job.base,
        )  # fmt: skip
        if run.passed:
            self._say(f"gate {gate.name}: passed ({run.seconds:.1f} s)")
            return Result(gate, "passed", self._noted(gate, run))
        return self._failed(gate, run, tail.without_secrets(ended.lines, self._env))

    def _failed(self, gate: Gate, run: Evidence, lines: list[str]) -> Result:
        run = run._replace(output=tail.noted(lines))
        why = run.outcome
        if run.changed and run.place == "in place":
            why += "; if the command did that, stage it; if you did, run the gate again"
        else:
            run = self._noted(gate, run)
        self._say(f"gate {gate.name}: {one_line(why)}")
        return Result(gate, "failed", run, why, tuple(lines[-tail.SHOWN_LINES :]))

    def _noted(self, gate: Gate, run: Evidence) -> Evidence:
        """The evidence as it is recorded: signed, where the gate counts no other."""
        if gate.signers:
            try:
                key = signing_key(None, read_config(self._job.git))
                run = signed(run, self._job.tree, key)
            except UsageError as error:
                self._say(f"gate {gate.name}: unsigned evidence does not count: {error}")
        kept.record(self._job.git, self._job.tree, [run])
        return run

    def _patience(self, gate: Gate) -> Callable[[float], None]:
        due = _EVERY

        def waiting(seconds: float) -> None:
            nonlocal due
            if seconds >= due:
                due += _EVERY
                self._say(f"gate {gate.name}: {seconds:.0f} s of at most {gate.timeout} s")

        return waiting

    def _standing(self) -> Place:
        """Where to run: found once, and anew after a command that changed the tree's files."""
        if self._place is None:
            self._places += 1
            scratch = os.path.join(self._scratch, str(self._places))
            os.mkdir(scratch)
            self._place = self._found(scratch)
        return self._place

    def _found(self, scratch: str) -> Place:
        why = "that was asked for"
        if not self._wish.apart:
            place = in_place(self._job.git, self._job.tree, scratch)
            if isinstance(place, Place):
                return place
            why = place
        self._say(
            f"running in a temporary checkout: {one_line(why)}; "
            "what git ignores (installed packages, caches) is not in it"
        )
        return checkout(self._job.git, self._job.tree, self._job.head, scratch)
