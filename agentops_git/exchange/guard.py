"""What keeps an exchange from running through its own push."""

GUARD = "AGENTOPS_SYNCING"
"""Set while notes are exchanged: a hook that sees it leaves the push alone."""
