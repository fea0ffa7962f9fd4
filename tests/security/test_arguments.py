"""What a user, a script or a ref's name hands over is a value, and never an option or a shell's."""

import pytest

from tests.conftest import Repo
from tests.enforcement.conftest import CORE, record

pytestmark = pytest.mark.slow

VALUES = ("--output=made", "\x1b[31mred\u202e^main\n")
MORE = ("^main", "main\nx", "$(touch made)")
ASKED = """\
check --
check --law
check --baseline
survey --
learnings --
learnings --path
related --
note list --
note show --
note add --learning a_part_wants_a_guard --
approvals --
gate request --
gate run --
sync --
patterns show --
bundle load --
explain --
-C""".splitlines()


@pytest.fixture
def lawful(repo: Repo) -> Repo:
    repo.commit(record("chore: begin"), {"CONSTITUTION.md": CORE})
    return repo


@pytest.mark.parametrize(
    "value", [*VALUES, *(pytest.param(value, marks=pytest.mark.slow) for value in MORE)]
)
def test_a_value_is_no_option(lawful: Repo, value: str) -> None:
    """It is refused in one line that a terminal can show, or answered; and nothing is made."""
    before = {path.name for path in lawful.path.iterdir()}
    for line in ASKED:
        rest = ["check"] if line == "-C" else []
        ran = lawful.tool(*line.split(), value, *rest, code=None)
        assert ran.returncode in (0, 1, 2, 3), (line, ran.said)
        assert not {"\x1b", "\u202e"} & set(ran.said), line
        assert "Traceback" not in ran.said
        if ran.returncode > 1:
            assert len(ran.stderr.splitlines()) <= 2, (line, ran.stderr)
    assert {path.name for path in lawful.path.iterdir()} == before


def test_a_branch_that_is_named_like_an_option(lawful: Repo) -> None:
    """`git log` on such a branch wrote a file of that name."""
    head = lawful.commit("sneaky", {"a": "1"})
    lawful.git("update-ref", "refs/heads/--output=made", head)
    lawful.git("symbolic-ref", "HEAD", "refs/heads/--output=made")
    for command in (["check", "main..HEAD"], ["learnings"], ["survey"], ["related", "HEAD"],
                    ["check", "HEAD", "--default-branch", "--output=made"]):  # fmt: skip
        ran = lawful.tool(*command, code=None)
        assert ran.returncode in (0, 1), ran.said
    assert not (lawful.path / "made").exists()


def test_a_remote_that_is_a_command(lawful: Repo) -> None:
    """`ext::` runs what follows; git refuses it, unless a user allowed it everywhere."""
    lawful.git("config", "remote.evil.url", "ext::sh -c 'touch made'")
    lawful.git("config", "remote.evil.fetch", "+refs/heads/*:refs/remotes/evil/*")
    for command in (["sync", "evil"], ["sync", "ext::sh -c 'touch made'"], ["check"]):
        lawful.tool(*command, code=None)
    assert not (lawful.path / "made").exists()


def test_a_path_that_is_named_like_an_option_is_judged(lawful: Repo) -> None:
    lawful.commit(record(), {"--output=made": "<<<<<<< ours\na\n=======\nb\n>>>>>>> theirs\n"})
    ran = lawful.tool("check", "HEAD", code=1)
    assert "G012" in ran.stdout and "--output=made" in ran.stdout
