"""A refusal, proven: real commits in a throw-away repository through the hook that is installed."""

import os
import shlex
import shutil
import tempfile
from typing import NamedTuple

from agentops_git.install import first
from agentops_git.install.external import Ran, foreign_env, run
from agentops_git.install.precommit import NAME as PRE_COMMIT_CONFIG

BAD = "fix bug\n"


class Proof(NamedTuple):
    """What a bad and a good message met; ``problem`` is None where both met what they should."""

    problem: str | None
    said: str


def prove(hook: str, top: str) -> Proof:
    """Commit a bad and a good message through the commit-msg hook at ``hook``.

    The repository of the proof has no constitution, so that the preset core judges, and a copy of
    the pre-commit configuration; the hook runs where it stands, with whatever it runs besides.
    """
    with tempfile.TemporaryDirectory(prefix="agentops-git-proof-") as scratch:
        repo = _repository(scratch, hook, top)
        if isinstance(repo, Ran):
            return Proof("no repository could be made to try the hook in", repo.said)
        bad = _commit(repo, BAD)
        if bad.code == 0:
            return Proof("a message without a record was accepted", bad.said)
        if "T001" not in bad.said:
            return Proof("the hook fails, but not because of the message", bad.said)
        good = _commit(repo, first.MESSAGE)
        if good.code != 0:
            return Proof("a message that holds the law was refused", good.said)
        return Proof(None, bad.said)


def _repository(scratch: str, hook: str, top: str) -> str | Ran:
    repo, hooks = os.path.join(scratch, "repo"), os.path.join(scratch, "hooks")
    made = run(["git", "init", "--quiet", "--template=", repo], scratch, foreign_env())
    if made.code != 0:
        return made
    os.mkdir(hooks)
    shim = os.path.join(hooks, "commit-msg")
    with open(shim, "w", encoding="utf-8", errors="surrogateescape") as file:
        file.write(f'#!/bin/sh\nexec {shlex.quote(hook)} "$@"\n')
    os.chmod(shim, 0o755)
    config = os.path.join(top, PRE_COMMIT_CONFIG)
    if os.path.exists(config):
        shutil.copy(config, repo)
        run(["git", "add", "--all"], repo, foreign_env())
    return repo


def _commit(repo: str, message: str) -> Ran:
    hooks = os.path.join(os.path.dirname(repo), "hooks")
    path = os.path.join(repo, ".git", "proof-message")
    with open(path, "w", encoding="utf-8") as file:
        file.write(message)
    settings = (
        f"core.hooksPath={hooks}", "commit.gpgSign=false", "user.name=agentops-git doctor",
        "user.email=doctor@example.invalid", "agentops.preset=core",
    )  # fmt: skip
    config = [word for setting in settings for word in ("-c", setting)]
    argv = ["git", *config, "commit", "--allow-empty", "--quiet", "--file", path]
    return run(argv, repo, foreign_env())
