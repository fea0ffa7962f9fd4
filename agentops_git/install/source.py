"""Where this package comes from, told by its own metadata and never guessed."""

import json
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from typing import NamedTuple

SOURCE_LABELS = ("source", "source code", "repository")


class Origin(NamedTuple):
    """What pre-commit needs to install us: a repository and a revision of it."""

    repo: str
    rev: str


def origin(package: str = "agentops-git") -> Origin | None:
    """The origin of the installed package; None where its metadata names none."""
    try:
        found = distribution(package)
    except PackageNotFoundError:
        return None
    return _from_direct_url(found.read_text("direct_url.json")) or _from_project_url(found)


def _from_direct_url(text: str | None) -> Origin | None:
    """PEP 610: the version control system that pip installed from."""
    try:
        data = json.loads(text or "{}")
        vcs = data.get("vcs_info", {})
        if vcs.get("vcs") == "git" and data["url"] and vcs["commit_id"]:
            return Origin(data["url"], vcs["commit_id"])
    except (ValueError, KeyError, AttributeError):
        return None
    return None


def _from_project_url(found: Distribution) -> Origin | None:
    """The project's Source URL, at the tag of this version."""
    for entry in found.metadata.get_all("Project-URL") or ():
        label, _, url = str(entry).partition(",")
        if label.strip().lower() in SOURCE_LABELS and url.strip():
            return Origin(url.strip(), f"v{found.version}")
    return None
