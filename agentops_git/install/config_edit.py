"""Our hooks put into somebody's .pre-commit-config.yaml: text is inserted, nothing rewritten.

The result is parsed and must equal the value that was intended; what cannot be edited
that way is refused.
"""

from typing import Any

import yaml

from agentops_git.errors import UsageError
from agentops_git.files.strict_yaml import RefusedYaml, refuse_growth
from agentops_git.install.snippet import TYPES, Entry, block_lines, flow_entry, whole

Config = dict[str, Any]
_TYPES_KEY = "default_install_hook_types"


class CannotEditError(ValueError):
    """The text is no configuration that could be edited; the message says why, on one line."""


class ConfigRefusedError(UsageError):
    """The configuration is left as it is; ``snippet`` is what a person can paste."""

    def __init__(self, why: str, snippet: str) -> None:
        self.snippet = snippet
        super().__init__(f"{why}; mend it, or put the lines above into it by hand")


def has_our_hooks(config: Config) -> bool:
    """Whether commit-msg of ours is configured already, from whatever repository."""
    return any(
        isinstance(hook, dict) and hook.get("id") == "agentops-commit-msg"
        for repo in config.get("repos") or ()
        if isinstance(repo, dict)
        for hook in repo.get("hooks") or ()
    )


def parse(text: str) -> Config:
    """The configuration; CannotEditError where it is none."""
    try:
        refuse_growth(text)
        value = yaml.safe_load(text)
    except RefusedYaml as error:
        raise CannotEditError(f"line {error.line}: {error}") from None
    except yaml.YAMLError as error:
        raise CannotEditError(_where(error)) from None
    if not isinstance(value, dict | None):
        raise CannotEditError("it is no mapping")
    return _checked(value or {})


def _checked(config: Config) -> Config:
    for key in ("repos", _TYPES_KEY):
        if not isinstance(config.get(key, []), list | None):
            raise CannotEditError(f"{key} is no list")
    return config


def _where(error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None)
    line = f"line {mark.line + 1}: " if mark else ""
    return f"{line}{getattr(error, 'problem', None) or 'it is not YAML'}"


def edit(text: str, entry: Entry) -> str:
    """The text with our entry and hook types in it; CannotEditError where that can't be."""
    config = parse(text)
    wanted = intended(config, entry)
    newline = "\r\n" if "\r\n" in text else "\n"
    new = text
    if not config:
        new = _ended(text, newline) + whole(entry).replace("\n", newline)
    elif not has_our_hooks(config):
        new = _insert_repo(text, entry, newline)
    new = _insert_types(new, newline)
    if not _is(new, wanted):
        raise CannotEditError("its layout is one that this tool does not edit")
    return new


def _is(text: str, wanted: Config) -> bool:
    try:
        return parse(text) == wanted
    except CannotEditError:
        return False


def intended(config: Config, entry: Entry) -> Config:
    """What the configuration is to be afterwards."""
    repos = [*(config.get("repos") or [])]
    types = [*(config.get(_TYPES_KEY) or [])]
    return {
        **config,
        "repos": repos if has_our_hooks(config) else [*repos, entry],
        _TYPES_KEY: types + missing_types(config),
    }


def missing_types(config: Config) -> list[str]:
    """Our hook types that the configuration does not install."""
    return [kind for kind in TYPES if kind not in (config.get(_TYPES_KEY) or ())]


def _ended(text: str, newline: str) -> str:
    return text if not text.strip("\ufeff") or text.endswith("\n") else text + newline


def _mapping(text: str) -> yaml.MappingNode:
    node = yaml.compose(text, Loader=yaml.SafeLoader)
    if not isinstance(node, yaml.MappingNode):
        raise CannotEditError("it is no mapping")
    return node


def _value(text: str, key: str) -> yaml.Node | None:
    return next((value for name, value in _mapping(text).value if name.value == key), None)


def _insert_repo(text: str, entry: Entry, newline: str) -> str:
    repos = _value(text, "repos")
    if repos is None:
        top = _mapping(text)
        if top.flow_style:
            return _insert(text, top.start_mark.index + 1, f"repos: [{flow_entry(entry)}], ")
        lines = ["repos:", *block_lines(entry, "")]
        return _append_lines(text, top, lines, newline)
    if isinstance(repos, yaml.SequenceNode) and repos.value and not repos.flow_style:
        lines = block_lines(entry, " " * repos.start_mark.column)
        return _append_lines(text, repos, lines, newline)
    return _fill_repos(text, repos, entry, newline)


def _fill_repos(text: str, repos: yaml.Node, entry: Entry, newline: str) -> str:
    """``repos: [...]`` and ``repos:`` with nothing behind it."""
    if isinstance(repos, yaml.SequenceNode) and (repos.value or _mapping(text).flow_style):
        return _into_flow(text, repos, flow_entry(entry))
    start, end = repos.start_mark.index, repos.end_mark.index
    bare = text[:start].rstrip(" ") + text[end:]
    at = _line_end(bare, len(text[:start].rstrip(" ")))
    return _after_line(bare, at, block_lines(entry, ""), newline)


def _insert_types(text: str, newline: str) -> str:
    missing = missing_types(parse(text))
    if not missing:
        return text
    types = _value(text, _TYPES_KEY)
    if types is None:
        return _new_types(text, missing, newline)
    if not isinstance(types, yaml.SequenceNode):
        raise CannotEditError(f"{_TYPES_KEY} is no list")
    if types.flow_style:
        return _into_flow(text, types, ", ".join(missing))
    lines = [f"{' ' * types.start_mark.column}- {kind}" for kind in missing]
    return _append_lines(text, types, lines, newline)


def _new_types(text: str, missing: list[str], newline: str) -> str:
    top = _mapping(text)
    line = f"{_TYPES_KEY}: [{', '.join(missing)}]"
    if top.flow_style:
        return _insert(text, top.start_mark.index + 1, f"{line}, ")
    return _insert(text, top.start_mark.index, f"{line}{newline}{' ' * top.start_mark.column}")


def _into_flow(text: str, node: yaml.SequenceNode, item: str) -> str:
    """Behind the last item of a flow sequence, before a comma that may stand there."""
    if not node.value:
        return _insert(text, node.start_mark.index + 1, item)
    return _insert(text, _end(node.value[-1]), f", {item}")


def _append_lines(text: str, node: yaml.Node, lines: list[str], newline: str) -> str:
    """Behind the line on which the last thing in a block collection ends."""
    return _after_line(text, _line_end(text, len(text[: _end(node)].rstrip())), lines, newline)


def _end(node: yaml.Node) -> int:
    """The offset where a node's own text ends, without what follows a block collection."""
    if isinstance(node, yaml.CollectionNode) and node.value and not node.flow_style:
        last = node.value[-1]
        return _end(last[1] if isinstance(node, yaml.MappingNode) else last)
    return int(node.end_mark.index)


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end + 1


def _after_line(text: str, at: int, lines: list[str], newline: str) -> str:
    gap = "" if not text[:at] or text[:at].endswith("\n") else newline
    return _insert(text, at, gap + "".join(line + newline for line in lines))


def _insert(text: str, at: int, piece: str) -> str:
    return text[:at] + piece + text[at:]
