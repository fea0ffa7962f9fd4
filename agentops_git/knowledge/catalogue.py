"""What every pattern file, every redirect and ``patterns/README.md`` are to say."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import quote

from agentops_git.files.frontmatter import scalar
from agentops_git.knowledge.clusters import Cluster
from agentops_git.knowledge.last_word import DECIDED, DEPRECATED, word_lines
from agentops_git.knowledge.library import INDEX
from agentops_git.knowledge.markdown import items, text
from agentops_git.knowledge.pattern_file import contents
from agentops_git.knowledge.redirects import Known
from agentops_git.knowledge.written import Draft
from agentops_git.message.ids import LearningId

MOST_LEARNINGS = 200
STAGES = ("standard", "general", "validated", "discovery", "deprecated")
_KEYS = (
    "id", "name", "redirect", "stage", "confidence", "adoption", DEPRECATED, DECIDED, "evidence",
    "learnings", "first_seen", "last_seen",
)  # fmt: skip
_STUB_KEYS = tuple(key for key in _KEYS if key not in (DEPRECATED, DECIDED))
"""A redirect keeps people's word as it stands, for when it is a pattern again."""

_COLUMNS = """\
| area | pattern | confidence | changes | last seen |
| --- | --- | ---: | ---: | --- |
"""


class Templates(NamedTuple):
    """The bodies of new files."""

    pattern: str
    redirect: str
    readme: str


class Order(NamedTuple):
    """What files are asked for: those that stand, and new ones from ``least`` evidence on.

    ``links`` is what the pages of commits begin with, empty for none.
    """

    standing: Collection[Known]
    moved: Mapping[str, str]
    least: int
    links: str

    def leading(self, chosen: Collection[str]) -> list[tuple[Known, str]]:
        """The standing files that lead to one of ``chosen``, each with that."""
        found = ((one, self.moved.get(one.file, "")) for one in self.standing)
        return [(one, target) for one, target in found if target in chosen]


def drafts(named: Mapping[str, Cluster], order: Order, templates: Templates) -> dict[str, Draft]:
    """What each file is to say: those that stand, and groups with enough evidence for a new one."""
    files = {one.file for one in order.standing}
    chosen = {
        file: one
        for file, one in named.items()
        if file in files or len(one.evidence) >= order.least
    }
    ranked = sorted(chosen, key=lambda file: (-len(chosen[file].evidence), file))
    related = _related(ranked, chosen)
    made = {file: _draft(chosen[file], related[file], order.links, templates) for file in ranked}
    stubs = {
        one.file: _stub(one, target, chosen[target], templates)
        for one, target in order.leading(chosen)
    }
    return {**made, **stubs, INDEX: _index(ranked, chosen, order, templates)}


def _related(ranked: Sequence[str], chosen: Mapping[str, Cluster]) -> dict[str, list[str]]:
    """Links to the patterns that were learned in the same changes, most evidence first."""
    holders: dict[str, list[int]] = defaultdict(list)
    for rank, file in enumerate(ranked):
        for one in chosen[file].shown:
            holders[one.change].append(rank)
    found = {}
    for rank, file in enumerate(ranked):
        near = {other for one in chosen[file].shown for other in holders[one.change]} - {rank}
        found[file] = [link(ranked[other], chosen[ranked[other]].name) for other in sorted(near)]
    return found


def link(file: str, name: str) -> str:
    """A pattern file as Markdown, from beside it."""
    return f"[{text(name)}]({quote(file)})"


def _draft(cluster: Cluster, related: Sequence[str], links: str, templates: Templates) -> Draft:
    first, last = cluster.shown[0].record, cluster.shown[-1].record
    adopted = cluster.adoption
    share = f"adoption: {round(adopted.share * 20) / 20:.2f}\n" if adopted.later else ""
    head = (
        f"agentops: 1\nkind: pattern\nid: {cluster.id}\nname: {scalar(cluster.name)}\n"
        f"stage: {cluster.stage}\nconfidence: {cluster.confidence:.2f}\n{share}"
        f"{word_lines(cluster.word)}evidence: {len(cluster.evidence)}\n"
        f"{_ids([one.id for one in cluster.learnings])}"
        f"first_seen: {scalar(first.when)}\nlast_seen: {scalar(last.when)}\n"
    )
    body = templates.pattern.replace("{name}", text(cluster.name))
    return Draft(head, _KEYS, contents(cluster, related, links), body, templates.redirect)


def _ids(ids: Sequence[LearningId]) -> str:
    """The learnings that tell which group a file is: the oldest, in bounds."""
    listed = "".join(f"\n  - {one}" for one in ids[:MOST_LEARNINGS])
    return f"learnings:{listed or ' []'}\n"


def _stub(one: Known, target: str, cluster: Cluster, templates: Templates) -> Draft:
    head = (
        f"agentops: 1\nkind: pattern\nid: {one.id}\nname: {scalar(one.name)}\n"
        f"redirect: {cluster.id}\n{_ids(sorted(one.learnings))}"
    )
    parts = dict.fromkeys(contents(cluster, (), ""), "")
    said = f"This pattern lives on in {link(target, cluster.name)}.\n"
    body = templates.redirect.replace("{name}", text(one.name))
    return Draft(head, _STUB_KEYS, {**parts, "summary": said}, body, templates.pattern)


def _index(
    ranked: Sequence[str], chosen: Mapping[str, Cluster], order: Order, templates: Templates
) -> Draft:
    stated = f"links: {scalar(order.links)}\n" if order.links else ""
    head = f"agentops: 1\nkind: patterns\nmin_evidence: {order.least}\n{stated}"
    nothing = f"No lesson stands in {order.least} distinct changes or more yet.\n"
    moved = [
        f"{link(one.file, one.name)} → {link(target, chosen[target].name)}"
        for one, target in order.leading(chosen)
    ]
    leading = f"\nMoved:\n\n{items(moved)}" if moved else ""
    parts = {"patterns": (catalogue(ranked, chosen) or nothing) + leading}
    return Draft(head, ("min_evidence", "links"), parts, templates.readme)


def catalogue(ranked: Sequence[str], chosen: Mapping[str, Cluster]) -> str:
    """The patterns by stage, each stage by area and confidence; empty for none."""
    by_stage: dict[str, list[str]] = defaultdict(list)
    for file in ranked:
        by_stage[chosen[file].stage].append(file)
    return "\n".join(_stage(stage, by_stage[stage], chosen) for stage in STAGES if by_stage[stage])


def _stage(stage: str, files: Sequence[str], chosen: Mapping[str, Cluster]) -> str:
    areas = {file: area(chosen[file]) for file in files}
    ordered = sorted(files, key=lambda file: (areas[file], -chosen[file].confidence))
    rows = "".join(_row(areas[file], file, chosen[file]) for file in ordered)
    return f"### {stage.capitalize()}\n\n{_COLUMNS}{rows}"


def _row(where: str, file: str, one: Cluster) -> str:
    return (
        f"| {text(where, 40)} | {link(file, one.name)} | {one.confidence:.2f} "
        f"| {len(one.evidence)} | {one.shown[-1].record.when[:10]} |\n"
    )


def area(cluster: Cluster) -> str:
    """Where a pattern is at home: the scope that most of its changes name, else the top
    directory that most of them touch, else ``everywhere``."""
    records = [one.record for one in cluster.shown]
    scopes = Counter(one.scope for one in records if one.scope)
    tops = Counter(
        top for one in records for top in {path.split("/")[0] for path in one.paths if "/" in path}
    )
    ranked = scopes or tops
    return min(ranked, key=lambda name: (-ranked[name], name), default="everywhere")
