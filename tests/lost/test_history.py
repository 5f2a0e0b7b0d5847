"""The database is restored from an older copy, and the night goes on: no screen mixes two histories."""

import asyncio
import contextlib
import pathlib
import sqlite3

import pytest

from tests.examples import at_length
from tests.live.page import Page
from tests.lost.phones import current
from tests.lost.test_weather import ends_as_a_fresh_load, screens
from tests.proxy import Proxy
from tests.server import Server, free_port
from tests.web.stage import Stage

LOST = 4
"""How many events the older copy lacks."""


def copy(database: pathlib.Path, to: pathlib.Path) -> None:
    with (
        contextlib.closing(sqlite3.connect(database)) as source,
        contextlib.closing(sqlite3.connect(to)) as target,
    ):
        source.backup(target)


def put_back(older: pathlib.Path, database: pathlib.Path) -> None:
    for part in database.parent.glob(f"{database.name}-*"):
        part.unlink()
    database.write_bytes(older.read_bytes())


def pitch(stage: Stage, title: str, times: int) -> None:
    """Make pitches without a host: one event each."""
    for number in range(times):
        answer = stage.cast["attendee"].act("pitches", title=f"{title} {number}")
        assert answer.status_code == 200, answer.text


@pytest.mark.parametrize("after", [at_length(LOST - 1), LOST + 1])
async def test_an_older_copy_that_went_on(server: Server, tmp_path: pathlib.Path, after: int) -> None:
    """Given screens that have seen what the copy lacks, when they come back and it has fewer or more events
    than they know, then they show what a fresh load shows, and nothing of what was lost.
    """
    stage, database = Stage(server, "pitch"), server.folder / "nights.db"
    night = stage.night
    async with Proxy(server.port) as proxy, contextlib.AsyncExitStack() as awake:
        made = screens(stage, proxy.url)
        for phone in made:
            await awake.enter_async_context(phone)
        copy(database, tmp_path / "older.db")
        pitch(stage, "Lost", LOST)
        await current(made, night.version, within=10)
        proxy.to, there = free_port(), proxy.to
        proxy.cut()
        server.kill()
        put_back(tmp_path / "older.db", database)
        await asyncio.to_thread(server.restart)
        pitch(stage, "Found", after)
        proxy.to = there
        for phone in made:
            phone.wake()
        await current(made, night.version, within=30)
        for phone in made:
            await ends_as_a_fresh_load(phone)
            assert isinstance(phone.content, Page)
            assert "Lost" not in "\n".join(phone.content.lines(phone.content.root))
        pitch(stage, "And on", 1)
        await current(made, night.version, within=10)
        for phone in made:
            await ends_as_a_fresh_load(phone)
