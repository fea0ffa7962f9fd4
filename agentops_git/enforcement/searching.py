"""The contents that changes bring, searched once each; what stood there before is dropped."""

from collections.abc import Iterable, Iterator, Sequence

from agentops_git.constitution.guards import Secrets
from agentops_git.constitution.model import Constitution
from agentops_git.enforcement.differing import Versions
from agentops_git.enforcement.reading import show
from agentops_git.git.changes import Change, FileChange
from agentops_git.git.process import Git
from agentops_git.rules.contents.model import Hit, Wanted, wanted_by
from agentops_git.rules.contents.search import search
from agentops_git.rules.finding import Finding, Place
from agentops_git.rules.levels import level_of

Mark = tuple[str, str]
Hits = dict[tuple[str, str], dict[Mark, Hit]]
"""By object id and path: what is found there, by code and mark."""


class Searcher:
    """What is looked for by one law in the changes of some commits, and what was found."""

    def __init__(self, git: Git, law: Constitution, changes: Sequence[Change]) -> None:
        self._law, self._wanted = law, wanted_by(law)
        secrets = law.guardrails.secrets if law.guardrails else Secrets()
        self._scanner, self._baseline = secrets.scanner, secrets.baseline
        if secrets.baseline:
            from agentops_git.enforcement.scanners import baseline_of

            self._wanted = self._wanted._replace(known=baseline_of(git, secrets.baseline))
        self._paths: dict[str, dict[str, None]] = {}
        self._hits: Hits = {}
        self._versions: Versions | None = Versions()
        self._ask((file.after.id, file.path) for one in changes for file in one.files if file.fresh)

    def visit(self, oid: str, data: bytes, lines: int) -> None:
        """Search a piece of a blob for each path that it stands at."""
        for path in self._paths.get(oid, ()):
            start, end = self._versions.part(path, oid, data) if self._versions else (0, len(data))
            hits = search(path, data[start:end], self._wanted_in(path))
            if hits and end - start < len(data):  # what stands around may tell that it is none
                hits = search(path, data, self._wanted_in(path))
            for hit in hits:
                known = self._hits.setdefault((oid, path), {})
                known.setdefault((hit.code, hit.mark), hit._replace(line=hit.line + lines))
            self._remember(oid, path, data, lines)

    def _wanted_in(self, path: str) -> Wanted:
        """A baseline may hold the secrets that it lists; a change to it is guarded."""
        return self._wanted._replace(secrets=False) if path == self._baseline else self._wanted

    def _remember(self, oid: str, path: str, data: bytes, lines: int) -> None:
        """Of a version in which nothing was found the next one repeats nothing that is wrong."""
        if self._versions is None:
            return
        if lines or (oid, path) in self._hits:
            self._versions.forget(path)
        else:
            self._versions.keep(path, oid, data)

    def halves(self, ids: Iterable[str]) -> tuple[list[str], list[str]]:
        """The ids in two parts; versions of one file are in the same, as each shortens the next."""
        parts: tuple[list[str], list[str]] = ([], [])
        which: dict[str, int] = {}
        for oid in ids:
            path = next(iter(self._paths.get(oid, ())), "")
            parts[which.setdefault(path, len(which) % 2)].append(oid)
        return parts

    def found(self) -> Hits:
        """What was found so far."""
        return self._hits

    def add(self, hits: Hits) -> None:
        """Take over what another process found in other objects."""
        self._hits.update(hits)

    def compare(self, git: Git, changes: Sequence[Change]) -> None:
        """Search the older versions too of what has hits, in one more process at most."""
        self._scan(git)
        if not self._hits:
            return
        pairs = {
            (oid, file.path)
            for change in changes
            for file in change.files
            if file.fresh and (file.after.id, file.path) in self._hits
            for oid in _older(file, change)
        }
        unread = [pair for pair in pairs if pair[1] not in self._paths.get(pair[0], ())]
        self._paths, self._versions = {}, None  # all that they hold counts
        self._ask(unread)
        show(git, self._paths, self.visit)
        self._scan(git)

    def _scan(self, git: Git) -> None:
        """Ask the scanner that the law names instead of the rules that are built in."""
        if self._scanner == "builtin" or not self._wanted.secrets or not self._paths:
            return
        from agentops_git.enforcement.scanners import Unusable, say_unusable, scan

        try:
            found = scan(git, self._scanner, self._paths, self._wanted.known)
        except Unusable as why:
            say_unusable(why)
            self._scanner = "builtin"
            return
        for oid, paths in self._paths.items():
            for path in paths:
                old = self._hits.get((oid, path), {})
                kept = {mark: hit for mark, hit in old.items() if hit.code != "G018"}
                hits = found.get((oid, path), ()) if path != self._baseline else ()
                kept.update(((hit.code, hit.mark), hit) for hit in hits)
                self._hits[oid, path] = kept

    def findings(self, change: Change) -> Iterator[Finding]:
        """What the change brings that no older version of the same file held."""
        for file in change.files if self._hits else ():
            hits = self._hits.get((file.after.id, file.path)) if file.fresh else None
            if hits:
                before = [self._hits.get((oid, file.path), {}) for oid in _older(file, change)]
                fresh = (hit for mark, hit in hits.items() if not any(mark in b for b in before))
                yield from (self._finding(change, file, hit) for hit in fresh)

    def _ask(self, pairs: Iterable[tuple[str, str]]) -> None:
        for oid, path in pairs:
            self._paths.setdefault(oid, {})[path] = None

    def _finding(self, change: Change, file: FileChange, hit: Hit) -> Finding:
        place = Place(change.commit, path=file.path, line=hit.line)
        level = level_of(self._law, hit.code)
        return Finding(hit.code, level, hit.message, place, suggestion=hit.suggestion or None)


def _older(file: FileChange, change: Change) -> list[str]:
    """The older versions of a file; of a moved one, those of the same name that are gone."""
    name = file.path.rpartition("/")[2]
    moved = (
        old.id
        for other in (change.files if file.added else ())
        if other.deleted and other.path.rpartition("/")[2] == name
        for old in other.before
    )
    return [old.id for old in file.before if old.blob] + list(moved)
