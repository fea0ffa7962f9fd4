"""Plumbing and filters that write commits anew, past every hook."""

from tests.survival.ground import Topic
from tests.survival.operations.rows import row

GROUP = "Rewriting by plumbing"


def _filtered(repo: Topic, *options: str) -> str:
    repo.git("filter-branch", "-f", *options, "--", "main~1..topic")
    return "topic"


@row(GROUP, "`fast-export | fast-import`, another author")
def fast_import(repo: Topic) -> str:
    stream = repo.git("fast-export", "--refspec=refs/heads/topic:refs/heads/new", "topic")
    stream = stream.replace("ann@example.invalid", "ann@new.invalid")
    repo.git("fast-import", "--quiet", data=stream + "\n")
    return "new"


@row(GROUP, "`fast-export | fast-import`, a directory renamed")
def fast_import_renamed(repo: Topic) -> str:
    stream = repo.git("fast-export", "--refspec=refs/heads/topic:refs/heads/new", "topic")
    repo.git("fast-import", "--quiet", data=stream.replace(" src/", " lib/") + "\n")
    return "new"


@row(GROUP, "`commit-tree` with the same tree and message")
def commit_tree(repo: Topic) -> str:
    tip = repo.head("first~1")
    for commit in ("topic~2", "topic~1", "topic"):
        tree = repo.head(f"{commit}^{{tree}}")
        tip = repo.git("commit-tree", "-p", tip, tree, data=repo.message(commit) + "\n")
    return tip


@row(GROUP, "`filter-branch --msg-filter`")
def filter_messages(repo: Topic) -> str:
    return _filtered(repo, "--msg-filter", "sed -e '1 s/$/ (#7)/'")


@row(GROUP, "`filter-branch --index-filter`, a file taken out")
def filter_trees(repo: Topic) -> str:
    return _filtered(repo, "--index-filter", "git rm -q --cached README")


@row(GROUP, "`subtree split`")
def subtree_split(repo: Topic) -> str:
    return repo.git("subtree", "split", "--prefix=src")


@row(GROUP, "`replace --graft`")
def graft(repo: Topic) -> str:
    repo.git("replace", "--graft", repo.head("topic~2"), "main")
    return "topic"


@row(GROUP, "`replace --graft`, made permanent by `filter-branch`", beside=False)
def graft_for_good(repo: Topic) -> str:
    graft(repo)
    _filtered(repo)
    repo.git("replace", "--delete", repo.head("first"))
    return "topic"
