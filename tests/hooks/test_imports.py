"""Every module that a hook loads is paid for in every commit."""

import subprocess
import sys
from pathlib import Path

import agentops_git
from tests.conftest import Repo

TOO_DEAR = {
    "click", "yaml", "git", "frontmatter", "dataclasses", "inspect", "subprocess", "pathlib",
    "logging", "tomllib", "tempfile", "sqlite3", "hashlib", "unicodedata", "importlib.metadata",
    "textwrap", "difflib", "argparse", "site",
}  # fmt: skip
MESSAGE = """\
fix(parser): reject empty values

Intent: fail loudly on a config that cannot work
Context: three support cases ended at an empty value
Learning: validate that a value is usable, not only that it is present
Solution: parse() rejects empty strings and names the key
Impact: no silent starts in fifty deployments
"""


def loaded_by(repo: Repo, *hook: str) -> set[str]:
    """The modules that serving a hook loads, started as the native scripts start it."""
    main = Path(agentops_git.__file__).parent / "__main__.py"
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-X", "importtime", main, "hook", *hook],
        cwd=repo.path, capture_output=True, text=True, check=True, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    rows = [line for line in done.stderr.splitlines() if line.startswith("import time:")]
    assert len(rows) == len(done.stderr.splitlines()), "a hook with nothing to say says nothing"
    return {row.rpartition("|")[2].strip() for row in rows}


def test_commit_msg_on_a_message_that_is_right(repo: Repo) -> None:
    repo.tool("init", "--native")
    repo.git("add", "CONSTITUTION.md")
    repo.git("commit", "--quiet", "-F", ".git/agentops/first-message")
    (repo.path / "M").write_text(MESSAGE)
    loaded = loaded_by(repo, "commit-msg", "M")
    assert loaded & TOO_DEAR == set()
    assert "agentops_git.rules.screen" in loaded
    assert "agentops_git.rules.message" not in loaded


def test_pre_commit_with_a_law_that_is_known(repo: Repo) -> None:
    repo.tool("init", "--native")
    repo.git("add", "CONSTITUTION.md")
    repo.git("commit", "--quiet", "-F", ".git/agentops/first-message")
    assert loaded_by(repo, "pre-commit") & TOO_DEAR == set()
