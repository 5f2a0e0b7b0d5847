"""What runs beside the requests for as long as the server does: whatever goes wrong there holds up neither
the others nor the end of the server."""

import asyncio
import pathlib
from typing import NoReturn

import pytest

from opennight import follower, reels
from opennight.app import make_app
from opennight.commons import keeper
from opennight.config import Database, Settings
from opennight.store.sqlite_commons import SqliteCommons
from opennight.writers import Writers
from tests.live.inside import CODE, Inside


async def test_a_server_ends_although_something_beside_it_has_failed(
    tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Given a follower and a keeper that came upon a bug, when the server ends, then it closes its log."""
    failed = asyncio.Semaphore(0)

    async def broken(*_anything: object) -> NoReturn:
        failed.release()
        raise RuntimeError("a bug")

    monkeypatch.setattr(follower, "current", broken)
    monkeypatch.setattr(keeper, "FIRST", 0.0)
    monkeypatch.setattr(SqliteCommons, "behind", broken)
    app = make_app(Settings(secret_key="a secret for the tests", database=Database(tmp_path / "nights.db")))
    async with app.router.lifespan_context(app):
        log = app.state.writers.log
        for _one in ("follower", "keeper"):
            await failed.acquire()
        await asyncio.sleep(0)
    with pytest.raises(ValueError, match="closed"):
        await log.codes()


async def test_a_bug_in_one_night_keeps_no_reel_on_the_boards_of_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tried, four = list[str](), asyncio.Event()

    async def finish(_writers: Writers, code: str, _at: int) -> NoReturn:
        tried.append(code)
        if len(tried) == 4:
            four.set()
        raise RuntimeError("a bug")

    monkeypatch.setattr(reels, "LOOK", 0.0)
    monkeypatch.setattr(reels, "finish", finish)
    async with Inside() as inside:
        await inside.start()
        inside.writers.writer("OTHERS")
        watching = asyncio.create_task(reels.watch(inside.writers))
        await asyncio.wait([watching, asyncio.create_task(four.wait())], return_when="FIRST_COMPLETED")
        watching.cancel()
    assert tried[:4] == [CODE, "OTHERS"] * 2
