"""The plan of uninstall: what init put in, taken out again, and nothing else."""

import os

from agentops_git.errors import EnvironmentFailure
from agentops_git.files.atomic import write_atomic
from agentops_git.install import agents_md, lawfile, notes, precommit, scripts
from agentops_git.install.external import hook_runner, run
from agentops_git.install.ledger import Ledger, digest
from agentops_git.install.setup import first_message
from agentops_git.install.site import Site
from agentops_git.install.step import Step
from agentops_git.install.where import hooks_path


def plan(site: Site) -> tuple[list[Step], list[str]]:
    """The steps, and a line for each thing of ours that is left as it is, with the reason."""
    left: list[str] = []
    steps = scripts.remove_steps(_scripts(site, left), site.ledger)
    steps += notes.remove_steps(site.git, site.ledger)
    if site.top is not None:
        steps += _type_steps(site, site.top)
        steps += _config_steps(site.top, site.ledger, left)
        steps += agents_md.remove_steps(site.ledger)
        steps += _law_steps(site, site.top, left)
    path = first_message(site)
    if os.path.exists(path):
        steps.append(Step(f"remove {path}", lambda: os.unlink(path)))
    return steps, left


def _scripts(site: Site, left: list[str]) -> list[str]:
    """The scripts of ours, those that people changed left out."""
    ledger = site.ledger
    written = {ledger.path(name): made for name, made in ledger.get(scripts.PART).items()}
    names = [name + end for name in scripts.ALL for end in ("", scripts.LEGACY)]
    here = [os.path.join(hooks_path(site.git), name) for name in names]
    paths = [path for path in dict.fromkeys([*written, *here]) if scripts.is_ours(path)]
    changed = [path for path in paths if path in written and _digest(path) != written[path]]
    left += [f"{path} was edited since init wrote it; remove it by hand" for path in changed]
    return [path for path in paths if path not in changed]


def _digest(path: str) -> str | None:
    try:
        with open(path, "rb") as file:
            return digest(file.read())
    except OSError:
        return None


def _type_steps(site: Site, top: str) -> list[Step]:
    kinds, runner = list(site.ledger.get(precommit.TYPES_PART)), hook_runner()
    if not kinds or not runner:
        return []

    def do() -> None:
        types = [word for kind in kinds for word in ("--hook-type", kind)]
        done = run([runner, "uninstall", *types], top)
        if done.code != 0:
            raise EnvironmentFailure(f"{os.path.basename(runner)} uninstall failed: {done.said}")
        for kind in kinds:
            site.ledger.drop(precommit.TYPES_PART, kind)

    return [Step(f"run {os.path.basename(runner)} uninstall for {', '.join(kinds)}", do)]


def _config_steps(top: str, ledger: Ledger, left: list[str]) -> list[Step]:
    known = ledger.get(precommit.PART).get(precommit.NAME)
    path = os.path.realpath(os.path.join(top, precommit.NAME))
    if not known:
        return []
    if _digest(path) != known["after"]:
        left.append(f"{precommit.NAME} was edited since; take out the agentops hooks by hand")
        return []
    before = known["before"]

    def do() -> None:
        if before is None:
            os.unlink(path)
        else:
            write_atomic(path, before.encode())
        ledger.drop(precommit.PART, precommit.NAME)

    verb = "remove" if before is None else "put back the old"
    return [Step(f"{verb} {precommit.NAME}", do)]


def _law_steps(site: Site, top: str, left: list[str]) -> list[Step]:
    """A constitution goes only while it is as init wrote it, and nobody's history holds it."""
    steps = []
    for name, written in site.ledger.get(lawfile.PART).items():
        path = os.path.join(top, name)
        tracked = site.git.ask("-C", top, "ls-files", "--error-unmatch", "--", name).code == 0
        if tracked or _digest(path) != written:
            why = "it is tracked by git" if tracked else "it was edited"
            left.append(f"{name} stays, since {why}; to drop the law run: git rm {name}")
        else:
            steps.append(_remove_law(path, name, site.ledger))
    return steps


def _remove_law(path: str, name: str, ledger: Ledger) -> Step:
    def do() -> None:
        os.unlink(path)
        if name.startswith(".agentops/") and not os.listdir(os.path.dirname(path)):
            os.rmdir(os.path.dirname(path))
        ledger.drop(lawfile.PART, name)

    return Step(f"remove {name}", do)
