"""The search's board: what it says that a step gains is what the step gains."""

import numpy as np
import pytest

from opennight.lineup.board import NEVER, Board
from opennight.lineup.choose import choose
from opennight.lineup.select import in_line
from opennight.lineup.shape import Shape
from tests.lineup.nights import Size, night

SMALL = Size(30, 18, 4, 4)


def board(*, hosting: bool) -> Board:
    problem = night(SMALL, 3, pins=2)
    shape = Shape(problem)
    slots = choose(shape, in_line(shape.wishes, problem.rule, shape.slots * shape.width)).slot_of
    chosen = np.flatnonzero(slots >= 0).astype(np.int32)
    return Board(shape, chosen, slots[chosen], hosting=hosting)


@pytest.mark.parametrize("hosting", [False, True])
def test_every_step_gains_what_the_board_says(hosting: bool) -> None:
    """And after many steps nothing else is known than a new board would know."""
    one, taken = board(hosting=hosting), 0
    for number in range(60):
        pitch, other, slot = number * 7 % one.size, number * 11 % one.size, number % one.shape.slots
        before, gain = one.value(), one.swaps()[pitch, other]
        if gain > NEVER:
            assert one.put((pitch, int(one.slot[other])), (other, int(one.slot[pitch]))) == gain
            assert one.value() - before == gain
            taken += 1
        before, gain = one.value(), one.moves()[slot, pitch]
        if gain > NEVER:
            assert one.put((pitch, slot)) == gain == one.value() - before
            taken += 1
    anew = Board(one.shape, one.chosen, one.slot.astype(np.int32), hosting=hosting)
    assert taken > 15
    assert (one.table == anew.table).all()
    assert (one.half == anew.half).all()
