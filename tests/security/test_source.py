"""What the source does nowhere, so that no input can ask for it."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2] / "agentops_git"
NEVER = {"tarfile", "zipfile", "shelve", "ctypes", "urllib.request", "socket", "http"}
OWN = {
    "pickle": {"enforcement/parallel.py"},  # results of forked children, through their pipes
    "marshal": {"knowledge/grouping/packed.py", "knowledge/grouping/kept.py"},  # our own index
}
CALLS = {"eval", "exec", "os.system", "os.popen", "yaml.load", "yaml.unsafe_load"}
WORDS = (*NEVER, *OWN, "eval(", "exec(", "os.system", "os.popen", "yaml", "shell")


def nodes() -> Iterator[tuple[str, ast.AST]]:
    """All of the source that can hold one of these; the rest is not parsed, to save time."""
    for path in ROOT.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        if any(word in text for word in WORDS):
            yield from (
                (path.relative_to(ROOT).as_posix(), node) for node in ast.walk(ast.parse(text))
            )


def imported(node: ast.AST) -> set[str]:
    if isinstance(node, ast.Import):
        return {name.name for name in node.names}
    return {node.module or ""} if isinstance(node, ast.ImportFrom) and not node.level else set()


def wrong(path: str, node: ast.AST) -> set[str]:
    found = NEVER & imported(node)
    found |= {name for name in imported(node) if name in OWN and path not in OWN[name]}
    if isinstance(node, ast.Call):
        found |= CALLS & {ast.unparse(node.func)}
        found |= {"shell=" for word in node.keywords if word.arg == "shell"}
    if isinstance(node, ast.Attribute) and node.attr.endswith("Loader"):
        found |= {node.attr} - {"SafeLoader", "CSafeLoader"}
    return found


def test_no_archive_is_unpacked_no_text_evaluated_and_no_shell_started() -> None:
    assert not [(path, each) for path, node in nodes() for each in wrong(path, node)]
