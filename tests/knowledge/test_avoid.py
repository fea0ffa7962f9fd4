"""Anti-patterns: what was undone, and what was rejected, kept apart from patterns."""

import json

from agentops_git.knowledge.avoid import Avoided, avoided
from agentops_git.message.ids import learning_id
from tests.conftest import Repo
from tests.memory.mining import dig, lesson

RETRY = "retry for ever, the network comes back"


def found(repo: Repo) -> tuple[Avoided, ...]:
    return avoided(dig(repo).mined)


def undone(repo: Repo, text: str = RETRY) -> str:
    """A commit that teaches, and one that reverts it and says why; the revert's id."""
    repo.commit(lesson(text, "feat(client): retry"), {"client": text})
    return repo.commit(
        f'Revert "feat(client): retry"\n\nThis reverts commit {repo.head()}.\n\n'
        "Context: the queue filled up within an hour\n"
        "Learning: a retry wants a limit\n",
        {"client": ""},
    )


def test_a_lesson_whose_change_was_undone_is_to_be_avoided(repo: Repo) -> None:
    repo.commit("chore: root")
    revert = undone(repo)
    (one,) = found(repo)
    assert (one.why, one.name, one.reasons, one.instead) == (
        "reverted", RETRY, ("the queue filled up within an hour",), ("a retry wants a limit",),
    )  # fmt: skip
    assert [text.id for text in one.texts] == [learning_id(RETRY)]
    assert [record.id for record in one.undone_by] == [revert]


def test_what_a_commit_that_stands_says_again_is_no_anti_pattern(repo: Repo) -> None:
    undone(repo)
    repo.commit(lesson("Retry for ever: the network comes back."), {"client": "2"})
    assert found(repo) == ()


def test_reverting_the_revert_takes_it_back(repo: Repo) -> None:
    revert = undone(repo)
    repo.commit(f'Revert "Revert"\n\nThis reverts commit {revert}.\n', {"client": RETRY})
    assert [one.name for one in found(repo)] == ["a retry wants a limit"]


def test_rejected_alternatives_gather_with_their_reasons(repo: Repo) -> None:
    for number, value in enumerate(
        ("cache every page | pages went stale", "Cache every page. | memory", "| no alternative")
    ):
        repo.commit(f"fix: {number}\n\nSolution: ask the store\nRejected: {value}\n", {"a": value})
    (one,) = found(repo)
    assert (one.why, one.name, len(one.evidence)) == ("rejected", "cache every page", 2)
    assert (one.reasons, one.instead) == (("pages went stale", "memory"), ("ask the store",))


def test_alternatives_that_name_other_things_stay_apart(repo: Repo) -> None:
    for thing in ("clock", "cache", "retry"):
        repo.commit(
            f"fix: {thing}\n\nRejected: a global switch for {thing} | hidden\n", {"a": thing}
        )
    assert {one.name for one in found(repo)} == {
        "a global switch for clock", "a global switch for cache", "a global switch for retry",
    }  # fmt: skip


def test_what_was_rejected_may_be_learned_later_but_not_before(repo: Repo) -> None:
    repo.commit("fix: a\n\nLearning: cache every page\n", {"a": "1"})
    repo.commit("fix: b\n\nRejected: cache every page | stale\n", {"a": "2"})
    assert [one.name for one in found(repo)] == ["cache every page"]
    repo.commit("fix: c\n\nLearning: cache every page\n", {"a": "3"})
    assert found(repo) == ()


def test_expired_rejections_are_none(repo: Repo) -> None:
    repo.commit("fix: b\n\nRejected: cache every page | stale\nExpires: 2023-11-01\n")
    assert found(repo) == ()


def test_they_are_listed_apart_and_written_with_a_section_in_the_catalogue(repo: Repo) -> None:
    undone(repo)
    for number in range(3):
        repo.commit(f"fix: {number}\n\nRejected: cache every page | stale\n", {"a": str(number)})
    said = repo.tool("learnings", "--write").stderr
    assert "wrote patterns/avoid-cache-every-page.md" in said
    file = (repo.path / "patterns" / "avoid-cache-every-page.md").read_text()
    assert "\nkind: anti-pattern\n" in file
    assert "# Avoid: cache every page\n" in file
    assert "**avoid** · rejected · 3 distinct changes" in file
    readme = (repo.path / "patterns" / "README.md").read_text()
    assert "### Avoid\n" in readme
    assert "[cache every page](avoid-cache-every-page.md) | rejected | 3 |" in readme
    for command in (("learnings",), ("patterns", "list")):
        section = repo.tool(*command).stdout.partition("avoid\n")[2]
        assert section.startswith("    3  rejected    pat-")
        assert "    1  reverted    pat-" in section
        (rejected, reverted) = json.loads(repo.tool(*command, "--json").stdout)["avoid"]
        assert (rejected["why"], reverted["why"]) == ("rejected", "reverted")
    repo.commit("docs: patterns")
    repo.tool("learnings", "--check")


def test_a_file_says_when_it_is_over(repo: Repo) -> None:
    undone(repo)
    repo.tool("learnings", "--write", "--min-evidence", "1")
    (path,) = (repo.path / "patterns").glob("avoid-*.md")
    path.write_text(path.read_text() + "\nOurs to keep.\n")
    repo.commit(lesson(RETRY, "feat: retry with care"), {"client": "3"})
    repo.tool("learnings", "--write")
    text = path.read_text()
    assert "Nothing to avoid any more: a commit that stands teaches it." in text
    assert text.endswith("\nOurs to keep.\n")


def test_ten_thousand_equal_rejections_are_one(repo: Repo) -> None:
    lines = "".join("Rejected: cache every page | stale\n" for _ in range(10_000))
    repo.commit(f"fix: a\n\n{lines}", {"a": "1"})
    (one,) = found(repo)
    assert len(one.evidence) == 1
