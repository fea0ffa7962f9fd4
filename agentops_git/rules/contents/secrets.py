"""All secrets of one text, each once."""

from collections.abc import Iterator

from agentops_git.rules.contents.assignments import find_assigned
from agentops_git.rules.contents.cluster import find_cluster_secrets
from agentops_git.rules.contents.encoded import decoded_texts
from agentops_git.rules.contents.hashes import find_hashes
from agentops_git.rules.contents.keys import find_keys
from agentops_git.rules.contents.kinds import is_code, is_prose
from agentops_git.rules.contents.leak import Leak
from agentops_git.rules.contents.logins import find_logins, find_options
from agentops_git.rules.contents.runs import long_words
from agentops_git.rules.contents.tokens import find_tokens

_DEPTH = 2


def find_secrets(path: str, data: bytes) -> list[Leak]:
    """The secrets, in the order of their places; of two at one place, the better known."""
    kept: list[Leak] = []
    for _, leak in sorted((leak.start, leak) for leak in _all(path, data, _DEPTH)):
        if not kept or leak.start >= kept[-1].start + len(kept[-1].value):
            kept.append(leak)
    return kept


def _all(path: str, data: bytes, depth: int) -> Iterator[Leak]:
    words = long_words(data)
    yield from find_keys(data, words.text)
    yield from find_tokens(data, words)
    code, prose = is_code(path), is_prose(path)
    if not code:
        yield from find_cluster_secrets(data)
        yield from find_options(data)
        if not prose:  # where examples of hashes are usual
            yield from find_hashes(data)
    yield from find_logins(data)
    yield from find_assigned(data, quoted=code or prose)
    at = 0
    for run, text in decoded_texts(words.text) if depth else ():
        for leak in _all(path, text, depth - 1):
            at = data.find(run, at)
            yield Leak(at, run, leak.kind)
            break
