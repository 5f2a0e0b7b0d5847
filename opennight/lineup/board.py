"""The chosen pitches in their slots during the search for a better placement, and what each step would gain.

The objective is exact except for seats: every person goes to their best pitch in each slot, and whoever
pitched one (if `hosting`) to that. A step moves one pitch into a free place or swaps the slots of two. Only
what depends on the people who wish for these is computed again.
"""

import numpy as np
from numpy.typing import NDArray

from opennight.lineup.rooms import Fits
from opennight.lineup.shape import Bools, Ints, Shape

Whole = NDArray[np.int64]
Indexes = NDArray[np.intp]
NEVER = -(10**12)
"""Less than any step gains."""
BAR = 10**13
"""What a step loses for each thing that forbids it."""


class Board:
    """The chosen pitches (K,) with their slots, and what each step would gain.

    Wishes are entries (`person`, `pitch`, `points`), sorted by person: each person has `many`, from `start`
    on. `own` says which of them are of somebody's own pitches. By slot and person, `best` (S, N) are the
    points of the best entry, `second` those of the second best, and `entry` says which the best is.

    `gain` (K, S) is what a pitch adds to a slot, `loss` (K,) what is lost with it, and `extra` (K, K) what
    more the second gains once the first has left its slot. What forbids a step counts as a BAR.
    """

    def __init__(self, shape: Shape, chosen: Ints, slot: Ints, *, hosting: bool = False) -> None:
        self.shape = shape
        self.chosen = chosen
        self.slot: Indexes = slot.astype(np.intp)
        self.size = len(chosen)
        points = shape.points[:, chosen]
        self.person, self.pitch = np.nonzero(points)
        self.points: Whole = points[self.person, self.pitch].astype(np.int64)
        self.own: Bools = shape.hosts[self.person, chosen[self.pitch]] & hosting
        self.many = np.bincount(self.person, minlength=shape.people)
        self.start = np.cumsum(self.many) - self.many
        by_pitch = np.argsort(self.pitch, kind="stable")
        ends = np.cumsum(np.bincount(self.pitch, minlength=self.size))[:-1]
        self.fans = np.split(self.person[by_pitch], ends)
        self.clash: Bools = shape.clash[np.ix_(chosen, chosen)]
        self.pinned: Bools = np.array([int(no) in shape.pins for no in chosen], np.bool_)
        self.fits = Fits(shape, chosen.tolist())
        self.counts = np.bincount(self.slot, minlength=shape.slots)
        self.even = max(-(-self.size // max(1, shape.slots)), int(self.counts.max()))
        self.value_at(self.points)

    def value_at(self, points: Whole) -> None:
        """From now on wishes are worth these points (one for each entry)."""
        self.points = points
        # Whoever pitched something is there, even if they wish for another topic of its slot more.
        held = int(points.max(initial=0)) + 1
        self.worth: Whole = points + held * self.own
        self.best: Whole = np.zeros((self.shape.slots, self.shape.people), np.int64)
        self.second = self.best.copy()
        self.entry = np.full(self.best.shape, -1, np.intp)
        self.loss: Whole = np.zeros(self.size, np.int64)
        self.extra: Whole = BAR * self.clash.astype(np.int64)
        self.bars: Whole = self.extra + BAR * np.eye(self.size, dtype=np.int64)
        self.gain: Whole = np.where(self.shape.times[self.chosen] & ~self.pinned[:, None], 0, -BAR)
        for one, slot in enumerate(self.slot.tolist()):
            self.gain[:, slot] -= self.bars[one]
        everybody = np.flatnonzero(self.many)
        np.add.at(self.gain, self.pitch, self.worth[:, None])  # as long as nothing runs anywhere
        if len(everybody):
            self.look(np.arange(self.shape.slots), everybody)
        self.half = self.leaving(np.arange(self.size))

    def entries(self, people: Indexes) -> Indexes:
        """All entries of these people, in their order."""
        many = self.many[people]
        ends = many.cumsum()
        found: Indexes = np.repeat(self.start[people] - ends + many, many) + np.arange(ends[-1])
        return found

    def look(self, slots: Indexes, people: Indexes) -> int:
        """Find the best of these people in these slots anew, and what that changes. Returns what it gains."""
        entries, many = self.entries(people), self.many[people]
        first = many.cumsum() - many
        cells = slots[:, None], people
        old, old_second, old_entry = self.best[cells], self.second[cells], self.entry[cells]
        pitch, worth = self.pitch[entries], self.worth[entries]
        mine = worth * (self.slot[pitch] == slots[:, None])
        best = np.maximum.reduceat(mine, first, axis=1)
        top = mine == best.repeat(many, axis=1)
        at = np.minimum.reduceat(np.where(top, np.arange(len(entries)), len(entries)), first, axis=1)
        mine[np.arange(len(slots))[:, None], at] = 0
        second = np.maximum.reduceat(mine, first, axis=1)
        entry = entries[at]  # of no meaning where the best is worth nothing
        self.best[cells], self.second[cells], self.entry[cells] = best, second, entry

        more = np.maximum(worth - best.repeat(many, axis=1), 0)
        more -= np.maximum(worth - old.repeat(many, axis=1), 0)
        add(self.gain, (pitch * self.shape.slots + slots[:, None]).ravel(), more.ravel())
        # With their best, those lose something whose second best is worse: before, and now.
        best, second = np.concatenate([old, best]), np.concatenate([old_second, second])
        entry, sign = np.concatenate([old_entry, entry]), np.repeat((-1, 1), len(slots))
        which, who = np.nonzero(best > second)
        if len(which):
            best, second, sign = best[which, who], second[which, who], sign[which]
            top, times = self.pitch[entry[which, who]], many[who]
            add(self.loss, top, sign * (best - second))
            ends = times.cumsum()
            at = (first[who] - ends + times).repeat(times) + np.arange(ends[-1])
            gap = (best - second).repeat(times)  # what a wish gains at most once the best has left
            more = np.minimum(np.maximum(worth[at] - second.repeat(times), 0), gap)
            add(self.extra, top.repeat(times) * self.size + pitch[at], sign.repeat(times) * more)
        return int((self.best[cells] - old).sum())

    def leaving(self, pitches: Indexes) -> Whole:
        """(…, K): for these pitches, what is gained if each other takes their place in their slot."""
        half = self.gain.T[self.slot[pitches]]
        half += self.extra[pitches]  # two with the same pitcher can swap: each leaves where the other enters
        half -= self.loss[pitches, None]
        return half

    def value(self) -> int:
        """Points kept if there were seats for all, and the same more for every placement."""
        return int(self.best.sum())

    def most(self) -> int:
        """More than this no placement can be worth: each person's strongest wishes, one per slot."""
        order = np.lexsort((-self.worth, self.person))
        place = np.arange(len(order)) - self.start[self.person[order]]
        return int(self.worth[order][place < self.shape.slots].sum())

    def moves(self) -> Whole:
        """(K, S): the gain if a pitch goes into a free place of a slot; below NEVER if it cannot."""
        moves = self.gain - self.loss[:, None]
        moves[:, self.counts >= self.even] -= BAR
        return moves

    def swaps(self) -> Whole:
        """(K, K): the gain if two pitches swap slots; below NEVER if they cannot."""
        return self.half + self.half.T

    def put(self, *places: tuple[int, int]) -> int:
        """Put pitches (by their index among the chosen) into slots. Returns what it gains."""
        changed = np.zeros(self.shape.slots, np.bool_)
        touched = np.zeros(self.shape.people, np.bool_)
        for pitch, slot in places:
            here = self.slot[pitch]
            changed[here] = changed[slot] = True
            touched[self.fans[pitch]] = True
            bars = self.bars[pitch]
            self.gain[:, here] += bars
            self.gain[:, slot] -= bars
            self.counts[here] -= 1
            self.counts[slot] += 1
            self.slot[pitch] = slot
        people = touched.nonzero()[0]
        gained = self.look(changed.nonzero()[0], people) if len(people) else 0
        inside = changed[self.slot].nonzero()[0]
        self.half[inside] = self.leaving(inside)
        return gained

    def possible(self, *places: tuple[int, int]) -> bool:
        """Whether all pitches that would then be in these slots have a room."""
        if self.fits.plain and not self.shape.pins:
            return True
        after = self.slot.copy()
        for pitch, slot in places:
            after[pitch] = slot
        slots = {slot for _pitch, slot in places}
        return all(self.fits(slot, self.chosen[after == slot].tolist()) for slot in slots)


def add(total: Whole, cells: Indexes, amounts: Whole) -> None:
    """Add the amounts to these cells of the total, each to its own; a cell may come several times."""
    flat = total.reshape(-1)
    if len(cells) < 2 * len(flat):
        np.add.at(flat, cells, amounts)
    else:  # quicker for many, and exact: sums of floats are whole below 2**53
        flat += np.bincount(cells, amounts, len(flat)).astype(np.int64)
