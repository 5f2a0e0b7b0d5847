"""Known faces: how often people meet in more than one slot, and a search that makes it seldom."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:  # it takes a tenth of the time of a press to load, and only mixers need it
    from numpy.random import Generator

Groups = NDArray[np.int32]
Ints = NDArray[np.int64]

STEPS, STEPS_OF_MANY = 2000, 1000
"""In a room of up to PARTNERS people; of more, where each step takes longer and the start is better."""
PARTNERS, PAIRS = 256, 2048
"""Among so many people, at random, and so many pairs of them a step looks for the best change of places."""
REST = 8
"""Steps in their slot for which two who have changed places stay where they are."""


class Faces:
    """Groups, (slots, people) with -1 for nobody's, and who may be moved. Takes memory for (slots × groups)².

    `both` counts, for each two slots, the people in each group of the one and each group of the other. Two
    people who meet in both are a pair in one of its cells: so all meetings again are known without looking at
    pairs of people, and a change of places touches four cells for each other slot.
    """

    def __init__(self, groups: Groups, free: NDArray[np.bool_], width: int) -> None:
        self.groups = groups
        slots = len(groups)
        self.width = width + 1  # with a column for those who are in no group; they meet nobody
        self.at = np.where(groups < 0, width, groups).astype(np.int64)
        self.free = [np.flatnonzero(may & (one >= 0)) for may, one in zip(free, groups, strict=True)]
        self.others = [np.delete(np.arange(slots), slot) for slot in range(slots)]
        both = np.zeros((slots, slots, self.width, self.width), np.int32)
        for slot in range(slots):
            for other in self.others[slot]:
                np.add.at(both[slot, other], (self.at[slot], self.at[other]), 1)
        self.both = both
        self.outside = bool((groups < 0).any())
        self.forget_outside()

    def forget_outside(self) -> None:
        if self.outside:
            self.both[:, :, -1, :] = self.both[:, :, :, -1] = 0

    def again(self) -> int:
        """How many meetings are not the first: pairs of slots in which two people meet."""
        return int((self.both.astype(np.int64) * (self.both - 1)).sum()) // 4

    def least(self) -> int:
        """No groups of these sizes can have fewer."""
        pairs = ((slot, other) for slot in range(len(self.at)) for other in range(slot))
        return sum(_fewest(self.both[pair]) for pair in pairs)

    def spread(self, rng: Generator) -> Groups:
        """The groups with the fewest meetings again that so many steps have found.

        Slot by slot the best change is made that spares something; only when no slot has one left, one is
        made that costs least, to get away from there.
        """
        slots = [slot for slot, free in enumerate(self.free) if len(free) > 1]
        resting = np.zeros(self.at.shape, np.int64)
        now, least = self.again(), self.least()
        best, found, calm = now, self.at.copy(), 0
        steps = STEPS if self.at.shape[1] <= PARTNERS else STEPS_OF_MANY
        for step in range(steps):
            if best <= least or not slots:
                break
            slot = slots[step % len(slots)]
            one, other, gain = self.change(slot, resting[slot] <= step, rng)
            calm = 0 if gain < 0 else calm + 1  # steps without anything spared
            if one == other or calm % (len(slots) + 1):
                continue
            self.swap(slot, one, other)
            resting[slot, [one, other]] = step + REST * len(slots)
            now += gain
            if now < best:
                best, found = now, self.at.copy()
        np.copyto(self.groups, found, where=self.groups >= 0, casting="same_kind")
        return self.groups

    def change(self, slot: int, may: NDArray[np.bool_], rng: Generator) -> tuple[int, int, int]:
        """Two people whose change of places is best, and how many more meetings again that makes."""
        free = self.free[slot]
        if len(free) > PARTNERS:
            free = free[rng.integers(len(free), size=PARTNERS)]
        free = free[may[free]]
        if len(free) < 2:
            return 0, 0, 0
        others, at = self.others[slot], self.at[:, free]
        both = self.both[slot][others]
        then, now = at[others], at[slot]
        which = np.arange(len(others))[:, None]
        inside = np.where(then < self.width - 1, then, -1)
        known = (both[which, now, then] - (then < self.width - 1)).sum(axis=0)
        some = np.argsort(-known * rng.random(len(free)), kind="stable")[: PAIRS // len(free)]
        mine = then[:, some]
        there = both[which[:, :, None], now, mine[:, :, None]].sum(axis=0)
        come = both[which[:, :, None], now[some, None], then[:, None, :]].sum(axis=0)
        together = (mine[:, :, None] == inside[:, None, :]).sum(axis=0)
        cost = there + come - known - known[some, None] - 2 * together
        rank = cost + rng.random(cost.shape)
        rank[now[some, None] == now] = np.inf
        first, partner = divmod(int(np.argmin(rank)), len(free))
        if np.isinf(rank[first, partner]):
            return 0, 0, 0
        return int(free[some[first]]), int(free[partner]), int(cost[first, partner])

    def swap(self, slot: int, one: int, other: int) -> None:
        here, there = self.at[slot, one], self.at[slot, other]
        others = self.others[slot]
        for person, leaves, enters in ((one, here, there), (other, there, here)):
            then = self.at[others, person]
            for group, more in ((leaves, -1), (enters, 1)):
                self.both[slot, others, group, then] += more
                self.both[others, slot, then, group] += more
        self.forget_outside()
        self.at[slot, one], self.at[slot, other] = there, here


def _fewest(both: NDArray[np.int32]) -> int:
    """The fewest pairs in cells with these sums of rows and columns, or a little less: the cells would be
    each row spread evenly, or each column; or what is nearest to both if cells could be any fractions."""
    sums = both.sum(axis=1, dtype=np.int64), both.sum(axis=0, dtype=np.int64)
    rows, columns = (one[one > 0] for one in sums)
    people, cells = int(rows.sum()), max(1, len(rows) * len(columns))
    square = len(rows) * int((rows**2).sum()) + len(columns) * int((columns**2).sum()) - people**2
    return max(
        _evenly(rows, len(columns)), _evenly(columns, len(rows)), -((people * cells - square) // (2 * cells))
    )


def _evenly(sums: Ints, cells: int) -> int:
    """The pairs there are if each of these numbers of people is spread evenly over so many cells."""
    full, odd = np.divmod(sums, max(1, cells))
    return int((cells * full * (full - 1) // 2 + odd * full).sum())
