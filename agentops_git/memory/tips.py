"""Where the notes refs that mining reads stand. It reads none, so that asking is quick."""

from agentops_git.git.process import Git, GitFailed
from agentops_git.notes.refs import TEXT_REF, ref_of

LINES_REF = ref_of("learnings")
REFS = (LINES_REF, TEXT_REF)
"""The notes refs that mining reads."""


def notes_tips(git: Git) -> dict[str, str]:
    """The tip of each notes ref that mining reads and that is here; refs at no commit are not.

    BrokenRef, an EnvironmentFailure, where a crash left one that names nothing.
    """
    listing = ("for-each-ref", "--format=%(objectname) %(objecttype) %(refname)", *REFS)
    done = git.ask(*listing)
    if done.code != 0 or b"broken ref" in done.err:
        from agentops_git.notes.read import tip_of

        for ref in REFS:
            tip_of(git, ref)
        raise GitFailed(listing[:1], done.code, done.err)
    rows = (line.split(" ", 2) for line in done.out.decode().splitlines())
    return {ref: oid for oid, kind, ref in rows if kind == "commit" and ref in REFS}
