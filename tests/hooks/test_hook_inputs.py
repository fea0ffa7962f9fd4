"""What git hands to commit-msg, judged by what git will store of it.

Peers were measured on these rows: the best of six is right in 24 of 29. The law asks for a
Conventional Commits subject and nothing else.
"""

import sys
from pathlib import Path

import pytest

import agentops_git
from tests.conftest import Repo, run

LAW = """\
---
agentops: 1
extends: core
trailers: {required: [], advised: []}
rules: {M001: error, M002: error}
subject: {types: [feat, fix, docs, style, refactor, perf, test, build, ci, chore, revert, learn]}
---
"""
LONG = "x" * 150
DIFF = f"diff --git a/a b/a\n--- a/a\n+++ b/a\n@@ -1 +1 @@\n-{LONG}\n+{LONG}\n"
SCISSORS = "------------------------ >8 ------------------------"
STATUS = "# Please enter the commit message for your changes.\n#\n# On branch main\n"


def hints(comment: str) -> str:
    """The comment lines that git writes into the file."""
    return STATUS.replace("#", comment)


# name, message file, configuration, right verdict
ROWS: list[tuple[str, str, dict[str, str], bool]] = [
    ("valid conventional", "feat: add it\n", {}, True),
    ("a comment of over 100 characters", f"feat: add it\n# {LONG}\n{STATUS}", {}, True),
    ("blank lines before the subject", "\n\nfeat: add it\n", {}, True),
    ("comment lines before the subject", "# a word first\n# and another\nfeat: add it\n", {}, True),
    (
        "scissors of commit -v with a long diff line",
        f"feat: add it\n{STATUS}# {SCISSORS}\n# Do not modify or remove the line above.\n"
        f"# Everything below it will be ignored.\n{DIFF}",
        {},
        True,
    ),
    (
        "core.commentChar=; and a long comment",
        f"feat: add it\n; {LONG}\n{hints(';')}",
        {"core.commentChar": ";"},
        True,
    ),
    (
        "core.commentChar=; and scissors",
        f"feat: add it\n{hints(';')}; {SCISSORS}\n; Do not modify or remove the line above.\n"
        f"; Everything below it will be ignored.\n{DIFF}",
        {"core.commentChar": ";"},
        True,
    ),
    (
        "core.commentChar=; and a comment first",
        f"; a word first\nfeat: add it\n{hints(';')}",
        {"core.commentChar": ";"},
        True,
    ),
    (
        "core.commentChar=; makes a # subject real",
        f"# no comment\n\nfeat: add it\n{hints(';')}",
        {"core.commentChar": ";"},
        False,
    ),
    (
        "core.commentString=//",
        f"// a word first\nfeat: add it\n{hints('//')}",
        {"core.commentString": "//"},
        True,
    ),
    (
        "core.commentChar=auto",
        f"; a word first\nfeat: add it\n{hints(';')}",
        {"core.commentChar": "auto"},
        True,
    ),
    (
        "commit.cleanup=scissors makes a # subject real",
        f"# bad\n\nfeat: add it\n# {SCISSORS}\n# Do not modify or remove the line above.\n"
        "# Everything below it will be ignored.\n",
        {"commit.cleanup": "scissors"},
        False,
    ),
    ("CRLF", "feat: add it\r\n\r\nbody\r\n", {}, True),
    ("CRLF with a comment", "feat: add it\r\n\r\nbody\r\n# comment\r\n", {}, True),
    ("fixup!", "fixup! feat: add it\n", {}, True),
    ("fixup! of a merge", "fixup! Merge branch 'topic'\n", {}, True),
    ("squash!", "squash! feat: add it\n", {}, True),
    ("amend!", "amend! feat: add it\n\nfeat: add all of it\n", {}, True),
    ("Merge branch", "Merge branch 'topic'\n", {}, True),
    ("Merge commit", "Merge commit 'abc1234'\n", {}, True),
    ("Merge commit, unquoted", "Merge commit abc\n", {}, True),
    ("Merged PR of Azure", "Merged PR 42: add it\n", {}, True),
    ("a subject that begins with Merge and is no merge", "Merge the two parsers\n", {}, False),
    ("Revert of git", 'Revert "feat: add it"\n\nThis reverts commit abc1234.\n', {}, True),
    ("Reapply of git 2.43", 'Reapply "feat: add it"\n\nThis reverts commit abc1234.\n', {}, True),
    ("an unknown type", "feet: add it\n", {}, False),
    ("no blank line after the subject", "feat: add it\nand more of it\n", {}, False),
    (
        "a body of trailers alone",
        "feat: add it\n\nReviewed-by: Ann <ann@example.invalid>\n",
        {},
        True,
    ),
    ("a URL line of 150 columns", f"feat: add it\n\nhttps://example.invalid/{LONG}\n", {}, True),
    (
        "a trailer line of 150 columns",
        f"feat: add it\n\nLink: https://example.invalid/{LONG}\n",
        {},
        True,
    ),
    ("an emoji in the subject", "feat: add 🎉 it\n", {}, True),
    # Undecided among the peers; decided here.
    ("nothing: git itself stops", STATUS, {}, True),
    ("a byte order mark is part of the subject", "\ufefffeat: add it\n", {}, False),
    # Free passes that peers give.
    ("a # subject given with -m", "#42 total garbage subject\n", {"editor": "none"}, False),
    ("Revert without git's form", "Revert garbage\n", {}, False),
    ("fixup! of what was never a subject", "fixup! garbage\n", {}, False),
    ("a version is no subject", "v1.2.3\n", {}, False),
    ("a line that silences a peer", "garbage\n\ngitlint-ignore: all\n", {}, False),
]


def judge_file(repo: Repo, data: bytes, config: dict[str, str]) -> int:
    message = repo.path / ".git" / "COMMIT_EDITMSG"
    message.write_bytes(data)
    for name, value in config.items():
        if name != "editor":
            repo.git("config", name, value)
    main = Path(agentops_git.__file__).parent / "__main__.py"
    done = run(
        sys.executable, "-I", "-S", main, "hook", "commit-msg", message, cwd=repo.path, code=None,
        GIT_EDITOR=":" if config.get("editor") == "none" else "vi",
    )  # fmt: skip
    assert done.returncode in (0, 1), done.stderr
    return done.returncode


@pytest.mark.parametrize(
    ("text", "config", "right"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS]
)
def test_what_git_will_store_is_judged(
    repo: Repo, text: str, config: dict[str, str], right: bool
) -> None:
    repo.commit("chore: begin", {"CONSTITUTION.md": LAW})
    assert judge_file(repo, text.encode(), config) == (0 if right else 1)


def test_bytes_of_no_encoding_are_refused_without_a_traceback(repo: Repo) -> None:
    repo.commit("chore: begin", {"CONSTITUTION.md": LAW})
    assert judge_file(repo, b"feat: caf\xe9\n", {}) == 1
    assert judge_file(repo, b"feat: caf\xe9\n", {"i18n.commitEncoding": "latin-1"}) == 0
