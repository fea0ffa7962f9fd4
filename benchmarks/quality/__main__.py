"""Print every score against a labelled set: python -m benchmarks.quality EVAL_DIR [NAME...]."""

import sys
from importlib import import_module

NAMES = ("groups", "recall", "routes", "tokens")


def main(argv: list[str]) -> int:
    """One section a score; each is made by a module of its name."""
    if not argv:
        print("usage: python -m benchmarks.quality EVAL_DIR [NAME...]", file=sys.stderr)
        return 2
    for name in argv[1:] or NAMES:
        module = import_module(f"benchmarks.quality.{name}")
        title = (module.__doc__ or name).splitlines()[0]
        print(f"\n## {title}\n", flush=True)
        for row in module.rows(argv[0]):
            print(row, flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
