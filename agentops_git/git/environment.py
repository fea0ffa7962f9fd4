"""The environment that git runs in: as it was given to us, without what would stop or surprise."""

from collections.abc import Iterable, Mapping

_QUIET = {
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C.UTF-8",
    "LANGUAGE": "C",  # else git speaks it, even in the locale C.UTF-8
}
_NO_MONITOR = ("core.fsmonitor", "false")
"""A repository may name a program there, which git runs wherever it reads the index."""


def quiet(env: Mapping[str, str]) -> dict[str, str]:
    """``env`` for a git that asks nobody, speaks English and runs no file system monitor."""
    return with_settings({**env, **_QUIET}, [_NO_MONITOR])


def with_settings(env: Mapping[str, str], settings: Iterable[tuple[str, str]]) -> dict[str, str]:
    """``env`` with settings of git that go before those of every file, and before the given."""
    made, count = dict(env), env.get("GIT_CONFIG_COUNT") or "0"
    if not count.isdecimal():
        return made  # git says what is wrong with it
    number = int(count)
    for setting in settings:
        if _setting(made, number - 1) != setting:
            made[f"GIT_CONFIG_KEY_{number}"], made[f"GIT_CONFIG_VALUE_{number}"] = setting
            number += 1
    return {**made, "GIT_CONFIG_COUNT": str(number)}


def _setting(env: Mapping[str, str], number: int) -> tuple[str | None, str | None]:
    return env.get(f"GIT_CONFIG_KEY_{number}"), env.get(f"GIT_CONFIG_VALUE_{number}")
