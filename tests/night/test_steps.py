"""Each step of the desk that can be undone has a name of its own, which says what it was and of what."""

from collections.abc import Iterator

import pytest

from opennight.night import undo
from opennight.night.announcement import WriteAnnouncement
from opennight.night.asking import EndFeedback, PublishFeedback
from opennight.night.board import Announce, BlankBoard, SetScene
from opennight.night.called_off import CancelMeeting, HideMeeting, ShowMeeting
from opennight.night.clips import AddClip
from opennight.night.connections import LeaveGroupAlone, SetAside
from opennight.night.consent import ReleaseClip
from opennight.night.corrections import (
    AnswerCorrection,
    HideCorrectionAnswer,
    MendWords,
    ShowCorrectionAnswer,
)
from opennight.night.decks import ChooseDeck, SpeakDeck
from opennight.night.door import TurnAway
from opennight.night.doubles import TellApart
from opennight.night.entrance import RenewEntrance
from opennight.night.feedback import GiveFeedback, HideAnswer, ShowAnswer
from opennight.night.flood import UndoFlood
from opennight.night.fold import UNDO
from opennight.night.gratitude import HideThanks, ReportThanks, ShowThanks
from opennight.night.groups import JoinGroup
from opennight.night.headlines import WriteHeadline
from opennight.night.kept.announcement import FIRST, Announcement
from opennight.night.kept.feedback import Answer
from opennight.night.kept.propositions import Found
from opennight.night.kept.taking import Origin, Takeaway, TakenCard, TakenTopic
from opennight.night.leaflet_sight import HideLeaflet, ShowLeaflet
from opennight.night.leaflets import CloseLeaflet, EditLeaflet, MakeLeaflet
from opennight.night.limits import LimitClips, LimitEach
from opennight.night.lineup import ClearLineup, DropGroup, PinGroup, PlacePitch
from opennight.night.links import AskToMerge, LinkGroups, SayTalked, SendRunner
from opennight.night.meetings import ChangeMeeting, FixMeeting
from opennight.night.merging import MergePitch
from opennight.night.messages import Command, Label
from opennight.night.moderated import TellHowMany
from opennight.night.moderation import (
    ApprovePitch,
    HidePitch,
    LetBackIn,
    RemovePerson,
    ShowPitch,
    WithdrawPitch,
)
from opennight.night.naming import TurnNameAway
from opennight.night.nights import LockJoining, RevealVotes
from opennight.night.notes import HideNote, ShowNote, WriteNote
from opennight.night.passing import AskGroup, WriteTogether
from opennight.night.people import Join, Rename
from opennight.night.phases import MovePhase
from opennight.night.picks import HideCard, ShowCard
from opennight.night.piles import PileLine
from opennight.night.pitches import EditPitch, MakePitch
from opennight.night.posts import StopPosts
from opennight.night.propositions import AddSentences, HideSentence, OpenRound, ShowSentence
from opennight.night.publication import ApprovePage, HoldRecord, OrderRecord, PickCover, WriteStory
from opennight.night.queue import CallSpeaker, ExtendSpeaker, LeaveQueue, MoveInQueue, ThankSpeaker
from opennight.night.quieting import StopKnocks
from opennight.night.quotas import OfClip
from opennight.night.reading import LetWordsIn, ReadFirst
from opennight.night.remote import AllowHelpers, ChangeHelper, InviteHelper
from opennight.night.replies import AcceptAnswer, HideReply, ShowReply, WriteReply
from opennight.night.reporters import ChangeReporter, InviteReporter
from opennight.night.room_questions import AskRoom, HideLine, OpenQuestion, SayLine, ShowLine
from opennight.night.rounds import CallRound
from opennight.night.runsheet import WriteScript
from opennight.night.sequels import AddSequel, HideSequel, ShowSequel
from opennight.night.setups import ChangeSetup
from opennight.night.sharing import HideComment, MakeComment, ShowComment, ShowGroup
from opennight.night.shuffling import PutCardBack, SwapCard
from opennight.night.slips import GiveSlip, PrintSlips, VoidSlips
from opennight.night.slow import SlowDown
from opennight.night.stories import FinishStory
from opennight.night.takers import PassMessagesOn
from opennight.night.taking import TakeFurther
from opennight.night.telling import EndRound
from opennight.night.thanks import GiveThanks
from opennight.night.timer import MINUTE, AddTime, PauseTimer, ResumeTimer, StartTimer, StopTimer
from opennight.night.undo import UndoStep
from opennight.night.unsaid import HidePassed, ShowPassed
from opennight.night.uses import DropUse, NoteUse
from opennight.night.watch import WatchWords
from opennight.night.workbooks import TakeCard
from tests.cast import (
    CORNER,
    EARLY,
    HALL,
    LATE,
    SEVEN,
    Later,
    Story,
    a_night,
    apply,
    attendee,
    guest,
    host,
    latecomer,
    neighbour,
    press,
    setup,
    system,
    take_back,
)
from tests.decks import deck
from tests.night.test_convened import NOUNS as CONVENED

BEES, BOOKS, BREAD, WAITING = range(1, 5)
AT_THE_DOOR = (host(ChangeSetup, setup=setup(expected=1)), guest(Join, name="Dan"))
GUEST = (host(ReadFirst, nouns=("name",)), guest(Join, name="Dan"))
LINED_UP = (
    host(PlacePitch, pitch=BEES, slot=EARLY.id, room=HALL.id),
    host(PlacePitch, pitch=BOOKS, slot=LATE.id, room=HALL.id),
)
TALKING = (
    *LINED_UP,
    host(MovePhase, to="talk"),
    attendee(JoinGroup, group=BEES),
    attendee(WriteNote, group=BEES, text="Honey"),
)
SHARED = (*LINED_UP, host(MovePhase, to="share"), attendee(MakeComment, group=BEES, text="Yes!"))
MEETING = (*TALKING, attendee(FixMeeting, group=BEES, day="2026-12-01"))
CANCELLED = host(CancelMeeting, meeting=1)
ANSWERED = (
    host(MovePhase, to="closed"),
    attendee(GiveFeedback, about="night", answer=Answer(4, ("The soup",))),
)
RITA = host(InviteReporter, name="Rita", interest="none")
NORA = host(InviteHelper, name="Nora", controls=())
READ = host(ReadFirst, nouns=("note", "comment"))
AGAIN = attendee(WriteNote, group=BEES, text="Wax")
PHOTO = (
    attendee(AddClip, group=0, title="Foyer", who="Ben", consent=True, hash="5ea2"),
    attendee(ReleaseClip, clip=1),
)
MENDED = (
    *TALKING,
    host(MovePhase, to="closed"),
    attendee(ApprovePage, group=BEES),
    host(MendWords, anchor="note-1", was="Honey", text="Hony"),
)
OBJECTED = (*MENDED, attendee(AnswerCorrection, correction=1, text="No"))
CARDS = (
    host(ChooseDeck, deck=deck()),
    *TALKING,
    attendee(TakeCard, group=BEES, card="corner", text="Ours"),
    attendee(TakeCard, group=BEES, card="fair"),
)
OWN = attendee(TakeCard, group=BEES, kind="goal", title="Wax")
TWO = {"group": BEES, "other": BOOKS}
BOTH = TWO | {"person": 0}
ASKED = attendee(AskGroup, **TWO, text="Which books?")
NO = attendee(MakeComment, group=BEES, text="No!")
REPLIED = (
    *TALKING,
    attendee(WriteNote, group=BEES, kind="question", text="Where?"),
    neighbour(JoinGroup, group=BEES),
    neighbour(WriteReply, about="note:2", kind="answer", text="On roofs"),
)
MORE_SAID = attendee(WriteReply, about="note:2", kind="comment", text="Oh")
OWN_WORDS = host(WriteReply, person=0, about="note:2", kind="comment", text="Oh")
THANKED = (*TALKING, neighbour(GiveThanks, whom=1, words="nothing"), attendee(ReportThanks, thanks=1))
CAME = attendee(AddSequel, text="What we said")
WROTE = (*SHARED, CAME)
CARD = {"kind": "service", "title": "Soup", "text": "Every Friday"}
MADE_CARD = attendee(MakeLeaflet, **CARD)
CARDED = (*SHARED, MADE_CARD)
USED = system(NoteUse, about="pitch-1", title="There", code="345678")
TAKEN = Takeaway(
    origin=Origin(title="Banks", licence=FIRST),
    topics=(TakenTopic("Banks"),),
    questions=("Why?",),
    cards=(TakenCard(kind="service", title="Soup"),),
    deck=deck(),
)
SAID = host(WriteAnnouncement, announcement=Announcement(summary="Hello", licence=FIRST))
TEN = host(StartTimer, at=SEVEN, minutes=10)
CALLED = host(CallSpeaker, at=SEVEN, seconds=30)


@pytest.fixture
def pitched() -> Story:
    return a_night_with_pitches()


def a_night_with_pitches() -> Story:
    """Three pitches on the wall and in the queue, and one that waits for the desk."""
    return a_night().given(
        host(MovePhase, to="pitch"),
        attendee(MakePitch, title="Bees"),
        neighbour(MakePitch, title="Books"),
        latecomer(MakePitch, title="Bread"),
        host(ChangeSetup, setup=setup(approve=True)),
        attendee(MakePitch, title="Bikes"),
    )


def last_step(story: Story) -> str:
    """What the desk's last step is called, in English."""
    step = undo.last(story.night)
    assert step
    values = undo.values(story.night, step.label)
    text = step.label.many if step.label.many and values["num"] != 1 else step.label.text
    return text % values


GIVEN = (host(PrintSlips, count=9), host(GiveSlip, slip=1, person=2))
PUT = host(AskRoom, text="What's your metaphor?")
LINE = attendee(SayLine, question=1, text="A beehive")
SENTENCE = host(AddSentences, texts=("Cars out.",))
NAMED: list[tuple[str, tuple[Command | Later, ...]]] = [
    ("starting the vote", (host(MovePhase, to="vote"),)),
    ("going back to the welcome", (host(MovePhase, to="welcome"),)),
    ("closing the night", (host(MovePhase, to="closed"),)),
    ("opening the night again", (host(MovePhase, to="closed"), host(MovePhase, to="share"))),
    ("letting nobody new in", (host(LockJoining, locked=True),)),
    ("letting people in again", (host(LockJoining, locked=True), host(LockJoining, locked=False))),
    ("revealing the votes", (host(RevealVotes, revealed=True),)),
    ("hiding the votes", (host(RevealVotes, revealed=True), host(RevealVotes, revealed=False))),
    ("changing what to say", (host(WriteScript, step="pitch", text="Come to the front"),)),
    ("changing the setup", (host(ChangeSetup, setup=setup(title="Other")),)),
    ("editing Wasps", (host(EditPitch, pitch=BEES, title="Wasps"),)),
    ("merging Bees into Books", (host(MergePitch, pitch=BEES, into=BOOKS),)),
    ("letting in Bikes", (host(ApprovePitch, pitch=WAITING),)),
    ("hiding Bees", (host(HidePitch, pitch=BEES),)),
    ("bringing back Bees", (host(HidePitch, pitch=BEES), host(ShowPitch, pitch=BEES))),
    ("withdrawing Bees", (host(WithdrawPitch, pitch=BEES),)),
    ("removing Ben", (host(RemovePerson, person=2),)),
    ("making a new code for the door", (host(RenewEntrance, entrance="K7WQ"),)),
    ("giving Ben a slip", (host(PrintSlips, count=9), host(GiveSlip, slip=1, person=2))),
    ("giving Ben another slip", (*GIVEN, host(GiveSlip, slip=2, person=2))),
    ("voiding 9 slips", (host(PrintSlips, count=9), host(VoidSlips, first=1, last=9))),
    ("letting Ben back in", (host(RemovePerson, person=2), host(LetBackIn, person=2))),
    ("removing 2 people", (host(UndoFlood, since=1, upto=2),)),
    ("turning 1 person away", (*AT_THE_DOOR, lambda night: host(TurnAway, newcomers=tuple(night.newcomers)))),
    ("letting in the name of Dan", (*GUEST, lambda night: host(LetWordsIn, names=tuple(night.unread_names)))),
    (
        "asking somebody for another name",
        (*GUEST, lambda night: host(TurnNameAway, named=max(night.unread_names))),
    ),
    ("calling Bees", (host(CallSpeaker),)),
    ("calling Bread", (host(CallSpeaker, pitch=BREAD),)),
    ("thanking Bees", (host(CallSpeaker), host(ThankSpeaker))),
    ("15 seconds less", (CALLED, host(ExtendSpeaker, at=SEVEN + 1000, seconds=-15))),
    ("30 seconds more", (CALLED, host(ExtendSpeaker, at=SEVEN + 1000, seconds=30))),
    ("30 seconds more", (CALLED, host(ExtendSpeaker, at=SEVEN + 50_400, seconds=30))),
    ("1 second more", (CALLED, host(ExtendSpeaker, at=SEVEN + 1000, seconds=1))),
    ("moving Bread in the queue", (host(MoveInQueue, pitch=BREAD, place=0),)),
    ("moving Bees in the queue", (host(MoveInQueue, pitch=BEES, place=2),)),
    ("taking Books out of the queue", (host(LeaveQueue, pitch=BOOKS),)),
    ("making the line-up", (press,)),
    ("applying the proposal", (*LINED_UP, press, apply)),
    ("bringing in Bread", (*LINED_UP, host(PlacePitch, pitch=BREAD))),
    ("bringing in Bread", (*LINED_UP, host(PlacePitch, pitch=BREAD, slot=EARLY.id, room=HALL.id))),
    ("moving Bees", (*LINED_UP, host(PlacePitch, pitch=BEES, slot=EARLY.id, room=CORNER.id))),
    ("moving Books", (*LINED_UP, host(PlacePitch, pitch=BOOKS, slot=EARLY.id, room=HALL.id))),
    ("pinning Bees", (*LINED_UP, host(PinGroup, group=BEES, pinned=True))),
    (
        "unpinning Bees",
        (*LINED_UP, host(PinGroup, group=BEES, pinned=True), host(PinGroup, group=BEES, pinned=False)),
    ),
    ("dropping Books", (*LINED_UP, host(DropGroup, group=BOOKS))),
    ("telling Bees and Books apart", (host(TellApart, pitch=BEES, other=BOOKS),)),
    ("clearing the line-up", (*LINED_UP, host(ClearLineup))),
    ("calling round 2", (*LINED_UP, host(MovePhase, to="groups"), host(CallRound, slot=LATE.id))),
    ("changing the headline of Bees", (*TALKING, host(WriteHeadline, group=BEES, text="Roofs"))),
    ("hiding a note of Bees", (*TALKING, host(HideNote, note=1))),
    ("turning away a note of Bees", (*TALKING, READ, AGAIN, host(HideNote, note=2))),
    ("letting in a note of Bees", (*TALKING, READ, AGAIN, host(ShowNote, note=2))),
    ("bringing back a note of Bees", (*TALKING, host(HideNote, note=1), host(ShowNote, note=1))),
    ("changing the deck of cards", (CARDS[0],)),
    ("changing the language of the cards", (CARDS[0], host(SpeakDeck, language="de"))),
    ("hiding words on a card of Bees", (*CARDS, host(HideCard, pick=1))),
    ("bringing back words on a card of Bees", (*CARDS, host(HideCard, pick=1), host(ShowCard, pick=1))),
    ("turning away words on a card of Bees", (*CARDS, READ, OWN, host(HideCard, pick=3))),
    ("letting in words on a card of Bees", (*CARDS, READ, OWN, host(ShowCard, pick=3))),
    ("putting back a card of Bees", (*CARDS, host(PutCardBack, pick=1))),
    ("swapping a card of Bees", (*CARDS, host(SwapCard, pick=1, card="square"))),
    (
        "finishing the story of Bees, or opening it again",
        (*CARDS, host(FinishStory, group=BEES, finished=True)),
    ),
    ("changing a meeting of Bees", (*MEETING, host(ChangeMeeting, meeting=1, day="2026-12-02"))),
    ("calling off a meeting of Bees", (*MEETING, host(CancelMeeting, meeting=1))),
    (
        "putting a meeting of Bees back on",
        (*MEETING, CANCELLED, host(CancelMeeting, meeting=1, cancelled=False)),
    ),
    ("hiding a meeting of Bees", (*MEETING, host(HideMeeting, meeting=1))),
    ("letting in a meeting of Bees", (*MEETING, host(HideMeeting, meeting=1), host(ShowMeeting, meeting=1))),
    ("setting aside a connection of Bees", (*TALKING, host(SetAside, one=BEES, other=BOOKS))),
    (
        "bringing back a connection of Bees",
        (*TALKING, host(SetAside, one=BEES, other=BOOKS), host(SetAside, one=2, other=1, aside=False)),
    ),
    ("leaving Bees alone", (*TALKING, host(LeaveGroupAlone, group=BEES, person=0))),
    (
        "pointing out Bees again",
        (
            *TALKING,
            attendee(LeaveGroupAlone, group=BEES),
            host(LeaveGroupAlone, group=BEES, person=0, alone=False),
        ),
    ),
    ("linking Bees", (*TALKING, host(LinkGroups, **BOTH))),
    (
        "taking back a link of Bees",
        (*TALKING, attendee(LinkGroups, **TWO), host(LinkGroups, **BOTH, linked=False)),
    ),
    ("asking to merge Bees", (*TALKING, host(AskToMerge, **BOTH))),
    (
        "no longer asking to merge Bees",
        (*TALKING, attendee(AskToMerge, **TWO), host(AskToMerge, **BOTH, asked=False)),
    ),
    ("sending a runner from Bees", (*TALKING, host(SendRunner, **TWO, person=1))),
    (
        "calling a runner of Bees back",
        (*TALKING, attendee(SendRunner, **TWO), host(SendRunner, **TWO, person=1, sent=False)),
    ),
    ("saying that Bees talked", (*TALKING, host(SayTalked, **BOTH))),
    (
        "saying that Bees did not talk",
        (*TALKING, attendee(SayTalked, **TWO), host(SayTalked, **BOTH, talked=False)),
    ),
    ("hiding a message of Bees", (*TALKING, ASKED, host(HidePassed, passed=1))),
    (
        "bringing back a message of Bees",
        (*TALKING, ASKED, host(HidePassed, passed=1), host(ShowPassed, passed=1)),
    ),
    ("turning away a message of Bees", (*TALKING, READ, ASKED, host(HidePassed, passed=1))),
    ("letting in a message of Bees", (*TALKING, READ, ASKED, host(ShowPassed, passed=1))),
    (
        "changing what Bees does with others",
        (
            *TALKING,
            attendee(SayTalked, **TWO),
            attendee(WriteTogether, link=1, text="Read"),
            host(WriteTogether, link=1, person=0, text="Read more"),
        ),
    ),
    ("putting the connections on the board", (host(SetScene, scene="connections"),)),
    ("ending the feedback", (host(EndFeedback, ended=True),)),
    ("taking feedback again", (host(EndFeedback, ended=True), host(EndFeedback, ended=False))),
    ("changing whether the record includes the feedback", (host(PublishFeedback, published=True),)),
    ("hiding an answer", (*ANSWERED, host(HideAnswer, no=1))),
    ("bringing back an answer", (*ANSWERED, host(HideAnswer, no=1), host(ShowAnswer, no=1))),
    ("holding the record back", (host(HoldRecord, held=True),)),
    ("publishing the record at the close", (host(HoldRecord, held=True), host(HoldRecord, held=False))),
    ("writing the record's opening words", (host(WriteStory, text="We danced."),)),
    ("picking the record's picture", (*PHOTO, host(PickCover, clip=1))),
    ("ordering the groups in the record", (*LINED_UP, host(OrderRecord, order=(2, 1)))),
    ("correcting words in the record", MENDED),
    ("hiding an answer to a correction", (*OBJECTED, host(HideCorrectionAnswer, correction=1))),
    (
        "letting in an answer to a correction",
        (*OBJECTED, host(HideCorrectionAnswer, correction=1), host(ShowCorrectionAnswer, correction=1)),
    ),
    ("changing what you read first", (READ,)),
    ("changing how many each person may have", (host(LimitEach, pitches=5, notes=9, comments=0),)),
    (
        "changing how long a clip may be",
        (host(LimitClips, seconds=30, reporter=120, most=OfClip(90, 360)),),
    ),
    ("changing the slow mode", (host(SlowDown, seconds=30),)),
    ("making a reporter's link", (RITA,)),
    (
        "changing what a reporter is called",
        (RITA, host(ChangeReporter, reporter=1, name="Rita", interest="paid")),
    ),
    ("making a helper link", (host(InviteHelper, name="Nora", controls=()),)),
    ("changing what a helper may do", (NORA, host(ChangeHelper, link=1, controls=("next",)))),
    ("changing the words to look out for", (host(WatchWords, words=("Bees",)),)),
    ("changing whether the record says how many things were moderated", (host(TellHowMany, told=True),)),
    ("starting the timer", (TEN,)),
    ("starting the timer", (TEN, host(StartTimer, at=SEVEN + 61_234, minutes=5))),
    ("1 minute more", (TEN, host(AddTime, at=SEVEN + 1234, minutes=1))),
    ("1 minute less", (TEN, host(AddTime, at=SEVEN + 1234, minutes=-1))),
    ("1 minute less", (TEN, host(AddTime, at=SEVEN + 10 * MINUTE - 5000, minutes=-1))),
    ("5 minutes more", (TEN, host(AddTime, at=SEVEN + 20 * MINUTE, minutes=5))),
    ("pausing the timer", (TEN, host(PauseTimer, at=SEVEN + 1234))),
    ("2 minutes more", (TEN, host(PauseTimer, at=SEVEN + 1234), host(AddTime, minutes=2))),
    ("resuming the timer", (TEN, host(PauseTimer, at=SEVEN + 1234), host(ResumeTimer))),
    ("stopping the timer", (TEN, host(StopTimer))),
    ("showing Books", (*SHARED, host(ShowGroup, group=BOOKS))),
    ("hiding a comment by Ada", (*SHARED, host(HideComment, comment=1))),
    ("turning away a comment by Ada", (*SHARED, READ, NO, host(HideComment, comment=2))),
    ("letting in a comment by Ada", (*SHARED, READ, NO, host(ShowComment, comment=2))),
    ("bringing back a comment by Ada", (*SHARED, host(HideComment, comment=1), host(ShowComment, comment=1))),
    ("hiding a comment by Ben", (*REPLIED, host(HideReply, reply=1))),
    ("turning away a comment by Ada", (*REPLIED, READ, MORE_SAID, host(HideReply, reply=2))),
    ("letting in a comment by Ada", (*REPLIED, READ, MORE_SAID, host(ShowReply, reply=2))),
    ("bringing back a comment by Ben", (*REPLIED, host(HideReply, reply=1), host(ShowReply, reply=1))),
    ("changing who sees a comment of your own", (*REPLIED, OWN_WORDS, host(HideReply, reply=2))),
    ("marking a question as answered", (*REPLIED, host(AcceptAnswer, reply=1, accepted=True))),
    (
        "asking a question again",
        (*REPLIED, *(host(AcceptAnswer, reply=1, accepted=yes) for yes in (True, False))),
    ),
    ("turning away thanks by Ben", (*THANKED, host(HideThanks, thanks=1))),
    ("letting in thanks by Ben", (*THANKED, host(ShowThanks, thanks=1))),
    ("hiding what came after", (*WROTE, host(HideSequel, sequel=1))),
    ("bringing back what came after", (*WROTE, host(HideSequel, sequel=1), host(ShowSequel, sequel=1))),
    ("turning away what came after", (*SHARED, READ, CAME, host(HideSequel, sequel=1))),
    ("letting in what came after", (*SHARED, READ, CAME, host(ShowSequel, sequel=1))),
    ("hiding a card for others", (*CARDED, host(HideLeaflet, leaflet=1))),
    (
        "bringing back a card for others",
        (*CARDED, host(HideLeaflet, leaflet=1), host(ShowLeaflet, leaflet=1)),
    ),
    ("turning away a card for others", (*SHARED, READ, MADE_CARD, host(HideLeaflet, leaflet=1))),
    ("letting in a card for others", (*SHARED, READ, MADE_CARD, host(ShowLeaflet, leaflet=1))),
    ("changing a card", (*CARDED, host(EditLeaflet, leaflet=1, **CARD | {"price": "£1"}))),
    ("closing a card", (*CARDED, host(CloseLeaflet, leaflet=1))),
    (
        "opening a card again",
        (*CARDED, host(CloseLeaflet, leaflet=1), host(CloseLeaflet, leaflet=1, closed=False)),
    ),
    ("taking no more posts from outside", (*SHARED, host(StopPosts))),
    ("taking posts from outside again", (*SHARED, host(StopPosts), host(StopPosts, stopped=False))),
    ("stopping messages about a card", (*CARDED, host(StopKnocks, leaflet=1))),
    (
        "letting people write again",
        (*CARDED, host(StopKnocks, leaflet=1), host(StopKnocks, leaflet=1, stopped=False)),
    ),
    ("stopping messages about a group", (*CARDED, host(StopKnocks, group=1))),
    ("taking messages for groups", (*CARDED, host(PassMessagesOn))),
    ("taking no messages for groups", (*CARDED, host(PassMessagesOn), host(PassMessagesOn, passed=False))),
    ("dropping a link to another night", (USED, host(DropUse, use=1))),
    ("naming a night again", (USED, host(DropUse, use=1), host(DropUse, use=1, dropped=False))),
    ("taking something further", (host(TakeFurther, takeaway=TAKEN),)),
    ("making an announcement", (host(Announce, text="Soup"),)),
    ("changing the announcement", (host(Announce, text="Soup"), host(Announce, text="Cake"))),
    ("removing the announcement", (host(Announce, text="Soup"), host(Announce, text=""))),
    (
        "changing the public page",
        (host(WriteAnnouncement, announcement=Announcement(summary="Hello", licence=FIRST)),),
    ),
    ("putting the timer on the board", (host(SetScene, scene="timer"),)),
    ("blanking the board", (host(BlankBoard, blank=True),)),
    ("showing the board again", (host(BlankBoard, blank=True), host(BlankBoard, blank=False))),
    ("changing what helpers may do", (host(AllowHelpers, controls=("board",)),)),
    ("asking the room a question", (PUT,)),
    ("taking no more lines", (PUT, host(OpenQuestion, question=1, open=False))),
    ("hiding a line", (PUT, LINE, host(HideLine, line=1))),
    ("showing a line", (PUT, LINE, host(HideLine, line=1), host(ShowLine, line=1))),
    ("putting lines together", (PUT, LINE, host(PileLine, line=1, pile="Bees"))),
    ("adding a sentence", (SENTENCE,)),
    ("hiding a sentence", (SENTENCE, host(HideSentence, sentence=1))),
    ("showing a sentence", (SENTENCE, host(HideSentence, sentence=1), host(ShowSentence, sentence=1))),
    ("opening the propositions", (SENTENCE, host(OpenRound))),
    ("ending the propositions", (SENTENCE, host(OpenRound), host(EndRound))),
    ("telling what we share", (SENTENCE, host(EndRound, found=(Found(1, "shared", 5, 0, 0),)))),
    ("putting the question to the room on the board", (host(SetScene, scene="asked"),)),
    ("putting the propositions on the board", (host(SetScene, scene="propositions"),)),
    ("letting the board follow the night", (host(SetScene, scene="timer"), host(SetScene, scene=""))),
]


def labels() -> Iterator[tuple[Label, dict[str, str | int]]]:
    """Each label in NAMED, and what goes into it."""
    for _name, commands in NAMED:
        night = a_night_with_pitches().given(*commands).night
        yield night.steps[-1].label, undo.values(night, night.steps[-1].label)


@pytest.mark.parametrize(("name", "commands"), NAMED, ids=[name for name, _commands in NAMED])
def test_a_step_is_called_what_it_was(
    pitched: Story, name: str, commands: tuple[Command | Later, ...]
) -> None:
    pitched.given(*commands)
    assert last_step(pitched) == name


def test_a_step_follows_the_names_that_it_tells(pitched: Story) -> None:
    """Numbers are kept, so a new name is told, and no name is kept twice."""
    pitched.given(*SHARED, host(HideComment, comment=1), attendee(Rename, name="Adele"))
    assert last_step(pitched) == "hiding a comment by Adele"


def test_more_time_for_a_speaker_is_taken_back(pitched: Story) -> None:
    pitched.given(CALLED, host(ExtendSpeaker, seconds=-15), host(ExtendSpeaker, seconds=-15))
    for seconds in (15, 30):
        pitched.given(take_back)
        assert pitched.night.speaker
        assert pitched.night.speaker.seconds == seconds
    assert last_step(pitched) == "calling Bees"


def test_the_phase_and_what_it_ended_are_one_step(story: Story) -> None:
    story.given(host(MovePhase, to="talk"), TEN, host(MovePhase, to="share"))
    assert last_step(story) == "starting to share"
    story.given(host(UndoStep, step=story.night.steps[-1].no))
    assert last_step(story) == "starting the timer"


def test_every_kind_of_step_is_named_above() -> None:
    named = {type(a_night_with_pitches().given(*commands).log[-1].event) for _name, commands in NAMED}
    elsewhere = {"PartsBegun", "RoundsReplanned"}  # see test_runsheet.py
    elsewhere |= {"PersonRemoved", "NewcomersLetIn", "ChoiceSet"}  # see test_undo.py
    elsewhere |= {"ClipHidden", "ClipShown"}  # see test_clips.py
    elsewhere |= {"ReelOrdered", "ReelPlayed", "ReelEnded"}  # see test_reel.py
    elsewhere |= {"CaptionsMended", "CaptionsPutBack"}  # see test_captions.py
    elsewhere |= {event.__name__ for noun in CONVENED for event in noun.UNDO}  # see test_convened.py
    elsewhere |= {"OfferEdited", "OfferClosed", "OfferHidden", "OfferShown"}  # see test_offers.py
    elsewhere |= {"InquiryHidden", "InquiryShown"}  # see test_introductions.py
    elsewhere |= {"StandUpSet", "HandsCounted", "SentToTable"}  # see test_standup.py
    elsewhere |= {"PromiseStands", "CameAfter"}  # see test_keeping.py and test_earlier.py
    elsewhere |= {"ApiKeyMade", "ApiKeyRevoked", "WallBrought"}  # see test_api_keys.py and test_bringing.py
    elsewhere |= {"TakenFurther"}  # see test_taking.py
    assert {kind.__name__ for kind in UNDO.keys() - named} == elsewhere
