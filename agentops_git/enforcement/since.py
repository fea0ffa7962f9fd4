"""Where a law begins, and that it does not end: what descends from there is judged by it."""

import os
import re

from agentops_git.constitution.find import PATHS
from agentops_git.enforcement.law import Ruling, first_laws, law_at, remember
from agentops_git.git.process import Git
from agentops_git.git.repository import Places


def standing_law(git: Git, places: Places, tip: str) -> Ruling | None:
    """The law that rules at ``tip``: its own, or where that was deleted the last that stood.

    Deleting a law changes nothing; it is retired by saying so in it.
    """
    own = law_at(git, places, tip)
    if own:
        return own
    before = _before_deletion(git, places, tip)
    for parent in before.split():
        if last := law_at(git, places, parent):
            return last._replace(source=f"{last.source}, deleted since")
    return None


def _before_deletion(git: Git, places: Places, tip: str) -> str:
    """The parents of the last commit that touched a law's place; empty where none ever did.

    That none did is remembered, for a long history without a law is walked to its end.
    """
    cache = "" if _is_shallow(places) else places.ours("lawless")
    past = _first_word(cache)
    before = git.text(
        "--no-replace-objects", "log", "-1", "--no-show-signature", "--format=%P",
        "--ignore-missing", "--end-of-options", tip, *([f"^{past}"] if past else ()), "--", *PATHS,
    )  # fmt: skip
    if cache and not before.strip() and past != tip:
        remember(cache, tip)
    return before


def law_origin(git: Git, places: Places, tip: str) -> str | None:
    """The commit that first brought the law into the history of ``tip``.

    The answer is remembered, since walking a long history for it costs more than judging a
    push; but not in a shallow clone, where deepening moves it.
    """
    if _is_shallow(places):
        return _search(git, places, tip)
    cache = places.ours("origins")
    known = _read(cache)
    if tip in known:
        return known[tip]
    for commit in dict.fromkeys(known.values()):
        asked = ("--no-replace-objects", "merge-base", "--is-ancestor", commit, tip)
        if git.ask(*asked).code == 0:
            _append(cache, tip, commit)
            return commit
    origin = _search(git, places, tip)
    if origin:
        _append(cache, tip, origin)
    return origin


def _is_shallow(places: Places) -> bool:
    return os.path.exists(os.path.join(places.common_dir, "shallow"))


def _search(git: Git, places: Places, tip: str) -> str | None:
    touched = git.text(
        "--no-replace-objects", "log", "--full-history", "-m", "--topo-order", "--reverse",
        "--no-show-signature", "--format=%H", "--end-of-options", tip, "--", *PATHS,
    )  # fmt: skip
    return first_laws(git, places, list(dict.fromkeys(touched.split())))


def _first_word(cache: str) -> str:
    """The object id in a file; empty where there is none."""
    try:
        with open(cache, encoding="ascii", errors="replace") as file:
            text = file.read(100).strip()
    except OSError:
        return ""
    return text if re.fullmatch("[0-9a-f]{40,64}", text) else ""


def _read(cache: str) -> dict[str, str]:
    try:
        with open(cache, encoding="ascii", errors="replace") as file:
            pairs = [line.split() for line in file]
    except OSError:
        return {}
    return {pair[0]: pair[1] for pair in pairs if len(pair) == 2}


def _append(cache: str, tip: str, origin: str) -> None:
    try:
        os.makedirs(os.path.dirname(cache), exist_ok=True)
        with open(cache, "a", encoding="ascii") as file:
            file.write(f"{tip} {origin}\n")
    except OSError:
        return
