"""What git is told before it talks with a remote, and what is told of a failure."""

import pytest

from agentops_git.exchange.remote import without_password
from agentops_git.exchange.talk import reason, talking
from agentops_git.git.process import Git


def asks(env: dict[str, str], config: dict[str, str], prompts: bool) -> tuple[str, str | None]:
    told = talking(Git(env=env), config, prompts).env
    return told["GIT_TERMINAL_PROMPT"], told.get("GIT_SSH_COMMAND")


def test_a_person_may_be_asked() -> None:
    assert asks({}, {}, prompts=True) == ("1", None)


@pytest.mark.parametrize(
    ("env", "config", "command"),
    [
        ({}, {}, "ssh -o BatchMode=yes"),
        ({"GIT_SSH_COMMAND": "ssh -i k"}, {}, "ssh -i k -o BatchMode=yes"),
        ({}, {"core.sshcommand": "/usr/bin/ssh -4"}, "/usr/bin/ssh -4 -o BatchMode=yes"),
        ({}, {"core.sshcommand": "plink -batch"}, None),
        ({"GIT_SSH": "/bin/my-ssh"}, {}, None),
    ],
)
def test_nobody_is_asked_along_with_a_push(
    env: dict[str, str], config: dict[str, str], command: str | None
) -> None:
    """Other programs than ssh do not know its options."""
    assert asks(env, config, prompts=False) == ("0", command)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("remote: \nremote: no notes here\nerror: failed to push to 'x'", "no notes here"),
        ("fatal: unable to connect to h:\nh[0: 1]: errno=Connection refused\n",
         "unable to connect to h: h[0: 1]: errno=Connection refused"),
        ("git@h: Permission denied (publickey).\nfatal: Could not read from remote repository.\n\n"
         "Please make sure you have the correct access rights\nand the repository exists.\n",
         "git@h: Permission denied (publickey)."),
        ("fatal: the remote end hung up unexpectedly", "the remote end hung up unexpectedly"),
        ("warning: x\nfatal: 'gone' does not appear to be a git repository\n"
         "fatal: Could not read from remote repository.",
         "'gone' does not appear to be a git repository"),
        ("", "git gave no reason"),
    ],
)  # fmt: skip
def test_the_reason_is_the_line_that_says_most(said: str, why: str) -> None:
    assert reason(said.encode()) == why


def test_passwords_are_left_out() -> None:
    text = "unable to access 'https://ann:hush@h/x' or ann@h:2222"
    assert without_password(text) == "unable to access 'https://ann@h/x' or ann@h:2222"
