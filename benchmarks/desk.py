"""How light the desk is with 120 pitches and 150 people: what an act sends it, how long the event loop of all
nights is busy with that, and how busy its browser is while five votes a second come in.

The frames are made in this process, by the app's own writers and hub, for one desk and nobody else. The
browser is Chromium on a running server. Times are those of the thread's own processor, so that what else
the machine does counts for little.
"""

import asyncio
import contextlib
import itertools
import pathlib
import secrets
import tempfile
import time
import zlib
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any

from playwright.async_api import async_playwright

from benchmarks.browser import Browser
from benchmarks.desk_acts import ACTS, Act
from benchmarks.night import CODE, SECRET, Evening
from benchmarks.servers import serving
from benchmarks.tools import median, table, verdict
from opennight.app import make_app
from opennight.clock import now
from opennight.config import Database, Settings
from opennight.live.audiences import DESK
from opennight.live.channel import View
from opennight.live.frames import DEFLATED, Form
from opennight.live.hub import TICK
from opennight.night.kept.rooms import Room, Slot
from opennight.night.kept.setups import Setup
from opennight.night.lineup import PlacePitch
from opennight.night.messages import HOST, acting
from opennight.night.nights import StartNight
from opennight.night.people import Join
from opennight.night.phases import MovePhase
from opennight.night.pitches import MakePitch
from opennight.night.state import Night
from opennight.night.votes import Vote
from opennight.rehearse import made_up
from tests.browser import FLAGS, chromium_path

PITCHES, PEOPLE, ROOMS = 120, 150, 15
REPEATS = 7
VOTES_A_SECOND, SECONDS = 5, 10
MOST_BYTES, MOST_MS, MOST_BUSY = 40_000, 5.0, 10.0
SETUP = Setup(
    expected=5000,
    title="An open night for our town",
    date="2026-11-22",
    dots=0,
    rooms=tuple(Room(no, f"Room {no}", 20) for no in range(1, ROOMS + 1)),
    slots=(Slot(1, "19:30", "20:15"), Slot(2, "20:30", "21:15")),
)
BUSY = "TaskDuration", "ScriptDuration", "LayoutDuration", "RecalcStyleDuration"


class Desk:
    """A desk's screen that keeps what is written to it."""

    form: Form = "deflated"
    person = 0

    def __init__(self) -> None:
        self.view = View(DESK, "en", "http://127.0.0.1")
        self.frames: list[bytes] = []

    def may(self, night: Night) -> bool:
        return True

    def write(self, data: bytes) -> None:
        self.frames.append(data)

    def hang_up(self) -> None:
        """It stays until the end."""


@dataclass
class Pushed:
    """What one kind of act sent, in bytes, and the milliseconds of the event loop that it took."""

    plain: list[int] = field(default_factory=list)
    deflated: list[int] = field(default_factory=list)
    ms: list[float] = field(default_factory=list)

    def row(self, phase: str, name: str) -> list[object]:
        plain, deflated, ms = max(self.plain), max(self.deflated), round(median(self.ms), 1)
        sizes = [
            f"{plain / 1000:.1f}",
            f"{deflated / 1000:.1f}",
            verdict(plain / 1000, "≤", MOST_BYTES / 1000),
        ]
        return [phase, name, *sizes, f"{ms:.1f}", verdict(ms, "≤", MOST_MS)]


def unpacked(frame: bytes) -> bytes:
    """The payload of a WebSocket message from a server."""
    payload = frame[{126: 4, 127: 10}.get(frame[1], 2) :]
    if frame[0] != DEFLATED:
        return payload
    return zlib.decompressobj(-zlib.MAX_WBITS).decompress(payload + b"\x00\x00\xff\xff")


class Played:
    """A night on an app in this process. `spent` are the seconds that its hub has been busy pushing."""

    def __init__(self, app: Any) -> None:
        self.app = app
        self.numbers = itertools.count(1)
        self.spent = 0.0
        self.flush: Callable[[str], None] = app.state.hub.flush
        app.state.hub.flush = self.timed

    def timed(self, code: str) -> None:
        began = time.thread_time()
        self.flush(code)
        self.spent += time.thread_time() - began

    async def send(self, kind: Any, person: int = 0, /, **fields: Any) -> None:
        actor = acting(person) if person else HOST
        told = {"id": f"benchmark-{next(self.numbers)}", "at": now(), "actor": actor}
        await self.app.state.writers.send(CODE, kind(**told, **fields))

    async def night(self) -> Night:
        night: Night = await self.app.state.writers.night(CODE)
        return night

    async def begin(self) -> None:
        """Everybody has joined, and nearly everybody's topic is on the wall and in the queue."""
        await self.send(StartNight, setup=SETUP)
        for name in made_up.names(Random(1), PEOPLE):
            await self.send(Join, name=name)
        await self.send(MovePhase, to="pitch")
        topics = itertools.islice(itertools.cycle(made_up.pairs("pitches")), PITCHES)
        for person, (title, more) in enumerate(topics, 1):
            await self.send(MakePitch, person, person=person, title=title, more=more)

    async def vote_first(self) -> None:
        """The vote is open, and everybody has given two dots."""
        await self.send(MovePhase, to="vote")
        for person, pitch in ballots(Random(2), 2):
            await self.send(Vote, person, person=person, pitch=pitch)

    async def put_into_line_up(self) -> None:
        """Two topics for each room."""
        for no, slot in itertools.product(range(1, ROOMS + 1), (1, 2)):
            await self.send(PlacePitch, pitch=no + (slot - 1) * ROOMS, slot=slot, room=no)


@contextlib.asynccontextmanager
async def played(database: Database) -> AsyncIterator[Played]:
    app = make_app(Settings(database=database, secret_key=SECRET))
    async with app.router.lifespan_context(app):
        yield Played(app)


def ballots(chance: Random, dots: int) -> Iterator[tuple[int, int]]:
    """(person, pitch): so many dots of each person."""
    for person in range(1, PEOPLE + 1):
        for pitch in chance.sample(range(1, PITCHES + 1), dots):
            yield person, pitch


async def measure(night: Played, desk: Desk, acts: dict[str, Act]) -> dict[str, Pushed]:
    """Let each act happen some times, each in a tick of its own."""
    found = {name: Pushed() for name in acts}
    for number, (name, act) in itertools.product(range(REPEATS), acts.items()):
        await asyncio.sleep(1.3 * TICK)
        desk.frames.clear()
        night.spent = 0.0
        kind, person, fields = act(await night.night(), number)
        await night.send(kind, person, **fields)
        await asyncio.sleep(1.3 * TICK)
        found[name].ms.append(1000 * night.spent)
        found[name].plain.append(sum(len(unpacked(frame)) for frame in desk.frames))
        found[name].deflated.append(sum(map(len, desk.frames)))
    return found


async def pushes(database: Database) -> list[list[object]]:
    """The rows of the first table. It leaves a night in which the vote is open and there is no line-up."""
    rows: list[list[object]] = []
    async with played(database) as night:
        await night.begin()
        desk = Desk()
        night.app.state.hub.join(await night.night(), desk, (await night.night()).version)
        ready = {"pitch": None, "vote": night.vote_first, "vote, with a line-up": night.put_into_line_up}
        for phase, prepare in ready.items():
            if prepare:
                await prepare()
            for name, pushed in (await measure(night, desk, ACTS[phase])).items():
                rows.append(pushed.row(phase, name))
    return rows


async def vote_in_time(port: int, evening: Evening) -> None:
    """Five votes a second over HTTP, at an even pace; each third one is taken back."""
    cookies, browser = evening.cookies(), Browser(port)
    began = time.monotonic()
    for number, (person, pitch) in enumerate(itertools.islice(mixed(), VOTES_A_SECOND * SECONDS)):
        await asyncio.sleep(max(0.0, began + number / VOTES_A_SECOND - time.monotonic()))
        browser.cookie = cookies[person - 1]
        way = "unvote" if number % 3 == 2 else "vote"
        answer = await browser.post(f"/n/{CODE}/pitches/{pitch}/{way}", command=secrets.token_hex(8))
        assert answer.status == 200, answer
    await browser.close()


def mixed() -> Iterator[tuple[int, int]]:
    """Votes in a random order; after each two, one of those given before the start."""
    chance = Random(3)
    before = list(ballots(Random(2), 2))
    new = [(person, pitch) for person, pitch in ballots(chance, 4) if (person, pitch) not in before]
    chance.shuffle(before)
    chance.shuffle(new)
    for first, second, back in zip(new[::2], new[1::2], before, strict=False):
        yield from (first, second, back)


async def busy(folder: pathlib.Path) -> list[list[object]]:
    """The rows of the second table: percent of the time in which the desk's browser works."""
    database = Database(folder / "browser.db")
    async with played(database) as night:
        await night.begin()
        await night.vote_first()
        evening = Evening(database, await night.night())
    with serving(folder, evening) as server:
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
            context = await browser.new_context(viewport={"width": 1280, "height": 720})
            name, _equals, value = evening.desk.partition("=")
            await context.add_cookies([{"name": name, "value": value, "url": server.url}])
            page = await context.new_page()
            await page.goto(f"{server.url}/n/{CODE}/desk")
            await page.locator("html[data-link=on]").wait_for()
            await page.wait_for_timeout(2000)
            session = await context.new_cdp_session(page)
            await session.send("Performance.enable", {"timeDomain": "threadTicks"})

            async def metrics() -> dict[str, float]:
                got = (await session.send("Performance.getMetrics"))["metrics"]
                return {one["name"]: one["value"] for one in got}

            rows: list[list[object]] = []
            for what, load in (("nothing happens", None), (f"{VOTES_A_SECOND} votes a second", vote_in_time)):
                before, began = await metrics(), time.monotonic()
                await (load(server.port, evening) if load else asyncio.sleep(SECONDS / 2))
                after, wall = await metrics(), time.monotonic() - began
                shares = [100 * (after[name] - before[name]) / wall for name in BUSY]
                cells = [f"{share:.1f}" for share in shares]
                rows.append([what, *cells, verdict(round(shares[0], 1), "≤", MOST_BUSY)])
            await browser.close()
    return rows


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        table(
            f"What an act sends the desk ({PITCHES} pitches, {PEOPLE} people): most bytes of {REPEATS} times",
            ("phase", "act", "plain kB", "deflated kB", "size", "event loop ms (median)", "time"),
            asyncio.run(pushes(Database(folder / "pushes.db"))),
        )
        table(
            f"How busy the desk's browser is in the vote, percent of {SECONDS} s",
            ("while", "busy", "scripts", "layout", "style", "target"),
            asyncio.run(busy(folder)),
        )


if __name__ == "__main__":
    main()
