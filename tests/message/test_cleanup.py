"""What we say git will store is what git stores: every row runs a real ``git commit``."""

import random
import re
import shlex
import subprocess
from collections.abc import Mapping
from typing import NamedTuple

import pytest

from agentops_git.message.cleanup import Cleanup, clean, cleanup_from, decode, encode
from agentops_git.message.lines import SCISSORS
from agentops_git.message.trailers import parse
from tests.conftest import Repo
from tests.message.gitsays import trailers_of

CUT = f"# {SCISSORS}\n"
LONE_BYTE = re.compile("[\udc80-\udcff]")


class Stored(NamedTuple):
    """The file as the commit-msg hook saw it, and what git then stored; both as bytes."""

    seen: bytes
    message: bytes
    editor_ran: bool


class Committer:
    """Commits with git while a commit-msg hook keeps a copy of what it was given."""

    def __init__(self, repo: Repo) -> None:
        self.repo = repo
        self.seen = repo.path / ".git/seen"
        self.draft = repo.path / ".git/draft"
        hook = repo.path / ".git/hooks/commit-msg"
        hook.parent.mkdir(exist_ok=True)
        hook.write_text('#!/bin/sh\ncp "$1" .git/seen\nprintf %s "$GIT_EDITOR" > .git/editor\n')
        hook.chmod(0o755)

    def from_editor(
        self,
        text: str | bytes,
        *args: str,
        keep: bool = False,
        config: Mapping[str, str] | None = None,
    ) -> Stored:
        """The person saves ``text`` in the editor; with ``keep``, above what git put there."""
        self.draft.write_bytes(text if isinstance(text, bytes) else encode(text))
        hints = '"$1"' if keep else "/dev/null"
        script = self.repo.path / ".git/editor.sh"
        draft = shlex.quote(str(self.draft))
        script.write_text(f'#!/bin/sh\ncat {draft} {hints} > .git/new\ncp .git/new "$1"\n')
        script.chmod(0o755)
        return self._commit(*args, config=config, editor=str(script))

    def from_file(
        self, text: str | bytes, *args: str, config: Mapping[str, str] | None = None
    ) -> Stored:
        """No editor: ``git commit --file``."""
        self.draft.write_bytes(text if isinstance(text, bytes) else encode(text))
        return self._commit(f"--file={self.draft}", *args, config=config)

    def _commit(
        self, *args: str, config: Mapping[str, str] | None, editor: str = "false"
    ) -> Stored:
        settings = [word for item in (config or {}).items() for word in ("-c", "=".join(item))]
        self.repo.git(
            *settings, "commit", "--quiet", "--allow-empty", "--allow-empty-message", *args,
            GIT_EDITOR=editor,
        )  # fmt: skip
        commit = ["git", "cat-file", "commit", "HEAD"]
        raw = subprocess.run(commit, cwd=self.repo.path, check=True, capture_output=True).stdout
        message = raw.partition(b"\n\n")[2]
        ran = (self.repo.path / ".git/editor").read_text() != ":"
        return Stored(self.seen.read_bytes(), message, ran)


@pytest.fixture
def committer(repo: Repo) -> Committer:
    return Committer(repo)


def predicted(stored: Stored, config: Mapping[str, str] | None = None) -> bytes:
    """What we say that git will store, in bytes as git writes them."""
    lower = {name.lower(): value for name, value in (config or {}).items()}
    text, _ = decode(stored.seen)
    cleaned = clean(text, cleanup_from(lower, stored.editor_ran, text))
    return LONE_BYTE.sub(lambda byte: chr(ord(byte[0]) - 0xDC00), cleaned).encode()


BODIES = {
    "plain": "feat: x\n\nbody\n",
    "no final newline": "feat: x\n\nbody",
    "blanks around": "\n \n\nfeat: x  \n\n\n \t\nbody\t\n\n\n",
    "comments": "# c\nfeat: x\n# c\n\n#c\nbody\n # kept\n\n# c\n",
    "comment between blank lines": "feat: x\n\n# c\n\nbody\n",
    "comment in a paragraph": "feat: x\n\na\n# c\nb\n",
    "CRLF": "feat: x\r\n\r\n# c\r\nbody\r\n",
    "heading": "feat: x\n\n# Heading\n\n## Another\nKey: v\n",
    "form feed and no-break space": "feat: x\x0c\n\x0c\n\u00a0\nbody\u2028\n",
    "scissors and text": f"feat: x\n\nbody\n{CUT}# tail\ntail  \n",
    "scissors and comments": f"feat: x\n\n{CUT}# Conflicts:\n#\tf\n\n# On branch\n",
    "scissors without newline": f"feat: x\n\n# {SCISSORS}",
    "scissors with a blank behind": f"feat: x\n\n# {SCISSORS} \ntail\n",
    "scissors with CRLF": f"feat: x\r\n\r\n# {SCISSORS}\r\ntail\r\n",
    "invalid UTF-8": "feat: caf\udce9  \n",
    "empty": "",
    "blank": "\n \n\n",
    "comments alone": "# a\n# b\n",
}
MODES = ("strip", "whitespace", "scissors", "verbatim", "default")


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("editor", [True, False], ids=["editor", "no editor"])
def test_every_configured_cleanup_with_and_without_an_editor(
    committer: Committer, mode: str, editor: bool
) -> None:
    config = {"commit.cleanup": mode}
    for name, body in BODIES.items():
        stored = (committer.from_editor if editor else committer.from_file)(body, config=config)
        assert (stored.editor_ran, predicted(stored, config)) == (editor, stored.message), name


@pytest.mark.parametrize("mode", ["strip", "verbatim"])
def test_a_verbose_diff_is_no_part_of_the_message(committer: Committer, mode: str) -> None:
    config = {"commit.cleanup": mode}
    for number, (name, body) in enumerate(BODIES.items()):
        committer.repo.write({"f": f"Key: {number}\n"})
        committer.repo.git("add", "f")
        stored = committer.from_editor(body, "--verbose", keep=True, config=config)
        assert b"+Key: " in stored.seen, name
        assert predicted(stored, config) == stored.message, name


def test_a_verbose_commit_of_nothing_has_no_diff(committer: Committer) -> None:
    config = {"commit.cleanup": "whitespace"}
    stored = committer.from_editor("feat: x\n", "--verbose", keep=True, config=config)
    assert predicted(stored, config) == stored.message


@pytest.mark.parametrize("value", ["true", "yes", "on", "1", "2", "false", "off", "no", "0"])
def test_verbose_from_the_configuration(committer: Committer, value: str) -> None:
    config = {"commit.verbose": value}
    body = f"feat: x\n\n# c\n{CUT}tail\n"
    assert predicted(stored := committer.from_file(body, config=config), config) == stored.message
    assert predicted(stored := committer.from_editor(body, config=config), config) == stored.message


def test_hints_of_a_merge_with_conflicts_under_scissors(committer: Committer) -> None:
    repo, config = committer.repo, {"commit.cleanup": "scissors"}
    repo.commit("base", {"f": "a\n"})
    repo.git("branch", "other")
    repo.commit("ours", {"f": "b\n"})
    repo.git("checkout", "--quiet", "other")
    repo.commit("theirs", {"f": "c\n"})
    repo.git("-c", "commit.cleanup=scissors", "merge", "main", code=1)
    repo.write({"f": "d\n"})
    repo.git("add", "f")
    stored = committer.from_editor("", keep=True, config=config)
    assert b"# Conflicts:" in stored.seen
    assert predicted(stored, config) == stored.message == b"Merge branch 'main' into other\n"


@pytest.mark.parametrize("char", [";", "x"])
def test_another_comment_character(committer: Committer, char: str) -> None:
    config = {"core.commentChar": char}
    for name, body in BODIES.items():
        typed = body.replace("#", char) + "# a heading\n"
        stored = committer.from_editor(typed, "--verbose", keep=True, config=config)
        assert predicted(stored, config) == stored.message, name


@pytest.mark.parametrize(
    ("before", "chosen"),
    [
        ("feat: x", "#"),
        ("feat: x # y", "#"),
        ("feat: x\n\n# Heading", ";"),
        ("#1", ";"),
        ("x\n#", ";"),
        ("x\r#y", ";"),
        ("#a\n;b\n@c", "!"),
        ("a\n:b\n#c\n;d\n@e\n!f\n$g\n%h\n^i\n&j", "|"),
    ],
)
def test_the_automatic_comment_character(committer: Committer, before: str, chosen: str) -> None:
    config = {"core.commentChar": "Auto"}
    typed = "".join(f"{char} typed\n\n{char} {SCISSORS}\n" for char in "|!@;#" if char != chosen)
    typed += f"{chosen} typed\n"
    for args in (["--verbose"], [], ["--no-status"]):
        stored = committer.from_editor(
            "" if "--no-status" in args else typed, "--edit", "-m", before, *args,
            keep=True, config=config,
        )  # fmt: skip
        assert predicted(stored, config) == stored.message
        assert f"{chosen} typed".encode() not in stored.message


def test_a_comment_string_that_this_git_may_not_know(committer: Committer) -> None:
    """git before 2.45 ignores the setting; what git wrote into the file tells which it is."""
    for config in (
        {"core.commentString": "//"},
        {"core.commentString": "//", "core.commentChar": ";"},
    ):
        typed = "feat: x\n\n// one\n# two\n; three\n"
        stored = committer.from_editor(typed, "--verbose", keep=True, config=config)
        assert predicted(stored, config) == stored.message


@pytest.mark.parametrize("char", ["#", ";", "auto"])
def test_a_comment_string_where_git_knows_it(char: str) -> None:
    text = "feat: x\n\n# kept\n// dropped\n\n// Please enter\n// with '//'\n"
    config = {"core.commentstring": "//", "core.commentchar": char}
    cleanup = cleanup_from(config, editor_ran=True, text=text)
    assert cleanup == Cleanup("strip", "//", cut=False)
    assert clean(text, cleanup) == "feat: x\n\n# kept\n"


PIECES = [
    "feat: x", "prose  ", "Key: v", "Key:", " folded", "\tx", "", "", "", "  ", "# c", "#c", "; c",
    "Signed-off-by: A <a@b>", CUT[:-1], f"; {SCISSORS}", "Conflicts:", "---", "\r", "Key: v\r",
    "\x0c", "caf\udce9", "学び: x", "Learning: 学び",
]  # fmt: skip
CONFIGS = [
    {},
    {"core.commentChar": ";"},
    {"core.commentChar": "auto"},
    *({"commit.cleanup": mode} for mode in MODES),
    {"commit.cleanup": "scissors", "core.commentChar": ";"},
    {"commit.verbose": "true"},
]


def _try_random_messages(committer: Committer, rounds: int, seed: int) -> None:
    dice = random.Random(seed)
    for _ in range(rounds):
        text = "\n".join(dice.choices(PIECES, k=dice.randrange(10))) + dice.choice(["", "\n"])
        config = dice.choice(CONFIGS)
        if dice.random() < 0.6:
            # Without git's hints nobody can tell what auto came to.
            keep = "auto" in config.values() or dice.random() < 0.8
            stored = committer.from_editor(text, keep=keep, config=config)
        else:
            stored = committer.from_file(text, config=config)
        said = predicted(stored, config)
        assert said == stored.message, (text, config, stored)
        assert [f"{key}: {value}" for key, value in parse(said.decode())] == trailers_of(
            [stored.message.decode()]
        )[0]


def test_random_message_files_are_stored_as_we_say(committer: Committer) -> None:
    _try_random_messages(committer, rounds=25, seed=1)


@pytest.mark.soak
def test_many_random_message_files_are_stored_as_we_say(committer: Committer) -> None:
    _try_random_messages(committer, rounds=1500, seed=2)


@pytest.mark.parametrize(
    ("data", "encoding", "text", "valid"),
    [
        (b"feat: caf\xc3\xa9\n", None, "feat: café\n", True),
        (b"feat: caf\xc3\xa9\n", "UTF-8", "feat: café\n", True),
        (b"feat: caf\xe9\n", None, "feat: caf\udce9\n", False),
        (b"x \xef\xbf\xbf\n", None, "x \uffff\n", False),
        (b"x \xf0\x9f\xbf\xbe\n", None, "x \U0001fffe\n", False),
        (b"x \xef\xb7\x90\n", "UTF-8", "x \ufdd0\n", False),
        (b"x \xef\xbf\xbd\n", None, "x \ufffd\n", True),
        (b"feat: caf\xe9\n", "ISO-8859-1", "feat: café\n", True),
        (b"feat: caf\xe9\n", "latin1", "feat: café\n", True),
        (b"\x8aw\x82\xd1\n", "Shift_JIS", "学び\n", True),
        (b"\xb3\xd8\xa4\n", "EUC-JP", "学\udca4\n", False),
        (b"feat: caf\xc3\xa9\n", "no-such-encoding", "feat: café\n", True),
        (b"feat: \\x41\n", "unicode_escape", "feat: \\x41\n", True),
        (b"feat: x\n", "base64", "feat: x\n", True),
        (b"feat: x\n", "idna", "feat: x\n", True),
        (b"feat: x\n", "a\0b", "feat: x\n", True),
        (b"\xef\xbb\xbffeat: x\r\n\0", None, "\ufefffeat: x\r\n\0", True),
    ],
)
def test_messages_are_decoded_and_encoded_without_loss(
    data: bytes, encoding: str | None, text: str, valid: bool
) -> None:
    assert decode(data, encoding) == (text, valid)
    assert encode(text, encoding) == data


@pytest.mark.parametrize(
    "text", ["café", "caf\udce9", "\udced\udca0\udc80", "\uffff", "\ufdd0", "\ufdef", "\ufdf0",
             "\ufffd", "\U0001fffe", "\U0010ffff", "\udcc0\udc80", "\ufeff", "\ue000", "學び🤖"],
    ids=ascii,
)  # fmt: skip
def test_what_is_valid_is_what_git_does_not_warn_of(committer: Committer, text: str) -> None:
    data = encode(f"feat: {text}\n")
    done = committer.repo.run_git(
        "commit", "--allow-empty", "--file=-", data=data.decode("utf-8", "surrogateescape")
    )
    assert ("did not conform to UTF-8" not in done.stderr) == decode(data)[1]


def test_every_byte_survives_a_round_trip() -> None:
    data = bytes(range(256)) * 2
    for encoding in (None, "latin-1", "cp1252", "koi8-r", "euc-jp", "shift_jis", "gb18030", "big5"):
        text, _ = decode(data, encoding)
        assert encode(text, encoding) == data


def test_a_latin_1_commit_keeps_its_bytes(committer: Committer) -> None:
    stored = committer.from_file(b"caf\xe9\n", config={"i18n.commitEncoding": "ISO-8859-1"})
    text, valid = decode(stored.seen, "ISO-8859-1")
    assert (text, valid) == ("café\n", True)
    assert encode(clean(text, Cleanup()), "ISO-8859-1") == stored.message == b"caf\xe9\n"


def test_hostile_sizes() -> None:
    strip = Cleanup("strip")
    assert clean("\n" * 300_000 + "a" + " \n" * 300_000 + "b", strip) == "a\n\nb\n"
    assert clean("s" * 1_000_000 + " " * 1_000_000 + "x", strip).endswith(" x\n")
    assert clean("# c\n" * 50_000 + "line\n" * 200_000, strip) == "line\n" * 200_000
    assert cleanup_from({"core.commentchar": "auto"}, True, "#;@!$%^&|\n" * 50_000).comment == ";"
