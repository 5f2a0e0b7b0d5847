"""The last steps to a better placement where seats are scarce, or groups need people: each counted with both.

With prices, the search only estimates what seats do to a step. So the steps that it holds most of are tried:
the slots that they change are seated, and the first step that keeps more is taken. If none does, the best of
those tried is, even if it keeps less, unless it leads back.
"""

from itertools import islice

import numpy as np

from opennight.lineup.board import NEVER, Board, Whole
from opennight.lineup.chains import Values
from opennight.lineup.groups import Room
from opennight.lineup.rooms import housed
from opennight.lineup.seat import priced
from opennight.lineup.shape import Ints, Shape
from opennight.lineup.tabu import Step

WORK = 120_000
"""About how long all of this may take, in millionths of a second; it is counted, not timed."""
SMALL = 60
"""Nights of so many people, at most, have twice the time: there a single choice is a larger part of all."""
WIDE = 16
"""How many steps are tried before the best of them is taken."""
Group = frozenset[int]


class Polish:
    """A placement and what it keeps. What was seated once is known; `left` says how much may still be."""

    def __init__(self, shape: Shape, board: Board, points: Whole, prices: Values, fine: int) -> None:
        self.shape, self.board, self.points, self.fine = shape, board, points, fine
        self.prices = prices.copy()
        self.known: dict[tuple[int, Group], tuple[int, list[int], Values]] = {}
        work = 2 * WORK if shape.people <= SMALL else WORK
        self.left = work // (300 + shape.people * shape.width // 5)
        self.seen = {board.slot.tobytes()}

    def run(self, effort: int) -> Ints:
        """The slots (K,) of the best placement found."""
        self.left *= effort
        kept = best = sum(self.kept(slot) for slot in range(self.shape.slots))
        found = self.board.slot.copy()
        while self.left > 0:
            self.left -= 2
            self.board.value_at(self.dear())
            gain, step = self.step()
            if not step:
                break
            self.board.put(*step)
            self.seen.add(self.board.slot.tobytes())
            kept += gain
            if kept > best:
                best, found = kept, self.board.slot.copy()
        return found.astype(np.int32)

    def dear(self) -> Whole:
        """What each wish is worth above the price of a seat; prices are those of the present groups."""
        for slot in range(self.shape.slots):
            _points, pitches, prices = self.known[slot, self.inside(slot, ())]
            self.prices[pitches] = prices
        cost = self.prices[self.board.chosen[self.board.pitch]]
        worth: Whole = np.maximum(self.points - cost, 0) * self.fine
        return worth

    def step(self) -> tuple[int, Step]:
        """The step to take, and what it gains; an empty one if there is none."""
        board = self.board
        best: tuple[int, Step] = (NEVER, ())
        tried = 0
        for step in islice(board.promising(), 4 * WIDE):
            if tried == WIDE or self.left <= 0:
                break
            if board.after(*step).tobytes() in self.seen or not board.possible(*step):
                continue
            tried += 1
            slots = {int(board.slot[pitch]) for pitch, _slot in step} | {slot for _pitch, slot in step}
            gain = sum(self.kept(slot, step) - self.kept(slot) for slot in sorted(slots))
            if gain > 0:
                return gain, step
            best = max(best, (gain, step), key=lambda one: one[0])
        return best

    def inside(self, slot: int, step: Step) -> Group:
        """The pitches of a slot after a step."""
        here = set(np.flatnonzero(self.board.slot == slot).tolist()) - {pitch for pitch, _slot in step}
        here |= {pitch for pitch, to in step if to == slot}
        return frozenset(self.board.chosen[sorted(here)].tolist())

    def kept(self, slot: int, step: Step = ()) -> int:
        """The points that a slot keeps after a step."""
        key = slot, self.inside(slot, step)
        if key not in self.known:
            room = Room(self.shape, sorted(housed(self.shape, slot, sorted(key[1])).items()))
            points, prices = priced(self.shape, room, self.prices)
            self.known[key] = points, room.pitches.tolist(), prices
            self.left -= 1
        return self.known[key][0]
