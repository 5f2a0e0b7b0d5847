"""Second runs: a topic runs again, for those who wished for it and have no seat."""

from typing import Any

import pytest

from opennight.night import groups, lineup, reasons, repeats
from opennight.night.groups import JoinGroup
from opennight.night.kept.placements import Why
from opennight.night.kept.proposals import Proposal
from opennight.night.kept.rooms import Room
from opennight.night.lineup import LineupSet, PlacePitch
from opennight.night.messages import Kind
from opennight.night.moderation import WithdrawPitch
from opennight.night.phases import MovePhase
from opennight.night.pitches import MakePitch
from opennight.night.placing import running
from opennight.night.proposals import Propose
from opennight.night.repeats import RepeatPitch, Run
from opennight.night.rounds import CallRound
from opennight.night.undo import last, values
from opennight.night.votes import TakeBackVote, Vote
from tests.cast import (
    EARLY,
    LATE,
    Story,
    a_night,
    attendee,
    happened,
    host,
    latecomer,
    neighbour,
    placed,
    take_back,
)

HALL, NOOK = Room(1, "Hall", 3), Room(2, "Nook", 2)
BEES, BOOKS, BREAD = 1, 2, 3
AGAIN = 4
"""The group of the second run."""
ADA, BEN, CLEO = 1, 2, 3
THEN = {"pitch": BEES, "slot": LATE.id, "room": HALL.id}


def lined_up(seating: Any = "wishes") -> Story:
    """Ada runs Bees, which Ben and Cleo wish for. Early she sits there alone in the nook, and they sit at
    Books in the hall; late they sit at Bread in the nook, and the hall is free."""
    proposal = Proposal(
        placements=(
            placed(BEES, EARLY.id, NOOK.id),
            placed(BOOKS, EARLY.id, HALL.id),
            placed(BREAD, LATE.id, NOOK.id),
        ),
        groups={BEES: (ADA,), BOOKS: (BEN, CLEO), BREAD: (BEN, CLEO)},
        why=Why(line=(BEES, BOOKS, BREAD), seating=seating),
    )
    return a_night(least=1, rooms=(HALL, NOOK)).given(
        host(MakePitch, person=ADA, title="Bees", hosted=True),
        *(host(MakePitch, person=0, title=title) for title in ("Books", "Bread")),
        host(MovePhase, to="vote"),
        *(one(Vote, pitch=BEES) for one in (neighbour, latecomer)),
        host(Propose, proposal=proposal),
        host(MovePhase, to="groups"),
    )


@pytest.fixture
def made() -> Story:
    return lined_up()


def test_who_would_gain_is_counted_with_seats(made: Story) -> None:
    """Ada has to be there. Either of the others can come: one of them has to stay with the bread."""
    assert repeats.suggestions(made.night) == [
        Run(BEES, LATE.id, HALL.id, hosts=(ADA,), others=(BEN,), gain=1, lost=0)
    ]


def test_it_is_taken(made: Story) -> None:
    kept = reasons.totals(made.night).kept
    before = tuple(made.night.lineup.values())
    made.when(host(RepeatPitch, **THEN))
    again = placed(BEES, LATE.id, HALL.id, group=AGAIN)
    made.then(happened(LineupSet, placements=(*before, again), seated={AGAIN: (ADA, BEN)}))
    assert running(made.night, BEES) == [BEES, AGAIN]
    assert groups.members(made.night, AGAIN) == [ADA, BEN]
    assert groups.members(made.night, BREAD) == [CLEO], "Ben has left what he did not choose"
    assert reasons.totals(made.night).kept == kept + 1


def test_an_undo_says_what_it_takes_back_and_puts_people_back(made: Story) -> None:
    before = dict(made.night.lineup), lineup.seated(made.night)
    made.given(host(RepeatPitch, **THEN))
    step = last(made.night)
    assert step is not None
    assert step.label.text % values(made.night, step.label) == "running Bees again"
    made.given(take_back)
    assert (made.night.lineup, lineup.seated(made.night)) == before


def test_whoever_has_nothing_comes_first(made: Story) -> None:
    made.given(host(MovePhase, to="vote"), neighbour(Vote, pitch=BOOKS))
    assert repeats.suggestions(made.night)[0].others == (CLEO,), "Ben sits at Books, which he chose"


def test_nobody_leaves_what_they_chose(made: Story) -> None:
    made.given(host(MovePhase, to="vote"), neighbour(Vote, pitch=BREAD), latecomer(TakeBackVote, pitch=BEES))
    assert repeats.suggestions(made.night) == []
    made.when(host(RepeatPitch, **THEN)).then_refused("late", "help nobody")


def test_whoever_runs_it_may_leave_what_they_chose(made: Story) -> None:
    made.given(
        host(MovePhase, to="vote"),
        attendee(Vote, pitch=BREAD),
        host(MovePhase, to="groups"),
        neighbour(groups.LeaveGroup, group=BREAD),
        attendee(JoinGroup, group=BREAD),
    )
    assert repeats.suggestions(made.night)[0].lost == 1


def test_whoever_runs_something_else_then_is_not_at_two_places(made: Story) -> None:
    made.given(
        host(MakePitch, person=ADA, title="Boats", hosted=True),
        host(PlacePitch, pitch=4, slot=LATE.id, room=NOOK.id),
    )
    assert repeats.suggestions(made.night) == []
    made.when(host(RepeatPitch, **THEN)).then_refused("late", "cannot be there")


@pytest.mark.parametrize("seating", ["mixed", "free"])
def test_only_where_people_sit_by_their_choices(seating: str) -> None:
    made = lined_up(seating)
    assert repeats.suggestions(made.night) == []
    made.when(host(RepeatPitch, **THEN)).then_refused("late", "by their choices")


@pytest.mark.parametrize(
    ("change", "kind", "words"),
    [
        ({"pitch": 9}, "missing", "no such pitch"),
        ({"slot": 9}, "missing", "no such room or round"),
        ({"room": 0}, "missing", "no such room or round"),
        ({"slot": EARLY.id}, "late", "already runs at that time"),
        ({"room": NOOK.id}, "full", "taken for that time"),
    ],
)
def test_where_it_cannot_be(made: Story, change: dict[str, int], kind: Kind, words: str) -> None:
    made.when(host(RepeatPitch, **THEN | change)).then_refused(kind, words)


def test_twice_is_once(made: Story) -> None:
    made.given(host(RepeatPitch, **THEN))
    made.when(host(RepeatPitch, **THEN)).then_refused("late", "already runs at that time")


def test_not_what_left_the_line_up(made: Story) -> None:
    made.given(host(lineup.DropGroup, group=BEES))
    made.when(host(RepeatPitch, **THEN)).then_refused("late", "not in the line-up any more")
    made.given(host(WithdrawPitch, pitch=BEES))
    made.when(host(RepeatPitch, **THEN)).then_refused("late", "withdrawn")


def test_not_once_its_round_is_called(made: Story) -> None:
    made.given(host(CallRound, slot=LATE.id))
    assert repeats.suggestions(made.night) == []
    made.when(host(RepeatPitch, **THEN)).then_refused("late", "has been called")


@pytest.mark.parametrize(("phase", "words"), [("share", "by their choices"), ("closed", "closed")])
def test_not_after_the_groups(made: Story, phase: str, words: str) -> None:
    made.given(host(MovePhase, to=phase))
    made.when(host(RepeatPitch, **THEN)).then_refused("late", words)
