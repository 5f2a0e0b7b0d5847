"""An evening in which every command is given, and a crowded one: what the log is tested with."""

from typing import Any

import msgspec

from opennight.night import keeping, takers
from opennight.night.announcement import WriteAnnouncement
from opennight.night.answers import AnswerAsk
from opennight.night.api_keys import MakeApiKey, RevokeApiKey, UseApiKey
from opennight.night.asking import EndFeedback, PublishFeedback, WriteForm
from opennight.night.asks import TakeUpFromWall
from opennight.night.ballots import LEAST, KeepBallot, PublishBallots, WithdrawBallots
from opennight.night.board import Announce, BlankBoard, SetScene
from opennight.night.bringing import BringWall, Topic, Wall
from opennight.night.bylines import ChooseByline, TakeName
from opennight.night.called_off import CancelMeeting, HideMeeting, ShowMeeting
from opennight.night.captions import PutBackCaptions, WriteCaptions
from opennight.night.choosing import ChooseAction, CloseChoice, OpenChoice, UnchooseAction
from opennight.night.clips import AddClip
from opennight.night.commons import LeaveCommons, ListInCommons
from opennight.night.connections import FindConnections, LeaveGroupAlone, LeaveMeAlone, SetAside
from opennight.night.consent import HideClip, ReleaseClip, ShowClip, WithdrawClip
from opennight.night.corrections import (
    AnswerCorrection,
    HideCorrectionAnswer,
    MendWords,
    ShowCorrectionAnswer,
)
from opennight.night.decks import ChooseDeck, SpeakDeck
from opennight.night.door import LetIn, StopWaiting, TurnAway, WaitAs
from opennight.night.doubles import TellApart
from opennight.night.earlier import ComeAfter
from opennight.night.entrance import RenewEntrance
from opennight.night.feedback import NIGHT, GiveFeedback, HideAnswer, SealFeedback, ShowAnswer
from opennight.night.flipcharts import PutClipBack, StraightenClip
from opennight.night.flood import UndoFlood
from opennight.night.gratitude import (
    AgreeToThanks,
    DeclineThanks,
    HideThanks,
    RefuseThanks,
    ReportThanks,
    ShowThanks,
)
from opennight.night.groups import JoinGroup, LeaveGroup, TakePen
from opennight.night.headlines import AgreeHeadline, WriteHeadline
from opennight.night.keeping import KeepPromise, LetPromiseGo, MovePromise, TakePromiseUp
from opennight.night.kept.announcement import Announcement
from opennight.night.kept.captions import Line
from opennight.night.kept.connections import Because, Pair
from opennight.night.kept.feedback import Answer
from opennight.night.kept.parts import Part
from opennight.night.kept.placements import Why
from opennight.night.kept.proposals import Proposal
from opennight.night.kept.propositions import Found
from opennight.night.kept.room_questions import Pile
from opennight.night.kept.taking import Origin, Takeaway, TakenCard
from opennight.night.knocks import AgreeToPass, EndKnock, KnockAt, ReportKnock, SayMore
from opennight.night.leaflet_sight import HideLeaflet, ShowLeaflet
from opennight.night.leaflets import CloseLeaflet, EditLeaflet, MakeLeaflet
from opennight.night.limits import LimitClips, LimitEach
from opennight.night.lineup import ClearLineup, DropGroup, PinGroup, PlacePitch
from opennight.night.links import AskToMerge, LinkGroups, SayTalked, SendRunner
from opennight.night.manifesto import PutAll
from opennight.night.meetings import ChangeMeeting, FixMeeting
from opennight.night.mending import ConfirmCaptions, MendCaptions, TypeCaptions
from opennight.night.merging import MergePitch, UnmergePitch
from opennight.night.messages import Actor, Command, acting
from opennight.night.moderated import AnswerModeration, HearAnswer, SayWhy, TellHowMany
from opennight.night.moderation import (
    ApprovePitch,
    HidePitch,
    LetBackIn,
    RemovePerson,
    ShowPitch,
    WithdrawPitch,
)
from opennight.night.naming import TurnNameAway
from opennight.night.nights import LockJoining, RenewDeskKey, RevealVotes, StartNight
from opennight.night.notes import EditNote, HideNote, ShowNote, WriteNote
from opennight.night.offers import MakeOffer
from opennight.night.ordering import MoveNote
from opennight.night.pace import ShortenRounds
from opennight.night.passing import AnswerGroup, AskGroup, WriteTogether
from opennight.night.people import ComeBack, Join, Leave, Rename
from opennight.night.phases import MovePhase
from opennight.night.picks import HideCard, ShowCard
from opennight.night.piles import PileLine, PileLines
from opennight.night.pitches import EditPitch, MakePitch
from opennight.night.pledges import KeepPledge, PledgeHours
from opennight.night.pooling import MixFeedback
from opennight.night.posts import HandInPost, StopPosts, TakePostBack
from opennight.night.preparing import FailClip, PrepareClip
from opennight.night.promises import ImIn, ImOut
from opennight.night.proposals import Propose
from opennight.night.propositions import (
    AddPitched,
    AddSentences,
    HideSentence,
    OfferSentence,
    OpenRound,
    ShowSentence,
)
from opennight.night.publication import (
    ApprovePage,
    HoldRecord,
    OrderRecord,
    PickCover,
    PublishRecord,
    WithdrawRecord,
    WriteStory,
)
from opennight.night.queue import (
    CallSpeaker,
    ExtendSpeaker,
    LeaveQueue,
    LineUpToSpeak,
    MoveInQueue,
    ThankSpeaker,
)
from opennight.night.quieting import HearReport, StopKnocks
from opennight.night.quotas import OfClip
from opennight.night.quoting import QuoteClip
from opennight.night.reading import LetWordsIn, ReadFirst
from opennight.night.reel import DropClip, MoveClip, PickClip
from opennight.night.rehearsals import CopyNight, ThrowAway
from opennight.night.remote import AllowHelpers, ChangeHelper, InviteHelper, RevokeHelper
from opennight.night.repeats import RepeatPitch, suggestions
from opennight.night.replies import AcceptAnswer, HideReply, ShowReply, WriteReply
from opennight.night.reporters import ChangeReporter, InviteReporter, RevokeReporter
from opennight.night.reports import Report
from opennight.night.room_questions import AskRoom, HideLine, LetLinesIn, OpenQuestion, SayLine, ShowLine
from opennight.night.rounds import CallRound
from opennight.night.runsheet import WriteScript
from opennight.night.screening import EndReel, FinishReel, HoldReel, PlayReel, ResumeReel, SkipClip
from opennight.night.seats import AskSeat, GiveSeat, KeepSeat, TakeBackAsking
from opennight.night.sequels import AddSequel, HideSequel, ShowSequel
from opennight.night.setups import ChangeSetup
from opennight.night.sharing import (
    Appreciate,
    HideComment,
    MakeComment,
    ShowComment,
    ShowGroup,
    TakeBackHeart,
)
from opennight.night.shuffling import MoveCard, PutCardBack, SwapCard
from opennight.night.slips import GiveSlip, PrintSlips, UseSlip, VoidSlips
from opennight.night.slow import SlowDown
from opennight.night.sources import NameSource
from opennight.night.stars import StarNote, UnstarNote
from opennight.night.state import Night
from opennight.night.stories import FinishStory
from opennight.night.strengths import SayStrength
from opennight.night.tables import LayTable, OpenTable
from opennight.night.taken_in import TakeIn
from opennight.night.takers import PassMessagesOn, TakeMessages
from opennight.night.taking import TakeFurther
from opennight.night.telling import EndRound
from opennight.night.thanks import GiveThanks, TakeBackThanks
from opennight.night.threads import Like, Unlike
from opennight.night.timer import MINUTE, AddTime, PauseTimer, ResumeTimer, RingBell, StartTimer, StopTimer
from opennight.night.undo import UndoStep
from opennight.night.unsaid import HidePassed, ShowPassed
from opennight.night.uses import DropUse, NoteUse
from opennight.night.views import SayView
from opennight.night.votes import TakeBackVote, Vote
from opennight.night.wall_sight import ShowOffer
from opennight.night.watch import ClearMark, WatchWords
from opennight.night.workbooks import FillCard, TakeCard
from tests import offered
from tests.cast import (
    SEVEN,
    Later,
    Somebody,
    apply,
    attendee,
    guest,
    host,
    neighbour,
    placed,
    set_aside,
    setup,
    system,
    take_back,
)
from tests.convened import called, convened
from tests.decks import FEW, deck
from tests.night.test_earlier import LAST

CARD = {"kind": "service", "title": "Soup", "text": "Every Friday"}
TAKEN = Takeaway(
    origin=Origin(title="Banks", by="Zoe", licence="cc-by-4.0"),
    cards=(TakenCard(kind="service", title="Soup"),),
)
SHEET = (Part("welcome", 10), Part("groups", 5, 1), Part("talk", 45, 1), Part("talk", 45, 2))
FIRST = Proposal(placements=(placed(1, 1, 1), placed(2, 2, 1)), groups={1: (1,), 2: (2, 3)})
OTHER = Proposal(placements=(placed(1, 2, 2), placed(2, 1, 1)), groups={1: (1,), 2: (3,)})
MIXED: dict[str, Any] = {
    "about": NIGHT,
    "kept": "5ea1",
    "held": 1,
    "scales": (3,),
    "words": ((0, "More soup"),),
}
reporter = Somebody(Actor("reporter", 1))


def still_in(night: Night) -> list[Somebody]:
    """Those who were not removed."""
    return [Somebody(acting(no)) for no, person in night.people.items() if not person.removed]


def newest(who: Somebody, kind: type[Command], **fields: Any) -> Later:
    """What somebody does about the newest clip."""
    return lambda night: who(kind, clip=len(night.clips), **fields)


def of_promise(kind: type[Command], **fields: Any) -> Later:
    """What the desk says of the first action that is its to say something of."""

    def said(night: Night) -> Command:
        named = (f"note:{note.no}" for note in night.notes.values() if note.kind == "action")
        return host(kind, person=0, about=next(one for one in named if keeping.may(night, 0, one)), **fields)

    return said


BESIDE = {"group": 1, "other": 2}
JOINED_UP = (
    system(FindConnections, pairs=(Pair(1, 2, 0.5, (Because("words", ("bees",)),)),), moment="talk:1:1"),
    host(SetAside, one=1, other=2),
    attendee(LeaveMeAlone),
    attendee(LeaveGroupAlone, group=1),
    attendee(LinkGroups, **BESIDE),
    attendee(AskToMerge, **BESIDE),
    attendee(SendRunner, **BESIDE),
    attendee(AskGroup, **BESIDE, text="Which books?"),
    host(ShowPassed, passed=1),
    host(AnswerGroup, passed=1, person=0, text="All of them"),
    attendee(SayTalked, **BESIDE),
    attendee(WriteTogether, link=1, text="Read about bees"),
    host(WriteTogether, link=1, person=0, text="Read aloud"),
    host(HidePassed, passed=1, why="Said already"),
    host(ShowPassed, passed=1),
)
RECORD = (
    host(HoldRecord, held=True),
    host(MovePhase, to="closed"),
    attendee(ApprovePage, group=1),
    attendee(TakeMessages, group=1),
    host(WriteStory, text="We danced."),
    host(PickCover, clip=1),
    host(OrderRecord, order=(2, 1)),
    host(MendWords, anchor="headline-1", was="Bees dance", text="Bees danced"),
    attendee(AnswerCorrection, correction=1, text="They still do"),
    host(ShowCorrectionAnswer, correction=1),
    host(HideCorrectionAnswer, correction=1, why="Said already"),
    host(MendWords, anchor="note-3", was="They sting", text="They stung"),
    take_back,
    host(PublishRecord),
    guest(HandInPost, who="Zoe", text="What I heard", url="https://blog.example/zoe", key="p1"),
    host(ShowSequel, sequel=1),
    guest(TakePostBack, sequel=1, key="p1"),
    host(StopPosts),
    take_back,
    host(ListInCommons, place="Easton", point="51.455, -2.588"),
    host(LeaveCommons),
    host(WithdrawRecord),
    host(MovePhase, to="share"),
)
EVENING: list[Command | Later] = [
    host(StartNight, setup=setup(approve=True)),
    host(CopyNight, of="BEES"),
    host(ComeAfter, earlier=LAST),
    Somebody(Actor("import"))(TakeIn, of="ELDER", hash="0" * 64),
    *(guest(Join, name=name) for name in ("Ada", "Ben", "Cleo")),
    attendee(Rename, name="Adele"),
    attendee(ChooseByline, byline="initials"),
    host(ReadFirst, nouns=("name",)),
    host(LimitEach, pitches=5, notes=9, comments=0),
    host(LimitClips, seconds=30, reporter=120, most=OfClip(90, 360)),
    *(guest(Join, name=name) for name in ("Dan", "Eve")),
    lambda night: host(LetWordsIn, names=(min(night.unread_names),)),
    lambda night: host(TurnNameAway, named=max(night.unread_names)),
    take_back,
    take_back,
    host(ReadFirst, nouns=()),
    neighbour(Leave),
    neighbour(ComeBack),
    host(LockJoining, locked=True),
    host(RenewDeskKey),
    host(WriteScript, step="pitch", text="Come to the front"),
    host(NameSource, text="From Leeds, 2019"),
    host(ChangeSetup, setup=setup(approve=True, starts="18:30", sheet=SHEET)),
    host(Announce, text="Food is here"),
    host(SetScene, scene="timer"),
    take_back,
    host(BlankBoard, blank=True),
    host(AllowHelpers, controls=("timer",)),
    host(InviteHelper, name="Nora", controls=("approve",)),
    host(ChangeHelper, link=1, controls=("approve", "people")),
    host(RevokeHelper, link=1),
    host(InviteReporter, name="Rita", interest="none"),
    host(ChangeReporter, reporter=1, name="Rita", interest="paid by the Network"),
    host(WriteAnnouncement, announcement=Announcement(summary="An evening", licence="cc0-1.0", follow=True)),
    host(MovePhase, to="pitch"),
    attendee(MakePitch, title="Bees"),
    host(ApprovePitch, pitch=1),
    *(host(MakePitch, person=no, title=title) for no, title in ((2, "Books"), (3, "Bread"), (0, "Bikes"))),
    host(EditPitch, pitch=3, title="Good bread"),
    host(TellApart, pitch=2, other=4),
    attendee(LeaveQueue, pitch=1),
    attendee(LineUpToSpeak, pitch=1),
    host(MoveInQueue, pitch=1, place=0),
    host(CallSpeaker, pitch=1),
    host(ExtendSpeaker, seconds=30),
    host(ThankSpeaker),
    host(StartTimer, minutes=5),
    host(AddTime, minutes=2),
    host(PauseTimer),
    host(ResumeTimer),
    host(RingBell),
    host(StopTimer),
    host(MovePhase, to="vote"),
    attendee(Vote, pitch=1),
    attendee(Vote, pitch=2),
    neighbour(Vote, pitch=2),
    lambda night: host(ChangeSetup, setup=msgspec.structs.replace(night.setup, ballot="strengths")),
    attendee(SayStrength, pitch=3, strength="love"),
    take_back,
    host(MergePitch, pitch=1, into=2),
    attendee(TakeBackVote, pitch=2),
    host(UnmergePitch, pitch=1),
    host(HidePitch, pitch=1),
    host(ShowPitch, pitch=1),
    host(RevealVotes, revealed=True),
    host(Propose, proposal=FIRST),
    host(Propose, proposal=OTHER),
    set_aside,
    host(Propose, proposal=OTHER),
    apply,
    host(ClearLineup),
    *(host(PlacePitch, pitch=no) for no in (1, 2, 3)),
    host(PinGroup, group=1, pinned=True),
    host(DropGroup, group=3),
    host(ShortenRounds, midnight=SEVEN - 19 * 60 * MINUTE, minutes=1, at=SEVEN + 40 * MINUTE),
    host(ChangeSetup, setup=setup(title="Bees, books and bread")),
    host(MovePhase, to="groups"),
    host(CallRound, slot=1, minutes=5),
    host(DropGroup, group=2),
    host(ChooseDeck, deck=deck(FEW)),
    host(SpeakDeck, language="de"),
    host(LayTable, title="A street", room=2),
    host(DropGroup, group=4),
    host(OpenTable, person=0, pitch=2, room=2),
    attendee(JoinGroup, group=1),
    neighbour(JoinGroup, group=2),
    neighbour(LeaveGroup, group=2),
    attendee(TakePen, group=1),
    attendee(WriteHeadline, group=1, text="They dance"),
    attendee(WriteNote, group=1, text="Ask a beekeeper"),
    attendee(EditNote, note=1, text="Ask two beekeepers"),
    neighbour(JoinGroup, group=1),
    attendee(WriteHeadline, group=1, text="Bees dance"),
    neighbour(AgreeHeadline, group=1),
    neighbour(StarNote, note=1),
    neighbour(UnstarNote, note=1),
    neighbour(StarNote, note=1),
    attendee(WriteNote, group=1, text="Ask one", kind="action"),
    attendee(WriteNote, group=1, text="They sting", kind="concern"),
    neighbour(WriteNote, group=1, text="Wasps do", kind="answer", about=3),
    neighbour(WriteNote, group=1, text="The beekeepers", kind="link", url="https://example.org/bees"),
    attendee(MoveNote, note=5, up=True),
    neighbour(Like, about="note:3"),
    neighbour(Unlike, about="note:3"),
    neighbour(Like, about="note:3"),
    neighbour(WriteReply, about="note:3", kind="answer", text="Only wasps", as_group=True),
    attendee(WriteReply, about="note:3", kind="comment", text="Not true"),
    host(HideReply, reply=2, why="Rude"),
    host(ShowReply, reply=2),
    attendee(AcceptAnswer, reply=1, accepted=True),
    neighbour(GiveThanks, whom=1, group=1, words="the hedge", public=True),
    attendee(AgreeToThanks, thanks=1, agreed=True),
    neighbour(GiveThanks, whom=1),
    neighbour(TakeBackThanks, thanks=2),
    neighbour(GiveThanks, whom=1, words="nothing"),
    attendee(ReportThanks, thanks=3),
    host(HideThanks, thanks=3, why="Hurtful"),
    host(ShowThanks, thanks=3),
    attendee(DeclineThanks, thanks=3),
    attendee(RefuseThanks, refused=True),
    attendee(ImIn, about="note:2"),
    neighbour(ImIn, about="note:2"),
    neighbour(PledgeHours, about="note:2", hours=4, monthly=True),
    neighbour(KeepPledge, about="note:2", kept=2),
    attendee(ImOut, about="note:2"),
    *offered.EVERYTHING,
    host(ReadFirst, nouns=("note", "comment")),
    attendee(WriteNote, group=1, text="Or three"),
    host(LetWordsIn, notes=(6,)),
    host(HideNote, note=1, why="Said already"),
    lambda night: host(SayWhy, act=night.version, why="Said twice already"),
    lambda night: attendee(AnswerModeration, act=max(night.moderated), text="Sorry"),
    lambda night: host(HearAnswer, act=max(night.moderated)),
    host(TellHowMany, told=True),
    attendee(FixMeeting, group=1, day="2026-12-01", time="19:30", place="Library", text="Bring seeds"),
    host(ChangeMeeting, meeting=1, day="2026-12-02"),
    host(CancelMeeting, meeting=1),
    take_back,
    host(HideMeeting, meeting=1, why="Said already"),
    host(ShowMeeting, meeting=1),
    attendee(AddClip, group=1, title="Chart", who="Ben", consent=True, hash="5ea1"),
    attendee(AddClip, group=0, title="Foyer", who="Ben", consent=True, hash="5ea2"),
    attendee(ReleaseClip, clip=1),
    host(HideClip, clip=1, why="Blurred"),
    host(ShowClip, clip=1),
    attendee(StraightenClip, clip=2, corners=(0, 0, 1000, 0, 1000, 1000, 0, 1000), hash="f1a7"),
    attendee(StraightenClip, clip=1, corners=(9, 0, 1000, 0, 1000, 1000, 0, 1000), hash="f1a8"),
    attendee(PutClipBack, clip=1),
    attendee(WithdrawClip, clip=2),
    *(
        attendee(AddClip, group=1, title="Five minutes", consent=True, sort="film", upload="ab12")
        for _film in range(2)
    ),
    system(PrepareClip, clip=3, hash="5ea3", size=9, ms=61_000, width=4, height=3, poster="5ea4"),
    system(FailClip, clip=4, why="damaged"),
    reporter(AddClip, group=1, person=0, title="Film", who="Ben", consent=True, hash="5ea3"),
    reporter(WriteNote, group=1, person=0, kind="quote", text="Sell honey", who="Ben"),
    reporter(EditNote, note=7, text="Sell the honey", who="Ben"),
    host(RevokeReporter, reporter=1),
    neighbour(AddClip, group=0, title="Yard", who="Ben", consent=True, hash="5eaf"),
    lambda night: neighbour(ReleaseClip, clip=len(night.clips)),
    lambda night: host(ShowClip, clip=len(night.clips)),
    host(PickClip, clip=0),
    lambda night: host(MoveClip, clip=len(night.clips), by=-1),
    host(PlayReel),
    host(HoldReel),
    host(ResumeReel),
    host(SkipClip, clip=0),
    lambda night: host(DropClip, clip=len(night.clips)),
    host(EndReel),
    host(PlayReel, at=SEVEN - 60 * MINUTE),
    lambda night: system(FinishReel, turn=night.reel.turn),
    attendee(AddClip, group=1, title="Hive", who="Ben", consent=True, hash="5ea5", sort="sound", ms=9000),
    newest(attendee, ReleaseClip),
    newest(host, ShowClip),
    newest(system, WriteCaptions, lines=(Line(500, 2000, "The bees are fine"), Line(2500, 4000, "by honey"))),
    newest(attendee, MendCaptions, edition=1, texts=("The bees are fine", "buy honey")),
    newest(attendee, QuoteClip, line=2),
    newest(host, PutBackCaptions, edition=1),
    newest(attendee, ConfirmCaptions, edition=3),
    newest(attendee, TypeCaptions, edition=4, text="We like to buy honey"),
    host(WatchWords, words=("Bread",)),
    host(SlowDown, seconds=1),
    host(ClearMark, what="pitch", about=3),
    host(ShowNote, note=1),
    attendee(TakeCard, group=1, card="corner"),
    attendee(TakeCard, group=1, card="fair"),
    attendee(TakeCard, group=1, kind="idea", title="Soup", points=2),
    attendee(FillCard, pick=1, text="Our corner"),
    host(ShowCard, pick=1),
    host(HideCard, pick=1, why="Hurtful"),
    attendee(MoveCard, pick=2, places=1),
    attendee(SwapCard, pick=2, card="bench"),
    host(PutCardBack, pick=2),
    attendee(TakeCard, group=1, kind="ending", text="They danced"),
    attendee(FinishStory, group=1, finished=True),
    *JOINED_UP,
    host(MovePhase, to="share"),
    host(ShowGroup, group=1),
    host(OpenChoice, dots=2, carried=1),
    neighbour(ChooseAction, note=2),
    neighbour(UnchooseAction, note=2),
    neighbour(ChooseAction, note=2),
    host(CloseChoice),
    *convened(neighbour, attendee, 2),
    attendee(MakeOffer, wants=True, kind="space", text="A hall", listed=True),
    lambda night: host(ShowOffer, offer=len(night.offers)),
    lambda night: host(TakeUpFromWall, offer=len(night.offers)),
    host(AnswerAsk, ask=1, verdict=""),
    host(PutAll),
    *called(neighbour),
    take_back,
    take_back,
    take_back,
    take_back,
    take_back,
    neighbour(Appreciate, group=1),
    neighbour(TakeBackHeart, group=1),
    neighbour(MakeComment, group=1, text="I know one"),
    host(HideComment, comment=1),
    host(ShowComment, comment=1),
    host(AskRoom, text="What's your metaphor?", each=2),
    host(ReadFirst, nouns=("comment",)),
    attendee(SayLine, question=1, text="A beehive"),
    neighbour(SayLine, question=1, text="A river"),
    host(LetLinesIn, lines=(1,)),
    host(HideLine, line=1),
    host(ShowLine, line=1),
    host(PileLines, question=1, piles=(Pile("Water", (2,)),)),
    host(PileLine, line=1, pile="Bees"),
    host(OpenQuestion, question=1, open=False),
    host(AddSentences, texts=("Cars out.", "Buses should be free.")),
    host(AddPitched, pitches=(2,)),
    host(OpenRound, offers=True),
    attendee(OfferSentence, text="Bees first."),
    host(ShowSentence, sentence=4),
    host(HideSentence, sentence=2),
    attendee(SayView, sentence=1, view="agree"),
    neighbour(SayView, sentence=1, view="disagree"),
    attendee(SayView, sentence=1, view="pass"),
    host(EndRound, found=(Found(1, "shared", 5, 1, 0),), fresh=(1,)),
    *RECORD,
    host(RemovePerson, person=1),
    host(LetBackIn, person=1),
    host(WithdrawPitch, pitch=4),
    neighbour(Leave),
    neighbour(TakeName),
    host(LockJoining, locked=False),
    host(MakeApiKey, name="A researcher", hash="0" * 64),
    system(UseApiKey, no=1, day="2026-11-22"),
    host(RevokeApiKey, no=1),
    take_back,
    lambda night: host(ChangeSetup, setup=msgspec.structs.replace(night.setup, expected=1)),
    guest(Join, name="Gil"),
    guest(Join, name="Hal", ticket=False),
    guest(Join, name="Ida"),
    lambda night: guest(WaitAs, newcomer=max(night.newcomers), name="Ida B."),
    lambda night: guest(StopWaiting, newcomer=max(night.newcomers)),
    lambda night: host(LetIn, newcomers=(min(night.newcomers),)),
    take_back,
    lambda night: host(LetIn, newcomers=(min(night.newcomers),)),
    lambda night: host(TurnAway, newcomers=tuple(night.newcomers)),
    host(RenewEntrance, entrance="K7WQ"),
    host(UndoFlood, since=1, upto=99, keep=(2,), entrance="M4XB"),
    host(RemovePerson, person=2),
    host(PrintSlips, count=9),
    guest(Join, name="Jo", slip=1),
    lambda night: host(GiveSlip, slip=2, person=len(night.people)),
    guest(UseSlip, slip=2),
    host(VoidSlips, first=3, last=4),
    lambda night: host(UndoStep, step=night.steps[-1].no),
    host(WriteForm, scale="And the food?", steps=("1", "2", "3", "4", "5"), questions=("Why?",)),
    host(LetBackIn, person=1),
    host(MovePhase, to="closed"),
    lambda night: still_in(night)[0](GiveFeedback, about=NIGHT, answer=Answer(4, ("The soup",))),
    lambda night: still_in(night)[1](SealFeedback, about=NIGHT, sealed="c0ffee"),
    lambda night: host(MixFeedback, pooled=0, sealed=(night.version,), **MIXED),
    host(HideAnswer, no=1, why="Said already"),
    host(ShowAnswer, no=1),
    host(PublishFeedback, published=True),
    host(EndFeedback, ended=True),
    lambda night: still_in(night)[0](AddSequel, text="What we said", url="https://blog.example/1"),
    lambda night: still_in(night)[1](Report, what="sequel", about=2),
    host(HideSequel, sequel=2, why="Nothing of ours"),
    host(ShowSequel, sequel=2),
    of_promise(KeepPromise),
    of_promise(TakePromiseUp),
    of_promise(MovePromise, day="2027-03-01"),
    take_back,
    of_promise(LetPromiseGo),
    lambda night: still_in(night)[0](MakeLeaflet, **CARD),
    lambda night: still_in(night)[1](Report, what="leaflet", about=1),
    host(EditLeaflet, leaflet=1, **CARD | {"price": "£1"}),
    host(CloseLeaflet, leaflet=1),
    host(CloseLeaflet, leaflet=1, closed=False),
    host(HideLeaflet, leaflet=1, why="No"),
    host(ShowLeaflet, leaflet=1),
    system(NoteUse, about="pitch-1", title="There", code="345678"),
    host(DropUse, use=1),
    guest(KnockAt, leaflet=1, key="k1", agreed=True),
    lambda night: still_in(night)[0](SayMore, knock=1, side="owner", key="k2"),
    lambda night: still_in(night)[0](AgreeToPass, knock=1, side="owner"),
    lambda night: still_in(night)[0](ReportKnock, knock=1, side="owner", why="Pills"),
    host(HearReport, knock=1),
    guest(KnockAt, leaflet=1, key="k3"),
    guest(EndKnock, knock=2, side="asker"),
    host(StopKnocks, leaflet=1),
    host(PassMessagesOn),
    lambda night: guest(KnockAt, group=1, to=takers.all_of(night, 1)[0], key="k4"),
    host(StopKnocks, group=1),
    host(ThrowAway),
]
CROWDED = Proposal(
    placements=(placed(2, 1, 1), placed(3, 1, 2)), groups={2: (3,), 3: (1,)}, why=Why(line=(2, 3))
)
"""The first voter has the one seat on Books, which they did not vote for."""


def run_again(night: Night) -> Command:
    """The topic that most people miss."""
    run = suggestions(night)[0]
    return host(RepeatPitch, pitch=run.pitch, slot=run.slot, room=run.room)


CROWD: list[Command | Later] = [
    host(StartNight, setup=setup()),
    host(BringWall, wall=Wall(topics=(Topic(title="From a file"),))),
    take_back,
    host(TakeFurther, takeaway=TAKEN),
    take_back,
    *(guest(Join, name=f"Voter {letter}") for letter in "ABCDEFGHJKPQRSTUVWXY"[:LEAST]),  # none like a digit
    host(MovePhase, to="vote"),
    host(MakePitch, person=0, title="Bees"),
    *(Somebody(acting(no))(Vote, pitch=2) for no in range(1, LEAST + 1)),
    host(MakePitch, person=0, title="Books"),
    host(Propose, proposal=CROWDED),
    host(MovePhase, to="groups"),
    *(Somebody(acting(2))(kind, group=2) for kind in (AskSeat, TakeBackAsking, AskSeat)),
    Somebody(acting(1))(GiveSeat, group=2, to=1),
    Somebody(acting(1))(KeepSeat, group=1),
    run_again,
    take_back,
    host(MovePhase, to="closed"),
    *(attendee(KeepBallot, person=1, out=out) for out in (True, False)),
    host(PublishBallots),
    host(WithdrawBallots),
]
"""What takes more people than the evening has: there it would be compared at each of its moments."""
