"""G009: a submodule that is fetched from another place than before."""

from collections.abc import Iterator

from agentops_git.git.changes import FileChange
from agentops_git.rules.changes.gitmodules import Submodule, submodules
from agentops_git.rules.changes.model import Case, Fault
from agentops_git.rules.text import quoted

PATH = ".gitmodules"


def check_submodules(case: Case) -> Iterator[Fault]:
    """Compare the URLs in .gitmodules before and after, by the submodule's name and its path."""
    for file in case.change.files:
        if file.path == PATH and not file.deleted:
            yield from _moved(file, case)


def _moved(file: FileChange, case: Case) -> Iterator[Fault]:
    known = [module for old in file.before for module in _read(old.id, case)]
    for module in _read(file.after.id, case):
        same = [old for old in known if old.name == module.name or old.path == module.path]
        if same and module.url not in [old.url for old in same]:
            places = f"from {_shown(same[0].url)} to {_shown(module.url)}"
            said = f"submodule {quoted(module.name)} moves {places}"
            yield Fault(PATH, said, _to_restore(case.change.commit))


def _shown(url: str) -> str:
    """A URL without what logs in there."""
    before, at, rest = url.rpartition("@")
    scheme, slashes, _ = before.partition("//")
    return quoted(f"{scheme}{slashes}{rest}" if at and slashes else url)


def _to_restore(commit: str | None) -> str:
    return f"git restore --staged --source={f'{commit[:12]}^' if commit else 'HEAD'} -- {PATH}"


def _read(oid: str, case: Case) -> list[Submodule]:
    blob = case.blobs.get(oid)
    return submodules(blob.data.decode("utf-8", "surrogateescape")) if blob else []
