"""A host on this disk, its runner's clones, and events in the hosts' own form."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.conftest import Ran, Repo, run
from tests.enforcement.conftest import CORE, record

ZEROS = "0" * 40
NAME = "team/project"
LAW = {"CONSTITUTION.md": CORE}


class Hosted:
    """A bare repository that a person's clone (``ann``) pushes to, with the law on main."""

    def __init__(self, folder: Path, ann: Repo) -> None:
        self.folder, self.ann = folder, ann
        self.path = folder / "host.git"
        run("git", "init", "-q", "--bare", "--initial-branch=main", self.path, cwd=folder)
        ann.git("remote", "add", "origin", self.url)
        ann.commit("before the law", {"a.txt": "a\n"})
        self.first = ann.commit(record("chore: begin"), LAW)
        self.push("main")

    @property
    def url(self) -> str:
        return f"file://{self.path}"  # a path alone would be cloned whole, whatever the depth

    def push(self, *specs: str) -> None:
        self.ann.git("push", "-q", "--no-verify", "--force", "origin", *specs)

    def runner(self, sha: str, *options: str) -> "Runner":
        """A clone as a runner makes it: the commit alone, detached, unless options say more."""
        path = self.folder / f"runner-{len([*self.folder.iterdir()])}"
        run("git", "init", "-q", path, cwd=self.folder)
        runner = Runner(path)
        runner.git("remote", "add", "origin", self.url)
        runner.git("fetch", "-q", "--no-tags", *(options or ("--depth=1",)), "origin", sha)
        runner.git("checkout", "-q", "--detach", "FETCH_HEAD")
        return runner


class Runner(Repo):
    """A CI job's clone, and its environment."""

    def github(
        self,
        event: str,
        payload: object,
        *args: str,
        code: int | None = 0,
        env: Mapping[str, str] | None = None,
    ) -> Ran:
        """Run the check as a workflow does."""
        path = self.path.parent / "event.json"
        path.write_text(payload if isinstance(payload, str) else json.dumps(payload))
        known = {"GITHUB_EVENT_NAME": event, "GITHUB_EVENT_PATH": str(path)}
        return self.tool("check", "--ci", "github", *args, code=code, env={**known, **(env or {})})

    def gitlab(self, env: Mapping[str, str], *args: str, code: int | None = 0) -> Ran:
        """Run the check as a pipeline does."""
        return self.tool("check", "--ci", "gitlab", *args, code=code, env=env)


REPOSITORY = {"default_branch": "main", "full_name": NAME}


def payload(event: str) -> Any:
    """An event with every field that GitHub's published schema of its webhooks requires."""
    data = json.loads((Path(__file__).parent / "payloads" / f"{event}.json").read_text())
    data["repository"] |= REPOSITORY
    return data


def pull_request(head: str, base: str = "main", number: int = 7) -> Any:
    data = payload("pull_request")
    data["pull_request"]["number"] = number
    data["pull_request"]["head"] |= {"sha": head, "ref": "topic"}
    data["pull_request"]["base"] |= {"sha": ZEROS, "ref": base}
    return data


def push(ref: str, before: str, after: str) -> Any:
    return payload("push") | {"ref": ref, "before": before, "after": after}


def merge_group(base: tuple[str, str], head: tuple[str, str]) -> Any:
    """Each end is a ref and its commit."""
    data = payload("merge_group")
    ends = {"base_ref": base[0], "base_sha": base[1], "head_ref": head[0], "head_sha": head[1]}
    data["merge_group"] |= ends
    return data


def pipeline(source: str, sha: str, **more: str) -> dict[str, str]:
    """GitLab's variables of a branch pipeline."""
    return {
        "CI_PIPELINE_SOURCE": source,
        "CI_COMMIT_SHA": sha,
        "CI_COMMIT_BEFORE_SHA": ZEROS,
        "CI_DEFAULT_BRANCH": "main",
        "CI_PROJECT_PATH": NAME,
        **more,
    }


def merge_request(sha: str, **more: str) -> dict[str, str]:
    """GitLab's variables of a merge request pipeline."""
    return pipeline(
        "merge_request_event",
        sha,
        CI_MERGE_REQUEST_IID="7",
        CI_MERGE_REQUEST_TARGET_BRANCH_NAME="main",
        CI_MERGE_REQUEST_PROJECT_PATH=NAME,
        **more,
    )
