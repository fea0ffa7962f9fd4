"""What is known already and nearly said again: advice to whoever writes a commit."""

import os
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

from agentops_git.enforcement.situation import Situation
from agentops_git.hooks.replay import replaying
from agentops_git.message.printable import one_line, printable
from agentops_git.message.trailers import parse

if TYPE_CHECKING:  # only where something may be near is the index worth its import
    from agentops_git.memory.near import Near
    from agentops_git.memory.served import Served

MELTED = ("fixup! ", "squash! ", "amend! ")
BUSY = ("CHERRY_PICK_HEAD", "REVERT_HEAD")
_PREFIX = len("pat-") + 8
_SHOWN = 100  # columns of a text
_LOOKED_AT = 4  # learnings of one message
_FILES, _HEAD = 500, 1000  # pattern files that are asked for their id, and bytes of each


def hint(message: str, before: str, here: Situation) -> str:
    """What to say of a message that was accepted; "" where nothing is near, or it is known.

    ``before`` is the message that was accepted last: of that one nothing is said again.
    """
    if here.ruling.law.hints == "off" or not _written_now(message, before, here):
        return ""
    trailers = parse(message)
    said = [one.value for one in trailers if one.key.lower() == "learning"][:_LOOKED_AT]
    cited = [one.value.strip().lower() for one in trailers if one.key.lower() == "pattern"]
    if not said or not os.path.exists(here.places.index_path):
        return ""
    from agentops_git.memory.near import nearest

    found = nearest(here.places.index_path, list(_by_id(said).values()))
    return next(_lines(found, said, cited, here), "") if found else ""


def _written_now(message: str, before: str, here: Situation) -> bool:
    """Whether somebody just wrote a lesson down, and git does not merely carry one on."""
    git_dir = here.places.git_dir
    carried = here.merging or replaying(git_dir) or message.startswith(MELTED)
    picked = any(os.path.exists(os.path.join(git_dir, name)) for name in BUSY)
    return not carried and not picked and message != before


def _lines(
    found: Iterable["Near"], said: Collection[str], cited: Collection[str], here: Situation
) -> Iterator[str]:
    """The hint for each that is near, but for what the message cites, and HEAD alone says."""
    from agentops_git.message.ids import short

    heads = _by_id(_of_head(here))
    if heads.keys() & _by_id(said).keys():
        return  # that commit is being amended
    for near in found:
        known = near.known
        slug = _slug(known.group, here)
        own = known.evidence < 2 and known.text in heads.values()
        if not own and not _cites(cited, slug, known):
            times = f" ({known.evidence} changes say so)" if known.evidence > 1 else ""
            yield (
                f"agentops: you may be repeating: {one_line(known.text, _SHOWN)}{times}\n"
                f"agentops: if so, cite it: Pattern: {printable(slug) or short(known.group)}\n"
            )


def _of_head(here: Situation) -> list[str]:
    """What HEAD says it learned; nothing where there is no commit yet."""
    done = here.git.ask(
        "log", "-1", "--no-show-signature", "--encoding=UTF-8", "--format=%B", "HEAD"
    )
    trailers = parse(done.out.decode("utf-8", "replace"))
    return [one.value for one in trailers if one.key.lower() == "learning"]


def _by_id(values: Iterable[str]) -> dict[str, str]:
    """Learnings by their id; what is none, or has no text, left out."""
    from agentops_git.message.ids import is_none, learning_id

    found: dict[str, str] = {}
    for value in values:
        with suppress(ValueError):
            if not is_none(value):
                found[learning_id(value)] = value
    return found


def _cites(cited: Collection[str], slug: str, known: "Served") -> bool:
    """Whether a value of ``Pattern:`` names it by its slug, or by enough of an id."""
    ids = (known.group, known.id)
    return any(
        value == slug or (len(value) >= _PREFIX and any(oid.startswith(value) for oid in ids))
        for value in cited
    )


def _slug(group: str, here: Situation) -> str:
    """The name of the file that a group has in the work tree; "" where it has none."""
    folder = here.ruling.law.outputs.patterns
    try:
        names = [name for name in sorted(os.listdir(folder)) if name.endswith(".md")][:_FILES]
        mark = group.encode()
        return next((name[:-3] for name in names if mark in _head(f"{folder}/{name}")), "")
    except OSError:
        return ""


def _head(path: str) -> bytes:
    """The begin of a file, where its front matter stands."""
    with open(path, "rb") as file:
        return file.read(_HEAD)
