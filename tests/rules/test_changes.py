"""The rules on what a change touches and how, each on changes made by hand."""

import pytest

from agentops_git.constitution.guards import Agent, Guardrails, Limits, Secrets
from agentops_git.constitution.model import Constitution
from agentops_git.git.changes import Change, FileChange, Version
from agentops_git.rules.changes.guarded import _STEMS, ALWAYS, Guarded, guarded, why_guarded
from agentops_git.rules.changes.links import leads
from agentops_git.rules.changes.lockfiles import MANIFESTS
from agentops_git.rules.changes.model import Blob
from tests.rules.changing import EXECUTABLE, LINK, added, case, deleted, edited, pasted, said


def test_an_ordinary_change_has_no_finding() -> None:
    blobs = {"new": Blob(2000)}
    assert said(case(edited("src/a.py"), added("docs/ä b.md"), deleted("c"), blobs=blobs)) == []


class TestGuardedPaths:
    """G002: which paths are guarded, and why."""

    @pytest.mark.parametrize(
        ("path", "why"),
        [
            ("CONSTITUTION.md", "the constitution"),
            (".agentops/CONSTITUTION.md", "the constitution"),
            (".gitattributes", "git attributes"),
            ("deep/below/.gitattributes", "git attributes"),
            (".GitAttributes", "git attributes"),
            (".gitmodules", "submodules"),
            (".pre-commit-config.yaml", "hook configuration"),
            (".husky/pre-commit", "hook configuration"),
            ("lefthook.yml", "hook configuration"),
            (".githooks/pre-push", "hook configuration"),
            (".github/workflows/ci.yml", "CI configuration"),
            (".gitlab-ci.yml", "CI configuration"),
            ("ci/Jenkinsfile.release", "CI configuration"),
            (".circleci/config.yml", "CI configuration"),
            (".github/CODEOWNERS", "code owners"),
            ("keys/allowed_signers", "allowed signers"),
            (".gitleaksignore", "what a secret scanner lets by"),
            (".claude/settings.json", "agent settings"),
            ("service/.claude/settings.local.json", "agent settings"),
            (".cursor/hooks.json", "agent settings"),
            (".codex/config.toml", "agent settings"),
        ],
    )
    def test_what_guards_the_law_is_guarded_in_any_case(self, path: str, why: str) -> None:
        assert why_guarded(path, Constitution()) == why

    @pytest.mark.parametrize(
        "path",
        ["src/main.py", "AGENTS.md", "CLAUDE.md", "docs/CONSTITUTION.md", "src/.gitmodules",
         ".claude/commands/x.md", ".gitignore", "workflows/a.yml", "actions/action.py"],
    )  # fmt: skip
    def test_prose_and_code_are_not(self, path: str) -> None:
        assert why_guarded(path, Constitution()) is None

    def test_the_law_adds_paths_of_its_own(self) -> None:
        rails = Guardrails(protected=("deploy/",), secrets=Secrets(baseline="known.json"))
        law = Constitution(guardrails=rails)
        change = Change(None, (deleted("deploy/a"), edited("b"), edited("known.json")))
        assert guarded(change, law) == (
            Guarded("deploy/a", "the constitution protects it"),
            Guarded("known.json", "it is the baseline of the secret scanner"),
        )

    def test_every_guarded_name_passes_the_quick_look_before_the_globs(self) -> None:
        for why, globs in ALWAYS:
            for glob in globs:
                path = glob.strip("/").replace("**/", "").replace("**", "x").replace("y*ml", "yml")
                assert why_guarded(path.replace("*", "x"), Constitution()), (why, glob)
        assert all(stem == stem.lower() for stem in _STEMS)


class TestAgents:
    """G003: an agent keeps to its paths, however it is named."""

    NAMED = (
        Agent("Claude", may_touch=("src/**", "tests/**")),
        Agent("Scribe", may_touch=("docs/",)),
        Agent("Free"),
    )

    @pytest.mark.parametrize(
        "value", ["Claude", "claude", "Claude:claude-opus-4", "Claude [pytest]", "Claude Code"]
    )
    def test_it_may_not_touch_other_paths(self, value: str) -> None:
        found = case(edited("src/a.py"), edited("deploy.sh"), agents=(value,), named=self.NAMED)
        assert said(found) == [
            "G003 deploy.sh: Claude may not touch it; the law lets it touch src/**, tests/**"
        ]
        assert pasted(found) == ["git restore --staged -- 'deploy.sh'"]

    def test_a_deletion_touches_too(self) -> None:
        assert len(said(case(deleted("x"), agents=("Scribe",), named=self.NAMED))) == 1

    @pytest.mark.parametrize("agents", [(), ("Claudette",), ("Free",), ("Unknown",)])
    def test_people_and_agents_without_bounds_may(self, agents: tuple[str, ...]) -> None:
        assert said(case(edited("deploy.sh"), agents=agents, named=self.NAMED)) == []

    def test_two_agents_may_touch_what_either_may(self) -> None:
        both = ("Claude", "Scribe")
        found = case(edited("src/a"), edited("docs/b"), edited("c"), agents=both, named=self.NAMED)
        assert [line.partition(":")[0] for line in said(found)] == ["G003 c"]


class TestLimits:
    """G004 and G005."""

    RAILS = Guardrails(generated=("gen/",), limits=Limits(files=2, lines=10, deletions=1))

    def test_files_over_the_limit(self) -> None:
        found = case(*map(edited, "abc"), guardrails=self.RAILS)
        assert said(found) == ["G004 : the commit changes 3 files; the law allows 2 in one commit"]
        assert pasted(found) == ["git reset  # then stage it in parts: git add --patch"]

    def test_generated_and_vendored_files_are_not_counted(self) -> None:
        files = map(edited, ("a", "b", "gen/c", "vendor/d", "web/node_modules/e", "Cargo.lock"))
        found = [line for line in said(case(*files, guardrails=self.RAILS)) if "G004" in line]
        assert found == []

    def test_lines_over_the_limit(self) -> None:
        assert said(case(edited("a"), guardrails=self.RAILS, lines=11)) == [
            "G004 : the commit changes 11 lines; the law allows 10 in one commit"
        ]
        assert said(case(edited("a"), guardrails=self.RAILS, lines=10)) == []

    def test_a_mass_deletion_names_how_to_take_it_back(self) -> None:
        gone = map(deleted, ("src/a/x", "src/a/y"))
        found = case(*gone, guardrails=self.RAILS)
        assert said(found) == ["G005 : the commit deletes 2 files; the law allows 1 in one commit"]
        assert pasted(found) == ["git restore --staged --worktree --source=HEAD -- 'src/a'"]

    def test_a_directory_that_moves_is_not_deleted(self) -> None:
        gone = [deleted(f"old/{n}", oid=n) for n in "abc"]
        come = [added(f"new/{n}", oid=n) for n in "abc"]
        rails = Guardrails(limits=Limits(deletions=1))
        assert said(case(*gone, *come, guardrails=rails)) == []

    def test_without_a_law_a_hundred_deletions_are_the_limit(self) -> None:
        assert said(case(*(deleted(str(n), oid=str(n)) for n in range(100)))) == []
        assert len(said(case(*(deleted(str(n), oid=str(n)) for n in range(101))))) == 1


class TestSizes:
    """G006 and G007."""

    RAILS = Guardrails(generated=("gen/",), limits=Limits(file_kib=100, binary_kib=10))

    @pytest.mark.parametrize(
        ("blob", "expected"),
        [
            (Blob(100 * 1024), []),
            (Blob(100 * 1024 + 1), ["G006 a: the file has 101 KiB; the law allows 100"]),
            (Blob(10 * 1024, binary=True), []),
            (
                Blob(11 * 1024, binary=True),
                ["G007 a: the binary file has 11 KiB; the law allows 10"],
            ),
            (
                Blob(200 * 1024, binary=True),
                ["G006 a: the file has 200 KiB; the law allows 100"],
            ),
        ],
    )
    def test_each_limit_is_of_kib(self, blob: Blob, expected: list[str]) -> None:
        assert said(case(edited("a"), guardrails=self.RAILS, blobs={"new": blob})) == expected

    def test_what_is_generated_or_was_there_already_is_not_counted(self) -> None:
        blobs = {"new": Blob(1 << 30)}
        same = edited("b", old="new", mode=LINK)
        assert said(case(added("gen/a"), same, guardrails=self.RAILS, blobs=blobs)) == []

    def test_what_only_moves_makes_the_history_no_larger(self) -> None:
        moved = case(deleted("a", "new"), added("b"), guardrails=self.RAILS)
        assert said(moved._replace(blobs={"new": Blob(1 << 30)})) == []

    def test_a_name_that_git_reads_as_a_pattern_is_pasted_literally(self) -> None:
        blobs = {"new": Blob(1 << 20)}
        found = case(added("a*"), added(":b"), added("c\nd"), guardrails=self.RAILS, blobs=blobs)
        assert pasted(found)[:3] == [
            "git rm --cached -- ':(literal)a*'",
            "git rm --cached -- ':(literal):b'",
            r"git rm --cached -- $'c\x0ad'",
        ]


class TestLockFiles:
    """G008."""

    def test_a_lock_file_alone(self) -> None:
        found = case(edited("web/package-lock.json"), edited("package.json"))
        assert said(found) == [
            "G008 web/package-lock.json: it changes without package.json or .npmrc, "
            "which it is made from"
        ]
        assert pasted(found) == ["git restore --staged --source=HEAD -- 'web/package-lock.json'"]

    @pytest.mark.parametrize(
        "files",
        [
            (edited("package-lock.json"), edited("package.json")),
            (edited("Cargo.lock"), edited("crates/a/Cargo.toml")),
            (edited("Gemfile.lock"), edited("thing.gemspec")),
            (added("uv.lock"),),
            (deleted("uv.lock"),),
        ],
    )
    def test_with_its_manifest_or_new_or_gone(self, files: tuple[FileChange, ...]) -> None:
        assert said(case(*files)) == []

    def test_a_merge_may_write_a_lock_file_anew(self) -> None:
        two = (Version("100644", "a"), Version("100644", "b"))
        assert said(case(FileChange("uv.lock", two, Version("100644", "c")))) == []

    def test_the_law_names_pairs_of_its_own(self) -> None:
        rails = Guardrails(lockfiles={"env/locked.txt": "env/wanted.in"})
        assert len(said(case(edited("env/locked.txt"), guardrails=rails))) == 1
        assert said(case(edited("env/locked.txt"), edited("env/wanted.in"), guardrails=rails)) == []

    def test_no_lock_file_is_its_own_manifest(self) -> None:
        assert all(name not in wants for name, wants in MANIFESTS.items())


class TestSubmodules:
    """G009."""

    def test_a_url_that_changes(self) -> None:
        blobs = {
            "old": Blob(
                1, data=b'[submodule "lib"]\n\tpath = lib\n\turl = https://one.invalid/a\n'
            ),
            "new": Blob(
                1, data=b'[submodule "lib"]\n\tpath = lib\n\tURL = https://two.invalid/a\n'
            ),
        }
        found = case(edited(".gitmodules"), blobs=blobs)
        assert said(found) == [
            "G009 .gitmodules: submodule “lib” moves from “https://one.invalid/a” "
            "to “https://two.invalid/a”"
        ]
        assert pasted(found) == ["git restore --staged --source=HEAD -- .gitmodules"]

    def test_what_logs_in_is_not_shown(self) -> None:
        one = b'[submodule "a"]\nurl=https://ann:pass@one.invalid/a\n'
        blobs = {"old": Blob(1, data=one), "new": Blob(1, data=one.replace(b"one", b"two"))}
        (row,) = said(case(edited(".gitmodules"), blobs=blobs))
        assert row.endswith("moves from “https://one.invalid/a” to “https://two.invalid/a”")

    def test_another_name_for_the_same_path_is_no_way_round(self) -> None:
        blobs = {
            "old": Blob(1, data=b'[submodule "lib"]\npath=lib\nurl=https://one.invalid\n'),
            "new": Blob(1, data=b'[submodule "bil"]\npath=lib\nurl=https://two.invalid\n'),
        }
        assert len(said(case(edited(".gitmodules"), blobs=blobs))) == 1

    def test_a_submodule_more_or_less_moves_none(self) -> None:
        one = b'[submodule "a"]\npath=a\nurl=https://one.invalid\n'
        two = b'[submodule "b"]\npath=b\nurl=https://two.invalid\n'
        for old, new in ((one, one + two), (one + two, two)):
            blobs = {"old": Blob(1, data=old), "new": Blob(1, data=new)}
            assert said(case(edited(".gitmodules"), blobs=blobs)) == []


class TestLinks:
    """G010."""

    @pytest.mark.parametrize(
        ("path", "target", "where"),
        [
            ("l", "/etc/passwd", "out of the tree: it is an absolute path"),
            ("l", "C:\\Windows", "out of the tree: it is an absolute path"),
            ("l", "..", "out of the tree"),
            ("a/b/l", "../../../x", "out of the tree"),
            ("a/l", "b/../../../x", "out of the tree"),
            ("a/l", "..\\..\\x", "out of the tree"),
            ("a/l", "../.git/config", "into git's own directory"),
            ("l", ".GIT/hooks", "into git's own directory"),
            ("l", "git~1/hooks", "into git's own directory"),
        ],
    )
    def test_where_a_link_must_not_lead(self, path: str, target: str, where: str) -> None:
        assert leads(path, target) == where

    @pytest.mark.parametrize(
        ("path", "target"),
        [("l", "x"), ("a/l", "../x"), ("a/l", ".."), ("l", "not/there"), ("l", ".github/x"),
         ("l", "..x"), ("l", ".gitignore"), ("a/b/l", "../../.")],
    )  # fmt: skip
    def test_where_it_may(self, path: str, target: str) -> None:
        assert leads(path, target) is None

    def test_the_target_is_read_off_the_contents(self) -> None:
        found = case(added("l", mode=LINK), blobs={"new": Blob(7, data=b"../\x1b[m")})
        assert said(found) == ["G010 l: the link leads out of the tree"]


class TestExecutables:
    """G011."""

    def test_a_new_one_and_one_that_becomes_one(self) -> None:
        found = case(added("a.sh", mode=EXECUTABLE), edited("b", mode=EXECUTABLE))
        assert said(found) == [
            "G011 a.sh: the new file is executable",
            "G011 b: the file becomes executable",
        ]
        assert pasted(found)[0] == "git update-index --chmod=-x -- 'a.sh'"

    def test_one_that_was_or_moves_is_none(self) -> None:
        was = FileChange("a", (Version(EXECUTABLE, "1"),), Version(EXECUTABLE, "2"))
        gone = FileChange("b", (Version(EXECUTABLE, "3"),), Version("000000", "0"))
        assert said(case(was, gone, added("c", oid="3", mode=EXECUTABLE))) == []


class TestNames:
    """G015."""

    @pytest.mark.parametrize(
        ("name", "shown"),
        [("a\nb", "000A"), ("a\x1b[2Jb", "001B"), ("a\u202egpj.exe", "202E"), ("a\x7f", "007F"),
         ("a\u200bb", "200B"), ("a\u2028b", "2028")],
    )  # fmt: skip
    def test_what_a_list_of_names_does_not_show(self, name: str, shown: str) -> None:
        assert said(case(added(name))) == [
            f"G015 {name}: the file name holds U+{shown}, which lists of names do not show"
        ]

    def test_the_rename_can_be_pasted(self) -> None:
        assert pasted(case(added("it's\nb"))) == [r"git mv -- $'it\'s\x0ab' 'it'\''s_b'"]

    @pytest.mark.parametrize("name", ["ä.md", "日本.txt", "👩‍💻.md", "a b", "\udcff", "می‌خواهم"])
    def test_ordinary_names_of_any_script(self, name: str) -> None:
        assert said(case(added(name), deleted("old\nname"), edited("known\nname"))) == []
