"""The policy that a constitution states, as values.

The field names are the keys of the file, the annotations its types, their texts its
documentation: loader, JSON Schema and docs/constitution.md are all read off these types.
What only judging a change needs lies in ``guards.py``, since every hook pays for this module.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

if TYPE_CHECKING:
    from agentops_git.constitution.guards import (
        Agent,
        Approvers,
        Exemptions,
        Gate,
        Guardrails,
        Slug,
        Workflow,
    )

Level = Literal["error", "warn", "off"]
Preset = Literal["core", "agents", "seed", "strict"]
MergeKind = Literal["merge", "revert", "reapply"]
Ceiling = Literal["error", "warn"]
AssistedBy = Literal["add", "off"]
Hints = Literal["show", "off"]


class Form(str):
    """The name of a text format that the loader checks (see ``forms.py``)."""


Glob = Annotated[str, Form("glob")]
RefGlob = Annotated[str, Form("ref-glob")]
AuthorGlob = Annotated[str, Form("author-glob")]
Path = Annotated[str, Form("path")]
Key = Annotated[str, Form("trailer-key")]
OwnKey = Annotated[str, Form("own-key")]
CommitType = Annotated[str, Form("commit-type")]
TypeName = Annotated[str, Form("type-name")]
RuleCode = Annotated[str, Form("rule-code")]
Version = Annotated[str, Form("version")]
Revision = Annotated[str, Form("revision")]
CommitUrl = Annotated[str, Form("commit-url")]


class MessagePolicy(NamedTuple):
    """The message rules that hold for one commit; what the rules of families M and T read.

    ``levels`` holds only what differs from a rule's own default level.
    ``required`` and ``advised`` are canonical keys. ``ceiling`` "warn" turns every
    error into a warning (people under the preset ``agents``, HEAD without a law).
    ``types`` empty: every type is known. ``own`` are the repository's own trailer keys.
    ``published``: the commit can't be rewritten any more, so that what git does not see
    counts as present.
    """

    levels: dict[str, Level]
    required: tuple[str, ...] = ()
    advised: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    subject_max: int = 72
    min_words: int = 3
    none_accepted: bool = True
    ceiling: Level = "error"
    template: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    published: bool = False


class ByType(NamedTuple):
    """What commits of one type must carry, in place of the general lists."""

    required: Annotated[tuple[Key, ...], "Trailers that commits of this type must carry."] = ()
    advised: Annotated[tuple[Key, ...], "Trailers that commits of this type should carry."] = ()


class Trailers(NamedTuple):
    """Which trailers a commit carries, and what their values must be."""

    required: Annotated[tuple[Key, ...], "Trailers that every commit must carry (T001)."] = ()
    advised: Annotated[tuple[Key, ...], "Trailers that a commit should carry (T002)."] = ()
    forbidden: Annotated[tuple[Key, ...], "Trailers that no commit may carry (T012)."] = ()
    by_type: Annotated[
        Mapping[CommitType, ByType],
        "For commits of a type: lists that stand in place of `required` and `advised`.",
    ] = {}
    min_words: Annotated[
        int,
        "The fewest words of a value; characters in scripts without spaces (T004).",
        range(1, 51),
    ] = 3
    none_accepted: Annotated[
        bool, "Whether `none (REASON)` answers a required trailer (T010); bare `none` never does."
    ] = True
    own: Annotated[
        tuple[OwnKey, ...],
        "Trailer keys of this repository's own (`Ticket`), for use in the lists above.",
    ] = ()


class SubjectForm(NamedTuple):
    """The form of the subject line."""

    types: Annotated[
        tuple[TypeName, ...], "The types of Conventional Commits in use (M002); empty: any."
    ] = ()
    max: Annotated[int, "The most columns of the subject (M003).", range(20, 501)] = 72


class Exempt(NamedTuple):
    """What the message rules leave out. Guardrails take no notice of it: authors are forgeable."""

    types: Annotated[tuple[CommitType, ...], "Commits of these types."] = ()
    paths: Annotated[
        tuple[Glob, ...], "Commits that change something, and nothing outside these paths."
    ] = ()
    authors: Annotated[
        tuple[AuthorGlob, ...],
        "Authors whose name or e-mail address matches, without case; `*` is any text.",
    ] = ()
    bots: Annotated[
        bool, "Known automation (Dependabot, Renovate, names in `[bot]`), but no AI agent."
    ] = True
    merges: Annotated[
        tuple[MergeKind, ...],
        "Merges, and the texts that `git revert` writes, of a revert or of reverting one.",
    ] = ("merge", "revert", "reapply")


class Subtree(NamedTuple):
    """Message rules of a part of the repository, stated over the general ones.

    A path belongs to the last subtree that matches it. A commit that touches several
    parts must satisfy each of them.
    """

    only: Annotated[tuple[Glob, ...], "The paths that this subtree consists of."]
    rules: Annotated[Mapping[RuleCode, Level], "Levels, over the general ones."] = {}
    trailers: Annotated[Trailers, "Trailers; what is not stated is as in general."] = Trailers()
    subject: Annotated[SubjectForm, "The subject; what is not stated is as in general."] = (
        SubjectForm()
    )


class Outputs(NamedTuple):
    """Where the files that people and the tool write together are kept."""

    patterns: Annotated[Path, "The directory of the pattern files."] = "patterns"
    backlog: Annotated[Path, "The file of the backlog."] = "BACKLOG.md"
    bundles: Annotated[Path, "The directory of the session bundles."] = ".agentops/bundles"
    links: Annotated[
        CommitUrl,
        "What the address of a commit's page begins with, up to its id; empty: as "
        "`patterns/README.md` states, which the first write takes from the remote.",
    ] = ""


class Constitution(NamedTuple):
    """A repository's law, presets applied. ``warnings`` is what loading it had to say.

    A section that is None was not stated: its type's defaults hold.
    """

    agentops: Annotated[Literal[1], "Marks the file as ours: the version of this format."] = 1
    extends: Annotated[Preset, "The preset that this law builds on."] = "core"
    requires: Annotated[
        Version,
        'The oldest tool that may read this law (`">=0.1"`); a newer minor version than '
        "the reader's turns unknown keys into warnings.",
    ] = ""
    rules: Annotated[Mapping[RuleCode, Level], "The level of a rule, by its code."] = {}
    people: Annotated[Ceiling, "The gravest level for a commit that no AI agent took part in."] = (
        "error"
    )
    trailers: Annotated[Trailers, "Which trailers a commit carries."] = Trailers()
    subject: Annotated[SubjectForm, "The form of the subject line."] = SubjectForm()
    exempt: Annotated[Exempt, "What the message rules leave out."] = Exempt()
    subtrees: Annotated[tuple[Subtree, ...], "Parts with message rules of their own."] = ()
    assisted_by: Annotated[
        AssistedBy, "Whether the hook adds `Assisted-by` when it runs under a known agent."
    ] = "add"
    outputs: Annotated[Outputs, "Where written files are kept."] = Outputs()
    since: Annotated[
        Revision, "Judge every new commit that is not reachable from this one; empty: as adopted."
    ] = ""
    protected: Annotated[
        tuple[RefGlob, ...],
        "Branches judged by the law at their own old tip; the default branch always is.",
    ] = ()
    trusted: Annotated[
        tuple[RefGlob, ...],
        "Branches (upstream, vendor) whose commits are not judged; themselves protected.",
    ] = ()
    guardrails: Annotated["Guardrails | None", "Rules on what a commit changes."] = None
    gates: Annotated["tuple[Gate, ...]", "Commands that validate a tree."] = ()
    approvers: Annotated["Approvers | None", "Who may approve, and what needs it."] = None
    agents: Annotated["tuple[Agent, ...]", "AI agents, and the paths each may touch."] = ()
    exemptions: Annotated["Exemptions | None", "The limits of exemptions."] = None
    workflows: Annotated[
        Mapping["Slug", "Workflow"], "Ways of working that tasks are routed to."
    ] = {}
    hints: Annotated[
        Hints, "Whether the hook names the known learning that a new one nearly repeats."
    ] = "show"
    warnings: tuple[str, ...] = ()
