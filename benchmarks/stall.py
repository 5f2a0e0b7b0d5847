"""A stalled night: how long the acts of one night take while the store stalls another one for five seconds.

    .venv/bin/python -m benchmarks.stall [--folder FOLDER]

Votes arrive at a fixed rate and go through the write path into a file on the disk of FOLDER (here). Rounds
without a stall alternate with rounds in which the other night's reading stalls, or its commit, or a commit
that both nights happen to share.
"""

import asyncio
import itertools
import pathlib
import time
from collections.abc import Sequence
from typing import Literal, get_args

from benchmarks import night
from benchmarks.night import CODE, SETUP, dots
from benchmarks.tools import chosen_folder, median, percentile, table, verdict
from benchmarks.votes import opened, writing
from opennight.clock import now
from opennight.night.board import Announce
from opennight.night.messages import HOST, Command, Recorded, acting
from opennight.night.nights import StartNight
from opennight.night.votes import TakeBackVote, Vote
from opennight.serve import collect_rarely
from opennight.store.log import Idle
from opennight.store.sqlite import SqliteLog

OTHER = "STALLS"
PEOPLE = 200
PACE = 200
"""Votes a second."""
STALL = 5.0
SECONDS = 6.0
ROUNDS = 5

Where = Literal["nothing", "its reading", "its commit", "a commit of both"]
WHERE: tuple[Where, ...] = get_args(Where)


class Stalling:
    """A log in which the other night stalls."""

    def __init__(self, log: SqliteLog) -> None:
        self.log = log
        self.where: Where = "nothing"
        self.idle, self.codes, self.close, self.find = log.idle, log.codes, log.close, log.find
        self.versions, self.probe, self.turn, self.forget = log.versions, log.probe, log.turn, log.forget

    async def append(self, rows: Sequence[tuple[str, Recorded]], acts: Sequence[Idle] = ()) -> None:
        if "commit" in self.where and OTHER in {code for code, _recorded in rows}:
            await asyncio.sleep(STALL)
        await self.log.append(rows, acts)

    async def read(self, code: str, after: int = 0, most: int = -1) -> list[Recorded]:
        if self.where == "its reading" and code == OTHER:
            await asyncio.sleep(STALL)
        return await self.log.read(code, after, most)


def votes(name: str) -> list[Command]:
    """The votes of a round; each of them changes something."""
    made: list[Command] = []
    for number, (person, pitch, given) in enumerate(itertools.islice(dots(PEOPLE), int(PACE * SECONDS))):
        kind = Vote if given else TakeBackVote
        made.append(kind(id=f"{name}-{number}", at=now(), actor=acting(person), person=person, pitch=pitch))
    return made


async def one_round(path: pathlib.Path, where: Where, name: str) -> list[float]:
    """The seconds that each vote took."""
    took: list[float] = []
    log = Stalling(await SqliteLog.open(path))
    async with writing(log) as writers:

        async def vote(command: Command) -> None:
            began = time.perf_counter()
            await writers.send(CODE, command)
            took.append(time.perf_counter() - began)

        await writers.night(CODE)
        if where != "its reading":
            await writers.night(OTHER)
        log.where = where
        async with asyncio.TaskGroup() as tasks:
            began = asyncio.get_running_loop().time()
            for number, command in enumerate(votes(name)):
                if number == PACE // 2:  # the other night acts, and stalls
                    if where == "its commit":
                        await asyncio.sleep(0.5 / PACE)  # no vote is on its way
                    announce = Announce(id=f"{name}-other", at=now(), actor=HOST, text=name)
                    tasks.create_task(writers.send(OTHER, announce))
                    if where == "its commit":
                        await asyncio.sleep(0.1 / PACE)
                tasks.create_task(vote(command))
                await asyncio.sleep(began + (number + 1) / PACE - asyncio.get_running_loop().time())
    return took


async def start_other(path: pathlib.Path) -> None:
    async with opened(path) as writers:
        await writers.send(OTHER, StartNight(id="start-other", setup=SETUP, at=now(), actor=HOST))


def measure(folder: pathlib.Path) -> dict[Where, list[list[float]]]:
    source = night.make(folder, PEOPLE).file
    asyncio.run(start_other(source))
    found: dict[Where, list[list[float]]] = {where: [] for where in WHERE}
    for number in range(ROUNDS):
        for where, rounds in found.items():
            path = folder / f"{number}-{where}.db"
            path.write_bytes(source.read_bytes())
            rounds.append(asyncio.run(one_round(path, where, f"round-{number}")))
    return found


def report(found: dict[Where, list[list[float]]]) -> None:
    def cell(where: Where, share: float) -> str:
        return f"{median([percentile(took, share) * 1000 for took in found[where]]):.1f}"

    table(
        f"Votes of one night at {PACE} a second while another one stalls for {STALL:g} s; "
        f"ms, medians of {ROUNDS} rounds of {SECONDS:g} s",
        ("of the other night stalls", "p50", "p99", "slowest"),
        [(where, cell(where, 0.5), cell(where, 0.99), cell(where, 1.0)) for where in found],
    )
    pairs = zip(found["its reading"], found["nothing"], strict=True)
    ratio = median([percentile(one, 0.99) / percentile(other, 0.99) for one, other in pairs])
    rows = [
        ("p99 while its reading stalls, to p99 while nothing does", f"{ratio:.2f}", verdict(ratio, "≤", 1.1))
    ]
    table("Against the target", ("what", "got", "met"), rows)


def main() -> None:
    with chosen_folder(__doc__) as folder:
        collect_rarely()  # as the server does
        report(measure(folder))


if __name__ == "__main__":
    main()
