"""Topics change places for many of the worst-off at once.

In turns: the search goes a few steps on, on a board where steps gain worth (fair.py), with the prices of the
seats; everybody is seated anew. To be below three fifths costs more with each turn that keeps enough points,
and less with each that does not. What a turn finds may be worse; after some that are, it starts again from
the best.
"""

from collections.abc import Iterator

import numpy as np

from opennight.lineup.board import Indexes
from opennight.lineup.fair import Fair
from opennight.lineup.share import Penalty, Shares, Worth
from opennight.lineup.tabu import Search

WORK = 100_000
"""About how long all of this may take, and a little more for each person."""
STEPS = 12
"""How many steps each turn takes; where seating takes long, one for each eighty people, if that is more."""
HALF = Penalty(50, more=100, once=400)
LEVELS = tuple(
    (HALF, Penalty(60, more, once))
    for more, once in ((0, 0), (10, 5), (20, 10), (30, 15), (30, 30), (30, 60), (40, 120))
)
MIDDLE = 3
"""The level at which it begins, and for which people are seated."""
PATIENCE = 4
"""After so many turns that find nothing better, it starts again from the best."""


class Sway:
    """Moves the topics of a line-up for whoever has less than three fifths of their ideal, such that so many
    points stay at `least`. `worked` is how long it has taken so far, in millionths of a second, counted and
    not timed."""

    def __init__(self, shares: Shares, least: int) -> None:
        self.now, self.least, self.prices = shares, least, shares.prices
        self.worths = [Worth(shares.ideal, penalties) for penalties in LEVELS]
        self.level, self.worked = MIDDLE, 0
        self.steps = max(STEPS, shares.shape.people // 80)
        self.board = Fair(shares, self.worths[MIDDLE])
        self.search = Search(self.board, shares.shape.problem.seed)

    def turns(self) -> Iterator[Shares]:
        """What each turn finds. It goes on from there, unless it is told to go `back_to` another."""
        shape = self.now.shape
        seating = 2 * shape.slots * (500 + shape.people * shape.width // 20)
        each = seating + self.steps * (500 + shape.people // 6) + 8 * shape.people
        while self.worked + each <= WORK + 100 * shape.people and self.turn():
            self.worked += each
            yield self.now

    def turn(self) -> bool:
        """Returns whether the topics fit into the rooms then."""
        board = self.board
        if self.worked:
            board.aim_at(self.worths[self.level], self.prices)
            self.search.begin()
        self.go(self.search.run(self.steps))
        rooms = self.now.after(tuple(zip(board.chosen.tolist(), board.slot.tolist(), strict=True)))
        if not rooms:
            return False
        self.now = self.now.copy()
        self.now.take(rooms)
        self.now.settle(self.worths[MIDDLE], None, 2)
        self.prices = (self.prices + self.now.prices) // 2  # the last ones alone would swing to and fro
        step = 1 if self.now.kept() >= self.least else -1
        self.level = min(max(self.level + step, 0), len(LEVELS) - 1)
        return True

    def back_to(self, shares: Shares) -> None:
        self.now, self.prices = shares, shares.prices
        self.go(np.array([shares.cells[pitch][0] for pitch in self.board.chosen.tolist()], np.intp))

    def go(self, slots: Indexes) -> None:
        """Let the chosen pitches run in these slots (K,)."""
        moved = np.flatnonzero(slots != self.board.slot).tolist()
        if moved:
            self.board.put(*((pitch, int(slots[pitch])) for pitch in moved))
