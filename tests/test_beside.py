"""What runs beside the requests for as long as the server does: whatever goes wrong there holds up neither
the others nor the end of the server."""

import asyncio
import pathlib
from collections.abc import Sequence
from types import ModuleType
from typing import NoReturn

import pytest
from starlette.applications import Starlette

from opennight import crowds, follower, reels
from opennight.app import in_turn, make_app
from opennight.commons import keeper
from opennight.config import Database, Settings
from opennight.media.store import Folder, Media
from opennight.night.messages import Recorded
from opennight.night.state import Night
from opennight.scribe import Scribe
from opennight.store import bus
from opennight.store.sqlite import SqliteLog
from opennight.store.sqlite_commons import SqliteCommons
from opennight.writers import Writers
from tests.live.inside import CODE, Inside


class Broken:
    """Stands for something that comes upon a bug whenever it is called; `times` can be waited for."""

    def __init__(self) -> None:
        self.times = asyncio.Semaphore(0)

    async def __call__(self, *_anything: object) -> NoReturn:
        self.times.release()
        raise RuntimeError("a bug")

    async def called(self, times: int) -> None:
        for _time in range(times):
            await self.times.acquire()


class Waited:
    """Stands for what has to be waited for."""

    for_it = False

    async def __call__(self) -> None:
        self.for_it = True


@pytest.fixture
def app(tmp_path: pathlib.Path) -> Starlette:
    return make_app(Settings(secret_key="a secret for the tests", database=Database(tmp_path / "nights.db")))


async def test_a_server_ends_although_something_beside_it_has_failed(
    app: Starlette, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Given a follower that came upon a bug, when the server ends, then it closes its log."""
    broken = Broken()
    monkeypatch.setattr(bus.Alone, "heard", broken)
    async with app.router.lifespan_context(app):
        log = app.state.writers.log
        await broken.called(1)
    with pytest.raises(ValueError, match="closed"):
        await log.codes()


async def test_all_of_a_server_ends_although_a_part_of_it_cannot(
    app: Starlette, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crowds.Crowds, "end", Broken())
    waited = Waited()

    async def served() -> None:
        async with app.router.lifespan_context(app):
            monkeypatch.setattr(app.state.writers, "end", waited)

    with pytest.raises(RuntimeError, match="a bug"):
        await served()
    assert waited.for_it
    with pytest.raises(ValueError, match="closed"):
        await app.state.writers.log.codes()


@pytest.mark.parametrize(
    ("module", "asked", "what", "pauses"),
    [
        (follower, SqliteLog, "versions", ["EACH"]),
        (follower, follower, "current", ["LISTED"]),
        (crowds, crowds, "current", ["LOOK"]),
        (keeper, SqliteCommons, "behind", ["FIRST", "EACH"]),
    ],
    ids=["the nights", "the catalogue", "rehearsals", "the commons"],
)
async def test_what_looks_again_and_again_does_so_after_a_bug(
    app: Starlette,
    monkeypatch: pytest.MonkeyPatch,
    module: ModuleType,
    asked: object,
    what: str,
    pauses: list[str],
) -> None:
    """`module` asks for `what`, and pauses before it does so again."""
    broken = Broken()
    monkeypatch.setattr(asked, what, broken)
    for pause in pauses:
        monkeypatch.setattr(module, pause, 0.0)
    async with app.router.lifespan_context(app), asyncio.timeout(5):
        await broken.called(3)


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


async def test_a_bug_with_one_clip_leaves_no_other_one_without_its_words(
    tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = []

    async def write(_media: Media, _writers: Writers, code: str, no: int) -> NoReturn:
        tried.append((code, no))
        raise RuntimeError("a bug")

    async with Inside() as inside:
        scribe = Scribe(None, "")
        monkeypatch.setattr(scribe, "write", write)
        scribe.waiting = {(CODE, 1): None, ("OTHERS", 1): None}
        await scribe.run(Folder(tmp_path), inside.writers)
    assert tried == [(CODE, 1), ("OTHERS", 1)]


async def test_a_bug_in_one_that_follows_keeps_nothing_from_the_others() -> None:
    """Given screens that fail, then whoever deletes what was withdrawn is told of it all the same."""
    heard = list[str]()

    def broken(_night: Night, _rows: Sequence[Recorded]) -> NoReturn:
        raise RuntimeError("a bug")

    def follower(_night: Night, rows: Sequence[Recorded]) -> None:
        heard.extend(type(row.event).__name__ for row in rows)

    async with Inside() as inside:
        inside.writers.publish = in_turn(broken, follower)
        await inside.start("Ada")
    assert heard == ["NightStarted", "PersonJoined"]
