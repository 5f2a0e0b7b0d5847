"""Stampedes: 1,000 people come to the door, 3,000 phones come back after a `kill -9`.

The server has one core. The people come within 25 s, and in a second night all at once. Each loads the door's
page with its files, joins, loads the night's page, opens the socket, and is in when the first frame arrives;
all are current when every phone has heard what is announced once the last of them is in. After the kill each
phone reconnects by the client's own rule (full jitter), and is current when it knows of a vote given after
the restart. The reference is a raw asyncio server that does nothing but shake hands.
"""

import asyncio
import pathlib
import random
import re
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

import msgspec

from benchmarks import night
from benchmarks.browser import Browser
from benchmarks.crowd import Crowd
from benchmarks.room import Phone, Room, until
from benchmarks.servers import LOAD_CORE, SERVERS_CORE, Server, free_port, python, serving
from benchmarks.tools import cpu, median, percentile, pin, table, verdict
from opennight.places import more_sockets
from tests.server import Server as OpenNight

HERE_BEFORE = 150
JOINING, WITHIN, ALLOWED = 1000, 25.0, 30.0
RETURNING = 3000
ROUNDS = 2
LIVE = f"/n/{night.CODE}/live?as=phone"
TICKET = re.compile(rb'name="ticket" value="([^"]+)"')
READS = 1.0
"""Seconds in which nobody can read the door and type a name."""
VERSION = re.compile(rb'data-version="(\d+)"')
FILES = re.compile(rb'(?:src|href)="(/static/[^"]+)"')


@dataclass
class Person:
    """Somebody who comes through the door. `began` is when they scanned the code, and READS later: that
    second is their own.
    """

    room: Room
    name: str
    phone: Phone = field(default_factory=lambda: Phone(LIVE))
    began: float = 0.0

    async def arrive(self, delay: float) -> None:
        await asyncio.sleep(delay)
        self.began = time.monotonic() + READS  # which is the person's own
        browser = Browser(self.room.crowd.port)
        door = await browser.get(f"/j/{night.CODE}")
        files = [await browser.get(path.decode()) for path in set(FILES.findall(door.text))]
        ticket = TICKET.search(door.text)
        await asyncio.sleep(READS)
        joined = await browser.post(
            f"/j/{night.CODE}", name=self.name, ticket=ticket[1].decode() if ticket else ""
        )
        browser.cookie = self.phone.cookie = joined.cookie
        page = await browser.get(f"/n/{night.CODE}")
        await browser.close()
        for answer in (door, *files, joined, page):
            if answer.status != 200:
                self.room.wrong[f"answered {answer.status}"] += 1
        if found := VERSION.search(page.text):
            self.phone.version = int(found[1])
        await self.room.enter(self.phone)

    @property
    def took(self) -> float:
        """Seconds until they were in."""
        return self.phone.first - self.began


@dataclass
class Stampede:
    """What was measured in one: for each phone, the seconds until it was in; what went wrong.

    `ready` is how long the server was away, `all_current` how long until the last phone knew everything.
    """

    each: list[float]
    cpu: float
    handshakes: int
    wrong: Counter[str]
    all_current: float
    ready: float = 0.0


async def join(evening: night.Evening, within: float) -> Stampede:
    """Let a thousand people scan the code within this many seconds."""
    with serving(evening.file.parent, evening) as server:
        room = Room(Crowd(server.port), deflate=True)
        here = [Phone(LIVE, cookie, evening.version) for cookie in evening.cookies()]
        for phone in here:
            await room.enter(phone)
        people = [Person(room, f"Guest {number}") for number in range(JOINING)]
        everybody = [*here, *(person.phone for person in people)]
        assert server.process
        before, began = cpu(server.process.pid), time.monotonic()
        await asyncio.gather(*(person.arrive(random.random() * within) for person in people))
        desk = Browser(server.port, evening.desk)
        announced = await desk.post(f"/n/{night.CODE}/announcement", text="Everybody is here")
        final = msgspec.json.decode(announced.body)["version"]
        await until(lambda: all(phone.version >= final for phone in everybody))
        took, spent = time.monotonic() - began, cpu(server.process.pid) - before
        room.close()
    return Stampede([person.took for person in people], spent, room.handshakes, room.wrong, took)


async def bare_handshakes(folder: pathlib.Path) -> Stampede:
    """Open as many sockets at once, and do nothing else."""
    with Server(python("reference.raw_asyncio"), folder) as raw:
        room = Room(Crowd(raw.port), deflate=False)
        before, began = raw.cpu(), time.monotonic()
        phones = [Phone("/live?") for _phone in range(JOINING)]
        await asyncio.gather(*(room.enter(phone) for phone in phones))
        spent = raw.cpu() - before
        room.close()
    times = [phone.entered - began for phone in phones]
    return Stampede(times, spent, room.handshakes, room.wrong, max(times))


def coming_back(room: Room) -> None:
    """From now on, let every phone that is cut off come back."""
    tasks: set[asyncio.Task[None]] = set()

    def lost(phone: Phone) -> None:
        task = asyncio.create_task(room.come_back(phone))
        tasks.add(task)
        task.add_done_callback(tasks.discard)

    room.lost = lost
    room.handshakes = 0


async def restart(server: OpenNight, evening: night.Evening, turn: int) -> Stampede:
    """Kill the app's server and start it again; somebody votes at once."""
    phones = [Phone(LIVE, cookie, evening.version) for cookie in evening.cookies()]
    room = Room(Crowd(server.port), deflate=True)
    for phone in phones:
        await room.enter(phone)
    await asyncio.sleep(2)
    coming_back(room)
    began = time.monotonic()
    server.kill()
    await asyncio.to_thread(on_first_core, server.restart)
    ready = time.monotonic() - began
    browser = Browser(server.port, evening.cookies()[0])
    given = await browser.post(f"/n/{night.CODE}/pitches/{turn + 1}/vote")
    target = msgspec.json.decode(given.body)["version"]
    await until(lambda: all(phone.version >= target for phone in phones))
    assert server.process
    spent = cpu(server.process.pid)
    room.close()
    each = [phone.heard - began for phone in phones]
    return Stampede(each, spent, room.handshakes, room.wrong, max(each), ready)


async def restart_raw(folder: pathlib.Path) -> Stampede:
    """Do the same with the reference, where a phone is current once it has shaken hands."""
    port = {"PORT": str(free_port())}
    raw = Server(python("reference.raw_asyncio"), folder, port)
    room = Room(Crowd(raw.port), deflate=False)
    phones = [Phone("/live?") for _phone in range(RETURNING)]
    for phone in phones:
        await room.enter(phone)
    coming_back(room)
    began = time.monotonic()
    raw.kill()
    raw = await asyncio.to_thread(Server, python("reference.raw_asyncio"), folder, port)
    ready = time.monotonic() - began
    with raw:
        await until(lambda: all(phone.entered > began for phone in phones))
        spent = raw.cpu()
        room.close()
    each = [phone.entered - began for phone in phones]
    return Stampede(each, spent, room.handshakes, room.wrong, max(each), ready)


def on_first_core(start: Callable[[], None]) -> None:
    pin(SERVERS_CORE)
    start()
    pin(LOAD_CORE)


def row(name: str, found: list[Stampede], phones: int, target: float) -> tuple[str, ...]:
    """One line of the table, from all rounds."""
    each = [seconds for one in found for seconds in one.each]
    took = median([one.all_current for one in found])
    wrong = sum((one.wrong for one in found), Counter[str]())
    return (
        name,
        f"{percentile(each, 0.5):.2f}",
        f"{percentile(each, 0.99):.2f}",
        f"{took:.1f}",
        f"{median([one.ready for one in found]):.1f}",
        f"{median([one.cpu for one in found]) / phones * 1000:.2f}",
        f"{median([one.handshakes for one in found]) / phones:.1f}",
        ", ".join(f"{count} × {what}" for what, count in wrong.items()) or "none",
        verdict(round(took, 1), "≤", target) if target else "",
    )


HEAD = ("", "p50 s", "p99 s", "all s", "away s", "CPU ms each", "tries each", "errors", "target")


async def joining(folder: pathlib.Path, one: night.Evening, other: night.Evening) -> None:
    spread = await join(one, WITHIN)
    at_once = await join(other, 0.0)
    bare = await bare_handshakes(folder)
    rows = [
        row(f"within {WITHIN:.0f} s", [spread], JOINING, ALLOWED),
        row("all at once", [at_once], JOINING, ALLOWED),
        row("all at once, bare handshakes (raw asyncio)", [bare], JOINING, 0),
    ]
    table(f"{JOINING:,} people join {HERE_BEFORE} others, {night.PITCHES} pitches on the wall", HEAD, rows)


async def returning(folder: pathlib.Path, evening: night.Evening) -> None:
    ours, theirs = [], []
    with serving(folder, evening) as server:
        for turn in range(ROUNDS):
            ours.append(await restart(server, evening, turn))
            theirs.append(await restart_raw(folder))
    rows = [
        row("opennight", ours, RETURNING, ALLOWED),
        row("bare handshakes (raw asyncio)", theirs, RETURNING, 0),
    ]
    table(f"{RETURNING:,} phones come back after kill -9", HEAD, rows)


def main() -> None:
    more_sockets()
    pin(LOAD_CORE)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        one, other = (night.make(folder / turn, HERE_BEFORE, phase="pitch") for turn in ("spread", "at-once"))
        asyncio.run(joining(folder, one, other))
        asyncio.run(returning(folder, night.make(folder, RETURNING)))


if __name__ == "__main__":
    main()
