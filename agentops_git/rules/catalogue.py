"""The catalogue as people and machines read it; docs/rules.md is what ``to_markdown`` gives."""

from agentops_git.message.printable import printable
from agentops_git.rules.docs import TEXTS, levels
from agentops_git.rules.registry import RULES
from agentops_git.rules.text import nearest

_FAMILIES = {
    "M": "message form",
    "T": "trailers",
    "G": "guardrails",
    "V": "validation gates",
    "H": "human gates",
    "X": "exemptions",
}


def find_code(given: str) -> str | None:
    """The code that was meant, without case; None where there is none."""
    return given.upper() if given.upper() in RULES else None


def near_codes(given: str) -> list[str]:
    """Codes to try instead of an unknown one: the nearest, else what its name or family gives."""
    named = [code for code, rule in RULES.items() if given.lower() in rule.name]
    near = nearest(given, RULES, limit=1)
    family = [code for code in RULES if code[:1] == given[:1].upper()]
    return list(dict.fromkeys(([near] if near else []) + (named or family or list(RULES))))[:5]


def to_row(code: str) -> dict[str, str]:
    """One rule as JSON has it (docs/json.md)."""
    rule, text = RULES[code], TEXTS[code]
    return {
        "code": code,
        "name": rule.name,
        "level": rule.level,
        "what": text.what,
        "why": text.why,
        "bad": printable(text.bad),
        "good": printable(text.good),
        "configure": text.configure,
    }


def to_text(code: str) -> str:
    """One rule for a terminal."""
    row = to_row(code)
    return f"""\
{code} {row["name"]} ({row["level"]} by default)

{_wrapped(row["what"])}
{_wrapped(row["why"])}

Bad:

{_indented(row["bad"])}
Good:

{_indented(row["good"])}
{_to_configure(code, row["configure"])}"""


def _to_configure(code: str, configure: str) -> str:
    if not configure:
        return "This rule can't be turned off.\n"
    level = "" if configure.startswith("rules:") else levels(code)
    where = "To configure, in the front matter of CONSTITUTION.md:"
    return f"{where}\n\n{_indented(configure + level)}"


def _wrapped(text: str) -> str:
    from textwrap import fill

    return fill(text, 88)


def _indented(text: str) -> str:
    return "".join(f"    {line}".rstrip() + "\n" for line in text.splitlines())


def to_markdown() -> str:
    """The whole catalogue as a page."""
    parts = [_HEAD]
    for family, title in _FAMILIES.items():
        codes = [code for code in RULES if code.startswith(family)]
        rows = [f"| {c} | {RULES[c].name} | {RULES[c].level} | {TEXTS[c].what} |" for c in codes]
        table = ["| code | name | default | what |", "| --- | --- | --- | --- |", *rows]
        parts.append(f"\n## {family}: {title}\n\n" + "\n".join(table) + "\n")
        parts += [_section(code) for code in codes]
    return "".join(parts)


_HEAD = """\
# Rules

What `agentops-git check` and the hooks judge messages and changes by. Codes are stable. A level is
`error` (refused), `warn` (said) or `off`, and stands in the front matter of `CONSTITUTION.md`
under `rules:`. `agentops-git explain CODE` shows one of these on the terminal.

This page is generated from the catalogue.
"""


def _section(code: str) -> str:
    row = to_row(code)
    return f"""
### {code} {row["name"]}

{row["what"]} {row["why"]}

Bad:

```text
{row["bad"]}```

Good:

```text
{row["good"]}```

{_to_configure_page(code, row["configure"])}"""


def _to_configure_page(code: str, configure: str) -> str:
    level = "" if configure.startswith("rules:") else levels(code)
    fenced = f"To configure:\n\n```yaml\n{configure}{level}```\n"
    return fenced if configure else "This rule can't be turned off.\n"
