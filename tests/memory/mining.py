"""Mining in tests: what was said beside what was found."""

from collections.abc import Mapping
from typing import NamedTuple

from agentops_git.git.process import Git
from agentops_git.memory.mine import Mined, mine
from tests.conftest import Repo


class Trip(NamedTuple):
    """What mining found, and the lines it said on the way."""

    mined: Mined
    lines: tuple[str, ...]

    @property
    def learned(self) -> list[str]:
        return [
            entry.value
            for record in self.mined.records
            for entry in record.everything
            if entry.key == "Learning"
        ]


def dig(repo: Repo, range_: str = "HEAD", notes: Mapping[str, str] | None = None) -> Trip:
    lines: list[str] = []
    return Trip(mine(Git(str(repo.path)), range_, lines.append, notes), tuple(lines))


def lesson(text: str, subject: str = "fix(a): mend it", body: str = "") -> str:
    return f"{subject}\n\n{body}Intent: mend it for good\nLearning: {text}\n"
