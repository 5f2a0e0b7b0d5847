"""Placing: which slot each chosen pitch gets, so that people keep as many of their wishes as possible.

First as if there were seats for all. Where rooms then prove too small, a seat has a price: the points that
one more seat in that group would gain. The search goes on with each wish worth only what it has above that
price, since most people who lose a seat there should find something else at the same time. This repeats:
place, seat, price. (A Lagrangian relaxation of the seats, with the last prices as multipliers.)
"""

import numpy as np
from numpy.typing import NDArray

from opennight.lineup.board import Board
from opennight.lineup.groups import slots_of
from opennight.lineup.rooms import fit
from opennight.lineup.seat import priced
from opennight.lineup.shape import Cell, Ints, Shape
from opennight.lineup.tabu import Search

FINE = 16
"""Prices are counted in sixteenths of a point."""


def budget(board: Board, effort: int) -> tuple[int, int, int]:
    """Steps of the first search, turns with prices, steps in each of these: fewer in a big night."""
    work = 3 * len(board.person) + board.size**2
    steps = int(np.clip(28_000_000 // max(1, work), 60, 800))
    turns = int(np.clip(11 - board.size // 10, 3, 10))
    return steps * effort, turns * effort, max(25, steps // 20)


def cells(shape: Shape, slot_of: Ints) -> dict[int, Cell]:
    """The slot and the room of each pitch that runs."""
    found: dict[int, Cell] = {}
    for slot in range(shape.slots):
        rooms = fit(shape, slot, np.flatnonzero(slot_of == slot).tolist()) or {}
        found |= {pitch: (slot, room) for pitch, room in rooms.items()}
    return found


def price(shape: Shape, slot_of: Ints) -> tuple[int, NDArray[np.float64]]:
    """The points kept with the actual seats, and the price of a seat in each pitch's group (P,)."""
    prices = np.zeros(shape.pitches)
    kept = 0
    for room in slots_of(shape, cells(shape, slot_of)):
        points, prices[room.pitches] = priced(shape, room)
        kept += points
    return kept, prices


def place(shape: Shape, slot_of: Ints, effort: int = 1) -> Ints:
    """The slot of each pitch (P,), -1 for those that do not run, improved from a valid placement.

    The search is `effort` times as long.
    """
    chosen = np.flatnonzero(slot_of >= 0).astype(np.int32)
    if len(chosen) < 2 or shape.slots < 2:
        return slot_of
    board = Board(shape, chosen, slot_of[chosen], hosting=True)
    points = board.points
    steps, turns, more = budget(board, effort)
    found = slot_of.copy()
    found[chosen] = Search(board, shape.problem.seed).run(steps)
    if shape.problem.seating != "wishes":
        return found
    best, prices = price(shape, found)
    now, paid = found, prices
    for turn in range(turns):
        if not paid.any():
            break
        dear = np.rint(paid[chosen[board.pitch]] * FINE).astype(np.int64)
        board.value_at(np.maximum(points * FINE - dear, 0))
        now = now.copy()
        now[chosen] = Search(board, shape.problem.seed + turn).run(more)
        kept, prices = price(shape, now)
        paid = (paid + prices) / 2  # the last prices alone would swing to and fro
        if kept > best:
            best, found = kept, now
    return found
