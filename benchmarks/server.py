"""pre-receive on a push of 1,000 commits, beside reading the same objects with git."""

from collections.abc import Iterator
from pathlib import Path

from benchmarks.ground import LAW, git, repository
from benchmarks.measure import Run, process, ratio

COMMITS = 1_000
FILES = 60
READ = (
    "git rev-list --objects --no-object-names {new} --not --all"
    " | git cat-file --batch --buffer >/dev/null"
)


def rows() -> Iterator[str]:
    """One Markdown row for each kind of change."""
    for what, lines in (("small files", 40), ("files of 1,000 lines", 1_000)):
        with repository() as (path, env):
            old, new = _pushed(path, env, lines)
            ours = _hook(path, env, f"{old} {new} refs/heads/main\\n")
            theirs = process("sh", "-c", READ.format(new=new), cwd=path, env=env)
            yield f"| pre-receive of {COMMITS:,} commits, {what} / git | {ratio(ours, theirs, 7)} |"


def _hook(path: Path, env: dict[str, str], line: str) -> Run:
    script = f"printf '{line}' | agentops-git hook pre-receive"
    return process("sh", "-c", script, cwd=path / ".git", env={**env, "GIT_DIR": "."})


def _pushed(path: Path, env: dict[str, str], lines: int) -> tuple[str, str]:
    """The law at main, and so many commits on top of it that no ref holds, packed."""
    out = [_commit(0, f"M 100644 inline CONSTITUTION.md\ndata {len(LAW)}\n{LAW}\n")]
    out += [_commit(n, _files(n, lines)) for n in range(1, COMMITS + 1)]
    git(path, env, "fast-import", "--quiet", data="".join(out))
    new, old = git(path, env, "rev-parse", "new", f"new~{COMMITS}").split()
    git(path, env, "repack", "-adq")
    git(path, env, "update-ref", "refs/heads/main", old)
    git(path, env, "update-ref", "-d", "refs/heads/new")
    return old, new


def _commit(number: int, files: str) -> str:
    text = (
        f"fix(area{number % 7}): mend part number {number}\n\n"
        f"Intent: mend part {number} for good\n"
        f"Context: part {number} broke in the night of day {number}\n"
        f"Learning: part {number} wants a guard before it is used\n"
    )
    who = f"bench <bench@example.invalid> {1_700_000_000 + number} +0000"
    return (
        f"commit refs/heads/new\nauthor {who}\ncommitter {who}\ndata {len(text)}\n{text}\n{files}"
    )


def _files(number: int, lines: int) -> str:
    """Two files that a commit changes: code in which a line or two differ."""
    found = []
    for name in (number % FILES, (number * 7 + 3) % FILES):
        body = "".join(
            f"    value_{n} = compute(part={n}, day={number if n == number % lines else 0})\n"
            for n in range(lines)
        )
        found.append(f"M 100644 inline src/module_{name}.py\ndata {len(body)}\n{body}\n")
    return "".join(found)
