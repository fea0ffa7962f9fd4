"""The files of anti-patterns, and their section of ``patterns/README.md``."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from agentops_git.files.frontmatter import Document, scalar
from agentops_git.knowledge.avoid import Avoided
from agentops_git.knowledge.catalogue import link
from agentops_git.knowledge.links import commit_link
from agentops_git.knowledge.markdown import code, items, text
from agentops_git.knowledge.pattern_file import LONGEST, MOST
from agentops_git.knowledge.slug import slug
from agentops_git.knowledge.written import Draft
from agentops_git.message.ids import PatternId, short

KIND = "anti-pattern"
_KEYS = ("id", "name", "why", "evidence", "learnings", "first_seen", "last_seen")
_PATTERN_ID = re.compile(r"pat-[0-9a-f]{64}")


class Kept(NamedTuple):
    """An anti-pattern file that stands, by its name, and the ids of its wordings."""

    file: str
    id: PatternId
    name: str
    learnings: frozenset[str]


def kept(documents: Mapping[str, Document]) -> list[Kept]:
    """The anti-pattern files of ours among documents by file name; others are passed over."""
    found = []
    for file, document in sorted(documents.items()):
        fields = document.fields
        oid, name, listed = fields.get("id"), fields.get("name"), fields.get("learnings")
        if fields.get("kind") == KIND and _PATTERN_ID.fullmatch(str(oid)):
            ids = frozenset(map(str, listed)) if isinstance(listed, list) else frozenset[str]()
            found.append(Kept(file, PatternId(str(oid)), str(name), ids))
    return found


class Wanted(NamedTuple):
    """What files are asked for: those that stand, and new ones from ``least`` evidence on.

    ``taught`` are the ids of learnings that stand, ``taken`` the names of other files. ``links``
    is what the pages of commits begin with, empty for none.
    """

    found: Sequence[Avoided]
    standing: Sequence[Kept]
    taught: Collection[str]
    taken: Collection[str]
    least: int
    links: str


def avoid_drafts(wanted: Wanted, template: str) -> tuple[dict[str, Draft], str]:
    """What each file is to say, by its name, and the part of the catalogue that lists them.

    A file whose lesson a standing commit teaches says that it is over.
    """
    files = _files(wanted)
    made = {file: _draft(one, home, wanted.links, template) for file, (one, home) in files.items()}
    for file in wanted.standing:
        if file.file not in made and file.learnings & {*wanted.taught}:
            made[file.file] = _over(file, template)
    return made, _section(files)


Named = Mapping[str, tuple[Avoided, Kept | None]]


def _files(wanted: Wanted) -> Named:
    """The anti-patterns that have or get a file, by its name."""
    homes = _homes(wanted.found, wanted.standing)
    used = {*wanted.taken, *(one.file for one in wanted.standing)}
    files: dict[str, tuple[Avoided, Kept | None]] = {}
    for at, one in enumerate(wanted.found):
        home = homes.get(at)
        if home or len(one.evidence) >= wanted.least:
            file = home.file if home else _free_name(one, used)
            used.add(file)
            files[file] = one, home
    return files


def _homes(found: Sequence[Avoided], standing: Sequence[Kept]) -> dict[int, Kept]:
    """The standing file of each anti-pattern, by position: by its id, else by a wording."""
    homes: dict[int, Kept] = {}
    free = list(standing)
    for exact in (True, False):
        for at, one in enumerate(found):
            home = None if at in homes else next((f for f in free if _fits(one, f, exact)), None)
            if home:
                homes[at] = home
                free.remove(home)
    return homes


def _fits(one: Avoided, file: Kept, exact: bool) -> bool:
    if file.id == one.id:
        return True
    return not exact and any(each.id in file.learnings for each in one.texts)


def _free_name(one: Avoided, used: Collection[str]) -> str:
    plain = f"avoid-{slug(one.name, one.id)}"
    digits = one.id.removeprefix("pat-")
    names = (f"{plain}{tail}.md" for tail in ("", f"-{digits[:8]}", f"-{digits}"))
    return next(name for name in names if name not in used)


def _head(oid: PatternId, name: str, lines: str) -> str:
    return f"agentops: 1\nkind: {KIND}\nid: {oid}\nname: {scalar(name)}\n{lines}"


def _listed(ids: Iterable[str]) -> str:
    listed = "".join(f"\n  - {one}" for one in ids)
    return f"learnings:{listed or ' []'}\n"


def _draft(one: Avoided, home: Kept | None, links: str, template: str) -> Draft:
    first, last = one.evidence[0].record, one.evidence[-1].record
    name = home.name if home else one.name
    lines = (
        f"why: {one.why}\nevidence: {len(one.evidence)}\n"
        f"{_listed(each.id for each in one.texts)}"
        f"first_seen: {scalar(first.when)}\nlast_seen: {scalar(last.when)}\n"
    )
    head = _head(home.id if home else one.id, name, lines)
    return Draft(head, _KEYS, _parts(one, links), template.replace("{name}", text(name)))


def _parts(one: Avoided, links: str) -> Mapping[str, str]:
    first, last = one.evidence[0].record, one.evidence[-1].record
    count = f"{len(one.evidence)} distinct change{'s' * (len(one.evidence) != 1)}"
    days = " to ".join(dict.fromkeys((first.when[:10], last.when[:10])))
    changes = [
        f"{piece.record.when[:10]} · {text(piece.record.subject, 100)} · "
        f"{commit_link(links, piece.record.id)}"
        for piece in one.evidence
    ]
    undone = [
        f"{record.when[:10]} · undone by {text(record.subject, 100)} · "
        f"{commit_link(links, record.id)}"
        for record in one.undone_by
    ]
    return {
        "summary": f"**avoid** · {one.why} · {count} · {days} · {code(short(one.id))}\n",
        "tried": _list([each.text for each in one.texts]),
        "reasons": _list(one.reasons),
        "instead": _list(one.instead),
        "evidence": items([*_bounded(changes), *_bounded(undone)]),
    }


def _list(values: Sequence[str]) -> str:
    return items(_bounded([text(value, LONGEST) for value in values]))


def _bounded(values: Sequence[str]) -> list[str]:
    more = len(values) - MOST
    return [*values[:MOST], *([f"and {more} more"] if more > 0 else [])]


def _over(file: Kept, template: str) -> Draft:
    said = "Nothing to avoid any more: a commit that stands teaches it.\n"
    parts = {"summary": said, "tried": "", "reasons": "", "instead": "", "evidence": ""}
    head = _head(file.id, file.name, _listed(sorted(file.learnings)))
    return Draft(head, _KEYS, parts, template.replace("{name}", text(file.name)))


def _section(files: Named) -> str:
    rows = "".join(
        f"| {link(file, home.name if home else one.name)} | {one.why} | {len(one.evidence)} "
        f"| {one.evidence[-1].record.when[:10]} |\n"
        for file, (one, home) in files.items()
    )
    head = "| anti-pattern | why | changes | last seen |\n| --- | --- | ---: | --- |"
    return f"### Avoid\n\n{head}\n{rows}" if rows else ""
