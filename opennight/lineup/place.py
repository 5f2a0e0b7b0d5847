"""Placing: which slot each chosen pitch gets, so that people keep as many of their wishes as possible.

First as if there were seats for all. Where rooms then prove too small, a seat has a price: the points that
one more seat in that group would gain. The search goes on with each wish worth only what it has above that
price, since most people who lose a seat there should find something else at the same time. This repeats:
place, seat, price. (A Lagrangian relaxation of the seats, with the last prices as multipliers.)
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from opennight.lineup.board import Board
from opennight.lineup.chains import Values
from opennight.lineup.groups import slots_of
from opennight.lineup.pairs import Pairs
from opennight.lineup.polish import Polish
from opennight.lineup.rooms import housed
from opennight.lineup.seat import priced
from opennight.lineup.shape import Cell, Ints, Shape
from opennight.lineup.tabu import Search

FINE = 16
"""Prices are counted in sixteenths of a point."""
WORK = 600_000
"""About how long all steps of the search may take, in millionths of a second on the computer this was tuned
on. They are counted, not timed."""
PLANS = (
    (40, 100, 800, 40, 8, False),
    (100, 200, 1800, 100, 10, False),
    (10**6, 200, 2800, 330, 7, True),
)
"""For boards of up to so many pitches: the first steps, the most steps, the steps and number of turns, and
whether each goes on from where the last one ended: on big boards that leads further."""
ROUGH_WORK = 400_000
"""The same for steps by pairs, in fifths of it: one comes before seats are looked at, another after it where
they are not scarce; else half of one in each turn, or where seats are TIGHT, three in the first turn and one
and a quarter in each of two more."""
ROUGH = range(101, 601)
"""Boards of so many pitches are searched by pairs first. Smaller ones need not be, bigger ones take long."""
FIRST, REST, TURN = 100, 1100, 40
"""How many exact steps follow them: before seats are looked at, where these are not scarce, in each turn."""
TIGHT = 5
"""With less than one seat in so many to spare, few long turns lead further; else prices need more of them."""


class Budget:
    """How many steps: without prices, `first` until seats are looked at, and `rest` if they are not scarce;
    else turns with prices. `rough`: how many by pairs come before the first ones and before the rest, and
    `turns`: how many in each turn, and how many exact steps. None are by pairs if people have so many wishes
    that pairs say little, or if rooms have to be looked at in each step."""

    def __init__(self, board: Board, effort: int) -> None:
        people, wishes = max(1, board.shape.people), len(board.person)
        looked_at = 4 * wishes * wishes // (max(1, board.size) * people)
        step = 120 + board.size**2 // 200 + looked_at // 60
        if not board.fits.plain:
            step += 4 * board.size  # rooms are looked at in each step
        first, most, turn, turns, self.onward = next(plan for limit, *plan in PLANS if board.size <= limit)
        steps = int(np.clip(WORK // step, 12, most))
        fifth = 0
        if board.size in ROUGH and board.fits.plain and wishes <= people * board.shape.slots:
            fifth = ROUGH_WORK // (8 + board.size**2 // 1550) // 5
            steps, first, turn = min(steps, FIRST + REST), FIRST, TURN
        self.rough = fifth * effort
        self.first = min(first, steps)
        self.rest = steps * effort - self.first
        turn = min(turn, steps // 3)
        turns = min(turns, steps // turn)
        self.turns = [(fifth // 2, turn)] * turns * effort
        if fifth and (TIGHT - 1) * int(board.shape.seats.sum()) < TIGHT * people:
            self.turns = [(3 * fifth, turn), *[(5 * fifth // 4, turn)] * (min(turns, 3) * effort - 1)]


def cells(shape: Shape, slot_of: Ints) -> dict[int, Cell]:
    """The slot and the room of each pitch that runs."""
    found: dict[int, Cell] = {}
    for slot in range(shape.slots):
        rooms = housed(shape, slot, np.flatnonzero(slot_of == slot).tolist())
        found |= {pitch: (slot, room) for pitch, room in rooms.items()}
    return found


def price(shape: Shape, slot_of: Ints, guess: NDArray[Any] | None = None) -> tuple[int, Values]:
    """The points kept with the actual seats, and the price of a seat in each pitch's group (P,)."""
    prices = np.zeros(shape.pitches, np.int64)
    guessed = prices.copy() if guess is None else np.rint(guess).astype(np.int64)
    kept = 0
    for room in slots_of(shape, cells(shape, slot_of)):
        points, prices[room.pitches] = priced(shape, room, guessed)
        kept += points
    return kept, prices


def place(shape: Shape, slot_of: Ints, effort: int = 1) -> tuple[Ints, Values]:
    """The slot of each pitch (P,), -1 for those that do not run, improved from a valid placement; and the
    price of a seat in each group (P,), in points.

    The search is `effort` times as long.
    """
    chosen = np.flatnonzero(slot_of >= 0).astype(np.int32)
    if len(chosen) < 2 or shape.slots < 2:
        return slot_of, np.zeros(shape.pitches, np.int64)
    board = Board(shape, chosen, slot_of[chosen], hosting=True)
    points, budget = board.points, Budget(board, effort)
    found = slot_of.copy()
    rough = Pairs(board, shape.problem.seed) if budget.rough else None
    if rough:
        board.go(rough.run(board.slot, budget.rough))
    search = Search(board, shape.problem.seed)
    found[chosen] = search.run(budget.first)
    if shape.problem.seating != "wishes":
        found[chosen] = longer(search, rough, budget.rough, budget.rest)
        return found, np.zeros(shape.pitches, np.int64)
    best, prices = price(shape, found)
    if not prices.any():
        found[chosen] = longer(search, rough, budget.rough, budget.rest)
        best, prices = price(shape, found)
    now, paid, dear = found, prices.astype(np.float64), prices
    for turn, (far, steps) in enumerate(budget.turns):
        if not paid.any():
            break
        cost = np.rint(paid[chosen[board.pitch]] * FINE).astype(np.int64)
        board.weigh(np.maximum(points * FINE - cost, 0))
        start = board.slot if turn and budget.onward else now[chosen].astype(np.intp)
        board.go(rough.run(start, far) if rough else start)
        if budget.onward:
            search.begin()
        else:
            search = Search(board, shape.problem.seed + turn)
        now = found.copy()
        now[chosen] = search.run(steps)
        kept, prices = price(shape, now, paid)
        paid = (paid + prices) / 2  # the last prices alone would swing to and fro
        if kept > best:
            best, found, dear = kept, now, prices
    if paid.any() or best < board.kept(found[chosen]):  # seats cost something, here or in other placements
        board.put(*enumerate(found[chosen].tolist()))
        found[chosen] = Polish(shape, board, points, dear, FINE).run(effort)
    return found, dear


def longer(search: Search, rough: Pairs | None, far: int, steps: int) -> NDArray[np.intp]:
    """The slots (K,) of the best placement found if the search goes on, first by pairs."""
    if not rough:
        return search.run(steps)
    before, slot = search.found, search.slot
    search.board.go(rough.run(slot, far))
    search.begin()
    after = search.run(steps)
    return after if search.found > before else slot
