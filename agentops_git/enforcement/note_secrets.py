"""Secrets in notes that are pushed: in what they say, and in the history that comes along."""

from collections.abc import Iterator

from agentops_git.constitution.model import Constitution
from agentops_git.enforcement.refs import finding
from agentops_git.git.batch import contents
from agentops_git.git.process import Git
from agentops_git.message.printable import shell_word
from agentops_git.notes.tree import read_tree
from agentops_git.rules.contents.model import Hit, wanted_by
from agentops_git.rules.contents.search import search_message
from agentops_git.rules.finding import Finding

_BLOBS = (
    "--no-replace-objects", "rev-list", "--objects", "--no-object-names",
    "--filter=object:type=blob", "--filter-provided-objects", "--stdin",
)  # fmt: skip
_TOLD = 10


def secrets_in(
    git: Git, law: Constitution, ref: str, old: str | None, new: str
) -> tuple[Finding, ...]:
    """The findings on what ``new`` brings to a notes ref: each secret once, none that stands there.

    Two processes where nothing is found, however many notes there are.
    """
    hits = dict(_hits(git, law, _blobs(git, [new], [old] if old else [])))
    if not hits:
        return ()
    known = _marks(git, law, old)
    fresh = {mark: found for mark, found in hits.items() if mark not in known}
    places = {note.blob: note.object for note in read_tree(git, new).notes}
    findings: list[Finding] = []
    for hit, blob in [*fresh.values()][:_TOLD]:
        where = f"the note on {places[blob][:12]}" if blob in places else "its history"
        said = f"{ref}: {hit.message}, in {where}"
        findings += finding(law, hit.code, said, _mended(ref, old, blob in places))
    return tuple(findings)


def _blobs(git: Git, new: list[str], old: list[str]) -> list[str]:
    data = "".join(f"{rev}\n" for rev in (*new, *(f"^{rev}" for rev in old))).encode()
    return git.text(*_BLOBS, data=data).split()


def _hits(git: Git, law: Constitution, blobs: list[str]) -> Iterator[tuple[str, tuple[Hit, str]]]:
    """(mark, (hit, blob)) of all that some notes must not hold."""
    wanted = wanted_by(law)
    wanted = wanted._replace(secrets=law.rules.get("G018") != "off")  # no scanner reads notes
    for item in contents(git, blobs):
        for hit in search_message(item.data.decode("utf-8", "surrogateescape"), wanted):
            yield hit.mark, (hit, item.id)


def _marks(git: Git, law: Constitution, old: str | None) -> set[str]:
    """What the notes that stand hold already; refusing that again would mend nothing."""
    blobs = [note.blob for note in read_tree(git, old).notes] if old else []
    return {mark for mark, _ in _hits(git, law, blobs)}


def _mended(ref: str, old: str | None, stands: bool) -> str:
    """How to take it out, of the note and then of the history that was not pushed yet."""
    first = "agentops-git note redact ID && " if stands else ""
    name, parent = shell_word(ref), f"-p {old[:12]} " if old else ""
    return f'{first}git update-ref {name} "$(git commit-tree {name}^{{tree}} {parent}-m notes)"'
