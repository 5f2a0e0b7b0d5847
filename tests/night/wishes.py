"""What anybody may wish for in a night, in any order: commands without their actors, as strategies."""

from typing import Any

import hypothesis.strategies as st

from opennight.night import (
    board,
    bylines,
    flood,
    groups,
    headlines,
    lineup,
    merging,
    moderation,
    nights,
    notes,
    pace,
    people,
    phases,
    pitches,
    queue,
    replies,
    rounds,
    runsheet,
    seats,
    setups,
    sharing,
    tables,
    thanks,
    threads,
    timer,
    votes,
)
from opennight.night.kept.bylines import BYLINES
from opennight.night.kept.parts import PHASES, Part
from opennight.night.kept.rooms import Room, Slot
from opennight.night.messages import Command
from opennight.night.timer import MINUTE
from tests.cast import SEVEN, setup
from tests.twice import RunTwice

NO = st.integers(1, 5)
"""The number of a person, pitch, group, note or comment; sometimes none has it."""
TEXT = st.sampled_from(["Bees", "Books", "Bread", "=1+1", "<b>", "", "x" * 2000])
THREADS = st.sampled_from(["note:1", "note:2", "note:3"])
ROOMS = st.dictionaries(st.integers(1, 3), st.integers(1, 3), min_size=1)
SLOTS = (Slot(1, "19:30", "20:15"), Slot(2, "20:30", "21:15"), Slot(3, "23:30", "00:15"))
SHEET = (
    Part("welcome", 10),
    Part("groups", 5, 1),
    Part("talk", 20, 1),
    Part("talk", 20, 2),
    Part("share", 9),
)
SETUPS = st.builds(
    lambda dots, approve, seating, rooms, slots, sheet: setup(
        dots=dots,
        approve=approve,
        seating=seating,
        rooms=tuple(Room(no, f"Room {no}", seats) for no, seats in rooms.items()),
        slots=tuple(slots),
        starts="19:00",
        sheet=sheet,
    ),
    st.integers(0, 2),
    st.booleans(),
    st.sampled_from(["wishes", "free", "mixed", "open"]),
    ROOMS,
    st.lists(st.sampled_from(SLOTS), min_size=1, unique=True),
    st.sampled_from([(), SHEET]),
)


def wish(*kinds: type[Command], **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """One of these commands, with these fields."""
    return st.fixed_dictionaries({"kind": st.sampled_from(kinds), **fields})


SETTING_UP = st.one_of(
    wish(setups.ChangeSetup, setup=SETUPS),
    wish(phases.MovePhase, to=st.sampled_from(PHASES)),
    wish(runsheet.WriteScript, step=st.sampled_from(["lineup", "dinner"]), text=TEXT),
    wish(pace.ShortenRounds, midnight=st.just(SEVEN - 19 * 60 * MINUTE), minutes=st.integers(-1, 10)),
    wish(rounds.CallRound, slot=st.sampled_from([1, 2, 3]), minutes=st.integers(-1, 70)),
    wish(nights.LockJoining, locked=st.booleans()),
    wish(nights.RevealVotes, revealed=st.booleans()),
    wish(board.Announce, text=TEXT),
    wish(board.SetScene, scene=st.sampled_from(["", "timer", "vote"])),
    wish(timer.StartTimer, timer.AddTime, minutes=st.integers(-2, 20)),
    wish(timer.PauseTimer, timer.ResumeTimer, timer.StopTimer, timer.RingBell),
    wish(nights.RenewDeskKey),
)
KEEPING_ORDER = st.one_of(
    wish(moderation.RemovePerson, moderation.LetBackIn, person=NO),
    wish(moderation.RemovePerson, person=NO, wrote=st.just(True)),
    wish(flood.UndoFlood, since=NO, upto=NO),
    wish(moderation.ApprovePitch, moderation.HidePitch, moderation.ShowPitch, merging.UnmergePitch, pitch=NO),
    wish(merging.MergePitch, pitch=NO, into=NO),
    wish(notes.HideNote, notes.ShowNote, note=NO),
    wish(sharing.HideComment, sharing.ShowComment, comment=NO),
    wish(replies.HideReply, replies.ShowReply, reply=NO),
    wish(replies.AcceptAnswer, reply=NO, accepted=st.booleans()),
    wish(sharing.ShowGroup, group=NO),
)
AT_THE_FRONT = st.one_of(
    wish(queue.MoveInQueue, pitch=NO, place=st.integers(-1, 5)),
    wish(queue.CallSpeaker, pitch=st.none() | NO),
    wish(queue.ExtendSpeaker, seconds=st.integers(-90, 90)),
    wish(queue.ThankSpeaker),
)
LINING_UP = st.one_of(
    wish(lineup.ClearLineup),
    wish(RunTwice, pitch=NO, slot=st.integers(1, 3), room=st.integers(1, 3)),
    wish(lineup.PlacePitch, pitch=NO, slot=st.none() | st.integers(1, 3), room=st.none() | st.integers(1, 3)),
    wish(lineup.PinGroup, group=NO, pinned=st.booleans()),
    wish(lineup.DropGroup, group=NO),
)
COMING_AND_GOING = st.one_of(
    wish(people.Join, name=TEXT, phone=st.booleans()),
    wish(people.Rename, person=NO, name=TEXT),
    wish(people.Leave, people.ComeBack, bylines.TakeName, person=NO),
    wish(bylines.ChooseByline, person=NO, byline=st.sampled_from(BYLINES)),
)
ASKING = {
    "hosted": st.booleans(),
    "needs": st.sampled_from([(), ("quiet",), ("wings",)]),
    "times": st.sampled_from([(), (1,), (3, 2), (9,)]),
}
PITCHING = st.one_of(
    wish(pitches.MakePitch, person=NO, title=TEXT, **ASKING),
    wish(pitches.EditPitch, pitch=NO, title=TEXT, **ASKING),
    wish(moderation.WithdrawPitch, queue.LineUpToSpeak, queue.LeaveQueue, pitch=NO),
)
VOTING = wish(votes.Vote, votes.Vote, votes.TakeBackVote, person=NO, pitch=NO)
GATHERING = st.one_of(
    wish(groups.JoinGroup, groups.JoinGroup, groups.LeaveGroup, person=NO, group=NO),
    wish(tables.OpenTable, person=NO, pitch=NO, room=st.integers(0, 3)),
    wish(seats.AskSeat, seats.TakeBackAsking, seats.KeepSeat, person=NO, group=NO),
    wish(seats.GiveSeat, person=NO, group=NO, to=NO),
)
TALKING = st.one_of(
    wish(groups.TakePen, person=NO, group=NO),
    wish(headlines.WriteHeadline, group=NO, text=TEXT),
    wish(notes.WriteNote, person=NO, group=NO, text=TEXT),
    wish(notes.EditNote, note=NO, text=TEXT),
)
SHARING = st.one_of(
    wish(sharing.Appreciate, sharing.TakeBackHeart, person=NO, group=NO),
    wish(sharing.MakeComment, person=NO, group=NO, text=TEXT),
    wish(threads.Like, threads.Unlike, person=NO, about=THREADS),
    wish(replies.WriteReply, person=NO, about=THREADS, text=TEXT),
    wish(thanks.GiveThanks, person=NO, whom=NO, words=st.sampled_from(["", "Bees"])),
    wish(thanks.TakeBackThanks, thanks=NO),
)
DESK_ONLY = st.one_of(SETTING_UP, KEEPING_ORDER, AT_THE_FRONT, LINING_UP)
ONE_AFTER_THE_OTHER = (
    (moderation.HidePitch, moderation.ShowPitch),
    (moderation.WithdrawPitch, moderation.ShowPitch),
    (pitches.EditPitch, moderation.ApprovePitch),
    (merging.MergePitch, merging.UnmergePitch),
    (moderation.RemovePerson, moderation.LetBackIn),
    (people.Leave, people.ComeBack),
    (queue.LeaveQueue, queue.LineUpToSpeak),
    (queue.CallSpeaker, queue.ExtendSpeaker, queue.ThankSpeaker),
    (lineup.PlacePitch, RunTwice, groups.JoinGroup, lineup.PlacePitch),
    (lineup.PlacePitch, lineup.PinGroup, lineup.DropGroup),
    (timer.StartTimer, timer.AddTime, timer.PauseTimer, timer.ResumeTimer, timer.StopTimer),
    (votes.Vote, votes.TakeBackVote),
    (lineup.PlacePitch, groups.JoinGroup, groups.TakePen, groups.LeaveGroup),
    (lineup.PlacePitch, notes.WriteNote, notes.EditNote, notes.HideNote, notes.ShowNote),
    (lineup.PlacePitch, sharing.Appreciate, sharing.TakeBackHeart),
    (lineup.PlacePitch, sharing.MakeComment, sharing.HideComment, sharing.ShowComment),
)
"""Commands about the same thing, each of which has an effect only after those before it."""
ABOUT = st.fixed_dictionaries(
    dict.fromkeys(("person", "pitch", "into"), st.integers(1, 4))
    | dict.fromkeys(("text", "title"), st.sampled_from(["Bees", "Books", "Bread"]))
    | {"minutes": st.integers(1, 20), "seconds": st.integers(10, 90), "pinned": st.just(True)}
)
PHASE_OF = {pitches: "pitch", votes: "vote", groups: "groups", notes: "talk", sharing: "share"}
WISHES = {"pitch": PITCHING, "vote": VOTING, "groups": GATHERING, "talk": TALKING, "share": SHARING}
"""What people wish for in each phase."""
MEANWHILE = st.one_of(GATHERING, COMING_AND_GOING, *WISHES.values())
"""What people may do while the desk looks at a proposal."""
TWICE = (people.Join, pitches.MakePitch, notes.WriteNote, sharing.MakeComment, replies.WriteReply)
"""What may happen twice."""
