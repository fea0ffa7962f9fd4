"""Links to commits at the repository's host, out of a remote's URL (docs/patterns.md)."""

import re
from urllib.parse import quote, unquote

from agentops_git.files.frontmatter import Document

_URL = re.compile(
    r"(?P<scheme>https?|ssh|git)://(?:[^@/\s]*@)?"
    r"(?P<host>[\w.-]+|\[[0-9A-Fa-f:.]+\])(?P<port>:\d+)?/(?P<path>\S+)"
)
_SCP = re.compile(r"(?:[\w.-]+@)?(?P<host>[\w.-]+):(?P<path>[^/\s]\S*)")
_BASE = re.compile(r"https?://[\w.\[\]:-]{1,255}/[\w./~%+@-]{1,1000}", re.ASCII)
_KINDS = (("gitlab", "/-/commit/"), ("bitbucket", "/commits/"))
_USUAL = "/commit/"  # GitHub, Gitea, Forgejo, SourceHut
SHORT_SHA = 12


def is_base(text: str) -> bool:
    """Whether a text is a URL that a commit's id can be put behind, and nothing else."""
    return bool(_BASE.fullmatch(text))


def base_of(url: str) -> str:
    """What commits' pages begin with at the host of a remote's URL; empty where it has none.

    User names and passwords in it are left out, and so is the port of ssh.
    """
    web = _URL.fullmatch(url.strip())
    found = web or _SCP.fullmatch(url.strip())
    if not found or "/" not in found["path"].strip("/"):
        return ""
    scheme, port = "https", ""
    if web and web["scheme"] in ("http", "https"):
        scheme, port = web["scheme"], web["port"] or ""
    elif "." not in found["host"]:
        return ""  # a name out of somebody's ssh configuration
    host = found["host"].lower()
    path = unquote(found["path"]).strip("/").removesuffix(".git").rstrip("/")
    base = f"{scheme}://{host}{port}/{quote(path, safe='/~+@')}{_page(host)}"
    return base if is_base(base) and ".." not in path.split("/") else ""


def _page(host: str) -> str:
    return next((page for word, page in _KINDS if word in host), _USUAL)


def stated_base(document: Document | None) -> str:
    """What the front matter of the catalogue states; ValueError where it is no such URL."""
    found = document.fields.get("links", "") if document else ""
    if not isinstance(found, str) or (found and not is_base(found)):
        raise ValueError("`links` in its front matter is no URL that commits' ids follow")
    return found


def commit_link(base: str, commit: str) -> str:
    """A commit as Markdown: a link where there is a base, else the shortened id alone."""
    shown = f"`{commit[:SHORT_SHA]}`"
    return f"[{shown}]({base}{commit})" if base else shown
