"""What the catalogue says of human gates."""

from agentops_git.rules.docs.text import Text, levels

_PEOPLE = """\
approvers:
  people:
    - name: Ann
      principals: [ann@example.com]
      keys:
        - key: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEWX3uiDzvfhc78NcOsg7LsXfYhq9IDTne/RePSXmTXx
    - name: Ben
      principals: [ben@example.com]
      keys:
        - key: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIB6zOfYpBqNl920/+WwC56RrU6JwTYngIy9H0APxEWSI
"""

TEXTS: dict[str, Text] = {
    "H001": Text(
        "An approval that the law asks for is missing.",
        "Some steps are for people to take, and some for two of them. One person counts once, an "
        "author doesn't count where anyone else is named, and where a gate asks for presence only "
        "a hardware key that was touched does.",
        "$ agentops-git approve origin/main..pay  # Ann; the law asks for two people\n"
        "$ git push origin pay:main\n",
        "$ agentops-git approve origin/main..pay  # Ann, then Ben\n"
        "$ agentops-git gate status origin/main..pay && git push origin pay:main\n",
        _PEOPLE + "  thresholds:\n    - {paths: [pay/], at_least: 2, by: [Ann, Ben]}\n",
    ),
    "H002": Text(
        "An approval does not count, and the message says why.",
        "It was given for something else, by someone else, or for another time. It says so beside "
        "what is missing, so that nobody hunts for an approval that was given in vain.",
        "$ agentops-git approve origin/main..fix\n"
        "$ git commit --amend --all --no-edit     # another tree than the one that was approved\n"
        "$ git push origin fix:main\n",
        "$ git commit --amend --all --no-edit\n"
        "$ agentops-git approve origin/main..fix\n"
        "$ git push origin fix:main\n",
        levels("H002"),
    ),
    "H003": Text(
        "Somebody who may approve rejected this change, or what it is built on.",
        "A rejection stands, whatever others approve, until the same person approves that change "
        "or one that was built on it. A change without that commit is another change.",
        "$ agentops-git reject origin/main..fix --reason 'the job would run twice'\n"
        "$ git push origin fix:main\n",
        "$ git commit --all -m 'fix(job): take a lock before it runs'\n"
        "$ agentops-git approve origin/main..fix  # by whoever rejected what came before\n"
        "$ git push origin fix:main\n",
        levels("H003"),
    ),
}
