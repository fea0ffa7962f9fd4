"""A configuration of pre-commit that was made to harm whoever reads it."""

import pytest

from agentops_git.files.strict_yaml import RefusedYaml, refuse_growth
from tests.conftest import Repo

LAUGHS = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 40))
HOSTILE = {
    "laughs": LAUGHS,
    "deep": "repos: " + "[" * 100_000,
    "of itself": "repos: &a [*a]\n",
    "a tag": "repos: !!python/object/apply:os.system ['touch made']\n",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_init_and_doctor_say_so_in_one_line(repo: Repo, name: str) -> None:
    repo.write({".pre-commit-config.yaml": HOSTILE[name]})
    ran = repo.tool("init", "--local", code=2)
    assert "agentops-git: .pre-commit-config.yaml: line " in ran.stderr
    assert repo.tool("doctor", code=1).returncode == 1
    assert (repo.path / ".pre-commit-config.yaml").read_text() == HOSTILE[name]
    assert not (repo.path / "made").exists()


def test_aliases_that_people_use_are_theirs() -> None:
    refuse_growth("x: &args [--fix, --exit-non-zero]\nrepos: [{hooks: [{args: *args}]}]\n")
    refuse_growth("")


def test_an_alias_of_what_is_open_is_named_with_its_line() -> None:
    with pytest.raises(RefusedYaml, match=r"'\*a' stands for itself") as caught:
        refuse_growth("a: &a\n- b\n- *a\n")
    assert caught.value.line == 3
