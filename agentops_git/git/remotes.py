"""Remotes as the configuration names them."""

from agentops_git.git.config import Config


def remote_names(config: Config) -> tuple[str, ...]:
    """The remotes that have an address, in the order of the configuration."""
    found = (
        key.removeprefix("remote.").rpartition(".")
        for key in config
        if key.startswith("remote.") and key.endswith((".url", ".pushurl"))
    )
    return tuple(dict.fromkeys(name for name, _, _ in found))


def known_remote(remote: str, config: Config) -> str:
    """The remote that an address belongs to; what is known of a remote goes by its name."""
    names = remote_names(config)
    if remote in names:
        return remote
    addresses = {config.get(f"remote.{name}.url"): name for name in names}
    return addresses.get(remote, remote)
