"""git commit --amend."""

from tests.survival.ground import LESSONS, Topic
from tests.survival.operations.rows import row

GROUP = "Amend"


@row(GROUP, "`commit --amend --no-edit`, with a change", beside=False)
def same_message(repo: Topic) -> str:
    repo.stage("src/limit.txt", "limit\nlimit of the second kind\n")
    repo.git("commit", "--quiet", "--amend", "--no-edit")
    return "topic"


@row(GROUP, "`commit --amend -m`, no trailers in the new message")
def bare_message(repo: Topic) -> str:
    repo.git("commit", "--quiet", "--amend", "-m", "feat(limit): refuse more than twelve")
    return "topic"


@row(GROUP, "`commit --amend -m`, the record typed again")
def record_again(repo: Topic) -> str:
    message = LESSONS[2].message.replace("more than ten", "more than twelve")
    repo.git("commit", "--quiet", "--amend", "-m", message)
    return "topic"


@row(GROUP, "`commit --amend -m` twice, the second time with trailers", beside=False)
def twice(repo: Topic) -> str:
    bare_message(repo)
    repo.stage("src/limit.txt", "limit\nlimit of the second kind\n")
    return record_again(repo)


@row(GROUP, "`commit --amend --no-verify -m`, no trailers")
def no_verify(repo: Topic) -> str:
    repo.git("commit", "--quiet", "--amend", "--no-verify", "-m", "feat(limit): refuse a dozen")
    return "topic"


@row(GROUP, "`reset --soft HEAD~1`, then `commit -c ORIG_HEAD`", beside=False)
def uncommit(repo: Topic) -> str:
    repo.git("reset", "--quiet", "--soft", "HEAD~1")
    repo.stage("src/limit.txt", "limit\nlimit of the second kind\n")
    repo.git("commit", "--quiet", "-c", "ORIG_HEAD", GIT_EDITOR="true")
    return "topic"
