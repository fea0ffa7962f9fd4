"""The operations after which a learning or a note is gone although we were there, and why."""

_UNDONE = "A learning of a reverted commit is no evidence. Reverting the revert restores it."
_ANEW = (
    "`amend!` replaces a message that its writer has edited. Where the new one has a `Learning` "
    "of its own, the record was written anew; where it has none, the old one is kept as a note."
)
_UNNAMED = (
    "Nothing says any more which commits the new one was made of. What can say it: the branch, "
    "which `agentops-git note squashed` compares, or the host's pull ref."
)
_OTHER_PATCH = (
    "The note is still there, on the old commit. The new one has another patch-id, so that "
    "nothing shows that both are one change: `git notes copy OLD NEW`, and for the lines "
    "`git notes --ref=agentops/learnings copy OLD NEW`."
)

EXCEPTIONS: dict[str, str] = {
    "`revert`": _UNDONE,
    "`revert --edit`": _UNDONE,
    "`rebase -i`, `drop` of one of three": "Who drops a commit drops what it says.",
    "`rebase --autosquash`, a chain of `amend!`": _ANEW,
    "`fast-export | fast-import`, a directory renamed": _OTHER_PATCH,
    "`filter-branch --index-filter`, a file taken out": _OTHER_PATCH,
    "`subtree split`": _OTHER_PATCH,
    "`cherry-pick -n` of all, then `commit -m`": _UNNAMED,
    "GitHub squash: title alone, topic gone without a pull ref": _UNNAMED,
    "`cherry-pick`, topic deleted, then `gc --prune=now` and `notes prune`": (
        "`git notes prune` deletes the notes of commits that are gone. Run "
        "`agentops-git note recover --write` before it."
    ),
    "`clone --depth 1`, then `agentops-git sync`": (
        "Older commits are not there; mining says so. `git fetch --unshallow` brings all back."
    ),
}
