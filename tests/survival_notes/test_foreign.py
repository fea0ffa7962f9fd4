"""Reading the notes of other tools: what maps to our keys, and what is kept beside them."""

import json

import pytest

from agentops_git.survival.foreign_commitlore import read_commitlore
from agentops_git.survival.foreign_git_ai import read_git_ai
from agentops_git.survival.foreign_git_mem import read_git_mem
from agentops_git.survival.foreign_model import ForeignRecord, Reading

ABOUT = {
    "schema_version": "authorship/3.0.0",
    "base_commit_sha": "0" * 40,
    "prompts": {},
    "sessions": {
        "s_0123456789abcd": {
            "agent_id": {"tool": "claude", "id": "conversation-7", "model": "opus-4"},
            "human_author": "ann@example.invalid",
        }
    },
}


def authorship(lines: str, **more: object) -> str:
    return f"{lines}---\n{json.dumps({**ABOUT, **more}, indent=2)}"


def pairs(record: ForeignRecord) -> list[tuple[str, str]]:
    return [(entry.key, entry.value) for entry in record.entries]


def whys(reading: Reading) -> list[tuple[str, str]]:
    return [(each.text, each.why) for each in reading.strange]


class TestGitAi:
    def test_which_agent_wrote_which_lines(self) -> None:
        text = authorship(
            "src/main.py\n"
            "  s_0123456789abcd::t_00000000000001 1-10,15\n"
            "  s_0123456789abcd::t_00000000000002 20\n"
            '"docs/a guide.md"\n'
            "  s_0123456789abcd::t_00000000000003 3-4\n"
        )
        reading = read_git_ai(text)
        (record,) = reading.records
        assert (record.id, record.agent, record.model) == ("s_0123456789abcd", "Claude", "opus-4")
        assert pairs(record) == [("Assisted-by", "Claude:opus-4"), ("Session", "conversation-7")]
        assert record.other == {
            "writer": "sessions",
            "human_author": "ann@example.invalid",
            "lines": 14,
            "files": {"src/main.py": "1-10,15,20", "docs/a guide.md": "3-4"},
        }
        assert (reading.format, reading.strange) == ("authorship/3.0.0", ())

    def test_the_older_form_and_people_stand_beside_sessions(self) -> None:
        text = authorship(
            "a\n  0123456789abcdef 1\n  h_0123456789abcd 2-3\n",
            sessions={},
            prompts={
                "0123456789abcdef": {"agent_id": {"tool": "windsurf", "id": "", "model": "unknown"},
                                     "total_additions": 4},
            },
            humans={"h_0123456789abcd": {"author": "Ann <ann@example.invalid>"}},
        )  # fmt: skip
        agent, person = read_git_ai(text).records
        assert pairs(agent) == [("Assisted-by", "windsurf")]
        assert agent.other == {
            "writer": "prompts", "total_additions": 4, "lines": 1, "files": {"a": "1"},
        }  # fmt: skip
        assert (person.agent, pairs(person)) == (None, [])
        assert person.other["author"] == "Ann <ann@example.invalid>"

    def test_a_commit_without_lines_of_an_agent(self) -> None:
        (record,) = read_git_ai(authorship("")).records
        assert (record.agent, record.other["lines"]) == ("Claude", 0)

    def test_what_does_not_fit_is_reported_beside_what_does(self) -> None:
        reading = read_git_ai(
            authorship("  lines before a file\na\n  s_0123456789abcd one-two\n  s_other::t_1 5\n")
        )
        assert [record.agent for record in reading.records] == ["Claude"]
        assert whys(reading) == [
            ("  lines before a file", "not a writer and ranges of lines below a file"),
            ("  s_0123456789abcd one-two", "not a writer and ranges of lines below a file"),
            ("s_other", "lines of a writer that the note does not describe"),
        ]

    @pytest.mark.parametrize(
        ("text", "why"),
        [
            ("", "no line of three dashes, which ends the list of lines"),
            ("prose", "no line of three dashes, which ends the list of lines"),
            ("---\n", "not JSON"),
            ("---\n{", "not JSON"),
            ("---\n[1]", "not a JSON object"),
            ('---\n{"sessions": 3}', "sessions is no object"),
            ('---\n{"sessions": {"s": 3}}', "sessions s is no object"),
            ("---\n" + "[" * 100_000, "not JSON"),
        ],
    )
    def test_a_broken_note(self, text: str, why: str) -> None:
        reading = read_git_ai(text)
        assert reading.records == ()
        assert why in [each.why for each in reading.strange]


class TestGitMem:
    def test_memories_by_their_type(self) -> None:
        kinds = ("decision", "gotcha", "convention", "fact")
        memories = [
            {"id": kind, "content": f"a {kind}", "type": kind, "confidence": "verified",
             "createdAt": "2026-01-02T03:04:05.000Z", "tags": ["db"], "lifecycle": "project"}
            for kind in kinds
        ]  # fmt: skip
        reading = read_git_mem(json.dumps({"memories": memories}))
        assert [pairs(record)[0] for record in reading.records] == [
            ("Solution", "a decision"),
            ("Learning", "a gotcha"),
            ("Directive", "a convention"),
            ("Learning", "a fact"),
        ]
        first = reading.records[0]
        assert pairs(first)[1] == ("Confidence", "high")
        assert (first.id, first.at) == ("decision", "2026-01-02T03:04:05.000Z")
        assert first.other == {"type": "decision", "tags": ["db"], "lifecycle": "project"}

    @pytest.mark.parametrize("form", ['[{"content": "x"}]', '{"content": "x"}'])
    def test_a_bare_list_and_a_bare_memory(self, form: str) -> None:
        assert [pairs(record) for record in read_git_mem(form).records] == [[("Learning", "x")]]

    def test_two_notes_that_git_put_one_below_the_other(self) -> None:
        reading = read_git_mem('{"memories": [{"content": "x"}]}\n\n{"memories": []}\n')
        assert (len(reading.records), reading.strange) == (1, ())

    def test_what_is_no_memory_is_reported(self) -> None:
        reading = read_git_mem('[{"content": "x"}, 3, {"content": ""}] and more')
        assert whys(reading) == [
            ("3", "a memory without content"),
            ('{"content": ""}', "a memory without content"),
            ("and more", "not JSON"),
        ]

    def test_an_unknown_type_is_kept_under_its_own_name(self) -> None:
        (record,) = read_git_mem('[{"content": "x", "type": "dream"}]').records
        assert (pairs(record), record.other) == ([], {"type": "dream", "AI-dream": ["x"]})

    def test_label_lines_are_read_where_there_is_no_json(self) -> None:
        reading = read_git_mem("AI-Decision: use a queue\n")
        assert pairs(reading.records[0]) == [("Solution", "use a queue")]
        assert [each.why for each in reading.strange] == ["not JSON"]


class TestCommitLore:
    def test_a_block_of_trailers_under_our_keys(self) -> None:
        reading = read_commitlore(
            "Limit: the broker drops\n  messages over 1 MB\n"
            "Ruled-out: polling | costs a query a second\n"
            "Certainty: firm\nBlast: module\nUndo: easy\n"
            "Record-Id: r-abcdef\nCommitLore-Version: 1.2.0\nX-Team: core\n"
        )
        (record,) = reading.records
        assert pairs(record) == [
            ("Constraint", "the broker drops messages over 1 MB"),
            ("Rejected", "polling | costs a query a second"),
            ("Confidence", "high"),
            ("Scope-risk", "moderate"),
            ("Reversibility", "clean"),
            ("Record-Id", "r-abcdef"),
            ("CommitLore-Version", "1.2.0"),
        ]
        assert (record.id, record.other, reading.format) == (
            "r-abcdef", {"X-Team": ["core"]}, "1.2.0",
        )  # fmt: skip

    def test_several_blocks_are_several_records(self) -> None:
        text = "Warn: one\nRecord-Id: r-aaaaaa\n\nWarn: two\nRecord-Id: r-bbbbbb\n"
        assert [record.id for record in read_commitlore(text).records] == ["r-aaaaaa", "r-bbbbbb"]

    def test_prose_is_reported_and_does_not_hide_the_block_beside_it(self) -> None:
        reading = read_commitlore("only prose\n\nWarn: look twice\n")
        assert [pairs(record) for record in reading.records] == [[("Directive", "look twice")]]
        assert whys(reading) == [("only prose", "no trailer lines")]
