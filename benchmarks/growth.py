"""Growth: what a vote costs in a big night and in a long one, and how long a night takes to open.

    .venv/bin/python -m benchmarks.growth [--folder FOLDER]

A vote alone is decided, folded and published, without the disk; through the write path it goes to the disk of
FOLDER (default: here), in commits of 100. Both should cost the same however big the night has grown.
"""

import asyncio
import contextlib
import itertools
import pathlib
import sqlite3
import time
from collections.abc import Iterator

from benchmarks.night import CODE, SETUP, a_hub
from benchmarks.tools import chosen_folder, median, table, verdict
from benchmarks.votes import opened
from opennight.clock import now
from opennight.night.fold import decide, evolve
from opennight.night.messages import GUEST, HOST, Command, Event, Recorded, acting
from opennight.night.nights import StartNight
from opennight.night.people import Join
from opennight.night.phases import MovePhase
from opennight.night.pitches import MakePitch
from opennight.night.state import Night
from opennight.night.votes import TakeBackVote, Vote, Voted, VoteTakenBack
from opennight.serve import collect_rarely
from opennight.store.sqlite import SqliteLog
from opennight.web.core import mine
from opennight.writers import Writers

PEOPLE = 500
PITCHES = 60
EVENTS = 1_000
WALLS = (10, 100, 1_000)
LOGS = (1_000, 10_000, 100_000, 1_000_000)
OPENED = 50_000
ROUNDS = 5
AT_ONCE = 100
ROWS = "SELECT version, command, at, actor, kind, data, personal FROM events WHERE night = ? ORDER BY version"
FLAT = 1.5
"""The ratio above which we call a cost growing; it allows for noise on a machine that others use too."""

actors = [acting(no) for no in range(PEOPLE + 1)]
Grown = dict[int, list[float]]


def beginning(pitches: int) -> Iterator[Command]:
    """The commands of a night with this many pitches, up to its vote."""
    numbers = itertools.count()
    at = now()
    yield StartNight(id=f"begin-{next(numbers)}", setup=SETUP, at=at, actor=HOST)
    for no in range(PEOPLE):
        yield Join(id=f"begin-{next(numbers)}", name=f"Person {no + 1}", at=at, actor=GUEST)
    for no in range(pitches):
        yield MakePitch(id=f"begin-{next(numbers)}", person=0, title=f"Pitch {no + 1}", at=at, actor=HOST)
    yield MovePhase(id=f"begin-{next(numbers)}", to="vote", at=at, actor=HOST)


def night_of(pitches: int) -> tuple[Night, list[Recorded]]:
    night, log = Night(CODE), []
    for command in beginning(pitches):
        for event in decide(night, command):
            recorded = Recorded(night.version + 1, command.id, command.at, command.actor, event)
            evolve(night, recorded)
            log.append(recorded)
    return night, log


def turns(pitches: int) -> Iterator[tuple[int, int, bool]]:
    """(person, pitch, given) without end: everybody gives five dots, then takes them back."""
    while True:
        for given in (True, False):
            for dot in range(5):
                for person in range(1, PEOPLE + 1):
                    yield person, (person * 7 + dot * 11) % pitches + 1, given


def commands(pitches: int, name: str) -> Iterator[Command]:
    for number, (person, pitch, given) in enumerate(turns(pitches)):
        kind = Vote if given else TakeBackVote
        yield kind(id=f"{name}-{number}", at=now(), actor=actors[person], person=person, pitch=pitch)


def history(log: list[Recorded], events: int) -> Iterator[Recorded]:
    """The log, continued with votes until it has this many events."""
    yield from log
    for version, (person, pitch, given) in zip(range(len(log) + 1, events + 1), turns(PITCHES), strict=False):
        kind: type[Event] = Voted if given else VoteTakenBack
        event = kind(person=person, pitch=pitch)
        yield Recorded(version, f"{version:024x}", now(), actors[person], event)


async def write(path: pathlib.Path, rows: Iterator[Recorded]) -> None:
    log = await SqliteLog.open(path)
    while some := [(CODE, recorded) for recorded in itertools.islice(rows, 50_000)]:
        await log.append(some)
    await log.close()


def alone(night: Night, votes: Iterator[Command], many: int = 2_000) -> float:
    """Microseconds to decide, fold and publish a vote and to make the marks for its answer."""
    hub = a_hub()
    began = time.perf_counter()
    for command in itertools.islice(votes, many):
        for event in decide(night, command):
            recorded = Recorded(night.version + 1, command.id, command.at, command.actor, event)
            evolve(night, recorded)
            hub.publish(night, [recorded])
        mine.of(night, command.by)
    return (time.perf_counter() - began) / many * 1e6


async def written(writers: Writers, votes: Iterator[Command], many: int = 3_000) -> float:
    """Microseconds per vote through the write path, a hundred to a commit."""
    began = time.perf_counter()
    for _commit in range(many // AT_ONCE):
        await asyncio.gather(*(writers.send(CODE, vote) for vote in itertools.islice(votes, AT_ONCE)))
    return (time.perf_counter() - began) / many * 1e6


def by_pitches() -> Grown:
    nights = {pitches: night_of(pitches)[0] for pitches in WALLS}
    votes = {pitches: commands(pitches, "vote") for pitches in WALLS}
    costs: Grown = {pitches: [] for pitches in WALLS}
    for _round, pitches in itertools.product(range(ROUNDS), WALLS):
        costs[pitches].append(alone(nights[pitches], votes[pitches]))
    return costs


async def by_events(folder: pathlib.Path) -> tuple[Grown, dict[int, float]]:
    """What a vote costs by the length of the log, and the seconds it took to open each."""
    start = night_of(PITCHES)[1]
    handles, opening = {}, {}
    costs: Grown = {events: [] for events in LOGS}
    async with contextlib.AsyncExitStack() as stack:
        for events in LOGS:
            await write(folder / f"{events}.db", history(start, events))
            handles[events] = await stack.enter_async_context(opened(folder / f"{events}.db"))
            began = time.perf_counter()
            await handles[events].night(CODE)
            opening[events] = time.perf_counter() - began
        votes = {events: commands(PITCHES, "vote") for events in LOGS}
        for _round, events in itertools.product(range(ROUNDS), LOGS):
            costs[events].append(await written(handles[events], votes[events]))
    return costs, opening


def rows_alone(path: pathlib.Path) -> float:
    """Seconds to read the rows of the night with plain sqlite3, and do nothing with them."""
    with contextlib.closing(sqlite3.connect(path)) as database:
        began = time.perf_counter()
        rows = database.execute(ROWS, (CODE,)).fetchall()
        seconds = time.perf_counter() - began
        assert len(rows) == OPENED
    return seconds


async def opening(path: pathlib.Path) -> tuple[list[float], list[float]]:
    """(seconds to open the night, seconds to read its rows alone), round by round."""
    await write(path, history(night_of(PITCHES)[1], OPENED))
    took, rows = [], []
    for _round in range(ROUNDS):
        rows.append(rows_alone(path))
        async with opened(path) as writers:
            began = time.perf_counter()
            night = await writers.night(CODE)
            took.append(time.perf_counter() - began)
            assert night.version == OPENED
    return took, rows


def growth(title: str, unit: str, costs: Grown) -> None:
    """Print what a vote costs by the size of something, and whether the cost grows with it."""
    costs_of = {size: median(cost) for size, cost in costs.items()}
    ratios = {size: cost / next(iter(costs_of.values())) for size, cost in costs_of.items()}
    rows = [
        (f"{size:,}", f"{costs_of[size]:.1f}", f"{ratio:.2f}", verdict(ratio, "≤", FLAT))
        for size, ratio in ratios.items()
    ]
    table(title, (unit, "µs a vote", "to the smallest", "flat"), rows)


def measure(folder: pathlib.Path) -> None:
    collect_rarely()
    growth("A vote decided, folded, published and answered, without the disk", "pitches", by_pitches())
    costs, opened_in = asyncio.run(by_events(folder))
    growth(f"A vote through the write path, {AT_ONCE} a commit, on the disk", "events in the log", costs)
    took, rows = (median(seconds) for seconds in asyncio.run(opening(folder / "opened.db")))
    table(
        "Opening a night: its rows read, decoded and folded, and what changed when, for the screens",
        ("what", "events", "seconds", "target"),
        [
            *(("open a night", f"{events:,}", f"{seconds:.3f}", "") for events, seconds in opened_in.items()),
            ("open a night", f"{OPENED:,}", f"{took:.3f}", verdict(took, "≤", 0.5)),
            ("read its rows with plain sqlite3", f"{OPENED:,}", f"{rows:.3f}", "reference"),
        ],
    )


def main() -> None:
    with chosen_folder(__doc__) as folder:
        measure(folder)


if __name__ == "__main__":
    main()
