"""The first message, ready to be used for the commit of what init wrote."""

import os

from agentops_git.files.atomic import write_atomic
from agentops_git.install.step import Step

MESSAGE = """\
chore: keep what is learned in the commits

Intent: make every commit say what it is for and what it taught
Context: nothing recorded why changes were made, or what they taught
Solution: a constitution states the law, and hooks hold commits to it
Learning: a rule that nothing checks is soon forgotten
Impact: commits without a record are refused from here on
Improvement: fit the constitution to this repository (impact 5, effort 2)
Validation: agentops-git init tried the hook on a bad and on a good message
"""
"""Holds under every preset: doctor proves the hooks with it as well."""


def install_steps(path: str) -> list[Step]:
    """Write the message file."""

    def do() -> None:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        write_atomic(path, MESSAGE.encode())

    return [Step(f"leave a first message in {path}", do)]
