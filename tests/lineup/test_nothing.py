"""Nobody who wished for something that runs leaves with nothing, unless seats run out."""

import msgspec
import numpy as np
import pytest

from opennight.lineup.press import press, seats
from opennight.lineup.problem import Plan, Problem
from opennight.lineup.shape import Cell, Shape
from tests.examples import examples
from tests.lineup.best_seats import best_seats
from tests.lineup.cases import case
from tests.lineup.few import few_dots, placed_anyhow
from tests.lineup.flow import fewest_with_nothing
from tests.lineup.judge import points


@pytest.mark.parametrize(("name", "kept"), [("nothing3", 4), ("nothing150", 199)])
def test_nobody_leaves_with_nothing_where_a_chain_goes_through_several_slots(name: str, kept: int) -> None:
    problem = msgspec.convert(case(name), Problem)
    found = points(problem, press(problem))
    assert (found.wrong, found.nothing) == ((), 0)
    assert found.kept >= kept


def seated(problem: Problem, placed: dict[int, Cell]) -> Plan:
    groups = seats(Shape(problem), placed)
    return Plan(
        placements=tuple((pitch, *cell) for pitch, cell in placed.items()),
        groups=tuple((int(person), int(groups[slot, person])) for slot, person in np.argwhere(groups >= 0)),
    )


def test_nobody_leaves_with_nothing_who_need_not() -> None:
    """A maximum flow says how many have to; wherever the topics are."""
    for seed in range(examples(150)):
        problem = few_dots(seed)
        plan = seated(problem, placed_anyhow(problem, seed))
        assert points(problem, plan).nothing == fewest_with_nothing(problem, plan), seed


def test_no_seating_of_a_placement_keeps_more() -> None:
    """HiGHS proves it: first the fewest people with nothing, then the most points."""
    for seed in range(examples(15)):
        problem = few_dots(1_000_000 + seed)
        plan = seated(problem, placed_anyhow(problem, seed))
        found = points(problem, plan)
        assert (found.nothing, found.kept) == best_seats(problem, plan), seed


@pytest.mark.long
def test_a_press_leaves_nobody_with_nothing_who_need_not_be() -> None:
    for seed in range(1000):
        problem = few_dots(seed)
        plan = press(problem)
        found = points(problem, plan)
        assert (found.wrong, found.nothing) == ((), fewest_with_nothing(problem, plan)), seed
