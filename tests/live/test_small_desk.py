"""The desk is light: in a big night, what the host's page gets for a usual act is small."""

import asyncio
import json
import re
from collections.abc import AsyncIterator

import pytest

from opennight.live import hub
from opennight.live.audiences import DESK
from opennight.live.regions import ALL_OF_DESK
from opennight.night.groups import JoinGroup, LeaveGroup, TakePen
from opennight.night.headlines import WriteHeadline
from opennight.night.inquiries import Inquire
from opennight.night.kept.parts import PHASES, Phase
from opennight.night.kept.rooms import Room
from opennight.night.lineup import DropGroup, PinGroup, PlacePitch
from opennight.night.merging import MergePitch
from opennight.night.messages import Command, acting
from opennight.night.moderation import HidePitch, RemovePerson, ShowPitch
from opennight.night.nights import LockJoining
from opennight.night.notes import WriteNote
from opennight.night.offers import CloseOffer, MakeOffer
from opennight.night.people import ComeBack, Join, Leave, Rename
from opennight.night.phases import MovePhase
from opennight.night.pitches import EditPitch, MakePitch
from opennight.night.queue import CallSpeaker, ExtendSpeaker, MoveInQueue, ThankSpeaker
from opennight.night.sharing import Appreciate, MakeComment, ShowGroup
from opennight.night.timer import StartTimer
from opennight.night.undo import UndoStep
from opennight.night.votes import TakeBackVote, Vote
from opennight.night.wall_sight import HideOffer
from tests.cast import attendee, guest, host, neighbour
from tests.examples import at_length
from tests.live.inside import CODE, Inside

MOST = 40_000
"""Bytes of a frame, before compression."""
SLOTS, ROOMS, PEOPLE, PITCHES, COMMENTS = 2, 15, 150, 120, 30
OFFERS = 60
TITLE = "How do we heat old houses without gas, and who on this street wants to share a pump?"[:80]
ROOMED = tuple(Room(no, f"Room {no} on the first floor", 20) for no in range(1, ROOMS + 1))
UNDO = host(UndoStep, step=0)
"""Stands for taking back what the desk did last."""

WHENEVER: list[Command] = [
    guest(Join, name="Zoe"),
    attendee(Rename, name="Ada L."),
    neighbour(Leave),
    neighbour(ComeBack),
    host(LockJoining, locked=True),
    host(EditPitch, pitch=2, title=TITLE[::-1], more="y" * 200),
    host(HidePitch, pitch=3),
    host(ShowPitch, pitch=3),
    host(MakePitch, person=0, title=TITLE, more="x" * 200),
    host(MergePitch, pitch=40, into=41),
    UNDO,
    host(RemovePerson, person=9),
    UNDO,
]
USUAL: dict[Phase, list[Command]] = {
    "pitch": [
        neighbour(MakePitch, title=TITLE, more="x" * 200),
        host(CallSpeaker),
        host(ExtendSpeaker, seconds=30),
        host(ThankSpeaker),
        host(MoveInQueue, pitch=50, place=0),
        UNDO,
    ],
    "vote": [attendee(Vote, pitch=60), attendee(TakeBackVote, pitch=60), neighbour(MakePitch, title=TITLE)],
    "groups": [
        attendee(JoinGroup, group=5),
        attendee(LeaveGroup, group=5),
        host(PlacePitch, pitch=4, slot=2, room=7),
        host(PlacePitch, pitch=77, slot=1, room=1),
        UNDO,
        host(DropGroup, group=6),
        host(PinGroup, group=8, pinned=True),
        UNDO,
    ],
    "talk": [
        host(StartTimer, minutes=20),
        attendee(TakePen, group=1),
        attendee(WriteHeadline, group=1, text="x" * 100),
        attendee(WriteNote, group=1, text="x" * 200),
    ],
    "share": [
        attendee(Appreciate, group=2),
        neighbour(MakeComment, group=1, text="Count me in" * 10),
        host(ShowGroup, group=2),
        UNDO,
    ],
}


def pitch(no: int) -> MakePitch:
    """A topic of the person with this number."""
    who = acting(no)
    return MakePitch(id=f"makes-a-pitch-{no}", at=0, actor=who, person=no, title=TITLE, more="x" * 200)


@pytest.fixture(params=[phase if phase == "vote" else at_length(phase) for phase in USUAL])
async def inside(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[tuple[Inside, Phase]]:
    """A night with 120 pitches and 150 people, in a phase in which people act."""
    monkeypatch.setattr(hub, "TICK", 0.0)
    async with Inside() as made:
        await made.start(*(f"Person {no}" for no in range(1, PEOPLE + 1)), rooms=ROOMED)
        send = made.writers.send
        for phase in PHASES[1 : PHASES.index(request.param) + 1]:
            await send(CODE, host(MovePhase, to=phase))
            if phase == "pitch":
                for no in range(1, PITCHES + 1):
                    await send(CODE, pitch(no))
            if phase == "groups":
                for no in range(ROOMS * SLOTS):
                    cell = {"slot": no // ROOMS + 1, "room": no % ROOMS + 1}
                    await send(CODE, host(PlacePitch, pitch=no + 1, **cell))
                await send(CODE, attendee(JoinGroup, group=1))
            if phase == "share":
                for number in range(COMMENTS):
                    who = acting(number + 10)
                    text = f"Comment {number} " * 10
                    await send(
                        CODE,
                        MakeComment(
                            id=f"comments-{number}", at=0, actor=who, person=who.person, group=1, text=text
                        ),
                    )
        yield made, request.param


async def carry_out(made: Inside, act: Command) -> None:
    if act is UNDO:
        act = host(UndoStep, step=(await made.writers.night(CODE)).steps[-1].no)
    await made.writers.send(CODE, act)
    await asyncio.sleep(0)


async def test_a_usual_act_is_a_small_push(inside: tuple[Inside, Phase]) -> None:
    """And the page that got them all is like one that has just been loaded. A new pitch sends its own rows
    and the order of the lists, and nothing of the other hundred.
    """
    made, phase = inside
    page = await made.load(DESK)
    desk = await made.listen(DESK, 0, page)
    desk.take()
    sizes = []
    for act in (*USUAL[phase], *(WHENEVER if phase in ("pitch", "groups") else ())):
        await carry_out(made, act)
        frames = desk.take()
        assert frames, act
        sizes += [(max(len(frame.encode()) for frame in frames), type(act).__name__)]
        for frame in frames:
            page.receive(frame)
    assert not [one for one in sizes if one[0] > MOST]
    fresh = await made.load(DESK)
    for region in ALL_OF_DESK.split():
        assert page.look(region) == fresh.look(region), region
    await carry_out(made, host(MakePitch, person=0, title="Bees"))
    regions = [region for frame in desk.take() for region, _into, _html in json.loads(frame)["f"]]
    numbers = {found[1] for region in regions if (found := re.search(r"-(\d+)$", region))}
    assert numbers == {str(max((await made.writers.night(CODE)).pitches))}


@pytest.mark.long
async def test_a_long_wall_of_offers_is_no_long_push() -> None:
    """The desk is told of the one that changes."""
    async with Inside() as made:
        await made.start(*(f"Person {no}" for no in range(1, OFFERS + 2)))
        walled = [
            MakeOffer(
                id=f"offer-{no}", at=0, actor=acting(no), person=no, wants=False, kind="time", text=TITLE
            )
            for no in range(1, OFFERS + 1)
        ]
        for command in walled:
            await made.writers.send(CODE, command)
        desk = await made.listen(DESK)
        for act in (
            attendee(Inquire, offer=OFFERS, text="How much?"),
            host(HideOffer, offer=7),
            attendee(MakeOffer, wants=True, kind="space", text=TITLE),
            attendee(CloseOffer, offer=1),
            attendee(Rename, name="Ada L."),
        ):
            made.tick()
            desk.take()
            await made.writers.send(CODE, act)
            made.tick()
            frames = desk.take()
            assert frames, act
            assert max(len(frame.encode()) for frame in frames) <= MOST // 4, type(act).__name__
