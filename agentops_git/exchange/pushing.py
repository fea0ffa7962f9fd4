"""One push of notes refs: never forced, past hooks, reported ref by ref."""

from collections.abc import Mapping
from typing import NamedTuple

from agentops_git.errors import EnvironmentFailure
from agentops_git.exchange.remote import Remote
from agentops_git.exchange.talk import reason
from agentops_git.git.config import Config
from agentops_git.git.process import Git
from agentops_git.message.printable import one_line
from agentops_git.notes.refs import ref_of

_ALONE = (
    "--porcelain", "--no-progress", "--no-verify", "--no-follow-tags",
    "--no-recurse-submodules", "--no-set-upstream",
)  # fmt: skip

_FASTER = (
    "fetch first",
    "non-fast-forward",
    "cannot lock ref",
    "failed to lock",
    "failed to update ref",
    "incorrect old value",
    "already exists",
)
"""What git says where another clone moved the ref in the meantime."""


class Pushed(NamedTuple):
    """What became of each kind: taken, overtaken by another clone, or refused; with reasons."""

    done: tuple[str, ...]
    overtaken: Mapping[str, str]
    refused: Mapping[str, str]


def push(git: Git, remote: Remote, config: Config, tips: Mapping[str, str]) -> Pushed:
    """Push a tip for each kind; EnvironmentFailure where the remote takes no push at all."""
    kinds = {ref_of(kind): kind for kind in tips}
    done = git.ask(
        *_no_mirror(remote, config), "push", *_ALONE, "--end-of-options", remote.address,
        *(f"{tips[kind]}:{ref}" for ref, kind in kinds.items()),
    )  # fmt: skip
    answers = _answers(done.out)
    if not answers:
        raise EnvironmentFailure(
            f"{remote.name} takes no notes: {one_line(reason(done.err), 300)}; "
            "what came is merged here, and nothing is lost"
        )
    taken: list[str] = []
    overtaken: dict[str, str] = {}
    refused: dict[str, str] = {}
    for ref, (flag, summary) in answers.items():
        why = _why(summary, done.err)
        if flag != "!":
            taken.append(kinds[ref])
        else:
            (overtaken if _is_race(summary) else refused)[kinds[ref]] = why
    return Pushed(tuple(taken), overtaken, refused)


def _no_mirror(remote: Remote, config: Config) -> tuple[str, ...]:
    """A mirror remote forces every ref, and takes no refspecs."""
    key = f"remote.{remote.address}.mirror"
    return ("-c", f"{key}=false") if key in config else ()


def _answers(out: bytes) -> dict[str, tuple[str, str]]:
    """Remote ref to git's flag and summary."""
    rows = (line.split("\t", 2) for line in out.decode("utf-8", "replace").splitlines())
    return {row[1].rpartition(":")[2]: (row[0], row[2]) for row in rows if len(row) == 3}


def _is_race(summary: str) -> bool:
    return any(words in summary for words in _FASTER)


def _why(summary: str, err: bytes) -> str:
    """The remote's own words, and what git makes of them."""
    short = summary.partition("(")[2].rstrip(")") or summary
    told = reason(err) if b"remote: " in err else ""
    return one_line(f"{short}: {told}" if told else short, 300)
