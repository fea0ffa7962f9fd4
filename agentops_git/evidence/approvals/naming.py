"""What a repository is called by those who sign: only ever a proposal for the server to hold to."""

import re

_URL = re.compile(r"(?:https?|ssh|git|file)://(?:[^/\s]*)/(?P<path>\S+)")
_SCP = re.compile(r"(?:[^@:/\s]+@)?[^:/\s]+:(?P<path>[^/\s]\S*)")


def name_in_url(url: str) -> str:
    """The path of a repository's URL without ``.git``, as hosts call it (``acme/app``)."""
    found = _URL.fullmatch(url) or _SCP.fullmatch(url)
    path = found["path"] if found else url
    return path.strip("/").removesuffix(".git").rstrip("/")
