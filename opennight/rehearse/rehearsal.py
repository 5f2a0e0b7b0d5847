"""One rehearsal: get a night, drive it, close it, and check its record against what was acknowledged."""

import asyncio
import pathlib
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from opennight.rehearse import files, programs, replay, report, told
from opennight.rehearse.afterwards import live_on
from opennight.rehearse.desk import Desk, crowd_setup, night_setup, open_desk, start_night
from opennight.rehearse.evening import Evening
from opennight.rehearse.ledger import Ledger
from opennight.rehearse.phone import Phone
from opennight.rehearse.screen import Screen
from opennight.rehearse.seen import Seen
from opennight.rehearse.watched import Watched
from opennight.rehearse.wire import Wire

CATCH_UP = 5.0
"""Seconds that the last push may take to every phone."""
AFTERWARDS = 0.02
"""The time that people have to say how it was, as a share of the evening's."""


@dataclass(frozen=True)
class Plan:
    """What was asked for on the command line. `drive`: also at the desk of the night that it goes `into`.
    `vote`: what a new night votes with, "dots" or "strengths"."""

    url: str
    into: str = ""
    start_key: str = ""
    people: int = 150
    seconds: float = 120
    seed: int = 0
    replay: pathlib.Path | None = None
    speed: float = 60.0
    keep_open: bool = False
    drive: bool = False
    vote: str = "dots"
    patience: float = 60.0


class Rehearsal:
    """A night, its desk, and what was seen. `say` prints a line."""

    def __init__(self, plan: Plan, desk: Desk, say: Callable[[str], None]) -> None:
        self.plan = plan
        self.desk = desk
        self.wire = desk.wire
        self.say = say
        self.began = time.monotonic()
        self.phones: list[Phone] = []
        self.ledger = Ledger()

    @property
    def alone(self) -> bool:
        """Whether nobody else is at the desk: a host may hide, move and remove what was acknowledged."""
        return not isinstance(self.desk, Watched)

    def tell(self, phase: str, came: str) -> None:
        self.say(f"{time.monotonic() - self.began:6.1f} s  {phase:<8} {came}")

    async def crowd(self) -> list[str]:
        evening = Evening(self.desk, self.plan.people, self.plan.seconds, self.plan.seed, self.tell)
        self.phones, self.ledger = [guest.phone for guest in evening.guests], evening.ledger
        await evening.run()
        seconds = self.plan.seconds * AFTERWARDS

        def afterwards() -> Awaitable[str]:
            return live_on(self.desk, evening.guests, evening.wall, evening.chance, self.ledger, seconds)

        return await self.end("share", afterwards)

    async def replayed(self, script: replay.Script) -> list[str]:
        driven = replay.Replay(self.wire, self.desk, script, self.plan.speed, self.tell)
        self.ledger = driven.ledger
        await driven.run()
        self.phones = list(driven.phones.values())
        problems = await self.end("vote")
        return problems + (driven.differs(told.read(await self.desk.record())) if self.alone else [])

    async def end(self, phase: str, afterwards: Callable[[], Awaitable[str]] | None = None) -> list[str]:
        """Close the night, print the table, and say what is wrong. `afterwards`: what people do once it is
        closed."""
        seconds, problems = time.monotonic() - self.began, list[str]()
        if not self.plan.keep_open:
            phase = "closed"
            await self.desk.enter(phase)
            self.tell(phase, f"the record is open: {self.desk.url}/record")
            if afterwards:
                self.tell("after", await afterwards())
            came, problems = await files.take(self.wire, self.desk.code)
            self.tell("files", came)
        screens = [phone.screen for phone in self.phones if phone.no]
        behind = await still_behind(screens, phase)
        whole = await self.desk.record()
        record, outside, seen = told.read(whole), list[str](), ""
        if phase == "closed":
            seen, outside = await programs.read(self.wire, self.desk.code, whole)
        self.say("\n" + report.table(self.wire.seen, self.ledger, record, screens, len(behind), seconds))
        if seen:
            self.say(f"  from outside, {seen}")
        problems += [f"{what} ({count} times)" for what, count in self.wire.seen.errors.items()]
        if not self.alone:
            return problems
        problems += [f"{len(behind)} phones do not show the end of the night"] if behind else []
        return problems + outside + self.ledger.missing(record, alone=not self.plan.into)


async def still_behind(screens: list[Screen], phase: str) -> list[Screen]:
    """The screens that do not show this phase, even after a while."""
    until = time.monotonic() + CATCH_UP
    while behind := [screen for screen in screens if screen.phase != phase]:
        if time.monotonic() > until:
            break
        await asyncio.sleep(0.1)
    return behind


async def rehearse(plan: Plan, say: Callable[[str], None], started: Callable[[str], None]) -> int:
    """Do all of it. Returns the exit status."""
    script = replay.read(plan.replay) if plan.replay else None
    wire = Wire(plan.url, Seen(), plan.patience)
    rehearsal = None
    try:
        if plan.into:
            desk = await open_desk(wire, plan.into, Desk if plan.drive else Watched)
        else:
            setup = (
                night_setup(f"Replay: {plan.replay.stem}"[:80], dots=0)
                if plan.replay
                else crowd_setup(plan.people) | {"ballot": plan.vote}
            )
            desk = await start_night(wire, plan.start_key, setup)
        started(desk.code)
        rehearsal = Rehearsal(plan, desk, say)
        say(await desk.links())
        if isinstance(desk, Watched):
            say("The desk is yours: the crowd follows wherever you take the night. Ctrl-C ends it.\n")
        problems = await (rehearsal.replayed(script) if script else rehearsal.crowd())
    finally:
        if rehearsal is not None:
            await asyncio.gather(rehearsal.desk.close(), *(phone.close() for phone in rehearsal.phones))
        await wire.close()
    for problem in problems:
        say(f"  WRONG  {problem}")
    if rehearsal.alone and not problems:
        say("\n  Everything acknowledged is in the record.")
    return 1 if problems else 0
