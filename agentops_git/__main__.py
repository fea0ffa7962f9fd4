"""The entry point: hooks are served before Click is imported."""

import os
import sys

if __package__ in (None, ""):  # run by path, with -I -S, from a hook script
    sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    del sys.path[1:1]


def main() -> None:
    """Run the command line and exit with its code."""
    argv = sys.argv[1:]
    if argv[:1] == ["hook"] and not {"-h", "--help"} & set(argv[1:2]):
        from agentops_git.hooks.dispatch import run_hook

        sys.exit(run_hook(argv[1:]))
    from agentops_git.cli.app import run_command

    sys.exit(run_command(argv))


if __name__ == "__main__":
    main()
