"""Remotes as the configuration names them."""

from agentops_git.git.config import Config
from agentops_git.git.process import Git


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


def main_url(git: Git) -> str:
    """The URL of the remote ``origin``, else of the only one, as git would use it; else empty."""
    names = git.text("remote").splitlines()
    name = "origin" if "origin" in names else names[0] if len(names) == 1 else ""
    found = git.ask("remote", "get-url", "--end-of-options", name) if name else None
    if not found or found.code != 0:
        return ""
    return found.out.decode("utf-8", "replace").split("\n")[0]
