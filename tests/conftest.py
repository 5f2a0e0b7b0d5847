"""What all tests share: a real server process, and a real PostgreSQL."""

import pathlib
from collections.abc import Iterator

import pytest

from tests import kept_decks, postgres
from tests.server import Server


def pytest_configure(config: pytest.Config) -> None:
    kept_decks.keep()
    if not hasattr(config, "workerinput"):  # not in the workers, which share the server
        postgres.remember_folder()


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        postgres.forget_folder()


@pytest.fixture
def postgres_url() -> Iterator[str]:
    """The address of an empty PostgreSQL database for one test."""
    url = postgres.new_database(postgres.shared())
    yield url
    postgres.drop(url)


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
    with Server(tmp_path_factory.mktemp("shared"), OPENNIGHT_UPLOAD_MB="20") as made:
        yield made
