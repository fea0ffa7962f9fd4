"""What a local hook needs to know before it judges, asked of git all at once."""

import os
from collections.abc import Mapping
from typing import NamedTuple

from agentops_git.enforcement.law import Ruling, law_among, law_names, preset_ruling
from agentops_git.git.config import Config, finish_config, start_config
from agentops_git.git.objects import finish_resolve, start_resolve
from agentops_git.git.process import Git
from agentops_git.git.repository import Places, finish_places, start_places

PRESET = "agentops.preset"


class Situation(NamedTuple):
    """One local repository at the moment of a commit.

    ``staged`` is the law in the index, None where the index has none; ``merging`` says that
    the commit will have more than one parent.
    """

    git: Git
    places: Places
    config: Config
    env: Mapping[str, str]
    ruling: Ruling
    staged: Ruling | None
    merging: bool


def situation(git: Git, env: Mapping[str, str], preset: str | None = None) -> Situation:
    """Ask git for the places, the configuration and the laws in HEAD and the index."""
    asked = start_places(git), start_config(git), start_resolve(git, law_names(["HEAD", ""]))
    places, config = finish_places(asked[0]), finish_config(asked[1])
    found = finish_resolve(asked[2])
    half = len(found) // 2
    ruling = staged = law_among(git, places, found[:half], "HEAD")
    if found[:half] != found[half:]:
        staged = law_among(git, places, found[half:], "the index")
    merging = os.path.exists(os.path.join(places.git_dir, "MERGE_HEAD"))
    return Situation(
        git, places, config, env, ruling or _without_law(staged, preset, config), staged, merging
    )


def parents_to_be(here: Situation) -> tuple[str, ...]:
    """The parents of the commit that is being made."""
    if not here.merging:
        return ("HEAD",)
    with open(os.path.join(here.places.git_dir, "MERGE_HEAD"), encoding="ascii") as file:
        return ("HEAD", *file.read().split())


def staged_paths(here: Situation) -> tuple[str, ...] | None:
    """The paths that the commit will change, where the law asks for them; else None."""
    law = here.ruling.law
    if not (law.subtrees or law.exempt.paths):
        return None
    done = here.git.ask("diff", "--cached", "--name-only", "-z", "--no-renames", "--no-ext-diff")
    return tuple(done.out.decode("utf-8", "surrogateescape").split("\0")[:-1])


def _without_law(staged: Ruling | None, preset: str | None, config: Config) -> Ruling:
    """HEAD states no law: the commit that brings one can't be made to fail by it."""
    if staged:
        return staged._replace(advisory=True)
    name = preset or config.get(PRESET) or "core"
    return preset_ruling(name, "the repository has no constitution")
