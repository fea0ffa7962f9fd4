"""The host."""

from pathlib import Path

import pytest

from tests.survival_host.host import Host


@pytest.fixture
def host(tmp_path: Path) -> Host:
    """A host whose main branch has a constitution."""
    return Host(tmp_path)
