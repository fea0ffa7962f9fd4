"""Copies of a change, and its undoing: cherry-pick, am, revert."""

from tests.survival.ground import Topic
from tests.survival.operations.rows import row

COPY, UNDO = "Cherry-pick and mail", "Revert"
RANGE = "first~1..topic"


@row(COPY, "`cherry-pick`")
def pick(repo: Topic) -> str:
    repo.at("main").git("cherry-pick", RANGE)
    return "main"


@row(COPY, "`cherry-pick -x`")
def pick_x(repo: Topic) -> str:
    repo.at("main").git("cherry-pick", "-x", RANGE)
    return "main"


@row(COPY, "`cherry-pick -e`")
def pick_e(repo: Topic) -> str:
    repo.at("main").git("cherry-pick", "-e", RANGE, GIT_EDITOR="true")
    return "main"


@row(COPY, "`cherry-pick -x -e`, the subject edited")
def pick_xe(repo: Topic) -> str:
    repo.at("main").git("cherry-pick", "-x", "-e", RANGE, GIT_EDITOR="sed -i -e '1 s/$/ here/'")
    return "main"


@row(COPY, "`cherry-pick -x`, a conflict resolved by hand")
def pick_conflict(repo: Topic) -> str:
    repo.at("main").commit("docs: our own cache\n\nIntent: compare\n", {"src/cache.txt": "x\n"})
    repo.git("cherry-pick", "-x", RANGE, code=1)
    repo.stage("src/cache.txt", "x\ncache\n")
    repo.git("cherry-pick", "--continue", GIT_EDITOR="true")
    return "main"


@row(COPY, "`cherry-pick`, an `amend` on top of it")
def pick_amended(repo: Topic) -> str:
    repo.at("main").git("cherry-pick", RANGE)
    repo.git("commit", "--quiet", "--amend", "-m", "feat(limit): refuse a dozen at once")
    return "main"


@row(COPY, "`cherry-pick -n` of all, then `commit -m`")
def pick_n(repo: Topic) -> str:
    repo.at("main").git("cherry-pick", "-n", RANGE)
    repo.git("commit", "--quiet", "-m", "feat: answer fast under load")
    return "main"


@row(COPY, "`cherry-pick -n` of all, then `commit -m` and `agentops-git note squashed`")
def pick_n_noted(repo: Topic) -> str:
    pick_n(repo)
    if repo.ours:
        repo.tool_here("note", "squashed", "main~1..main")
    return "main"


@row(COPY, "`format-patch`, then `am`")
def am(repo: Topic) -> str:
    patches = repo.git("format-patch", "--stdout", RANGE)
    repo.at("main").git("am", "--quiet", data=patches + "\n")
    return "main"


@row(COPY, "`format-patch`, then `am --3way --signoff`")
def am_signoff(repo: Topic) -> str:
    patches = repo.git("format-patch", "--stdout", RANGE)
    repo.at("main").git("am", "--quiet", "--3way", "--signoff", data=patches + "\n")
    return "main"


@row(COPY, "`diff | apply --index`, then `commit -C`")
def applied(repo: Topic) -> str:
    repo.at("main")
    for commit in ("topic~2", "topic~1", "topic"):
        patch = repo.git("diff", f"{commit}~1", commit)
        repo.git("apply", "--index", data=patch + "\n")
        repo.git("commit", "--quiet", "-C", commit)
    return "main"


@row(UNDO, "`revert`")
def revert(repo: Topic) -> str:
    repo.git("revert", "--no-edit", "topic~1")
    return "topic"


@row(UNDO, "`revert --edit`")
def revert_edit(repo: Topic) -> str:
    repo.git("revert", "--edit", "topic~1", GIT_EDITOR="sed -i -e '1 s/$/, for now/'")
    return "topic"


@row(UNDO, "`revert`, then `revert` of the revert")
def revert_twice(repo: Topic) -> str:
    revert(repo)
    repo.git("revert", "--no-edit", "HEAD")
    return "topic"


@row(UNDO, "`revert`, then the change once more by `cherry-pick`")
def revert_and_pick(repo: Topic) -> str:
    revert(repo)
    repo.git("cherry-pick", "topic~2")
    return "topic"


@row(UNDO, "`merge --no-ff`, then `revert -m 1` of it and `revert` of the revert")
def revert_merge_twice(repo: Topic) -> str:
    repo.at("main").git("merge", "--quiet", "--no-ff", "--no-edit", "topic")
    repo.git("revert", "--no-edit", "-m", "1", "HEAD")
    repo.git("revert", "--no-edit", "HEAD")
    return "main"


@row(UNDO, "`merge --squash` and `commit`, then `revert` of it and `revert` of the revert")
def revert_squash_twice(repo: Topic) -> str:
    repo.at("main").git("merge", "--quiet", "--squash", "topic")
    repo.git("commit", "--quiet", GIT_EDITOR="true")
    repo.git("revert", "--no-edit", "HEAD")
    repo.git("revert", "--no-edit", "HEAD")
    return "main"
