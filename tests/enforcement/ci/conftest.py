"""A host for the tests of CI."""

from pathlib import Path

import pytest

from tests.conftest import Repo
from tests.enforcement.ci.hosting import Hosted


@pytest.fixture
def hosted(tmp_path: Path, repo: Repo) -> Hosted:
    return Hosted(tmp_path, repo)
