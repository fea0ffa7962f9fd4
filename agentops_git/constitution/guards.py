"""What a constitution says beside message rules: about changes, and which workflows there are."""

from collections.abc import Mapping
from typing import Annotated, Literal, NamedTuple

from agentops_git.constitution.model import (
    AuthorGlob,
    CommitType,
    Form,
    Glob,
    Level,
    Path,
    RefGlob,
    RuleCode,
    TypeName,
)

Text = Annotated[str, Form("text")]
Slug = Annotated[str, Form("slug")]
Regex = Annotated[str, Form("regex")]
Command = Annotated[str, Form("command")]
SshKey = Annotated[str, Form("ssh-key")]
Principal = Annotated[str, Form("principal")]
Date = Annotated[str, Form("date")]
GuardCode = Annotated[str, Form("guard-code")]
Stage = Literal["pre-commit", "pre-push", "ci"]
Scanner = Literal["builtin", "betterleaks", "gitleaks", "detect-secrets", "ggshield"]
Scope = Literal["added", "message", "trailers"]


class Limits(NamedTuple):
    """How much one commit may change; 0 is no limit. Generated paths are not counted."""

    files: Annotated[int, "The most files that one commit changes.", range(1_000_001)] = 0
    lines: Annotated[int, "The most lines added and removed.", range(100_000_001)] = 0
    deletions: Annotated[int, "The most files that one commit deletes.", range(1_000_001)] = 100
    file_kib: Annotated[int, "The largest file, in KiB.", range(10_000_001)] = 10_240
    binary_kib: Annotated[int, "The largest binary file, in KiB.", range(10_000_001)] = 1_024


class Secrets(NamedTuple):
    """How added text is searched for secrets."""

    scanner: Annotated[Scanner, "Which scanner searches; `builtin` needs nothing installed."] = (
        "builtin"
    )
    baseline: Annotated[
        Path, "The scanner's file of known findings, read as data; empty: none."
    ] = ""


class GuardRule(NamedTuple):
    """A rule of the repository's own: a pattern that a change must not contain."""

    code: Annotated[GuardCode, "Its code, `G900` to `G999`."]
    match: Annotated[Regex, "The regular expression that must not match (Python's syntax)."]
    message: Annotated[Text, "What a finding says."]
    level: Annotated[Level, "Its level."] = "error"
    scope: Annotated[Scope, "What is searched: added lines, messages or trailers."] = "added"
    paths: Annotated[tuple[Glob, ...], "Only changes to these paths; empty: all."] = ()
    suggestion: Annotated[str, "What to do instead, as text that can be pasted."] = ""


class Guardrails(NamedTuple):
    """Rules on what a commit changes, not on what it says."""

    protected: Annotated[
        tuple[Glob, ...],
        "Paths whose change needs an approval. The constitution, hook and CI configuration, "
        "`.gitattributes`, `.gitmodules` and signers are among them in any case.",
    ] = ()
    generated: Annotated[
        tuple[Glob, ...], "Generated and vendored paths, which no limit counts."
    ] = ()
    limits: Annotated[Limits, "How much one commit may change."] = Limits()
    lockfiles: Annotated[
        Mapping[Path, Path],
        "Lock files and the manifest that must change with each, besides the well-known ones.",
    ] = {}
    homoglyphs: Annotated[bool, "Whether letters that look like others are findings in code."] = (
        False
    )
    secrets: Annotated[Secrets, "How added text is searched for secrets."] = Secrets()
    rules: Annotated[tuple[GuardRule, ...], "Rules of the repository's own."] = ()


class When(NamedTuple):
    """What a gate applies to; an empty list is no condition, and all conditions must hold."""

    paths: Annotated[tuple[Glob, ...], "Changes to one of these paths."] = ()
    branches: Annotated[tuple[RefGlob, ...], "Changes to one of these branches."] = ()
    types: Annotated[tuple[CommitType, ...], "Commits of one of these types."] = ()


class Gate(NamedTuple):
    """A command that validates a tree, with recorded evidence."""

    name: Annotated[Slug, "Its name; unique."]
    command: Annotated[
        Command, "The command line: split as a shell splits it, and run without a shell."
    ]
    when: Annotated[When, "What it applies to."] = When()
    stage: Annotated[Stage, "Where it runs first; CI asks for the evidence of all."] = "pre-push"
    timeout: Annotated[int, "Seconds until it counts as failed.", range(1, 86_401)] = 600
    level: Annotated[Level, "The level of a finding where it fails or evidence is missing."] = (
        "error"
    )
    signers: Annotated[
        tuple[SshKey, ...],
        "Public SSH keys; where there are any, only evidence that one of them signed counts.",
    ] = ()


class SigningKey(NamedTuple):
    """A public SSH key and the time in which its signatures count."""

    key: Annotated[SshKey, "The public key: type and base64, as `ssh-keygen` writes it."]
    valid_after: Annotated[Date, "The first day (UTC) of its validity; empty: always."] = ""
    valid_before: Annotated[Date, "The day (UTC) at which its validity ends; empty: never."] = ""
    revoked: Annotated[bool, "Whether none of its signatures counts any more."] = False


class Approver(NamedTuple):
    """A person who may approve."""

    name: Annotated[Text, "How reports call this person; unique."]
    principals: Annotated[tuple[Principal, ...], "Addresses that the person signs as."]
    keys: Annotated[tuple[SigningKey, ...], "The person's keys."]


class Threshold(NamedTuple):
    """What needs approval, and by how many people."""

    gate: Annotated[Slug, "The human gate: `change`, or a name of your own (`plan`, `deploy`)."] = (
        "change"
    )
    paths: Annotated[tuple[Glob, ...], "Changes to these paths; empty: every guarded change."] = ()
    at_least: Annotated[int, "How many people; one person counts once.", range(1, 21)] = 1
    by: Annotated[tuple[Text, ...], "Only these people, by name; empty: anyone named."] = ()
    presence: Annotated[
        bool, "Whether only hardware keys (`sk-`) with the user-presence flag count."
    ] = False
    expires_days: Annotated[int, "Days until an approval expires.", range(1, 366)] = 14
    escalate_hours: Annotated[
        int, "Hours after which a request also asks `escalate_to`; 0: never.", range(8785)
    ] = 0
    escalate_to: Annotated[tuple[Text, ...], "Whom it asks then, by name."] = ()


class Approvers(NamedTuple):
    """Who may approve, and what needs it."""

    people: Annotated[tuple[Approver, ...], "The people who may approve."] = ()
    thresholds: Annotated[tuple[Threshold, ...], "What needs approval, by how many."] = ()


class Agent(NamedTuple):
    """An AI agent that works here, and the paths it may touch."""

    name: Annotated[Text, "Its name as it stands in `Assisted-by`; unique."]
    may_touch: Annotated[tuple[Glob, ...], "The paths that it may change; empty: all."] = ()
    authors: Annotated[
        tuple[AuthorGlob, ...], "Authors that are this agent, by name or e-mail address."
    ] = ()


class Exemptions(NamedTuple):
    """The limits of exemptions."""

    max_hours: Annotated[int, "The most hours that an exemption may last.", range(1, 8785)] = 168
    never: Annotated[tuple[RuleCode, ...], "Rules that nothing exempts from."] = ()


class Workflow(NamedTuple):
    """A way of working that `agentops-git route` knows; a default one by its name, or a new one."""

    meaning: Annotated[str, "What it is for, in a few words."] = ""
    when: Annotated[
        tuple[Text, ...], "Words and phrases of tasks that want it, beside those it knows."
    ] = ()
    types: Annotated[tuple[TypeName, ...], "Commit types whose commits are examples of it."] = ()
    agent: Annotated[str, "The agent for it; empty: the one whose commits stand best."] = ""
    use: Annotated[bool, "Whether tasks are routed to it; `false` leaves a default one out."] = True
