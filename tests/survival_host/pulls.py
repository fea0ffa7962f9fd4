"""A pull request of two people, as values."""

from agentops_git.git.history import Commit
from agentops_git.survival.host_pull import Pull

ADD = """\
feat(parser): reject empty values

Users saw silent failures.

Intent: fail loudly on a config that cannot work
Learning: validate that a value is usable, not only that it is present
"""
MEND = "test: mend the clock\n\nLearning: a clock is an argument\n"


def commit(message: str, author: str = "Ann", parents: str = "p") -> Commit:
    mail = f"{author.lower()}@example.invalid"
    return Commit("0" * 40, parents, author, mail, mail, message)


def pull(*commits: Commit, title: str = "Reject empty values", body: str = "") -> Pull:
    return Pull(
        title, body, commits, 12, "values", "main", "https://host.invalid/12",
        (("approved_by", "Approved-by: Cyd <cyd@example.invalid>"),),
    )  # fmt: skip


OF_ONE = pull(commit(ADD))
OF_TWO = pull(commit(ADD), commit("Merge branch 'main'\n", parents="p q"), commit(MEND, "Bob"))
