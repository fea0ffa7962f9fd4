"""Notes: writing one, and reading all of them."""

from collections.abc import Iterator
from pathlib import Path

from agentops_git.git.process import Git
from agentops_git.notes.facts import Facts
from agentops_git.notes.line import dump, make_line
from agentops_git.notes.read import read_lines
from agentops_git.notes.refs import ref_of
from benchmarks.ground import git, repository
from benchmarks.measure import process, ratio

COMMITS, NOTES, FEW = 80_000, 10_000, 10
REF = ref_of("learnings")
AT = "2026-03-01T09:30:00Z"
WHO = "bench <bench@example.invalid>"


def rows() -> Iterator[str]:
    """Three Markdown rows."""
    yield _write()
    yield from _read()


def _write() -> str:
    """``note add`` where there are many notes, to where there are few."""
    with repository() as (many, env), repository() as (few, few_env):
        for path, around, notes in ((many, env, NOTES), (few, few_env, FEW)):
            _fill(path, around, notes, notes)
        measured = ratio(Adding(many, env), Adding(few, few_env))
        return f"| `note add`, {NOTES:,} notes / {FEW} notes | {measured} |"


class Adding:
    """Each run writes another note."""

    def __init__(self, path: Path, env: dict[str, str]) -> None:
        self._path, self._env, self._count = path, env, 0

    def __call__(self) -> None:
        """Write one more."""
        self._count += 1
        text = f"lesson number {self._count} of this run"
        argv = ("agentops-git", "note", "add", f"HEAD~{self._count % FEW}", "--learning", text)
        process(*argv, cwd=self._path, env=self._env)()


def _read() -> Iterator[str]:
    """All notes, as the library reads them, to one ``git log`` that shows them."""
    with repository() as (path, env):
        _fill(path, env, COMMITS, NOTES)
        here = Git(str(path), env)
        log = process("git", "log", f"--notes={REF}", "--format=%N", cwd=path, env=env)

        def bulk() -> None:
            assert len(read_lines(here, REF)) == NOTES

        listing = process("agentops-git", "note", "list", cwd=path, env=env)
        what = f"{NOTES:,} notes of {COMMITS:,} commits / `git log --notes --format=%N`"
        yield f"| reading {what} | {ratio(bulk, log, 7)} |"
        yield f"| `note list`, {what} | {ratio(listing, log, 7)} |"


def _fill(path: Path, env: dict[str, str], commits: int, notes: int) -> None:
    """Make commits, and a note on each of so many, spread over all."""
    git(path, env, "fast-import", "--quiet", data="".join(map(_commit, range(commits))))
    git(path, env, "reset", "--quiet", "--hard", "main")
    oids = git(path, env, "rev-list", "main").split()[:: commits // notes][:notes]
    git(path, env, "fast-import", "--quiet", data="".join(_notes(oids)))
    git(path, env, "repack", "-adq")


def _commit(number: int) -> str:
    text = f"fix(area{number % 7}): mend part number {number}\n"
    who = f"{WHO} {1_700_000_000 + number} +0000"
    body = f"{number}\n"
    return (
        f"commit refs/heads/main\nauthor {who}\ncommitter {who}\ndata {len(text)}\n{text}\n"
        f"M 100644 inline part{number % 50}\ndata {len(body)}\n{body}\n"
    )


def _notes(oids: list[str]) -> Iterator[str]:
    yield f"commit {REF}\ncommitter {WHO} 1700000000 +0000\ndata 0\n"
    for number, oid in enumerate(oids):
        facts = Facts(oid, oid, oid, oid, f"fix: mend part number {number}")
        learning = {"learning": f"part {number} wants a guard before it is used"}
        body = dump(make_line("learnings", AT, WHO, facts, learning)) + "\n"
        yield f"M 100644 inline {oid[:2]}/{oid[2:]}\ndata {len(body)}\n{body}\n"
