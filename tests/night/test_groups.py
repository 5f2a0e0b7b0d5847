"""Groups: people tap in, walk over to another one, take the pen, write the headline."""

import pytest

from opennight.night import groups, headlines
from opennight.night.groups import GroupJoined, GroupLeft, JoinGroup, LeaveGroup, PenTaken, TakePen
from opennight.night.headlines import TEXT, HeadlineWritten, WriteHeadline
from opennight.night.kept.parts import PHASES, Phase
from opennight.night.kept.rooms import Room
from opennight.night.lineup import DropGroup, PlacePitch
from opennight.night.merging import MergePitch
from opennight.night.messages import Command
from opennight.night.moderation import HidePitch, RemovePerson
from opennight.night.phases import MovePhase
from opennight.night.pitches import MakePitch
from opennight.night.setups import ChangeSetup
from opennight.night.votes import Vote
from tests.cast import (
    CORNER,
    EARLY,
    HALL,
    LATE,
    Story,
    attendee,
    happened,
    helper,
    host,
    latecomer,
    neighbour,
    outsider,
    setup,
)

BEES, BOOKS, BREAD = 1, 2, 3
"""The groups."""
PITCH = {BEES: 2, BOOKS: 3, BREAD: 4}
NOWHERE = 1
"""A pitch that is not in the line-up."""


@pytest.fixture
def forming(story: Story) -> Story:
    """Early: Bees in the hall (2 seats), Books in the corner (1 seat). Late: Bread in the hall."""
    story.given(*(host(MakePitch, person=0, title=title) for title in ("Boats", "Bees", "Books", "Bread")))
    story.given(
        host(PlacePitch, pitch=PITCH[BEES], slot=EARLY.id, room=HALL.id),
        host(PlacePitch, pitch=PITCH[BOOKS], slot=EARLY.id, room=CORNER.id),
        host(PlacePitch, pitch=PITCH[BREAD], slot=LATE.id, room=HALL.id),
    )
    return story.given(host(MovePhase, to="groups"))


@pytest.fixture
def talking(forming: Story) -> Story:
    """The attendee is in Bees, the neighbour in Books."""
    return forming.given(
        attendee(JoinGroup, group=BEES), neighbour(JoinGroup, group=BOOKS), host(MovePhase, to="talk")
    )


def seats_left(story: Story, group: int) -> int:
    return groups.seats_left(story.night, story.night.lineup[group])


def test_one_tap_in(forming: Story) -> None:
    forming.when(attendee(JoinGroup, group=BEES)).then(happened(GroupJoined, person=1, group=BEES))
    assert groups.members(forming.night, BEES) == [1]
    assert seats_left(forming, BEES) == 1
    forming.when(attendee(JoinGroup, group=BEES)).then()


def test_one_tap_to_another(talking: Story) -> None:
    talking.given(host(ChangeSetup, setup=setup(rooms=(HALL, Room(CORNER.id, "Corner", 2)))))
    talking.when(attendee(JoinGroup, group=BOOKS)).then(
        happened(GroupLeft, person=1, group=BEES), happened(GroupJoined, person=1, group=BOOKS)
    )
    assert groups.of_person(talking.night, 1) == {EARLY.id: BOOKS}


def test_one_group_in_each_slot(talking: Story) -> None:
    talking.when(attendee(JoinGroup, group=BREAD)).then(happened(GroupJoined, person=1, group=BREAD))
    assert groups.of_person(talking.night, 1) == {EARLY.id: BEES, LATE.id: BREAD}


def test_the_helper_seats_somebody(forming: Story) -> None:
    forming.when(helper(JoinGroup, person=2, group=BEES)).then(happened(GroupJoined, person=2, group=BEES))
    forming.when(helper(LeaveGroup, person=2, group=BEES)).then(happened(GroupLeft, person=2, group=BEES))


def test_a_merged_pitch_leads_to_the_group_of_the_whole(forming: Story) -> None:
    forming.given(host(MergePitch, pitch=PITCH[BOOKS], into=PITCH[BEES]))
    forming.when(attendee(JoinGroup, group=BOOKS)).then(happened(GroupJoined, person=1, group=BEES))


def test_a_full_group_offers_another(forming: Story) -> None:
    forming.given(neighbour(JoinGroup, group=BOOKS))
    forming.when(attendee(JoinGroup, group=BOOKS))
    forming.then_refused("full", "Corner is full. “Bees” in Hall has 2 free.", offer=BEES)


def test_the_offer_is_what_the_person_wanted(forming: Story) -> None:
    nook = Room(3, "Nook", 1)
    forming.given(
        host(ChangeSetup, setup=setup(rooms=(HALL, CORNER, nook))),
        host(PlacePitch, pitch=NOWHERE, slot=EARLY.id, room=nook.id),
        host(MovePhase, to="vote"),
        attendee(Vote, pitch=NOWHERE),
        host(MovePhase, to="groups"),
        neighbour(JoinGroup, group=BOOKS),
    )
    forming.when(attendee(JoinGroup, group=BOOKS)).then_refused("full", "“Boats” in Nook", offer=4)


def test_when_all_are_full_there_is_no_offer(forming: Story) -> None:
    forming.given(
        attendee(JoinGroup, group=BEES), neighbour(JoinGroup, group=BEES), latecomer(JoinGroup, group=BOOKS)
    )
    forming.when(attendee(JoinGroup, group=BOOKS)).then_refused("full", "so is every other group")


def test_a_full_group_keeps_who_is_in_it(forming: Story) -> None:
    forming.given(neighbour(JoinGroup, group=BOOKS))
    forming.when(neighbour(JoinGroup, group=BOOKS)).then()


def test_a_tap_out(talking: Story) -> None:
    talking.when(attendee(LeaveGroup, group=BEES)).then(happened(GroupLeft, person=1, group=BEES))
    talking.when(attendee(LeaveGroup, group=BEES)).then()
    talking.when(attendee(LeaveGroup, group=9)).then()


@pytest.mark.parametrize("phase", [phase for phase in PHASES if phase not in ("groups", "talk")])
def test_groups_have_their_time(talking: Story, phase: Phase) -> None:
    words = "finished for tonight" if phase in ("share", "closed") else "form after the vote"
    talking.given(host(MovePhase, to=phase))
    talking.when(latecomer(JoinGroup, group=BEES)).then_refused("late", words)
    talking.when(attendee(LeaveGroup, group=BEES)).then_refused("late", words)


def test_nobody_moves_another(talking: Story) -> None:
    talking.when(neighbour(JoinGroup, person=1, group=BOOKS)).then_refused(
        "forbidden", "only do this for yourself"
    )
    talking.when(neighbour(LeaveGroup, person=1, group=BEES)).then_refused(
        "forbidden", "only do this for yourself"
    )
    talking.when(neighbour(TakePen, person=1, group=BEES)).then_refused(
        "forbidden", "only do this for yourself"
    )
    talking.when(outsider(JoinGroup, group=BEES)).then_refused("forbidden", "Join the night first")
    talking.when(outsider(LeaveGroup, group=BEES)).then_refused("forbidden", "Join the night first")


def test_a_group_is_in_the_lineup(forming: Story) -> None:
    forming.given(host(DropGroup, group=BREAD), host(HidePitch, pitch=PITCH[BOOKS]))
    forming.when(attendee(JoinGroup, group=BREAD)).then_refused("late", "not in the line-up")
    forming.when(attendee(JoinGroup, group=BOOKS)).then_refused("late", "not on the wall")
    forming.when(attendee(JoinGroup, group=9)).then_refused("missing", "no such group")


def test_a_member_takes_the_pen(talking: Story) -> None:
    talking.when(attendee(TakePen, group=BEES)).then(happened(PenTaken, person=1, group=BEES))
    assert groups.scribe(talking.night, BEES) == 1
    talking.when(attendee(TakePen, group=BEES)).then()
    talking.given(latecomer(JoinGroup, group=BEES))
    talking.when(latecomer(TakePen, group=BEES)).then(happened(PenTaken, person=3, group=BEES))


def test_the_pen_lies_on_the_table_once_the_scribe_has_left(talking: Story) -> None:
    assert groups.scribe(talking.night, BEES) is None
    talking.given(attendee(TakePen, group=BEES), attendee(LeaveGroup, group=BEES))
    assert groups.scribe(talking.night, BEES) is None


def test_the_helper_gives_the_pen_to_a_member(talking: Story) -> None:
    talking.when(helper(TakePen, person=1, group=BEES)).then(happened(PenTaken, person=1, group=BEES))
    talking.when(helper(TakePen, person=2, group=BEES)).then_refused(
        "forbidden", "Only somebody in the group"
    )


def test_a_member_writes_the_headline(talking: Story) -> None:
    talking.when(attendee(WriteHeadline, group=BEES, text=" Bees  need roofs "))
    talking.then(happened(HeadlineWritten, group=BEES, text="Bees need roofs"))
    talking.when(attendee(WriteHeadline, group=BEES, text="Bees need roofs")).then()
    talking.when(host(WriteHeadline, group=BEES, text="")).then(
        happened(HeadlineWritten, group=BEES, text="")
    )
    assert headlines.of(talking.night, BEES) == ""
    talking.when(host(WriteHeadline, group=BEES, text="")).then()


def test_a_headline_has_an_end(talking: Story) -> None:
    talking.when(attendee(WriteHeadline, group=BEES, text="x" * (TEXT + 1)))
    talking.then_refused("bad", "Too long by 1", field="text")


WRITING: list[Command] = [attendee(TakePen, group=BEES), attendee(WriteHeadline, group=BEES, text="Roofs")]


@pytest.mark.parametrize("command", WRITING)
@pytest.mark.parametrize("phase", ["welcome", "pitch", "vote", "closed"])
def test_writing_has_its_time(talking: Story, command: Command, phase: Phase) -> None:
    talking.given(host(MovePhase, to=phase))
    talking.when(command).then_refused("late", "closed" if phase == "closed" else "once the groups form")


@pytest.mark.parametrize("command", WRITING)
def test_who_was_removed_writes_nothing(talking: Story, command: Command) -> None:
    talking.given(host(RemovePerson, person=1))
    talking.when(command).then_refused("forbidden", "removed you")


@pytest.mark.parametrize(
    "command", [neighbour(TakePen, group=BEES), neighbour(WriteHeadline, group=BEES, text="Roofs")]
)
def test_only_members_write(talking: Story, command: Command) -> None:
    talking.when(command).then_refused("forbidden", "Join this group first")


@pytest.mark.parametrize(
    "command", [outsider(TakePen, group=BEES), outsider(WriteHeadline, group=BEES, text="Roofs")]
)
def test_outsiders_do_not_write(talking: Story, command: Command) -> None:
    talking.when(command).then_refused("forbidden", "Join the night first")


def test_there_is_no_such_group(talking: Story) -> None:
    talking.when(host(WriteHeadline, group=9, text="Roofs")).then_refused("missing", "no such group")
    talking.given(host(DropGroup, group=BREAD))
    talking.when(host(WriteHeadline, group=BREAD, text="Roofs")).then_refused("late", "not in the line-up")
