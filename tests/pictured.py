"""Nights for the pictures of an evening: one whose every moment is known, and one with many groups."""

from opennight.night.bylines import ChooseByline
from opennight.night.connections import FindConnections
from opennight.night.groups import GroupJoined, GroupLeft, JoinGroup
from opennight.night.kept.connections import Because, Pair
from opennight.night.kept.proposals import Proposal
from opennight.night.kept.rooms import Room
from opennight.night.lineup import LineupSet, PlacePitch
from opennight.night.links import LinkGroups, SayTalked
from opennight.night.messages import SYSTEM, Recorded, acting
from opennight.night.nights import StartNight
from opennight.night.people import Join, Leave
from opennight.night.phases import MovePhase
from opennight.night.pitches import MakePitch
from opennight.night.proposals import LineupMade
from opennight.night.rounds import CallRound
from opennight.night.state import Night
from opennight.night.tables import TableOpened
from opennight.night.timer import MINUTE
from opennight.night.votes import TakeBackVote, Vote
from tests.cast import (
    EARLY,
    LATE,
    SEVEN,
    Somebody,
    Story,
    attendee,
    guest,
    host,
    latecomer,
    neighbour,
    setup,
)

dora, emil = Somebody(acting(4)), Somebody(acting(5))


def at(minutes: float) -> int:
    """So many minutes after seven."""
    return SEVEN + round(minutes * MINUTE)


def opened(mark: str = "", code: str = "BEES", **changes: object) -> Story:
    """At seven the night has started, and Ada, Ben and Cleo are there. `mark` begins all that people type."""
    joined = [guest(Join, name=mark + name, at=at(0)) for name in ("Ada", "Ben", "Cleo")]
    planned = setup(title=f"{mark}Night", place=f"{mark}Library", **changes)
    return Story(Night(code)).given(host(StartNight, setup=planned, at=at(0)), *joined)


def evening() -> Story:
    """Five people come, pitch and vote; two rounds are held, in the first of which Ada and Ben sit together,
    and in the second Ben walks over to Cleo. Dora is in the record without a name, and Emil leaves."""
    return opened(rooms=(Room(1, "Hall", 9), Room(2, "Corner", 9)), dots=3).given(
        guest(Join, name="Dora", at=at(2)),
        guest(Join, name="Emil", at=at(6)),
        host(MovePhase, to="vote", at=at(10)),
        attendee(MakePitch, title="Bees", at=at(11)),
        neighbour(MakePitch, title="Books", at=at(12)),
        latecomer(MakePitch, title="Bread", at=at(12)),
        *(one(Vote, pitch=1, at=at(13)) for one in (attendee, neighbour, dora)),
        neighbour(Vote, pitch=2, at=at(14)),
        emil(Vote, pitch=2, at=at(14)),
        emil(TakeBackVote, pitch=2, at=at(15)),
        host(PlacePitch, pitch=1, slot=EARLY.id, room=1, at=at(20)),
        host(PlacePitch, pitch=2, slot=LATE.id, room=1, at=at(21)),
        host(PlacePitch, pitch=3, slot=LATE.id, room=2, at=at(22)),
        host(MovePhase, to="talk", at=at(25)),
        *(one(JoinGroup, group=1, at=at(26)) for one in (attendee, neighbour, dora)),
        *(one(JoinGroup, group=2, at=at(26)) for one in (attendee, neighbour)),
        neighbour(JoinGroup, group=3, at=at(27)),
        latecomer(JoinGroup, group=3, at=at(27)),
        emil(Leave, at=at(30)),
        host(CallRound, slot=LATE.id, at=at(45)),
        host(MovePhase, to="talk", at=at(50)),
        host(MovePhase, to="share", at=at(80)),
        dora(ChooseByline, byline="participant", at=at(81)),
        host(MovePhase, to="closed", at=at(90)),
    )


def crowded(mark: str = "", code: str = "BEES", rooms: int = 13) -> Story:
    """Twice as many groups as rooms, in two rounds. Ada, Ben and Cleo sit together in both, and in the first
    also Dora, who is in the record without a name. Of the other groups a few have found each other."""
    story = opened(mark, code, rooms=tuple(Room(no, f"{mark}Room {no}", 5) for no in range(1, rooms + 1)))
    story.given(guest(Join, name=f"{mark}Dora", at=at(1)), host(MovePhase, to="pitch", at=at(1)))
    for no in range(1, 2 * rooms + 1):
        slot, room = (EARLY, no) if no <= rooms else (LATE, no - rooms)
        story.given(
            host(MakePitch, person=0, title=f"{mark}Topic {no}", at=at(2)),
            host(PlacePitch, pitch=no, slot=slot.id, room=room, at=at(3)),
        )
    found = (
        Pair(3, 4, 0.9, (Because("meaning"),)),
        Pair(3, 5, 0.8, (Because("words", (f"{mark}Topic",)),)),
        Pair(2, 3, 0.7, (Because("people", people=(1, 2)),)),
    )
    return story.given(
        host(MovePhase, to="talk", at=at(10)),
        *(one(JoinGroup, group=2, at=at(11)) for one in (attendee, neighbour)),
        *(one(JoinGroup, group=3, at=at(11)) for one in (attendee, neighbour)),
        *(one(JoinGroup, group=1, at=at(12)) for one in (attendee, neighbour, latecomer, dora)),
        dora(ChooseByline, byline="participant", at=at(12)),
        *(one(JoinGroup, group=rooms + 1, at=at(12)) for one in (attendee, neighbour, latecomer)),
        host(FindConnections, seen=10**6, pairs=found, at=at(13)),
        attendee(SayTalked, group=1, other=2, at=at(14)),
        attendee(LinkGroups, group=1, other=6, at=at(14)),
        host(CallRound, slot=LATE.id, at=at(45)),
        host(MovePhase, to="talk", at=at(50)),
        host(MovePhase, to="closed", at=at(90)),
    )


HAPPENED = [
    Recorded(version, command, at(version), SYSTEM, event)
    for version, (command, event) in enumerate(
        [
            ("made", LineupMade(proposal=Proposal())),
            ("set", LineupSet(placements=())),
            ("opened", TableOpened(group=1, pitch=1, slot=1, room=1)),
            *(("one", event) for event in (GroupLeft(person=1, group=1), GroupJoined(person=1, group=2))),
            *(("two", event) for event in (GroupLeft(person=2, group=1), GroupJoined(person=2, group=2))),
        ],
        1,
    )
]
"""What only the log of a night tells, for those that come without one."""
