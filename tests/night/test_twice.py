"""A pitch that runs twice: two groups, each with its own people and its own words."""

import pytest

from opennight.night import groups, headlines, lineup, notes, reasons, sharing, votes
from opennight.night.groups import GroupJoined, JoinGroup, LeaveGroup, TakePen
from opennight.night.headlines import WriteHeadline
from opennight.night.lineup import DropGroup, LineupSet, PinGroup, PlacePitch
from opennight.night.merging import MergePitch
from opennight.night.moderation import HidePitch
from opennight.night.notes import WriteNote
from opennight.night.phases import MovePhase
from opennight.night.pitches import MakePitch
from opennight.night.placing import running
from opennight.night.reasons import Move
from opennight.night.sharing import Appreciate, MakeComment, ShowGroup
from opennight.night.votes import Vote
from tests.cast import (
    CORNER,
    EARLY,
    HALL,
    LATE,
    Story,
    apply,
    attendee,
    happened,
    host,
    latecomer,
    neighbour,
    placed,
    press,
    take_back,
)
from tests.twice import RunTwice

BEES, BOOKS, BREAD = 1, 2, 3
ON_BOOKS, BEES_EARLY, BEES_LATE = 1, 2, 3
"""The groups."""
BEGUN = (
    placed(BOOKS, EARLY.id, CORNER.id, group=ON_BOOKS),
    placed(BEES, EARLY.id, HALL.id, group=BEES_EARLY),
    placed(BEES, LATE.id, CORNER.id, group=BEES_LATE),
)


@pytest.fixture
def twice(story: Story) -> Story:
    """Early: Bees in the hall (2 seats), Books in the corner (1 seat). Late: Bees again, in the corner."""
    return story.given(
        host(MovePhase, to="vote"),
        attendee(MakePitch, title="Bees"),
        *(host(MakePitch, person=0, title=title) for title in ("Books", "Bread")),
        *(neighbour(Vote, pitch=no) for no in (BEES, BOOKS)),
        latecomer(Vote, pitch=BEES),
        host(PlacePitch, pitch=BOOKS, slot=EARLY.id, room=CORNER.id),
        host(PlacePitch, pitch=BEES, slot=EARLY.id, room=HALL.id),
        host(RunTwice, pitch=BEES, slot=LATE.id, room=CORNER.id),
        host(MovePhase, to="groups"),
    )


@pytest.fixture
def seated(twice: Story) -> Story:
    """The attendee is in both, the neighbour in the early one, the latecomer in neither."""
    joins = ((attendee, BEES_EARLY), (attendee, BEES_LATE), (neighbour, BEES_EARLY))
    return twice.given(*(one(JoinGroup, group=no) for one, no in joins))


def test_the_lineup_has_both(twice: Story) -> None:
    assert tuple(twice.night.lineup.values()) == BEGUN
    assert [pitch.no for pitch in lineup.waiting(twice.night)] == [BREAD]


def test_a_person_can_be_in_both(twice: Story) -> None:
    twice.given(attendee(JoinGroup, group=BEES_EARLY))
    twice.when(attendee(JoinGroup, group=BEES_LATE))
    twice.then(happened(GroupJoined, person=1, group=BEES_LATE))
    assert groups.of_person(twice.night, 1) == {EARLY.id: BEES_EARLY, LATE.id: BEES_LATE}


def test_each_has_its_own_people(seated: Story) -> None:
    seated.given(attendee(LeaveGroup, group=BEES_EARLY))
    assert lineup.seated(seated.night).keys() == {BEES_EARLY, BEES_LATE}
    assert groups.members(seated.night, BEES_EARLY) == [2]
    assert groups.members(seated.night, BEES_LATE) == [1]
    seated.when(neighbour(WriteNote, group=BEES_LATE, text="Hi")).then_refused("forbidden", "Join this group")


def test_each_has_its_own_words(seated: Story) -> None:
    seated.given(
        attendee(TakePen, group=BEES_LATE),
        attendee(WriteHeadline, group=BEES_LATE, text="Late roofs"),
        neighbour(WriteHeadline, group=BEES_EARLY, text="Early roofs"),
        neighbour(WriteNote, group=BEES_EARLY, text="Early"),
        *(attendee(WriteNote, group=BEES_LATE, text=text) for text in ("Late", "Later")),
        host(MovePhase, to="share"),
        latecomer(Appreciate, group=BEES_LATE),
        latecomer(MakeComment, group=BEES_EARLY, text="Yes!"),
        host(ShowGroup, group=BEES_LATE),
    )
    night = seated.night
    said = [
        (
            headlines.of(night, no),
            groups.scribe(night, no),
            [note.text for note in notes.of_group(night, no)],
            sharing.hearts(night, no),
            [comment.text for comment in sharing.comments(night, no)],
        )
        for no in (BEES_EARLY, BEES_LATE)
    ]
    assert said == [
        ("Early roofs", None, ["Early"], 0, ["Yes!"]),
        ("Late roofs", 1, ["Late", "Later"], 1, []),
    ]
    assert sharing.order(night) == [BEES_EARLY, ON_BOOKS, BEES_LATE]
    assert sharing.shown(night) == BEES_LATE


def test_whoever_finds_one_full_is_offered_what_they_wished_for(seated: Story) -> None:
    """At the same time, since the other group of the same pitch may be hours away."""
    seated.when(latecomer(JoinGroup, group=BEES_LATE)).then_refused("full", "so is every other group")
    seated.given(host(PlacePitch, pitch=BREAD, slot=LATE.id, room=HALL.id), neighbour(JoinGroup, group=4))
    seated.when(latecomer(JoinGroup, group=BEES_LATE)).then_refused("full", "“Bread” in Hall", offer=4)
    seated.given(attendee(JoinGroup, group=ON_BOOKS), latecomer(JoinGroup, group=BEES_EARLY))
    seated.given(latecomer(LeaveGroup, group=BEES_EARLY))
    seated.when(latecomer(JoinGroup, group=ON_BOOKS)).then_refused("full", "“Bees” in Hall", offer=BEES_EARLY)


def test_the_one_that_meets_then_is_moved(seated: Story) -> None:
    seated.given(host(PinGroup, group=BEES_LATE, pinned=True))
    seated.given(host(PlacePitch, pitch=BEES, slot=LATE.id, room=HALL.id))
    assert seated.night.lineup[BEES_LATE] == placed(BEES, LATE.id, HALL.id, group=BEES_LATE, pinned=True)
    assert seated.night.lineup[BEES_EARLY] == BEGUN[1]
    assert groups.members(seated.night, BEES_LATE) == [1]
    seated.when(host(PlacePitch, pitch=BEES)).then()


def test_neither_comes_to_the_time_of_the_other(seated: Story) -> None:
    """Otherwise Books and the late Bees would swap places."""
    seated.when(host(PlacePitch, pitch=BOOKS, slot=LATE.id, room=CORNER.id))
    moved = placed(BOOKS, LATE.id, CORNER.id, group=ON_BOOKS)
    seated.then(happened(LineupSet, placements=(moved, BEGUN[1])))
    assert groups.members(seated.night, BEES_EARLY) == [1, 2]


def test_one_is_dropped_and_put_back(seated: Story) -> None:
    seated.given(attendee(WriteHeadline, group=BEES_LATE, text="Roofs"), host(DropGroup, group=BEES_LATE))
    assert [pitch.no for pitch in lineup.waiting(seated.night)] == [BREAD]
    seated.when(host(RunTwice, pitch=BEES, slot=LATE.id, room=HALL.id))
    again = placed(BEES, LATE.id, HALL.id, group=BEES_LATE)
    seated.then(happened(LineupSet, placements=(*BEGUN[:2], again)))
    assert headlines.of(seated.night, BEES_LATE) == "Roofs"
    assert groups.members(seated.night, BEES_LATE) == []


def test_both_leave_with_their_pitch_and_an_undo_brings_both_back(seated: Story) -> None:
    before = lineup.seated(seated.night)
    seated.given(host(HidePitch, pitch=BEES))
    assert list(seated.night.lineup) == [ON_BOOKS]
    seated.given(take_back)
    assert tuple(seated.night.lineup.values()) == BEGUN
    assert lineup.seated(seated.night) == before


def test_who_asks_for_the_group_of_what_became_part_of_it_gets_the_first(seated: Story) -> None:
    seated.given(host(MergePitch, pitch=BOOKS, into=BEES))
    seated.when(latecomer(JoinGroup, group=ON_BOOKS)).then_refused("full", "Hall is full")
    seated.given(neighbour(LeaveGroup, group=BEES_EARLY))
    seated.when(latecomer(JoinGroup, group=ON_BOOKS))
    seated.then(happened(GroupJoined, person=3, group=BEES_EARLY))


def test_a_wish_is_kept_by_either_and_counts_once(seated: Story) -> None:
    """Ada hosts Bees and is in both; Ben misses Books; Cleo sits in none and wished for Bees."""
    totals = reasons.totals(seated.night)
    assert (totals.kept, totals.ideal, totals.nothing) == (2, 4, 1)
    seated.given(attendee(LeaveGroup, group=BEES_LATE), latecomer(JoinGroup, group=BEES_LATE))
    assert reasons.totals(seated.night).kept == 3


def test_nobody_misses_what_they_have_at_another_time(seated: Story) -> None:
    places = reasons.of_place(seated.night, 2)
    assert [(place.group, place.kind, place.missed) for place in places] == [
        (BEES_EARLY, "wish", (ON_BOOKS,)),
        (None, "none", ()),
    ]
    seated.given(host(MovePhase, to="vote"), latecomer(Vote, pitch=BOOKS))
    assert votes.by_person(seated.night, 3) == [BEES, BOOKS]
    places = reasons.of_place(seated.night, 3)
    assert [place.missed for place in places] == [(BEES_EARLY, ON_BOOKS), (BEES_LATE,)]


def test_a_lineup_by_a_plan_that_knows_each_pitch_once_has_it_once(seated: Story) -> None:
    before = lineup.seated(seated.night)
    seated.given(press(seated.night))
    assert seated.night.proposal is not None
    moves = reasons.changes(seated.night, seated.night.proposal).moves
    assert Move(BEES, BEGUN[2], None, "less") in moves
    seated.given(apply)
    assert running(seated.night, BEES) == [BEES_EARLY]
    seated.given(take_back)
    assert tuple(seated.night.lineup.values()) == BEGUN
    assert lineup.seated(seated.night) == before
