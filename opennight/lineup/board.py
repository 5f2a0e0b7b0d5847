"""The chosen pitches in their slots while a better placement is sought, and what each step would bring.

The objective is exact but for the seats: every person goes to their best pitch in each slot. A step moves one
pitch into a free place or lets two change slots. Only what depends on the changed slots is worked out anew.
"""

import numpy as np
from numpy.typing import NDArray

from opennight.lineup.rooms import Fits
from opennight.lineup.shape import Bools, Ints, Shape

NEVER = -(10**9)


class Board:
    """The chosen pitches (K,) with their slots, and what each step would bring.

    Wishes are entries (person, pitch, points), sorted by pitch; `pairs` are all pairs of entries of a person.
    """

    def __init__(self, shape: Shape, chosen: Ints, slot: Ints) -> None:
        self.shape = shape
        self.chosen = chosen
        self.slot: Ints = slot.copy()
        self.size = len(chosen)
        points = shape.points[:, chosen]
        pitch, person = np.nonzero(points.T)
        self.pitch, self.person = pitch.astype(np.int32), person.astype(np.int32)
        self.points: Ints = points[person, pitch]
        self.pairs()
        self.clash = shape.clash[np.ix_(chosen, chosen)]
        self.times = shape.times[chosen]
        self.fixed: Bools = np.array([int(no) in shape.pins for no in chosen], np.bool_)
        self.fits = Fits(shape, chosen.tolist())
        self.even = max(-(-self.size // max(1, shape.slots)), int(np.bincount(slot, minlength=1).max()))
        # By slot and person: the best points, the second best, and the entry of the best.
        self.best: Ints = np.zeros((shape.slots, shape.people), np.int32)
        self.second = self.best.copy()
        self.entry: Ints = np.full_like(self.best, -1)
        self.gain = np.zeros((self.size, shape.slots))
        self.loss = np.zeros(self.size)
        self.extra = np.zeros((self.size, self.size))
        self.refresh(np.arange(shape.slots))

    def pairs(self) -> None:
        """All ordered pairs of entries of the same person, by their places in the list of entries."""
        order = np.argsort(self.person, kind="stable")
        counts = np.bincount(self.person, minlength=self.shape.people)
        starts = np.cumsum(counts) - counts
        each = counts[self.person[order]]
        first = np.repeat(order, each)
        within = np.arange(len(first)) - np.repeat(np.cumsum(each) - each, each)
        second = order[np.repeat(starts[self.person[order]], each) + within]
        apart = first != second
        self.one, self.other = first[apart], second[apart]
        self.pair = self.pitch[self.one].astype(np.int64) * self.size + self.pitch[self.other]

    def refresh(self, slots: NDArray[np.intp]) -> None:
        """Work out anew what depends on who is in these slots."""
        changed = np.zeros(self.shape.slots, np.bool_)
        changed[slots] = True
        self.best[slots], self.second[slots], self.entry[slots] = 0, 0, -1
        here = np.flatnonzero(changed[self.slot[self.pitch]])
        seat = self.slot[self.pitch[here]].astype(np.int64) * self.shape.people + self.person[here]
        points = self.points[here]
        best, second, entry = self.best.reshape(-1), self.second.reshape(-1), self.entry.reshape(-1)
        np.maximum.at(best, seat, points)
        tops = points == best[seat]
        entry[seat[tops]] = here[tops]
        rest = entry[seat] != here
        np.maximum.at(second, seat[rest], points[rest])

        # What leaves with a pitch: of everybody whose best it is, the difference to their second best.
        top, at = here[~rest], seat[~rest]
        loss = np.bincount(self.pitch[top], best[at] - second[at], self.size)
        inside = changed[self.slot]
        self.loss[inside] = loss[inside]
        for slot in slots:
            more = np.maximum(self.points - self.best[slot][self.person], 0)
            self.gain[:, slot] = np.bincount(self.pitch, more, self.size)

        # What a pitch gains more in a slot once another has left it. Whole numbers: exact in any order.
        pairs = np.flatnonzero(changed[self.slot[self.pitch[self.one]]])
        one, other = self.one[pairs], self.other[pairs]
        seat = self.slot[self.pitch[one]].astype(np.int64) * self.shape.people + self.person[one]
        leads = entry[seat] == one
        pairs, other, seat = pairs[leads], other[leads], seat[leads]
        points = self.points[other]
        more = np.maximum(points - second[seat], 0) - np.maximum(points - best[seat], 0)
        extra = np.bincount(self.pair[pairs], more, self.size**2).reshape(self.size, self.size)
        self.extra[inside] = extra[inside]

    def value_at(self, points: Ints) -> None:
        """From now on a wish is worth so much."""
        self.points = points
        self.refresh(np.arange(self.shape.slots))

    def value(self) -> int:
        """Points kept if there were seats for all."""
        return int(self.best.sum(dtype=np.int64))

    def swaps(self) -> NDArray[np.float64]:
        """(K, K): what it brings if two pitches change slots; NEVER where that is not possible."""
        into = self.gain[:, self.slot]
        half = into.T + self.extra - self.loss[:, None]
        both = half + half.T
        rivals = self.rivals()[:, self.slot] - self.clash
        barred = (rivals > 0) | ~self.times[:, self.slot] | self.fixed[:, None]
        barred |= barred.T | (self.slot[:, None] == self.slot[None, :])
        both[barred] = NEVER
        return both

    def moves(self) -> NDArray[np.float64]:
        """(K, S): what it brings if a pitch goes into a free place of a slot."""
        counts = np.bincount(self.slot, minlength=self.shape.slots)
        into = self.gain - self.loss[:, None]
        barred = (self.rivals() > 0) | ~self.times | self.fixed[:, None] | (counts >= self.even)[None, :]
        barred[np.arange(self.size), self.slot] = True
        into[barred] = NEVER
        return into

    def rivals(self) -> Ints:
        """(K, S): how many pitches in the slot have the same pitcher."""
        inside = np.zeros((self.size, self.shape.slots), np.float32)
        inside[np.arange(self.size), self.slot] = 1
        return (self.clash.astype(np.float32) @ inside).astype(np.int32)

    def put(self, *places: tuple[int, int]) -> None:
        """Pitches (by their place among the chosen) into slots."""
        slots = [int(self.slot[pitch]) for pitch, _slot in places] + [slot for _pitch, slot in places]
        for pitch, slot in places:
            self.slot[pitch] = slot
        self.refresh(np.unique(slots))

    def possible(self, *places: tuple[int, int]) -> bool:
        """Whether all that would then be in these slots have a room."""
        if self.fits.plain:
            return True
        after = self.slot.copy()
        for pitch, slot in places:
            after[pitch] = slot
        slots = {slot for _pitch, slot in places}
        return all(self.fits(slot, self.chosen[after == slot].tolist()) for slot in slots)
