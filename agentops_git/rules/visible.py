"""Lines that were meant to be trailers of ours, and are not: unseen by git, or misspelt."""

from functools import lru_cache

from agentops_git.message.keys import CANONICAL
from agentops_git.message.model import Entry
from agentops_git.rules.model import OURS, Case, Flaw
from agentops_git.rules.required import as_trailer
from agentops_git.rules.text import nearest, word_set

FOREIGN = word_set(
    """signed-off-by reviewed-by acked-by tested-by reported-by suggested-by co-authored-by
    co-developed-by cc fixes fixed closes closed close fix resolve resolved link links change-id
    refs ref references see see-also note notes issue issues bug task ticket jira reviewers
    reviewer approved-by helped-by mentored-by requested-by based-on-patch-by based-on-a-patch-by
    cherry-picked-from backport backported-from depends-on related relates related-to part-of
    content contents contact contest contrast condition conditional pr merge-request url https http
    version release release-note release-notes changelog test-plan tested test tests summary
    differential differential-revision breaking-change breaking reverts revert author date time
    commit git-svn-id x-git-archeology phabricator bugzilla ticket-id story epic pattern-id
    assisted session-id generated-by generated-with made-with mission season pass erase phrase
    message messages description details reason result results follow-up todo input output error
    direction extent intended-for interest intern
    skip-ci on-behalf-of thanks-to credits credit license spdx-license-identifier"""
)
"""Keys of other conventions that a typo of ours must not be seen in."""

_LOOKED_AT = 64
"""How many unknown keys are compared with ours: nobody misspells so many by hand."""


def check_unseen(case: Case) -> tuple[Flaw, ...]:
    """T007: a label line of ours that git does not take for a trailer."""
    if case.usual:
        return ()
    unseen = [entry for entry in case.written if entry.grade != "trailer"]
    if not unseen:
        return ()
    told = {*case.policy.required, *case.policy.advised} - case.present
    told.add("Assisted-by")  # mostly a host's Co-authored-by, and no loss to a reader
    return tuple(_unseen(entry) for entry in unseen if entry.value and entry.key not in told)


def _unseen(entry: Entry) -> Flaw:
    said = f"git does not see {entry.key} where it stands: move it into the last paragraph"
    return Flaw(said, as_trailer(entry), entry.key, entry.line)


def check_spelling(case: Case) -> tuple[Flaw, ...]:
    """T009: an unknown key that looks like a typo of a known one."""
    if case.usual:
        return ()
    strange = [entry for entry in case.record.entries if entry.key not in OURS][:_LOOKED_AT]
    return tuple(
        [_misspelt(entry, meant) for entry in strange if (meant := _meant_by(entry, case))]
    )


def _misspelt(entry: Entry, meant: str) -> Flaw:
    said = f"{entry.key} is no key of ours: did you mean {meant}?"
    return Flaw(said, f"{meant}: {entry.value}", entry.key, entry.line)


def _meant_by(entry: Entry, case: Case) -> str | None:
    key = entry.key.lower()
    if entry.grade != "trailer" or key in FOREIGN or key in CANONICAL or len(key) > 24:
        return None
    return None if entry.key in case.policy.own else _nearest_key(key)


@lru_cache(maxsize=1024)
def _nearest_key(key: str) -> str | None:
    for name, canonical in CANONICAL.items():
        if key.replace("-", "") == name.replace("-", "") or key == f"{name}s":
            return canonical
    return nearest(key, CANONICAL.values(), 2 if len(key) > 6 else 1)
