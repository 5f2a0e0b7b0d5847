"""The commons: how long a search and a page take, how fast the index is made anew, and what it costs votes.

    .venv/bin/python -m benchmarks.commons [--folder FOLDER] [--nights N]

300 made-up nights and the sample that comes with opennight are listed, in an SQLite file on the disk of
FOLDER and in PostgreSQL. The crowd and PostgreSQL share the machine's cores with the server. Votes: in
another night, a steady number a second, while nothing else happens (the reference), and while one record
after the other is withdrawn, published and listed; the two take turns.
"""

import argparse
import asyncio
import contextlib
import pathlib
import tempfile
import time
import urllib.parse
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator

from benchmarks import night
from benchmarks.browser import Browser
from benchmarks.commons_nights import NIGHTS, PLACES, all_nights
from benchmarks.commons_votes import VOTES_A_SECOND, votes
from benchmarks.processes import a_postgres, serving
from benchmarks.tools import cpu, median, percentile, table, verdict
from opennight.commons import keeping
from opennight.commons.folding import key, terms
from opennight.commons.things import shelve
from opennight.config import Database
from opennight.store.backup import backup, restore
from opennight.store.commons import Commons, Wanted
from opennight.store.log import CheckedLog
from opennight.store.opening import commons_beside, open_log

SEARCH_MS, PAGE_MS, PAGE_KB, EVENTS_A_SECOND = 50, 100, 60, 20_000
ROUNDS = 3
TYPED = (
    *("soup", "a", "the", "we could", "time bank", '"time bank"', "café", "strasse", "時間銀行", "بنك", "🐝"),
    *(
        "people who fix bikes",
        "w",
        "wor",
        "workshop and garden",
        "xyzzy",
        "' OR 1=1 --",
        "* ( NEAR",
        "x" * 10_000,
    ),
)
PAGES = (
    *("/commons", "/commons?page=8", "/commons?year=2021", "/commons?place=Łódź", "/commons?kind=action"),
    *("/commons?q=the", "/commons?q=the&page=40", "/commons?q=soup&kind=note&place=新宿", "/commons?q=xyzzy"),
    *("/commons/places/hackney-london", "/commons/places/nowhere"),
)


async def write(database: Database, number: int) -> tuple[int, int]:
    """Write all nights. Returns how many there are, and how many events."""
    log = await open_log(database)
    nights = events = 0
    for made in all_nights(number):
        await log.append([(made.night.code, row) for row in made.log])
        nights, events = nights + 1, events + len(made.log)
    await log.close()
    return nights, events


@contextlib.asynccontextmanager
async def opened(database: Database) -> AsyncIterator[tuple[CheckedLog, Commons]]:
    log = await open_log(database)
    commons = commons_beside(log, database)
    try:
        yield log, commons
    finally:
        await commons.close()
        await log.close()


async def rebuilt(database: Database) -> list[object]:
    """Make the index anew, and each part of that by itself."""
    async with opened(database) as (log, commons):
        await keeping.rebuild(log, commons)
        took, spent, parts = [], [], []
        for _round in range(ROUNDS):
            began, used = time.perf_counter(), time.process_time()
            kept = await keeping.rebuild(log, commons)
            took.append(time.perf_counter() - began)
            spent.append(time.process_time() - used)
            parts.append(await apart(log))
    seconds = median(took)
    read, told = (median(those) for those in zip(*parts, strict=True))
    return [
        *(kept.listed, kept.events, kept.things, f"{seconds:.2f}", f"{median(spent):.2f}"),
        *(f"{read:.2f}", f"{told:.2f}", f"{kept.events / median(spent):,.0f}"),
        *(f"{kept.events / seconds:,.0f}", verdict(kept.events / seconds, "≥", EVENTS_A_SECOND)),
    ]


async def apart(log: CheckedLog) -> tuple[float, float]:
    """Seconds to read and fold all nights, and to say what their records say, in words."""
    read = told = 0.0
    for code in await log.codes():
        began = time.perf_counter()
        found = await keeping.read(log, code)
        read += time.perf_counter() - began
        began = time.perf_counter()
        if found:
            shelve(found)
        told += time.perf_counter() - began
    return read, told


async def timed(what: Callable[[], Awaitable[object]], times: int = ROUNDS) -> list[float]:
    found = []
    for _time in range(times):
        began = time.perf_counter()
        await what()
        found.append((time.perf_counter() - began) * 1000)
    return found


async def searched(database: Database) -> list[object]:
    """Milliseconds of all searches, straight in the store."""
    found: list[float] = []
    worst = ("", 0.0)
    async with opened(database) as (_log, commons):
        for typed in TYPED:
            for narrowed in ({}, {"kind": "action"}, {"place": key(PLACES[0])}, {"year": "2021"}):
                wanted = Wanted(terms(typed), **narrowed)
                those = await timed(lambda wanted=wanted: commons.search(wanted, 20))  # type: ignore[misc]
                found += those
                worst = max(worst, (typed[:20], median(those)), key=lambda one: one[1])
    p50, p99 = percentile(found, 0.5), percentile(found, 0.99)
    return [
        len(found),
        f"{p50:.2f}",
        f"{p99:.2f}",
        f"{max(found):.2f}",
        worst[0],
        verdict(p99, "≤", SEARCH_MS),
    ]


async def visited(port: int, pid: int) -> Iterator[list[object]]:
    """What each page takes, all the way, and what it weighs."""
    browser, rows = Browser(port), []
    for path in PAGES:
        await browser.get(ascii_of(path))
        before = cpu(pid)
        took = await timed(lambda path=path: browser.get(ascii_of(path)), 10)  # type: ignore[misc]
        used = (cpu(pid) - before) * 100
        answer = await browser.get(ascii_of(path))
        kb = len(answer.body) / 1000
        slow = percentile(took, 0.9)
        rows.append(
            [
                *(path, answer.status, f"{median(took):.1f}", f"{slow:.1f}", verdict(slow, "≤", PAGE_MS)),
                *(f"{used:.1f}", f"{kb:.1f}", verdict(kb, "≤", PAGE_KB)),
            ]
        )
    await browser.close()
    return iter(rows)


def ascii_of(path: str) -> str:
    return urllib.parse.quote(path, safe="/?=&%")


def measure(folder: pathlib.Path, url: str, number: int) -> None:
    stores = {"SQLite": Database(folder / "commons.db"), "PostgreSQL": Database(url=url, listen=url)}
    evening = night.play_in(stores["SQLite"], 200)
    began = time.monotonic()
    nights, events = asyncio.run(write(stores["SQLite"], number))
    print(f"{nights} nights with {events:,} events written in {time.monotonic() - began:.0f} s", flush=True)
    asyncio.run(backup(stores["SQLite"], folder / "copy.db"))
    asyncio.run(restore(folder / "copy.db", stores["PostgreSQL"]))
    anew: tuple[str, ...] = (
        "",
        "nights",
        "events",
        "things",
        "s",
        "its CPU",
        "reading",
        "in words",
        "events/s of CPU",
        "events/s",
        "target",
    )
    table(
        f"The index made anew (medians of {ROUNDS}): reading and folding, saying it in words, and the store",
        anew,
        [[name, *asyncio.run(rebuilt(database))] for name, database in stores.items()],
    )
    searches = ("", "searches", "p50 ms", "p99", "max", "slowest", "target (p99)")
    rows = [[name, *asyncio.run(searched(database))] for name, database in stores.items()]
    table("Searches in the store, each also narrowed down", searches, rows)
    for name, database in stores.items():
        where = folder / name
        where.mkdir()
        with serving(where, night.Evening(database, evening.night), 1) as servers:
            of_pages = ("page", "status", "p50 ms", "p90", "target", "its CPU ms", "kB packed", "target")
            process = servers[0].process
            assert process
            seen = asyncio.run(visited(servers[0].port, process.pid))
            table(f"Pages, all the way ({name})", of_pages, [*seen])
            of_votes = (
                *(f"{VOTES_A_SECOND} votes a second beside", "votes", "p50 ms", "p90", "p99", "max"),
                *("p50 to that alone", "target"),
            )
            table(
                f"Votes in another night ({name})",
                of_votes,
                asyncio.run(votes(servers[0].port, evening.cookies())),
            )


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--folder", default=".", help="on the disk to measure; . if not given")
    arguments.add_argument("--nights", type=int, default=NIGHTS)
    asked = arguments.parse_args()
    with tempfile.TemporaryDirectory(dir=asked.folder) as name, a_postgres() as url:
        measure(pathlib.Path(name).resolve(), url, asked.nights)


if __name__ == "__main__":
    main()
