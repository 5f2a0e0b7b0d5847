"""PostgreSQL: group commit beside SQLite's, votes through one process, two and four, and from one to another.

    .venv/bin/python -m benchmarks.processes [--folder FOLDER]

PostgreSQL comes from PyPI, runs on this machine with its own defaults (fsync on) on the disk of FOLDER, and
shares the two cores with everybody else. So what it costs is in none of the figures for the server's CPU, and
votes a second do not grow with a second process here: the server's CPU per 1,000 votes is what tells.
"""

import asyncio
import contextlib
import itertools
import pathlib
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence

import httpx
import msgspec

from benchmarks import night
from benchmarks.night import CODE, PITCHES, Evening
from benchmarks.tools import chosen_folder, cpu, median, percentile, table, verdict
from benchmarks.voters import Result, Room
from benchmarks.votes import PEOPLE, ROUNDS, SECONDS, Rates, below_http
from opennight.config import Database
from opennight.live.protocol import hear
from opennight.rehearse.listener import listen
from opennight.serve import collect_rarely
from opennight.store.opening import open_log
from tests import postgres
from tests.server import Server

AT_EASE = 0.5
"""Seconds between two votes of a person: together they vote 1,000 times a second, which leaves time to spare.

On two cores, two processes that are all busy slow each other, PostgreSQL and the crowd down.
"""
PAUSES = (0.0, AT_EASE)
PROCESSES = (1, 2, 4)
CROSSINGS = 200
"""Votes whose way to the other process's screens is timed."""
BETWEEN = 0.17
"""Seconds between two of them: longer than the tick, so that none waits for it."""


@contextlib.contextmanager
def a_postgres() -> Iterator[str]:
    """The address of a PostgreSQL server with its own defaults."""
    folder = postgres.folder()
    server = postgres.Postgres(folder, options="")
    server.start()
    try:
        yield server.url
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def serving(folder: pathlib.Path, evening: Evening, number: int) -> Iterator[list[Server]]:
    """This many processes on the evening's database, with wide open limits."""
    with contextlib.ExitStack() as running:
        servers = []
        for no in range(number):
            own = folder / f"process-{number}-{no}"
            own.mkdir()
            server = Server(own, **evening.environ)
            server.command = [sys.executable, "-m", "benchmarks.serving"]
            servers.append(running.enter_context(server))
        yield servers


def used(servers: Sequence[Server]) -> float:
    return sum(cpu(server.process.pid) for server in servers if server.process)


def room_through(servers: Sequence[Server], cookies: list[str], name: str, pause: float = 0.0) -> Rates:
    """A whole room votes, spread over these processes, with a pause between two votes of a person."""
    before = used(servers)
    rooms = []
    for no, server in enumerate(servers):
        room = Room(
            server.port,
            CODE,
            PITCHES,
            cookies[no :: len(servers)],
            "pitches/{no}/{act}",
            SECONDS,
            f"{name}-{no}",
            pause,
        )
        voters = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.voters"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        assert voters.stdin
        voters.stdin.write(msgspec.json.encode(room))
        voters.stdin.close()
        rooms.append(voters)
    results = []
    for voters in rooms:
        assert voters.stdout
        results.append(msgspec.json.decode(voters.stdout.read(), type=Result))
        voters.wait()
    took = used(servers) - before
    refused = [why for result in results for why in result.refused]
    assert not refused, (len(refused), refused[0])
    fine = sum(result.fine for result in results)
    latencies = [one for result in results for one in result.latencies]
    seconds = max(result.seconds for result in results)
    return Rates(fine / seconds, fine / took, percentile(latencies, 0.99) * 1000)


async def crossing(servers: Sequence[Server], evening: Evening) -> list[list[float]]:
    """From the POST to the first of `servers` until a screen on each of them has it, in seconds."""
    arrived: list[dict[int, float]] = [{} for _server in servers]
    lines = []
    for server, times in zip(servers, arrived, strict=True):

        def take(frame: bytes, times: dict[int, float] = times) -> None:
            times.setdefault(hear(frame.decode()).version, time.perf_counter())

        address = f"{server.url.replace('http', 'ws')}{evening.live}"
        lines.append(await listen(address, server.url, evening.cookies()[1], take))
    sent: dict[int, float] = {}
    headers = {"Cookie": evening.cookies()[0], "Accept": "application/json"}
    async with httpx.AsyncClient(base_url=servers[0].url, headers=headers) as client:
        for number in range(CROSSINGS):
            began = time.perf_counter()
            path = f"/n/{CODE}/pitches/1/{'unvote' if number % 2 else 'vote'}"
            answer = await client.post(path, data={"command": f"crossing-{number:05}"})
            sent[answer.json()["version"]] = began
            await asyncio.sleep(BETWEEN)
    for line in lines:
        line.transport.abort()
    return [
        [times[version] - began for version, began in sent.items() if version in times] for times in arrived
    ]


def main() -> None:
    with chosen_folder(__doc__) as folder, a_postgres() as url:
        measure(folder, url)


def measure(folder: pathlib.Path, url: str) -> None:
    collect_rarely()  # as the server does
    numbers = itertools.count()
    on_file = night.make(folder, PEOPLE)
    on_server = night.play_in(Database(url=url, listen=url), PEOPLE)
    group: dict[str, list[Rates]] = {"SQLite": [], "PostgreSQL": []}
    for _round in range(ROUNDS):
        for name, evening in (("SQLite", on_file), ("PostgreSQL", on_server)):
            group[name].append(asyncio.run(below(evening.database, f"below-{next(numbers)}")))
    through: dict[tuple[int, float], list[Rates]] = {
        (number, pause): [] for pause in PAUSES for number in PROCESSES
    }
    with contextlib.ExitStack() as running:
        several = {number: running.enter_context(serving(folder, on_server, number)) for number in PROCESSES}
        for _round in range(ROUNDS):
            for (number, pause), rates in through.items():
                name = f"room-{next(numbers)}"
                rates.append(room_through(several[number], on_server.cookies(), name, pause))
        here, there = asyncio.run(crossing(several[2], on_server))
    report(group, through, here, there)


async def below(database: Database, name: str) -> Rates:
    return await below_http(await open_log(database), name)


def report(
    group: dict[str, list[Rates]],
    through: dict[tuple[int, float], list[Rates]],
    here: list[float],
    there: list[float],
) -> None:
    def middle(rates: list[Rates]) -> Rates:
        return Rates(*(median(column) for column in zip(*rates, strict=True)))

    rows = []
    for title, rates in (
        *((f"the write path alone, {name}", rates) for name, rates in group.items()),
        *(
            (f"HTTP, {number} process(es), {'at ease' if pause else 'as fast as they can'}", rates)
            for (number, pause), rates in through.items()
        ),
    ):
        found = middle(rates)
        per_thousand = f"{1000 / found.cpu:.2f}"
        rows.append((title, f"{found.second:,.0f}", per_thousand, f"{found.p99:.1f}"))
    table(
        f"{PEOPLE} people vote in one night, medians of {ROUNDS} rounds in turns",
        ("what", "votes a second", "server CPU s per 1,000", "p99 ms"),
        rows,
    )
    table(
        "From the POST until a screen has the vote, in ms",
        ("screen", "p50", "p99"),
        [
            (where, f"{median(times) * 1000:.1f}", f"{percentile(times, 0.99) * 1000:.1f}")
            for where, times in (("on the same process", here), ("on another process", there))
        ],
    )
    alone = middle(group["PostgreSQL"]).second
    costs = {
        pause: median(
            [one.cpu / two.cpu for one, two in zip(through[1, pause], through[2, pause], strict=True)]
        )
        for pause in PAUSES
    }
    table(
        "Against the targets",
        ("what", "got", "met"),
        [
            ("write path alone on PostgreSQL, votes a second", f"{alone:,.0f}", verdict(alone, "≥", 20_000)),
            *(
                (
                    f"CPU a vote with two processes, to one, {'at ease' if pause else 'as fast as they can'}",
                    f"{cost:.2f}",
                    verdict(cost, "≤", 1.1),
                )
                for pause, cost in costs.items()
            ),
        ],
    )


if __name__ == "__main__":
    main()
