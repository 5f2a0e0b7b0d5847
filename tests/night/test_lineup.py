"""The line-up: what the host does with it by hand."""

import pytest

from opennight.night import groups, headlines, lineup
from opennight.night.groups import JoinGroup
from opennight.night.headlines import WriteHeadline
from opennight.night.kept.placements import Placement
from opennight.night.kept.proposals import Proposal
from opennight.night.lineup import ClearLineup, DropGroup, LineupSet, PinGroup, PlacePitch
from opennight.night.merging import MergePitch
from opennight.night.messages import Command
from opennight.night.moderation import HidePitch
from opennight.night.phases import MovePhase
from opennight.night.pitches import MakePitch
from opennight.night.proposals import Propose
from opennight.night.votes import Vote
from tests.cast import CORNER, EARLY, HALL, LATE, Happened, Story, attendee, happened, host, neighbour, placed

BEES, BOOKS, BREAD, BIKES, BOATS = 1, 2, 3, 4, 5
GROUP = {BOOKS: 1, BREAD: 2, BEES: 3, BIKES: 4, BOATS: 5}
"""The group of each pitch in the line-up of `made`."""


def lineup_set(*placements: Placement) -> Happened:
    return happened(LineupSet, placements=placements)


UNSEATED = Proposal(
    placements=(
        placed(BOOKS, EARLY.id, HALL.id),
        placed(BREAD, LATE.id, HALL.id),
        placed(BEES, EARLY.id, CORNER.id),
        placed(BIKES, LATE.id, CORNER.id),
    ),
)
"""The most wanted in the biggest room, and nobody in a group yet."""


@pytest.fixture
def voted(story: Story) -> Story:
    """Five pitches for four places; Books is the most wanted, then Bread."""
    names = ("Bees", "Books", "Bread", "Bikes", "Boats")
    story.given(*(host(MakePitch, person=0, title=name) for name in names), host(MovePhase, to="vote"))
    return story.given(attendee(Vote, pitch=BOOKS), neighbour(Vote, pitch=BOOKS), attendee(Vote, pitch=BREAD))


@pytest.fixture
def made(voted: Story) -> Story:
    return voted.given(host(Propose, proposal=UNSEATED), host(MovePhase, to="groups"))


@pytest.mark.parametrize(
    "command",
    [
        host(PlacePitch, pitch=BOATS),
        host(PinGroup, group=GROUP[BEES], pinned=True),
        host(DropGroup, group=GROUP[BEES]),
        host(ClearLineup),
    ],
)
def test_a_closed_night_keeps_its_lineup(made: Story, command: Command) -> None:
    made.given(host(MovePhase, to="closed"))
    made.when(command).then_refused("late", "closed")


def test_a_pinned_pitch_stays(made: Story) -> None:
    made.when(host(PinGroup, group=GROUP[BEES], pinned=True))
    placements = made.night.lineup.values()
    made.then(lineup_set(*placements))
    assert made.night.lineup[GROUP[BEES]] == placed(BEES, EARLY.id, CORNER.id, pinned=True, group=GROUP[BEES])
    made.when(host(PinGroup, group=GROUP[BEES], pinned=True)).then()
    made.given(host(PinGroup, group=GROUP[BEES], pinned=False))
    assert not made.night.lineup[GROUP[BEES]].pinned


@pytest.mark.parametrize(
    "command", [host(PinGroup, group=GROUP[BOATS], pinned=True), host(DropGroup, group=GROUP[BOATS])]
)
def test_only_what_is_in_the_lineup_is_pinned_or_dropped(made: Story, command: Command) -> None:
    made.when(command).then_refused("late", "not in the line-up")


def test_a_pitch_takes_the_first_free_place(voted: Story) -> None:
    voted.when(host(PlacePitch, pitch=BOATS)).then(lineup_set(placed(BOATS, EARLY.id, HALL.id, group=1)))
    voted.when(host(PlacePitch, pitch=BOATS)).then()
    voted.given(*(host(PlacePitch, pitch=no) for no in (BEES, BOOKS, BREAD)))
    voted.when(host(PlacePitch, pitch=BIKES)).then_refused("full", "Every room is taken")


def test_a_pitch_takes_over_a_place(made: Story) -> None:
    made.given(host(PlacePitch, pitch=BOATS, slot=EARLY.id, room=HALL.id))
    assert made.night.lineup[GROUP[BOATS]] == placed(BOATS, EARLY.id, HALL.id, group=GROUP[BOATS])
    assert [pitch.no for pitch in lineup.waiting(made.night)] == [BOOKS]
    made.when(host(PlacePitch, pitch=BOATS, slot=EARLY.id, room=HALL.id)).then()


def test_two_pitches_change_places(made: Story) -> None:
    made.given(
        host(PinGroup, group=GROUP[BEES], pinned=True),
        host(PlacePitch, pitch=BOOKS, slot=EARLY.id, room=CORNER.id),
    )
    assert made.night.lineup[GROUP[BOOKS]] == placed(BOOKS, EARLY.id, CORNER.id, group=GROUP[BOOKS])
    assert made.night.lineup[GROUP[BEES]] == placed(BEES, EARLY.id, HALL.id, pinned=True, group=GROUP[BEES])


@pytest.mark.parametrize(("slot", "room"), [(9, HALL.id), (EARLY.id, 9)])
def test_there_is_no_such_place(made: Story, slot: int, room: int) -> None:
    made.when(host(PlacePitch, pitch=BEES, slot=slot, room=room)).then_refused(
        "missing", "no such room or round"
    )


def test_only_what_is_on_the_wall_is_placed(voted: Story) -> None:
    voted.when(host(PlacePitch, pitch=9)).then_refused("missing", "no such pitch")
    voted.given(host(HidePitch, pitch=BEES), host(MergePitch, pitch=BOOKS, into=BREAD))
    voted.when(host(PlacePitch, pitch=BEES)).then_refused("late", "not on the wall")
    voted.when(host(PlacePitch, pitch=BOOKS)).then(lineup_set(placed(BREAD, EARLY.id, HALL.id, group=1)))


def test_a_pitch_is_dropped_and_its_group_with_it(made: Story) -> None:
    made.given(attendee(JoinGroup, group=GROUP[BEES]))
    made.when(host(DropGroup, group=GROUP[BEES]))
    made.then(lineup_set(*(p for p in made.night.lineup.values() if p.pitch != BEES)))
    assert groups.members(made.night, GROUP[BEES]) == []


def test_a_pitch_that_is_put_back_has_its_old_group(made: Story) -> None:
    """With what it wrote; meanwhile its number is not given to another one."""
    made.given(
        attendee(JoinGroup, group=GROUP[BEES]), attendee(WriteHeadline, group=GROUP[BEES], text="Roofs")
    )
    made.given(host(DropGroup, group=GROUP[BEES]), host(PlacePitch, pitch=BOATS, slot=LATE.id, room=HALL.id))
    assert made.night.lineup[GROUP[BOATS]].pitch == BOATS
    made.given(host(PlacePitch, pitch=BEES))
    assert made.night.lineup[GROUP[BEES]].pitch == BEES
    assert headlines.of(made.night, GROUP[BEES]) == "Roofs"


def test_the_lineup_is_cleared(made: Story) -> None:
    made.given(attendee(JoinGroup, group=GROUP[BEES]))
    made.when(host(ClearLineup)).then(lineup_set())
    assert (made.night.lineup, lineup.seated(made.night)) == ({}, {})
    made.when(host(ClearLineup)).then()


def test_members_move_along_with_their_pitch(made: Story) -> None:
    made.given(attendee(JoinGroup, group=GROUP[BEES]))
    made.given(
        host(DropGroup, group=GROUP[BIKES]), host(PlacePitch, pitch=BEES, slot=LATE.id, room=CORNER.id)
    )
    assert groups.members(made.night, GROUP[BEES]) == [attendee.no]


def test_unless_they_would_be_in_two_places_at_once(made: Story) -> None:
    made.given(attendee(JoinGroup, group=GROUP[BEES]), attendee(JoinGroup, group=GROUP[BREAD]))
    made.given(
        host(DropGroup, group=GROUP[BIKES]), host(PlacePitch, pitch=BEES, slot=LATE.id, room=CORNER.id)
    )
    assert groups.members(made.night, GROUP[BEES]) == []
    assert groups.members(made.night, GROUP[BREAD]) == [attendee.no]


def test_a_pitch_that_comes_back_finds_an_empty_group(made: Story) -> None:
    """Its old members may be in another group by now."""
    made.given(
        attendee(JoinGroup, group=GROUP[BEES]),
        host(HidePitch, pitch=BEES),
        attendee(JoinGroup, group=GROUP[BOOKS]),
    )
    assert groups.members(made.night, GROUP[BEES]) == []


def test_queries_know_what_is_not_there(made: Story) -> None:
    assert lineup.slot(made.night, 9) is None
    assert lineup.room(made.night, 9) is None
    assert lineup.at(made.night, EARLY.id, 9) is None
