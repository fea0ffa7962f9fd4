"""Lines to write, and what stands in a ref."""

from collections.abc import Mapping

from agentops_git.git.process import Git
from agentops_git.notes.facts import Facts, facts_of
from agentops_git.notes.line import Line, make_line
from agentops_git.notes.read import read_bodies, tip_of
from agentops_git.notes.refs import ref_of
from agentops_git.notes.write import Who
from tests.conftest import EPOCH, Repo

ANN = Who("Ann", "ann@example.invalid", EPOCH)
AT = "2023-11-14T22:13:20Z"
OID = "a" * 40
FACTS = Facts(OID, OID, "b" * 40, "c" * 40, "fix: a thing")


def git_of(repo: Repo) -> Git:
    return Git(str(repo.path))


def line(text: str, facts: Facts = FACTS, at: str = AT, **fields: object) -> Line:
    """A line of learnings; an underscore in a field's name stands for the key's hyphen."""
    own = {name.replace("_", "-"): value for name, value in fields.items()}
    by = "Ann <ann@example.invalid>"
    return make_line("learnings", at, by, facts, {"learning": text, **own})


def line_on(repo: Repo, text: str, rev: str = "HEAD") -> Line:
    return line(text, facts_of(git_of(repo), rev))


def bodies(repo: Repo, kind: str = "learnings") -> Mapping[str, str]:
    git = git_of(repo)
    tip = tip_of(git, ref_of(kind))
    return dict(read_bodies(git, tip)) if tip else {}
