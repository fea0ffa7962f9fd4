"""Secret scanners that a law names: asked with blobs as files, their answers read as data."""

import json
import os
import shutil
import sys

import pytest

from agentops_git.enforcement import scanners
from agentops_git.enforcement.scanners import Unusable, known_secrets, scan
from agentops_git.git.process import Git
from agentops_git.rules.contents.model import mark_of
from tests.conftest import Repo
from tests.rules.contents.made import ALNUM, github, noise

BESIDE = os.pathsep.join([os.path.dirname(sys.executable), os.environ["PATH"]])
LAW = '---\nagentops: 1\nguardrails: {{secrets: {{scanner: {}, baseline: "known.json"}}}}\n---\n'
STAND_IN = """\
#!{python}
# In the form of the reports that gitleaks and betterleaks document: every line is a finding.
import json, os, sys
report = sys.argv[sys.argv.index("--report-path") + 1]
assert sys.argv[1:3] == ["dir", "files"] and "GITLEAKS_CONFIG" not in os.environ
found = []
for name in sorted(os.listdir("files")):
    for number, line in enumerate(open(os.path.join("files", name)), 1):
        if "found" in line:
            found.append(dict(RuleID="rule-\\x1b[31m", File=os.path.join("files", name),
                              StartLine=number, Secret=line.strip(), Match=line))
json.dump(found, open(report, "w"))
"""


def program(repo: Repo, name: str, text: str) -> dict[str, str]:
    """An environment whose PATH begins with a program of this name."""
    place = repo.path / ".git" / "bin"
    place.mkdir(exist_ok=True)
    (place / name).write_text(text.replace("{python}", sys.executable))
    (place / name).chmod(0o755)
    return {"PATH": f"{place}{os.pathsep}{os.environ['PATH']}"}


@pytest.mark.parametrize("name", ["gitleaks", "betterleaks"])
def test_a_report_becomes_findings_on_the_paths_of_the_blobs(
    repo: Repo, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("PATH", program(repo, name, STAND_IN)["PATH"])
    monkeypatch.setenv("GITLEAKS_CONFIG", "/nowhere/mine.toml")
    repo.commit("feat: add", {"a.env": "ok\nfound one\n", "../b.py"[3:]: "found two\n"})
    oids = {path: repo.git("rev-parse", f"HEAD:{path}").strip() for path in ("a.env", "b.py")}
    asked = {oids["a.env"]: ["a.env", "copy/a.env"], oids["b.py"]: ["b.py"]}
    found = scan(Git(str(repo.path)), name, asked)
    assert {path: [hit.line for hit in hits] for (_, path), hits in found.items()} == {
        "a.env": [2],
        "copy/a.env": [2],
        "b.py": [1],
    }
    (hit,) = found[oids["b.py"], "b.py"]
    assert hit.message == f"{name} finds rule-\\x1b[31m"
    assert hit.mark == mark_of(b"found two")
    known = known_secrets(
        json.dumps([{"Secret": "found two", "File": "", "StartLine": 1, "RuleID": ""}]).encode()
    )
    assert (oids["b.py"], "b.py") not in scan(Git(str(repo.path)), name, asked, known)


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("ggshield", None, "ggshield is not installed"),
        ("ggshield", "#!/bin/sh\necho 'no key' >&2\nexit 3\n",
         "ggshield failed with exit code 3: no key"),
        ("ggshield", "#!/bin/sh\necho not JSON\n", "ggshield wrote no report that can be read"),
        ("gitleaks", "#!/bin/sh\nexit 0\n", "gitleaks wrote no report that can be read"),
        ("gitleaks", "#!/bin/sh\nsleep 5\n", "gitleaks took more than 0.2 s"),
    ],
)  # fmt: skip
def test_a_scanner_that_can_not_be_used_is_named_with_the_reason(
    repo: Repo, monkeypatch: pytest.MonkeyPatch, name: str, text: str | None, why: str
) -> None:
    repo.commit("feat: add", {"a.env": "x\n"})
    monkeypatch.setattr(scanners, "SECONDS", 0.2 if "sleep" in (text or "") else 60)
    path = program(repo, name, text)["PATH"] if text else "/usr/bin:/bin"
    monkeypatch.setenv("PATH", path)
    with pytest.raises(Unusable) as refused:
        scan(Git(str(repo.path)), name, {repo.git("rev-parse", "HEAD:a.env").strip(): ["a.env"]})
    assert str(refused.value) == why


def test_the_built_in_rules_judge_where_the_named_scanner_is_not_installed(repo: Repo) -> None:
    repo.commit("chore: begin", {"CONSTITUTION.md": LAW.format("ggshield")})
    repo.write({"a.env": f"TOKEN={github()}\n"})
    repo.git("add", "a.env")
    done = repo.tool("check", "--staged", code=1)
    assert "ggshield is not installed; the built-in rules search for secrets instead" in done.said
    assert "G018" in done.said
    assert github() not in done.said


def test_the_named_scanner_judges_instead_and_its_baseline_is_obeyed(repo: Repo) -> None:
    env = program(repo, "gitleaks", STAND_IN)
    known = json.dumps([{"Secret": "found: known", "File": "", "StartLine": 1, "RuleID": ""}])
    law = LAW.format("gitleaks")
    repo.commit(
        "chore: begin", {"CONSTITUTION.md": law, "known.json": known, "a.env": "found: old\n"}
    )
    repo.write({"a.env": f"found: known\nfound: old\nfound: new\nTOKEN={github()}\n"})
    repo.git("add", "a.env")
    done = repo.tool("check", "--staged", code=1, env=env)
    said = [line.strip() for line in done.said.splitlines()]
    assert [line for line in said if line.startswith("error G018")] == [
        "error G018  gitleaks finds rule-\\x1b[31m (line 3)"
    ]


@pytest.mark.parametrize("scanner", ["builtin", "gitleaks"])
def test_a_baseline_may_hold_what_it_lists(repo: Repo, scanner: str) -> None:
    """A report of gitleaks shows the secrets; it is guarded, and no other file may hold them."""
    env = program(repo, "gitleaks", STAND_IN)
    repo.commit("chore: begin", {"CONSTITUTION.md": LAW.format(scanner)})
    row = {"Secret": github(), "File": "found", "StartLine": 1, "RuleID": "", "Match": "found"}
    repo.write({"known.json": json.dumps([row])})
    repo.git("add", ".")
    assert "G018" not in repo.tool("check", "--staged", env=env).said
    repo.write({"other.json": json.dumps([row])})
    repo.git("add", ".")
    done = repo.tool("check", "--staged", code=1, env=env)
    assert done.stdout.startswith("other.json\nerror G018")


def test_a_private_key_that_is_listed_whole_is_passed_over(repo: Repo) -> None:
    """The key of a test server, as gitleaks reports it, from its first line to its last."""
    body = "\n".join(noise(ALNUM, 64, seed) for seed in range(20))
    key = f"-----BEGIN PRIVATE KEY-----\n{body}\n-----END PRIVATE KEY-----"
    row = {"Secret": key, "File": "k.pem", "StartLine": 1, "RuleID": "private-key"}
    law = LAW.format("builtin")
    repo.commit("chore: begin", {"CONSTITUTION.md": law, "known.json": json.dumps([row])})
    repo.write({"k.pem": f"{key}\n"})
    repo.git("add", ".")
    repo.tool("check", "--staged")
    repo.write({"k.pem": f"{key.replace(body[:64], noise(ALNUM, 64, 99))}\n"})
    repo.git("add", ".")
    assert "G018  this holds a private key" in repo.tool("check", "--staged", code=1).stdout


@pytest.mark.parametrize(
    "text", [b"", b"[]", b"{}", b"[1]", b'{"results": 3}', b"\xff", b"[" * 9999]
)
def test_a_baseline_that_can_not_be_read_lets_nothing_by(text: bytes) -> None:
    assert known_secrets(text) == frozenset()


def test_a_baseline_that_a_branch_alone_lengthens_lets_nothing_more_by(repo: Repo) -> None:
    def listing(*secrets: str) -> dict[str, str]:
        rows = [{"Secret": one, "File": "", "StartLine": 1, "RuleID": ""} for one in secrets]
        return {"known.json": json.dumps(rows)}

    repo.commit("feat: add", listing("one"))
    git = Git(str(repo.path))
    first = scanners.baseline_of(git, "known.json")
    assert len(first) == 1
    repo.git("update-ref", "refs/remotes/origin/main", "HEAD")
    repo.git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/main")
    repo.commit("feat: list another", listing("one", "two"))
    assert scanners.baseline_of(git, "known.json") == first
    assert scanners.baseline_of(git, "absent.json") == frozenset()


@pytest.mark.skipif(
    not shutil.which("detect-secrets", path=BESIDE), reason="detect-secrets is not installed"
)
def test_detect_secrets_itself_and_a_comment_does_not_silence_it(
    repo: Repo, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", BESIDE)
    key = "AKIA" + noise(ALNUM[26:52], 16)
    allowed = "# pragma: " + "allowlist secret"
    repo.commit("feat: add", {"a.py": f"key = '{key}'  {allowed}\n"})
    oid = repo.git("rev-parse", "HEAD:a.py").strip()
    found = scan(Git(str(repo.path)), "detect-secrets", {oid: ["a.py"]})
    assert [(hit.line, hit.message) for hit in found[oid, "a.py"]] == [
        (1, "detect-secrets finds AWS Access Key")
    ]


@pytest.mark.skipif(not shutil.which("gitleaks"), reason="gitleaks is not installed")
def test_gitleaks_itself_and_neither_a_comment_nor_its_settings_silence_it(repo: Repo) -> None:
    allowed = "# gitleaks" + ":allow"
    files = {
        "a.py": f"key = '{github()}'  {allowed}\n",
        ".gitleaks.toml": "[allowlist]\npaths=['.']\n",
    }
    repo.commit("feat: add", files)
    oids = {repo.git("rev-parse", f"HEAD:{path}").strip(): [path] for path in files}
    found = scan(Git(str(repo.path)), "gitleaks", oids)
    assert [hit.message for hits in found.values() for hit in hits] == ["gitleaks finds github-pat"]
