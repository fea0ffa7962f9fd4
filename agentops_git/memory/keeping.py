"""What was computed out of facts, kept in the index beyond the reading of it."""

from typing import NamedTuple

from agentops_git.memory.store import Store, with_store


class Keeping(NamedTuple):
    """Opens the index for each thing that is asked of it or kept in it.

    Where there is none to be had, nothing is kept; mining has said so.
    """

    path: str
    view: str

    def kept(self, name: str) -> tuple[str, bytes] | None:
        """The key and the bytes that were kept under a name."""
        return with_store(self.path, self.view, lambda store: store.kept(name), _silent)

    def keep(self, name: str, key: str, data: bytes) -> None:
        """Keep bytes in place of what stood under a name."""

        def work(store: Store) -> None:
            store.keep(name, key, data)

        with_store(self.path, self.view, work, _silent)


def _silent(_: str) -> None:
    pass
