"""The pattern files as a set: which group belongs to which file, and what every file is to say."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import quote

from agentops_git.errors import UsageError
from agentops_git.files.frontmatter import Document, scalar
from agentops_git.knowledge.clusters import Cluster
from agentops_git.knowledge.learnings import distinct
from agentops_git.knowledge.markdown import text
from agentops_git.knowledge.pattern_file import contents, shares_a_change
from agentops_git.knowledge.said import Evidence, Said
from agentops_git.knowledge.slug import slug
from agentops_git.knowledge.written import Draft
from agentops_git.message.ids import LearningId, PatternId, resolve_prefix

INDEX = "README.md"
DEFAULT_EVIDENCE = 3
_PATTERN_ID = re.compile(r"pat-[0-9a-f]{64}")
_KEYS = ("id", "name", "stage", "evidence", "learnings", "first_seen", "last_seen")


class Known(NamedTuple):
    """A pattern file that stands: what its front matter says of its identity."""

    file: str
    id: PatternId
    name: str
    learnings: frozenset[LearningId]


class Templates(NamedTuple):
    """The bodies of new files."""

    pattern: str
    readme: str


def known(file: str, document: Document) -> Known:
    """The identity of a pattern file; UsageError where it was broken by hand."""
    fields = document.fields
    oid, name, learned = fields.get("id"), fields.get("name"), fields.get("learnings", [])
    if not isinstance(oid, str) or not _PATTERN_ID.fullmatch(oid):
        raise UsageError(f"{file}: `id` in its front matter is no pattern id (pat- and 64 digits)")
    if not isinstance(name, str) or not name.strip() or not isinstance(learned, list):
        raise UsageError(f"{file}: `name` or `learnings` in its front matter can't be read")
    return Known(file, PatternId(oid), name, frozenset(LearningId(str(one)) for one in learned))


def assign(clusters: Sequence[Cluster], files: Sequence[Known]) -> dict[int, Known]:
    """Which standing file speaks of which group (by position).

    A file keeps to the group that holds most of its learnings. Where two claim one group,
    the file with its id, then with more of it, then with the lower id has it.
    """
    home = {learning.id: at for at, one in enumerate(clusters) for learning in one.learnings}
    claims = sorted(
        (clusters[at].id != one.id, -shared, one.id, number, at)
        for number, one in enumerate(files)
        for at, shared in Counter(home[oid] for oid in one.learnings if oid in home).items()
    )
    found: dict[int, Known] = {}
    placed: set[int] = set()
    for *_, number, at in claims:
        if number not in placed and at not in found:
            placed.add(number)
            found[at] = files[number]
    return found


def entitle(
    clusters: Sequence[Cluster], files: Sequence[Known], uses: Iterable[Said]
) -> dict[str, Cluster]:
    """Every group by the name of its file, under the file's own id and name where one stands.

    ``uses`` are values of ``Pattern:`` trailers, which name a group by slug or id.
    """
    homes = assign(clusters, files)
    taken = {one.file for one in files} | {INDEX}
    named: dict[str, Cluster] = {}
    for at in sorted(range(len(clusters)), key=lambda at: (-len(clusters[at].evidence), at)):
        one, home = clusters[at], homes.get(at)
        if home:
            named[home.file] = one._replace(id=home.id, name=home.name)
        else:
            named[_free_name(one, taken)] = one
    return _with_uses(named, uses)


def _free_name(cluster: Cluster, taken: set[str]) -> str:
    plain = slug(cluster.name, cluster.id)
    digits = cluster.id.removeprefix("pat-")
    names = (f"{plain}{tail}.md" for tail in ("", f"-{digits[:8]}", f"-{digits}"))
    name = next(name for name in names if name not in taken)
    taken.add(name)
    return name


def _with_uses(named: dict[str, Cluster], uses: Iterable[Said]) -> dict[str, Cluster]:
    by_id = {one.id: file for file, one in named.items()}
    found: dict[str, list[Evidence]] = defaultdict(list)
    for use in uses:
        word = use.value.strip().strip("`").removesuffix(".md")
        file = f"{word}.md" if f"{word}.md" in named else _by_prefix(word, by_id)
        if file:
            found[file].append(use.evidence)
    uses_of = {file: named[file].used_in(distinct(evidence)) for file, evidence in found.items()}
    return named | uses_of


def _by_prefix(word: str, by_id: Mapping[PatternId, str]) -> str | None:
    try:
        return by_id[PatternId(resolve_prefix(word, by_id))]
    except UsageError:  # the name of a pattern that this history does not hold
        return None


def drafts(
    named: Mapping[str, Cluster], standing: Collection[str], least: int, templates: Templates
) -> dict[str, Draft]:
    """What each file is to say: those that stand, and groups with enough evidence for a new one."""
    chosen = {
        file: one for file, one in named.items() if file in standing or len(one.evidence) >= least
    }
    ranked = sorted(chosen, key=lambda file: (-len(chosen[file].evidence), file))
    made = {
        file: _draft(chosen[file], _related(file, ranked, chosen), templates) for file in ranked
    }
    return {**made, INDEX: _index(ranked, chosen, least, templates)}


def _related(file: str, ranked: Sequence[str], chosen: Mapping[str, Cluster]) -> list[str]:
    others = {chosen[name].id: name for name in ranked}
    near = shares_a_change(chosen[file], [chosen[name] for name in ranked])
    return [_link(others[one.id], one) for one in near]


def _link(file: str, cluster: Cluster) -> str:
    return f"[{text(cluster.name)}]({quote(file)})"


def _draft(cluster: Cluster, related: Sequence[str], templates: Templates) -> Draft:
    first, last = cluster.shown[0].record, cluster.shown[-1].record
    learned = "".join(f"\n  - {learning.id}" for learning in cluster.learnings)
    head = (
        f"agentops: 1\nkind: pattern\nid: {cluster.id}\nname: {scalar(cluster.name)}\n"
        f"stage: {cluster.stage}\nevidence: {len(cluster.evidence)}\nlearnings:{learned}\n"
        f"first_seen: {scalar(first.when)}\nlast_seen: {scalar(last.when)}\n"
    )
    body = templates.pattern.replace("{name}", text(cluster.name))
    return Draft(head, _KEYS, contents(cluster, related), body)


def _index(
    ranked: Sequence[str], chosen: Mapping[str, Cluster], least: int, templates: Templates
) -> Draft:
    rows = "".join(
        f"| {_link(file, chosen[file])} | {chosen[file].stage} | {len(chosen[file].evidence)} "
        f"| {chosen[file].shown[-1].record.when[:10]} |\n"
        for file in ranked
    )
    table = f"| pattern | stage | changes | last seen |\n| --- | --- | ---: | --- |\n{rows}"
    nothing = f"No lesson stands in {least} distinct changes or more yet.\n"
    head = f"agentops: 1\nkind: patterns\nmin_evidence: {least}\n"
    return Draft(
        head, ("min_evidence",), {"patterns": table if rows else nothing}, templates.readme
    )
