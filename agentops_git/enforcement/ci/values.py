"""Values out of events. Their authors may be hostile, so each is held to its form."""

import re
from collections.abc import Mapping

from agentops_git.errors import UsageError
from agentops_git.message.printable import one_line

_ID = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_NO_REF = re.compile(r"[\x00-\x20\x7f~^:?*\[\\]|\.\.|@\{|//|/\.|\.lock(?:/|\Z)|[./]\Z")
_NAME = re.compile(r"[^\x00-\x20\x7f]{1,400}")
_URL = re.compile(r"https?://[^\x00-\x20\x7f]{1,2000}")
_LONGEST = 1_000


def commit_id(text: object, where: str) -> str:
    """A whole object id; UsageError for anything else, a short one too."""
    if isinstance(text, str) and _ID.fullmatch(text):
        return text
    raise _malformed(where, text, "the whole id of a commit")


def old_or_new(text: object, where: str) -> str | None:
    """A whole object id, or None for the zeros that stand for no object."""
    oid = commit_id(text, where)
    return oid if oid.strip("0") else None


def ref_name(text: object, where: str) -> str:
    """A full ref name in git's own form, so that no part of a refspec hides in it."""
    if (
        isinstance(text, str)
        and text.startswith("refs/")
        and len(text) <= _LONGEST
        and not _NO_REF.search(text)
    ):
        return text
    raise _malformed(where, text, "the full name of a ref")


def branch_ref(text: object, where: str) -> str:
    """The full ref of a branch that is given by its short name."""
    try:
        return ref_name(f"refs/heads/{text}" if isinstance(text, str) and text else text, where)
    except UsageError:
        raise _malformed(where, text, "the name of a branch") from None


def plain_name(text: object, where: str) -> str:
    """A name without white space or control characters, such as ``owner/name``."""
    if isinstance(text, str) and _NAME.fullmatch(text):
        return text
    raise _malformed(where, text, "a name")


def web_address(text: object, where: str) -> str:
    """An http(s) URL: no other transport of git's can be chosen by an event."""
    if isinstance(text, str) and _URL.fullmatch(text):
        return text
    raise _malformed(where, text, "an http(s) URL")


def inside(event: object, path: str) -> object:
    """The value at ``a.b.c`` in JSON data; UsageError where it is not there."""
    value = event
    for name in path.split("."):
        if not isinstance(value, Mapping) or name not in value:
            raise UsageError(f"the CI event lacks {path}; is it the event that started this job?")
        value = value[name]
    return value


def _malformed(where: str, value: object, wanted: str) -> UsageError:
    shown = one_line(repr(value), 80)
    return UsageError(f"the CI event is malformed: {where} is {shown}, and not {wanted}")
