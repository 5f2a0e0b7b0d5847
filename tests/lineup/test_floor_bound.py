"""No line-up with so few people below three fifths keeps more points than the referee says: against optima
that HiGHS proves, whatever the multipliers; and nights on which half a per cent is not enough."""

from collections import defaultdict

import highspy
import msgspec
import numpy as np
import pytest

from opennight.lineup.bounds.standing import standing
from opennight.lineup.press import press
from opennight.lineup.problem import Plan, Problem
from tests.examples import at_length
from tests.lineup.floor_bound import FloorDual, most_kept
from tests.lineup.judge import worth
from tests.lineup.nights import ASSEMBLY, Size, Venue, night
from tests.lineup.referee import Model, fill, keep, place
from tests.lineup.test_floor import shares

FIFTHS = 60
NONE = -(10**9)


def best(problem: Problem, plan: Plan, may: int) -> int:
    """The most points that a line-up of these topics keeps in which no more people are below three fifths;
    NONE if there is none."""
    chosen = sorted(pitch for pitch, _slot, _room in plan.placements)
    marks = {key: mark for key, mark in worth(problem).items() if key[1] in chosen}
    slots, model = range(problem.slots), Model()
    x = {(pitch, slot): model.column() for pitch in chosen for slot in slots}
    y = {(key, slot): model.column(cost=mark) for key, mark in marks.items() for slot in slots}
    place(model, problem, chosen, x)
    keep(model, problem, marks.keys(), x, y)
    fill(model, problem, chosen, x, y)
    own: dict[int, list[tuple[tuple[int, int], int]]] = defaultdict(list)
    for key, mark in marks.items():
        own[key[0]].append((key, mark))
    enough = []
    for mine in own.values():
        ideal = sum(sorted((mark for _key, mark in mine), reverse=True)[: problem.slots])
        enough.append((1.0, column := model.column()))
        needed = -(-FIFTHS * ideal // 100)
        got = [(float(mark), y[key, slot]) for key, mark in mine for slot in slots]
        model.row(0, highspy.kHighsInf, (-needed, column), *got)
    model.row(len(enough) - may, highspy.kHighsInf, *enough)
    highs = model.solve(60)
    if highs.getModelStatus() == highspy.HighsModelStatus.kInfeasible:
        return NONE
    assert highs.getModelStatus() == highspy.HighsModelStatus.kOptimal
    return round(highs.getInfo().objective_function_value)


@pytest.mark.parametrize(
    ("size", "seed", "venue"),
    [
        (Size(14, 6, 2, 3), 1, "tight"),
        *(at_length(Size(20, 8, 2, 4), seed, "tight") for seed in range(1, 9)),
        *(at_length(Size(24, 9, 3, 3), seed, "even") for seed in range(1, 9)),
    ],
    ids=str,
)
def test_no_line_up_of_a_small_night_keeps_more(size: Size, seed: int, venue: Venue) -> None:
    problem = night(size, seed, venue=venue)
    plan = press(problem)
    chance = np.random.default_rng(seed)
    for may in (0, 2):
        most = best(problem, plan, may)
        assert most <= most_kept(problem, plan, FIFTHS, may, rounds=12)
        its = msgspec.structs.replace(problem, standing=plan.placements)
        dual = FloorDual(standing(its), FIFTHS, may)
        x = chance.normal(size=len(dual.nothing()), scale=0.1)
        assert most <= dual.proved(np.maximum(x, dual.least(x)))


@pytest.mark.long
def test_it_is_close_above_what_is_proved_to_be_the_best() -> None:
    problem = night(Size(24, 9, 3, 3), 1, venue="tight")
    plan = press(problem)
    most = best(problem, plan, 0)
    assert most <= most_kept(problem, plan, FIFTHS, 0) <= 1.03 * most


@pytest.mark.long
@pytest.mark.parametrize("seed", [1, 3])
def test_where_seats_are_scarce_half_a_per_cent_is_not_enough(seed: int) -> None:
    """For so few points, no line-up of 2,500 people leaves no more than a hundredth below three fifths."""
    problem = night(ASSEMBLY, seed, venue="tight")
    plan = press(problem)
    may = len(shares(problem, plan)) // 100
    enough = plan.totals.kept * 995 // 1000
    assert most_kept(problem, plan, FIFTHS, may, enough=enough) < enough
