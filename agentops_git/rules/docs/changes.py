"""What the catalogue says of guardrails on which paths a change touches and how.

The examples name a change: ``A`` adds, ``M`` modifies and ``D`` deletes a path; what follows it
says what the path is.
"""

from agentops_git.rules.docs.text import Text, levels

_AGENT = "agents:\n  - name: Claude\n    may_touch: [src/**, tests/**]\n"
_LIMITS = "guardrails:\n  generated: [gen/**]\n  limits: {files: 2, lines: 400}\n"

TEXTS: dict[str, Text] = {
    "G001": Text(
        "The change makes the constitution one that does not load.",
        "A law that can't be read judges nobody, so a change that breaks it is refused by every "
        "law. The message names the line, the key and what may stand there.",
        "---\nagentops: 1\nrules:\n  T001: maybe\n---\n",
        "---\nagentops: 1\nrules:\n  T001: warn\n---\n",
        "",
    ),
    "G002": Text(
        "A guarded path changes, and nobody approved it.",
        "A law that anyone can change in passing is none, and neither is one whose hooks, CI, "
        "attributes or signers can be changed so. Those are guarded in any case; `protected` "
        "adds paths of the repository's own. It is a warning until a protected branch takes the "
        "change in, and where the law names nobody who could approve.",
        "M deploy/production.yaml\nM .github/workflows/release.yml\n",
        "M src/main.py\n",
        "guardrails:\n  protected: [deploy/**]\n",
    ),
    "G003": Text(
        "An agent changes a path outside those that it may touch.",
        "An agent with one responsibility is easier to trust and to review. It is known by the "
        "environment it commits in, by the author, or by `Assisted-by`; of several agents that "
        "made one commit, one must be allowed to touch each path.",
        "M src/main.py\nM deploy/production.yaml\nAssisted-by: Claude:claude-opus-4\n",
        "M src/main.py\nA tests/test_main.py\nAssisted-by: Claude:claude-opus-4\n",
        _AGENT,
    ),
    "G004": Text(
        "One commit changes more files or lines than the law allows.",
        "Nobody reviews a change of that size, and nobody reverts a part of it. Generated and "
        "vendored paths are not counted, nor is a line that only moves within its file; no "
        "limit is set until the law states one.",
        "M a.py\nM b.py\nM c.py\n",
        "M a.py\nM gen/c.py\nM package-lock.json\nM package.json\n",
        _LIMITS,
    ),
    "G005": Text(
        "One commit deletes many files.",
        "A slip of a pattern deletes more than was meant. What moves is not deleted, and "
        "generated and vendored paths are not counted.",
        "D src/a.py\nD src/b.py\nD src/c.py\n",
        "D src/a.py\nD vendor/b.py\nD vendor/c.py\n",
        "guardrails:\n  limits: {deletions: 2}\n",
    ),
    "G006": Text(
        "A file is larger than the law allows.",
        "History keeps it for ever, and every clone pays for it.",
        "A data/all.csv (20000 KiB)\n",
        "A data/sample.csv (20 KiB)\n",
        "guardrails:\n  generated: [gen/**]\n  limits: {file_kib: 10240}\n",
    ),
    "G007": Text(
        "A binary file is larger than the law allows.",
        "Nobody can review it, and it does not compress against its next version.",
        "A tools/helper (2000 KiB, binary)\n",
        "A docs/logo.png (20 KiB, binary)\n",
        "guardrails:\n  limits: {binary_kib: 1024}\n",
    ),
    "G008": Text(
        "A lock file changes without its manifest.",
        "What is installed then differs from what was asked for, by a change that few read. "
        "Merges, new lock files and deleted ones are usual and pass.",
        "M env/locked.txt\nM package-lock.json\n",
        "M env/locked.txt\nM env/wanted.in\nM Cargo.lock\nM crates/a/Cargo.toml\n",
        "guardrails:\n  lockfiles: {env/locked.txt: env/wanted.in}\n",
    ),
    "G009": Text(
        "The URL of a submodule changes.",
        "Every clone then fetches from, and trusts, another place. Submodules are told apart by "
        "name and by path, so that a new name is no way round.",
        "M .gitmodules (another url for lib)\n",
        "M .gitmodules (one submodule more)\n",
        levels("G009"),
    ),
    "G010": Text(
        "A symbolic link leads out of the tree, or into git's own directory.",
        "What follows it reads or writes a file of whoever checks it out. A link is judged by "
        "its text: whether its target is there plays no part.",
        "A docs/all -> ../../etc\nA config -> /etc/passwd\nA hooks -> .git/hooks\n",
        "A docs/all -> ../src\n",
        levels("G010"),
    ),
    "G011": Text(
        "A file becomes executable.",
        "What can be run is run some day, by a person or a job that trusts the repository.",
        "A install.sh (executable)\n",
        "A install.sh\n",
        levels("G011"),
    ),
    "G015": Text(
        "The name of a new file holds control characters, or such as turn or hide text.",
        "Tools that list names line by line read two, or none, and a terminal shows another "
        "name than the one that is there.",
        "A read\u202etxt.exe\n",
        "A 読む.txt\n",
        levels("G015"),
    ),
}
