"""Ref updates as a receiver sees them, and which law rules each."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from agentops_git.constitution.globs import name_matches
from agentops_git.enforcement.default_branch import Default
from agentops_git.enforcement.law import Ruling
from agentops_git.enforcement.since import standing_law
from agentops_git.errors import EnvironmentFailure
from agentops_git.git.config import Config
from agentops_git.git.objects import resolve
from agentops_git.git.process import Git
from agentops_git.git.repository import Places

NOT_HISTORY = ("refs/notes/", "refs/agentops/", "refs/stash")
"""Refs whose commits nobody judges: what hangs on them alone is still new to every other ref."""


class Update(NamedTuple):
    """One ref that is about to move; None stands for no object (creation, deletion).

    ``proposed``: that ``new`` be merged into the ref, as a pull request does.
    """

    ref: str
    old: str | None
    new: str | None
    proposed: bool = False


class Receiver(NamedTuple):
    """Who takes the update: a remote by its name, or this repository (None), the server.

    ``holds``: the commits it has, where the refs here don't tell that (a clone made by CI).
    """

    git: Git
    places: Places
    config: Config
    env: Mapping[str, str]
    remote: str | None
    named_default: str | None = None
    holds: tuple[str, ...] | None = None


class Ruled(NamedTuple):
    """An update that brings the commit ``new``, and its law, as it stands at the commit ``tip``.

    ``old`` is the commit at which the ref is, None where that is not here. No ``ruling``: there
    is no law at all.
    """

    update: Update
    old: str | None
    new: str
    tip: str | None
    ruling: Ruling | None
    protected: bool
    trusted: bool


class Scene(NamedTuple):
    """What all updates of one push share: the receiver, its default branch, and the law there."""

    receiver: Receiver
    default: Default | None
    general: Ruling | None


def scene_of(receiver: Receiver, default: Default | None) -> Scene:
    """The scene, the law read off the default branch."""
    tip = default.tip if default else None
    return Scene(
        receiver, default, standing_law(receiver.git, receiver.places, tip) if tip else None
    )


def parse_update(ref: str, old: str, new: str) -> Update:
    """An update as git's hooks name it, zeros for no object."""
    return Update(ref, old if old.strip("0") else None, new if new.strip("0") else None)


def commits_named(git: Git, updates: Iterable[Update]) -> dict[str, str]:
    """Of the objects that updates name: those that are a commit here, or tags of one, to it.

    EnvironmentFailure where a new object can't be read: what nobody sees, nobody judges.
    """
    rows = list(updates)
    ids = list(dict.fromkeys(oid for update in rows for oid in update[1:3] if oid))
    found = resolve(git, (f"{oid}^{{commit}}" for oid in ids)) if ids else []
    commits = {oid: answer[0] for oid, answer in zip(ids, found, strict=True) if answer}
    others = [update.new for update in rows if update.new and update.new not in commits]
    if others and None in resolve(git, others):
        raise EnvironmentFailure(
            "an object that is pushed can't be read; GIT_QUARANTINE_PATH and the other "
            "variables that git gives to its hooks must reach this one"
        )
    return commits


def rule(scene: Scene, update: Update, new: str, commits: Mapping[str, str]) -> Ruled:
    """The update with its law: that at the ref's old tip where the ref is protected."""
    old = commits.get(update.old or "")
    protected = is_protected(scene, update.ref)
    trusted = scene.general is not None and _matches(update.ref, scene.general.law.trusted)
    tip, ruling = scene.default.tip if scene.default else None, scene.general
    if old and protected and old != tip:
        tip, ruling = old, standing_law(scene.receiver.git, scene.receiver.places, old)
    return Ruled(update, old, new, tip, ruling, protected, trusted)


def is_protected(scene: Scene, ref: str) -> bool:
    """Whether a ref is the default branch, or one that the law there protects or trusts."""
    default, general = scene.default, scene.general
    globs = general.law.protected + general.law.trusted if general else ()
    return (default is not None and ref == f"refs/heads/{default.name}") or _matches(ref, globs)


def _matches(ref: str, globs: Iterable[str]) -> bool:
    branch = ref.removeprefix("refs/heads/")
    return any(name_matches(glob, branch) or name_matches(glob, ref) for glob in globs)
