"""The message that a host makes of a pull request when it squashes (docs/squash.md). Pure."""

from collections.abc import Callable, Iterable
from hashlib import sha1
from typing import NamedTuple

from agentops_git.errors import UsageError
from agentops_git.git.history import Commit
from agentops_git.message.append import with_trailers
from agentops_git.message.cleanup import Cleanup
from agentops_git.message.model import Trailer
from agentops_git.message.subject import subject_text
from agentops_git.message.trailers import parse
from agentops_git.survival.host_pull import Pull
from agentops_git.survival.host_template import expand, listed

_HOISTED = ("signed-off-by", "co-authored-by")
STORED = Cleanup("verbatim", "#")
"""How a host stores what it made: as it is."""


class Form(NamedTuple):
    """One way of a host to make a message.

    ``titled``: it uses the pull request's title, so that one must be given. ``where`` says
    where its message is edited for one pull request, ``lasting`` what to set for all of them.
    """

    render: Callable[[Pull], str]
    where: str
    lasting: str
    titled: bool = True
    template: str | None = None


def body_of(message: str) -> str:
    """A message without its first paragraph."""
    return message.strip().partition("\n\n")[2].strip()


def paragraphs(*parts: str) -> str:
    """The parts that hold something, a blank line between them, as a stored message."""
    return "\n\n".join(part for part in parts if part) + "\n"


def _numbered(title: str, pull: Pull) -> str:
    return title if pull.number is None else f"{title} (#{pull.number})"


def _github(pull: Pull) -> str:
    if len(pull.plain) != 1:
        return _github_commits(pull)
    message = pull.plain[0].message
    return paragraphs(_numbered(subject_text(message), pull), body_of(message))


def _github_commits(pull: Pull) -> str:
    body = body_of(pull.plain[0].message) if len(pull.plain) == 1 else listed(pull.commits)
    return paragraphs(_numbered(pull.title, pull), body, _github_credits(pull, body))


def _github_body(pull: Pull) -> str:
    return paragraphs(_numbered(pull.title, pull), pull.body, _github_credits(pull, pull.body))


def _github_title(pull: Pull) -> str:
    return paragraphs(_numbered(pull.title, pull), _github_credits(pull, ""))


def _github_credits(pull: Pull, body: str) -> str:
    """Who else wrote it and who signed it, under a rule where text stands above."""
    if len(pull.plain) == 1:
        return ""
    said = [trailer for commit in pull.plain for trailer in _credits(commit)]
    said += [f"Co-authored-by: {author}" for author in pull.co_authors]
    lines = "\n".join(dict.fromkeys(said))
    return f"---------\n\n{lines}" if lines and body else lines


def _credits(commit: Commit) -> Iterable[str]:
    for trailer in parse(commit.message):
        if trailer.key.lower() in _HOISTED:
            yield f"{trailer.key.capitalize()}: {trailer.value}"


def _bitbucket(pull: Pull) -> str:
    named = f" (pull request #{pull.number})" if pull.number is not None else ""
    first = f"Merged in {pull.source or 'the source branch'}{named}"
    return paragraphs(first, pull.title, listed(pull.plain))


def _azure(pull: Pull) -> str:
    named = f"Merged PR {pull.number}: " if pull.number is not None else ""
    return paragraphs(f"{named}{pull.title}", pull.body)


def _gerrit(pull: Pull) -> str:
    if len(pull.plain) != 1:
        raise UsageError(
            "--squash gerrit: each commit is a change of its own and is not squashed; "
            "name the range of one commit, or leave --squash out"
        )
    message = pull.plain[0].message.strip() + "\n"
    if not any(trailer.key == "Change-Id" for trailer in parse(message)):
        name = sha1(message.encode("utf-8", "surrogateescape"), usedforsecurity=False).hexdigest()
        message = with_trailers(message, [Trailer("Change-Id", f"I{name}")], STORED)
    reviewed = [Trailer("Reviewed-on", pull.url)] if pull.url else []
    return with_trailers(message, reviewed, STORED)


def _templated(template: str) -> Callable[[Pull], str]:
    return lambda pull: expand(template, pull)


_GITHUB_BOX = "paste it into the two boxes that 'Squash and merge' opens: the first line, the rest"
_GITHUB_SET = (
    "Settings > General > Pull Requests > Allow squash merging: 'Pull request title and "
    "description', and end the description with the block"
)
_GITLAB_BOX = "paste it into 'Edit commit message' > 'Squash commit message' of the merge request"
_GITLAB_SET = (
    "Settings > Merge requests > Squash commit message template: %{title}, a blank line, "
    "%{description}; and end the description with the block"
)
_TITLE_ALONE = "%{title}"
_ALL = "%{title}\n\n%{all_commits}"

FORMS: dict[str, Form] = {
    "github": Form(_github, _GITHUB_BOX, _GITHUB_SET, titled=False),
    "github-title": Form(_github_title, _GITHUB_BOX, _GITHUB_SET),
    "github-title-commits": Form(_github_commits, _GITHUB_BOX, _GITHUB_SET),
    "github-title-body": Form(_github_body, _GITHUB_BOX, _GITHUB_SET),
    "gitlab": Form(_templated(_TITLE_ALONE), _GITLAB_BOX, _GITLAB_SET, template=_TITLE_ALONE),
    "gitlab-all-commits": Form(_templated(_ALL), _GITLAB_BOX, _GITLAB_SET, template=_ALL),
    "bitbucket": Form(_bitbucket, "paste it into 'Commit message' of the merge dialogue", ""),
    "azure": Form(
        _azure, "paste it into 'Customize merge commit message' of the completion dialogue", ""
    ),
    "gerrit": Form(_gerrit, "edit the change's commit message", "", titled=False),
}
"""The names that ``check --squash`` takes."""


def form_of(host: str, template: str | None) -> Form:
    """The form of a host, with the template of its project where one was given."""
    form = FORMS[host]
    if template is None:
        return form
    if form.template is None:
        raise UsageError(f"--template is GitLab's; {host} has none")
    return form._replace(render=_templated(template), template=template)


def render(form: Form, pull: Pull) -> str:
    """The message that the host will make; UsageError where it needs a title and has none."""
    titled = form.titled or len(pull.plain) > 1
    if titled and not pull.title:
        raise UsageError("--squash: the host makes its message from the title; give --title TITLE")
    return form.render(pull)
