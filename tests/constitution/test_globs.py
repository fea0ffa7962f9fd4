"""What path, branch and author globs match; docs/constitution.md shows the same rows."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agentops_git.constitution.globs import (
    any_path_matches,
    name_matches,
    path_matches,
    text_matches,
)

DOCS = Path(__file__).parents[2] / "docs" / "constitution.md"
PATHS = [
    ("*.md", "README.md docs/a.md a/b/c.md", "README.mdx md"),
    ("/*.md", "README.md", "docs/a.md"),
    ("docs/*.md", "docs/a.md", "docs/b/a.md a/docs/a.md"),
    ("docs/*", "docs/a", "docs/a/b docs"),
    ("docs/**", "docs/a docs/a/b", "docs a/docs/b docsy/a"),
    ("docs/api", "docs/api docs/api/a docs/api/a/b", "docs/apis a/docs/api"),
    ("/docs", "docs docs/a", "a/docs"),
    ("docs", "docs docs/a a/docs a/docs/b", "docsy"),
    ("vendor/", "vendor/a a/vendor/b/c", "vendor a/vendor"),
    ("libs/a/", "libs/a/b", "libs/a x/libs/a/b"),
    ("src/**/test.py", "src/test.py src/a/b/test.py src/test.py/x", "test.py src/atest.py"),
    ("**/a/**", "a/b x/a/y", "a x/a"),
    ("**", "a a/b", ""),
    ("a?c", "abc x/aλc", "ac abbc a/c"),
    ("app/[id]/*.ts", "app/[id]/a.ts", "app/i/a.ts"),
    ("*-*-*", "a-b-c --", "a-b"),
    ("a**b", "ab axxb", "a/b"),
    ("日本/*.md", "日本/語.md", "日本語.md"),
]


@pytest.mark.parametrize(("glob", "matching", "others"), PATHS)
def test_paths(glob: str, matching: str, others: str) -> None:
    assert [path for path in matching.split() if not path_matches(glob, path)] == []
    assert [path for path in others.split() if path_matches(glob, path)] == []


def test_the_documented_patterns_are_among_them() -> None:
    table = DOCS.read_text().partition("| pattern | matches |")[2].partition("\n\n")[0]
    shown = {line.split("`")[1] for line in table.splitlines()[2:]}
    assert shown == {
        "*.md",
        "/*.md",
        "docs/*.md",
        "docs/**",
        "docs/api",
        "vendor/",
        "src/**/test.py",
    }
    assert shown <= {glob for glob, _, _ in PATHS}


def test_a_name_with_a_newline_is_one_name() -> None:
    assert path_matches("a*b", "a\nb")
    assert not path_matches("a", "a\nb")


@pytest.mark.parametrize(
    ("glob", "name", "matches"),
    [
        ("main", "main", True),
        ("main", "feature/main", False),
        ("main", "main/x", False),
        ("release/*", "release/1.0", True),
        ("release/*", "release/1.0/rc", False),
        ("release/**", "release/1.0/rc", True),
        ("refs/heads/*", "refs/heads/main", True),
    ],
)
def test_branches_match_whole(glob: str, name: str, matches: bool) -> None:
    assert name_matches(glob, name) is matches


def test_authors_match_whole_and_a_star_crosses_everything() -> None:
    assert text_matches("*@example.invalid", "a/b@example.invalid")
    assert not text_matches("*@example.invalid", "a@example.invalid.other")


def test_any_of_several() -> None:
    assert any_path_matches(("*.md", "src/**"), "src/a.py")
    assert not any_path_matches((), "src/a.py")


def test_no_pattern_is_slow() -> None:
    """Backtracking over every star would take longer than the universe has had."""
    assert not path_matches("*a" * 40 + "b", "a" * 4000)
    assert not path_matches("**/a/" * 40 + "b", "a/" * 1000 + "a")


@given(st.text("a*?b", max_size=8), st.text("ab", max_size=8))
def test_stars_mean_what_the_recursive_definition_says(glob: str, text: str) -> None:
    def slowly(pattern: str, rest: str) -> bool:
        if not pattern:
            return not rest
        if pattern[0] == "*":
            return slowly(pattern[1:], rest) or (bool(rest) and slowly(pattern, rest[1:]))
        return bool(rest) and pattern[0] in (rest[0], "?") and slowly(pattern[1:], rest[1:])

    assert text_matches(glob, text) is slowly(glob, text)
