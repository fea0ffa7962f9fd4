"""What a forced fetch destroyed: the backup and git's own reflog still hold it."""

from collections.abc import Iterable, Mapping
from itertools import pairwise

from agentops_git.exchange.tips import Tips
from agentops_git.git.process import Git
from agentops_git.notes.refs import ref_of

_FORCED = ": forced-update"


def lost_tips(git: Git, kinds: Mapping[str, Tips]) -> dict[str, list[str]]:
    """By kind, the notes commits that its ref no longer holds, the latest first.

    A ref that was moved back by hand is what its owner wanted, as far as the reflog says so;
    what the backup holds comes back in any case.
    """
    candidates = _overwritten(git, [kind for kind, tips in kinds.items() if tips.local])
    for kind, tips in kinds.items():
        if tips.backup and tips.backup != tips.local:
            candidates.setdefault(kind, []).append(tips.backup.oid)
    if not candidates:
        return {}
    held = [tips.local.oid for tips in kinds.values() if tips.local]
    gone = _unreachable(git, [oid for oids in candidates.values() for oid in oids], held)
    found = {kind: [oid for oid in oids if oid in gone] for kind, oids in candidates.items()}
    return {kind: oids for kind, oids in found.items() if oids}


def _overwritten(git: Git, kinds: Iterable[str]) -> dict[str, list[str]]:
    """By kind, where its ref stood before each forced fetch that the reflog knows."""
    refs = {ref_of(kind): kind for kind in kinds}
    if not refs:
        return {}
    done = git.ask("--no-replace-objects", "log", "-z", "-g", "--format=%gD%n%H%n%gs", *refs, "--")
    rows = [row.split("\n", 2) for row in done.out.decode("utf-8", "replace").split("\0") if row]
    found: dict[str, list[str]] = {}
    for (name, _, what), (older_name, oid, _) in pairwise(rows):
        ref = name.partition("@")[0]
        if what.strip().endswith(_FORCED) and older_name.partition("@")[0] == ref:
            found.setdefault(refs[ref], []).append(oid)
    return found


def _unreachable(git: Git, oids: Iterable[str], held: Iterable[str]) -> set[str]:
    asked = "".join([*(f"{oid}\n" for oid in oids), *(f"^{oid}\n" for oid in held)]).encode()
    walk = ("--no-replace-objects", "rev-list", "--ignore-missing", "--stdin")
    return set(git.text(*walk, data=asked).split())
