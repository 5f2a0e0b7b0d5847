"""Durable votes: acknowledged votes a second, through HTTP and through the write path alone.

    .venv/bin/python -m benchmarks.votes [--folder FOLDER]

The file is on the disk of FOLDER (default: here), with `synchronous=FULL`. 500 people vote at once, each with
their own cookie and a command id for each vote, and vote again when they are answered. The references run in
the same rounds: a POST to the same app that does nothing, and one transaction per vote on the same disk.
"""

import asyncio
import contextlib
import itertools
import pathlib
import sqlite3
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from typing import NamedTuple

import msgspec

from benchmarks import night
from benchmarks.night import CODE, PITCHES, Evening, a_hub
from benchmarks.tools import chosen_folder, cpu, median, percentile, pin, table, verdict
from benchmarks.voters import Result, Room
from opennight.clock import now
from opennight.night.messages import acting
from opennight.night.votes import TakeBackVote, Vote
from opennight.serve import collect_rarely
from opennight.store import sqlite
from opennight.store.log import Log
from opennight.writers import Writers
from tests.server import Server

PEOPLE = 500
ROUNDS = 5
SECONDS = 3.0


class Rates(NamedTuple):
    """How many per second, how many per second of CPU, and the 99th percentile of the answers in ms."""

    second: float
    cpu: float
    p99: float


@contextlib.asynccontextmanager
async def opened(path: pathlib.Path) -> AsyncIterator[Writers]:
    """The write path of a server, on this file."""
    async with writing(await sqlite.SqliteLog.open(path)) as writers:
        yield writers


@contextlib.asynccontextmanager
async def writing(log: Log) -> AsyncIterator[Writers]:
    """The write path of a server, on this log."""
    hub = a_hub()
    writers = Writers(log, hub.publish, hub.let_go, folded=hub.folded)
    hub.certain = writers.certain
    try:
        yield writers
    finally:
        await writers.end()
        await log.close()


async def below_http(log: Log, name: str) -> Rates:
    """500 people who send their commands straight to the write path."""
    latencies: list[float] = []

    async def vote(person: int) -> None:
        for turn in itertools.count():
            no = (turn // 2 + person) % PITCHES + 1
            kind = TakeBackVote if turn % 2 else Vote
            sent = time.perf_counter()
            if sent > over:
                return
            await writers.send(
                CODE,
                kind(id=f"{name}-{person}-{turn}", at=now(), actor=acting(person), person=person, pitch=no),
            )
            latencies.append(time.perf_counter() - sent)

    async with writing(log) as writers:
        await writers.night(CODE)
        began, used = time.perf_counter(), time.process_time()
        over = began + SECONDS
        await asyncio.gather(*(vote(person) for person in range(1, PEOPLE + 1)))
        seconds, used = time.perf_counter() - began, time.process_time() - used
    return Rates(len(latencies) / seconds, len(latencies) / used, percentile(latencies, 0.99) * 1000)


async def below_file(path: pathlib.Path, name: str) -> Rates:
    return await below_http(await sqlite.SqliteLog.open(path), name)


def one_by_one(path: pathlib.Path) -> Rates:
    """Each vote in its own transaction, straight into SQLite, by a loop that does nothing else."""
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = FULL")
    database.execute("CREATE TABLE events (night TEXT, version INTEGER, command TEXT, kind TEXT, data TEXT)")
    began, used, count = time.perf_counter(), time.process_time(), 0
    while time.perf_counter() < began + 1:
        database.execute("BEGIN IMMEDIATE")
        row = ("ONE", count, f"one-{count}", "vote-cast/1", '{"person":12,"pitch":3}')
        database.execute("INSERT INTO events VALUES (?, ?, ?, ?, ?)", row)
        database.execute("COMMIT")
        count += 1
    seconds, used = time.perf_counter() - began, time.process_time() - used
    database.close()
    path.unlink()
    return Rates(count / seconds, count / used, 0.0)


def through_http(server: Server, cookies: list[str], path: str, name: str) -> Rates:
    """Votes, or whatever is posted to `path`, by a whole room at once."""
    room = Room(server.port, CODE, PITCHES, cookies, path, SECONDS, name)
    assert server.process is not None
    before = cpu(server.process.pid)
    voters = subprocess.run(
        [sys.executable, "-m", "benchmarks.voters"],
        input=msgspec.json.encode(room),
        capture_output=True,
        check=True,
    )
    used = cpu(server.process.pid) - before
    result = msgspec.json.decode(voters.stdout, type=Result)
    assert not result.refused, (len(result.refused), result.refused[0])
    return Rates(result.fine / result.seconds, result.fine / used, percentile(result.latencies, 0.99) * 1000)


@contextlib.contextmanager
def serving(folder: pathlib.Path, evening: Evening) -> Iterator[Server]:
    server = Server(folder, **evening.environ)
    server.command = [sys.executable, "-m", "benchmarks.serving"]
    pin(0)  # it inherits this, with all its threads
    server.start()
    pin(1)
    try:
        yield server
    finally:
        server.stop()


def main() -> None:
    with chosen_folder(__doc__) as folder:
        measure(folder)


def measure(folder: pathlib.Path) -> None:
    evening = night.make(folder, PEOPLE)
    below = folder / "below.db"
    below.write_bytes(evening.file.read_bytes())
    collect_rarely()  # as the server does
    found: dict[str, list[Rates]] = {name: [] for name in ("single", "below", "nothing", "votes")}
    with serving(folder, evening) as server:
        for number in range(ROUNDS):
            found["single"].append(one_by_one(folder / "single.db"))
            found["below"].append(asyncio.run(below_file(below, f"below-{number}")))
            for name, path in (("nothing", "pitches/{no}/nothing"), ("votes", "pitches/{no}/{act}")):
                found[name].append(through_http(server, evening.cookies(), path, f"{name}-{number}"))
    report(found)


def report(found: dict[str, list[Rates]]) -> None:
    def ratio(one: str, other: str, what: str) -> float:
        """The median of the rounds' ratios: what disturbs a round disturbs both."""
        pairs = zip(found[one], found[other], strict=True)
        return median([getattr(a, what) / getattr(b, what) for a, b in pairs])

    def row(title: str, name: str) -> tuple[str, ...]:
        second, used, p99 = (median(column) for column in zip(*found[name], strict=True))
        return title, f"{second:,.0f}", f"{used:,.0f}", f"{p99:.1f}" if p99 else ""

    table(
        f"{PEOPLE} people at once, medians of {ROUNDS} rounds, limits per person wide open",
        ("what", "a second", "a server-CPU-second", "p99 ms"),
        [
            row("one transaction a vote, plain sqlite3", "single"),
            row("votes through the write path alone", "below"),
            row("POSTs that do nothing", "nothing"),
            row("votes through HTTP", "votes"),
        ],
    )
    below, p99 = (median([getattr(one, what) for one in found["below"]]) for what in ("second", "p99"))
    targets = [
        ("votes to POSTs that do nothing, a second", ratio("votes", "nothing", "second"), "≥", 0.5),
        ("votes to POSTs that do nothing, a server-CPU-second", ratio("votes", "nothing", "cpu"), "≥", 0.5),
        ("votes through HTTP to one transaction a vote", ratio("votes", "single", "second"), "≥", 5),
        ("write path alone to one transaction a vote", ratio("below", "single", "second"), "≥", 5),
        ("write path alone, votes a second", below, "≥", 30_000),
        ("write path alone, p99 in ms", p99, "≤", 25),
    ]
    rows = [(what, f"{got:,.2f}", verdict(got, sign, aim)) for what, got, sign, aim in targets]
    table("Against the targets", ("what", "got", "met"), rows)


if __name__ == "__main__":
    main()
