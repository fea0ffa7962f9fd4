"""Run the benchmarks that are named, or all but mining: python -m benchmarks."""

import sys
from importlib import import_module

NAMES = ("commit_msg", "commit", "guardrails", "sizes", "check", "server", "rebase", "notes")


def main(names: list[str]) -> int:
    """Print one Markdown table a benchmark: what, and the ratio (smallest–largest pair)."""
    for name in names or NAMES:
        module = import_module(f"benchmarks.{name}")
        title = (module.__doc__ or name).splitlines()[0]
        print(f"\n{title}\n\n| what | ratio |\n| --- | --- |", flush=True)
        for row in module.rows():
            print(row, flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
