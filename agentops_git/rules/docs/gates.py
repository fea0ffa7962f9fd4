"""What the catalogue says of validation gates."""

from agentops_git.rules.docs.text import Text, levels

_TESTS = """\
gates:
- name: tests
  command: pytest -q
  when: {paths: [src/**, tests/**]}
  stage: pre-push
  timeout: 900
  level: error  # error, warn or off; `rules: {V001: warn}` makes it milder for all gates
"""

TEXTS: dict[str, Text] = {
    "V001": Text(
        "A gate that applies to the change has not run on this tree: there is no evidence of the "
        "law's command, to the letter, on exactly what lands.",
        "Validate before executing. A gate that ran on another tree, or another command of the "
        "same name, says nothing of this one; a hook that was skipped is made up for here.",
        "$ git commit --no-verify -F message\n$ git push --no-verify origin main\n",
        "$ agentops-git gate run && agentops-git sync\n$ git push origin main\n",
        _TESTS,
    ),
    "V002": Text(
        "The last run of a gate's command on this tree failed, ran out of time, or changed files "
        "of the tree.",
        "What is known not to work should not land. Mend it and commit, which makes another tree; "
        "where the failure lay outside the tree, run the gate again: the last run counts.",
        "$ agentops-git gate run\nfailed      tests: pytest -q (exited 1 after 3.2 s)\n"
        "$ git push --no-verify origin main\n",
        "$ agentops-git gate run\npassed      tests: pytest -q (3.4 s)\n$ git push origin main\n",
        _TESTS,
    ),
    "V003": Text(
        "A `Validation:` trailer calls a command a success, and evidence says that its last run on "
        "the commit's tree failed. Only a value that begins with the whole command and then names "
        "a good result is such a claim.",
        "A claim that nobody can trust is worse than none: whoever reads the history builds on it.",
        "fix(parser): reject empty values\n\nValidation: pytest -q (214 passed)\n",
        "fix(parser): reject empty values\n\n"
        "Validation: pytest -q (2 failed: both are known, see the backlog)\n",
        levels("V003"),
    ),
}
