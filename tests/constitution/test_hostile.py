"""Files that were made to harm: each is refused in clear lines, and soon."""

import pytest

from agentops_git.constitution.load import InvalidConstitution, load
from tests.constitution.files import law

LAUGHS = law("a: &a [x, x]", "b: &b [*a, *a]", "c: [*b, *b]")
HOSTILE: dict[str, tuple[str | bytes, list[str]]] = {
    "nothing": ("", ["C:1: no front matter; begin with '---'"]),
    "no end": (
        "---\nagentops: 1\n",
        ["C:1: the front matter has no end; close it with a line '---'"],
    ),
    "no mark": ("---\nrules: {}\n---\n", ["C:2: the front matter does not say 'agentops: 1'"]),
    "a list": ("---\n- agentops\n---\n", ["C:2: the front matter does not say 'agentops: 1'"]),
    "no YAML at all": ("---\n---\n", ["C:1: the front matter does not say 'agentops: 1'"]),
    "not UTF-8": (b"---\nagentops: 1\n\xff\n---\n", ["C:3: not UTF-8; save the file as UTF-8"]),
    "not UTF-8, decoded": (
        b"---\nagentops: 1\n\xff\n---\n".decode("utf-8", "surrogateescape"),
        ["C:3: not UTF-8; save the file as UTF-8"],
    ),
    "a lone surrogate": (law("since: '\ud800'"), ["C:3: not UTF-8; save the file as UTF-8"]),
    "large": (law("x" * 300_000), ["C:1: the file has 300031 bytes; at most 262144 are read"]),
    "aliases": (
        LAUGHS,
        [
            "C:3: anchor '&a'; write the value out",
            "C:4: alias '*a'; write the value out",
            "C:4: anchor '&b'; write the value out",
            "C:5: alias '*b'; write the value out",
        ],
    ),
    "an alias of itself": (
        law("a: &a [*a]"),
        ["C:3: alias '*a'; write the value out", "C:3: anchor '&a'; write the value out"],
    ),
    "a tag": (
        law("since: !!python/object/apply:os.system [ls]"),
        ["C:3: tag 'tag:yaml.org,2002:python/object/apply:os.system'; leave it out"],
    ),
    "a tag of ours": (law("since: !x y"), ["C:3: tag '!x'; leave it out"]),
    "deep": (law("x: " + "[" * 100_000), ["C:3: nested more than 12 levels deep"]),
    "keys that are lists": (law("? [a]", ": b"), ["C:3: a key must be a word"]),
    "twice": (
        law("rules: {T001: off, T001: error}"),
        ["C:3: rules: key 'T001' stands twice; the first is on line 3"],
    ),
    "merge keys": (
        law("rules: {<<: {T001: off}}"),
        ["C:3: rules: '<<' is not a rule's code, such as T001 or G003"],
    ),
    "a second document": (
        law("...", "agentops: 1"),
        ["C:4: not YAML: expected '<document start>', but found '<block mapping start>'"],
    ),
    "a bad escape": (law("since: \x1b[31m"), ["C:3: not YAML: a character that it does not allow"]),
    "an escaped escape": (
        law(r'since: "\x1b[31m\u202e"'),
        ["C:3: since: '\\x1b[31m\\u202e' has a line break or control characters"],
    ),
    "half a list": (
        law("protected: [main"),
        [
            "C:4: not YAML: while parsing a flow sequence expected ',' or ']', "
            "but got '<stream end>'"
        ],
    ),
    "many": (
        law(f"protected: [{','.join(f'b{n}' for n in range(1001))}]"),
        ["C:3: protected: has 1001 entries; at most 1000 are read"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_refused(name: str) -> None:
    text, said = HOSTILE[name]
    with pytest.raises(InvalidConstitution) as caught:
        load(text, "C")
    assert list(caught.value.problems) == said


def test_a_flood_of_mistakes_is_cut() -> None:
    flood = [f"  X{n}: 1" for n in range(900)]
    with pytest.raises(InvalidConstitution) as caught:
        load(law("rules:", *flood), "C")
    said = "is not a rule's code, such as T001 or G003"
    assert str(caught.value) == (
        f"C:4: rules: 'X0' {said}; C:5: rules: 'X1' {said}; C:6: rules: 'X2' {said}; and 97 more"
    )


@pytest.mark.parametrize("newline", ["\r", "\x85", "\u2028", "\u2029"])
def test_no_rule_hides_behind_a_line_break_that_editors_do_not_show(newline: str) -> None:
    with pytest.raises(InvalidConstitution) as caught:
        load(law("protected: []", f"# all well {newline}rules: {{T001: off}}"), "C")
    assert caught.value.problems == ("C:4: a line break other than a line feed; type it anew",)
