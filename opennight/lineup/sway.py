"""Topics change places for many of the worst-off at once.

In turns: the wishes of whoever is below the floor count more, and more again the longer they are; the search
that placed the topics goes a few steps on, with the prices of the seats; everybody is seated anew. What a
turn finds may be worse. After some that are, it starts again from the best.
"""

from collections.abc import Iterator

import numpy as np

from opennight.lineup.board import Board
from opennight.lineup.shape import Ints
from opennight.lineup.share import FINE, Shares, Worth
from opennight.lineup.tabu import Search

WORK = 150_000
"""About how long all of this may take, and a little more for each person."""
STEPS = 12
"""How many steps each turn takes."""
ONE = 16
"""How much a wish counts, before it counts more."""
RISE, MOST = 8, 4 * ONE
"""How much more in each turn, and how much at most."""
PATIENCE = 6
"""After so many turns that find nothing better, it starts again from the best."""


class Sway:
    """Moves the topics of a line-up for whoever has less than so many `percent` of their ideal. `worked` is
    how long it has taken so far, in millionths of a second, counted and not timed."""

    def __init__(self, shares: Shares, percent: int, worth: Worth) -> None:
        self.now, self.percent, self.worth = shares, percent, worth
        self.chosen: Ints = np.array(sorted(shares.cells), np.int32)
        self.board = Board(shares.shape, self.chosen, self.slots(), hosting=True)
        self.points = self.board.points
        self.weight = np.full(shares.shape.people, ONE, np.int64)
        self.worked = 0
        self.search = Search(self.board, shares.shape.problem.seed)

    def slots(self) -> Ints:
        """The slot of each chosen pitch (K,)."""
        return np.array([self.now.cells[pitch][0] for pitch in self.chosen.tolist()], np.int32)

    def turns(self) -> Iterator[Shares]:
        """What each turn finds. It goes on from there, unless it is told to go `back_to` another."""
        shape = self.now.shape
        each = shape.slots * (500 + shape.people * shape.width // 20) + 300 * STEPS
        while self.worked + each <= WORK + 100 * shape.people and self.turn():
            self.worked += each
            yield self.now

    def turn(self) -> bool:
        """Returns whether the topics fit into the rooms then."""
        now, board, weight = self.now, self.board, self.weight
        eased = ONE + (weight - ONE) * 7 // 10
        self.weight = np.where(now.below(self.percent), np.minimum(weight + RISE, MOST), eased)
        worth = self.points * FINE * self.weight[board.person] // ONE
        board.value_at(np.maximum(worth - now.prices[self.chosen[board.pitch]], 0))
        self.search.begin()
        self.go(self.search.run(STEPS).astype(np.int32))
        rooms = now.after(tuple(zip(self.chosen.tolist(), board.slot.tolist(), strict=True)))
        if not rooms:
            return False
        self.now = now.copy()
        self.now.take(rooms)
        self.now.settle(self.worth, None, 1)
        return True

    def back_to(self, shares: Shares) -> None:
        self.now = shares
        self.go(self.slots())

    def go(self, slots: Ints) -> None:
        """Let the chosen pitches run in these slots (K,)."""
        moved = np.flatnonzero(slots != self.board.slot).tolist()
        if moved:
            self.board.put(*((pitch, int(slots[pitch])) for pitch in moved))
