"""What is installed here, whether it works, and the command that mends what does not."""

import os
import re
import shlex
import shutil
import sys
from collections.abc import Iterator

from agentops_git.constitution.load import InvalidConstitution, load
from agentops_git.git.process import Git
from agentops_git.install import lawfile, native, precommit, scripts
from agentops_git.install.check import Check
from agentops_git.install.doctor_settings import settings
from agentops_git.install.external import install_command
from agentops_git.install.proof import prove
from agentops_git.install.site import Site
from agentops_git.install.snippet import TYPES
from agentops_git.install.where import hooks_path, hooks_path_scope

OLDEST_GIT = (2, 39)


def examine(site: Site) -> Iterator[Check]:
    """Every check, each yielded as it is done, since the proof takes a while."""
    yield git_version(site.git)
    if site.top is None:
        yield from _scripts(site, scripts.SERVER)
        return
    yield law(site, site.top)
    yield from hooks(site, site.top)
    yield proof(site, site.top)
    yield from settings(site.git)


def git_version(git: Git) -> Check:
    """Whether git is one that we know to work."""
    said = git.text("version")
    found = re.search(r"(\d+)\.(\d+)", said)
    version = (int(found[1]), int(found[2])) if found else (0, 0)
    if version < OLDEST_GIT:
        return Check("git", "warn", f"{said} is older than 2.39, the oldest that is tested")
    return Check("git", "ok", said)


def law(site: Site, top: str) -> Check:
    """Whether there is a constitution, whether it loads, and whether it is committed."""
    name = lawfile.present(top)
    if name is None:
        says = "no constitution: hooks go by preset core, and range checks only advise"
        return Check("law", "off", says, "agentops-git init")
    with open(os.path.join(top, name), "rb") as file:
        text = file.read()
    try:
        loaded = load(text, name)
    except InvalidConstitution as error:
        return Check(
            "law", "off", f"does not load: {error}", f"agentops-git check --law HEAD {name}"
        )
    committed = site.git.ask("-C", top, "cat-file", "-e", f"HEAD:{name}").code == 0
    if not committed:
        return Check("law", "warn", f"{name} is not committed yet", f"git add {name} && git commit")
    return Check("law", "ok", f"{name}, extends {loaded.extends}")


def hooks(site: Site, top: str) -> Iterator[Check]:
    """The hooks of whichever way was chosen, or that there are none."""
    scope = hooks_path_scope(site.git)
    if scope not in (None, "local", "worktree"):
        yield Check(
            "core.hooksPath", "warn",
            f"your {scope} configuration sends hooks to {hooks_path(site.git)}",
            f"git config core.hooksPath '{os.path.join(site.places.common_dir, 'hooks')}'",
        )  # fmt: skip
    native_there = native.runs_here(site)
    configured = precommit.configured(top) is not None
    if native_there:
        yield from _scripts(site, native.events(site))
        yield from _on_moves(site)
    if configured:
        yield from _types(site)
        yield from () if native_there else _beside(site)
    if configured and native_there:
        yield Check(
            "hooks", "warn", "commits are judged twice: natively and through pre-commit",
            "agentops-git uninstall",
        )  # fmt: skip
    if not native_there and not configured:
        yield Check("hooks", "off", "git runs no hook of ours", "agentops-git init")


def _paths(site: Site, events: tuple[str, ...]) -> list[str]:
    return [os.path.join(hooks_path(site.git), event) for event in events]


def _scripts(
    site: Site, events: tuple[str, ...], mend: str = "agentops-git init --native"
) -> Iterator[Check]:
    for event, path in zip(events, _paths(site, events), strict=True):
        if problem := script_problem(path):
            yield Check(event, "off", problem, mend)
        else:
            kept = os.path.lexists(path + scripts.KEPT)
            yield Check(event, "ok", f"{path}{', after the hook that was there' if kept else ''}")


def _on_moves(site: Site) -> Iterator[Check]:
    """The script at every move of a ref, where it is switched on."""
    if native.judges_moves(site):
        mend = "agentops-git init --native --reference-transaction"
        yield from _scripts(site, (scripts.ON_MOVES,), mend)


def script_problem(path: str) -> str | None:
    """Why git would not run our script at a path, or would run it in vain."""
    if not os.path.lexists(path):
        return "not installed"
    if not scripts.is_ours(path):
        return f"{path} is somebody else's"
    if not os.access(path, os.X_OK):
        return f"{path} is not executable, so git ignores it"
    python, package = scripts.recorded(path)
    runs = os.access(python, os.X_OK) and os.path.exists(os.path.join(package, "__main__.py"))
    if not runs and not shutil.which("agentops-git"):
        return f"its interpreter {python} is gone, and agentops-git is not on PATH"
    return None


def _types(site: Site) -> Iterator[Check]:
    missing = precommit.missing_types(site)
    for kind in TYPES:
        if kind in missing:
            yield Check(kind, "off", "configured, but not installed in git", install_command())
        else:
            yield Check(kind, "ok", "through pre-commit")
    if not shutil.which("agentops-git"):
        add = f'export PATH="$PATH":{shlex.quote(os.path.dirname(sys.executable))}'
        yield Check("PATH", "warn", "agentops-git is not on PATH", add)


def _beside(site: Site) -> Iterator[Check]:
    """The scripts that carry records where pre-commit runs everything else."""
    for event, path in zip(scripts.BESIDE, _paths(site, scripts.BESIDE), strict=True):
        problem = script_problem(path)
        if native.moved_aside(site, event):
            problem = "moved aside by a hook runner that was installed again"
        if problem:
            says = f"{problem}, so records of squashed and rewritten commits are not carried"
            yield Check(event, "warn", says, "agentops-git init")
        else:
            yield Check(event, "ok", f"{path}, beside pre-commit")


def proof(site: Site, top: str) -> Check:
    """A refusal, end to end, through the hook that is installed."""
    hook = os.path.join(hooks_path(site.git), "commit-msg")
    mend = f"agentops-git init{' --native' if native.runs_here(site) else ''}"
    if not os.access(hook, os.X_OK):
        return Check("proof", "off", "nothing to prove: no commit-msg hook", mend)
    problem = prove(hook, top).problem
    if problem:
        return Check("proof", "off", f"{hook} was tried: {problem}", mend)
    return Check("proof", "ok", "a bare commit was refused, and a record accepted")
