"""Topics and their second runs placed together, on nights that are small enough.

A new line-up spreads its topics over all rounds; second runs then take what is left, where those who run the
topics have time. Other places for some topics may leave better ones. So steps are tried, those first that
lose fewest points by themselves, each with the seats and the second runs that there would be then. The first
that keeps more is taken, until none of them does.
"""

import numpy as np

from opennight.lineup.board import Board
from opennight.lineup.chains import Values
from opennight.lineup.groups import slots_of
from opennight.lineup.place import cells, price
from opennight.lineup.repeats import had, second_runs
from opennight.lineup.seat import seat
from opennight.lineup.shape import Ints, Shape
from opennight.lineup.tabu import Step

WORK = 300_000
"""About how long all of this may take, in millionths of a second; it is counted, not timed."""
WIDE = 40
"""How many steps are tried before the best of them is taken, though it may keep less."""
FEW = 20
"""With time for fewer steps than this, none is tried."""


def together(shape: Shape, slot_of: Ints, prices: Values, effort: int = 1) -> tuple[Ints, Values]:
    """The slot of each pitch (P,), -1 for those that do not run, such that with second runs people keep as
    many points or more; and the price of a seat in each group (P,), of which `prices` are those so far."""
    chosen = np.flatnonzero(slot_of >= 0).astype(np.int32)
    left = effort * WORK // (1_500 + 3 * shape.people * shape.slots * shape.width // 4)
    if left < FEW * effort or not 1 < len(chosen) < shape.slots * shape.width:
        return slot_of, prices
    board = Board(shape, chosen, slot_of[chosen], hosting=True)
    now = best = first = rank(shape, slot_of, prices)
    found, seen = slot_of, {board.slot.tobytes()}
    while left > 0:
        tried: list[tuple[tuple[int, int], Step]] = []
        for step in board.promising():
            after = board.after(*step)
            if after.tobytes() in seen or not board.possible(*step):
                continue
            there = slot_of.copy()
            there[chosen] = after
            tried.append((rank(shape, there, prices), step))
            left -= 1
            if tried[-1][0] < now or len(tried) == WIDE or left <= 0:
                break
        if not tried:
            break
        now, step = min(tried)
        board.put(*step)
        seen.add(board.slot.tobytes())
        if now < best:
            best, found = now, slot_of.copy()
            found[chosen] = board.slot
    dear = price(shape, found)[1]
    # Which of equals is seated depends on the guess, and so does who can come to a second run.
    return (found, dear) if rank(shape, found, dear) < first else (slot_of, prices)


def rank(shape: Shape, slot_of: Ints, prices: Values) -> tuple[int, int]:
    """The lower, the better: how many people have nothing, and the points that are kept, less than none;
    both with second runs."""
    placed = cells(shape, slot_of)
    again, seated = second_runs(shape, placed, seat(shape, slots_of(shape, placed), None, prices))
    got = had(shape, seated, again)
    return int((got == 0).sum()), -int(got.sum())
