"""People who keep voting, with an account of what was acknowledged.

Each act has its own id and is sent until it is answered, as the page's outbox does. Giving a dot and taking
it back alternate, so every act is one event: the log must hold each acknowledged id exactly once.
"""

import asyncio
import contextlib
import itertools
import json
import random
import sqlite3
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import httpx

from tests.server import Server
from tests.web.cast import TLS, Evening, rows

AGAIN = 0.05
"""Seconds until an unanswered act is sent again."""
PACE = 0.1
"""Seconds between two acts of one person: the fastest pace allowed for long."""


@dataclass
class Account:
    """What the voters were told: command id → the version in the answer; and how often they retried."""

    acknowledged: dict[str, int] = field(default_factory=dict)
    retries: int = 0
    told: asyncio.Event = field(default_factory=asyncio.Event)

    def note(self, command: str, version: int) -> None:
        assert command not in self.acknowledged
        self.acknowledged[command] = version
        self.told.set()


class Voter:
    """One person's phone at the vote. Each try goes `through` the next of these processes."""

    def __init__(
        self, night: Evening, no: int, account: Account, through: Sequence[Server] | None = None
    ) -> None:
        self.no = no
        self.account = account
        self.acts = 0
        self.pitch = 1
        self.places = itertools.cycle(f"{one.url}/n/{night.code}/" for one in through or [night.server])
        self.client = httpx.AsyncClient(
            verify=TLS,
            headers={"Accept": "application/json", "Cookie": night.cookie(no)},
            timeout=10,
        )

    async def vote(self, chance: random.Random) -> None:
        """Give a dot and take it back, for ever."""
        await asyncio.sleep(chance.uniform(0, PACE))
        while True:
            self.pitch = chance.choice([1, 2, 3])
            for path in (f"pitches/{self.pitch}/vote", f"pitches/{self.pitch}/unvote"):
                command = f"voter-{self.no}-act-{self.acts}"
                self.acts += 1
                self.account.note(command, await self.send(path, command))
                await asyncio.sleep(PACE)

    async def send(self, path: str, command: str) -> int:
        """Send the act until it is answered. Returns the version in the answer."""
        while (answer := await self.once(path, command)) is None:
            self.account.retries += 1
            await asyncio.sleep(AGAIN)
        assert answer.status_code == 200, answer.text
        return int(answer.json()["version"])

    async def once(self, path: str, command: str) -> httpx.Response | None:
        """The answer; None if the server was down, or unable to answer."""
        with contextlib.suppress(httpx.TransportError):
            answer = await self.client.post(next(self.places) + path, data={"command": command})
            return answer if answer.status_code != 503 else None
        return None


def at_the_vote(server: Server, people: int) -> Evening:
    """A night with three pitches, in its vote; everybody has as many dots as they like."""
    night = Evening(server, dots="0")
    for no in range(people):
        night.enter(f"Person {no + 1}")
    night.move("pitch")
    for title in ("Bees", "Books", "Buses"):
        night.host.act("pitches", title=title, hosted="1")
    night.move("vote")
    return night


@asynccontextmanager
async def voting(
    night: Evening, people: int, seed: int, through: Sequence[Server] | None = None
) -> AsyncIterator[Account]:
    """Let people vote while this is open. Fails if one of them gave up or was refused."""
    account, chance = Account(), random.Random(seed)
    voters = [Voter(night, no + 1, account, through) for no in range(people)]
    tasks = [asyncio.create_task(voter.vote(random.Random(chance.random()))) for voter in voters]
    try:
        yield account
        for task in tasks:
            if task.done():
                task.result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for voter in voters:
            await voter.client.aclose()


def events(night: Evening) -> list[tuple[int, str, str, dict[str, int]]]:
    """(version, command id, kind, fields), straight from the database."""
    if not night.server.environ["DATABASE_URL"].startswith("postgres"):
        with contextlib.closing(sqlite3.connect(f"file:{night.database}?mode=ro", uri=True)) as database:
            assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    return [
        (row.version, row.command, row.kind, json.loads(row.data)) for row in rows(night.server, night.code)
    ]


def check_the_log(night: Evening, account: Account) -> None:
    """Check that each acknowledged act is there under the version that was told, and no act twice."""
    log = events(night)
    assert log
    assert [version for version, *_rest in log] == list(range(1, len(log) + 1)), "no version is missing"
    times = Counter(command for _version, command, *_rest in log if command.startswith("voter-"))
    twice = [command for command, count in times.items() if count > 1]
    assert not twice, f"in the log more than once: {twice}"
    versions = {command: version for version, command, *_rest in log}
    wrong = {
        command: (told, versions.get(command))
        for command, told in account.acknowledged.items()
        if versions.get(command) != told
    }
    assert not wrong, f"acknowledged under one version, in the log under another or not at all: {wrong}"


def dots_in_the_log(night: Evening) -> Counter[int]:
    """Pitch → dots, counted here and not by the server."""
    dots: Counter[int] = Counter()
    for _version, _command, kind, fields in events(night):
        if kind in ("vote-cast/1", "vote-taken-back/1"):
            dots[fields["pitch"]] += 1 if kind == "vote-cast/1" else -1
    return dots
