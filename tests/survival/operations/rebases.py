"""git rebase, with both backends, and what its todo list can do."""

from tests.survival.ground import Topic
from tests.survival.operations.rows import row

GROUP = "Rebase"
FIXUPS = "sed -i -e '2,$ s/^pick/{}/'"
REPLACE = "printf '%s\\n' 'feat: answer fast under load' >"
"""An editor that throws the text away which git prepared."""


def _todo(repo: Topic, script: str, editor: str = "true", base: str = "main") -> str:
    repo.git(
        "rebase", "--quiet", "--interactive", base,
        GIT_SEQUENCE_EDITOR=script, GIT_EDITOR=editor,
    )  # fmt: skip
    return "topic"


@row(GROUP, "`rebase` (merge backend)")
def merge_backend(repo: Topic) -> str:
    repo.git("rebase", "--quiet", "--merge", "main")
    return "topic"


@row(GROUP, "`rebase --apply`")
def apply_backend(repo: Topic) -> str:
    repo.git("rebase", "--quiet", "--apply", "main")
    return "topic"


@row(GROUP, "`pull --rebase`")
def pull_rebase(repo: Topic) -> str:
    repo.git("pull", "--quiet", "--rebase", ".", "main")
    return "topic"


@row(GROUP, "`rebase --rebase-merges`")
def rebase_merges(repo: Topic) -> str:
    repo.at("-b", "side", "first")
    repo.git("merge", "--quiet", "--no-ff", "--no-edit", "topic")
    repo.git("rebase", "--quiet", "--rebase-merges", "main")
    return "side"


@row(GROUP, "`rebase --onto`, over a commit that main has reverted")
def onto_over_a_revert(repo: Topic) -> str:
    repo.at("main").git("cherry-pick", "first")
    repo.git("revert", "--no-edit", "HEAD")
    repo.at("topic").git("rebase", "--quiet", "--onto", "main", "first~1")
    return "topic"


@row(GROUP, "`rebase --autosquash`, a chain of `squash!`", "squash! ", beside=False)
def squash_chain(repo: Topic) -> str:
    repo.git(
        "rebase", "--quiet", "--interactive", "--autosquash", "main",
        GIT_SEQUENCE_EDITOR="true", GIT_EDITOR="true",
    )  # fmt: skip
    return "topic"


@row(GROUP, "`rebase --autosquash`, a chain of `fixup!`", "fixup! ", beside=False)
def fixup_chain(repo: Topic) -> str:
    return squash_chain(repo)


@row(GROUP, "`rebase --autosquash`, a chain of `amend!`", "amend! ", beside=False)
def amend_chain(repo: Topic) -> str:
    return squash_chain(repo)


@row(GROUP, "`commit --fixup=amend:` with a new message, then `--autosquash`", beside=False)
def fixup_amend(repo: Topic) -> str:
    repo.stage("src/cache.txt", "cache\nof the second kind\n")
    editor = "sed -i -e '/^Learning/d' -e '/^Intent/d' -e '/^Context/d'"
    repo.git("commit", "--quiet", "--fixup=amend:first", GIT_EDITOR=editor)
    return squash_chain(repo)


@row(GROUP, "`fixup!` without a record (`git absorb`), then `--autosquash`", beside=False)
def absorbed(repo: Topic) -> str:
    repo.stage("src/cache.txt", "cache\nof the second kind\n")
    repo.git("commit", "--quiet", "--fixup=first")
    return squash_chain(repo)


@row(GROUP, "`rebase -i`, `squash`", beside=False)
def squash(repo: Topic) -> str:
    return _todo(repo, FIXUPS.format("squash"))


@row(GROUP, "`rebase -i`, `squash`, the text replaced in the editor", beside=False)
def squash_replaced(repo: Topic) -> str:
    return _todo(repo, FIXUPS.format("squash"), REPLACE)


@row(GROUP, "`rebase -i`, `fixup`", beside=False)
def fixup(repo: Topic) -> str:
    return _todo(repo, FIXUPS.format("fixup"))


@row(GROUP, "`rebase -i`, `fixup -C`", beside=False)
def fixup_c(repo: Topic) -> str:
    return _todo(repo, FIXUPS.format("fixup -C"))


@row(GROUP, "`rebase -i`, `reword`")
def reword(repo: Topic) -> str:
    return _todo(repo, "sed -i -e '1 s/^pick/reword/'", "sed -i -e '1 s/an hour/a day/'")


@row(GROUP, "`rebase -i`, `reword`, the trailers deleted")
def reword_bare(repo: Topic) -> str:
    return _todo(repo, "sed -i -e '1 s/^pick/reword/'", REPLACE)


@row(GROUP, "`rebase -i`, `edit` and split in two", beside=False)
def split(repo: Topic) -> str:
    _todo(repo, "sed -i -e '3 s/^pick/edit/'")
    repo.git("reset", "--quiet", "--soft", "HEAD~1")
    repo.git("commit", "--quiet", "-c", "ORIG_HEAD", GIT_EDITOR="true")
    repo.stage("src/more.txt", "more\n")
    repo.git("commit", "--quiet", "-m", "feat(limit): and more of it")
    repo.git("rebase", "--continue")
    return "topic"


@row(GROUP, "`rebase -i`, `drop` of one of three")
def drop(repo: Topic) -> str:
    return _todo(repo, "sed -i -e '2 s/^pick/drop/'")
