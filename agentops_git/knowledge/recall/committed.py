"""The pattern files that a commit holds: what people wrote into them holds in every clone."""

from collections.abc import Iterable, Iterator

from agentops_git.constitution.find import PATHS
from agentops_git.constitution.load import InvalidConstitution, is_ours, load
from agentops_git.constitution.model import Outputs
from agentops_git.errors import UsageError
from agentops_git.git.batch import contents
from agentops_git.git.process import Git
from agentops_git.knowledge.library import INDEX
from agentops_git.knowledge.publish import Files, standing_patterns
from agentops_git.knowledge.redirects import Known, one_each
from agentops_git.knowledge.written import open_document


def committed_patterns(git: Git, commit: str) -> list[Known]:
    """Those that can be read; of the others ``learnings --check`` tells."""
    folder = _outputs(git, commit).patterns.strip("/")
    listed = git.ask("ls-tree", "-z", "--name-only", "--end-of-options", f"{commit}:{folder}")
    names = listed.out.decode("utf-8", "surrogateescape").split("\0") if listed.code == 0 else []
    paths = [f"{folder}/{name}" for name in names if name.endswith(".md") and "\n" not in name]
    head = f"{folder}/{INDEX}"
    return one_each([one for text in _texts(git, commit, paths) for one in _known(head, *text)])


def _known(head: str, path: str, text: str) -> list[Known]:
    try:
        return standing_patterns(Files(head, {}, {path: open_document(path, text)}))
    except UsageError:
        return []


def _outputs(git: Git, commit: str) -> Outputs:
    for path, text in _texts(git, commit, PATHS):
        if is_ours(text):
            try:
                return load(text, path).outputs
            except InvalidConstitution:
                break
    return Outputs()


def _texts(git: Git, commit: str, paths: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The files of a commit that are there, each with its path."""
    found = contents(git, [f"{commit}:{path}" for path in paths])
    for path, one in zip(paths, found, strict=True):
        if one.type == "blob":
            yield path, one.data.decode("utf-8", "replace")
