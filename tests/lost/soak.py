"""A night that goes on and on: phones join, vote, sleep, stall, vanish and come back. Does the server last?

    .venv/bin/python -m tests.lost.soak --minutes 60

It fails if memory has grown by more than a tenth once the server is warm, if files are left open, if a phone
is not current at the end, or if phones that never read delay the others.
"""

import argparse
import asyncio
import contextlib
import itertools
import pathlib
import random
import statistics
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass, field

import httpx

from tests.lost.phones import Phone, current, phones_of
from tests.lost.rough import Deaf, deaf_beside
from tests.lost.voters import at_the_vote
from tests.lost.watch import memory, metric, open_files
from tests.server import Server

PHONES = 60
GROWTH = 0.10
"""How much memory may grow from the second quarter of a soak to its last, as a share."""
SLOWER = 1.5
"""How many times as long a push may take beside phones that never read."""
SPARE = 10
"""How many more files may be open at the end than at the start: database, answers under way."""


@dataclass
class Soak:
    """A soak in which each phone does something about every `pace` seconds."""

    server: Server
    pace: float
    chance: random.Random
    memory: list[int] = field(default_factory=list)
    deeds: dict[str, int] = field(default_factory=dict)
    phones: list[Phone] = field(default_factory=list)

    async def run(self, seconds: float) -> None:
        self.night = at_the_vote(self.server, PHONES)
        self.numbers = itertools.count(PHONES + 1)
        before = open_files(self.server)
        async with httpx.AsyncClient(base_url=self.server.url, timeout=30) as self.client:
            self.phones = [self.phone(no + 1) for no in range(PHONES)]
            for phone in self.phones:
                phone.rise()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(seconds), asyncio.TaskGroup() as tasks:
                    for place in range(PHONES):
                        tasks.create_task(self.live(place))
                    tasks.create_task(self.announce())
                    tasks.create_task(self.sample(seconds))
            await self.all_come_back()
            for phone in self.phones:
                await phone.sleep()
        await self.closes(before + SPARE)

    def phone(self, no: int) -> Phone:
        path = f"/n/{self.night.code}"
        return Phone(self.server.url, path, "as=phone", self.night.cookie(no), seed=no, bare=True)

    async def live(self, place: int) -> None:
        """Keep one seat in the room busy, whoever sits there."""
        deeds = [self.vote] * 10 + [self.sleep] * 6 + [self.stall] * 4 + [self.vanish]
        while True:
            await asyncio.sleep(self.chance.uniform(0, 2 * self.pace))
            deed = self.chance.choice(deeds)
            self.deeds[deed.__name__] = self.deeds.get(deed.__name__, 0) + 1
            await deed(place)

    async def post(self, path: str, who: str, **fields: str) -> httpx.Response:
        """Send a form, and again with the same id if the server has just closed the connection."""
        headers = {"Accept": "application/json", "Cookie": who}
        fields["command"] = self.chance.randbytes(8).hex()
        for again in (True, True, False):
            try:
                answer = await self.client.post(path, data=fields, headers=headers)
            except httpx.TransportError:
                if not again:
                    raise
                continue
            break
        assert answer.status_code == 200, f"{path}: {answer.text}"
        return answer

    async def vote(self, place: int) -> None:
        way = self.chance.choice(["vote", "unvote"])
        pitch = self.chance.choice([1, 2, 3])
        await self.post(f"/n/{self.night.code}/pitches/{pitch}/{way}", self.phones[place].cookie)

    async def sleep(self, place: int) -> None:
        """Put the phone in a pocket for a while; then it catches up."""
        await self.phones[place].sleep()
        await asyncio.sleep(self.chance.uniform(0, 2 * self.pace))
        self.phones[place].rise()

    async def stall(self, place: int) -> None:
        """Let the phone's line carry nothing for a while; the server may drop it."""
        line = self.phones[place].line
        if line and not line.transport.is_closing():
            line.transport.pause_reading()
            await asyncio.sleep(self.chance.uniform(0, 4 * self.pace))
            if not line.transport.is_closing():
                line.transport.resume_reading()

    async def vanish(self, place: int) -> None:
        """Leave without a word; the server still has an open socket. Somebody else joins in its place."""
        deaf = Deaf(self.server, f"/n/{self.night.code}/live?as=phone&since=0", self.phones[place].cookie)
        try:
            await self.phones[place].sleep()
            person = {"name": f"Person {next(self.numbers)}", "ticket": self.night.ticket()}
            joined = await self.post(f"/j/{self.night.code}", "", **person)
            self.phones[place] = self.phone(joined.json()["person"])
            self.phones[place].rise()
            await asyncio.sleep(4 * self.pace)
        finally:
            deaf.hang_up()

    async def announce(self) -> None:
        """Keep making announcements, which go to everybody at once."""
        who = "; ".join(f"{name}={value}" for name, value in self.night.host.cookies.items())
        for number in itertools.count():
            await self.post(f"/n/{self.night.code}/announcement", who, text=f"Number {number}. " * 10)
            await asyncio.sleep(self.pace / 2)

    async def sample(self, seconds: float) -> None:
        started, told = time.monotonic(), 0
        while True:
            self.memory.append(memory(self.server))
            if (minute := int(time.monotonic() - started) // 60) > told:
                told = minute
                print(
                    f"{minute:4} min  {self.memory[-1] >> 10:8} kB  {open_files(self.server)} files",
                    flush=True,
                )
            await asyncio.sleep(seconds / 200)

    async def all_come_back(self) -> None:
        for phone in self.phones:
            if not phone.awake:
                phone.rise()
            if phone.line:
                phone.line.transport.resume_reading()
            phone.wake()
        self.night.host.act("announcement", text="The end")
        await current(self.phones, self.night.version, within=30)

    async def closes(self, most: int) -> None:
        for _look in range(300):
            if open_files(self.server) <= most and await metric(self.server, "opennight_screens") == 0:
                return
            await asyncio.sleep(0.1)
        raise AssertionError(
            f"{open_files(self.server)} files are open, more than {most}, long after all left"
        )

    @property
    def growth(self) -> float:
        """How much memory grew from the second quarter, when the server is warm, to the last, as a share."""
        quarter = len(self.memory) // 4
        early = statistics.median(self.memory[quarter : 2 * quarter])
        return statistics.median(self.memory[-quarter:]) / early - 1


async def delay(server: Server, *, deaf: bool) -> float:
    """Seconds within which nine in ten pushes reach all of 50 phones; `deaf`: beside 50 that never read."""
    night = at_the_vote(server, 10)
    clock = asyncio.get_running_loop().time
    delays = []
    async with phones_of(night, 50, people=10) as room:
        with ExitStack() as stack:
            if deaf:
                await deaf_beside(night, 50, stack, people=10)
            for number in range(100):
                started = clock()
                await asyncio.to_thread(night.host.act, "announcement", text=f"Number {number}. " * 10)
                await current(room, night.version, within=10)
                delays.append(max(phone.moved for phone in room) - started)
    return sorted(delays)[90]


async def delays(server: Server) -> float:
    """How many times as long a push takes beside phones that never read; the best of three tries."""
    ratios = [await delay(server, deaf=True) / await delay(server, deaf=False) for _look in range(3)]
    told = ", ".join(f"{ratio:.2f}" for ratio in ratios)
    print(f"a push beside 50 that never read takes {told} times as long", flush=True)
    return min(ratios)


def main() -> None:
    parser = argparse.ArgumentParser(description="A night that goes on and on.")
    parser.add_argument("--minutes", type=float, default=60, help="how long (60)")
    parser.add_argument("--seed", type=int, default=int(time.time()), help="to have the same evening again")
    given = parser.parse_args()
    print(f"{PHONES} phones for {given.minutes:g} minutes, seed {given.seed}", flush=True)
    with tempfile.TemporaryDirectory() as folder, Server(pathlib.Path(folder)) as server:
        slower = asyncio.run(delays(server))
        soak = Soak(server, pace=5.0, chance=random.Random(given.seed))
        asyncio.run(soak.run(given.minutes * 60))
    print(f"deeds: {soak.deeds}; all phones current; memory grew by {soak.growth:.1%} (at most {GROWTH:.0%})")
    if soak.growth > GROWTH:
        raise SystemExit("memory has grown too much")
    if slower > SLOWER:
        raise SystemExit("phones that never read delay the others")


if __name__ == "__main__":
    main()
