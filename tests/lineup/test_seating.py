"""Seating one slot: the result is the best of all possible seatings."""

import itertools
from collections.abc import Iterator

import hypothesis.strategies as st
import numpy as np
from hypothesis import given

from opennight.lineup.chains import Seating
from opennight.lineup.press import press
from opennight.lineup.problem import Problem
from tests.examples import tried

Bounds = list[tuple[int, int]]
"""The minimum and maximum size of each group."""


def every(people: int, bounds: Bounds, fixed: list[int]) -> Iterator[tuple[int, ...]]:
    """Every seating of everybody that keeps to the bounds and the fixed places."""
    for groups in itertools.product(range(len(bounds)), repeat=people):
        sizes = [groups.count(group) for group in range(len(bounds))]
        held = all(low <= size <= high for size, (low, high) in zip(sizes, bounds, strict=True))
        if held and all(want in (-1, group) for want, group in zip(fixed, groups, strict=True)):
            yield groups


def seated(worth: list[list[int]], bounds: Bounds, fixed: list[int]) -> list[int]:
    least, most = np.array(bounds, np.int32).reshape(-1, 2).T
    seating = Seating(np.array(worth, np.int64), most.copy(), least.copy(), np.array(fixed, np.int32))
    return [int(group) for group in seating.run()]


@st.composite
def rooms(draw: st.DrawFn) -> tuple[list[list[int]], Bounds, list[int]]:
    people, groups = draw(st.integers(1, 6)), draw(st.integers(1, 3))
    one = st.lists(st.integers(0, 4), min_size=groups, max_size=groups)
    worth = draw(st.lists(one, min_size=people, max_size=people))
    bounds = []
    for _group in range(groups):
        most = draw(st.integers(1, 6))
        bounds.append((draw(st.integers(0, most)), most))
    fixed = draw(st.lists(st.integers(-1, groups - 1), min_size=people, max_size=people))
    return worth, bounds, [group if person % 3 == 0 else -1 for person, group in enumerate(fixed)]


@tried(40)
@given(rooms())
def test_no_seating_is_worth_more(room: tuple[list[list[int]], Bounds, list[int]]) -> None:
    worth, bounds, fixed = room

    def points(groups: tuple[int, ...]) -> int:
        return sum(row[group] for row, group in zip(worth, groups, strict=True))

    best = max(map(points, every(len(worth), bounds, fixed)), default=None)
    if best is not None:
        found = tuple(seated(worth, bounds, fixed))
        assert found in set(every(len(worth), bounds, fixed))
        assert points(found) == best


def test_somebody_moves_on_so_that_another_can_stay() -> None:
    """Both want the first group; the one who has a second wish gets that instead."""
    assert seated([[5, 4], [5, 0]], [(0, 1), (0, 1)], [-1, -1]) == [1, 0]


def test_a_chain_goes_through_a_full_group() -> None:
    """Nobody in the first group likes the third; somebody in the second does."""
    worth = [[9, 8, 0], [9, 8, 0], [0, 9, 8], [0, 9, 0]]
    assert sorted(seated(worth, [(0, 1), (0, 2), (0, 1)], [-1] * 4)) == [0, 1, 1, 2]
    assert seated(worth, [(0, 1), (0, 2), (0, 1)], [-1] * 4)[2] == 2


def test_without_a_wish_one_goes_where_the_fewest_are() -> None:
    worth = [[1, 0, 0], [1, 0, 0], [0, 0, 0], [0, 0, 0], [0, 0, 0]]
    assert sorted(seated(worth, [(0, 9), (0, 9), (0, 9)], [-1] * 5)) == [0, 0, 1, 1, 2]


def test_where_seats_run_out_those_who_lose_least_have_none() -> None:
    assert seated([[3], [0], [5]], [(0, 1)], [-1] * 3) == [-1, -1, 0]


def test_a_group_gets_its_least_from_those_who_lose_least() -> None:
    assert seated([[5, 4], [5, 1], [5, 0]], [(0, 3), (1, 3)], [-1] * 3) == [1, 0, 0]


def test_nobody_sits_in_what_they_refuse_if_there_is_another_seat() -> None:
    """The second and the third have no wish; who refuses most picks first, though they come last."""
    worth = [[3, 0, 0], [0, 0, 0], [-1, -1, 0]]
    assert seated(worth, [(0, 1), (0, 1), (0, 1)], [-1] * 3) == [0, 1, 2]


def test_a_group_gets_its_least_from_those_who_do_not_refuse_it() -> None:
    assert seated([[-1, 1], [-1, 0], [0, 0]], [(1, 3), (0, 3)], [-1] * 3) == [1, 1, 0]


def test_where_all_else_is_full_one_sits_in_what_one_refuses() -> None:
    assert seated([[3, 0], [0, -1]], [(0, 1), (0, 1)], [-1] * 2) == [0, 1]


def test_a_wish_that_is_kept_counts_more_than_a_refusal() -> None:
    """Two likes would be lost for two refusals, through the whole press: the refusals give way."""
    problem = Problem(
        people=4,
        slots=1,
        seats=(2, 2),
        pitchers=((), ()),
        wishes=((0, 0, 1), (1, 0, 1)),
        refusals=((2, 1), (3, 1)),
    )
    assert dict(press(problem).groups) == {0: 0, 1: 0, 2: 1, 3: 1}


def test_whoever_was_put_where_they_refused_to_be_moves_round_in_a_ring() -> None:
    """The second fills up a group that they refuse; then the first and they gain by changing places."""
    worth, bounds = [[3, 1], [0, -1], [3, 3]], [(1, 2), (2, 2)]
    found = seated(worth, bounds, [-1, -1, -1])
    points = [sum(map(list.__getitem__, worth, one)) for one in (found, *every(3, bounds, [-1, -1, -1]))]
    assert points[0] == max(points) == 5
