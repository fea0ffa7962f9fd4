"""commit-msg as a whole process on a valid message, beside its peers: ratios to python -c pass."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from benchmarks.ground import BIN, MESSAGE, git, repository
from benchmarks.measure import Run, process, ratio

GITLINT = "[general]\nignore=body-max-line-length,body-min-length,body-is-missing\n"


def rows() -> Iterator[str]:
    """One Markdown row a tool."""
    with repository() as (path, env):
        process("agentops-git", "init", "--native", cwd=path, env=env)()
        git(path, env, "add", "CONSTITUTION.md")
        git(path, env, "commit", "-q", "-F", ".git/agentops/first-message")
        message = path / ".git" / "M"
        message.write_text(MESSAGE)
        base = process(BIN / "python", "-c", "pass", cwd=path, env=env)
        for name, run in _tools(path, env, message):
            yield f"| {name} | {ratio(run, base)} |"
        yield f"| agentops-git, native hook, with a hint | {ratio(_hinted(path, env), base)} |"


def _hinted(path: Path, env: dict[str, str]) -> Run:
    """The hook on a message that nearly repeats one of 60 learnings; said anew each time."""
    quiet = ("-c", "core.hooksPath=/dev/null", "commit", "-q", "--allow-empty", "-m")
    for number in range(60):
        text = MESSAGE.replace("Learning: ", f"Learning: part {number} teaches: ")
        git(path, env, *quiet, text)
    process("agentops-git", "recall", "anything", cwd=path, env=env)()
    git(path, env, *quiet, "chore: nothing")
    message = path / ".git" / "N"
    message.write_text(MESSAGE)
    hook = process(path / ".git" / "hooks" / "commit-msg", message, cwd=path, env=env)

    def run() -> None:
        (path / ".git" / "AGENTOPS_ACCEPTED_MSG").unlink(missing_ok=True)
        hook()

    return run


def _tools(path: Path, env: dict[str, str], message: Path) -> Iterator[tuple[str, Run]]:
    hook = path / ".git" / "hooks" / "commit-msg"
    yield "agentops-git, native hook", process(hook, message, cwd=path, env=env)
    console = process("agentops-git", "hook", "commit-msg", message, cwd=path, env=env)
    yield "agentops-git, console script", console
    (path / ".gitlint").write_text(GITLINT)
    peers: dict[str, list[str | Path]] = {
        "committed": ["committed", "--commit-file", message, "--no-merge-commit"],
        "conventional-pre-commit": ["conventional-pre-commit", message],
        "commit-check": ["commit-check", "--message", message],
        "gitlint": ["gitlint", "--msg-filename", message],
        "commitizen": ["cz", "check", "--commit-msg-file", message],
    }
    for name, argv in peers.items():
        if shutil.which(str(argv[0]), path=env["PATH"]):
            yield name, process(*argv, cwd=path, env=env, codes=(0, 1))
