"""Secrets in what a ref brings beside commits: texts of annotated tags, and lone blobs."""

from collections.abc import Iterable, Iterator

from agentops_git.constitution.model import Constitution
from agentops_git.enforcement.refs import finding
from agentops_git.git.batch import Object, contents
from agentops_git.git.process import Git
from agentops_git.message.printable import one_line, shell_word
from agentops_git.rules.contents.model import wanted_by
from agentops_git.rules.contents.search import search_message
from agentops_git.rules.finding import Finding

_DEEPEST = 10
"""So many tags of tags are followed."""


def secrets_at(git: Git, law: Constitution, refs: Iterable[tuple[str, str]]) -> Iterator[Finding]:
    """The findings on objects (ref, full id) that are no commits; one process a level of tags."""
    wanted = wanted_by(law)._replace(secrets=law.rules.get("G018") != "off")
    rows = list(refs)
    for _ in range(_DEEPEST):
        found = list(contents(git, [oid for _, oid in rows]))
        for (ref, _), item in zip(rows, found, strict=True):
            text = item.data.decode("utf-8", "surrogateescape")
            for hit in search_message(text, wanted) if item.type in ("tag", "blob") else ():
                what = "the text of the tag" if item.type == "tag" else "the blob"
                said = f"{one_line(ref, 80)}: {hit.message}, in {what}"
                yield from finding(law, hit.code, said, _again(ref))
        rows = [(ref, below) for (ref, _), item in zip(rows, found, strict=True)
                if (below := _tagged(item))]  # fmt: skip
        if not rows:
            return


def _tagged(item: Object) -> str:
    """The tag or blob that a tag names; empty where it names anything else."""
    head = item.data[:200].split(b"\n") if item.type == "tag" else []
    if len(head) < 2 or head[1] not in (b"type tag", b"type blob"):
        return ""
    return head[0].removeprefix(b"object ").decode("ascii", "replace")


def _again(ref: str) -> str | None:
    name = ref.removeprefix("refs/tags/")
    if name == ref:
        return None
    return f"git tag -a -f {shell_word(name)} {shell_word(name)}^{{}}  # and write it without that"
