"""Hooks through pre-commit or prek: the configuration, and the hook types in git."""

import os

from agentops_git.errors import EnvironmentFailure, UsageError
from agentops_git.files.atomic import write_atomic
from agentops_git.files.inside import inside
from agentops_git.install.config_edit import (
    CannotEditError,
    Config,
    ConfigRefusedError,
    edit,
    has_our_hooks,
    parse,
)
from agentops_git.install.external import hook_runner, run
from agentops_git.install.ledger import Ledger, digest
from agentops_git.install.scripts import is_runner
from agentops_git.install.site import Site
from agentops_git.install.snippet import TYPES, repo_entry, whole
from agentops_git.install.source import Origin
from agentops_git.install.step import Step
from agentops_git.install.where import hooks_path, hooks_path_scope

NAME = ".pre-commit-config.yaml"
PART, TYPES_PART = "pre-commit", "hook-types"


def read_text(path: str) -> str | None:
    """The text of a file that people keep, line ends included; None where there is no file."""
    try:
        with open(path, encoding="utf-8", newline="") as file:
            return file.read()
    except FileNotFoundError:
        return None
    except UnicodeDecodeError:
        raise UsageError(f"{path}: it is not UTF-8, so nothing is added to it") from None


def configured(top: str) -> Config | None:
    """The configuration in the work tree if it runs hooks of ours."""
    try:
        config = parse(read_text(os.path.join(top, NAME)) or "")
    except (CannotEditError, UsageError):
        return None
    return config if has_our_hooks(config) else None


def config_steps(top: str, origin: Origin | None, ledger: Ledger) -> list[Step]:
    """What it takes until the configuration runs our hooks; UsageError with the text to paste."""
    path = inside(top, NAME)
    old, entry = read_text(path), repo_entry(origin)
    try:
        new = edit(old or "", entry)
    except CannotEditError as why:
        raise ConfigRefusedError(f"{NAME}: {why}", whole(entry)) from None
    if new == old:
        return []

    def do() -> None:
        write_atomic(path, new.encode())
        ledger.note(PART, NAME, {"before": _before(old, ledger), "after": digest(new.encode())})

    verb = "write" if old is None else "add our hooks to"
    return [Step(f"{verb} {NAME}", do)]


def _before(old: str | None, ledger: Ledger) -> str | None:
    """What uninstall puts back: what stood before the first of our edits in a row."""
    known = ledger.get(PART).get(NAME)
    return known["before"] if known and known["after"] == digest((old or "").encode()) else old


def loose_hooks(top: str) -> bool:
    """Whether hooks of others state no stages, so that they run at every installed stage."""
    try:
        config = parse(read_text(os.path.join(top, NAME)) or "")
    except (CannotEditError, UsageError):
        return False
    hooks = (hook for repo in config.get("repos") or () for hook in repo.get("hooks") or ())
    return "default_stages" not in config and any(
        not hook["id"].startswith("agentops-") and "stages" not in hook for hook in hooks
    )


def installed(directory: str, kind: str) -> bool:
    """Whether git runs pre-commit or prek for a hook type (a script of ours may run it first)."""
    paths = (os.path.join(directory, kind), os.path.join(directory, f"{kind}.before-agentops"))
    return any(is_runner(path) for path in paths)


def missing_types(site: Site) -> list[str]:
    """Our hook types that git does not run yet."""
    directory = hooks_path(site.git)
    return [kind for kind in TYPES if not installed(directory, kind)]


def runs_here(site: Site, top: str) -> bool:
    """Whether git runs a configuration with hooks of ours."""
    return configured(top) is not None and len(missing_types(site)) < len(TYPES)


def undo_command(ledger: Ledger) -> str:
    """The command after which git runs the configuration no more, whoever installed it."""
    if ledger.get(TYPES_PART):
        return "agentops-git uninstall"
    types = "".join(f" -t {kind}" for kind in TYPES)
    return f"{os.path.basename(hook_runner() or 'pre-commit')} uninstall{types}"


def install_steps(site: Site) -> list[Step]:
    """Have the runner install its hook types, where there is a runner and git looks for them."""
    missing, runner = missing_types(site), hook_runner()
    if not missing or not runner or not site.top:
        return []
    if scope := hooks_path_scope(site.git):
        raise UsageError(
            f"core.hooksPath is set ({scope} configuration), so pre-commit installs no hooks; "
            "unset it, or use: agentops-git init --native"
        )
    name, top = os.path.basename(runner), site.top

    def do() -> None:
        types = [word for kind in missing for word in ("--hook-type", kind)]
        done = run([runner, "install", "--allow-missing-config", *types], top)
        if done.code != 0:
            raise EnvironmentFailure(f"{name} install failed: {_last(done.said)}")
        for kind in missing:
            site.ledger.note(TYPES_PART, kind, name)

    return [Step(f"run {name} install for {', '.join(missing)}", do)]


def _last(said: str) -> str:
    lines = said.strip().splitlines()
    return lines[-1] if lines else "it said nothing"
