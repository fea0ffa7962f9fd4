"""A repository whose law states gates, and what its evidence says."""

import json
import os
import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.conftest import Repo

RECORD = """\
{subject}

Intent: mend the part for good
Context: the part broke in the night
Learning: a part wants a guard before it is used
"""


def record(subject: str = "feat(a): mend the part", *trailers: str) -> str:
    """A message that the preset core accepts."""
    return RECORD.format(subject=subject) + "".join(f"{trailer}\n" for trailer in trailers)


def sh(script: str) -> str:
    """A command line that runs a shell's script."""
    return f"sh -c {shlex.quote(script)}"


def law(*gates: dict[str, object], **settings: object) -> str:
    """A constitution with gates; YAML takes JSON as it is."""
    front = {"agentops": 1, "extends": "core", **settings, "gates": [*gates]}
    rows = "".join(f"{key}: {json.dumps(value)}\n" for key, value in front.items())
    return f"---\n{rows}---\n# Law\n"


def gate(name: str, command: str, **more: object) -> dict[str, object]:
    return {"name": name, "command": command, **more}


def adopted(repo: Repo, *gates: dict[str, object], **settings: object) -> None:
    """The law in the first commit, and a change in the second."""
    repo.commit(record("chore: begin"), {"CONSTITUTION.md": law(*gates, **settings)})
    repo.commit(record(), {"a.txt": "good\n"})


def ran(repo: Repo, *args: str, code: int = 0, env: Mapping[str, str] = {}) -> dict[str, Any]:
    """``gate run --json``, each gate's row by its name."""
    done = repo.tool("gate", "run", "--json", *args, code=code, env=env)
    return {row["name"]: row for row in json.loads(done.stdout)["gates"]}


def lines_of(repo: Repo, tree: str = "HEAD^{tree}") -> list[dict[str, Any]]:
    """The lines of evidence on a tree, as git's own tool shows them, by when they ended."""
    shown = repo.run_git("notes", "--ref=agentops/gates", "show", repo.head(tree), code=None)
    rows = [json.loads(line) for line in shown.stdout.splitlines()]
    return sorted(rows, key=lambda row: str(row["finished"]))


def left(directory: Path) -> list[str]:
    """What runs have left in a directory for temporary files."""
    return [path.name for path in directory.iterdir() if path.name.startswith("agentops-gate")]


def alive(pid: int) -> bool:
    """Whether a process is there that has not ended."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
