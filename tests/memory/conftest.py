"""What git was asked while something was mined."""

import pytest

from agentops_git.git.process import Git, Stream


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The git commands that were started, by name."""
    started: list[str] = []
    original = Git.stream

    def stream(self: Git, *args: str, data: bytes = b"", stdin: int | None = None) -> Stream:
        started.append(" ".join(args[:2]))
        return original(self, *args, data=data, stdin=stdin)

    monkeypatch.setattr(Git, "stream", stream)
    return started
