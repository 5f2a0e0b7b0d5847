"""Pushes during the press: 500 phones hear of votes while the desk makes the line-up over and over.

`opennight serve` as people run it, with 500 people, 80 pitches, 4 slots and 15 rooms. Rounds with presses,
one right after the other, take turns with rounds without. It runs twice: with the solver kept on the server's
only core, which is the worst case; and on two cores that server, solver and phones share.
"""

import asyncio
import itertools
import os
import pathlib
import secrets
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from benchmarks import night
from benchmarks.browser import Browser
from benchmarks.crowd import Crowd
from benchmarks.phones import Sent, fill, listening
from benchmarks.servers import serving
from benchmarks.tools import cpu, percentile, table, verdict
from opennight.app import make_app
from opennight.clock import now
from opennight.config import Settings
from opennight.live.hub import TICK
from opennight.night.kept.rooms import Room, Slot
from opennight.night.kept.setups import Setup
from opennight.night.messages import HOST
from opennight.night.pitches import MakePitch
from opennight.night.setups import ChangeSetup
from opennight.night.state import Night
from opennight.night.votes import Vote
from opennight.places import more_sockets
from opennight.rehearse import made_up
from tests.server import Server

PEOPLE, PITCHES, SLOTS, ROOMS = 500, 80, 4, 15
VOTES_A_SECOND, ANNOUNCEMENTS_A_SECOND = 40, 5
SECONDS, ROUNDS = 4, 4
SETUP = Setup(
    expected=5000,
    title=night.SETUP.title,
    place=night.SETUP.place,
    zone="UTC",
    date=night.SETUP.date,
    dots=night.SETUP.dots,
    rooms=tuple(Room(no, f"Room {no}", 60 if no < 4 else 36) for no in range(1, ROOMS + 1)),
    slots=tuple(Slot(no, f"{17 + no}:00", f"{17 + no}:45") for no in range(1, SLOTS + 1)),
)


@dataclass
class Heard:
    """What was measured with or without presses: seconds, and shares of a core."""

    votes: list[float] = field(default_factory=list)
    answers: list[float] = field(default_factory=list)
    urgent: list[float] = field(default_factory=list)
    presses: list[float] = field(default_factory=list)
    shares: list[float] = field(default_factory=list)


async def fill_in(evening: night.Evening) -> night.Evening:
    """Add the rooms, slots and pitches that the evening lacks, and all but one of everybody's dots."""
    app = make_app(Settings(database=evening.database, secret_key=night.SECRET))
    async with app.router.lifespan_context(app):
        numbers = itertools.count(1)

        async def send(kind: type, **fields: object) -> None:
            await app.state.writers.send(
                night.CODE, kind(id=f"press-{next(numbers)}", at=now(), actor=HOST, **fields)
            )

        await send(ChangeSetup, setup=SETUP)
        topics = itertools.cycle(made_up.pairs("pitches"))
        for place, (title, more) in enumerate(
            itertools.islice(topics, night.PITCHES, PITCHES), night.PITCHES
        ):
            await send(MakePitch, person=place % PEOPLE + 1, title=title, more=more)
        wishes = {(person, wanted(person, dot)) for person in range(1, PEOPLE + 1) for dot in range(4)}
        await asyncio.gather(*(send(Vote, person=person, pitch=pitch) for person, pitch in sorted(wishes)))
        made: Night = await app.state.writers.night(night.CODE)
        return replace(evening, night=made)


def wanted(person: int, dot: int) -> int:
    """The pitch that this dot is for: many people want the same few, and neighbours want the same."""
    return (person // 25 * 4 + (person * (dot + 3)) % (4 + 6 * dot)) % PITCHES + 1


def turns() -> Iterator[tuple[int, bool]]:
    """(person, whether they give their last dot or take it back), without end."""
    while True:
        for given in (True, False):
            for person in range(1, PEOPLE + 1):
                yield person, given


async def at_pace(a_second: float, one: Iterator[asyncio.Task[None]]) -> None:
    """Start tasks at an even pace for one round, and wait for all of them."""
    began, tasks = time.monotonic(), []
    for number in range(int(SECONDS * a_second)):
        await asyncio.sleep(max(0.0, began + number / a_second - time.monotonic()))
        tasks.append(next(one))
    await asyncio.gather(*tasks)


async def votes(port: int, cookies: list[str], dots: Iterator[tuple[int, bool]], sent: Sent) -> None:
    free: list[Browser] = []

    async def vote(person: int, given: bool) -> None:
        browser = free.pop() if free else Browser(port)
        browser.cookie = cookies[person - 1]
        await sent.act(browser, f"pitches/{(person * 7) % PITCHES + 1}/{'vote' if given else 'unvote'}")
        free.append(browser)

    await at_pace(VOTES_A_SECOND, (asyncio.create_task(vote(*dot)) for dot in dots))
    for browser in free:
        await browser.close()


async def announcements(port: int, desk: str, sent: Sent) -> None:
    """Announcements, which go out at once and wait for no tick."""
    browser = Browser(port, desk)
    for number in range(SECONDS * ANNOUNCEMENTS_A_SECOND):
        await sent.act(browser, "announcement", text=f"Find your group by number {number + 1}")
        await asyncio.sleep(1 / ANNOUNCEMENTS_A_SECOND)
    await browser.close()


async def presses(port: int, desk: str, heard: Heard) -> None:
    """Press again after each answer, until the round is over; then set aside the last proposal."""
    browser, over, proposal = Browser(port, desk), time.monotonic() + SECONDS, ""
    for path in itertools.cycle(("make", "adjust")):
        began, command = time.monotonic(), secrets.token_hex(8)
        if began > over:
            break
        answer = await browser.post(f"/n/{night.CODE}/lineup/{path}", command=command)
        assert answer.status in (200, 409), answer  # 409: nothing would change
        heard.presses.append(time.monotonic() - began)
        proposal = command if answer.status == 200 else proposal
    await browser.post(f"/n/{night.CODE}/lineup/proposal/aside", proposal=proposal)
    await browser.close()


async def one_round(
    server: Server,
    crowd: Crowd,
    evening: night.Evening,
    dots: Iterator[tuple[int, bool]],
    heard: Heard,
    press: bool,
) -> None:
    assert server.process
    given, urgent = Sent(), Sent()
    crowd.arrivals.clear()
    before, began = cpu(server.process.pid), time.monotonic()
    await asyncio.gather(
        votes(server.port, evening.cookies(), dots, given),
        announcements(server.port, evening.desk, urgent),
        *([presses(server.port, evening.desk, heard)] if press else []),
    )
    heard.shares.append((cpu(server.process.pid) - before) / (time.monotonic() - began))
    await asyncio.sleep(1)  # until the last push has arrived
    heard.votes += given.seen_by_all(crowd.arrivals)
    heard.answers += given.acknowledged()
    heard.urgent += urgent.seen_by_all(crowd.arrivals)


async def measure(server: Server, evening: night.Evening) -> tuple[Heard, Heard]:
    """(without presses, with presses)"""
    quiet, pressed = Heard(), Heard()
    crowd, desk, dots = Crowd(server.port), Crowd(server.port), turns()
    with listening(crowd), listening(desk):
        desk.enter(evening.live.replace("as=phone", "as=desk"), cookie=evening.desk, deflate=True)
        await fill(crowd, evening, 0, PEOPLE)
        browser = Browser(server.port, evening.desk)
        answer = await browser.post(f"/n/{night.CODE}/lineup/make", command=secrets.token_hex(8))
        assert answer.status == 200, answer
        await browser.close()
        await asyncio.sleep(1)
        for _round in range(ROUNDS):
            await one_round(server, crowd, evening, dots, quiet, press=False)
            await one_round(server, crowd, evening, dots, pressed, press=True)
    assert not crowd.lost + desk.lost, f"{crowd.lost} phones were cut off"
    for one in (crowd, desk):
        one.close()
    return quiet, pressed


def spread_out(pid: int) -> None:
    """Let all threads of a process, and whatever it starts, run on both cores."""
    for thread in os.listdir(f"/proc/{pid}/task"):
        os.sched_setaffinity(int(thread), os.sched_getaffinity(1))


def report(title: str, quiet: Heard, pressed: Heard) -> None:
    def row(what: str, times: list[float]) -> tuple[object, ...]:
        return what, f"{len(times):,}", *(f"{percentile(times, s) * 1000:.0f}" for s in (0.5, 0.99, 1.0))

    rows: list[tuple[object, ...]] = [
        (*row("a vote is acknowledged", quiet.answers), "", ""),
        (*row("… during presses", pressed.answers), "", ""),
    ]
    for what, without, with_them in (
        ("a vote is on the last phone", quiet.votes, pressed.votes),
        ("an announcement is on the last phone", quiet.urgent, pressed.urgent),
    ):
        ratio = round(percentile(with_them, 0.5) / percentile(without, 0.5), 2)
        later = round((max(with_them) - max(without)) * 1000)
        better = f"× {ratio}: {verdict(ratio, '≤', 1.5)}", f"{later:+} ms: {verdict(later, '≤', TICK * 1000)}"
        rows += [(*row(what, without), "", ""), (*row("… during presses", with_them), *better)]
    rows.append((*row("a press is answered", pressed.presses), "", ""))
    table(title, ("from the POST until", "times", "p50 ms", "p99 ms", "most", "p50 by", "most by"), rows)
    shares = (f"{percentile(heard.shares, 0.5) * 100:.0f} %" for heard in (quiet, pressed))
    print(
        "The server's share of a core, without its solver: {} and {} with presses.".format(*shares),
        flush=True,
    )


def main() -> None:
    more_sockets()
    with tempfile.TemporaryDirectory() as name:
        for one_core in (True, False):
            folder = pathlib.Path(name, str(one_core))
            folder.mkdir()
            evening = asyncio.run(fill_in(night.make(folder, PEOPLE)))
            with serving(folder, evening) as server:
                assert server.process
                if not one_core:
                    spread_out(server.process.pid)
                quiet, pressed = asyncio.run(measure(server, evening))
            where = "the solver on the server's only core" if one_core else "two cores for all"
            report(f"{PEOPLE} phones, {VOTES_A_SECOND} votes a second, {where}", quiet, pressed)


if __name__ == "__main__":
    main()
