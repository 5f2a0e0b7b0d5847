"""What a plan says about itself is true: worked out again independently, in plain Python."""

from collections import Counter

import msgspec
import pytest

from opennight.lineup.press import press
from opennight.lineup.problem import Plan, Problem
from tests.examples import at_length
from tests.lineup.judge import points, worth
from tests.lineup.nights import EVENING, TABLE, night

EVENINGS = [night(TABLE), night(TABLE, seed=2, approvals=True), night(EVENING, pins=4)]
TRIED = [at_length(EVENINGS[0]), *EVENINGS[1:]]


def slots(plan: Plan) -> dict[int, int]:
    return {pitch: slot for pitch, slot, _room in plan.placements}


def best(problem: Problem, slot_of: dict[int, int]) -> Counter[int]:
    """Each person's points, if there were seats for all."""
    found: dict[tuple[int, int], int] = {}
    for (person, pitch), mark in worth(problem).items():
        if pitch in slot_of:
            key = person, slot_of[pitch]
            found[key] = max(mark, found.get(key, 0))
    total: Counter[int] = Counter()
    for (person, _slot), mark in found.items():
        total[person] += mark
    return total


def price(problem: Problem, before: dict[int, int], after: dict[int, int]) -> tuple[int, int]:
    """What people lose and gain, each over the whole evening."""
    old, new = best(problem, before), best(problem, after)
    return (old - new).total(), (new - old).total()


@pytest.mark.parametrize("problem", TRIED, ids=["marks", "approvals", "pins"])
def test_another_time_would_cost_what_it_says(problem: Problem) -> None:
    plan = press(problem)
    now = slots(plan)
    pinned = {pitch for pitch, _slot, _room in problem.pins}
    assert plan.elsewhen.keys() == now.keys() - pinned
    for pitch, (slot, other, lost, gained) in plan.elsewhen.items():
        then = now | {pitch: slot}
        if other >= 0:
            assert now[other] == slot != now[pitch]
            then[other] = now[pitch]
        assert (lost, gained) == price(problem, now, then)


@pytest.mark.parametrize("problem", TRIED, ids=["marks", "approvals", "pins"])
def test_another_rule_would_do_what_it_says(problem: Problem) -> None:
    plan = press(problem)
    running = set(slots(plan))
    assert [rule for rule, *_change in plan.instead] == ["votes", "shares"]
    for rule, comes, goes, nothing in plan.instead:
        then = press(msgspec.structs.replace(problem, rule=rule))
        assert set(slots(then)) == running - set(goes) | set(comes)
        assert then.nothing_chosen == nothing


def test_fourteen_people_would_be_left_with_nothing() -> None:
    """The many have ten topics, fourteen people have one: the most-votes rule leaves these with nothing."""
    many = [(person, pitch, 1) for person in range(86) for pitch in range(10)]
    few = [(person, 10, 1) for person in range(86, 100)]
    problem = Problem(people=100, slots=2, seats=(30,) * 5, pitchers=((),) * 11, wishes=(*many, *few))
    plan = press(problem)
    assert 10 in slots(plan)
    assert plan.nothing_chosen == 0
    told = {rule: (goes, nothing) for rule, _comes, goes, nothing in plan.instead}
    assert told["votes"] == ((10,), 14)


def test_one_more_room_brings_about_what_it_says() -> None:
    """Two topics wait, and those who want them want nothing else."""
    wishes = tuple((person, person % 4, 3) for person in range(40))
    problem = Problem(people=40, slots=2, seats=(10,), pitchers=((),) * 4, wishes=wishes)
    plan = press(problem)
    assert len(plan.placements) == 2
    assert plan.room_more == 60
    more = msgspec.structs.replace(problem, seats=(10, 10))
    assert press(more).totals.kept == plan.totals.kept + plan.room_more


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
