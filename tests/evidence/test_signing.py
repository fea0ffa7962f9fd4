"""Signatures: made with the keys that people have, believed only from keys that a law lists."""

import os
import subprocess
import time
from base64 import b64encode
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agentops_git.constitution.guards import Approver, SigningKey
from agentops_git.errors import EnvironmentFailure, UsageError
from agentops_git.evidence import ssh_keygen
from agentops_git.evidence.keys import signing_key
from agentops_git.evidence.signing import SKEW, Refused, Verified, sign, verify
from agentops_git.evidence.sshsig import NoSignature, parse
from tests.conftest import run
from tests.evidence.signers import TOUCHED, VERIFIED, CurveToken, Signer, Token, signer

SPACE = "agentops-git/approval"
TEXT = b"I approve this change."
NOW = 1_790_000_000  # 2026-09-21
DAY = 86_400


@pytest.fixture(scope="module")
def ann(tmp_path_factory: pytest.TempPathFactory) -> Signer:
    return signer(tmp_path_factory.mktemp("keys"), "Ann")


@pytest.fixture(scope="module")
def signature(ann: Signer) -> str:
    return sign(TEXT, SPACE, ann.file)


def judged(signature: str, *people: Approver, now: int = NOW, at: int = NOW) -> Verified | Refused:
    return verify(TEXT, signature, SPACE, people, now, at)


class TestAGoodOne:
    def test_names_the_person_and_the_key(self, ann: Signer, signature: str) -> None:
        shown = run("ssh-keygen", "-l", "-f", ann.file, cwd=Path("/")).stdout.split()[1]
        assert judged(signature, ann.approver()) == Verified(ann.approver(), shown, False, False)

    def test_holds_with_a_second_key_of_the_same_person(
        self, ann: Signer, signature: str, tmp_path: Path
    ) -> None:
        old = SigningKey(signer(tmp_path, "Old").public, revoked=True)
        both = Approver("Ann", (ann.address,), (old, SigningKey(ann.public)))
        assert isinstance(judged(signature, both), Verified)

    @pytest.mark.parametrize("day", ["2026-09-21", "2020-01-01"])
    def test_holds_from_the_first_day_on(self, ann: Signer, signature: str, day: str) -> None:
        assert isinstance(judged(signature, ann.approver(after=day)), Verified)

    def test_holds_for_a_clock_that_is_a_little_ahead(self, ann: Signer, signature: str) -> None:
        assert isinstance(judged(signature, ann.approver(), at=NOW + SKEW), Verified)


class TestNotAccepted:
    def test_a_text_that_was_altered(self, ann: Signer, signature: str) -> None:
        found = verify(TEXT + b" ", signature, SPACE, [ann.approver()], NOW, NOW)
        assert found == Refused("has a signature that does not fit what it says; it was altered")

    def test_a_signature_for_another_purpose(self, ann: Signer) -> None:
        assert judged(sign(TEXT, "git", ann.file), ann.approver()) == Refused(
            "is signed for another purpose ('git')"
        )

    def test_a_key_that_check_novalidate_accepts(self, tmp_path: Path, ann: Signer) -> None:
        """ssh-keygen's check-novalidate says that any key's signature is good."""
        mallory = signer(tmp_path, "Mallory")
        made = sign(TEXT, SPACE, mallory.file)
        (tmp_path / "sig").write_text(made)
        said = run(
            "ssh-keygen", "-Y", "check-novalidate", "-n", SPACE, "-s", "sig",
            cwd=tmp_path, data=TEXT.decode(),
        ).stdout  # fmt: skip
        assert said.startswith('Good "agentops-git/approval" signature')
        found = judged(made, ann.approver())
        assert isinstance(found, Refused)
        assert found.why.startswith("is signed by a key that the law does not list (ssh-ed25519 ")

    def test_a_revoked_key(self, ann: Signer, signature: str) -> None:
        why = Refused("is signed by a key that is revoked")
        assert judged(signature, ann.approver(revoked=True)) == why

    def test_a_key_that_is_revoked_in_one_of_two_entries(self, ann: Signer, signature: str) -> None:
        keys = SigningKey(ann.public), SigningKey(ann.public, revoked=True)
        found = judged(signature, Approver("Ann", (ann.address,), keys))
        assert found == Refused("is signed by a key that is revoked")

    def test_an_expired_key(self, ann: Signer, signature: str) -> None:
        found = judged(signature, ann.approver(before="2026-09-21"))
        assert found == Refused("is signed by a key that expired on 2026-09-21")

    def test_an_expired_key_with_a_date_from_when_it_was_good(
        self, ann: Signer, signature: str
    ) -> None:
        """Whoever has the old key writes any date."""
        found = judged(signature, ann.approver(before="2026-09-21"), at=NOW - 90 * DAY)
        assert found == Refused("is signed by a key that expired on 2026-09-21")

    def test_a_key_that_is_not_valid_yet(self, ann: Signer, signature: str) -> None:
        found = judged(signature, ann.approver(after="2026-09-22"))
        assert found == Refused("is signed by a key that is valid only from 2026-09-22 on")

    def test_a_key_that_was_not_valid_when_it_signed(self, ann: Signer, signature: str) -> None:
        found = judged(signature, ann.approver(after="2026-09-20"), at=NOW - 9 * DAY)
        assert found == Refused("is signed by a key that is valid only from 2026-09-20 on")

    def test_a_date_in_the_future(self, ann: Signer, signature: str) -> None:
        found = judged(signature, ann.approver(), at=NOW + SKEW + 1)
        assert found == Refused("is dated in the future (2026-09-21T14:18:21Z)")

    def test_a_program_of_the_configuration_or_of_the_path(
        self, ann: Signer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, signature: str
    ) -> None:
        fake = tmp_path / "ssh-keygen"
        fake.write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\necho Good\nexit 0\n")
        fake.chmod(0o755)
        monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
        monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
        monkeypatch.setenv("GIT_CONFIG_KEY_0", "gpg.ssh.program")
        monkeypatch.setenv("GIT_CONFIG_VALUE_0", str(fake))
        found = verify(b"altered", signature, SPACE, [ann.approver()], NOW, NOW)
        assert isinstance(found, Refused)
        assert not (tmp_path / "ran").exists()

    @pytest.mark.parametrize(
        ("text", "why"),
        [
            ("", "it is no armored SSH signature"),
            ("Good signature", "it is no armored SSH signature"),
            ("x" * 20_000, "it is no armored SSH signature"),
            (
                "-----BEGIN SSH SIGNATURE-----\nU1NIU0lH\n-----END SSH SIGNATURE-----\n",
                "its armored text is broken",
            ),
            (
                "-----BEGIN SSH SIGNATURE-----\n=\n-----END SSH SIGNATURE-----\n",
                "its armored text is broken",
            ),
        ],
    )
    def test_what_is_no_signature(self, ann: Signer, text: str, why: str) -> None:
        assert judged(text, ann.approver()) == Refused(f"is not signed: {why}")

    def test_a_signature_with_something_behind_it(self, ann: Signer, signature: str) -> None:
        blob = parse(signature).blob + b"\0"
        text = f"-----BEGIN SSH SIGNATURE-----\n{b64encode(blob).decode()}\n"
        found = judged(text + "-----END SSH SIGNATURE-----\n", ann.approver())
        assert found == Refused("is not signed: its armored text is broken")


@given(st.binary(max_size=200))
def test_any_bytes_are_a_signature_or_none(tail: bytes) -> None:
    text = b64encode(b"SSHSIG\0\0\0\1" + tail).decode()
    with pytest.raises(NoSignature):
        parse(f"-----BEGIN SSH SIGNATURE-----\n{text}\n-----END SSH SIGNATURE-----\n")


@pytest.mark.parametrize("make", [Token, CurveToken])
class TestHardware:
    @pytest.mark.parametrize(
        ("flags", "present"), [(TOUCHED, True), (TOUCHED | VERIFIED, True), (0, False)]
    )
    def test_a_token_says_whether_it_was_touched(
        self, make: type[Token], flags: int, present: bool
    ) -> None:
        token = make()
        ann = Approver("Ann", ("ann@example.invalid",), (SigningKey(token.public),))
        found = judged(token.sign(TEXT, SPACE, flags), ann)
        assert isinstance(found, Verified)
        assert (found.hardware, found.present) == (True, present)

    def test_the_flag_can_not_be_set_afterwards(self, make: type[Token]) -> None:
        token = make()
        ann = Approver("Ann", ("ann@example.invalid",), (SigningKey(token.public),))
        assert judged(token.sign(TEXT, SPACE, 0, shown=TOUCHED), ann) == Refused(
            "has a signature that does not fit what it says; it was altered"
        )


class TestSigning:
    def test_with_a_key_that_the_agent_holds(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        ben = signer(tmp_path, "Ben")
        socket = str(tmp_path / "agent")
        agent = subprocess.Popen(["ssh-agent", "-D", "-a", socket], stdout=subprocess.DEVNULL)
        monkeypatch.setenv("SSH_AUTH_SOCK", socket)
        try:
            while not os.path.exists(socket):
                assert agent.poll() is None
                time.sleep(0.01)
            run("ssh-add", "-q", ben.file, cwd=tmp_path)
            os.unlink(ben.file)
            for key in (f"{ben.file}.pub", f"key::{ben.public}", ben.public):
                made = sign(TEXT, SPACE, key)
                assert isinstance(judged(made, ben.approver()), Verified), key
        finally:
            agent.terminate()
            agent.wait()

    def test_a_passphrase_that_nobody_is_there_to_type(self, tmp_path: Path) -> None:
        ben = signer(tmp_path, "Ben")
        run("ssh-keygen", "-q", "-p", "-a", "1", "-N", "secret", "-f", ben.file, cwd=tmp_path)
        with pytest.raises(UsageError, match="passphrase"):
            sign(TEXT, SPACE, ben.file)

    def test_a_key_that_is_not_there(self) -> None:
        with pytest.raises(UsageError) as failed:
            sign(TEXT, SPACE, "/no/such/key")
        assert str(failed.value) == (
            "ssh-keygen can't sign with '/no/such/key': Couldn't load public key /no/such/key: "
            "No such file or directory; name a private key that is here, or a public one that "
            "the SSH agent holds"
        )

    def test_a_token_asks_for_a_touch(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
    ) -> None:
        """What ssh-keygen says with a token, and without one where nothing is to be done."""
        fake = tmp_path / "ssh-keygen"
        fake.write_text(
            "#!/bin/sh\n"
            "echo 'Confirm user presence for key ED25519-SK SHA256:x' >&2\n"
            'for file; do :; done; echo "Signing file $file" >&2; echo signed > "$file.sig"\n'
        )
        fake.chmod(0o755)
        monkeypatch.setattr(ssh_keygen, "_PLACES", (str(fake),))
        assert sign(TEXT, SPACE, "key") == "signed\n"
        assert capfd.readouterr().err == "Confirm user presence for key ED25519-SK SHA256:x\n"

    @pytest.mark.parametrize(
        "script", ["echo 'unknown option -- Y' >&2; exit 1", "kill -9 $$"], ids=["old", "killed"]
    )
    def test_who_can_not_verify_says_nothing_of_the_signature(
        self,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        ann: Signer,
        signature: str,
        script: str,
    ) -> None:
        fake = tmp_path / "ssh-keygen"
        fake.write_text(f"#!/bin/sh\n{script}\n")
        fake.chmod(0o755)
        monkeypatch.setattr(ssh_keygen, "_PLACES", (str(fake),))
        with pytest.raises(EnvironmentFailure) as failed:
            judged(signature, ann.approver())
        assert str(failed.value) == (
            f"{fake} can't verify signatures; install OpenSSH 8.2 or newer (openssh-client)"
        )

    def test_a_system_without_ssh_keygen(
        self, monkeypatch: pytest.MonkeyPatch, ann: Signer
    ) -> None:
        monkeypatch.setattr(ssh_keygen, "_PLACES", ("/no/such/ssh-keygen",))
        with pytest.raises(EnvironmentFailure, match="install OpenSSH"):
            sign(TEXT, SPACE, ann.file)


class TestWhichKey:
    def test_the_command_line_goes_before_the_configuration(self) -> None:
        config = {"agentops.signingkey": "own", "gpg.format": "ssh", "user.signingkey": "git's"}
        assert signing_key("named", config) == "named"
        assert signing_key(None, config) == "own"
        assert signing_key(None, {**config, "agentops.signingkey": ""}) == "git's"

    def test_a_key_of_openpgp_is_none(self) -> None:
        with pytest.raises(UsageError) as failed:
            signing_key(None, {"user.signingkey": "0xDEADBEEF"})
        assert str(failed.value) == (
            "there is no key to sign with; name an SSH key with --key FILE, or once for all: "
            "git config --global agentops.signingKey FILE"
        )
