"""Where a law begins, and that it does not end: what descends from there is judged by it."""

import os

from agentops_git.constitution.find import PATHS
from agentops_git.enforcement.law import Ruling, first_laws, law_at
from agentops_git.git.process import Git
from agentops_git.git.repository import Places


def standing_law(git: Git, places: Places, tip: str) -> Ruling | None:
    """The law that rules at ``tip``: its own, or where that was deleted the last that stood.

    Deleting a law changes nothing; it is retired by saying so in it.
    """
    own = law_at(git, places, tip)
    if own:
        return own
    before = git.text(
        "--no-replace-objects", "log", "-1", "--no-show-signature", "--format=%P",
        "--end-of-options", tip, "--", *PATHS,
    )  # fmt: skip
    for parent in before.split():
        if last := law_at(git, places, parent):
            return last._replace(source=f"{last.source}, deleted since")
    return None


def law_origin(git: Git, places: Places, tip: str) -> str | None:
    """The commit that first brought the law into the history of ``tip``.

    The answer is remembered, since walking a long history for it costs more than judging a
    push; but not in a shallow clone, where deepening moves it.
    """
    if os.path.exists(os.path.join(places.common_dir, "shallow")):
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


def _search(git: Git, places: Places, tip: str) -> str | None:
    touched = git.text(
        "--no-replace-objects", "log", "--full-history", "-m", "--topo-order", "--reverse",
        "--no-show-signature", "--format=%H", "--end-of-options", tip, "--", *PATHS,
    )  # fmt: skip
    return first_laws(git, places, list(dict.fromkeys(touched.split())))


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
