"""A repository with native hooks and records to squash, and how a user drives a rebase."""

from pathlib import Path

import pytest

from tests.conftest import Ran, Repo
from tests.install.native import native_repo


def record(name: str, *more: str) -> str:
    """A lawful message whose every line names the change."""
    lines = (
        f"Intent: mend {name} for good this time",
        f"Context: {name} broke in the night of the release",
        f"Learning: {name} wants a guard before it is used at all",
        *more,
    )
    return f"fix({name}): mend it\n\n" + "\n".join(lines) + "\n"


def lesson(name: str) -> str:
    return f"Learning: {name} wants a guard before it is used at all"


def lessons(repo: Repo, rev: str = "HEAD") -> list[str]:
    """The learnings that git sees."""
    return [line for line in repo.trailers(rev) if line.startswith("Learning:")]


def topic(tmp_path: Path, factory: pytest.TempPathFactory, *names: str) -> Repo:
    """On main, one commit with the law, tagged base; on topic a commit for each name."""
    repo = native_repo(tmp_path, factory)
    repo.git("tag", "base")
    repo.git("switch", "--quiet", "--create", "topic")
    for name in names:
        repo.commit(record(name), {name: "1\n"})
    return repo


def rebase(repo: Repo, *edits: str, onto: str = "base", code: int | None = 0, **env: str) -> Ran:
    """An interactive rebase with sed commands on its list, and an editor that changes nothing."""
    script = " ".join(f"-e '{edit}'" for edit in edits)
    env = {"GIT_SEQUENCE_EDITOR": f"sed -i {script}" if edits else "true", **env}
    return repo.run_git("rebase", "-i", onto, code=code, env={"GIT_EDITOR": "true", **env})


def no_python(repo: Repo, event: str) -> Path:
    """Make a hook of ours tell whether it starts Python: the path is there where it did."""
    hook = repo.path / ".git/hooks" / event
    started = repo.path.parent / "started"
    text = hook.read_text().replace("ours() {", f"ours() {{\n\t: >'{started}'", 1)
    hook.write_text(text)
    return started
