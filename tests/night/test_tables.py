"""Tables: groups without a vote and without a line-up, from "we are here" on."""

import pytest

from opennight.night import rounds, tables
from opennight.night.groups import GroupJoined, GroupLeft, JoinGroup
from opennight.night.kept.placements import Placement
from opennight.night.kept.rooms import Room
from opennight.night.kept.rounds import Round
from opennight.night.merging import MergePitch
from opennight.night.moderation import WithdrawPitch
from opennight.night.phases import MovePhase
from opennight.night.pitches import MakePitch, PitchMade
from opennight.night.rounds import CallRound
from opennight.night.setups import ChangeSetup
from opennight.night.tables import OpenTable, TableOpened
from tests.cast import (
    EARLY,
    LATE,
    SEVEN,
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
"""Pitches: Ada's, Ben's, and one that someone should run."""
OAK, ELM = Room(1, "Oak", 4), Room(2, "Elm", 4)


@pytest.fixture
def open_night(story: Story) -> Story:
    """People have pitched; nobody has voted, and nothing is lined up."""
    return story.given(
        host(ChangeSetup, setup=setup(seating="open", rooms=(OAK, ELM), slots=(EARLY, LATE))),
        host(MovePhase, to="pitch"),
        attendee(MakePitch, title="Bees"),
        neighbour(MakePitch, title="Books"),
        host(MakePitch, person=0, title="Bread", hosted=False),
    )


@pytest.fixture
def walking(open_night: Story) -> Story:
    return open_night.given(host(MovePhase, to="groups"))


def test_we_are_here(walking: Story) -> None:
    walking.when(attendee(OpenTable, pitch=BEES, room=OAK.id)).then(
        happened(TableOpened, group=1, pitch=BEES, slot=EARLY.id, room=OAK.id),
        happened(GroupJoined, person=1, group=1),
    )
    assert walking.night.lineup == {1: Placement(1, BEES, EARLY.id, OAK.id)}
    assert rounds.shown(walking.night) == EARLY
    assert tables.free_rooms(walking.night) == [ELM]
    assert [pitch.no for pitch in tables.without_table(walking.night)] == [BOOKS, BREAD]


def test_others_walk_over_and_sit_down(walking: Story) -> None:
    walking.given(attendee(OpenTable, pitch=BEES, room=OAK.id))
    walking.when(latecomer(JoinGroup, group=1)).then(happened(GroupJoined, person=3, group=1))


def test_who_sits_elsewhere_gets_up(walking: Story) -> None:
    walking.given(attendee(OpenTable, pitch=BEES, room=OAK.id), neighbour(JoinGroup, group=1))
    walking.when(neighbour(OpenTable, pitch=BOOKS, room=ELM.id)).then(
        happened(TableOpened, group=2, pitch=BOOKS, slot=EARLY.id, room=ELM.id),
        happened(GroupLeft, person=2, group=1),
        happened(GroupJoined, person=2, group=2),
    )


def test_anybody_runs_what_someone_should_run(walking: Story) -> None:
    walking.when(latecomer(OpenTable, pitch=BREAD, room=ELM.id))
    assert walking.night.groups[1].members.keys() == {3}


def test_whoever_pitched_a_part_opens_it_too_and_the_second_joins_the_first(walking: Story) -> None:
    walking.given(host(MergePitch, pitch=BOOKS, into=BEES), neighbour(OpenTable, pitch=BEES, room=OAK.id))
    walking.when(attendee(OpenTable, pitch=BEES, room=ELM.id)).then(happened(GroupJoined, person=1, group=1))


def test_once_more_changes_nothing(walking: Story) -> None:
    walking.given(attendee(OpenTable, pitch=BEES, room=OAK.id))
    walking.when(attendee(OpenTable, pitch=BEES, room=OAK.id)).then()


def test_a_helper_opens_it_for_somebody_without_a_phone(walking: Story) -> None:
    walking.when(helper(OpenTable, person=2, pitch=BOOKS, room=OAK.id))
    assert walking.night.groups[1].members.keys() == {2}


def test_a_new_topic_in_the_middle_of_the_talk(walking: Story) -> None:
    walking.given(attendee(OpenTable, pitch=BEES, room=OAK.id), host(MovePhase, to="talk"))
    walking.when(latecomer(MakePitch, title="Bikes"))
    assert isinstance(walking.events[0], PitchMade)
    walking.when(latecomer(OpenTable, pitch=4, room=ELM.id))
    assert walking.night.lineup[2].slot == EARLY.id


def test_the_talk_begins_a_round_before_anybody_sits(open_night: Story) -> None:
    open_night.given(host(MovePhase, to="talk", at=SEVEN))
    assert rounds.current(open_night.night) == Round(EARLY.id, started=SEVEN)
    open_night.when(attendee(OpenTable, pitch=BEES, room=OAK.id))
    assert open_night.night.lineup[1].slot == EARLY.id


def test_in_the_next_round_a_table_is_opened_anew(walking: Story) -> None:
    walking.given(attendee(OpenTable, pitch=BEES, room=OAK.id), host(MovePhase, to="talk"))
    walking.given(host(CallRound, slot=LATE.id))
    assert [pitch.no for pitch in tables.without_table(walking.night)] == [BEES, BOOKS, BREAD]
    walking.when(attendee(OpenTable, pitch=BEES, room=OAK.id))
    assert walking.night.lineup[2] == Placement(2, BEES, LATE.id, OAK.id)
    assert walking.night.lineup[1].slot == EARLY.id


def test_refused_where_somebody_sits(walking: Story) -> None:
    walking.given(attendee(OpenTable, pitch=BEES, room=OAK.id))
    walking.when(neighbour(OpenTable, pitch=BOOKS, room=OAK.id))
    walking.then_refused("full", "Oak is taken. Elm is free.", field="room")


def test_refused_when_every_table_is_taken(walking: Story) -> None:
    walking.given(
        attendee(OpenTable, pitch=BEES, room=OAK.id), neighbour(OpenTable, pitch=BOOKS, room=ELM.id)
    )
    walking.when(latecomer(OpenTable, pitch=BREAD, room=ELM.id)).then_refused("full", "Every table is taken")


def test_refused_for_somebody_elses_topic(walking: Story) -> None:
    walking.when(neighbour(OpenTable, pitch=BEES, room=OAK.id)).then_refused(
        "forbidden", "The person who pitched this"
    )


def test_refused_for_a_stranger(walking: Story) -> None:
    walking.when(outsider(OpenTable, pitch=BREAD, room=OAK.id)).then_refused(
        "forbidden", "Join the night first"
    )


def test_refused_for_somebody_else(walking: Story) -> None:
    walking.when(neighbour(OpenTable, person=1, pitch=BEES, room=OAK.id))
    assert walking.refused
    assert walking.refused.kind == "forbidden"


def test_refused_before_the_groups(open_night: Story) -> None:
    open_night.when(attendee(OpenTable, pitch=BEES, room=OAK.id)).then_refused("late", "after the vote")


def test_refused_in_an_unknown_room(walking: Story) -> None:
    walking.when(attendee(OpenTable, pitch=BEES, room=9)).then_refused(
        "missing", "no such room", field="room"
    )


def test_refused_for_a_topic_that_is_gone(walking: Story) -> None:
    walking.given(attendee(WithdrawPitch, pitch=BEES))
    walking.when(attendee(OpenTable, pitch=BEES, room=OAK.id)).then_refused("late", "was withdrawn")


def test_refused_where_the_host_makes_the_lineup(walking: Story) -> None:
    walking.given(host(ChangeSetup, setup=setup(seating="wishes", rooms=(OAK, ELM), slots=(EARLY, LATE))))
    walking.when(attendee(OpenTable, pitch=BEES, room=OAK.id)).then_refused("forbidden", "Ask the host")
    walking.when(latecomer(MakePitch, title="Bikes")).then_refused("late", "Pitching is over")
