"""What judging one message gives."""

from typing import NamedTuple

from agentops_git.rules.finding import Finding


class Verdict(NamedTuple):
    """``data`` is the file's new content, ``message`` what git will store of it."""

    data: bytes
    message: str
    findings: tuple[Finding, ...]

    @property
    def refuses(self) -> bool:
        """Whether any finding is an error."""
        return any(finding.level == "error" for finding in self.findings)
