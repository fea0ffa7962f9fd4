"""Merges, and squashes made here."""

from tests.survival.ground import Topic
from tests.survival.operations.rows import row

SQUASH, MERGE = "Squash", "Merge"
SUBJECT = "feat: answer fast under load"


def _squashed(repo: Topic, *commit: str, source: str = "topic", editor: str = "true") -> str:
    repo.at("main").git("merge", "--quiet", "--squash", source)
    repo.git("commit", "--quiet", *commit, GIT_EDITOR=editor)
    return "main"


@row(SQUASH, "`merge --squash`, then `commit`")
def squash(repo: Topic) -> str:
    return _squashed(repo)


@row(SQUASH, "`merge --squash`, then `commit -m`")
def squash_m(repo: Topic) -> str:
    return _squashed(repo, "-m", SUBJECT)


@row(SQUASH, "`merge --squash`, then `commit --no-edit`")
def squash_no_edit(repo: Topic) -> str:
    return _squashed(repo, "--no-edit")


@row(SQUASH, "`merge --squash`, then `commit`, the text replaced in the editor")
def squash_replaced(repo: Topic) -> str:
    return _squashed(repo, editor=f"printf '%s\\n' '{SUBJECT}' >")


@row(SQUASH, "`merge --squash`, then `commit --no-verify -m`")
def squash_no_verify(repo: Topic) -> str:
    return _squashed(repo, "--no-verify", "-m", SUBJECT)


@row(SQUASH, "`merge --squash`, then `commit -m` and `commit --amend -m`")
def squash_amended(repo: Topic) -> str:
    _squashed(repo, "-m", SUBJECT)
    repo.git("commit", "--quiet", "--amend", "-m", f"{SUBJECT}, again")
    return "main"


@row(SQUASH, "`merge --squash` of an amended `cherry-pick`, then `commit -m`")
def squash_of_an_amended_pick(repo: Topic) -> str:
    repo.at("-b", "picked", "main").git("cherry-pick", "-x", "first~1..topic")
    repo.stage("src/limit.txt", "limit\nof the second kind\n")
    repo.git("commit", "--quiet", "--amend", "--no-edit")
    return _squashed(repo, "-m", SUBJECT, source="picked")


@row(SQUASH, "`reset --soft main`, then `commit -m`")
def squash_by_reset(repo: Topic) -> str:
    repo.git("rebase", "--quiet", "main")
    repo.git("reset", "--quiet", "--soft", "main")
    repo.git("commit", "--quiet", "-m", SUBJECT)
    return "topic"


@row(SQUASH, "`reset --soft main`, then `commit --no-verify -m`")
def squash_by_reset_unseen(repo: Topic) -> str:
    repo.git("rebase", "--quiet", "main")
    repo.git("reset", "--quiet", "--soft", "main")
    repo.git("commit", "--quiet", "--no-verify", "-m", SUBJECT)
    return "topic"


@row(SQUASH, "`reset HEAD~3` (mixed), a file mended, then `add` and `commit -m`", beside=False)
def squash_by_mixed_reset(repo: Topic) -> str:
    repo.git("reset", "--quiet", "HEAD~3")
    repo.write({"src/limit.txt": "limit\nlimit of the second kind\n"})
    repo.git("add", "src")
    repo.git("commit", "--quiet", "-m", SUBJECT)
    return "topic"


@row(SQUASH, "`reset --soft HEAD~1`, then `commit --amend --no-edit`", beside=False)
def folded_by_reset(repo: Topic) -> str:
    repo.git("reset", "--quiet", "--soft", "HEAD~1")
    repo.git("commit", "--quiet", "--amend", "--no-edit")
    return "topic"


@row(MERGE, "`merge` that fast-forwards")
def fast_forward(repo: Topic) -> str:
    repo.at("main").git("reset", "--quiet", "--hard", "main~1")
    repo.git("merge", "--quiet", "topic")
    return "main"


@row(MERGE, "`merge --no-ff`")
def no_ff(repo: Topic) -> str:
    repo.at("main").git("merge", "--quiet", "--no-ff", "--no-edit", "topic")
    return "main"


@row(MERGE, "`merge -m`, a conflict resolved by hand")
def conflict(repo: Topic) -> str:
    repo.at("main").commit("docs: our own cache\n\nIntent: compare\n", {"src/cache.txt": "x\n"})
    repo.git("merge", "--quiet", "-m", "Merge branch 'topic'", "topic", code=1)
    repo.stage("src/cache.txt", "x\ncache\n")
    repo.git("commit", "--quiet", "--no-edit")
    return "main"


@row(MERGE, "octopus merge of three branches")
def octopus(repo: Topic) -> str:
    repo.git("branch", "one", "topic~2")
    for name, commit in (("two", "topic~1"), ("three", "topic")):
        repo.at("-b", name, "main~1").git("cherry-pick", commit)
    repo.at("main").git("merge", "--quiet", "--no-edit", "one", "two", "three")
    return "main"


@row(MERGE, "`merge -s ours`")
def ours(repo: Topic) -> str:
    repo.at("main").git("merge", "--quiet", "-s", "ours", "--no-edit", "topic")
    return "main"
