"""G002: the paths whose change needs an approval, those of the law and those that guard it."""

from functools import lru_cache
from typing import NamedTuple

from agentops_git.constitution.find import PATHS
from agentops_git.constitution.globs import any_path_matches
from agentops_git.constitution.model import Constitution
from agentops_git.git.changes import Change

ALWAYS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("the constitution", tuple(f"/{path.lower()}" for path in PATHS)),
    ("git attributes", (".gitattributes",)),
    ("submodules", ("/.gitmodules",)),
    (
        "hook configuration",
        (
            "/.pre-commit-config.y*ml", "/.pre-commit-hooks.y*ml", "/prek.toml", "/.husky/**",
            "/.huskyrc*", "/husky.config.*", "/lefthook.*", "/.lefthook.*", "/lefthook-local.*",
            "/.lefthook-local.*", "/.lefthook/**", "/.config/lefthook*", "/.overcommit.yml",
            "/.githooks/**", "/.git-hooks/**", "/.hooks/**", "/.hk/**", "/hk.pkl",
            "/.simple-git-hooks.*", "/simple-git-hooks.*",
        ),
    ),
    (
        "CI configuration",
        (
            "/.github/workflows/**", "/.github/actions/**", "/.gitlab-ci.y*ml",
            "/.gitlab/ci/**", "/.gitlab/*ci*/**", "/.gitea/workflows/**",
            "/.forgejo/workflows/**", "/.circleci/**", "/.travis.y*ml", "/appveyor.y*ml",
            "/.appveyor.y*ml", "/azure-pipelines*.y*ml", "/.azure-pipelines/**",
            "/.azuredevops/**", "/bitbucket-pipelines.y*ml", "jenkinsfile*", "/.drone.*",
            "/.woodpecker.*", "/.woodpecker/**", "/.buildkite/**", "/.cirrus.*", "/.builds/**",
            "/.build.yml", "/buildspec.y*ml", "/cloudbuild.*", "/.semaphore/**",
            "/.teamcity/**", "/.tekton/**", "/codefresh.y*ml", "/.ci/**", "/action.y*ml",
            "/.github/dependabot.y*ml",
        ),
    ),
    ("code owners", ("/codeowners", "/docs/codeowners", "/.github/codeowners",
                     "/.gitlab/codeowners", "/.gitea/codeowners", "/.forgejo/codeowners")),
    ("allowed signers", ("*allowed_signers*", "*allowed-signers*", "/.gitsigners")),
    (
        "what a secret scanner lets by",
        (
            ".gitleaks*", ".betterleaks*", "gitleaks.toml", "betterleaks.toml",
            ".secrets.baseline", ".gitguardian.y*ml", ".ggshield.y*ml",
        ),
    ),
    (
        "agent settings",
        (
            "**/.claude/settings*.json", "**/.claude/hooks/**", ".mcp.json",
            "**/.cursor/hooks.json", "**/.cursor/hooks/**", "**/.cursor/mcp.json",
            "**/.codex/**", "**/.gemini/settings.json", "**/.gemini/hooks/**",
            "/.github/hooks/**", "**/.windsurf/hooks.json", "**/.vscode/mcp.json",
            "opencode.json*", "**/.opencode/**", ".aider.conf.y*ml", "**/.kiro/hooks/**",
            "**/.qwen/settings.json", "**/.amazonq/**",
        ),
    ),
)  # fmt: skip
"""What is guarded in any case, in lower case: file systems without case see other spellings too."""


class Guarded(NamedTuple):
    """A guarded path that changes, and why it is one."""

    path: str
    why: str


def guarded(change: Change, law: Constitution) -> tuple[Guarded, ...]:
    """The guarded paths among those that a change touches, in its order."""
    found = ((file.path, why_guarded(file.path, law)) for file in change.files)
    return tuple(Guarded(path, why) for path, why in found if why)


def why_guarded(path: str, law: Constitution) -> str | None:
    """Why a path is guarded; None where it is not."""
    own = law.guardrails.protected if law.guardrails else ()
    if any_path_matches(own, path):
        return "the constitution protects it"
    folded = path.casefold()
    baseline = law.guardrails.secrets.baseline if law.guardrails else ""
    if baseline and folded == baseline.casefold():
        return "it is the baseline of the secret scanner"
    return _always(folded)


_STEMS = (
    "constitution.", "prek.", "husky.", "lefthook", "hk.", "simple-git-hooks.", "appveyor.",
    "azure-pipelines", "bitbucket-pipelines.", "jenkinsfile", "buildspec.", "cloudbuild.",
    "codefresh.", "action.", "codeowners", "gitleaks.", "betterleaks.", "opencode.",
)  # fmt: skip
"""How the names in ``ALWAYS`` begin that have no dot before them, nor in the path above."""


@lru_cache(maxsize=4096)
def _always(folded: str) -> str | None:
    name = folded.rpartition("/")[2]
    if not (name.startswith(_STEMS) or "/." in f"/{folded}" or "signers" in name):
        return None
    return next((why for why, globs in ALWAYS if any_path_matches(globs, folded)), None)
