"""Given a finished line-up, when something happens late, then it is mended with few moves."""

import hypothesis.strategies as st
import msgspec
import pytest
from hypothesis import given

from opennight.lineup.press import press
from opennight.lineup.problem import Plan, Problem
from tests.examples import at_length, tried
from tests.lineup import changes
from tests.lineup.changes import in_room, moves, standing
from tests.lineup.judge import points
from tests.lineup.nights import EVENING, TABLE, Size, night
from tests.lineup.odd import problems

BUSY = Size(90, 30, 3, 6)
SPARE = Size(80, 16, 4, 5)
"""More places than pitches."""
NIGHTS = {
    "more pitches than places": night(BUSY, least=2),
    "few seats": night(TABLE, venue="tight"),
    "places to spare": night(SPARE, least=3),
    "pins and features": night(BUSY, pins=6, features=True),
}
OTHERS = ("more pitches than places", "places to spare")
every_night = pytest.mark.parametrize(
    "made", [at_length(made) if name in OTHERS else made for name, made in NIGHTS.items()], ids=NIGHTS
)


def stood(problem: Problem) -> Problem:
    return standing(problem, press(problem))


@every_night
def test_nothing_has_happened(made: Problem) -> None:
    stands = stood(made)
    plan = press(stands)
    assert set(plan.placements) == set(stands.standing)
    assert moves(stands, plan) == (0, 0, 0, 0)


@every_night
def test_a_room_is_lost(made: Problem) -> None:
    stands = stood(made)
    for room in range(len(made.seats)):
        given_up = changes.room_lost(stands, room)
        plan = press(given_up)
        assert points(given_up, plan).wrong == ()
        done = moves(given_up, plan)
        assert done.retimed <= 1
        assert done.moved <= 2 * in_room(given_up, -1)


@every_night
def test_a_pitch_is_withdrawn_and_comes_back(made: Problem) -> None:
    stands = stood(made)
    pinned = {pitch for pitch, _slot, _room in made.pins}
    for gone in [pitch for pitch, _slot, _room in stands.standing if pitch not in pinned][::6]:
        lost = sum(pitch == gone for _person, pitch in stands.sitting)
        withdrawn = changes.pitch_withdrawn(stands, gone)
        plan = press(withdrawn)
        assert points(withdrawn, plan).wrong == ()
        done = moves(withdrawn, plan)
        assert (done.retimed, done.dropped) == (0, 0)
        assert done.moved <= lost  # besides those who were in its group
        back = stands_with(made, withdrawn, gone, plan)
        revived = press(back)
        assert points(back, revived).wrong == ()
        assert moves(back, revived).retimed <= 1


def stands_with(made: Problem, without: Problem, gone: int, plan: Plan) -> Problem:
    """The line-up that was made without this pitch, in a night that has it again."""
    now = standing(without, plan)

    def other(pitch: int) -> int:
        return pitch + (pitch >= gone)

    return msgspec.structs.replace(
        made,
        standing=tuple((other(pitch), *cell) for pitch, *cell in now.standing),
        sitting=tuple((person, other(pitch)) for person, pitch in now.sitting),
    )


@every_night
def test_a_room_is_gained(made: Problem) -> None:
    stands = changes.room_gained(stood(made), seats=40)
    plan = press(stands)
    assert points(stands, plan).wrong == ()
    done = moves(stands, plan)
    assert (done.retimed, done.dropped) == (0, 0)
    waited = len(made.pitchers) > len(stands.standing)
    assert (len(plan.placements) > len(stands.standing)) == waited


@every_night
def test_people_come_late(made: Problem) -> None:
    late = [{0: 5, 1: 9, 4: 2}, {}, {2: 10}]
    stands = changes.people_late(stood(made), late)
    plan = press(stands)
    assert points(stands, plan).wrong == ()
    done = moves(stands, plan)
    assert (done.retimed, done.dropped) == (0, 0)
    assert done.moved <= len(late) * made.slots


def test_who_comes_late_gets_the_seat_of_who_did_not_wish_for_it() -> None:
    """Bees has two seats: one for 0, who wished for it, and one for 1, who wished for nothing. Then 2 comes,
    who wishes for Bees, and 1 makes room, for a seat in Books. Whoever wished for Bees stays."""
    problem = Problem(people=2, slots=1, seats=(2, 2), pitchers=((), ()), wishes=((0, 0, 1),))
    stands = msgspec.structs.replace(
        problem,
        standing=((0, 0, 0), (1, 0, 1)),
        sitting=((0, 0), (1, 0)),
        people=3,
        wishes=((0, 0, 1), (2, 0, 1)),
    )
    assert set(press(stands).groups) == {(0, 0), (2, 0), (1, 1)}
    nobody_late = msgspec.structs.replace(stands, sitting=((0, 0), (1, 0), (2, 1)))
    assert set(press(nobody_late).groups) == {(0, 0), (1, 1), (2, 0)}, "2 would be left with nothing"
    more = ((0, 0, 1), (2, 0, 1), (2, 2, 1))
    content = msgspec.structs.replace(
        nobody_late,
        slots=2,
        pitchers=((), (), ()),
        wishes=more,
        standing=((0, 0, 0), (1, 0, 1), (2, 1, 0)),
        sitting=((0, 0), (1, 0), (2, 1), (2, 2)),
    )
    assert {(1, 0), (2, 1), (2, 2)} <= set(press(content).groups), "2 has a seat in both, and 1 stays"


def test_mixed_groups_are_not_mixed_again() -> None:
    """A lost room moves at most twice as many people as were in it; latecomers move nobody."""
    stands = stood(msgspec.structs.replace(night(EVENING), seating="mixed"))
    lost = changes.room_lost(stands, 3)
    assert moves(lost, press(lost)).moved <= 2 * in_room(lost, -1)
    late = changes.people_late(stands, [{}, {}, {}])
    plan = press(late)
    assert points(late, plan).wrong == ()
    assert moves(late, plan).moved == 0


def test_a_group_is_under_its_least() -> None:
    """Half the people have left; no topic changes its time, and each group has its minimum again."""
    stands = changes.people_left(stood(night(EVENING, least=4)), 75)
    plan = press(stands)
    assert points(stands, plan).wrong == ()
    assert moves(stands, plan).retimed == 0


def test_a_group_is_over_its_room() -> None:
    """Four seats fewer than there are people in the fullest group of the biggest room."""
    stands = stood(night(EVENING))
    fewer = max(sizes(stands, room=0)) - 4
    over = sum(max(0, size - fewer) for size in sizes(stands, room=0))
    broken = msgspec.structs.replace(stands, seats=(fewer, *stands.seats[1:]))
    plan = press(broken)
    assert points(broken, plan).wrong == ()
    done = moves(broken, plan)
    assert (done.retimed, done.dropped) == (0, 0)
    assert done.moved <= 2 * over


def sizes(stands: Problem, room: int) -> list[int]:
    there = [pitch for pitch, _slot, where in stands.standing if where == room]
    return [sum(pitch == at for _person, at in stands.sitting) for pitch in there]


def test_a_pitcher_whose_pins_clash_is_not_left_in_both_groups_once_one_is_gone() -> None:
    clash = Problem(
        people=2, slots=2, seats=(1, 1, 1), pitchers=((0,), (0,), (1,)), pins=((0, 0, 0), (1, 0, 1))
    )
    given_up = changes.room_lost(stood(clash), 0)
    plan = press(given_up)
    assert points(given_up, plan).wrong == ()
    assert {pitch: slot for pitch, slot, _room in plan.placements} | {2: 0} == {0: 1, 1: 0, 2: 0}


@tried(20)
@given(problems(), st.data())
def test_nothing_is_ever_wrong_after_mending(problem: Problem, data: st.DataObject) -> None:
    """Odd nights, and whatever can happen to them."""
    stands = stood(problem)
    happen = [lambda now: changes.room_gained(now, 7)]
    happen += [lambda now: changes.people_late(now, [{}, {}, {}])]
    happen += [lambda now: changes.people_left(now, now.people // 2)]
    if problem.seats:
        happen += [lambda now: changes.room_lost(now, data.draw(st.integers(0, len(now.seats) - 1)))]
    if problem.pitchers:
        happen += [lambda now: changes.pitch_withdrawn(now, data.draw(st.integers(0, len(now.pitchers) - 1)))]
    happened = data.draw(st.sampled_from(happen))(stands)
    assert points(happened, press(happened)).wrong == ()
