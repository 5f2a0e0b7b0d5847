"""The chosen pitches in their slots during the search for a better placement, and what each step would gain.

The objective is exact except for seats: every person goes to their best pitch in each slot. A step moves one
pitch into a free place or swaps the slots of two. Only what depends on the changed slots is computed again.
"""

import numpy as np
from numpy.typing import NDArray

from opennight.lineup.rooms import Fits
from opennight.lineup.shape import Bools, Ints, Shape

NEVER = -(10**9)


class Board:
    """The chosen pitches (K,) with their slots, and what each step would gain.

    Wishes are entries (`person`, `pitch`, `points`), sorted by person: each person has `many`, from `start`
    on. `free` (K, S): the slots into which a pitch may move.
    """

    def __init__(self, shape: Shape, chosen: Ints, slot: Ints) -> None:
        self.shape = shape
        self.chosen = chosen
        self.slot = slot.astype(np.intp)
        self.size = len(chosen)
        points = shape.points[:, chosen]
        self.person, self.pitch = np.nonzero(points)
        self.points: Ints = points[self.person, self.pitch]
        self.many = np.bincount(self.person, minlength=shape.people)
        self.start = np.cumsum(self.many) - self.many
        self.rivalry = np.nonzero(shape.clash[np.ix_(chosen, chosen)])
        pinned: Bools = np.array([int(no) in shape.pins for no in chosen], np.bool_)
        self.free: Bools = shape.times[chosen] & ~pinned[:, None]
        self.fits = Fits(shape, chosen.tolist())
        self.even = max(-(-self.size // max(1, shape.slots)), int(np.bincount(slot, minlength=1).max()))
        # By slot and person: the best points, the second best, and the entry of the best.
        self.best: Ints = np.zeros((shape.slots, shape.people), np.int32)
        self.second = self.best.copy()
        self.entry = np.full(self.best.shape, -1, np.intp)
        self.gain = np.zeros((self.size, shape.slots))
        self.loss = np.zeros(self.size)
        self.extra = np.zeros((self.size, self.size))
        self.refresh(np.arange(shape.slots))

    def refresh(self, slots: NDArray[np.intp]) -> None:
        """Compute again what depends on which pitches are in these slots."""
        changed = np.zeros(self.shape.slots, np.bool_)
        changed[slots] = True
        inside = changed[self.slot]
        self.best[slots], self.second[slots], self.entry[slots] = 0, 0, -1
        best, second, entry = self.best.reshape(-1), self.second.reshape(-1), self.entry.reshape(-1)

        here = np.flatnonzero(inside[self.pitch])
        seat = self.slot[self.pitch[here]] * self.shape.people + self.person[here]
        points = self.points[here]
        np.maximum.at(best, seat, points)
        tops = points == best[seat]
        entry[seat[tops]] = here[tops]
        rest = entry[seat] != here
        np.maximum.at(second, seat[rest], points[rest])

        # What is lost with a pitch: the gap to the second best, over everybody whose best it is.
        top, at = here[~rest], seat[~rest]
        self.loss[inside] = np.bincount(self.pitch[top], best[at] - second[at], self.size)[inside]
        for slot in slots:
            more = np.maximum(self.points - self.best[slot][self.person], 0)
            self.gain[:, slot] = np.bincount(self.pitch, more, self.size)

        # What more a pitch gains in a slot once another has left it. Whole numbers: exact in any order.
        missed = best[at] > second[at]
        one, other = self.pairs(top[missed])
        seat = np.repeat(at[missed], self.many[self.person[top[missed]]])
        points = self.points[other]
        more = np.maximum(points - second[seat], 0) - np.maximum(points - best[seat], 0)
        extra = np.bincount(self.pitch[one] * self.size + self.pitch[other], more, self.size**2)
        self.extra[inside] = extra.reshape(self.size, self.size)[inside]

    def pairs(self, entries: NDArray[np.intp]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Each of these entries with each entry of the same person."""
        person = self.person[entries]
        many = self.many[person]
        within = np.arange(many.sum()) - np.repeat(np.cumsum(many) - many, many)
        return np.repeat(entries, many), np.repeat(self.start[person], many) + within

    def value_at(self, points: Ints) -> None:
        """From now on wishes are worth these points."""
        self.points = points
        self.refresh(np.arange(self.shape.slots))

    def value(self) -> int:
        """Points kept if there were seats for all."""
        return int(self.best.sum(dtype=np.int64))

    def moves(self) -> NDArray[np.float64]:
        """(K, S): the gain if a pitch goes into a free place of a slot; NEVER if it cannot."""
        counts = np.bincount(self.slot, minlength=self.shape.slots)
        moves = self.gain - self.loss[:, None]
        moves[~self.welcome(self.rivals()) | (counts >= self.even)] = NEVER
        return moves

    def swaps(self) -> NDArray[np.float64]:
        """(K, K): the gain if two pitches swap slots; NEVER if they cannot."""
        rivals = self.rivals()
        barred = ~self.welcome(rivals)[:, self.slot]
        # Two with the same pitcher can swap: each leaves the slot that the other enters.
        one, other = self.rivalry
        alone = self.welcome(rivals - 1)[one, self.slot[other]]
        barred[one, other] = ~alone
        half = self.extra + self.gain.T[self.slot]
        half -= self.loss[:, None]
        both = half + half.T
        both[barred | barred.T] = NEVER
        return both

    def welcome(self, rivals: Ints) -> Bools:
        """(K, S): whether times, pins and pitchers let the pitch go into another slot."""
        welcome: Bools = (rivals <= 0) & self.free
        welcome[np.arange(self.size), self.slot] = False
        return welcome

    def rivals(self) -> Ints:
        """(K, S): how many pitches in the slot share a pitcher with it."""
        rivals = np.zeros((self.size, self.shape.slots), np.int32)
        one, other = self.rivalry
        np.add.at(rivals, (one, self.slot[other]), 1)
        return rivals

    def put(self, *places: tuple[int, int]) -> None:
        """Put pitches (by their index among the chosen) into slots."""
        slots = [int(self.slot[pitch]) for pitch, _slot in places] + [slot for _pitch, slot in places]
        for pitch, slot in places:
            self.slot[pitch] = slot
        self.refresh(np.unique(slots))

    def possible(self, *places: tuple[int, int]) -> bool:
        """Whether all pitches that would then be in these slots have a room."""
        if self.fits.plain:
            return True
        after = self.slot.copy()
        for pitch, slot in places:
            after[pitch] = slot
        slots = {slot for _pitch, slot in places}
        return all(self.fits(slot, self.chosen[after == slot].tolist()) for slot in slots)
