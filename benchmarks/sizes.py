"""Cost grows with the message, and no faster: a subject of 1 MB beside one of 100 kB."""

from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.ground import MESSAGE, git, repository
from benchmarks.measure import Run, process, ratio


def rows() -> Iterator[str]:
    """One Markdown row a shape of message."""
    with repository() as (path, env):
        process("agentops-git", "init", "--native", cwd=path, env=env)()
        git(path, env, "add", "CONSTITUTION.md")
        git(path, env, "commit", "-q", "-F", ".git/agentops/first-message")
        for name, shape in SHAPES.items():
            large = _hook(path, env, shape(1_000_000))
            small = _hook(path, env, shape(100_000))
            yield f"| {name}, 1 MB / 100 kB | {ratio(large, small, 5)} |"


SHAPES: dict[str, Callable[[int], str]] = {
    "subject": lambda size: MESSAGE.replace("reject", "x" * size),
    "subject of words": lambda size: MESSAGE.replace("reject", "x " * (size // 2)),
    "scope": lambda size: MESSAGE.replace("parser", "a " * (size // 2)),
    "body lines": lambda size: MESSAGE.replace("\n\n", "\n\n" + "a line\n" * (size // 7) + "\n", 1),
    "blank lines": lambda size: MESSAGE.replace("\n\n", "\n" * size, 1),
    "one value": lambda size: MESSAGE + "Validation: " + "word " * (size // 5) + "\n",
    "label lines": lambda size: MESSAGE.replace(
        "\n\n", "\n\n" + "Learning: a lesson\n\n" * (size // 20), 1
    ),
}


def _hook(path: Path, env: dict[str, str], text: str) -> Run:
    message = path / ".git" / f"M{len(text)}"

    def run() -> None:
        message.write_text(text)
        process(path / ".git/hooks/commit-msg", message, cwd=path, env=env, codes=(0, 1))()

    return run
