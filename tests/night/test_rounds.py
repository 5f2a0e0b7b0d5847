"""Rounds belong to the host: what was started is on now, however late or early it is."""

import pytest

from opennight.night import rounds, timer
from opennight.night.groups import JoinGroup
from opennight.night.kept.parts import Phase
from opennight.night.kept.rooms import Slot
from opennight.night.kept.rounds import Round
from opennight.night.kept.timer import Timer
from opennight.night.lineup import ClearLineup, DropGroup, PlacePitch
from opennight.night.nights import PhaseMoved
from opennight.night.people import Leave
from opennight.night.phases import MovePhase
from opennight.night.pitches import MakePitch
from opennight.night.rounds import CallRound, RoundsSet
from opennight.night.setups import ChangeSetup
from opennight.night.timer import MINUTE, TimerSet
from tests.cast import (
    CORNER,
    EARLY,
    HALL,
    LATE,
    SEVEN,
    Story,
    attendee,
    happened,
    host,
    neighbour,
    setup,
    take_back,
)

LAST = Slot(3, "21:30", "22:00")
BEES, BOOKS, BREAD = 1, 2, 3
"""The groups: one in each slot, and so in each round."""


@pytest.fixture
def planned(story: Story) -> Story:
    """Three slots with a group each, after the vote."""
    return story.given(
        host(ChangeSetup, setup=setup(slots=(EARLY, LATE, LAST))),
        *(host(MakePitch, person=0, title=title) for title in ("Bees", "Books", "Bread")),
        host(PlacePitch, pitch=1, slot=EARLY.id, room=HALL.id),
        host(PlacePitch, pitch=2, slot=LATE.id, room=CORNER.id),
        host(PlacePitch, pitch=3, slot=LAST.id, room=HALL.id),
        host(MovePhase, to="vote"),
    )


def on(story: Story) -> int | None:
    """The number of the round that is shown."""
    slot = rounds.shown(story.night)
    return rounds.number(story.night, slot.id) if slot else None


def test_before_the_first_one_is_called_it_is_the_one_that_comes(planned: Story) -> None:
    assert on(planned) == 1
    assert rounds.several(planned.night)


def test_forming_groups_calls_the_first(planned: Story) -> None:
    planned.when(host(MovePhase, to="groups"))
    planned.then(happened(PhaseMoved, to="groups"), happened(RoundsSet, rounds=(Round(EARLY.id),)))


def test_talk_starts_it_and_its_timer_whatever_the_clock_says(planned: Story) -> None:
    late = SEVEN + 180 * MINUTE
    planned.given(host(MovePhase, to="groups")).when(host(MovePhase, to="talk", at=late))
    planned.then(
        happened(PhaseMoved, to="talk"),
        happened(RoundsSet, rounds=(Round(EARLY.id, started=late),)),
        happened(TimerSet, timer=Timer(45 * MINUTE, ends=late + 45 * MINUTE)),
    )
    assert on(planned) == 1


def test_the_next_one_goes_back_to_finding_groups_and_never_out_of_it(planned: Story) -> None:
    planned.given(host(MovePhase, to="groups"), host(MovePhase, to="talk", at=SEVEN))
    called = SEVEN + 30 * MINUTE
    planned.when(host(CallRound, slot=LATE.id, minutes=5, at=called))
    seated_by = called + 5 * MINUTE
    planned.then(
        happened(
            RoundsSet,
            rounds=(Round(EARLY.id, started=SEVEN, ended=called), Round(LATE.id, seated_by=seated_by)),
        ),
        happened(PhaseMoved, to="groups"),
        happened(TimerSet, timer=Timer(5 * MINUTE, ends=seated_by)),
    )
    assert on(planned) == 2
    planned.given(host(MovePhase, to="talk", at=seated_by))
    assert rounds.current(planned.night) == Round(LATE.id, started=seated_by)
    assert timer.left(planned.night.timer, seated_by) == 45 * MINUTE
    assert rounds.coming(planned.night) == LAST


def test_three_rounds_each_once(planned: Story) -> None:
    seen = []
    planned.given(host(MovePhase, to="groups"))
    for slot in (EARLY, LATE, LAST):
        if on(planned) != slot.id:
            planned.given(host(CallRound, slot=slot.id))
        planned.given(host(MovePhase, to="talk"))
        seen.append(on(planned))
    assert seen == [1, 2, 3]
    assert rounds.coming(planned.night) is None
    planned.given(host(MovePhase, to="share"))
    assert all(round.started < round.ended for round in planned.night.rounds)


@pytest.mark.parametrize("phase", ["share", "closed"])
def test_the_talk_ends_the_round(planned: Story, phase: Phase) -> None:
    planned.given(host(MovePhase, to="talk", at=SEVEN), host(MovePhase, to=phase, at=SEVEN + MINUTE))
    assert planned.night.rounds == (Round(EARLY.id, started=SEVEN, ended=SEVEN + MINUTE),)


def test_one_that_never_began_leaves_no_trace(planned: Story) -> None:
    planned.given(host(MovePhase, to="groups"), host(MovePhase, to="share"))
    assert planned.night.rounds == ()


def test_back_to_the_talk_by_mistake_goes_on_with_it(planned: Story) -> None:
    planned.given(
        host(MovePhase, to="talk", at=SEVEN), host(MovePhase, to="share"), host(MovePhase, to="talk")
    )
    assert planned.night.rounds == (Round(EARLY.id, started=SEVEN),)


@pytest.mark.parametrize("phase", ["welcome", "pitch", "vote"])
def test_a_look_back_at_the_wall_does_not_use_a_round_up(planned: Story, phase: Phase) -> None:
    planned.given(host(MovePhase, to="talk"), host(MovePhase, to=phase), host(MovePhase, to="groups"))
    assert on(planned) == 1
    planned.given(host(MovePhase, to="talk"))
    assert len(planned.night.rounds) == 1


def test_the_host_may_call_any_round_and_again(planned: Story) -> None:
    planned.given(host(MovePhase, to="groups"), host(CallRound, slot=LAST.id))
    assert on(planned) == 3
    planned.given(host(CallRound, slot=EARLY.id))
    assert on(planned) == 1
    assert planned.night.rounds == (Round(EARLY.id),)


def test_a_call_is_undone_with_its_countdown_and_its_phase(planned: Story) -> None:
    planned.given(host(MovePhase, to="talk"))
    before = planned.night.rounds, planned.night.timer, planned.night.phase
    planned.given(host(CallRound, slot=LATE.id, minutes=5), take_back)
    assert (planned.night.rounds, planned.night.timer, planned.night.phase) == before


def test_who_still_looks_for_a_seat(planned: Story) -> None:
    planned.given(host(MovePhase, to="groups"))
    assert rounds.seekers(planned.night, EARLY.id) == len(planned.night.people)
    planned.given(attendee(JoinGroup, group=BEES), neighbour(Leave))
    assert rounds.seekers(planned.night, EARLY.id) == len(planned.night.people) - 2


def test_without_groups_there_are_no_rounds(planned: Story) -> None:
    planned.given(host(ClearLineup)).when(host(MovePhase, to="groups"))
    planned.then(happened(PhaseMoved, to="groups"))
    assert rounds.shown(planned.night) is None


def test_a_round_whose_groups_are_gone_is_passed_over(planned: Story) -> None:
    planned.given(host(MovePhase, to="groups"), host(DropGroup, group=BEES))
    assert on(planned) == 2


def test_refused_before_the_groups(planned: Story) -> None:
    planned.when(host(CallRound, slot=EARLY.id)).then_refused("late", "while people are in groups")


@pytest.mark.parametrize("slot", [0, 9])
def test_refused_without_a_group_then(planned: Story, slot: int) -> None:
    planned.given(host(MovePhase, to="groups"))
    planned.when(host(CallRound, slot=slot)).then_refused("missing", "No group meets in that round")


@pytest.mark.parametrize("minutes", [-1, 61])
def test_refused_with_too_much_time(planned: Story, minutes: int) -> None:
    planned.given(host(MovePhase, to="groups"))
    planned.when(host(CallRound, slot=EARLY.id, minutes=minutes)).then_refused(
        "bad", "at most an hour", field="minutes"
    )
