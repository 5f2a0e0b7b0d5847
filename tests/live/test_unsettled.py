"""What the host may still settle, and who can read the record, is pushed to the desk as it changes."""

import asyncio

import pytest

from opennight.live import hub
from opennight.live.audiences import DESK
from opennight.night.messages import Command
from opennight.night.phases import MovePhase
from opennight.night.pitches import MakePitch
from opennight.night.publication import HoldRecord, WithdrawRecord
from opennight.night.tables import OpenTable
from tests.cast import attendee, host, neighbour
from tests.live.inside import CODE, Inside

GIVEN: list[Command] = [
    host(MovePhase, to="pitch"),
    attendee(MakePitch, title="Bees in the hedge"),
    neighbour(MakePitch, title="The bees in the hedge", hosted=False),
]
SETTLED = ("desk-waiting", "desk-doubles", "desk-unhosted")


@pytest.mark.parametrize("phase", ["groups", "talk"])
async def test_a_table_that_the_desk_opens_for_nobody(monkeypatch: pytest.MonkeyPatch, phase: str) -> None:
    """Given a double and a topic that nobody runs, when the desk opens the first table and nobody sits at it,
    then the desk's numbers and its two lists follow.
    """
    monkeypatch.setattr(hub, "TICK", 0.0)
    async with Inside() as inside:
        await inside.start("Ada", "Ben", seating="open")
        for command in (*GIVEN, host(MovePhase, to=phase)):
            await inside.writers.send(CODE, command)
        page = await inside.load(DESK)
        desk = await inside.listen(DESK, page=page)
        await inside.writers.send(CODE, host(OpenTable, person=0, pitch=1, room=1))
        await asyncio.sleep(0)
        for frame in desk.take():
            page.receive(frame)
        fresh = await inside.load(DESK)
        assert "2 people without a group" in fresh.look("desk-waiting")
        for region in SETTLED:
            assert page.look(region) == fresh.look(region), region


async def test_who_can_read_the_record(monkeypatch: pytest.MonkeyPatch) -> None:
    """Given an open desk, when the host holds the record back, closes the night or withdraws the record, then
    the desk no longer says what was so before.
    """
    monkeypatch.setattr(hub, "TICK", 0.0)
    async with Inside() as inside:
        await inside.start("Ada")
        page = await inside.load(DESK)
        desk = await inside.listen(DESK, page=page)
        assert "It opens when you close the night." in page.look("desk-outcome")
        for command, said in (
            (host(HoldRecord, held=True), "It stays a draft when you close the night"),
            (host(HoldRecord, held=False), "It opens when you close the night."),
            (host(MovePhase, to="closed"), "Only people with its address can find it."),
            (host(WithdrawRecord), "It is withdrawn"),
        ):
            await inside.writers.send(CODE, command)
            await asyncio.sleep(0)
            for frame in desk.take():
                page.receive(frame)
            assert said in page.look("desk-outcome")
            assert page.look("desk-outcome") == (await inside.load(DESK)).look("desk-outcome")
