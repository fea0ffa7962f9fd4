"""What a server's hooks take from the process that serves a push: not what the pusher may set."""

from collections.abc import MutableMapping

_OF_GIT = frozenset(
    {
        "GIT_DIR",
        "GIT_COMMON_DIR",
        "GIT_OBJECT_DIRECTORY",
        "GIT_ALTERNATE_OBJECT_DIRECTORIES",
        "GIT_QUARANTINE_PATH",
        "GIT_SHALLOW_FILE",
        "GIT_CONFIG_GLOBAL",
        "GIT_CONFIG_SYSTEM",
        "GIT_CONFIG_NOSYSTEM",
        "GIT_EXEC_PATH",
    }
)
"""What says where objects and the server's own configuration are; without it the quarantine is
unreadable."""
_OF_JOBS = ("GIT_", "CI_", "GITHUB_", "GITLAB_", "AGENTOPS_")


def keep_ours(env: MutableMapping[str, str]) -> None:
    """Take out of an environment what ssh or HTTP may have passed on from a pusher.

    A CI job's variables name a default branch and a repository, GIT_CONFIG_* any setting,
    push options whatever was typed: none of that is the server's word.
    """
    for name in [*env]:
        if name.startswith(_OF_JOBS) and name not in _OF_GIT:
            del env[name]
