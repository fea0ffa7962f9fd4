"""What is to be run of the gates of HEAD's law: on the index, on a commit, on what is pushed.

Only HEAD's own law names commands that are run here, or one that a person names: never that
of what was merely fetched.
"""

import os
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from agentops_git.constitution.guards import Gate
from agentops_git.constitution.model import Level
from agentops_git.enforcement.default_branch import default_branch, main_remotes
from agentops_git.enforcement.gate_change import Span, asked_by, span_to
from agentops_git.enforcement.gating import BEFORE_PUSH, level_of
from agentops_git.enforcement.law import Ruling
from agentops_git.errors import UsageError
from agentops_git.evidence.gates.applying import Asked, Gain, applying
from agentops_git.evidence.gates.model import Job
from agentops_git.git.changes import staged_changes
from agentops_git.git.config import read_config
from agentops_git.git.objects import resolve
from agentops_git.git.process import Git


def runnable(ruling: Ruling | None) -> tuple[Gate, ...]:
    """The gates that a law has run here, each with the level that holds where it fails.

    None of a law that HEAD does not hold yet, and none that is off itself.
    """
    if ruling is None or ruling.advisory:
        return ()
    return tuple(
        gate._replace(level=_failing(ruling, gate))
        for gate in ruling.law.gates
        if gate.level != "off"
    )


def _failing(ruling: Ruling, gate: Gate) -> Level:
    """With V002 off a failure is no finding, and is still told."""
    level = level_of(ruling, "V002", gate.level)
    return "warn" if level == "off" else level


def index_job(
    git: Git, index: str, gates: Sequence[Gate], stages: Sequence[str] = ("pre-commit",)
) -> Job:
    """The gates that apply to what is staged, on the tree that a commit of it would have.

    Its type is not known yet. ``index`` is the file that git will commit from.
    """
    head = commit_id(git, "HEAD")
    paths = tuple(file.path for file in staged_changes(git).files)
    gain = Gain(paths)
    wanted = applying(gates, Asked((branch_ref(git),), gain, gain), stages)
    return Job(git, index_tree(git, index), wanted, head, head)


def index_tree(git: Git, index: str) -> str:
    """The tree that a commit of the index would have; the index itself is not touched."""
    import shutil
    import tempfile

    with tempfile.TemporaryDirectory(prefix="agentops-gate-") as scratch:
        copy = os.path.join(scratch, "index")
        if os.path.exists(index):
            shutil.copyfile(index, copy)
        done = Git(git.directory, {**git.env, "GIT_INDEX_FILE": copy}).ask("write-tree")
    if done.code != 0:
        raise UsageError("what is staged makes no tree; resolve its conflicts and git add them")
    return done.out.decode().strip()


def index_file(git: Git, env: Mapping[str, str]) -> str:
    """The index that git will commit from, as an absolute path."""
    if named := env.get("GIT_INDEX_FILE"):
        return os.path.abspath(named)
    return git.text("rev-parse", "--path-format=absolute", "--git-path", "index")


def commit_job(
    git: Git,
    gates: Sequence[Gate],
    new: str,
    tip: str | None,
    refs: Sequence[str],
    stages: Sequence[str] = BEFORE_PUSH,
    landed: Span | None = None,
) -> Job:
    """The gates that apply to what ``new`` adds to ``tip``, where that holds it to its parent.

    ``landed`` is what the ref gains, where that is known to be something else.
    """
    span = _own_change(git, span_to(git, tip, new))
    asked = asked_by(git, span, landed or span, refs, gates)
    found = resolve(git, [f"{new}^{{tree}}"])[0]
    assert found
    return Job(git, found[0], applying(gates, asked, stages), new, span.base, new)


def _own_change(git: Git, span: Span) -> Span:
    """Of a commit that the tip holds already, what it changes itself."""
    if span.base != span.new:
        return span
    return span._replace(base=commit_id(git, f"{span.new}^"))


def commit_id(git: Git, rev: str) -> str | None:
    """The commit that a revision names; None where none is."""
    done = git.ask("rev-parse", "--verify", "--quiet", "--end-of-options", f"{rev}^{{commit}}")
    oid = done.out.decode().strip()
    return None if done.code != 0 or oid.startswith("^") else oid  # git takes ^X for a commit


def branch_ref(git: Git) -> str:
    """The branch that is checked out; ``HEAD`` where none is."""
    done = git.ask("symbolic-ref", "--quiet", "HEAD")
    return os.fsdecode(done.out).strip() if done.code == 0 else "HEAD"


class Proposed(NamedTuple):
    """What a change here is meant for: its own branch and the default one, and the latter's tip."""

    refs: tuple[str, ...]
    tip: str | None


def proposed_here(git: Git) -> Proposed:
    """The default branch of the main remote, else of this repository, as it is known here."""
    config, own = read_config(git), branch_ref(git)
    for remote in (*main_remotes(config), None):
        if found := default_branch(git, config, remote, None, os.environ):
            refs = dict.fromkeys((own, f"refs/heads/{found.name}"))
            return Proposed(tuple(refs), found.tip)
    return Proposed((own,), None)
