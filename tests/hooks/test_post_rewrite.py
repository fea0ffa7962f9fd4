"""post-rewrite: what a rebase melded out of several commits is looked at once."""

from tests.conftest import Repo
from tests.hooks.messages import GOOD

LAW = "---\nagentops: 1\n---\n"


def rewritten(repo: Repo, why: str, *pairs: tuple[str, str]) -> str:
    lines = "".join(f"{old} {new}\n" for old, new in pairs)
    return repo.tool("hook", "post-rewrite", why, data=lines).said


def test_only_melded_commits_are_judged(repo: Repo) -> None:
    repo.commit(GOOD, {"CONSTITUTION.md": LAW})
    sneaky = repo.commit("sneaky")
    head = repo.commit("melded too")
    old = "1" * 40
    assert rewritten(repo, "rebase", (old, sneaky), (old, head)) == ""
    said = rewritten(repo, "rebase", (old, sneaky), (old, sneaky), (old, head), (old, head))
    assert said.count("is against the law") == 2
    assert f"  mend it: git rebase --interactive {sneaky[:10]}^ (and mark it reword)\n" in said
    assert "  mend it: git commit --amend --no-edit --trailer 'Intent: <" in said


def test_an_amend_was_post_commits_to_judge(repo: Repo) -> None:
    head = repo.commit("sneaky")
    assert rewritten(repo, "amend", (head, head), (head, head)) == ""


def test_broken_input_never_fails(repo: Repo) -> None:
    assert rewritten(repo, "rebase", ("", "")) == ""
    assert repo.tool("hook", "post-rewrite", data="").said == ""
