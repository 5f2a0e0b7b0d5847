"""A screen ends like a fresh load also if much was written at once, or the night was read anew meanwhile."""

import asyncio
import contextlib
import random
import time
from collections.abc import AsyncIterator

import pytest

from opennight.live import hub
from opennight.live.audiences import DESK
from opennight.night.announcement import WriteAnnouncement
from opennight.night.fold import NOUNS
from opennight.night.kept.parts import PHASES
from opennight.night.offers import MakeOffer
from opennight.night.phases import MovePhase
from tests.cast import attendee, host, neighbour
from tests.examples import examples
from tests.live import anything
from tests.live.anything import OPEN
from tests.live.inside import CODE, Inside, Screen
from tests.live.test_pages_follow import compare, connect_anew, few_names, happen, open_screens, twice
from tests.memory import MemoryLog

__all__ = ["few_names", "twice"]

TWO = [one(MakeOffer, wants=False, kind="space", text="A shed") for one in (attendee, neighbour)]
"""Two put up something at the same time: the wall at the desk is not empty any more."""


async def at_the_desk(inside: Inside) -> Screen:
    return await inside.listen(DESK, 0, await inside.load(DESK))


async def test_what_is_written_at_once_shows_as_if_one_after_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hub, "TICK", 0.0)
    async with Inside() as inside:
        await inside.start("Ada", "Ben")
        desk = await at_the_desk(inside)
        await asyncio.gather(*(inside.writers.send(CODE, act) for act in TWO))
        assert inside.log.appends[-1] == len(TWO), "in one commit"
        for frame in desk.take():
            desk.page.receive(frame)
        await compare(inside, desk, "")


async def test_what_was_written_before_a_restart_shows_after_it() -> None:
    async with Inside() as inside:
        await inside.start("Ada", "Ben")
        desk = await at_the_desk(inside)
        for act in TWO:
            await inside.writers.send(CODE, act)
    async with Inside(inside.log) as inside:
        await connect_anew(inside, desk)
        await compare(inside, desk, "")


class TakesTurns(MemoryLog):
    """A log at which processes take turns: all is `written` in a turn, which goes on until `ends` is set."""

    def __init__(self) -> None:
        super().__init__()
        self.written, self.ends = asyncio.Event(), asyncio.Event()

    @contextlib.asynccontextmanager
    async def turn(self, code: str) -> AsyncIterator[None]:
        yield
        self.written.set()
        await self.ends.wait()


async def test_what_is_on_the_disk_is_seen_before_the_turn_of_its_process_ends(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whoever loads or connects in between has the latest version, and all that came with it."""
    monkeypatch.setattr(hub, "TICK", 0.0)
    log = TakesTurns()
    async with Inside(log) as inside:
        await inside.start("Ada", "Ben")
        desk = await at_the_desk(inside)
        inside.writers.writer(CODE).contended = time.monotonic() + 3600
        act = asyncio.create_task(inside.writers.send(CODE, TWO[0]))
        await log.written.wait()
        loaded = await at_the_desk(inside)
        await connect_anew(inside, desk)
        log.ends.set()
        await act
        for screen in (desk, loaded):
            for frame in screen.take():
                screen.page.receive(frame)
            await compare(inside, screen, "")


async def some_at_once(inside: Inside, chance: random.Random, number: int) -> None:
    await asyncio.gather(*(happen(inside, chance, number + n) for n in range(chance.choice([1, 2, 8]))))


@pytest.mark.long
@pytest.mark.parametrize("seed", range(examples(2)))
async def test_whatever_was_written_at_once_or_before_a_restart(
    monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    """Each seed has some nouns with which most happens, so that one thing leads to another."""
    monkeypatch.setattr(hub, "TICK", 0.0)
    chance = random.Random(seed)
    often = [kind for noun in chance.sample(NOUNS, 4) for kind in noun.DECIDE]
    monkeypatch.setattr(anything, "OFTEN", often * (1000 // max(1, len(often))))
    number = 0
    async with Inside() as inside:
        await inside.start("Ada", "Ben", "Cleo")
        await inside.writers.send(CODE, host(WriteAnnouncement, announcement=OPEN))
    for phase in (*chance.sample(PHASES, 2), "pitch", "vote", "groups", "talk", "share"):
        async with Inside(inside.log) as inside:
            await inside.writers.send(CODE, host(MovePhase, to=phase))
            screens = await open_screens(inside)
            for _step in range(3):
                number += 10
                await some_at_once(inside, chance, number)
            restarted = chance.random() < 0.5
            async with Inside(inside.log) if restarted else contextlib.nullcontext(inside) as now:
                for screen in screens:
                    if restarted:
                        await connect_anew(now, screen)
                    for frame in screen.take():
                        screen.page.receive(frame)
                    await compare(now, screen, f"(seed {seed}, {phase}, command {number})")
                    inside.hub.leave(CODE, screen)
