"""The moment of a judgement, read off the clock, the configuration and the notes refs."""

import time
from collections.abc import Iterable, Mapping

from agentops_git.evidence.approvals.naming import name_in_url
from agentops_git.evidence.moment import Moment
from agentops_git.git.config import Config
from agentops_git.git.process import Git
from agentops_git.notes.refs import KINDS, ref_of

_REFS = tuple(map(ref_of, KINDS))


def moment_of(
    git: Git,
    config: Config,
    env: Mapping[str, str],
    pushed: Iterable[tuple[str, str | None]] = (),
    remote: str | None = None,
) -> Moment:
    """Now, here. ``pushed`` are refs that are about to move, with what they will be at.

    ``remote`` is whose repository it is, in a working one, where nothing else names that; a
    server gives none.
    """
    tips = dict(_standing(git))
    for ref, new in pushed:
        if ref in _REFS:
            tips.pop(ref, None)
            if new:
                tips[ref] = new
    name = repository_name(config, env) or (name_of_remote(config, remote) if remote else "")
    return Moment(int(time.time()), name, tips)


def repository_name(config: Config, env: Mapping[str, str]) -> str:
    """``agentops.repository``, else what the CI event says; never anything that the tree says."""
    return (
        config.get("agentops.repository")
        or env.get("GITHUB_REPOSITORY")
        or env.get("CI_PROJECT_PATH")
        or ""
    )


def name_of_remote(config: Config, remote: str) -> str:
    """What the URL of a remote calls its repository; a remote may itself be a URL."""
    return name_in_url(config.get(f"remote.{remote}.url") or remote)


def _standing(git: Git) -> Iterable[tuple[str, str]]:
    done = git.ask("for-each-ref", "--format=%(objecttype) %(objectname) %(refname)", *_REFS)
    rows = (line.split(" ", 2) for line in done.out.decode().splitlines())
    return [(ref, oid) for kind, oid, ref in rows if kind == "commit"]
