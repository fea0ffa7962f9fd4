"""A marked block for agents in AGENTS.md, and in CLAUDE.md where there is one."""

import os

from agentops_git.errors import UsageError
from agentops_git.files.atomic import write_atomic
from agentops_git.files.blocks import BlockError, block, fill_blocks, find_blocks
from agentops_git.files.inside import inside
from agentops_git.install.ledger import Ledger
from agentops_git.install.precommit import read_text
from agentops_git.install.step import Step

NAME = "commits"
PART = "agents"
TEXT = """\
## Commits carry what was learned

Every commit message ends with one block of trailers, no blank line inside it:

    fix(parser): reject empty config values

    Users saw silent failures when config.env had empty values.

    Intent: fail loudly on a config that cannot work
    Context: three support cases this week ended at an empty DB_URL
    Learning: validate that a value is usable, not only that it is present

`Learning` is true beyond the commit; where there was nothing to learn write
`none (REASON)`. What was left unchecked is `Not-tested:`, what should be better next is
`Improvement: TEXT (impact 1-10, effort 1-10)`. CONSTITUTION.md says what is required.

Write it with one command (it takes the options of `git commit` as well):

    agentops-git commit -m 'fix(parser): reject empty config values' \\
      --intent 'fail loudly on a config that cannot work' \\
      --context 'three support cases this week ended at an empty DB_URL' \\
      --learning 'validate that a value is usable, not only that it is present'

A refused message is kept, and the refusal says what to write; `--no-verify` only moves
the refusal to the server.
"""


def install_steps(top: str, ledger: Ledger) -> list[Step]:
    """What it takes until the block stands in the files that agents read."""
    paths = {inside(top, "AGENTS.md"): "AGENTS.md"}
    if os.path.lexists(os.path.join(top, "CLAUDE.md")):
        paths.setdefault(inside(top, "CLAUDE.md"), "CLAUDE.md")
    steps = (_install_step(path, name, ledger) for path, name in paths.items())
    return [step for step in steps if step]


def _install_step(path: str, name: str, ledger: Ledger) -> Step | None:
    old = read_text(path)
    new = with_block(old or "", name)
    if new == old:
        return None

    def do() -> None:
        write_atomic(path, new.encode())
        ledger.note(PART, ledger.named(path), old is None)

    return Step(f"{'write' if old is None else 'add a marked block to'} {name}", do)


def with_block(text: str, name: str) -> str:
    """The text with the block in it: filled where it stands, else at the end."""
    try:
        if any(found.name == NAME for found in find_blocks(text)):
            return fill_blocks(text, {NAME: TEXT})
    except BlockError as error:
        raise UsageError(f"{name}, line {error.line}: {error}; mend the markers") from None
    newline = "\r\n" if "\r\n" in text else "\n"
    gap = "" if not text else newline if text.endswith("\n") else newline * 2
    return text + gap + block(NAME, TEXT).replace("\n", newline)


def without_block(text: str) -> str:
    """The text without the block and the empty line before it."""
    newline = "\r\n" if "\r\n" in text else "\n"
    for found in find_blocks(text):
        if found.name == NAME:
            start = text.rindex("<!--", 0, found.start)
            end = text.index("-->", found.end) + len("-->" + newline)
            head = text[:start]
            return (head.removesuffix(newline) if head.strip() else head) + text[end:]
    return text


def remove_steps(ledger: Ledger) -> list[Step]:
    """What it takes until the blocks that we put in are out; a file that we made goes with it."""
    return [_remove_step(name, made, ledger) for name, made in ledger.get(PART).items()]


def _remove_step(remembered: str, made: bool, ledger: Ledger) -> Step:
    path = ledger.path(remembered)
    name = os.path.basename(path)

    def do() -> None:
        text = read_text(path)
        if text is not None:
            rest = without_block(text)
            if made and not rest.strip():
                os.unlink(path)
            elif rest != text:
                write_atomic(path, rest.encode())
        ledger.drop(PART, remembered)

    return Step(f"take the marked block out of {name}", do)
