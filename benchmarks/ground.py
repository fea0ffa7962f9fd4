"""Repositories to measure on, and the environment that every measured process gets."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

BIN = Path(sys.executable).parent
PEERS = BIN.parent / "peers" / "bin"
"""Where `make bench` puts the tools that we measure beside ours; some pin old dependencies."""
LAW = "---\nagentops: 1\nextends: core\n---\n# Law\n"
MESSAGE = """\
fix(parser): reject empty config values

Intent: fail loudly on a config that cannot work
Context: three support cases this week ended at an empty DB_URL
Solution: parse_config() rejects empty strings and names the key
Learning: validate that a value is usable, not only that it is present
Impact: 0 silent starts in 50 deployments, was 3 a week
"""


@contextmanager
def repository() -> Iterator[tuple[Path, dict[str, str]]]:
    """An empty repository, and an environment in which nobody's configuration is seen."""
    with TemporaryDirectory(prefix="agentops-bench-") as home:
        env = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
        env |= {"HOME": home, "GIT_CONFIG_NOSYSTEM": "1", "GIT_EDITOR": ":", "NO_COLOR": "1"}
        env |= {f"GIT_{who}_{what}": "bench@example.invalid" for who in ("AUTHOR", "COMMITTER")
                for what in ("NAME", "EMAIL")}  # fmt: skip
        env["PATH"] = f"{BIN}:{PEERS}:{env['PATH']}"
        path = Path(home) / "repo"
        subprocess.run(["git", "init", "-q", "-b", "main", path], check=True, env=env)
        yield path, env


def git(path: Path, env: dict[str, str], *args: str, data: str | None = None) -> str:
    """Run git there and return what it prints."""
    done = subprocess.run(
        ["git", *args], cwd=path, env=env, input=data, check=True, capture_output=True, text=True
    )
    return done.stdout


def with_records(path: Path, env: dict[str, str], commits: int) -> None:
    """Make so many commits that all carry records, under the law that the first one brings."""
    out = []
    for n in range(commits + 1):
        text = (
            f"fix(area{n % 7}): mend part number {n}\n\nIntent: mend part {n} for good\n"
            f"Context: part {n} broke in the night of day {n}\n"
            f"Learning: part {n} wants a guard before it is used\n"
        )
        law = f"M 100644 inline CONSTITUTION.md\ndata {len(LAW)}\n{LAW}\n" if n == 0 else ""
        who = f"bench <bench@example.invalid> {1_700_000_000 + n} +0000"
        out.append(
            f"commit refs/heads/main\nauthor {who}\ncommitter {who}\n"
            f"data {len(text)}\n{text}\n{law}"
        )
    git(path, env, "fast-import", "--quiet", data="".join(out))
    git(path, env, "reset", "--quiet", "--hard", "main")
