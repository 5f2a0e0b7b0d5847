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
        self.gain: Whole = np.where(self.shape.times[self.chosen] & ~self.pinned[:, None], 0, -BAR)
        for one, slot in enumerate(self.slot.tolist()):
            self.gain[self.clash[one], slot] -= BAR
            self.gain[one, slot] -= BAR
        everybody = np.flatnonzero(self.many)
        if len(everybody):
            entries = self.entries(everybody)
            slots = np.arange(self.shape.slots)
            self.look(slots, everybody, entries)
            self.tell(slots, everybody, entries, 1)

    def entries(self, people: Indexes) -> Indexes:
        """All entries of these people, in their order."""
        many = self.many[people]
        ends = many.cumsum()
        found: Indexes = np.repeat(self.start[people] - ends + many, many) + np.arange(ends[-1])
        return found

    def look(self, slots: Indexes, people: Indexes, entries: Indexes) -> None:
        """Find the best and the second best of these people in these slots."""
        many = self.many[people]
        first = many.cumsum() - many
        here = self.slot[self.pitch[entries]] == slots[:, None]
        worth = self.worth[entries] * here
        best = np.maximum.reduceat(worth, first, axis=1)
        top = (worth == np.repeat(best, many, axis=1)) & here
        at = np.minimum.reduceat(np.where(top, np.arange(len(entries)), len(entries)), first, axis=1)
        some = at < len(entries)
        which, who = np.nonzero(some)
        worth[which, at[which, who]] = 0
        cells = slots[:, None], people
        self.best[cells] = best
        self.second[cells] = np.maximum.reduceat(worth, first, axis=1)
        self.entry[cells] = np.where(some, np.append(entries, -1)[at], -1)

    def tell(self, slots: Indexes, people: Indexes, entries: Indexes, sign: int) -> None:
        """Add to (or take from) gain, loss and extra what these people mean to them in these slots."""
        cells = slots[:, None], people
        best, second, entry = self.best[cells], self.second[cells], self.entry[cells]
        many, worth, pitch = self.many[people], self.worth[entries], self.pitch[entries]
        more = np.maximum(worth - np.repeat(best, many, axis=1), 0)
        columns = pitch * self.shape.slots + slots[:, None]
        add(self.gain, columns.reshape(-1), sign * more.reshape(-1))
        # Only those whose second best is worse lose something with their best.
        which, who = np.nonzero(best > second)
        if not len(which):
            return
        top = self.pitch[entry[which, who]]
        gap = best[which, who] - second[which, who]
        add(self.loss, top, sign * gap)
        times = many[who]
        ends = times.cumsum()
        first = many.cumsum() - many
        at = np.repeat(first[who] - ends + times, times) + np.arange(ends[-1])
        more = np.maximum(worth[at] - np.repeat(second[which, who], times), 0)
        more -= np.maximum(worth[at] - np.repeat(best[which, who], times), 0)
        pairs = np.repeat(top * self.size, times) + pitch[at]
        add(self.extra, pairs, sign * more)

    def value(self) -> int:
        """Points kept if there were seats for all, and the same more for every placement."""
        return int(self.best.sum())

    def moves(self) -> Whole:
        """(K, S): the gain if a pitch goes into a free place of a slot; below NEVER if it cannot."""
        moves = self.gain - self.loss[:, None]
        moves[:, self.counts >= self.even] -= BAR
        return moves

    def swaps(self, gain: Whole | None = None) -> Whole:
        """(K, K): the gain if two pitches swap slots; below NEVER if they cannot. `gain` may differ."""
        entering = (self.gain if gain is None else gain).T[self.slot]
        entering += self.extra  # two with the same pitcher can swap: each leaves the slot the other enters
        entering -= self.loss[:, None]
        return entering + entering.T

    def put(self, *places: tuple[int, int]) -> int:
        """Put pitches (by their index among the chosen) into slots. Returns what it gains."""
        changed = np.zeros(self.shape.slots, np.bool_)
        touched = np.zeros(self.shape.people, np.bool_)
        for pitch, slot in places:
            changed[self.slot[pitch]] = changed[slot] = True
            touched[self.fans[pitch]] = True
        slots, people = np.flatnonzero(changed), np.flatnonzero(touched)
        entries = self.entries(people) if len(people) else people
        before = int(self.best[slots[:, None], people].sum())
        if len(people):
            self.tell(slots, people, entries, -1)
        for pitch, slot in places:
            here = self.slot[pitch]
            self.gain[self.clash[pitch], here] += BAR
            self.gain[self.clash[pitch], slot] -= BAR
            self.gain[pitch, here] += BAR
            self.gain[pitch, slot] -= BAR
            self.counts[here] -= 1
            self.counts[slot] += 1
            self.slot[pitch] = slot
        if len(people):
            self.look(slots, people, entries)
            self.tell(slots, people, entries, 1)
        return int(self.best[slots[:, None], people].sum()) - before

    def possible(self, *places: tuple[int, int]) -> bool:
        """Whether all pitches that would then be in these slots have a room."""
        if self.fits.plain:
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
