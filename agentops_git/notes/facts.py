"""What makes a note findable after a rewrite, taken from the object it hangs on."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from agentops_git.errors import UsageError
from agentops_git.git.batch import Batch, Object, contents
from agentops_git.git.patch_ids import patch_ids
from agentops_git.git.process import Git
from agentops_git.message.printable import one_line


class Facts(NamedTuple):
    """One object: all of them for a commit, its own ``tree`` for a tree, nothing for a blob.

    ``patch_id`` is None where the commit changes nothing, is a merge, or is where a shallow
    clone ends. ``root``: it has no parent in any clone.
    """

    object: str
    commit: str | None = None
    tree: str | None = None
    patch_id: str | None = None
    subject: str | None = None
    root: bool = False


def facts_of(git: Git, rev: str) -> Facts:
    """The facts of the commit, tree or blob that ``rev`` names; UsageError where none is."""
    with Batch(git) as batch:
        found = find(batch, rev)
    return with_patch_id(git, found)


def find(batch: Batch, rev: str) -> Facts:
    """The same without the patch-id."""
    commit = batch.info(f"{rev}^{{commit}}")
    if commit and (content := batch.contents(commit.id)):
        return commit_facts(content)
    found = batch.info(rev)
    if found is None or found.type == "tag":
        raise UsageError(f"no commit is named '{one_line(rev, 80)}'; see git log --oneline --all")
    return Facts(found.id, tree=found.id if found.type == "tree" else None)


def with_patch_id(git: Git, facts: Facts) -> Facts:
    """The facts with the patch-id, where there is one."""
    if not facts.commit:
        return facts
    return facts._replace(patch_id=_patch_ids(git, [facts]).get(facts.commit))


def _patch_ids(git: Git, found: Iterable[Facts]) -> dict[str, str]:
    """Only of a commit that has none in any clone, no parent means that it made all its files."""
    asked: dict[bool, list[str]] = {True: [], False: []}
    for facts in found:
        if facts.commit:
            asked[facts.root].append(facts.commit)
    return {**patch_ids(git, asked[True]), **patch_ids(git, asked[False], roots=False)}


def facts_of_many(git: Git, oids: Sequence[str]) -> dict[str, Facts]:
    """Object id to facts in five processes at most; what is missing is left out."""
    found: dict[str, Facts] = {}
    for item in contents(git, oids):
        if item.type == "commit":
            found[item.id] = commit_facts(item)
        elif item.type in ("tree", "blob"):
            found[item.id] = Facts(item.id, tree=item.id if item.type == "tree" else None)
    ids = _patch_ids(git, found.values())
    return {oid: facts._replace(patch_id=ids.get(oid)) for oid, facts in found.items()}


def commit_facts(item: Object) -> Facts:
    """What a commit object says of itself; bytes that are not UTF-8 become U+FFFD."""
    headers, _, message = item.data.partition(b"\n\n")
    tree = headers[5:].partition(b"\n")[0].decode("ascii", "replace")
    coded = "utf-8"
    if (at := headers.find(b"\nencoding ")) >= 0:
        coded = headers[at + 10 :].partition(b"\n")[0].decode("ascii", "replace")
    root = b"\nparent " not in headers
    return Facts(item.id, item.id, tree, None, _subject(message, coded), root)


def _subject(message: bytes, coded: str) -> str:
    """The first paragraph on one line, as ``git log --format=%s`` shows it."""
    first = message.lstrip(b"\n").partition(b"\n\n")[0]
    try:
        text = first.decode(coded, "replace")
    except LookupError:
        text = first.decode("utf-8", "replace")
    return " ".join(line.strip() for line in text.split("\n")).strip()
