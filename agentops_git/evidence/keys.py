"""Which key a person signs with, as the command line or the configuration says."""

from agentops_git.errors import UsageError
from agentops_git.git.config import Config


def signing_key(named: str | None, config: Config) -> str:
    """``--key``, else ``agentops.signingKey``, else ``user.signingKey`` where git signs with SSH.

    A path, or a public key itself (``key::ssh-ed25519 AAAA…``) whose other half the agent holds.
    UsageError where nothing names one; none is ever guessed.
    """
    key = named or config.get("agentops.signingkey") or _of_git(config)
    if not key:
        raise UsageError(
            "there is no key to sign with; name an SSH key with --key FILE, or once for all: "
            "git config --global agentops.signingKey FILE"
        )
    return key


def _of_git(config: Config) -> str:
    """git's own signing key; with another ``gpg.format`` it is no SSH key."""
    is_ssh = config.get("gpg.format", "").lower() == "ssh"
    return config.get("user.signingkey", "") if is_ssh else ""
