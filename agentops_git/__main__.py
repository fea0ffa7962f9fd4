"""The entry point: hooks are served before Click is imported."""

import gc
import os
import sys

if __package__ in (None, ""):  # run by path, with -I -S, from a hook script
    sys.path.append(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def main() -> None:
    """Run the command line and exit with its code."""
    gc.disable()  # a short life: collecting costs more than it frees
    try:
        code = _run(sys.argv[1:])
    except KeyboardInterrupt:  # while modules were loading
        sys.stderr.write("agentops-git: interrupted; nothing was left half written\n")
        code = 130
    sys.exit(code)


def _run(argv: list[str]) -> int:
    if argv[:1] == ["hook"] and not {"-h", "--help"} & set(argv[1:2]):
        return _run_hook(argv[1:])
    from agentops_git.cli.app import run_command

    return run_command(argv)


def _run_hook(argv: list[str]) -> int:
    """Serve an event; an installation that is broken is no refusal."""
    try:
        from agentops_git.hooks.dispatch import run_hook
    except ImportError as error:
        sys.stderr.write(f"agentops-git: {error}; install agentops-git again\n")
        return 70
    return run_hook(argv)


if __name__ == "__main__":
    main()
