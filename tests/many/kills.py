"""Several processes on one PostgreSQL: kill one again and again while people vote, with phones on all.

    .venv/bin/python -m tests.many.kills --processes 2 --times 20

It fails if an acknowledged vote is missing or there twice, if a phone is not current ten seconds after a
kill, or if the boards of two processes differ in the end. First, many claim the last seat of a room at once.
"""

import argparse
import asyncio
import contextlib
import pathlib
import random
import re
import shutil
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import httpx

from tests import postgres
from tests.lost.phones import Phone, current
from tests.lost.voters import Account, at_the_vote, check_the_log, voting
from tests.many.conftest import processes
from tests.server import Server
from tests.web.cast import Device, Evening

VOTERS = 5
"""Each votes up to ten times a second."""
PHONES = 500
CLAIM = 200
LONGEST = 1.0
"""Seconds of voting before a kill, at most."""
WITHIN = 10.0
"""Seconds until every phone has found a process again and is up to date."""


class Roaming(Phone):
    """A phone behind a proxy: each time it connects, it gets to the next process."""

    def __init__(self, servers: list[Server], night: Evening, no: int) -> None:
        self.servers = servers
        self.at = no
        super().__init__(
            servers[0].url, f"/n/{night.code}", "as=phone", night.cookie(1 + no % VOTERS), seed=no, bare=True
        )

    async def follow(self) -> None:
        self.url = self.servers[self.at % len(self.servers)].url
        self.at += 1
        await super().follow()


def claim_the_last_seat(servers: list[Server], people: int) -> None:
    """Many claim the one seat of a room at once, through all processes: one gets it."""
    night = Evening(servers[0])
    night.move("pitch")
    night.host.act("pitches", title="Bees", hosted="1")
    with ThreadPoolExecutor(16) as several:
        devices = list(several.map(lambda no: night.enter(f"Person {no}"), range(people)))
        night.move("groups")
        assert night.host.act("lineup/1/place", cell="1-2").status_code == 200
        group = night.events("LineupSet")[-1]["placements"][0]["group"]

        def claim(of: tuple[int, Device]) -> int:
            place, device = of
            twin = Device(servers[place % len(servers)].url, night.code)
            twin.client.cookies.update(device.client.cookies)
            return twin.act(f"groups/{group}/join").status_code

        answers = sorted(several.map(claim, enumerate(devices)))
    assert answers == [200] + [409] * (people - 1), answers
    assert len(night.events("GroupJoined")) == 1
    print(f"{people} people claimed the last seat through {len(servers)} processes: one got it", flush=True)


async def kill_often(servers: list[Server], times: int, phones: int, seed: int) -> Account:
    """Kill one of the processes this often. Returns what the voters were told."""
    night, chance = await asyncio.to_thread(at_the_vote, servers[0], VOTERS), random.Random(seed)
    slowest = 0.0
    async with contextlib.AsyncExitStack() as awake:
        made = [Roaming(servers, night, no) for no in range(phones)]
        for phone in made:
            await awake.enter_async_context(phone)
        async with voting(night, VOTERS, seed, through=servers) as account:
            for _time in range(times):
                await asyncio.sleep(chance.uniform(0, LONGEST))
                server = chance.choice(servers)
                server.kill()
                least = max(account.acknowledged.values(), default=0)
                began = asyncio.get_running_loop().time()
                await reached(made, least)
                slowest = max(slowest, asyncio.get_running_loop().time() - began)
                await asyncio.to_thread(server.restart)
        await current(made, night.version, within=WITHIN)
    check_the_log(night, account)
    boards = [await asyncio.to_thread(board, server, night) for server in servers]
    assert all(one == boards[0] for one in boards), "the boards differ"
    print(f"after a kill, all {phones} phones had what was acknowledged within {slowest:.1f} s", flush=True)
    return account


async def reached(phones: Sequence[Phone], version: int) -> None:
    """Wait until all phones are at this version or beyond."""
    until = asyncio.get_running_loop().time() + WITHIN
    while behind := [phone.version for phone in phones if phone.version < version]:
        assert asyncio.get_running_loop().time() < until, f"{len(behind)} phones are not at {version}"
        await asyncio.sleep(0.05)


def board(server: Server, night: Evening) -> list[str]:
    """What the board of this process says of each pitch."""
    page = httpx.get(f"{server.url}/n/{night.code}/board").text
    found = re.findall(r'id="tally-\d+"[^>]*>', page)
    assert len(found) == 3
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description="Kill one of several processes under load.")
    parser.add_argument("--processes", type=int, default=2, help="how many (2)")
    parser.add_argument("--times", type=int, default=20, help="how often one is killed (20)")
    parser.add_argument("--phones", type=int, default=PHONES, help=f"how many listen ({PHONES})")
    arguments = parser.parse_args()
    seed = random.randrange(2**32)
    print(f"{arguments.processes} processes, {arguments.times} kills, seed {seed}", flush=True)
    place = postgres.folder()
    database = postgres.Postgres(place, options="")
    database.start()
    try:
        with (
            tempfile.TemporaryDirectory() as folder,
            processes(pathlib.Path(folder), database.url, arguments.processes) as servers,
        ):
            claim_the_last_seat(servers, CLAIM)
            account = asyncio.run(kill_often(servers, arguments.times, arguments.phones, seed))
    finally:
        database.stop("immediate")
        shutil.rmtree(place, ignore_errors=True)
    print(
        f"{len(account.acknowledged)} acts acknowledged, {account.retries} sent again: all in the log, once; "
        "the boards are equal"
    )


if __name__ == "__main__":
    main()
