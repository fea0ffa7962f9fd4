"""The server that pushes go to."""

from tests.enforcement.conftest import server as server
