"""The law at a place in history, or in the index: found, loaded, and remembered by its blob."""

import os
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from agentops_git import __version__
from agentops_git.constitution.find import PATHS
from agentops_git.constitution.model import Constitution
from agentops_git.constitution.presets import PRESETS
from agentops_git.errors import UsageError
from agentops_git.git.objects import blob_text, finish_resolve, start_resolve
from agentops_git.git.process import Git
from agentops_git.git.repository import Places


class Ruling(NamedTuple):
    """The law that judges, and where it comes from.

    ``blob`` is its text's object id, empty for a preset. ``advisory``: it refuses nothing.
    ``problem``: why the law that should rule does not load.
    """

    law: Constitution
    source: str
    blob: str = ""
    advisory: bool = False
    problem: str | None = None


Found = list[tuple[str, str] | None]


def law_names(revs: Iterable[str]) -> list[str]:
    """The object names of every place a constitution may stand in; the index is the empty rev."""
    return [f"{rev}:{path}" for rev in revs for path in PATHS]


def law_among(git: Git, places: Places, found: Found, where: str) -> Ruling | None:
    """The law among the answers for one rev's ``law_names``; None where none of them is ours."""
    for path, answer in zip(PATHS, found, strict=True):
        if answer and answer[1] == "blob":
            ruling = _load(git, places, answer[0], path, where)
            if ruling:
                return ruling
    return None


def law_at(git: Git, places: Places, rev: str) -> Ruling | None:
    """The law at a commit, or in the index (the empty rev)."""
    found = finish_resolve(start_resolve(git, law_names([rev])))
    return law_among(git, places, found, rev[:12] if rev else "the index")


def preset_ruling(name: str, why: str) -> Ruling:
    """The law of a preset, where the repository states none."""
    if name not in PRESETS:
        raise UsageError(f"there is no preset '{name}'; presets: {', '.join(PRESETS)}")
    return Ruling(PRESETS[name], f"preset {name} ({why})")


def _load(git: Git, places: Places, oid: str, path: str, where: str) -> Ruling | None:
    from agentops_git.constitution.cached import from_json

    source = f"{path} at {where}"
    cache = places.ours("laws", f"{oid}-{__version__}.json")
    try:
        with open(cache, encoding="utf-8") as file:
            text = file.read()
        return Ruling(from_json(text), source, oid) if text else None
    except (OSError, ValueError, KeyError, TypeError):
        return _load_blob(git, oid, path, source, cache)


def _load_blob(git: Git, oid: str, path: str, source: str, cache: str) -> Ruling | None:
    from agentops_git.site_packages import ensure_site

    ensure_site()
    from agentops_git.constitution.cached import to_json
    from agentops_git.constitution.load import InvalidConstitution, is_ours, load

    data = blob_text(git, oid)
    text = data.decode("utf-8", "surrogateescape")
    if not is_ours(text):
        remember(cache, "")
        return None
    try:
        law = load(text, path)
    except InvalidConstitution as error:
        why = f"preset core ({source} does not load)"
        return Ruling(PRESETS["core"], why, oid, problem=str(error))
    remember(cache, to_json(law))
    return Ruling(law, source, oid)


def remember(cache: str, text: str) -> None:
    """Keep what was found for the next hook; without a writable git dir it is found each time."""
    scratch = f"{cache}.{os.getpid()}"
    try:
        os.makedirs(os.path.dirname(cache), exist_ok=True)
        with open(scratch, "w", encoding="utf-8") as file:
            file.write(text)
        os.replace(scratch, cache)
    except OSError:
        return


def first_laws(git: Git, places: Places, commits: Sequence[str]) -> str | None:
    """The first of ``commits`` (oldest first) whose tree holds a law of ours."""
    found = finish_resolve(start_resolve(git, law_names(commits)))
    for number, commit in enumerate(commits):
        answers = found[number * len(PATHS) : (number + 1) * len(PATHS)]
        if law_among(git, places, answers, commit[:12]):
            return commit
    return None
