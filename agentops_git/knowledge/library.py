"""The patterns of a history, each under the file that stands for it."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from agentops_git.errors import UsageError
from agentops_git.files.frontmatter import Document
from agentops_git.knowledge.adoption import Traffic
from agentops_git.knowledge.clusters import Cluster, assess, clusters
from agentops_git.knowledge.last_word import Pattern, Word, last_words, read_word, with_file
from agentops_git.knowledge.learnings import distinct, learnings
from agentops_git.knowledge.lifecycle import Ids
from agentops_git.knowledge.redirects import Known, redirects
from agentops_git.knowledge.said import Evidence, Said, said
from agentops_git.knowledge.slug import slug
from agentops_git.memory.mine import Mined
from agentops_git.memory.records import Decision
from agentops_git.message.ids import LearningId, PatternId, pattern_id
from agentops_git.message.printable import one_line

INDEX = "README.md"
DEFAULT_EVIDENCE = 3
_PATTERN_ID = re.compile(r"pat-[0-9a-f]{64}")


def patterns(mined: Mined, files: Sequence[Known] = ()) -> dict[str, Cluster]:
    """Every group of a history by the name of its file, with stage, adoption and confidence.

    ``files`` are the pattern files that stand.
    """
    found = clusters(learnings(mined), mined.decisions, mined.keeping)
    named = entitle(found, files, said(mined, "Pattern"), mined.decisions)
    traffic, clock = Traffic(mined), mined.as_of.date if mined.as_of else 0
    return {file: assess(one, traffic, clock) for file, one in named.items()}


def known(file: str, document: Document) -> Known:
    """The identity of a pattern file; UsageError where it was broken by hand."""
    fields, where = document.fields, one_line(file)
    oid, name, learned = fields.get("id"), fields.get("name"), fields.get("learnings", [])
    to = fields.get("redirect")
    for key, value in (("id", oid), ("redirect", oid if to is None else to)):
        if not isinstance(value, str) or not _PATTERN_ID.fullmatch(value):
            raise UsageError(
                f"{where}: `{key}` in its front matter is no pattern id (pat- and 64 digits)"
            )
    if not isinstance(name, str) or not name.strip() or not isinstance(learned, list):
        raise UsageError(f"{where}: `name` or `learnings` in its front matter can't be read")
    ids = frozenset(LearningId(str(one)) for one in learned)
    own = PatternId(str(oid)), name, ids, PatternId(str(to)) if to else None
    try:
        return Known(file, *own, *read_word(fields))
    except ValueError as error:
        raise UsageError(f"{where}: {error}") from None


def assign(clusters: Sequence[Cluster], files: Sequence[Known]) -> dict[int, Known]:
    """Which standing file speaks of which group (by position).

    A file keeps to the group that holds most of its learnings. Where two claim one group,
    the file with its id, then with more of it, then with the lower id has it. A file that
    leads elsewhere has what no other claims.
    """
    home = {learning.id: at for at, one in enumerate(clusters) for learning in one.learnings}
    claims = sorted(
        (bool(one.redirect), clusters[at].id != one.id, -shared, one.id, number, at)
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
    clusters: Sequence[Cluster],
    files: Sequence[Known],
    uses: Iterable[Said],
    decisions: Iterable[Decision] = (),
) -> dict[str, Cluster]:
    """Every group by the name of its file, under the file's own id and name where one stands.

    ``uses`` are values of ``Pattern:`` trailers, which name a group by slug or id, also by
    those of a file that leads to it. ``decisions`` are people's, on names and fates.
    """
    homes = assign(clusters, files)
    clusters = as_said(clusters, homes, decisions)
    taken = {one.file for one in files} | {INDEX}
    named: dict[str, Cluster] = {}
    for at in sorted(range(len(clusters)), key=lambda at: (-len(clusters[at].evidence), at)):
        one, home = clusters[at], homes.get(at)
        if home:
            named[home.file] = one
        else:
            named[_free_name(one, taken)] = one
    return _with_uses(named, files, uses)


def as_said(
    clusters: Sequence[Cluster], homes: Mapping[int, Known], decisions: Iterable[Decision]
) -> list[Cluster]:
    """The groups under the id of their file, and the name and fate that people gave them."""
    ids = [homes[at].id if at in homes else one.id for at, one in enumerate(clusters)]
    held = [[learning.id for learning in one.learnings] for one in clusters]
    words = last_words([*map(Pattern, ids, held)], decisions)
    found: list[Cluster] = []
    for at, one in enumerate(clusters):
        word = words.get(at, Word())
        word = with_file(word, homes[at].states) if at in homes else word
        found.append(one._replace(id=ids[at]).as_said(word))
    return found


def _free_name(cluster: Cluster, taken: set[str]) -> str:
    plain = slug(cluster.name, cluster.id)
    digits = cluster.id.removeprefix("pat-")
    names = (f"{plain}{tail}.md" for tail in ("", f"-{digits[:8]}", f"-{digits}"))
    name = next(name for name in names if name not in taken)
    taken.add(name)
    return name


def _with_uses(
    named: dict[str, Cluster], files: Sequence[Known], uses: Iterable[Said]
) -> dict[str, Cluster]:
    found: dict[str, list[Evidence]] = defaultdict(list)
    words: Words | None = None
    for use in uses:
        words = words or Words(named, files)
        if file := words.file(use.value):
            found[file].append(use.evidence)
    uses_of = {file: named[file].used_in(distinct(evidence)) for file, evidence in found.items()}
    return named | uses_of


class Words:
    """What people may call a pattern by: its file's slug, its name's, its id, a former id.

    A former id is that of a file that leads to it, or of a group that one of its learnings
    once was the first of.
    """

    def __init__(self, named: Mapping[str, Cluster], files: Sequence[Known]) -> None:
        moved = redirects(named, files)
        self._slugs = {file: file for file in named} | moved
        for file, one in named.items():
            self._slugs.setdefault(f"{slug(one.name, one.id)}.md", file)
        self._ids = dict(_former_ids(named))
        self._ids |= {one.id: moved[one.file] for one in files if one.file in moved}
        self._ids |= {one.id: file for file, one in named.items()}
        self._index = Ids(self._ids)

    def file(self, word: str) -> str | None:
        """The file of the pattern that is meant; None where this history holds none."""
        plain = word.strip().strip("`").removesuffix(".md")
        if found := self._slugs.get(f"{plain}.md"):
            return found
        try:
            oid = self._index.named(plain)
        except UsageError:  # it means several
            return None
        return self._ids[oid] if oid else None


def _former_ids(named: Mapping[str, Cluster]) -> Iterator[tuple[str, str]]:
    for file, one in named.items():
        for learning in one.learnings:
            yield pattern_id(learning.id), file
