"""``note list --from``: another tool's notes on the screen and for programs."""

import json

from tests.conftest import Repo

GIT_AI = (
    "a.py\n  s_0123456789abcd::t_00000000000001 1-3\n---\n"
    '{"schema_version": "authorship/3.0.0", "prompts": {}, "sessions": {"s_0123456789abcd": '
    '{"agent_id": {"tool": "cursor", "id": "c-1", "model": "m-2"}}}}'
)


def noted(repo: Repo, ref: str, text: str) -> str:
    commit = repo.commit("feat: a\n", {"a.py": "1\n2\n3\n"})
    blob = repo.git("hash-object", "-w", "--stdin", data=text)
    repo.git("notes", f"--ref={ref}", "add", "-C", blob, commit)
    return commit


def test_who_wrote_a_commit(repo: Repo) -> None:
    commit = noted(repo, "ai", GIT_AI)
    assert repo.tool("note", "list", "--from", "git-ai").said == (
        f"{commit[:12]}  git-ai authorship/3.0.0\n"
        "  Assisted-by: Cursor:m-2\n"
        "  Session: c-1\n"
        "  (writer) sessions\n"
        "  (lines) 3\n"
        "  (files) a.py 1-3\n"
    )


def test_for_programs(repo: Repo) -> None:
    commit = noted(repo, "ai", GIT_AI)
    assert json.loads(repo.tool("note", "list", "--from", "git-ai", "--json").stdout) == {
        "version": 1,
        "tool": "git-ai",
        "ref": "refs/notes/ai",
        "tip": repo.head("refs/notes/ai"),
        "notes": [
            {
                "commit": commit,
                "format": "authorship/3.0.0",
                "records": [
                    {
                        "id": "s_0123456789abcd",
                        "at": None,
                        "agent": "Cursor",
                        "model": "m-2",
                        "fields": {"Assisted-by": ["Cursor:m-2"], "Session": ["c-1"]},
                        "other": {"writer": "sessions", "lines": 3, "files": {"a.py": "1-3"}},
                    }
                ],
                "strange": [],
            }
        ],
    }


def test_a_broken_note_is_one_line_and_stays_as_it_is(repo: Repo) -> None:
    commit = noted(repo, "mem", "no \x1b[2J JSON at all\n")
    tip = repo.head("refs/notes/mem")
    assert repo.tool("note", "list", "--from", "git-mem").said == (
        f"{commit[:12]}  git-mem\n  not read (not JSON): no \\x1b[2J JSON at all\n"
    )
    assert repo.head("refs/notes/mem") == tip


def test_bytes_that_are_no_text(repo: Repo) -> None:
    noted(repo, "commitlore", "Warn: mind the \udcff byte\x00\n")
    assert "Directive: mind the" in repo.tool("note", "list", "--from", "commitlore").said


def test_where_the_tool_left_no_notes(repo: Repo) -> None:
    assert repo.tool("note", "list", "--from", "commitlore").said == (
        "no notes of commitlore here; to get a remote's:\n"
        "  git fetch origin refs/notes/commitlore:refs/notes/commitlore\n"
    )


def test_a_ref_that_holds_no_notes(repo: Repo) -> None:
    repo.commit("feat: a\n", {"a": "a\n"})
    repo.git("update-ref", "refs/notes/ai", repo.head("HEAD:a"))
    assert (
        "refs/notes/ai is no notes ref"
        in repo.tool("note", "list", "--from", "git-ai", code=2).said
    )


def test_a_large_note(repo: Repo) -> None:
    memory = json.dumps([{"content": "x" * 5_000_000}])
    noted(repo, "mem", memory)
    said = repo.tool("note", "list", "--from", "git-mem", "--json").stdout
    assert len(json.loads(said)["notes"][0]["records"][0]["fields"]["Learning"][0]) == 5_000_000
