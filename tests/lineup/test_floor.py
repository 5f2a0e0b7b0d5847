"""With a floor, fewer people keep less than half of what they could, for a few points."""

import random

import msgspec
import pytest
from hypothesis import given
from hypothesis.strategies import sampled_from

from opennight.lineup.press import press
from opennight.lineup.problem import Floor, Plan, Problem
from tests.examples import at_length, tried
from tests.lineup.fewest_below import fewest_below
from tests.lineup.judge import points, worth
from tests.lineup.nights import ASSEMBLY, CAMP, EVENING, Size, Venue, night
from tests.lineup.odd import problems

SMALL = Size(100, 24, 4, 5)


def shares(problem: Problem, plan: Plan) -> list[float]:
    """What each person keeps of their own ideal, the lowest first."""
    running, groups = {pitch for pitch, _slot, _room in plan.placements}, set(plan.groups)
    marks: dict[int, list[int]] = {}
    kept: dict[int, int] = {}
    for (person, pitch), mark in worth(problem).items():
        if pitch in running:
            marks.setdefault(person, []).append(mark)
            kept[person] = kept.get(person, 0) + mark * ((person, pitch) in groups)
    return sorted(kept[person] / sum(sorted(mine)[-problem.slots :]) for person, mine in marks.items())


@pytest.mark.parametrize("size", [EVENING, at_length(CAMP), at_length(ASSEMBLY)], ids=str)
def test_hardly_anybody_keeps_less_than_half_for_few_points(size: Size) -> None:
    problem = night(size, 2, venue="tight")
    plain, lifted = press(problem), press(msgspec.structs.replace(problem, floor="cheap"))
    found = points(problem, lifted)
    assert (found.wrong, found.nothing) == ((), 0)
    assert lifted.floorless == plain.totals
    before, after = shares(problem, plain), shares(problem, lifted)
    assert plain.totals.below == sum(share < 0.5 for share in before)
    assert lifted.totals.below == sum(share < 0.5 for share in after) <= plain.totals.below / 15
    hundredth = len(after) // 100
    assert after[hundredth] >= 0.5
    assert after[hundredth] > before[hundredth]
    assert found.kept >= 0.99 * plain.totals.kept
    most = 3 if size is ASSEMBLY else 0
    assert lifted.totals.below <= fewest_below(problem, lifted, 50, kept=found.kept) + most


@pytest.mark.parametrize(
    ("size", "seed", "venue"),
    [
        (EVENING, 1, "tight"),
        at_length(CAMP, 1, "venue"),
        at_length(CAMP, 3, "even"),
        at_length(ASSEMBLY, 1, "venue"),
        at_length(ASSEMBLY, 2, "venue"),
    ],
    ids=str,
)
def test_topics_move_for_many_people_at_once(size: Size, seed: int, venue: Venue) -> None:
    """Where wishes run at the same time, one step for each person is not enough."""
    problem = night(size, seed, venue=venue)
    plain, lifted = press(problem), press(msgspec.structs.replace(problem, floor="cheap"))
    before, after = shares(problem, plain), shares(problem, lifted)
    assert before[len(before) // 100] < 0.6 <= after[len(after) // 100]
    assert lifted.totals.below == 0
    assert lifted.totals.kept >= 0.995 * plain.totals.kept
    assert points(problem, lifted).wrong == ()


@pytest.mark.parametrize(
    ("size", "seed", "venue"), [(SMALL, 7, "tight"), at_length(CAMP, 2, "venue"), at_length(CAMP, 1, "tight")]
)
def test_a_dear_floor_leaves_fewer_below_three_fifths(size: Size, seed: int, venue: Venue) -> None:
    """For a full per cent at most, and nobody is below half who was not."""
    problem = night(size, seed, venue=venue)
    cheap = press(msgspec.structs.replace(problem, floor="cheap"))
    dear = press(msgspec.structs.replace(problem, floor="dear"))
    low, lower = (sum(share < 0.6 for share in shares(problem, one)) for one in (cheap, dear))
    assert low > size.people // 100
    assert lower <= low / 2
    assert dear.totals.below == cheap.totals.below == 0
    assert dear.floorless == cheap.floorless
    assert dear.floorless
    assert 0.99 * dear.floorless.kept <= dear.totals.kept < cheap.totals.kept
    found = points(problem, dear)
    assert (found.wrong, found.nothing) == ((), 0)


def test_a_dear_floor_costs_no_more_where_few_are_below() -> None:
    problem = night(EVENING, 1)
    cheap = press(msgspec.structs.replace(problem, floor="cheap"))
    assert press(msgspec.structs.replace(problem, floor="dear")) == cheap


def test_topics_that_one_person_wishes_for_move_apart() -> None:
    """No seat helps somebody whose wishes run at the same time."""
    chance, people = random.Random(25), 14
    marks = [chance.choice((1, 2, 3)) for _person in range(people)]
    problem = Problem(
        people=people,
        slots=3,
        seats=(people,) * 3,
        pitchers=((),) * 9,
        wishes=tuple((who, what, marks[who]) for who in range(people) for what in chance.sample(range(9), 3)),
    )
    plain, lifted = press(problem), press(msgspec.structs.replace(problem, floor="cheap"))
    assert (plain.totals.below, lifted.totals.below) == (1, 0)
    assert plain.totals.kept - 3 <= lifted.totals.kept < plain.totals.kept
    assert points(problem, lifted).wrong == ()


@tried(13)
@given(problems(), sampled_from(["cheap", "dear"]))
def test_nothing_is_wrong_with_a_floor(problem: Problem, floor: Floor) -> None:
    lifted = press(msgspec.structs.replace(problem, floor=floor))
    assert points(problem, lifted).wrong == ()
    plain = lifted.floorless
    assert (plain is None) == (problem.seating != "wishes" or not lifted.placements)
    if plain is not None:
        assert lifted.totals.nothing <= plain.nothing
        assert lifted.totals.below <= plain.below
