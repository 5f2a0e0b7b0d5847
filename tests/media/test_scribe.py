"""What waits to be written down: one clip at a time, taken up again, and never in a withdrawn one."""

import asyncio
import pathlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from opennight.media.captions.engine import Heard
from opennight.media.store import Folder
from opennight.night import captions
from opennight.night.clips import AddClip
from opennight.night.consent import WithdrawClip
from opennight.night.kept.captions import Line
from opennight.night.messages import SYSTEM
from opennight.night.nights import StartNight
from opennight.night.people import Join
from opennight.scribe import Scribe
from opennight.writers import Writers
from tests.cast import attendee, guest, host, setup
from tests.memory import MemoryLog

CODE = "BEES33"
HASH = "5" * 64


class Typist:
    """In place of the process. It says of each file that it was heard, once it is let go on."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.at_once = 0
        self.most = 0
        self.go_on = asyncio.Event()

    async def listen(self, _engine: str, file: pathlib.Path) -> Heard:
        self.at_once += 1
        self.most = max(self.most, self.at_once)
        try:
            await self.go_on.wait()
            self.heard.append(file.name)
            return Heard((Line(0, 900, "We like bees"),))
        finally:
            self.at_once -= 1


@pytest.fixture
def typist(monkeypatch: pytest.MonkeyPatch) -> Typist:
    made = Typist()
    monkeypatch.setattr("opennight.scribe.listen", made.listen)
    return made


@asynccontextmanager
async def serving(
    log: MemoryLog, folder: pathlib.Path, engine: str = "tests.engine:Parrot"
) -> AsyncIterator[Scribe]:
    """A server's scribe, as `app.py` wires it, until the server ends."""
    media = Folder(folder)
    kept = media.path(CODE, HASH)
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.touch()
    scribe = Scribe(media, engine)
    scribe.writers = Writers(log, scribe.told, lambda code: True, lambda code: False)
    try:
        yield scribe
    finally:
        await scribe.end()
        await scribe.writers.end()


async def begun(scribe: Scribe, sounds: int, **changes: str) -> Writers:
    """A night in which Ada has sent so many recordings."""
    assert scribe.writers
    await scribe.writers.send(CODE, host(StartNight, setup=setup(**changes)))
    await scribe.writers.send(CODE, guest(Join, name="Ada"))
    for _no in range(sounds):
        clip = attendee(AddClip, group=0, title="Hive", consent=True, hash=HASH, size=9, sort="sound", ms=900)
        await scribe.writers.send(CODE, clip)
    return scribe.writers


async def finished(scribe: Scribe) -> None:
    while scribe.task:
        await asyncio.wait([scribe.task], timeout=5)


async def test_one_after_another(typist: Typist, tmp_path: pathlib.Path) -> None:
    async with serving(MemoryLog(), tmp_path) as scribe:
        writers = await begun(scribe, 3)
        scribe.take_up(await writers.night(CODE))
        typist.go_on.set()
        await finished(scribe)
        night = await writers.night(CODE)
        assert [captions.text(captions.shown(night, no)) for no in (1, 2, 3)] == ["We like bees"] * 3
        assert (typist.most, typist.heard) == (1, [HASH] * 3)
        assert night.done(SYSTEM, night.trail[-1]) == night.version


async def test_what_was_under_way_is_taken_up_when_the_night_is_read(
    typist: Typist, tmp_path: pathlib.Path
) -> None:
    """Given a server that ends in the middle of the first of two clips, when the next one reads the night,
    both are written down: nobody has to ask."""
    log = MemoryLog()
    async with serving(log, tmp_path) as scribe:
        await begun(scribe, 2)
        await asyncio.sleep(0.05)
        assert typist.at_once == 1
    assert typist.at_once == 0, "nothing is left behind"
    typist.go_on.set()
    async with serving(log, tmp_path) as scribe:
        assert scribe.writers
        await scribe.writers.night(CODE)
        await finished(scribe)
        assert len((await scribe.writers.night(CODE)).captions) == 2


async def test_what_was_withdrawn_meanwhile_gets_no_words(typist: Typist, tmp_path: pathlib.Path) -> None:
    async with serving(MemoryLog(), tmp_path) as scribe:
        writers = await begun(scribe, 2)
        await asyncio.sleep(0.05)
        for no in (1, 2):
            await writers.send(CODE, attendee(WithdrawClip, clip=no))
        typist.go_on.set()
        await finished(scribe)
        assert (await writers.night(CODE)).captions == {}
        assert len(typist.heard) == 1, "the second was not even begun"


async def test_two_processes_on_one_store_do_not_do_it_twice(typist: Typist, tmp_path: pathlib.Path) -> None:
    log = MemoryLog()
    async with serving(log, tmp_path) as scribe, serving(log, tmp_path) as other:
        writers = await begun(scribe, 1)
        await asyncio.sleep(0.05)
        assert other.writers
        await other.writers.night(CODE)
        await finished(other)
        typist.go_on.set()
        await finished(scribe)
        assert typist.heard == [HASH]
        assert len((await writers.night(CODE)).captions) == 1


@pytest.mark.parametrize(
    ("engine", "language"), [("off", "en"), ("tests.engine:Parrot", "cy"), ("tests.engine:Parrot", "")]
)
async def test_without_an_engine_for_the_language_nothing_is_done(
    typist: Typist, tmp_path: pathlib.Path, engine: str, language: str
) -> None:
    async with serving(MemoryLog(), tmp_path, engine) as scribe:
        writers = await begun(scribe, 1, language=language)
        scribe.take_up(await writers.night(CODE))
        assert scribe.task is None
