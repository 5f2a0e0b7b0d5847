"""What once stayed on a screen, or never came to it, until something else was told."""

import pytest

from opennight.live import hub
from opennight.live.audiences import (
    ASSEMBLY,
    CHOOSING,
    DESK,
    OFFERS,
    PHONE,
    REMOTE,
    REPORTER,
    STEERING,
    Audience,
)
from opennight.night.answers import AnswerAsk
from opennight.night.asks import TakeUpFromWall
from opennight.night.board import SetScene
from opennight.night.bylines import TakeName
from opennight.night.called_off import HideMeeting
from opennight.night.choosing import OpenChoice
from opennight.night.clips import AddClip
from opennight.night.consent import ReleaseClip, ShowClip, WithdrawClip
from opennight.night.corrections import MendWords
from opennight.night.groups import JoinGroup, LeaveGroup, TakePen
from opennight.night.headlines import WriteHeadline
from opennight.night.lineup import ClearLineup, PlacePitch
from opennight.night.manifesto import PutAll
from opennight.night.meetings import FixMeeting
from opennight.night.messages import Actor, Command
from opennight.night.moderation import HidePitch, RemovePerson, ShowPitch
from opennight.night.notes import EditNote, WriteNote
from opennight.night.offers import CloseOffer, EditOffer, MakeOffer
from opennight.night.organisations import ListOrganisations, OpenRoll
from opennight.night.people import ComeBack, Leave, Rename
from opennight.night.phases import MovePhase
from opennight.night.pitches import EditPitch, MakePitch
from opennight.night.pledges import PledgeHours
from opennight.night.promises import ImIn, ImOut
from opennight.night.queue import LineUpToSpeak, MoveInQueue
from opennight.night.reading import LetWordsIn, ReadFirst
from opennight.night.replies import WriteReply
from opennight.night.reporters import ChangeReporter, InviteReporter
from opennight.night.rollcall import CallOrganisation, Rise
from opennight.night.standup import EndStandUp, StandUpNext
from opennight.night.votes import Vote
from opennight.night.wall_sight import HideOffer
from opennight.night.watch import WatchWords
from tests.cast import SEVEN, attendee, host, neighbour
from tests.live.inside import CODE, Inside
from tests.live.test_pages_follow import compare

ASK = attendee(MakeOffer, wants=True, kind="space", text="A room")
FIRST = attendee(MakeOffer, wants=False, kind="space", text="A shed")
SECOND = neighbour(MakeOffer, wants=False, kind="space", text="A barn")
READ_OUT = host(StandUpNext, ask=1, meets=())
ROLL = [host(OpenRoll, open=True), host(ListOrganisations, names="Scouts")]
CALLED = [host(CallOrganisation, organisation=no) for no in (1, 0)]
IN_GROUPS = [
    host(MakePitch, person=0, title="Bees"),
    host(PlacePitch, pitch=1, slot=1, room=1),
    host(MovePhase, to="groups"),
    attendee(JoinGroup, group=1),
    attendee(TakePen, group=1),
    attendee(WriteHeadline, group=1, text="Plant hedges"),
]
ACTION = attendee(WriteNote, group=1, kind="action", text="Plant them")
BY_REPORTER = WriteNote(
    id="from-a-reporter",
    at=SEVEN,
    actor=Actor("reporter", 1),
    person=0,
    group=1,
    kind="note",
    text="Hedges",
)
CLIP = attendee(
    AddClip, group=1, title="Board", consent=True, hash="0" * 64, width=4, height=3, size=9, most=0
)
LISTED = attendee(MakeOffer, wants=True, kind="space", text="A room", listed=True)
SECOND_ASK = neighbour(MakeOffer, wants=True, kind="space", text="A garden")
PUT = [LISTED, host(TakeUpFromWall, offer=1), host(PutAll)]
MEETING = attendee(FixMeeting, group=1, day="2027-01-06", time="19:30", place="Hall")
QUOTE = attendee(WriteNote, group=1, kind="quote", text="Look", clip=1, moment=5)
CASES: dict[str, tuple[Audience, list[Command], Command]] = {
    "the way to what somebody was named for, from the first offer on": (PHONE, [], FIRST),
    "the order of the wall at the desk": (DESK, [FIRST], SECOND),
    "a card that comes back before others": (
        OFFERS,
        [FIRST, SECOND, attendee(CloseOffer, offer=1, closed=True)],
        attendee(CloseOffer, offer=1, closed=False),
    ),
    "who asks, at the desk": (DESK, [ASK, READ_OUT], attendee(Rename, name="Zoe")),
    "who asks, on the wall": (OFFERS, [ASK, READ_OUT], attendee(Rename, name="Zoe")),
    "the ask that is read out, on a remote": (REMOTE, [ASK], READ_OUT),
    "an ask that is hidden while it is read out": (PHONE, [ASK, READ_OUT], host(HideOffer, offer=1)),
    "who stood up once the list is read out": (ASSEMBLY, [*ROLL, *CALLED], attendee(Rise, organisation=1)),
    "how many stood up in all": (STEERING, [*ROLL, CALLED[0]], attendee(Rise, organisation=1)),
    "who is in on a meeting that is hidden": (
        DESK,
        [*IN_GROUPS, MEETING, attendee(ImIn, about="meeting:1"), host(HideMeeting, meeting=1)],
        attendee(ImOut, about="meeting:1"),
    ),
    "that no name waits of whoever was removed, on a remote": (
        REMOTE,
        [host(ReadFirst, nouns=("name",)), neighbour(Rename, name="Zoe")],
        host(RemovePerson, person=2),
    ),
    "that no ask is read out any more, where a remote leads the assembly": (
        REMOTE,
        [*PUT, SECOND_ASK, host(StandUpNext, ask=2, meets=()), host(SetScene, scene="assembly")],
        host(EndStandUp),
    ),
    "whom the next press calls": (
        DESK,
        [
            host(MovePhase, to="pitch"),
            *(host(MakePitch, person=0, title=title) for title in ("Bees", "Bats")),
            *(host(LineUpToSpeak, pitch=no) for no in (1, 2)),
        ],
        host(MoveInQueue, pitch=2, place=0),
    ),
    "a name to look at that is taken back": (
        DESK,
        [host(WatchWords, words=("ada",)), attendee(Leave)],
        attendee(TakeName),
    ),
    "that no group has written anything any more": (DESK, IN_GROUPS, host(ClearLineup)),
    "the way to what is due, from the first promise on": (
        DESK,
        [*IN_GROUPS, ACTION, host(MovePhase, to="share")],
        attendee(ImIn, about="note:1"),
    ),
    "the name of whoever drafted the headline": (
        Audience("group", 1),
        [*IN_GROUPS[:-2], neighbour(JoinGroup, group=1), *IN_GROUPS[-2:]],
        attendee(Rename, name="Zoe"),
    ),
    "for whom a reporter speaks who has written something": (
        Audience("group", 1),
        [*IN_GROUPS, host(InviteReporter, name="Rita", interest="none"), BY_REPORTER],
        host(ChangeReporter, reporter=1, name="Rita", interest="The Times"),
    ),
    "words of a note that are mended in the record": (
        Audience("group", 1),
        [*IN_GROUPS, ACTION, host(MovePhase, to="closed")],
        host(MendWords, anchor="note-1", was="Plant them", text="Plant hedges"),
    ),
    "how much a group wrote, once some of it waits again": (
        REPORTER,
        [*IN_GROUPS, ACTION, host(ReadFirst, nouns=("note",))],
        attendee(EditNote, note=1, text="Plant trees"),
    ),
    "the topic of a note that waits, once its title changes": (
        DESK,
        [*IN_GROUPS, host(ReadFirst, nouns=("note",)), ACTION],
        host(EditPitch, pitch=1, title="Wild bees"),
    ),
    "the topic of a clip, once it is back on the wall": (
        DESK,
        [*IN_GROUPS, CLIP, host(ShowClip, clip=1), attendee(ReleaseClip, clip=1), host(HidePitch, pitch=1)],
        host(ShowPitch, pitch=1),
    ),
    "what a comment that waits is about, once that changes on the wall": (
        DESK,
        [ASK, host(ReadFirst, nouns=("comment",)), neighbour(WriteReply, about="offer:1", text="Where?")],
        attendee(EditOffer, offer=1, kind="space", text="A hall"),
    ),
    "hours that were promised by somebody who is out again": (
        DESK,
        [
            *IN_GROUPS,
            ACTION,
            attendee(ImIn, about="note:1"),
            attendee(PledgeHours, about="note:1", hours=3, monthly=False),
        ],
        attendee(ImOut, about="note:1"),
    ),
    "the name of whoever is hit hardest by the line-up": (
        DESK,
        [
            host(ReadFirst, nouns=("name",)),
            *(host(MakePitch, person=0, title=title) for title in ("Bees", "Bats")),
            host(MovePhase, to="vote"),
            *(attendee(Vote, pitch=no) for no in (1, 2)),
            *(host(PlacePitch, pitch=no, slot=1, room=no) for no in (1, 2)),
            attendee(Rename, name="Zoe"),
        ],
        host(LetWordsIn, names=(12,)),
    ),
    "hours that were promised in a group whose topic goes": (
        DESK,
        [
            *IN_GROUPS,
            ACTION,
            attendee(ImIn, about="note:1"),
            attendee(PledgeHours, about="note:1", hours=3, monthly=False),
        ],
        host(HidePitch, pitch=1),
    ),
    "that nobody has the pen any more": (Audience("group", 1), IN_GROUPS, attendee(LeaveGroup, group=1)),
    "that somebody who is in has come back": (
        Audience("group", 1),
        [*IN_GROUPS, ACTION, neighbour(ImIn, about="note:1"), neighbour(Leave)],
        neighbour(ComeBack),
    ),
    "a quote of a clip that is withdrawn": (
        Audience("group", 1),
        [*IN_GROUPS, CLIP, host(ShowClip, clip=1), attendee(ReleaseClip, clip=1), QUOTE],
        attendee(WithdrawClip, clip=1),
    ),
    "the topic of an action to choose": (
        CHOOSING,
        [*IN_GROUPS, ACTION, host(MovePhase, to="share"), host(OpenChoice)],
        host(EditPitch, pitch=1, title="Wild bees"),
    ),
    "that the board shows something else than the asks": (
        STEERING,
        [*PUT, host(SetScene, scene="assembly")],
        host(SetScene, scene="timer"),
    ),
    "who needs what could be asked for": (STEERING, [LISTED], attendee(Rename, name="Zoe")),
    "hours that were promised for an answer that is taken back": (
        DESK,
        [
            *PUT,
            host(AnswerAsk, ask=1, verdict="yes", what="A room", due="", ours="", ours_due=""),
            attendee(ImIn, about="answer:1"),
            attendee(PledgeHours, about="answer:1", hours=3, monthly=False),
        ],
        host(AnswerAsk, ask=1, verdict="no", what="", due="", ours="", ours_due=""),
    ),
    "hours that were promised for a note that is changed and waits again": (
        DESK,
        [
            *IN_GROUPS,
            ACTION,
            attendee(ImIn, about="note:1"),
            attendee(PledgeHours, about="note:1", hours=3, monthly=False),
            host(ReadFirst, nouns=("note",)),
        ],
        attendee(EditNote, note=1, text="Plant trees"),
    ),
}


@pytest.mark.parametrize("what", CASES)
async def test_it_is_told(monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    monkeypatch.setattr(hub, "TICK", 0.0)
    audience, before, act = CASES[what]
    async with Inside() as inside:
        await inside.start("Ada", "Ben")
        for one in before:
            await inside.writers.send(CODE, one)
        person = 0 if audience in (DESK, REMOTE, STEERING) else 1
        screen = await inside.listen(audience, person, await inside.load(audience, person))
        screen.take()
        await inside.writers.send(CODE, act)
        for frame in screen.take():
            screen.page.receive(frame)
        await compare(inside, screen, what)


async def test_whoever_only_commented_can_be_removed_with_that(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hub, "TICK", 0.0)
    note = attendee(WriteNote, group=1, kind="note", text="Hedges first")
    async with Inside() as inside:
        await inside.start("Ada", "Ben")
        for one in (*IN_GROUPS, note, host(MovePhase, to="share")):
            await inside.writers.send(CODE, one)
        desk = await inside.listen(DESK, 0, await inside.load(DESK))
        desk.take()
        await inside.writers.send(CODE, neighbour(WriteReply, about="note:1", text="And trees"))
        for frame in desk.take():
            desk.page.receive(frame)
        assert "with what they wrote" in desk.page.look("person-2")
