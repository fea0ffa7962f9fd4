"""What to run to mend commits that fail: commits that a remote holds are never rewritten."""

from collections.abc import Sequence

from agentops_git.git.process import Git
from agentops_git.message.keys import CANONICAL
from agentops_git.message.printable import shell_word
from agentops_git.rules.finding import Finding

SHORT = 12
OURS = frozenset(CANONICAL.values())


def commands_to_mend(git: Git, findings: Sequence[Finding]) -> list[str]:
    """One command a line for the failing commits, oldest first, for people to read and run."""
    failing = list(dict.fromkeys(f.place.commit for f in findings if f.place.commit))
    if not failing:
        return []
    data = "".join(f"{commit}\n" for commit in failing).encode()
    local = set(git.text("rev-list", "--stdin", "--not", "--remotes", data=data).split())
    noted = [
        _note(finding.place.commit[:SHORT], finding.suggestion)
        for finding in findings
        if finding.place.commit and finding.place.commit not in local and finding.suggestion
        and finding.code.startswith("T")
    ]  # fmt: skip
    lines = [*dict.fromkeys(noted)]
    mine = [commit for commit in failing if commit in local]
    return lines + (_rewrite(git, mine) if mine else [])


def _note(commit: str, suggestion: str) -> str:
    """The command that says of a commit what its trailers should have said."""
    rows = [row.partition(": ") for row in suggestion.split("\n")]
    if any(key not in OURS for key, _, _ in rows):  # a repository's own keys have no option
        return f"git notes append -m {shell_word(suggestion)} {commit}"
    options = " ".join(f"--{key.lower()} {shell_word(value)}" for key, _, value in rows)
    return f"agentops-git note add {commit} {options}"


def _rewrite(git: Git, commits: list[str]) -> list[str]:
    """Amend the last commit, or walk over the failing ones in an interactive rebase."""
    head = git.text("rev-parse", "HEAD")
    if commits == [head]:
        return ["git commit --amend"]
    oldest = commits[0]
    parents = git.text("rev-list", "--parents", "--max-count=1", oldest).split()[1:]
    base = f"{parents[0][:SHORT]}" if parents else "--root"
    names = ", ".join(commit[:7] for commit in commits[:5]) + (" …" if len(commits) > 5 else "")
    return [f"git rebase --interactive --rebase-merges {base}  # reword {names}"]
