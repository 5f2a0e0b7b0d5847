"""The disk fails: whoever acts is told, everybody sees what was saved, and all works once it is mended."""

import contextlib
import pathlib
import resource
import secrets
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractContextManager as Context

import httpx
import pytest

from opennight.live.audiences import BOARD, PHONE
from opennight.night.board import Announce
from opennight.night.messages import Refused
from opennight.night.phases import MovePhase
from opennight.store.sqlite import SqliteLog
from tests.cast import host
from tests.live.inside import CODE, Inside
from tests.server import Server
from tests.web.cast import Device, Evening, refused

SAYS = "The server could not save this just now. Try again in a moment."


@contextlib.contextmanager
def full(server: Server) -> Iterator[None]:
    """Let no file grow any more: the write-ahead log is already as long as allowed."""
    assert server.process is not None
    longest = (server.folder / "nights.db-wal").stat().st_size
    unlimited = resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (longest, unlimited[1]))
    yield
    resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, unlimited)


@contextlib.contextmanager
def locked(server: Server) -> Iterator[None]:
    """Lock the database, as another process that takes its time to write."""
    with contextlib.closing(sqlite3.connect(server.folder / "nights.db", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield
        other.execute("ROLLBACK")


def dots(device: Device) -> str:
    """The first pitch's count, as shown on this device's page."""
    page = device.get()
    assert page.status_code == 200
    return page.text.partition('id="tally-1"')[2].partition("<")[0].partition(">")[2].strip()


@pytest.mark.parametrize("trouble", [full, locked])
def test_a_vote_that_cannot_be_written(server: Server, trouble: Callable[[Server], Context[None]]) -> None:
    night = Evening(server)
    ada, ben = night.enter("Ada"), night.enter("Ben")
    night.move("pitch")
    night.host.act("pitches", title="Bees", hosted="1")
    night.move("vote")
    assert ada.act("pitches/1/vote").status_code == 200
    before = night.version
    with trouble(server):
        answer = ben.act("pitches/1/vote", command="bens-dot-1")
        assert refused(answer, 503, SAYS)
        assert refused(ada.act("pitches/1/unvote", command="adas-dot-1"), 503, SAYS)
        assert dots(ben) == dots(ada) == "1", "they see what was before"
        assert httpx.get(f"{server.url}/healthz").status_code == 200
        assert night.version == before
    again = ben.act("pitches/1/vote", command="bens-dot-1")
    assert again.status_code == 200
    assert "vote:1" in again.json()["mine"]["marks"]
    repeat = ben.act("pitches/1/vote", command="bens-dot-1")
    assert (repeat.status_code, repeat.json()["version"]) == (200, before + 1)
    assert dots(ada) == "2"
    assert [command for command, _kind, _fields in night.log][before:] == ["bens-dot-1"]


@pytest.fixture
async def on_disk(tmp_path: pathlib.Path) -> AsyncIterator[tuple[Inside, SqliteLog]]:
    """The inside of a server on a real file, and its log, whose connection a test can break."""
    log = await SqliteLog.open(tmp_path / "nights.db")
    inside = Inside(log)
    async with inside:
        yield inside, log
    await log.close()


FULL = ("PRAGMA max_page_count = 1", "PRAGMA max_page_count = 1000000")
READ_ONLY = ("PRAGMA query_only = 1", "PRAGMA query_only = 0")


@pytest.mark.parametrize(("breaks", "mends"), [FULL, READ_ONLY], ids=["full", "read-only"])
async def test_a_pitch_that_cannot_be_written(
    on_disk: tuple[Inside, SqliteLog], breaks: str, mends: str
) -> None:
    inside, log = on_disk
    await inside.start("Ada")
    await inside.writers.send(CODE, host(MovePhase, to="pitch"))
    board = await inside.listen(BOARD)
    cookie = await inside.cookie(1)

    async def pitch() -> httpx.Response:
        return await inside.client.post(
            f"/n/{CODE}/pitches",
            data={"title": "Bees", "hosted": "1", "command": "adas-pitch-1"},
            headers={"Cookie": cookie, "Accept": "application/json"},
        )

    await log.writer.execute(breaks)
    with contextlib.suppress(Refused):
        while True:  # there may be a little room left
            await inside.writers.send(CODE, host(Announce, text=secrets.token_hex(8)))
    assert refused(await pitch(), 503, SAYS)
    assert (await inside.load(PHONE, 1)).look("pitches").count("Bees") == 0
    assert not any("Bees" in frame for frame in board.take())
    await log.writer.execute(mends)
    first, again = await pitch(), await pitch()
    assert (first.status_code, again.status_code) == (200, 200)
    assert first.json()["version"] == again.json()["version"]
    assert len((await inside.writers.night(CODE)).pitches) == 1
    assert (await inside.load(PHONE, 1)).look("pitches").count("Bees") == 1
    assert [r.command for r in await log.read(CODE)].count("adas-pitch-1") == 1
