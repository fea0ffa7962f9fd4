"""A history whose every text tells a terminal what to do, through every command that prints."""

import pytest

from tests.conftest import Repo

pytestmark = pytest.mark.slow

EVIL = "\x1b[31mX\x1b]0;t\x07\x9b \u202e"
LAW = "---\nagentops: 1\nextends: core\nagents: [{name: Bot, may_touch: [docs/**]}]\n---\n# Law\n"
MESSAGE = f"""\
feat({EVIL}): it{EVIL}

Intent: mend {EVIL} the part for good
Context: the part {EVIL} broke in the night
Learning: a part {EVIL} wants a guard before it is used
Improvement: mend {EVIL} it (impact 6, effort 2)
Validation: {EVIL} passed
Exemption: T001 until {EVIL}: x
Assisted-by: Bot:{EVIL}
Foo{EVIL}: x
"""
PRINTING = """\
check HEAD
check --staged
check HEAD --format github
check HEAD --format gitlab
check HEAD --format junit
check HEAD --format sarif
check HEAD --format json
survey
learnings
learnings --json
backlog
recall part
related HEAD
note list
note show HEAD
approvals
gate list
gate status
audit bypass HEAD
bundle save --goal x
bundle load
doctor
hook pre-commit
hook post-commit
learnings --write""".splitlines()


@pytest.fixture
def evil(repo: Repo) -> Repo:
    repo.commit("chore: begin", {"CONSTITUTION.md": LAW})
    names = {
        f"GIT_{who}_{part}": f"{who}{EVIL}{end}"
        for who in ("AUTHOR", "COMMITTER")
        for part, end in (("NAME", ""), ("EMAIL", "@x"))
    }
    (repo.path / f"link{EVIL}").symlink_to(f"/etc/{EVIL}")
    for number in range(3):
        conflict = f"<<<<<<< a\n{number}\n=======\n>>>>>>> b\n"
        repo.commit(MESSAGE, {f"f{EVIL}{number}.py": conflict}, **names)
    repo.git("notes", "add", "-m", f"Learning: {EVIL} what is noted is a lesson")
    for kind in ("learnings", "approvals", "audit", "gates"):
        repo.git("update-ref", f"refs/notes/agentops/{kind}", "refs/notes/commits")
    repo.git("config", "agentops.defaultBranch", "main")
    repo.git("config", "remote.other.url", f"https://u:p@x.invalid/{EVIL}")
    repo.write({f"staged{EVIL}": "<<<<<<< a\n=======\n>>>>>>> b\n"})
    repo.git("add", "--all")
    return repo


def test_no_command_prints_what_a_terminal_obeys(evil: Repo) -> None:
    for line in PRINTING:
        ran = evil.tool(*line.split(), code=None)
        assert ran.returncode in (0, 1, 2, 3), (line, ran.said)
        obeyed = {char for char in ran.said if not char.isprintable()} - {"\n", "\t", " "}
        assert not obeyed, (line, obeyed)
    for path in [*evil.path.rglob("*.md")]:
        assert not {"\x1b", "\x9b", "\x07", "\u202e"} & set(path.read_text()), path
