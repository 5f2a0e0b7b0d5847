"""What the host may still have to settle, in numbers."""

import pytest

from opennight.night import rounds, unsettled, votes
from opennight.night.groups import JoinGroup, LeaveGroup
from opennight.night.headlines import WriteHeadline
from opennight.night.lineup import PlacePitch
from opennight.night.merging import MergePitch
from opennight.night.notes import HideNote, WriteNote
from opennight.night.people import ComeBack, Leave
from opennight.night.phases import MovePhase
from opennight.night.pitches import MakePitch
from opennight.night.rounds import CallRound
from opennight.night.votes import TakeBackVote, Vote
from tests.cast import Story, attendee, host, latecomer, neighbour

BEES, BOOKS, BREAD = 1, 2, 3


@pytest.fixture
def wall(story: Story) -> Story:
    """Ada would run bees, nobody books, the host bread."""
    return story.given(
        host(MovePhase, to="pitch"),
        attendee(MakePitch, title="Bees"),
        neighbour(MakePitch, title="Books", hosted=False),
        host(MakePitch, person=0, title="Bread"),
    )


def unhosted(story: Story) -> list[int]:
    return [pitch.no for pitch in unsettled.unhosted(story.night)]


def test_topics_that_nobody_runs(wall: Story) -> None:
    assert unhosted(wall) == [BOOKS]
    wall.given(attendee(Leave))
    assert unhosted(wall) == [BEES, BOOKS], "whoever would run it has gone home"
    wall.given(attendee(ComeBack), latecomer(MakePitch, title="Books, too"))
    wall.given(host(MergePitch, pitch=4, into=BOOKS))
    assert unhosted(wall) == [], "somebody pitched it again, to run it"


def test_how_many_have_voted(wall: Story) -> None:
    wall.given(host(MovePhase, to="vote"))
    assert votes.turnout(wall.night) == 0
    wall.given(attendee(Vote, pitch=BEES), attendee(Vote, pitch=BOOKS), neighbour(Vote, pitch=BEES))
    assert votes.turnout(wall.night) == 2
    wall.given(neighbour(TakeBackVote, pitch=BEES))
    assert votes.turnout(wall.night) == 1
    wall.given(attendee(Leave))
    assert votes.turnout(wall.night) == 0, "of those who are here"


def test_people_without_a_group(wall: Story) -> None:
    assert unsettled.groupless(wall.night) == 0, "there are no groups yet"
    wall.given(host(PlacePitch, pitch=BEES, slot=1, room=1), host(MovePhase, to="groups"))
    assert unsettled.groupless(wall.night) == 3
    wall.given(attendee(JoinGroup, group=BEES), neighbour(JoinGroup, group=BEES))
    assert unsettled.groupless(wall.night) == 1
    wall.given(neighbour(LeaveGroup, group=BEES), latecomer(Leave))
    assert unsettled.groupless(wall.night) == 1


def test_who_sits_only_in_another_round_has_no_group_in_this_one(wall: Story) -> None:
    wall.given(host(PlacePitch, pitch=BEES, slot=1, room=1), host(PlacePitch, pitch=BOOKS, slot=2, room=1))
    wall.given(
        host(MovePhase, to="groups"), attendee(JoinGroup, group=BEES), neighbour(JoinGroup, group=BOOKS)
    )
    first, second = (slot.id for slot in wall.night.setup.slots[:2])
    assert unsettled.groupless(wall.night) == rounds.seekers(wall.night, first) == 2, "as the board says"
    wall.given(host(CallRound, slot=second))
    assert unsettled.groupless(wall.night) == rounds.seekers(wall.night, second) == 2


def test_groups_without_a_note(wall: Story) -> None:
    for no, room in ((BEES, 1), (BOOKS, 2)):
        wall.given(host(PlacePitch, pitch=no, slot=1, room=room))
    wall.given(host(MovePhase, to="talk"), attendee(JoinGroup, group=BEES))
    assert unsettled.wordless(wall.night) == [BEES], "nobody sits at books"
    wall.given(attendee(WriteNote, group=BEES, text="Hedges"))
    assert unsettled.wordless(wall.night) == []
    wall.given(host(HideNote, note=1))
    assert unsettled.wordless(wall.night) == [BEES]
    wall.given(attendee(WriteHeadline, group=BEES, text="Hedges!"))
    assert unsettled.wordless(wall.night) == []


def test_a_group_of_a_round_to_come_is_not_silent_yet(wall: Story) -> None:
    wall.given(
        host(PlacePitch, pitch=BEES, slot=1, room=1),
        host(PlacePitch, pitch=BOOKS, slot=2, room=1),
        host(MovePhase, to="talk"),
        attendee(JoinGroup, group=BEES),
        neighbour(JoinGroup, group=BOOKS),
    )
    assert unsettled.wordless(wall.night) == [BEES]
    wall.given(host(CallRound, slot=2))
    assert unsettled.wordless(wall.night) == [BEES, BOOKS]
