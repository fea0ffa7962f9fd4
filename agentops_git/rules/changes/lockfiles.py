"""G008: a lock file that changes while what it was made from does not."""

from collections.abc import Iterator

from agentops_git.constitution.globs import text_matches
from agentops_git.rules.changes.model import Case, Fault
from agentops_git.rules.changes.shell import pathspec

MANIFESTS: dict[str, tuple[str, ...]] = {
    "package-lock.json": ("package.json", ".npmrc"),
    "npm-shrinkwrap.json": ("package.json", ".npmrc"),
    "yarn.lock": ("package.json", ".yarnrc*"),
    "pnpm-lock.yaml": ("package.json", "pnpm-workspace.yaml", ".npmrc", ".pnpmfile.*"),
    "bun.lock": ("package.json", "bunfig.toml"),
    "bun.lockb": ("package.json", "bunfig.toml"),
    "deno.lock": ("deno.json", "deno.jsonc", "package.json"),
    "Cargo.lock": ("Cargo.toml",),
    "poetry.lock": ("pyproject.toml",),
    "uv.lock": ("pyproject.toml", "uv.toml"),
    "pdm.lock": ("pyproject.toml",),
    "pixi.lock": ("pixi.toml", "pyproject.toml"),
    "Pipfile.lock": ("Pipfile",),
    "Gemfile.lock": ("Gemfile", "*.gemspec"),
    "composer.lock": ("composer.json",),
    "go.sum": ("go.mod", "go.work"),
    "mix.lock": ("mix.exs",),
    "rebar.lock": ("rebar.config",),
    "pubspec.lock": ("pubspec.yaml",),
    "flake.lock": ("flake.nix",),
    "Podfile.lock": ("Podfile",),
    "Package.resolved": ("Package.swift",),
    "packages.lock.json": ("*.csproj", "*.fsproj", "*.vbproj", "Directory.*.props"),
    "gradle.lockfile": ("build.gradle*", "settings.gradle*", "*.versions.toml"),
    ".terraform.lock.hcl": ("*.tf",),
    "Chart.lock": ("Chart.yaml",),
    "conan.lock": ("conanfile.*",),
    "stack.yaml.lock": ("stack.yaml",),
    "MODULE.bazel.lock": ("MODULE.bazel",),
    "buf.lock": ("buf.yaml",),
}
"""Each well-known lock file and the names of what it is made from."""


def check_lockfiles(case: Case) -> Iterator[Fault]:
    """Say which lock files change alone; merges, new lock files and deletions are usual."""
    files = case.change.files
    if any(len(file.before) > 1 for file in files):
        return
    paths = [file.path for file in files]
    for file in files:
        if file.added or file.deleted:
            continue
        if (wants := _manifests(file.path, case)) and not _changes(wants, file.path, paths):
            said = f"it changes without {' or '.join(wants[:2])}, which it is made from"
            yield Fault(file.path, said, _restore(file.path, case.change.commit))


def _restore(path: str, commit: str | None) -> str:
    source = f"{commit[:12]}^" if commit else "HEAD"
    return f"git restore --staged --source={source} -- {pathspec(path)}"


def _manifests(path: str, case: Case) -> tuple[str, ...]:
    if stated := case.guardrails.lockfiles.get(path):
        return (stated,)
    return MANIFESTS.get(path.rpartition("/")[2], ())


def _changes(wants: tuple[str, ...], lock: str, paths: list[str]) -> bool:
    """Whether a manifest changes beside the lock file or below it, as in a workspace."""
    here = lock[: lock.rfind("/") + 1]
    below = [path for path in paths if path.startswith(here)]
    return any(
        path == want or text_matches(want, path.rpartition("/")[2])
        for want in wants
        for path in (paths if "/" in want else below)
    )
