"""What init did, remembered in the common git dir, so that uninstall takes out that and no more."""

import hashlib
import json
import os
from typing import Any

from agentops_git.errors import UsageError
from agentops_git.files.atomic import write_atomic


def digest(data: bytes) -> str:
    """The SHA-256 of what was written, to tell later whether people changed it."""
    return hashlib.sha256(data).hexdigest()


class Ledger:
    """``install.json``: a section for each part, which maps names to what was there or made."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.parts: dict[str, dict[str, Any]] = _read(file)

    def named(self, path: str) -> str:
        """How a path is remembered: relative in the repository, so that a copy means itself."""
        base = os.path.dirname(os.path.dirname(self.file))
        inside = path.startswith(os.path.join(os.path.dirname(base), ""))
        return os.path.relpath(path, base) if inside else path

    def path(self, name: str) -> str:
        """The path that a remembered name means here."""
        return os.path.normpath(os.path.join(os.path.dirname(os.path.dirname(self.file)), name))

    def get(self, part: str) -> dict[str, Any]:
        """What a part remembers; empty where it did nothing."""
        return dict(self.parts.get(part, {}))

    def note(self, part: str, name: str, value: Any) -> None:
        """Remember one thing, in place of what was remembered of it."""
        self.parts.setdefault(part, {})[name] = value
        self._write()

    def drop(self, part: str, name: str) -> None:
        """Forget one thing that was taken out."""
        section = self.parts.get(part, {})
        section.pop(name, None)
        if not section:
            self.parts.pop(part, None)
        self._write()

    def _write(self) -> None:
        if not self.parts:
            if os.path.exists(self.file):
                os.unlink(self.file)
            return
        os.makedirs(os.path.dirname(self.file), exist_ok=True)
        text = json.dumps({"version": 1, **self.parts}, indent=2, sort_keys=True, ensure_ascii=True)
        write_atomic(self.file, f"{text}\n".encode())


def _read(path: str) -> dict[str, dict[str, Any]]:
    try:
        with open(path, encoding="utf-8") as file:
            data = json.load(file)
        if not isinstance(data, dict):
            raise ValueError("it is no object")
    except FileNotFoundError:
        return {}
    except (ValueError, RecursionError) as error:
        raise UsageError(
            f"{path}: not the JSON that init wrote ({error}); move it away and run init again"
        ) from None
    return {key: value for key, value in data.items() if isinstance(value, dict)}
