"""``--check``: do the written files say what history gives at the state they state?"""

from collections.abc import Collection

from agentops_git.errors import EnvironmentFailure
from agentops_git.files.conflicts import conflict_in
from agentops_git.git.process import Git
from agentops_git.knowledge.library import DEFAULT_EVIDENCE
from agentops_git.knowledge.publish import Book, Files
from agentops_git.knowledge.stamp import Stamp, stamp_of
from agentops_git.knowledge.worktree import WorkTree
from agentops_git.memory.mine import Mined, mine
from agentops_git.memory.store import Say
from agentops_git.memory.tips import notes_tips
from agentops_git.message.printable import one_line


def update(tree: WorkTree, book: Book, mined: Mined, given: int | None) -> dict[str, str]:
    """The files of a book that writing changes, by path: their new texts.

    EnvironmentFailure where they were made with notes that are not here.
    """
    files = book.read(tree)
    if not mined.as_of:
        return {}
    wanted = book.wanted(tree, files, mined, least_evidence(files, given))
    changed = files.to_write(wanted, stamp_of(mined.as_of))
    if changed:
        _demand_refs(files, mined.as_of.notes)
    return changed


def check(git: Git, tree: WorkTree, book: Book, given: int | None, say: Say) -> list[str]:
    """One line for each file that is not what it states to be; being behind is only said."""
    files = book.read(tree)
    if conflicts := _conflicts(files):
        return conflicts
    stamp = files.stamp()
    if not stamp:
        return [f"{one_line(files.head)} is not there"]
    _demand_history(git, stamp, files.head)
    if git.ask("merge-base", "--is-ancestor", stamp.commit, "HEAD").code != 0:
        return [
            f"{one_line(files.head)} was generated at {stamp.commit[:12]}, "
            "which is no ancestor of HEAD"
        ]
    then = mine(git, stamp.commit, say, stamp.notes)
    wanted = book.wanted(tree, files, then, least_evidence(files, given))
    _tell_behind(git, stamp, files.head, say)
    return [
        f"{one_line(path)} {'differs from' if path in files.texts else 'is missing from'} "
        f"what history gives at {stamp.commit[:12]}"
        for path in sorted(files.differing(wanted, stamp))
    ]


def _conflicts(files: Files) -> list[str]:
    found = ((path, conflict_in(files.texts[path])) for path in sorted(files.documents))
    return [
        f"{one_line(path)}:{line} holds a merge conflict in what is generated"
        for path, line in found
        if line and files.documents[path].ours
    ]


def least_evidence(files: Files, given: int | None) -> int:
    """The evidence a new file wants: as asked, else as the set was written, else the default."""
    if given:
        return given
    document = files.documents.get(files.head)
    kept = document.fields.get("min_evidence") if document else None
    return kept if type(kept) is int and kept > 0 else DEFAULT_EVIDENCE


def _demand_refs(files: Files, here: Collection[str]) -> None:
    """EnvironmentFailure where notes that the files were made with would vanish from them."""
    stamp = files.stamp()
    for ref in sorted(stamp.notes.keys() - here if stamp else ()):
        raise EnvironmentFailure(
            f"{one_line(files.head)} was generated with {ref}, which is not here; run: "
            "agentops-git sync; where the notes were deleted on purpose, write `notes: {}` "
            "in its front matter"
        )


def _demand_history(git: Git, stamp: Stamp, path: str) -> None:
    """EnvironmentFailure where this clone lacks what it takes to tell."""
    where = one_line(path)
    for ref, tip in stamp.notes.items():
        if git.ask("cat-file", "-e", f"{tip}^{{commit}}").code != 0:
            raise EnvironmentFailure(
                f"{where} was generated with {ref} at {tip[:12]}, which is not here; "
                "run: agentops-git sync"
            )
    demand_whole(git, "checked")


def demand_whole(git: Git, done: str) -> None:
    """EnvironmentFailure in a shallow clone: its files would leave out what it can't see."""
    if git.text("rev-parse", "--is-shallow-repository") == "true":
        raise EnvironmentFailure(
            f"files can't be {done} in a shallow clone; run: git fetch --unshallow"
        )


def _tell_behind(git: Git, stamp: Stamp, path: str, say: Say) -> None:
    behind = int(git.text("rev-list", "--count", f"{stamp.commit}..HEAD"))
    moved = notes_tips(git) != stamp.notes
    if behind or moved:
        commits = f", {behind} commit{'s' * (behind != 1)} behind HEAD" if behind else ""
        notes = ", and the notes went on since" if moved else ""
        say(f"warning: {one_line(path)} speaks of {stamp.commit[:12]}{commits}{notes}")
