"""Evidence that is signed, where a gate counts no other."""

import json
from collections.abc import Iterable, Sequence

from agentops_git.constitution.guards import Approver, Gate, SigningKey
from agentops_git.evidence.gates.evidence import Evidence, fields_of, latest
from agentops_git.evidence.signing import Verified, sign, verify

NAMESPACE = "agentops-git/gate"


def payload_of(run: Evidence, tree: str) -> bytes:
    """What is signed: the tree, and every field of the line but the signature."""
    said = {**fields_of(run._replace(signature="")), "tree": tree}
    return json.dumps(said, sort_keys=True, separators=(",", ":")).encode()


def signed(run: Evidence, tree: str, key: str) -> Evidence:
    """The evidence signed with a person's or a runner's key; UsageError where that can't be."""
    return run._replace(signature=sign(payload_of(run, tree), NAMESPACE, key))


def last_run(runs: Iterable[Evidence], tree: str, gate: Gate, now: int) -> Evidence | None:
    """The last run of a gate's command that counts: where it names signers, that one signed.

    ``now`` is Unix seconds. A signature is looked at only where the command is the gate's own.
    """
    found = [run for run in runs if run.command == gate.command]
    if gate.signers:
        keys = tuple(SigningKey(key) for key in gate.signers)
        people = (Approver(gate.name, (), keys),)
        found = [run for run in found if _holds(run, tree, people, now)]
    return latest(found, gate.command)


def _holds(run: Evidence, tree: str, people: Sequence[Approver], now: int) -> bool:
    if not run.signature:
        return False
    said = payload_of(run, tree)
    return isinstance(verify(said, run.signature, NAMESPACE, people, now, now), Verified)
