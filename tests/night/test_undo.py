"""An undo restores what was, and takes nothing from people who did something in between."""

from collections.abc import Callable

import msgspec
import pytest

from opennight.night import groups, people, undo, votes
from opennight.night.announcement import WriteAnnouncement
from opennight.night.asking import EndFeedback, PublishFeedback
from opennight.night.board import Announce, BlankBoard, SetScene
from opennight.night.called_off import HideMeeting, ShowMeeting
from opennight.night.decks import ChooseDeck, SpeakDeck
from opennight.night.doubles import TellApart
from opennight.night.flood import UndoFlood
from opennight.night.fold import UNDO
from opennight.night.gratitude import HideThanks, ShowThanks
from opennight.night.groups import JoinGroup, LeaveGroup
from opennight.night.headlines import WriteHeadline
from opennight.night.kept.announcement import FIRST, Announcement
from opennight.night.leaflet_sight import HideLeaflet, ShowLeaflet
from opennight.night.leaflets import CloseLeaflet, EditLeaflet, MakeLeaflet
from opennight.night.limits import LimitClips, LimitEach
from opennight.night.lineup import ClearLineup, DropGroup, PinGroup, PlacePitch
from opennight.night.meetings import FixMeeting
from opennight.night.merging import MergePitch
from opennight.night.messages import Command
from opennight.night.moderated import TellHowMany
from opennight.night.moderation import (
    ApprovePitch,
    HidePitch,
    LetBackIn,
    RemovePerson,
    ShowPitch,
    WithdrawPitch,
)
from opennight.night.nights import LockJoining, RevealVotes
from opennight.night.notes import HideNote, ShowNote, WriteNote
from opennight.night.people import Join, Rename
from opennight.night.phases import MovePhase
from opennight.night.picks import HideCard, ShowCard
from opennight.night.pitches import EditPitch, MakePitch
from opennight.night.posts import StopPosts
from opennight.night.queue import (
    CallSpeaker,
    ExtendSpeaker,
    LeaveQueue,
    LineUpToSpeak,
    MoveInQueue,
    ThankSpeaker,
)
from opennight.night.quieting import StopKnocks
from opennight.night.quotas import OfClip
from opennight.night.reading import LetWordsIn, ReadFirst
from opennight.night.remote import AllowHelpers, ChangeHelper, InviteHelper
from opennight.night.replies import HideReply, ShowReply, WriteReply
from opennight.night.runsheet import WriteScript
from opennight.night.sequels import AddSequel, HideSequel, ShowSequel
from opennight.night.setups import ChangeSetup
from opennight.night.sharing import HideComment, MakeComment, ShowComment, ShowGroup
from opennight.night.slips import GiveSlip, PrintSlips, UseSlip, VoidSlips
from opennight.night.slow import SlowDown
from opennight.night.state import Night
from opennight.night.takers import PassMessagesOn
from opennight.night.thanks import GiveThanks
from opennight.night.timer import AddTime, PauseTimer, StartTimer, StopTimer
from opennight.night.undo import StepUndone, UndoStep
from opennight.night.uses import DropUse, NoteUse
from opennight.night.votes import Vote
from opennight.night.watch import WatchWords
from opennight.night.workbooks import TakeCard
from tests.cast import (
    CORNER,
    EARLY,
    HALL,
    LATE,
    Happened,
    Story,
    attendee,
    copied,
    guest,
    happened,
    host,
    latecomer,
    neighbour,
    setup,
    system,
    what_is,
)
from tests.decks import MORE, deck

BEES, BOOKS, BREAD, WAITING, HIDDEN, WITHDRAWN, UNSEEN = range(1, 8)


CARD = {"kind": "service", "title": "Soup", "text": "Every Friday"}


@pytest.fixture
def busy(story: Story) -> Story:
    """A night in full swing: a speaker and a queue, a line-up with groups, notes, comments, a timer."""
    story.given(
        host(MovePhase, to="pitch"),
        attendee(MakePitch, title="Bees", more="Roofs"),
        neighbour(MakePitch, title="Books"),
        latecomer(MakePitch, title="Bread"),
        host(ChangeSetup, setup=setup(approve=True)),
        attendee(MakePitch, title="Waiting"),
        attendee(MakePitch, title="Hidden"),
        attendee(MakePitch, title="Withdrawn"),
        attendee(MakePitch, title="Never seen"),
        host(ApprovePitch, pitch=WITHDRAWN),
        host(HidePitch, pitch=HIDDEN),
        attendee(WithdrawPitch, pitch=WITHDRAWN),
        attendee(WithdrawPitch, pitch=UNSEEN),
        host(CallSpeaker, pitch=BREAD),
        host(PlacePitch, pitch=BEES, slot=EARLY.id, room=HALL.id),
        host(PlacePitch, pitch=BOOKS, slot=LATE.id, room=HALL.id),
        host(MovePhase, to="groups"),
        attendee(JoinGroup, group=BEES),
        neighbour(JoinGroup, group=BEES),
        attendee(JoinGroup, group=BOOKS),
        attendee(WriteHeadline, group=BEES, text="Roofs"),
        attendee(WriteNote, group=BEES, text="Honey"),
        host(MovePhase, to="share"),
        attendee(FixMeeting, group=BEES, day="2026-12-01"),
        attendee(MakeComment, group=BEES, text="Yes!"),
        *(attendee(AddSequel, text=text) for text in ("What we said", "What came of it")),
        host(HideSequel, sequel=2),
        *(attendee(MakeLeaflet, **CARD) for _two in range(2)),
        host(HideLeaflet, leaflet=2),
        system(NoteUse, about="pitch-1", title="There", code="345678"),
        attendee(WriteReply, about="note:1", kind="comment", text="Yes!"),
        host(ChooseDeck, deck=deck()),
        *(attendee(TakeCard, group=BEES, card=card, text="Here") for card in ("corner", "fair")),
        host(HideCard, pick=2),
        host(InviteHelper, name="Nora", controls=("approve",)),
        host(ReadFirst, nouns=("pitch", "note", "comment")),
        attendee(WriteNote, group=BEES, text="Wax"),
        attendee(FixMeeting, group=BEES, day="2026-12-02"),
        attendee(WriteHeadline, group=BEES, text="Wax"),
        attendee(MakeComment, group=BEES, text="No!"),
        attendee(WriteReply, about="note:1", kind="comment", text="No!"),
        neighbour(GiveThanks, whom=1, words="nothing"),
        attendee(TakeCard, group=BEES, kind="goal", title="Wax"),
        host(PrintSlips, count=9),
        attendee(UseSlip, slip=1),
        host(GiveSlip, slip=2, person=latecomer.no),
        host(MovePhase, to="vote"),
        attendee(Vote, pitch=BEES),
    )
    return story.given(
        host(StartTimer, minutes=10), host(SetScene, scene="timer"), host(Announce, text="Soup")
    )


def undo_last(story: Story) -> Story:
    """Take back the desk's last step."""
    step = undo.last(story.night)
    assert step is not None
    back = [Happened(type(event), msgspec.structs.asdict(event)) for event in step.back]
    return story.when(host(UndoStep, step=step.no)).then(happened(StepUndone, step=step.no), *back)


STEPS: list[Command] = [
    host(MovePhase, to="talk"),
    host(ChangeSetup, setup=setup(rooms=(CORNER,))),
    host(ChangeSetup, setup=setup(slots=(LATE,), title="Other")),
    host(WriteScript, step="talk", text="Talk, and write it down."),
    host(LockJoining, locked=True),
    host(RevealVotes, revealed=True),
    host(RemovePerson, person=1),
    host(RemovePerson, person=3),
    host(RemovePerson, person=1, wrote=True),
    host(UndoFlood, since=1, upto=9, keep=(2,), entrance="K7WQ"),
    host(RemovePerson, person=3, wrote=True),
    host(GiveSlip, slip=3, person=1),
    host(GiveSlip, slip=3, person=2),
    host(GiveSlip, slip=3, person=3),
    host(VoidSlips, first=1, last=9),
    host(ApprovePitch, pitch=WAITING),
    host(HidePitch, pitch=WAITING),
    host(HidePitch, pitch=BEES),
    host(HidePitch, pitch=BREAD),
    host(HidePitch, pitch=WITHDRAWN),
    host(HidePitch, pitch=UNSEEN),
    host(ShowPitch, pitch=HIDDEN),
    host(ShowPitch, pitch=WITHDRAWN),
    host(ShowPitch, pitch=UNSEEN),
    host(WithdrawPitch, pitch=BEES),
    host(WithdrawPitch, pitch=WAITING),
    host(MergePitch, pitch=BEES, into=BOOKS),
    host(MergePitch, pitch=BREAD, into=BOOKS),
    host(TellApart, pitch=BEES, other=BREAD),
    host(EditPitch, pitch=BEES, title="Wasps", hosted=False),
    host(CallSpeaker),
    host(CallSpeaker, pitch=BOOKS),
    host(CallSpeaker, pitch=BREAD),
    host(ExtendSpeaker, seconds=30),
    host(ExtendSpeaker, seconds=-15),
    host(ThankSpeaker),
    host(MoveInQueue, pitch=BOOKS, place=0),
    host(LeaveQueue, pitch=BEES),
    host(ClearLineup),
    host(DropGroup, group=BEES),
    host(PinGroup, group=BEES, pinned=True),
    host(PlacePitch, pitch=BREAD),
    host(PlacePitch, pitch=BEES, slot=LATE.id, room=CORNER.id),
    host(PlacePitch, pitch=BEES, slot=LATE.id, room=HALL.id),
    host(PlacePitch, pitch=BREAD, slot=EARLY.id, room=HALL.id),
    host(StartTimer, minutes=5),
    host(PauseTimer),
    host(AddTime, minutes=1),
    host(StopTimer),
    host(ShowGroup, group=BEES),
    host(HideNote, note=1),
    host(HideComment, comment=1),
    host(HideNote, note=2),
    host(HideComment, comment=2),
    host(ShowNote, note=2),
    host(ShowComment, comment=2),
    host(HideReply, reply=1),
    host(HideReply, reply=2),
    host(ShowReply, reply=2),
    host(HideThanks, thanks=1),
    host(ShowThanks, thanks=1),
    host(HideLeaflet, leaflet=1),
    host(ShowLeaflet, leaflet=2),
    host(EditLeaflet, leaflet=1, **CARD | {"price": "£1"}),
    host(CloseLeaflet, leaflet=1),
    host(DropUse, use=1),
    host(StopKnocks, leaflet=1),
    host(StopKnocks, group=BEES),
    host(PassMessagesOn),
    host(StopPosts),
    host(HideSequel, sequel=1),
    host(ShowSequel, sequel=2),
    host(LetWordsIn, pitches=(WAITING,), notes=(2,), comments=(2,), headlines=(BEES,)),
    host(LetWordsIn, headlines=(BEES,)),
    host(HideMeeting, meeting=1),
    host(HideMeeting, meeting=2),
    host(ShowMeeting, meeting=2),
    host(EndFeedback, ended=True),
    host(PublishFeedback, published=True),
    host(ReadFirst, nouns=("note",)),
    host(HideCard, pick=1),
    host(HideCard, pick=3),
    host(ShowCard, pick=2),
    host(ShowCard, pick=3),
    host(LetWordsIn, cards=(3,)),
    host(ChooseDeck, deck=deck(MORE)),
    host(SpeakDeck, language="de"),
    host(TellHowMany, told=True),
    host(WatchWords, words=("Bees",)),
    host(SlowDown, seconds=30),
    host(LimitEach, pitches=5, notes=9, comments=0),
    host(LimitClips, seconds=30, reporter=120, most=OfClip(90, 360)),
    host(Announce, text="Cake"),
    host(Announce, text=""),
    host(WriteAnnouncement, announcement=Announcement(summary="Cake", licence=FIRST)),
    host(SetScene, scene=""),
    host(BlankBoard, blank=True),
    host(AllowHelpers, controls=("next",)),
    host(ChangeHelper, link=1, controls=("next",)),
]


@pytest.mark.parametrize("command", STEPS, ids=lambda command: f"{type(command).__name__}")
def test_an_undo_gives_back_what_was(busy: Story, command: Command) -> None:
    before = what_is(busy.night)
    busy.when(command)
    assert busy.events
    assert what_is(busy.night) != before
    assert undo.last(busy.night) is not None
    undo_last(busy)
    assert what_is(busy.night) == before


def test_a_headline_of_the_desk_is_undone(busy: Story) -> None:
    busy.given(host(MovePhase, to="talk"))
    before = what_is(busy.night)
    undo_last(busy.given(host(WriteHeadline, group=BOOKS, text="Books!")))
    undo_last(busy.given(host(WriteHeadline, group=BEES, text="")))
    assert what_is(busy.night) == before


def test_every_kind_of_step_is_told_above(busy: Story) -> None:
    told = {type(event) for command in STEPS for event in copied(busy).when(command).events}
    elsewhere = {"HelperInvited"}  # see test_remote.py
    elsewhere |= {"ApiKeyMade", "ApiKeyRevoked", "WallBrought"}  # see test_api_keys.py and test_bringing.py
    elsewhere |= {"LineupMade", "PartsBegun", "RoundsReplanned"}  # see test_runsheet.py
    elsewhere |= {"NewcomersGone", "NewcomersLetIn", "PersonRemoved"}  # see test_door.py; only in old logs
    elsewhere |= {"NameRead", "NameTurnedAway"}  # see test_naming.py
    elsewhere |= {"AnswerAccepted"}  # see test_threads.py
    elsewhere |= {"ChoiceSet"}  # see test_choosing.py
    elsewhere |= {"PersonLetBackIn"}  # see test_removal.py
    elsewhere |= {"CardPutBack", "CardSwapped", "StoryFinished"}  # see test_workbooks.py
    elsewhere |= {"MeetingChanged", "MeetingCancelled"}  # see test_meetings.py
    elsewhere |= {"ClipHidden", "ClipShown"}  # see test_clips.py
    elsewhere |= {"ReporterInvited", "ReporterChanged"}  # see test_reporters.py
    elsewhere |= {"ReelOrdered", "ReelPlayed", "ReelEnded"}  # see test_reel.py
    elsewhere |= {"CaptionsMended", "CaptionsPutBack"}  # see test_captions.py
    elsewhere |= {"OfferEdited", "OfferClosed", "OfferHidden", "OfferShown"}  # see test_offers.py
    elsewhere |= {"InquiryHidden", "InquiryShown"}  # see test_introductions.py
    elsewhere |= {"StandUpSet", "HandsCounted", "SentToTable"}  # see test_standup.py
    elsewhere |= {"AnswerHidden", "AnswerShown"}  # see test_feedback.py
    elsewhere |= {"AskPut", "AskDropped", "ManifestoSet"}  # see test_manifesto.py
    elsewhere |= {"AskArranged", "AskBrought"}  # see test_guests.py, as the next ones are
    elsewhere |= {"GuestInvited", "GuestChanged", "GuestDismissed"}
    elsewhere |= {"AskAnswered", "AnswerTakenBack", "AnswerKept"}  # see test_answers.py
    elsewhere |= {"RollOpened", "OrganisationSaid", "OrganisationCalled"}  # see test_rollcall.py
    elsewhere |= {"RisenCounted", "OrganisationHidden", "OrganisationShown"}
    elsewhere |= {"ConnectionSetAside", "GroupLeftAlone"}  # see test_connections.py
    elsewhere |= {"GroupsLinked", "MergeAsked", "RunnerSent", "GroupsTalked"}  # see test_links.py
    elsewhere |= {"PassedChanged", "PassedHidden", "PassedShown"}  # see test_passing.py
    elsewhere |= {"QuestionOpened", "LineHidden", "LineShown", "LinesPiled"}  # see test_room_questions.py
    elsewhere |= {"SentenceAdded", "SentenceHidden", "SentenceShown", "RoundSet"}  # test_propositions.py
    elsewhere |= {"RoundTold"}  # see test_telling.py
    elsewhere |= {"PromiseStands", "CameAfter"}  # see test_keeping.py and test_earlier.py
    elsewhere |= {"RecordHeld", "StoryWritten", "CoverPicked", "RecordOrdered"}  # see test_publication.py
    elsewhere |= {"WordsMended", "CorrectionAnswerHidden", "CorrectionAnswerShown"}  # test_corrections.py
    elsewhere |= {"TakenFurther"}  # see test_taking.py
    assert {kind.__name__ for kind in UNDO.keys() - told} == elsewhere


def test_steps_are_undone_one_after_another(busy: Story) -> None:
    before = what_is(busy.night)
    busy.given(
        host(ClearLineup), host(HidePitch, pitch=BOOKS), host(MovePhase, to="pitch"), host(CallSpeaker)
    )
    for _step in range(4):
        undo_last(busy)
    assert what_is(busy.night) == before


def test_an_undo_names_the_step_it_means(story: Story) -> None:
    story.when(host(UndoStep, step="x")).then_refused("late", "nothing to undo")
    story.given(host(LockJoining, locked=True), host(MovePhase, to="pitch"))
    first, second = (step.no for step in story.night.steps[-2:])
    story.when(host(UndoStep, step=first)).then_refused("late", "Something else has been done since")
    story.given(host(UndoStep, step=second))
    story.when(host(UndoStep, step=second)).then_refused("late", "Something else has been done since")


def test_what_people_do_is_not_the_desks_to_undo(story: Story) -> None:
    story.given(
        host(MovePhase, to="pitch"), attendee(MakePitch, title="Bees"), attendee(WithdrawPitch, pitch=1)
    )
    last = undo.last(story.night)
    assert last is not None
    assert last.label.text == "opening pitching"


def test_only_the_last_twenty_steps_are_kept(story: Story) -> None:
    story.given(*(host(Announce, text=f"{n}") for n in range(undo.KEPT + 5)))
    assert len(story.night.steps) == undo.KEPT


MEANWHILE: list[tuple[str, Command, Command, Callable[[Night], bool]]] = [
    (
        "who joined a group stays in it",
        host(DropGroup, group=BOOKS),
        latecomer(JoinGroup, group=BEES),
        lambda night: set(groups.members(night, BEES)) == {1, 3},
    ),
    (
        "who walked over to another group is in one a slot",
        host(PlacePitch, pitch=BOOKS, slot=EARLY.id, room=CORNER.id),
        attendee(JoinGroup, group=BOOKS),
        lambda night: groups.of_person(night, 1) == {EARLY.id: BEES, LATE.id: BOOKS},
    ),
    (
        "a vote counts",
        host(HidePitch, pitch=BOOKS),
        attendee(Vote, pitch=BREAD),
        lambda night: votes.tally(night, BREAD) == 1,
    ),
    (
        "who withdrew is not called back",
        host(ThankSpeaker),
        latecomer(WithdrawPitch, pitch=BREAD),
        lambda night: night.speaker is None,
    ),
    (
        "who withdrew does not run",
        host(ClearLineup),
        attendee(WithdrawPitch, pitch=BEES),
        lambda night: list(night.lineup) == [BOOKS],
    ),
    (
        "who withdrew does not queue",
        host(CallSpeaker, pitch=BOOKS),
        attendee(WithdrawPitch, pitch=BEES),
        lambda night: night.queue == [BOOKS],
    ),
    (
        "who came to the queue stays in it",
        host(CallSpeaker, pitch=BOOKS),
        latecomer(LineUpToSpeak, pitch=BREAD),
        lambda night: night.queue == [BEES, BOOKS],
    ),
    (
        "who joined the night is in it",
        host(RemovePerson, person=1),
        guest(Join, name="Dan", slip=5),
        lambda night: people.count(night) == 4,
    ),
    (
        "a new name stays",
        host(RemovePerson, person=1),
        neighbour(Rename, name="Benno"),
        lambda night: people.name(night, 2) == "Benno",
    ),
]


@pytest.mark.parametrize(
    ("step", "meanwhile", "still"), [row[1:] for row in MEANWHILE], ids=[row[0] for row in MEANWHILE]
)
def test_what_happened_in_between_stays(
    busy: Story, step: Command, meanwhile: Command, still: Callable[[Night], bool]
) -> None:
    if isinstance(meanwhile, JoinGroup):
        busy.given(host(MovePhase, to="groups"), neighbour(LeaveGroup, group=BEES))
    undo_last(busy.given(step, meanwhile))
    assert still(busy.night)


def test_a_person_let_back_in_by_an_undo_is_in_their_groups_again(busy: Story) -> None:
    busy.given(host(RemovePerson, person=1))
    assert 1 not in groups.members(busy.night, BEES)
    undo_last(busy)
    assert groups.members(busy.night, BEES) == [1, 2]
    busy.given(host(RemovePerson, person=1), host(LetBackIn, person=1))
    assert 1 not in groups.members(busy.night, BEES)


def test_who_went_to_another_group_stays_there(busy: Story) -> None:
    busy.given(
        host(PlacePitch, pitch=BREAD, slot=EARLY.id, room=CORNER.id),
        host(MovePhase, to="groups"),
        host(DropGroup, group=BEES),
        attendee(JoinGroup, group=BREAD),
    )
    undo_last(busy)
    assert groups.members(busy.night, BREAD) == [1]
    assert groups.members(busy.night, BEES) == [2]


def test_a_pitch_that_waits_again_does_not_queue(busy: Story) -> None:
    busy.given(host(MovePhase, to="pitch"))
    before = what_is(busy.night)
    busy.given(host(ApprovePitch, pitch=WAITING))
    assert WAITING in busy.night.queue
    undo_last(busy)
    assert what_is(busy.night) == before
