"""post-commit: a commit that no commit-msg hook has judged is named at once."""

from tests.conftest import Repo
from tests.hooks.messages import GOOD, SCATTERED

LAW = "---\nagentops: 1\nextends: core\n---\n# The law\n"


def after(repo: Repo, message: str, **env: str) -> str:
    repo.commit(message)
    return repo.tool("hook", "post-commit", env=env).said


def lawful(repo: Repo) -> Repo:
    repo.commit(GOOD, {"CONSTITUTION.md": LAW})
    return repo


def test_a_lawful_commit_meets_silence(repo: Repo) -> None:
    assert after(lawful(repo), GOOD) == ""


def test_a_commit_that_repair_would_save_is_mended_by_the_hook_itself(repo: Repo) -> None:
    said = after(lawful(repo), "\n\n".join([*SCATTERED, "Closes it, for good this time."]))
    assert said.endswith(
        "  mend it: git commit --amend --no-edit (the hook puts the trailers together)\n"
    )


def test_where_more_than_trailers_is_wrong_an_editor_is_needed(repo: Repo) -> None:
    said = after(lawful(repo), GOOD.replace("fail loudly on a config that cannot work", "todo"))
    assert "T003" in said
    assert said.endswith("  mend it: git commit --amend\n")


def test_many_findings_are_counted(repo: Repo) -> None:
    repo.commit(GOOD, {"CONSTITUTION.md": LAW.replace("core", "strict")})
    said = after(repo, "sneaky")
    assert said.count("\n  M001") == 1
    assert said.count("\n  T001") == 2
    assert f"  and 5 more: agentops-git check {repo.head()[:10]}^!\n" in said


def test_the_commit_that_brings_the_law_is_not_judged_by_it(repo: Repo) -> None:
    repo.commit("begin")
    repo.write({"CONSTITUTION.md": LAW})
    assert after(repo, "Add the law") == ""


def test_a_commit_that_drops_the_law_is_judged_by_it(repo: Repo) -> None:
    lawful(repo).git("rm", "--quiet", "CONSTITUTION.md")
    assert "T001" in after(repo, "drop the law")


def test_without_a_law_the_preset_judges(repo: Repo) -> None:
    assert "(preset core (the repository has no constitution))" in after(repo, "sneaky")


def test_a_fixup_waits_for_its_rebase(repo: Repo) -> None:
    assert after(lawful(repo), "fixup! fix(parser): reject empty values") == ""


def test_while_git_replays_nothing_is_said(repo: Repo) -> None:
    (lawful(repo).path / ".git" / "sequencer").mkdir()
    assert after(repo, "sneaky") == ""


def test_escapes_in_a_subject_are_shown_not_obeyed(repo: Repo) -> None:
    assert "\x1b" not in after(lawful(repo), "red \x1b[31m alert")


def test_an_unborn_branch_and_no_repository_never_fail(repo: Repo) -> None:
    assert repo.tool("hook", "post-commit").said.count("\n") == 1
    assert repo.tool("hook", "post-commit", GIT_DIR="/nowhere").said.count("\n") == 1
