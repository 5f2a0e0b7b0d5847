"""Processes that share a database, and the same person on each of them."""

import contextlib
import pathlib
from collections.abc import Iterator

import pytest

from tests import postgres
from tests.server import Server
from tests.web.cast import Device


@contextlib.contextmanager
def processes(folder: pathlib.Path, url: str, number: int, **environ: str) -> Iterator[list[Server]]:
    """This many servers on the database at `url`, each on its own port."""
    with contextlib.ExitStack() as running:
        servers = []
        for no in range(number):
            own = folder / f"process-{no}"
            own.mkdir()
            servers.append(running.enter_context(Server(own, DATABASE_URL=url, **environ)))
        yield servers


@pytest.fixture(scope="session")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Server]]:
    """Two processes for all tests that leave them running."""
    url = postgres.new_database(postgres.shared())
    with processes(tmp_path_factory.mktemp("two"), url, 2) as servers:
        yield servers
    postgres.drop(url)


def moved(device: Device, server: Server) -> Device:
    """The same device, whose next request goes to another process."""
    twin = Device(server.url, device.code)
    twin.client.cookies.update(device.client.cookies)
    return twin
