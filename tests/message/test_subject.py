"""Subjects: what git's %s prints, Conventional Commits, and commits that git and hosts write."""

import subprocess

import pytest

from agentops_git.message.model import Subject
from agentops_git.message.subject import TYPES, Kind, kind_of, names_what_it_undoes, parse_subject
from tests.conftest import Repo


@pytest.mark.parametrize(
    ("message", "subject"),
    [
        ("feat: x", Subject("feat: x", "feat", None, False, "x")),
        ("feat: x\n\nbody\n", Subject("feat: x", "feat", None, False, "x")),
        ("fix(parser)!: y", Subject("fix(parser)!: y", "fix", "parser", True, "y")),
        ("fix!: y", Subject("fix!: y", "fix", None, True, "y")),
        ("Fix(a b/c-d): y", Subject("Fix(a b/c-d): y", "fix", "a b/c-d", False, "y")),
        ("learn: 学び", Subject("learn: 学び", "learn", None, False, "学び")),
        ("my-type_2: x", Subject("my-type_2: x", "my-type_2", None, False, "x")),
        ("feat:  x: y", Subject("feat:  x: y", "feat", None, False, "x: y")),
        ("feat: ✨ x (#12)", Subject("feat: ✨ x (#12)", "feat", None, False, "✨ x (#12)")),
        ("feat: x\nand y\n", Subject("feat: x and y", "feat", None, False, "x and y")),
        ("\n\nfeat: x\n", Subject("feat: x", "feat", None, False, "x")),
        ("feat: x\r\n\r\nbody\r\n", Subject("feat: x", "feat", None, False, "x")),
    ],
)
def test_conventional_commits(message: str, subject: Subject) -> None:
    assert parse_subject(message) == subject


@pytest.mark.parametrize(
    "text",
    [
        "",
        "add a thing",
        "feat:x",
        "feat:",
        "feat: ",
        "feat x: y",
        "feat(): x",
        "feat(a: x",
        "feat(a)b: x",
        "feat(a)(b): x",
        "feat (a): x",
        "feat!(a): x",
        "feat!!: x",
        ": x",
        " feat: x",
        "https://example.org: x",
        "12: x",
        "feat：x",
    ],
)
def test_other_subjects_have_no_parts(text: str) -> None:
    assert parse_subject(text) == Subject(text.rstrip())


def test_the_types_are_the_usual_ones_and_learn() -> None:
    assert TYPES == (
        "feat", "fix", "docs", "style", "refactor", "perf", "test", "build", "ci", "chore",
        "revert", "learn",
    )  # fmt: skip


MESSAGES = [
    "one line",
    "two\nlines\n\nbody",
    "\n \n\nfoo \t\n  bar\r\nbaz\n \nbody",
    "  indented\n\tsecond\n",
    "\t\n  indented behind a blank line\n",
    "carriage\r\n\r\nbody\r\n",
    "form\x0c\nfeed\x0b\n",
    "line\u2028separator\x85\x1c\nx",
    "no-break\u00a0\n\u00a0\nx",
    "# a comment\nis text once it is stored\n",
    " \n\n",
    "",
]


def test_the_subject_is_what_git_prints(repo: Repo) -> None:
    head = f"tree {repo.git('mktree', data='')}\nauthor A <a@b> 1 +0000\ncommitter A <a@b> 1 +0000"
    ids = [
        repo.git("hash-object", "-t", "commit", "-w", "--stdin", data=f"{head}\n\n{message}")
        for message in MESSAGES
    ]
    shown = subprocess.run(
        ["git", "log", "--no-walk=unsorted", "--format=%s%x00", *ids],
        cwd=repo.path, check=True, capture_output=True,
    ).stdout.decode()  # fmt: skip
    assert shown.split("\0\n")[:-1] == [parse_subject(message).text for message in MESSAGES]


@pytest.mark.parametrize(
    ("subject", "kind"),
    [
        ("feat: x", "ordinary"),
        ("fixup! feat: x", "fixup"),
        ("squash! feat: x", "squash"),
        ("amend! feat: x", "amend"),
        ("fixup! fixup! feat: x", "fixup"),
        ("fixup!", "ordinary"),
        ("fixup! ", "ordinary"),
        ("fixup feat: x", "ordinary"),
        ("Fixup! feat: x", "ordinary"),
        ('Revert "feat: x"', "revert"),
        ('Revert "Revert "feat: x""', "revert"),
        ('Revert "feat: x" (#12)', "revert"),
        ('Reapply "feat: x"', "reapply"),
        ("Revert garbage", "ordinary"),
        ('Revert "', "ordinary"),
        ('Revert "feat: x', "ordinary"),
        ('Revert "feat: x" and more', "ordinary"),
        ('revert "feat: x"', "ordinary"),
        ("revert: feat: x", "ordinary"),
        ("v1.2.3", "ordinary"),
        ("initial commit", "ordinary"),
        ("", "ordinary"),
    ],
)
def test_kinds_that_the_form_alone_decides(subject: str, kind: Kind) -> None:
    assert kind_of(f"{subject}\n\nbody\n") == kind
    assert kind_of(subject, parents=1) == kind


@pytest.mark.parametrize(
    "subject",
    [
        "Merge branch 'topic'",
        "Merge branch 'topic' into main",
        "Merge branch 'topic' into 'main'",
        "Merge branch 'topic' of example.org:a/b into main",
        "Merge branch 'it's'",
        "Merge branches 'a' and 'b'",
        "Merge branches 'a', 'b' and 'c' of https://example.org/x",
        "Merge branch 'a', tag 'v1', commit 'abc'",
        "Merge branch 'a' of x, branch 'b' of y; tag 'v1' of z",
        "Merge branch 'topic' (early part)",
        "Merge tag 'v1.2.3'",
        "Merge tag 'v1.2.3' of ../other into main",
        "Merge commit 'abc123'",
        "Merge commit abc123 into main",
        "Merge commit 'abc123' as 'vendor/lib'",
        "Merge remote-tracking branch 'origin/main' into topic",
        "Merge remote branch 'origin/main'",
        "Merge https://example.org/a/b",
        "Merge ../other into main",
        "Merge git@example.org:a/b.git",
        "Merge example.org:a/b into main",
        "Merge pull request #12 from ann/topic",
        "Merge pull request #12 in PROJ/repo from a to b",
        "Merged PR 123: feat: x",
        "Merged in topic (pull request #12)",
        "Pull request #12: feat: x",
        'Merge "Fix the parser"',
        'Merge "Fix the parser" into stable',
        "Merge changes I0a1b2c,I3d4e5f into main",
        'Merge changes from topic "parser"',
        "Auto merge of #12 - ann:topic, r=bob",
        "auto merge of #12 : ann/a/topic, r=bob",
        "Rollup merge of #12 - ann:topic, r=bob",
        "Merge #12 #13",
        "Merge #12: feat: x",
        "Add 'vendor/lib' from commit '0123456789012345678901234567890123456789'",
    ],
)
def test_merges_that_git_and_hosts_write(subject: str) -> None:
    assert kind_of(subject) == "merge"
    assert kind_of(subject, parents=2) == "merge"
    assert kind_of(subject, parents=1) == "ordinary"


@pytest.mark.parametrize(
    "subject",
    [
        "Merge the two parsers",
        "Merge branch handling into one module",
        "Merge 'a' and 'b'",
        "Merge branch 'a' and then some",
        "Merge branch topic",
        "Merge changes to the parser",
        "Merge pull requests faster",
        "Merge v1 into v2",
        "Merge: a and b",
        "Merged the parsers",
        "Merged PR",
        "merge branch 'a'",
        "Merge",
        "Merge ",
        "Auto merge of things",
        "Add 'vendor/lib' from commit 'abc'",
    ],
)
def test_merges_that_only_the_parents_tell(subject: str) -> None:
    assert kind_of(subject) == "ordinary"
    assert kind_of(subject, parents=1) == "ordinary"
    assert kind_of(subject, parents=2) == "merge"


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ("This reverts commit 1f4cb22a90.", True),
        ("This reverts commit 1f4cb22a90, reversing\nchanges made to 30b1d1c.", True),
        ("Because of the outage.\n\nThis reverts commit 1f4cb22 (fix: x).", True),
        ("Reverts acme/app#12", True),
        ("Reverts #12", True),
        ("This reverts merge request !5", True),
        ("", False),
        ("This reverts commit.", False),
        ("This reverts everything", False),
        ("It reverts commit 1f4cb22a90.", False),
    ],
)
def test_a_revert_names_what_it_undoes(body: str, named: bool) -> None:
    assert names_what_it_undoes(f'Revert "feat: x"\n\n{body}\n') is named


def test_git_writes_the_forms_that_we_know(repo: Repo) -> None:
    repo.commit("base", {"f": "0"})
    for name in ("a", "b", "c"):
        repo.git("checkout", "--quiet", "-b", name, "main")
        repo.commit(name, {name: "x"})
    repo.git("tag", "v1", "c")
    repo.git("checkout", "--quiet", "main")
    merges = []
    for heads in (["a"], ["b", "tags/v1"], [repo.head("a")], ["a", "b", "c"]):
        repo.git("checkout", "--quiet", "-B", "trial", "main")
        repo.git("merge", "--no-ff", "--no-edit", *heads)
        merges.append(repo.git("log", "-1", "--format=%s"))
    assert {subject: kind_of(subject) for subject in merges} == dict.fromkeys(merges, "merge")
    repo.git("revert", "--no-edit", "a")
    assert kind_of(repo.message()) == "revert"
    assert names_what_it_undoes(repo.message())
    repo.write({"f": "1"})
    repo.git("commit", "--quiet", "--all", "--fixup", "a")
    assert kind_of(repo.message()) == "fixup"


HOSTILE = [
    "s" * 1_000_000,
    "feat(" + "a " * 500_000,
    "feat(a)" * 150_000,
    "Merge branch " + "'a'" * 300_000 + " !",
    "Merge branches " + "'a', " * 200_000,
    "Merge branch 'a' of x" + ", branch 'a' of x" * 60_000 + " !",
    "Merge " + "a://" * 250_000 + " into",
    "Merge " + "a:/" * 300_000 + " !",
    "Merge " + "#1 " * 300_000 + "x",
    "Merge changes " + "I0," * 300_000,
    "Merge changes from topic " + '"a (#1) into ' * 80_000,
    "Merged in " + "a" * 1_000_000 + " (pull request #1",
    "Revert " + '"a (#1)' * 140_000,
    "Add '" + "' from commit '" * 70_000,
]


@pytest.mark.parametrize("subject", HOSTILE, ids=lambda text: text[:20])
def test_a_subject_of_a_megabyte_is_an_ordinary_one(subject: str) -> None:
    """A quadratic expression would take hours here."""
    assert kind_of(subject) == "ordinary"
    assert parse_subject(subject).type is None
