"""What all tests share: a real server process."""

import pathlib
from collections.abc import Iterator

import pytest

from tests.server import Server


@pytest.fixture
def own_server(tmp_path: pathlib.Path) -> Iterator[Server]:
    """A server for one test alone, which may kill it."""
    with Server(tmp_path) as made:
        yield made


@pytest.fixture
def server(own_server: Server) -> Server:
    return own_server


@pytest.fixture(scope="session")
def shared_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for all tests that leave it running; each starts its own nights on it."""
    with Server(tmp_path_factory.mktemp("shared")) as made:
        yield made
