"""The board of worth: what it says that a step gains is what the step gains to all people together."""

import msgspec
import numpy as np
import pytest

from opennight.lineup.board import NEVER
from opennight.lineup.fair import MOST, Fair
from opennight.lineup.press import anew, press, seats
from opennight.lineup.problem import Problem
from opennight.lineup.select import in_line
from opennight.lineup.shape import Shape
from opennight.lineup.share import FINE, Penalty, Shares, Worth
from tests.lineup.nights import Size, night

SMALL = Size(60, 26, 4, 6)
PENALTIES = (Penalty(50, more=100, once=400), Penalty(60, more=30, once=15))


def shares(problem: Problem) -> Shares:
    shape = Shape(problem)
    line = in_line(shape.wishes, problem.rule, shape.slots * shape.width)
    _choice, placed, prices = anew(shape, line, 1)
    its = Shares(shape, placed, seats(shape, placed, prices), prices)
    its.settle(Worth(its.ideal, PENALTIES))
    return its


def many_wishes(problem: Problem) -> Problem:
    """Somebody wishes for everything."""
    known = {pitch for person, pitch, _mark in problem.wishes if person == 0}
    more = tuple((0, pitch, 3) for pitch in range(len(problem.pitchers)) if pitch not in known)
    return msgspec.structs.replace(problem, wishes=problem.wishes + more)


def worth(board: Fair) -> int:
    """What all people have, one by one: the best of each slot beyond what a seat costs, hosts their own."""
    total = 0
    prices = board.prices.tolist()
    for person in range(board.shape.people):
        kept = paid = 0
        mine = np.flatnonzero(board.person == person)
        for slot in range(board.shape.slots):
            here = [at for at in mine.tolist() if board.slot[board.pitch[at]] == slot]
            top = max(here, key=lambda at: int(board.key[at]), default=None)
            if top is not None and board.worth[top] > 0:
                kept += int(board.points[top])
                paid += prices[board.pitch[top]]
        total += int(board.aim.of(np.array([kept]), np.array([person]))[0]) - paid
    return total


def test_a_topic_that_nobody_wishes_for_moves_without_any_gain() -> None:
    problem = night(Size(20, 8, 3, 3))
    problem = msgspec.structs.replace(
        problem,
        wishes=tuple(wish for wish in problem.wishes if wish[1]),
        pitchers=((), *problem.pitchers[1:]),
    )
    its = shares(problem)
    board = Fair(its, Worth(its.ideal, PENALTIES))
    at = board.chosen.tolist().index(0)
    assert board.put((at, (int(board.slot[at]) + 1) % problem.slots)) == 0


def test_where_nobody_wishes_for_anything_there_is_a_line_up() -> None:
    problem = msgspec.structs.replace(night(Size(20, 8, 3, 3)), wishes=(), pitchers=((),) * 8, floor="cheap")
    assert len(press(problem).placements) == 8


@pytest.mark.parametrize("venue", ["venue", "tight"])
def test_every_step_gains_what_the_board_says(venue: str) -> None:
    """And after many steps nothing else is known than a new board would know."""
    its = shares(night(SMALL, 3, pins=2, venue=venue))  # type: ignore[arg-type]
    board = Fair(its, Worth(its.ideal, PENALTIES))
    assert its.prices.any() == (venue == "tight")
    taken = 0
    for number in range(60):
        pitch, other, slot = number * 7 % board.size, number * 11 % board.size, number % board.shape.slots
        before, gain = board.value(), board.swaps()[pitch, other]
        if gain > NEVER:
            assert board.put((pitch, int(board.slot[other])), (other, int(board.slot[pitch]))) == gain
            assert board.value() - before == gain
            taken += 1
        before, gain = board.value(), board.moves()[slot, pitch]
        if gain > NEVER:
            assert board.put((pitch, slot)) == gain == board.value() - before
            taken += 1
    assert taken > 15
    assert board.value() == worth(board)
    gain, both = board.gain.copy(), board.both.copy()
    board.go(board.slot)
    assert (board.gain == gain).all()
    assert (board.both == both).all()


def test_of_very_many_wishes_the_strongest_are_looked_at() -> None:
    its = shares(many_wishes(night(SMALL, 3)))
    board = Fair(its, Worth(its.ideal, PENALTIES))
    assert board.many[0] > MOST == board.theirs.shape[1]
    points = its.points[0, board.chosen]
    assert sorted(points[board.theirs[0]]) == sorted(points)[-MOST:]
    one, other = int(board.theirs[0, 0]), int(np.flatnonzero(board.slot != board.slot[board.theirs[0, 0]])[0])
    gain = board.swaps()[one, other]
    assert board.put((one, int(board.slot[other])), (other, int(board.slot[one]))) == gain


def test_points_count_more_for_whoever_is_below_the_floor() -> None:
    """Two wish for both topics of a slot. If one of these moves, who has less gains by more than points."""
    wishes = ((0, 0, 5), (0, 1, 5), (1, 0, 5), (1, 1, 1), (2, 2, 1))
    problem = Problem(people=3, slots=2, seats=(9, 9), pitchers=((),) * 3, wishes=wishes)
    shape = Shape(problem)
    cells = {0: (0, 0), 1: (0, 1), 2: (1, 0)}
    its = Shares(shape, cells, np.array([[0, 0, 0], [2, 2, 2]], np.int32), np.zeros(3, np.int64))
    board = Fair(its, Worth(its.ideal, PENALTIES))
    gains = board.moves()[1]
    assert gains[2] < NEVER < gains[1]
    lacking = int(
        board.aim.of(np.array([10]), np.array([0]))[0] - board.aim.of(np.array([5]), np.array([0]))[0]
    )
    assert gains[1] == lacking + FINE
    assert lacking > 5 * FINE
