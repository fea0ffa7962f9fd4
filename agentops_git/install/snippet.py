"""What goes into a .pre-commit-config.yaml: our hooks, and the hook types they need."""

from typing import Any, NamedTuple

from agentops_git.install.source import Origin

Entry = dict[str, Any]


class Hook(NamedTuple):
    """One hook id as pre-commit sees it; ``default``: init writes it."""

    id: str
    event: str
    stages: tuple[str, ...]
    takes_file: bool = False
    verbose: bool = False
    default: bool = True


HOOKS = (
    Hook("agentops-commit-msg", "commit-msg", ("commit-msg",), takes_file=True, verbose=True),
    Hook("agentops-guard", "pre-commit", ("pre-commit",)),
    Hook("agentops-check", "pre-push", ("pre-push", "manual")),
    Hook(
        "agentops-prepare-commit-msg", "prepare-commit-msg", ("prepare-commit-msg",),
        takes_file=True, default=False,
    ),
    Hook("agentops-post-commit", "post-commit", ("post-commit",), verbose=True, default=False),
)  # fmt: skip
"""The last two cost 160 ms and more at every pick of a rebase through pre-commit: by hand only."""

TYPES = ("pre-commit", "commit-msg", "pre-push")
"""The hook types that the default hooks need; plain ``pre-commit install`` installs one."""


def repo_entry(origin: Origin | None) -> Entry:
    """Our entry under ``repos:``; without an origin it runs what is on PATH."""
    hooks = [hook for hook in HOOKS if hook.default]
    if origin:
        return {**origin._asdict(), "hooks": [{"id": hook.id} for hook in hooks]}
    return {"repo": "local", "hooks": [_local(hook) for hook in hooks]}


def _local(hook: Hook) -> Entry:
    entry: Entry = {
        "id": hook.id,
        "name": hook.id.replace("-", " ", 1),
        "entry": f"agentops-git hook {hook.event}",
        "language": "system",
        "stages": list(hook.stages),
        "always_run": True,
    }
    entry |= {} if hook.takes_file else {"pass_filenames": False}
    entry |= {"require_serial": True} if hook.takes_file else {}
    return entry | ({"verbose": True} if hook.verbose else {})


def block_lines(entry: Entry, indent: str) -> list[str]:
    """The entry as lines of a YAML block sequence."""
    head = [f"- repo: {_scalar(entry['repo'])}"]
    head += [f"  rev: {_scalar(entry['rev'])}"] if "rev" in entry else []
    lines = [*head, "  hooks:"]
    for hook in entry["hooks"]:
        pairs = [f"{key}: {_scalar(value)}" for key, value in hook.items()]
        lines += [f"  - {pairs[0]}", *(f"    {pair}" for pair in pairs[1:])]
    return [indent + line for line in lines]


def _scalar(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return f"[{', '.join(map(str, value))}]"
    import yaml

    text = yaml.safe_dump(str(value), default_flow_style=True, width=10_000, allow_unicode=True)
    return text.removesuffix("\n").removesuffix("\n...")


def flow_entry(entry: Entry) -> str:
    """The entry as one YAML flow mapping."""
    hooks = ", ".join(
        "{" + ", ".join(f"{key}: {_scalar(value)}" for key, value in hook.items()) + "}"
        for hook in entry["hooks"]
    )
    rev = f", rev: {_scalar(entry['rev'])}" if "rev" in entry else ""
    return f"{{repo: {_scalar(entry['repo'])}{rev}, hooks: [{hooks}]}}"


def whole(entry: Entry) -> str:
    """A whole configuration, for a repository that has none, and to paste from."""
    lines = [f"default_install_hook_types: [{', '.join(TYPES)}]", "repos:"]
    return "\n".join([*lines, *block_lines(entry, "")]) + "\n"
