"""Evidence that is signed: where a gate names signers, no other counts."""

from pathlib import Path

import pytest

from agentops_git.constitution.guards import Gate
from agentops_git.evidence.gates.evidence import Evidence, evidence_of, fields_of
from agentops_git.evidence.gates.signed import last_run, payload_of, signed
from agentops_git.evidence.signing import sign
from agentops_git.notes.line import Line, dump, make_line, parse_line
from tests.conftest import Repo
from tests.evidence.gating import adopted, gate, lines_of
from tests.evidence.signers import Signer, signer

NOW = 1_900_000_000
TREE = "a" * 40
RUN = Evidence(
    "tests", "pytest -q", 0, 1.25, "2030-01-01T00:00:00.000Z", "checkout",
    tools={"pytest": "pytest 8"}, base="b" * 40,
)  # fmt: skip


@pytest.fixture
def runner(tmp_path: Path) -> Signer:
    return signer(tmp_path, "Runner")


def asking(*people: Signer) -> Gate:
    return Gate("tests", "pytest -q", signers=tuple(person.public for person in people))


def through_a_note(run: Evidence) -> Evidence:
    read = parse_line(dump(make_line("gates", "2030-01-01T00:00:00Z", "Ann", None, fields_of(run))))
    assert isinstance(read, Line)
    found = evidence_of(read)
    assert found
    return found


def test_what_a_signer_signed_counts_though_anyone_wrote_the_note(runner: Signer) -> None:
    run = through_a_note(signed(RUN, TREE, runner.file))
    assert last_run([run], TREE, asking(runner), NOW) == run


def test_what_counts_for_a_gate_without_signers_is_everything(runner: Signer) -> None:
    assert last_run([RUN], TREE, asking(), NOW) == RUN


@pytest.mark.parametrize(
    "altered",
    [
        {"exit": 1}, {"command": "pytest"}, {"finished": "2031-01-01T00:00:00.000Z"},
        {"changed": ("a",)}, {"base": None}, {"tools": {}}, {"seconds": 0.0}, {"signature": ""},
        {"signature": "none"}, {"output": "more"},
    ],
)  # fmt: skip
def test_altered_evidence_does_not_count(runner: Signer, altered: dict[str, object]) -> None:
    run = signed(RUN, TREE, runner.file)._replace(**altered)  # type: ignore[arg-type]
    assert last_run([through_a_note(run)], TREE, asking(runner), NOW) is None


def test_nor_that_of_another_tree_another_signer_or_for_another_purpose(
    runner: Signer, tmp_path: Path
) -> None:
    run = signed(RUN, TREE, runner.file)
    assert last_run([run], "c" * 40, asking(runner), NOW) is None
    assert last_run([run], TREE, asking(signer(tmp_path, "Other")), NOW) is None
    approval = sign(payload_of(RUN, TREE), "agentops-git/approval", runner.file)
    assert last_run([RUN._replace(signature=approval)], TREE, asking(runner), NOW) is None


def test_a_forged_failure_hinders_nobody(runner: Signer) -> None:
    run = signed(RUN, TREE, runner.file)
    forged = RUN._replace(exit=1, finished="2030-01-02T00:00:00.000Z")
    assert last_run([run, forged], TREE, asking(runner), NOW) == run


def test_a_run_is_signed_with_the_key_that_the_configuration_names(
    repo: Repo, runner: Signer
) -> None:
    adopted(repo, gate("tests", "true", signers=[runner.public]))
    said = repo.tool("gate", "run").stderr
    assert "unsigned evidence does not count: there is no key to sign with" in said
    assert "missing    tests" in repo.tool("gate", "list").stdout
    repo.git("config", "agentops.signingKey", runner.file)
    repo.tool("gate", "run")
    assert "passed     tests" in repo.tool("gate", "list").stdout
    assert lines_of(repo)[-1]["signature"].startswith("-----BEGIN SSH SIGNATURE-----")
    assert "known       tests" in repo.tool("gate", "run").stdout
