"""The payloads of these tests, held against GitHub's published schema of its webhooks.

AGENTOPS_WEBHOOKS names its ``schema.json``, as the npm package @octokit/webhooks-schemas has it.
"""

import json
import os
from pathlib import Path

import jsonschema
import pytest

from tests.enforcement.ci.hosting import merge_group, payload, pull_request, push

SCHEMA = os.environ.get("AGENTOPS_WEBHOOKS")  # no test sees the machine's environment
OLD, NEW = "a" * 40, "b" * 40
EVENTS = {
    "pull_request$synchronize": pull_request(NEW),
    "push$event": push("refs/heads/main", OLD, NEW),
    "merge_group$checks_requested": merge_group(("refs/heads/main", OLD), ("refs/heads/q", NEW)),
    "workflow_dispatch$event": payload("workflow_dispatch"),
}


@pytest.mark.skipif(not SCHEMA, reason="AGENTOPS_WEBHOOKS names no schema of webhooks")
@pytest.mark.parametrize("name", EVENTS)
def test_it_is_an_event_as_github_describes_it(name: str) -> None:
    known = json.loads(Path(str(SCHEMA)).read_text())["definitions"]
    schema = {"$ref": f"#/definitions/{name}", "definitions": known}
    jsonschema.Draft7Validator(schema).validate(EVENTS[name])
