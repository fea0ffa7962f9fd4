"""git as it is run when it talks with a remote, and what it says when that fails."""

from agentops_git.exchange.guard import GUARD
from agentops_git.exchange.remote import without_password
from agentops_git.git.config import Config
from agentops_git.git.process import Git

_NOISE = ("hint:", "warning:", "to ", "from ", "error: failed to push", "error: could not read")
_GENERIC = (
    "could not read from remote repository",
    "please make sure you have the correct access rights",
    "and the repository exists",
    "the remote end hung up unexpectedly",
)


def talking(git: Git, config: Config, prompts: bool) -> Git:
    """The same git; it may ask a person for a password or a passphrase only with ``prompts``."""
    other = Git(git.directory, {**git.env, GUARD: "1"})
    if prompts:
        other.env["GIT_TERMINAL_PROMPT"] = "1"
        return other
    command = other.env.get("GIT_SSH_COMMAND") or config.get("core.sshcommand") or "ssh"
    program = command.split(" ")[0].rpartition("/")[2]
    if program == "ssh" and "GIT_SSH" not in other.env:
        other.env["GIT_SSH_COMMAND"] = f"{command} -o BatchMode=yes"
    return other


def reason(err: bytes) -> str:
    """Why a fetch or push failed, on one line: the remote's own words where it said any."""
    lines = [line.strip() for line in err.decode("utf-8", "replace").splitlines()]
    lines = [line for line in lines if line and not line.lower().startswith(_NOISE)]
    told = [line.removeprefix("remote:").strip() for line in lines if line.startswith("remote:")]
    said = [line.partition(": ")[2] if _is_marked(line) else line for line in lines]
    for found in (told, [line for line in said if not _is_generic(line)], said):
        if any(found):
            return without_password(_first(found))
    return "git gave no reason"


def _first(lines: list[str]) -> str:
    """The first line that says something, and the next where it ends in a colon."""
    at = next(at for at, line in enumerate(lines) if line)
    return " ".join(lines[at : at + 2 if lines[at].endswith(":") else at + 1])


def _is_marked(line: str) -> bool:
    return line.startswith(("fatal: ", "error: "))


def _is_generic(line: str) -> bool:
    return line.lower().rstrip(".").endswith(_GENERIC)
