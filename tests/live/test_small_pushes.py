"""What every phone gets for a usual act is small, in the biggest of nights: the Wi-Fi is everybody's."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from opennight.live.audiences import PHONE
from opennight.live.hub import TICK
from opennight.night.groups import JoinGroup, LeaveGroup, WriteHeadline
from opennight.night.lineup import PlacePitch
from opennight.night.messages import Command, acting
from opennight.night.notes import WriteNote
from opennight.night.parts import PHASES, Phase
from opennight.night.people import ComeBack, Join, Leave, Rename
from opennight.night.phases import MovePhase
from opennight.night.pitches import EditPitch, MakePitch
from opennight.night.queue import CallSpeaker, LineUpToSpeak, ThankSpeaker
from opennight.night.rooms import Room
from opennight.night.sharing import Appreciate, MakeComment, ShowGroup
from opennight.night.tables import OpenTable
from opennight.night.votes import Vote
from tests.cast import attendee, guest, host, neighbour
from tests.live.inside import CODE, Inside

MOST = 4_096
"""Bytes of a frame, before compression."""
TOPICS, ROOMS, PEOPLE, PITCHES, COMMENTS = 2, 15, 40, 60, 10
TITLE = "How do we heat old houses without gas, and who on this street wants to share a pump?"[:80]
ROOMED = tuple(Room(no, f"Room {no} on the first floor", 20) for no in range(1, 2 * ROOMS + 1))

USUAL: dict[Phase, list[Command]] = {
    "welcome": [
        guest(Join, name="Zoe"),
        attendee(Rename, name="Ada L."),
        attendee(Leave),
        attendee(ComeBack),
    ],
    "pitch": [
        guest(Join, name="Zoe"),
        neighbour(MakePitch, title=TITLE, more="x" * 200),
        neighbour(LineUpToSpeak, pitch=PITCHES + 1),
        host(CallSpeaker),
        host(ThankSpeaker),
        attendee(Rename, name="Ada L."),
    ],
    "vote": [attendee(Vote, pitch=3), attendee(Rename, name="Ada L."), neighbour(MakePitch, title=TITLE)],
    "groups": [
        attendee(JoinGroup, group=5),
        attendee(Rename, name="Ada L."),
        neighbour(Leave),
        neighbour(ComeBack),
        host(MakePitch, person=0, title=TITLE, more="x" * 200),
        attendee(LeaveGroup, group=1),
        host(EditPitch, pitch=2, title=TITLE[::-1], more="y" * 200),
    ],
    "talk": [
        attendee(WriteHeadline, group=1, text="x" * 100),
        host(EditPitch, pitch=2, title=TITLE[::-1], more="y" * 200),
        attendee(Rename, name="Ada L."),
        attendee(Leave),
    ],
    "share": [
        attendee(WriteHeadline, group=1, text="We begin in May, with the two houses at the corner"),
        attendee(WriteNote, group=1, text="Ask the council"),
        attendee(Appreciate, group=2),
        neighbour(MakeComment, group=1, text="Count me in" * 10),
        host(ShowGroup, group=2),
        host(EditPitch, pitch=2, title=TITLE[::-1], more="y" * 200),
        attendee(Rename, name="Ada L."),
        attendee(Leave),
    ],
}


async def test_a_table_that_opens_is_a_small_push() -> None:
    """On an open night with thirty tables, and sixty topics that have none."""
    async with Inside() as made:
        await made.start("Ada", "Ben", rooms=ROOMED, seating="open")
        send = made.writers.send
        for _no in range(PITCHES):
            await send(CODE, host(MakePitch, person=0, title=TITLE, more="x" * 200))
        await send(CODE, host(MovePhase, to="groups"))
        for no in range(1, ROOMS * TOPICS):
            await send(CODE, host(OpenTable, person=0, pitch=no, room=no))
        phone = await made.listen(PHONE, 2)
        for act in (
            host(OpenTable, person=0, pitch=ROOMS * TOPICS, room=ROOMS * TOPICS),
            attendee(MakePitch, title=TITLE),
            attendee(JoinGroup, group=3),
        ):
            await asyncio.sleep(TICK * 1.2)
            phone.take()
            await send(CODE, act)
            await asyncio.sleep(TICK * 1.2)
            frames = phone.take()
            assert frames
            assert max(len(frame.encode()) for frame in frames) <= MOST, type(act).__name__


@pytest.fixture(params=USUAL)
async def inside(request: pytest.FixtureRequest) -> AsyncIterator[tuple[Inside, Phase]]:
    """A night with sixty pitches, thirty groups and ten comments, in a phase in which people act."""
    async with Inside() as made:
        await made.start(*(f"Person {no}" for no in range(1, PEOPLE + 1)), rooms=ROOMED[:ROOMS])
        send = made.writers.send
        for _no in range(PITCHES):
            await send(CODE, host(MakePitch, person=0, title=TITLE, more="x" * 200))
        for phase in PHASES[1 : PHASES.index(request.param) + 1]:
            await send(CODE, host(MovePhase, to=phase))
            if phase == "groups":
                for no in range(ROOMS * TOPICS):
                    cell = {"slot": no // ROOMS + 1, "room": no % ROOMS + 1}
                    await send(CODE, host(PlacePitch, pitch=no + 1, **cell))
                for no in range(1, PEOPLE + 1):
                    await send(
                        CODE,
                        JoinGroup(
                            id=f"takes-a-seat-{no}", at=0, actor=acting(no), person=no, group=no % ROOMS + 1
                        ),
                    )
                await send(CODE, attendee(JoinGroup, group=1))
            if phase == "share":
                for number in range(COMMENTS):
                    await send(CODE, neighbour(MakeComment, group=1, text=f"Comment {number} " * 10))
        yield made, request.param


async def test_a_usual_act_is_a_small_push(inside: tuple[Inside, Phase]) -> None:
    made, phase = inside
    phone = await made.listen(PHONE, 3)
    sizes = {}
    for act in USUAL[phase]:
        await asyncio.sleep(TICK * 1.2)
        phone.take()
        await made.writers.send(CODE, act)
        await asyncio.sleep(TICK * 1.2)
        sizes[type(act).__name__] = max((len(frame.encode()) for frame in phone.take()), default=0)
    assert not {act: size for act, size in sizes.items() if size > MOST}
    assert any(sizes.values())
