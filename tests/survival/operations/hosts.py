"""What the hosts write onto the default branch when a pull request is merged there.

The messages are built after each host's documentation; docs/survival.md names it.
"""

from collections.abc import Callable, Sequence

from tests.survival.ground import Topic
from tests.survival.operations import rebases
from tests.survival.operations.rows import Operation, row

Message = Callable[[Topic], str]

GROUP = "On the host"
TITLE = "Answer fast under load"
DESCRIPTION = "The upstream is slow under load, so keep it out of the way."
CO_AUTHOR = "Co-authored-by: Bob <bob@example.invalid>"
GITHUB = {"GIT_COMMITTER_NAME": "GitHub", "GIT_COMMITTER_EMAIL": "noreply@github.com"}
GERRIT = {
    "GIT_COMMITTER_NAME": "Gerrit Code Review",
    "GIT_COMMITTER_EMAIL": "gerrit@example.invalid",
}


def bullets(messages: Sequence[str]) -> str:
    """Whole messages as a list: ``* subject``, a blank line, the body."""
    return "\n\n".join(f"* {message.strip()}" for message in messages)


def git_log(repo: Topic) -> str:
    """The squashed commits as git itself lists them."""
    log = repo.git("log", "--format=medium", "main..topic")
    return f"Squashed commit of the following:\n\n{log}"


def _messages(repo: Topic) -> list[str]:
    return [repo.message(commit) for commit in ("topic~2", "topic~1", "topic")]


def _land(repo: Topic, message: str, pull: str, env: dict[str, str]) -> str:
    """Write one commit with the merged tree onto main, keep the pull ref, drop the branch."""
    return _push_job(repo, _squashed(repo, message, env), pull)


def _squashed(repo: Topic, message: str, env: dict[str, str]) -> str:
    tree = repo.git("merge-tree", "--write-tree", "main", "topic")
    return repo.git("commit-tree", "-p", "main", tree, data=f"{message}\n", env=env)


def _push_job(repo: Topic, new: str, pull: str | None) -> str:
    """main moves, the topic branch is gone, and our push job runs where it is set up."""
    old = repo.head("main")
    repo.at("main").git("reset", "--quiet", "--hard", new)
    if pull:
        repo.git("update-ref", pull, "topic")
    repo.git("branch", "--quiet", "-D", "topic")
    if repo.ours:
        repo.tool_here("note", "squashed", f"{old}..main")
    return "main"


def _host(title: str, pull: str, env: dict[str, str]) -> Callable[[Message], Operation]:
    """A row for a host whose message ``message`` builds."""

    def register(message: Message) -> Operation:
        return row(GROUP, title)(lambda repo: _land(repo, message(repo), pull, env))

    return register


def _github(title: str) -> Callable[[Message], Operation]:
    return _host(f"GitHub squash: {title}", "refs/pull/7/head", GITHUB)


@_github("default (title, list of commits)")
def github_default(repo: Topic) -> str:
    return f"{TITLE} (#7)\n\n{bullets(_messages(repo))}"


@_github("title and commit details, with a co-author")
def github_details(repo: Topic) -> str:
    return f"{TITLE} (#7)\n\n{bullets(_messages(repo))}\n\n---------\n\n{CO_AUTHOR}"


@_github("title and description")
def github_description(repo: Topic) -> str:
    return f"{TITLE} (#7)\n\n{DESCRIPTION}"


@_github("title alone")
def github_title(repo: Topic) -> str:
    return f"{TITLE} (#7)"


@row(GROUP, "GitHub squash: title alone, topic gone without a pull ref")
def github_title_gone(repo: Topic) -> str:
    return _push_job(repo, _squashed(repo, f"{TITLE} (#7)", GITHUB), None)


@row(GROUP, "GitHub squash: one commit alone")
def github_single(repo: Topic) -> str:
    """Three pull requests of one commit each: its own subject with a number, its own body."""
    for number, commit in enumerate(("topic~2", "topic~1", "topic"), start=7):
        subject, _, body = repo.message(commit).partition("\n")
        pick(repo, commit, f"{subject} (#{number})\n{body}", GITHUB)
    return _push_job(repo, repo.head("landing"), "refs/pull/9/head")


@row(GROUP, "GitHub rebase and merge")
def github_rebase(repo: Topic) -> str:
    for commit in ("topic~2", "topic~1", "topic"):
        pick(repo, commit, repo.message(commit), GITHUB)
    return _push_job(repo, repo.head("landing"), "refs/pull/7/head")


def pick(repo: Topic, commit: str, message: str, env: dict[str, str]) -> None:
    """Put a commit onto the branch landing as a host does: no hook, a new committer."""
    tip = repo.git("rev-parse", "--verify", "--quiet", "landing", code=None) or repo.head("main")
    name = repo.git("diff-tree", "-r", "--no-commit-id", "--name-only", commit)
    blob = repo.head(f"{commit}:{name}")
    index = {"GIT_INDEX_FILE": str(repo.path / ".git" / "landing.index"), **env}
    repo.git("read-tree", tip, env=index)
    repo.git("update-index", "--add", "--cacheinfo", f"100644,{blob},{name}", env=index)
    tree = repo.git("write-tree", env=index)
    new = repo.git("commit-tree", "-p", tip, tree, data=message + "\n", env=index)
    repo.git("update-ref", "refs/heads/landing", new)


@row(GROUP, "GitLab squash: title alone, then its merge commit")
def gitlab_title(repo: Topic) -> str:
    tree = repo.git("merge-tree", "--write-tree", "main", "topic")
    squash = repo.git("commit-tree", "-p", "main~1", "topic^{tree}", data=f"{TITLE}\n")
    merge = f"Merge branch 'topic' into 'main'\n\n{TITLE}\n\nSee merge request group/demo!7\n"
    new = repo.git("commit-tree", "-p", "main", "-p", squash, tree, data=merge)
    return _push_job(repo, new, "refs/merge-requests/7/head")


@_host("GitLab squash: `%{title}`, `%{all_commits}`", "refs/merge-requests/7/head", {})
def gitlab_all_commits(repo: Topic) -> str:
    return f"{TITLE}\n\n{bullets(_messages(repo))}"


@_host("GitLab squash: `%{first_multiline_commit}`", "refs/merge-requests/7/head", {})
def gitlab_first(repo: Topic) -> str:
    return _messages(repo)[0]


@_host("Bitbucket Cloud squash", "refs/pull-requests/7/from", {})
def bitbucket_cloud(repo: Topic) -> str:
    head = f"Merged in topic (pull request #7)\n\n{TITLE}\n\n"
    return f"{head}{bullets(_messages(repo))}\n\nApproved-by: Bob"


@_host("Bitbucket Data Center squash", "refs/pull-requests/7/from", {})
def bitbucket_server(repo: Topic) -> str:
    head = f"Pull request #7: {TITLE}\n\nMerge in DEMO/demo from topic to main\n\n"
    return head + git_log(repo)


def _footers(repo: Topic, commit: str, number: int) -> str:
    return (
        f"Change-Id: I{repo.head(commit)}\n"
        f"Reviewed-on: https://review.example.invalid/c/demo/+/{number}\n"
        "Reviewed-by: Bob <bob@example.invalid>\n"
        "Tested-by: Bob <bob@example.invalid>"
    )


@row(GROUP, "Gerrit, submit type Cherry Pick")
def gerrit(repo: Topic) -> str:
    for number, commit in enumerate(("topic~2", "topic~1", "topic"), start=7):
        pick(repo, commit, f"{repo.message(commit)}\n{_footers(repo, commit, number)}", GERRIT)
    return _push_job(repo, repo.head("landing"), "refs/changes/09/9/1")


@_host("Gerrit, three commits made one change by `rebase -i`", "refs/changes/07/7/1", GERRIT)
def gerrit_squashed(repo: Topic) -> str:
    rebases.squash(repo)
    return f"{repo.message('topic')}\n{_footers(repo, 'topic', 7)}"
