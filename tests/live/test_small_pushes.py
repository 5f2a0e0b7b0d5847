"""What every phone gets for a usual act is small, in the biggest of nights: the Wi-Fi is everybody's."""

import random
from collections.abc import AsyncIterator, Mapping, Sequence

import pytest

from opennight.live.audiences import ASSEMBLY, BOARD, PHONE, Audience
from opennight.live.frames import Frame
from opennight.night.answers import AnswerAsk
from opennight.night.asks import WriteAsk
from opennight.night.groups import JoinGroup, LeaveGroup
from opennight.night.guests import ArrangeAsk, BringAsk, InviteGuest
from opennight.night.headlines import WriteHeadline
from opennight.night.kept.parts import PHASES, Phase
from opennight.night.kept.rooms import Room
from opennight.night.lineup import PlacePitch
from opennight.night.manifesto import BackAsk, CloseManifesto, OpenManifesto, PutAll
from opennight.night.messages import Command, acting
from opennight.night.notes import WriteNote
from opennight.night.organisations import ListOrganisations
from opennight.night.people import ComeBack, Join, Leave, Rename
from opennight.night.phases import MovePhase
from opennight.night.pitches import EditPitch, MakePitch
from opennight.night.promises import NAMED, ImIn
from opennight.night.queue import CallSpeaker, LineUpToSpeak, ThankSpeaker
from opennight.night.replies import AcceptAnswer, WriteReply
from opennight.night.rollcall import CallOrganisation, CountRisen
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
            made.tick()
            phone.take()
            await send(CODE, act)
            made.tick()
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


async def sizes(made: Inside, audience: Audience, acts: Mapping[str, Sequence[Command]]) -> dict[str, int]:
    """How many bytes a phone on the page of this audience gets for the last command of each of these acts."""
    phone = await made.listen(audience, PEOPLE)
    found = {}
    for name, commands in acts.items():
        for command in commands:
            made.tick()
            phone.take()
            await made.writers.send(CODE, command)
            made.tick()
        found[name] = sum(len(frame.encode()) for frame in phone.take())
    return found


async def test_what_is_said_under_a_note_is_a_small_push_however_much_is_said() -> None:
    said = [
        WriteReply(
            id=f"says-{no}", at=0, actor=acting(no), person=no, about="note:1", kind="answer", text="x" * 250
        )
        for no in range(2, 12)
    ]
    owners = [
        ImIn(id=f"in-{no}", at=0, actor=acting(no), person=no, about="note:2") for no in range(1, PEOPLE + 1)
    ]
    async with Inside() as made:
        await made.start(*(f"Person {no} of the long street" for no in range(1, PEOPLE + 1)))
        for command in (
            host(MakePitch, person=0, title=TITLE),
            host(PlacePitch, pitch=1, slot=1, room=1),
            host(MovePhase, to="talk"),
            attendee(JoinGroup, group=1),
            attendee(WriteNote, group=1, kind="question", text=TITLE),
            attendee(WriteNote, group=1, kind="action", text=TITLE),
            host(MovePhase, to="share"),
            host(ShowGroup, group=1),
            *said[:-1],
            *owners[:-1],
        ):
            await made.writers.send(CODE, command)
        taken = [attendee(AcceptAnswer, reply=5, accepted=True)]
        acts: dict[str, Sequence[Command]] = {"reply": said[-1:], "taken": taken, "promise": owners[-1:]}
        found = await sizes(made, Audience("group", 1), acts)
        for page in (await made.html(BOARD), await made.written(1)):
            assert f"and {PEOPLE - NAMED} more" in page
    assert 0 < found["reply"] <= MOST
    assert 0 < found["taken"] <= MOST
    assert 0 < found["promise"] <= MOST // 2


@pytest.mark.long
async def test_an_assembly_is_told_of_the_ask_that_changes() -> None:
    """Not of all that it chooses from, nor of all that are put."""
    answer = {"verdict": "partly", "what": "x" * 200, "due": "1 March", "ours": "y" * 200, "ours_due": "May"}
    async with Inside() as made:
        await made.start(*(f"Person {no}" for no in range(1, PEOPLE + 1)))
        await made.writers.send(CODE, host(MovePhase, to="share"))
        for no in range(19):
            await made.writers.send(CODE, host(WriteAsk, text=f"{TITLE} {no}"))
        await made.writers.send(CODE, host(OpenManifesto, places=6, dots=3))
        choosing: dict[str, list[Command]] = {
            "one more": [host(WriteAsk, text=TITLE)],
            "a guest": [host(InviteGuest, name="Jo Reed")],
        }
        found = await sizes(made, ASSEMBLY, choosing)
        for command in (attendee(BackAsk, ask=3), host(CloseManifesto), host(PutAll)):
            await made.writers.send(CODE, command)
        put: dict[str, list[Command]] = {
            "arranged": [host(ArrangeAsk, ask=3, guest=1, speaker="Ada Lovelace")],
            "to the front": [host(BringAsk, ask=3, stage="ask"), host(BringAsk, ask=4, stage="ask")],
            "answered": [host(AnswerAsk, ask=4, **answer)],
        }
        found |= await sizes(made, ASSEMBLY, put)
    assert not {act: size for act, size in found.items() if size > MOST}
    assert all(size for act, size in found.items() if act != "a guest")


@pytest.mark.long
async def test_what_an_assembly_is_told_once_is_small_on_its_way() -> None:
    """All that there is to choose from, which each phone gets as the choice begins, goes in one frame that is
    made and compressed once: less than what each of them would ask for and get, and no phone has to ask.
    Once the roll was called, phones get a line; a long list has a page.
    """
    async with Inside() as made:
        await made.start("Ada")
        await made.writers.send(CODE, host(MovePhase, to="share"))
        chance = random.Random(6)
        for _no in range(40):
            words = ("".join(chance.choices("aehilnorstuw", k=chance.randint(2, 9))) for _word in range(18))
            await made.writers.send(CODE, host(WriteAsk, text=" ".join(words)[:100]))
        names = "\n".join(f"The {no}th society of this street" for no in range(199))
        page = await made.listen(ASSEMBLY, 1)
        page.take()
        await made.writers.send(CODE, host(OpenManifesto, places=6, dots=3))
        made.tick()
        opened = page.take()
        assert sum(text.count("/dot") for text in opened) == 40
        assert sum(len(Frame(text).deflated) for text in opened) <= MOST * 1.5
        await made.writers.send(CODE, host(ListOrganisations, names=names))
        for no in range(1, 200):
            await made.writers.send(CODE, host(CallOrganisation, organisation=no))
            await made.writers.send(CODE, host(CountRisen, organisation=no, count=1))
        ended = await sizes(made, ASSEMBLY, {"end": [host(CallOrganisation, organisation=0)]})
    assert 0 < ended["end"] <= MOST


async def test_a_usual_act_is_a_small_push(inside: tuple[Inside, Phase]) -> None:
    made, phase = inside
    phone = await made.listen(PHONE, 3)
    sizes = {}
    for act in USUAL[phase]:
        made.tick()
        phone.take()
        await made.writers.send(CODE, act)
        made.tick()
        sizes[type(act).__name__] = max((len(frame.encode()) for frame in phone.take()), default=0)
    assert not {act: size for act, size in sizes.items() if size > MOST}
    assert any(sizes.values())
