"""Where no law ever stood, the walk through the whole history is made once."""

from agentops_git.enforcement.law import Ruling
from agentops_git.enforcement.since import standing_law
from agentops_git.git.process import Git
from agentops_git.git.repository import places
from tests.conftest import Repo
from tests.enforcement.conftest import CORE, record


def standing(repo: Repo) -> Ruling | None:
    git = Git(str(repo.path))
    return standing_law(git, places(git), repo.head())


def kept(repo: Repo) -> str:
    path = repo.path / ".git" / "agentops" / "lawless"
    return path.read_text() if path.exists() else ""


def test_that_there_was_none_is_remembered(repo: Repo) -> None:
    for subject in ("one", "two"):
        tip = repo.commit(subject)
        assert standing(repo) is None
        assert kept(repo) == tip


def test_a_law_that_comes_later_stands_though_it_is_deleted(repo: Repo) -> None:
    repo.commit("one")
    assert standing(repo) is None
    repo.commit(record("chore: begin"), {"CONSTITUTION.md": CORE})
    brought = repo.head()
    assert standing(repo)
    repo.git("rm", "-q", "CONSTITUTION.md")
    repo.commit("gone")
    ruling = standing(repo)
    assert ruling
    assert ruling.source == f"CONSTITUTION.md at {brought[:12]}, deleted since"


def test_what_is_remembered_may_be_gone_or_nonsense(repo: Repo) -> None:
    tip = repo.commit("one")
    standing(repo)
    for text in ("1" * 40, "--all", "\x00\xff", ""):
        (repo.path / ".git" / "agentops" / "lawless").write_text(text, encoding="latin-1")
        assert standing(repo) is None
        assert kept(repo) == tip


def test_a_shallow_clone_remembers_nothing(repo: Repo) -> None:
    repo.commit("one")
    (repo.path / ".git" / "shallow").write_text(repo.commit("two") + "\n")
    assert standing(repo) is None
    assert not kept(repo)
