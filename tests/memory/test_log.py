"""One streaming log: whatever a message holds, each commit is read as one."""

import pytest

from agentops_git.git.process import Git, GitFailed
from agentops_git.memory.log import carries, read_commit, stream_log
from agentops_git.message.dialects import CO_AUTHOR, KNOWN
from agentops_git.message.record import read
from tests.conftest import Repo
from tests.memory.mining import dig

HOSTILE = [
    "feat: quotes \" and ' and \\ and `ticks`\n\nLearning: quotes are text\n",
    "feat: scissors\n\n# ------------------------ >8 ------------------------\n\nLearning: a cut\n",
    "feat: escapes \x1b[31m and bidi \u202e\n\nLearning: escapes \x1b]0;x\x07 are \u2066text\n",
    "feat: 学习\n\nLearning: 先写测试，再写代码\n",
    "Learning: a subject is no record\n",
    f"feat: commit 1234567\n\ncommit {'89abcdef' * 5}\n\nLearning: not split\n",
]


def test_every_message_comes_out_as_git_stored_it(repo: Repo) -> None:
    ids = [repo.commit(message) for message in HOSTILE]
    found = {raw[0].decode(): raw[3].decode() for raw in stream_log(Git(str(repo.path)), [ids[-1]])}
    assert found == dict(zip(ids, HOSTILE, strict=True))


def test_an_author_may_be_called_anything(repo: Repo) -> None:
    oid = repo.commit("feat: x\n\nLearning: y z\n", GIT_AUTHOR_NAME='A "B" \u202e\tC')
    raw = next(stream_log(Git(str(repo.path)), [oid]))
    assert read_commit(raw).author == 'A "B" \u202e\tC'


def test_a_message_in_another_encoding_is_read(repo: Repo) -> None:
    repo.git("config", "i18n.commitEncoding", "ISO-8859-1")
    tree = repo.git("write-tree")
    message = "feat: x\n\nLearning: caf\udce9 au lait\n"
    oid = repo.git("commit-tree", tree, "-F", "-", data=message)
    assert dig(repo, oid).learned == ["café au lait"]


def test_the_users_configuration_changes_nothing(repo: Repo) -> None:
    for setting in ("log.showSignature=true", "log.decorate=full", "core.commentChar=;",
                    "format.pretty=oneline", "color.ui=always", "log.date=relative"):  # fmt: skip
        repo.git("config", *setting.split("="))
    repo.commit("feat: x\n\nLearning: settings are for people\n")
    assert dig(repo).learned == ["settings are for people"]


def test_gits_refusal_is_told(repo: Repo) -> None:
    with pytest.raises(GitFailed):
        list(stream_log(Git(str(repo.path)), ["0" * 40]))


@pytest.mark.parametrize("key", sorted(KNOWN - {CO_AUTHOR}))
@pytest.mark.parametrize(
    "form", ["\n\n{}: v w", "\n\n- **{}:** v w", "\n\n## {}\n\nv w", "\n\n{}： v w"]
)
def test_no_message_with_a_record_is_passed_over(key: str, form: str) -> None:
    message = f"feat: x{form.format(key.capitalize())}\n"
    assert carries(message.encode()) or not any(
        entry.key.lower() != CO_AUTHOR for entry in read(message).entries
    )


def test_prose_is_passed_over() -> None:
    assert not carries(b"feat: x\n\nThe intent was learning: much.\n\nSigned-off-by: A <a@b>\n")
