"""Where git looks for hooks here, and whether we may write there."""

import os

from agentops_git.errors import UsageError
from agentops_git.git.process import Git
from agentops_git.install.scripts import HooksHome

_HUSKY_FILES = ("h", "husky.sh")


def hooks_path(git: Git) -> str:
    """The absolute path of the directory that git runs hooks from here."""
    out = git.run("rev-parse", "--path-format=absolute", "--git-path", "hooks")
    return os.fsdecode(out.removesuffix(b"\n"))


def hooks_path_scope(git: Git) -> str | None:
    """Which configuration sets core.hooksPath (local, global, system …), if any."""
    done = git.ask("config", "--show-scope", "-z", "--get", "core.hooksPath")
    return done.out.split(b"\0")[0].decode() if done.code == 0 else None


def hooks_home(git: Git, top: str | None, common_dir: str) -> HooksHome:
    """The directory that native hooks go to; UsageError where it is not this repository's alone."""
    path, scope = hooks_path(git), hooks_path_scope(git)
    if scope is None:
        return HooksHome(path)
    if scope not in ("local", "worktree"):
        raise UsageError(_not_ours_alone(path, scope, common_dir))
    if _is_husky(path):
        raise UsageError(
            f"husky writes the hooks in {path}; put this line into .husky/commit-msg instead: "
            'agentops-git hook commit-msg "$1"'
        )
    if os.path.exists(path) and not os.path.isdir(path):
        raise UsageError(
            f"core.hooksPath is {path}, which is no directory: hooks are off here; "
            "turn them on with: git config --unset core.hooksPath"
        )
    return HooksHome(path, shared=top is not None and _inside(path, top, common_dir))


def _not_ours_alone(path: str, scope: str, common_dir: str) -> str:
    own = os.path.join(common_dir, "hooks")
    return (
        f"core.hooksPath of your {scope} configuration sends every repository's hooks to {path}; "
        f"for hooks of this repository's own run: git config core.hooksPath '{own}' "
        "(those of the shared directory then no longer run here), and init again"
    )


def _is_husky(path: str) -> bool:
    parts = os.path.normpath(path).split(os.sep)
    return ".husky" in parts[-2:] and any(
        os.path.exists(os.path.join(path, name)) for name in _HUSKY_FILES
    )


def _inside(path: str, top: str, common_dir: str) -> bool:
    def below(child: str, parent: str) -> bool:
        return os.path.realpath(child).startswith(os.path.join(os.path.realpath(parent), ""))

    return below(path, top) and not below(path, common_dir)
