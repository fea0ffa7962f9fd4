"""The GitHub Action and the GitLab component: valid, pinned, and their scripts run for real."""

import json
import re
import sys
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from tests.conftest import Ran, Repo, run
from tests.enforcement.ci.hosting import Hosted, merge_request, pull_request
from tests.enforcement.conftest import record

TOP = Path(__file__).parents[3]
ACTION: Any = yaml.safe_load((TOP / "action.yml").read_text())
CHECK = TOP / "templates" / "check.yml"
SPEC, JOBS = (doc for doc in yaml.safe_load_all(CHECK.read_text()))
GITHUB_FILES = [TOP / "action.yml", *sorted((TOP / "templates" / "github").glob("*.yml"))]


def valid(data: object, schema: str) -> None:
    text = (files("check_jsonschema.builtin_schemas.vendor") / f"{schema}.json").read_text()
    jsonschema.Draft7Validator(json.loads(text)).validate(data)


def workflow(path: Path) -> Any:
    """YAML 1.1, which is read here, takes the key ``on`` for true; GitHub does not."""
    return yaml.safe_load(path.read_text().replace("\non:", '\n"on":'))


def test_what_we_write_is_what_the_hosts_read() -> None:
    valid(ACTION, "github-actions")
    for path in GITHUB_FILES[1:]:
        valid(workflow(path), "github-workflows")
    for path in sorted((TOP / "templates").glob("*.yml")):
        for document in yaml.safe_load_all(path.read_text()):
            valid(document, "gitlab-ci")


@pytest.mark.parametrize("path", GITHUB_FILES, ids=lambda path: path.name)
def test_foreign_actions_are_pinned_and_no_script_holds_an_expression(path: Path) -> None:
    text = path.read_text()
    for used in re.findall(r"uses: (\S+)", text):
        assert re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", used), used
    scripts = re.findall(r"run: *(?:\|\n((?: {6,}.*\n|\n)+)|(.*)\n)", text)
    assert scripts
    assert "${{" not in "".join(block + line for block, line in scripts)


def step(name: str) -> Any:
    return next(step for step in ACTION["runs"]["steps"] if step.get("name") == name)


def act(
    name: str, runner: Repo, temp: Path, env: Mapping[str, str], code: int | None = 0, **inputs: str
) -> Ran:
    """Run a step of the action as GitHub does: its script, its env, inputs at their defaults."""
    stated = {
        key: inputs.get(
            key, ACTION["inputs"][expression.split("inputs.")[1].split(" ")[0]]["default"]
        )
        for key, expression in step(name).get("env", {}).items()
    }
    known = {"RUNNER_TEMP": str(temp), "GITHUB_ACTION_PATH": str(TOP)}
    shell = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step(name)["run"]]
    return run(*shell, cwd=runner.path, code=code, env={**known, **stated, **env})


def installed(temp: Path) -> Path:
    """A directory as the step that installs leaves it, without the time that takes."""
    tools = temp / "agentops-git"
    tools.mkdir(parents=True)
    (tools / "bin").symlink_to(Path(sys.executable).parent)
    return temp


def proposed(hosted: Hosted, tmp_path: Path, message: str) -> tuple[Repo, dict[str, str]]:
    """A runner's clone of a pull request, and the environment that GitHub documents."""
    hosted.ann.git("switch", "-q", "-c", "topic")
    head = hosted.ann.commit(message, {"subprocess.py": "raise SystemExit('pwned')\n"})
    hosted.push("HEAD:refs/pull/7/head", "HEAD:refs/merge-requests/7/head")
    event = tmp_path / "event.json"
    event.write_text(json.dumps(pull_request(head)))
    env = {"GITHUB_EVENT_NAME": "pull_request", "GITHUB_EVENT_PATH": str(event)}
    summary = {"GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md"), "GITHUB_ACTIONS": "true"}
    return hosted.runner(head), {**env, **summary}


def test_the_step_that_checks_refuses_and_writes_its_reports(
    hosted: Hosted, tmp_path: Path
) -> None:
    runner, env = proposed(hosted, tmp_path, "sneaky")
    done = act("Check", runner, installed(tmp_path / "temp"), env, 1, SARIF="out/a b.sarif")
    assert "::error title=T001 in " in done.stdout
    sarif = json.loads((runner.path / "out" / "a b.sarif").read_text())
    assert "T001" in {result["ruleId"] for result in sarif["runs"][0]["results"]}
    assert "### Constitution: refused" in (tmp_path / "summary.md").read_text()


def test_a_checkout_elsewhere_is_named_by_an_input(hosted: Hosted, tmp_path: Path) -> None:
    runner, env = proposed(hosted, tmp_path, record())
    outside = Repo(tmp_path)
    path = runner.path.name
    act("Check", outside, installed(tmp_path / "temp"), env, SARIF="a.sarif", CHECKOUT=path)
    assert (tmp_path / "a.sarif").exists()


def test_inputs_are_values_and_never_shell(hosted: Hosted, tmp_path: Path) -> None:
    runner, env = proposed(hosted, tmp_path, record())
    name = "$(touch pwned); `touch pwned` --fix"
    act("Check", runner, installed(tmp_path / "temp"), env, SARIF=name)
    assert (runner.path / name).exists()
    assert not (runner.path / "pwned").exists()


@pytest.mark.slow
def test_the_step_that_installs_runs_nothing_of_the_pull_request(
    hosted: Hosted, tmp_path: Path
) -> None:
    """subprocess.py in the working directory would be run by ``python -m venv`` without -I."""
    runner, env = proposed(hosted, tmp_path, "sneaky")
    (tmp_path / "temp").mkdir()
    done = act("Install agentops-git", runner, tmp_path / "temp", env)
    assert "pwned" not in done.said
    assert "T001" in act("Check", runner, tmp_path / "temp", env, 1).stdout


def component(**inputs: str) -> Any:
    """The component's job as GitLab fills it in."""
    text = CHECK.read_text().partition("\n---\n")[2]
    for name, given in SPEC["spec"]["inputs"].items():
        text = text.replace(f"$[[ inputs.{name} ]]", inputs.get(name, given.get("default", "")))
    assert "$[[" not in text
    return yaml.safe_load(text)["agentops-check"]


@pytest.mark.slow
def test_the_component_judges_a_merge_request(hosted: Hosted, tmp_path: Path) -> None:
    runner, _ = proposed(hosted, tmp_path, "sneaky")
    job = component(agentops_git=str(TOP))
    env = {**merge_request(runner.head()), **job["variables"], "TMPDIR": str(tmp_path)}
    (script,) = job["script"]
    done = run("bash", "-eo", "pipefail", "-c", script, cwd=runner.path, code=1, env=env)
    assert "error T001  Intent is missing" in done.stdout
    report = json.loads((runner.path / job["artifacts"]["reports"]["codequality"]).read_text())
    assert {row["check_name"] for row in report} >= {"T001"}
    assert "pwned" not in done.said
