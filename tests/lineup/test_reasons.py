"""What a plan says about itself is true: worked out again independently, in plain Python. What pages say of
it is checked in test_told.py."""

import msgspec

from opennight.lineup.press import press
from opennight.lineup.problem import Plan, Problem
from tests.lineup.judge import points


def slots(plan: Plan) -> dict[int, int]:
    return {pitch: slot for pitch, slot, _room in plan.placements}


def test_fourteen_people_would_be_left_with_nothing() -> None:
    """The many have ten topics, fourteen people have one: the most-votes rule leaves these with nothing."""
    many = [(person, pitch, 1) for person in range(86) for pitch in range(10)]
    few = [(person, 10, 1) for person in range(86, 100)]
    problem = Problem(people=100, slots=2, seats=(30,) * 5, pitchers=((),) * 11, wishes=(*many, *few))
    plan = press(problem)
    assert 10 in slots(plan)
    assert plan.nothing_chosen == 0
    by_votes = press(msgspec.structs.replace(problem, rule="votes"))
    assert 10 not in slots(by_votes)
    assert by_votes.nothing_chosen == 14


def test_with_equal_shares_it_says_how_many_could_be_paid_for() -> None:
    """Ten people and two places: nine of them pay for one of theirs, and have too little for another."""
    wishes = tuple((person, pitch, 1) for person in range(9) for pitch in (0, 1))
    problem = Problem(
        people=10, slots=1, seats=(9, 9), pitchers=((),) * 3, wishes=(*wishes, (9, 2, 1)), rule="shares"
    )
    plan = press(problem)
    assert plan.line[0] == 0
    assert plan.afforded == 1
    assert press(msgspec.structs.replace(problem, rule="phragmen")).afforded == 0


def test_a_whole_press_by_hand() -> None:
    """Bees and Books have the same fans, Bats has others: Bees and Books do not run at the same time."""
    bees, books, bats = 0, 1, 2
    wishes = [(person, pitch, 1) for person in (0, 1, 2) for pitch in (bees, books)]
    wishes += [(person, bats, 1) for person in (3, 4)]
    problem = Problem(
        people=5, slots=2, seats=(2, 4), pitchers=((0,), (1,), (3,)), wishes=tuple(wishes), least=1
    )
    plan = press(problem)
    now = slots(plan)
    assert now[bees] != now[books]
    assert plan.totals.kept == plan.totals.ideal == 8
    assert plan.totals.nothing == 0
    rooms = {pitch: room for pitch, _slot, room in plan.placements}
    beside = bees if now[bees] == now[bats] else books
    assert (rooms[beside], rooms[bats]) == (1, 0)  # three dots beat two: the bigger room
    assert points(problem, plan).wrong == ()
