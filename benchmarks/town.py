"""A town: 300 nights of 30 people at once, on one process and on two.

    .venv/bin/python -m benchmarks.town [--folder FOLDER]

Every phone listens, and together the 9,000 people vote 300 times a second, in a night each time. With two
processes each serves half of the nights, as the proxies in docs/deploy/ spread them. The reference is one
process with an SQLite file. PostgreSQL and the crowd share the machine's two cores with the servers.
"""

import asyncio
import itertools
import pathlib
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec

from benchmarks import night
from benchmarks.browser import Browser
from benchmarks.crowd import Crowd
from benchmarks.processes import a_postgres, serving, used
from benchmarks.room import Phone, Room, until
from benchmarks.tools import chosen_folder, memory, percentile, table
from opennight.app import make_app
from opennight.clock import now
from opennight.config import Database, Settings
from opennight.night.messages import HOST
from opennight.night.nights import StartNight
from opennight.night.people import Join
from opennight.night.phases import MovePhase
from opennight.night.pitches import MakePitch
from opennight.night.state import Night
from opennight.places import more_sockets
from opennight.web.core.keys import Keys
from tests.server import Server

NIGHTS, PEOPLE, PITCHES = 300, 30, 12
A_SECOND = 300
SECONDS = 15
BROWSERS = 100
"""Connections over which the votes go, each for whoever votes next."""
CODES = [f"TOWN{number:03}" for number in range(NIGHTS)]


@dataclass
class Measured:
    """What was seen: seconds until a vote was acknowledged, and until the last phone of its night had it."""

    acknowledged: list[float] = field(default_factory=list)
    everywhere: list[float] = field(default_factory=list)
    wrong: int = 0
    cpu: float = 0.0
    memory: int = 0


async def begin(database: Database) -> list[Night]:
    """Start all nights in this database, up to their votes."""
    app = make_app(Settings(database=database, secret_key=night.SECRET))
    async with app.router.lifespan_context(app):
        await asyncio.gather(*(one_night(app.state.writers, code) for code in CODES))
        return [await app.state.writers.night(code) for code in CODES]


async def one_night(writers: Any, code: str) -> None:
    numbers = itertools.count(1)

    async def send(kind: Any, **fields: Any) -> None:
        await writers.send(code, kind(id=f"town-{next(numbers):05}", at=now(), actor=HOST, **fields))

    await send(StartNight, setup=night.SETUP)
    for no in range(1, PEOPLE + 1):
        await send(Join, name=f"Person {no}")
    await send(MovePhase, to="pitch")
    for no in range(1, PITCHES + 1):
        await send(MakePitch, person=no, title=f"Topic {no}: what we could do together")
    await send(MovePhase, to="vote")


class Town:
    """All phones of all nights, spread over these servers."""

    def __init__(self, servers: Sequence[Server], nights: Sequence[Night], measured: Measured) -> None:
        self.servers = servers
        self.nights = {one.code: one for one in nights}
        self.measured = measured
        self.rooms = [Room(Crowd(server.port), deflate=True) for server in servers]
        self.keys = Keys(night.SECRET)
        self.phones: dict[str, list[Phone]] = defaultdict(list)
        self.waiting: dict[str, dict[int, tuple[float, int]]] = defaultdict(dict)
        self.free: list[list[Browser]] = [
            [Browser(server.port) for _browser in range(BROWSERS // len(servers))] for server in servers
        ]

    def place(self, code: str) -> int:
        """Which server the night is sent to."""
        return CODES.index(code) % len(self.servers)

    def cookie(self, code: str, no: int) -> str:
        return f"person_{code}=" + self.keys.sign(self.keys.person(self.nights[code], no))

    async def open(self) -> None:
        for room in self.rooms:
            room.moved = self.moved
        for code, no in itertools.product(CODES, range(1, PEOPLE + 1)):
            phone = Phone(f"/n/{code}/live?as=phone", self.cookie(code, no), self.nights[code].version)
            await self.rooms[self.place(code)].enter(phone)
            self.phones[code].append(phone)

    def moved(self, phone: Phone, before: int) -> None:
        """Count down the phones that do not have a vote yet."""
        waiting = self.waiting[phone.path.split("/")[2]]
        for version in [version for version in waiting if before < version <= phone.version]:
            began, left = waiting.pop(version)
            if left > 1:
                waiting[version] = began, left - 1
            else:
                self.measured.everywhere.append(phone.heard - began)

    async def vote(self, code: str, no: int, pitch: int, act: str, id: str) -> None:
        browsers = self.free[self.place(code)]
        browser = browsers.pop() if browsers else Browser(self.servers[self.place(code)].port)
        browser.cookie = self.cookie(code, no)
        began = time.monotonic()
        answer = await browser.post(f"/n/{code}/pitches/{pitch}/{act}", command=id)
        self.measured.acknowledged.append(time.monotonic() - began)
        browsers.append(browser)
        if answer.status == 200:
            version = msgspec.json.decode(answer.body)["version"]
            left = sum(phone.version < version for phone in self.phones[code])
            if left:
                self.waiting[code][version] = began, left
            else:
                self.measured.everywhere.append(time.monotonic() - began)
        else:
            self.measured.wrong += 1

    def close(self) -> None:
        for room in self.rooms:
            room.close()


def votes(name: str) -> Iterator[tuple[str, int, int, str, str]]:
    """(code, person, pitch, act, command id) without end: night by night, everybody gives dots and takes them
    back.
    """
    for turn in itertools.count():
        for no, code in itertools.product(range(1, PEOPLE + 1), CODES):
            act = "unvote" if turn % 2 else "vote"
            yield code, no, (no + turn // 2) % PITCHES + 1, act, f"{name}-{turn:04}-{no:02}"


async def evening(servers: Sequence[Server], nights: Sequence[Night], name: str) -> Measured:
    """Open all phones, and let people vote for a while."""
    measured = Measured()
    town = Town(servers, nights, measured)
    await town.open()
    coming, tasks = votes(name), set[asyncio.Task[None]]()
    before, began = used(servers), time.monotonic()
    for number in range(A_SECOND * SECONDS):
        await asyncio.sleep(max(0.0, began + number / A_SECOND - time.monotonic()))
        task = asyncio.create_task(town.vote(*next(coming)))
        tasks.add(task)
        task.add_done_callback(tasks.discard)
    await asyncio.gather(*tasks)
    await until(lambda: not any(town.waiting.values()))
    measured.cpu = (used(servers) - before) / (time.monotonic() - began)
    measured.memory = sum(memory(server.process.pid) for server in servers if server.process)
    town.close()
    return measured


def row(name: str, found: Measured) -> tuple[str, ...]:
    times = [
        percentile(one, share) for one in (found.acknowledged, found.everywhere) for share in (0.5, 0.99)
    ]
    return (
        name,
        *(f"{seconds * 1000:.1f}" for seconds in times),
        f"{found.cpu:.0%}",
        f"{found.memory / 1e6:.0f}",
        str(found.wrong),
    )


def measure(folder: pathlib.Path, url: str) -> None:
    rows: list[tuple[str, ...]] = []
    for name, database, number in (
        ("SQLite, one process", Database(folder / "town.db"), 1),
        ("PostgreSQL, one process", Database(url=url, listen=url), 1),
        ("PostgreSQL, two processes", Database(url=url, listen=url), 2),
    ):
        nights = asyncio.run(begin(database))
        where = folder / name.replace(", ", "-").replace(" ", "-")
        where.mkdir()
        with serving(where, night.Evening(database, nights[0]), number) as servers:
            rows.append(row(name, asyncio.run(evening(servers, nights, f"{len(rows)}-votes"))))
    head = ("", "acknowledged p50 ms", "p99", "on the last phone p50", "p99", "cores", "MB", "not accepted")
    table(f"{NIGHTS} nights of {PEOPLE} people, {A_SECOND} votes a second in all", head, rows)


def main() -> None:
    more_sockets()
    with chosen_folder(__doc__) as folder, a_postgres() as url:
        measure(folder, url)


if __name__ == "__main__":
    main()
