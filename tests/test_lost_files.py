"""The database's files are taken from under a running server: nobody is told that what is lost was saved."""

import os
import pathlib
import shutil
import time
from collections.abc import Callable

import httpx
import pytest

from tests.server import Server
from tests.test_disk import SAYS, full
from tests.web.cast import Evening, refused


def deleted(database: pathlib.Path) -> None:
    database.unlink()


def replaced(database: pathlib.Path) -> None:
    """By an older copy, as some restore by hand."""
    copy = database.with_name("copy.db")
    shutil.copy(database, copy)
    os.replace(copy, database)


def without_its_log(database: pathlib.Path) -> None:
    database.with_name(f"{database.name}-wal").unlink()


def ready(server: Server) -> int:
    return httpx.get(f"{server.url}/readyz").status_code


@pytest.mark.parametrize("lose", [deleted, replaced, without_its_log])
def test_the_next_act_is_refused(server: Server, lose: Callable[[pathlib.Path], None]) -> None:
    """Given a night under way, when a file goes, then the next act is refused, and the operator is told."""
    night = Evening(server)
    ada = night.enter("Ada")
    assert ready(server) == 200
    lose(server.folder / "nights.db")
    assert refused(ada.act("me/name", name="Ada B."), 503, SAYS)
    assert refused(night.host.act("phase", to="pitch"), 503, SAYS)
    time.sleep(1.1)  # the answer to the last probe holds for a second
    assert ready(server) == 503
    assert "deleted, replaced or moved" in server.output


def test_a_full_disk_is_not_ready(server: Server) -> None:
    """Given a disk that is full, then /readyz says so, and no longer once there is room again."""
    Evening(server)
    with full(server):
        time.sleep(1.1)
        assert ready(server) == 503
    time.sleep(1.1)
    assert ready(server) == 200


def test_many_who_ask_are_one_probe(server: Server) -> None:
    """Given a stranger who asks all the time, when they do, then hardly anything is written."""
    log = server.folder / "nights.db-wal"
    ready(server)
    before = log.stat().st_size
    with httpx.Client(base_url=server.url) as client:
        for _time in range(200):
            assert client.get("/readyz").status_code == 200
    assert log.stat().st_size - before < 10 * 4200, "a page or two for each second"
