"""Third-party packages for a hook that was started without them."""

import sys


def ensure_site() -> None:
    """Make site-packages importable after a start with ``-S``; hooks start that way to be quick."""
    if sys.flags.no_site and "site" not in sys.modules:
        import site

        site.main()
