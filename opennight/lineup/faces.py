"""Known faces: how often people meet again in another slot, and a search that makes it rare."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:  # loading it takes a tenth of a press, and only mixed seating needs it
    from numpy.random import Generator

Groups = NDArray[np.int32]
Ints = NDArray[np.int64]

STEPS, STEPS_OF_MANY = 2000, 1000
"""For up to PARTNERS people, and for more: then each step takes longer, and the start is better."""
PARTNERS, PAIRS = 256, 2048
"""How many people, picked at random, and how many pairs of them a step searches for the best swap."""
REST = 8
"""Steps in their slot for which two people who have swapped places stay where they are."""


class Faces:
    """Groups (slots, people), -1 for none, and who may be moved. Takes memory for (slots × groups)² numbers.

    `both` counts, for each two slots, the people in each group of the one and each group of the other. Two
    people who meet in both slots are a pair in one of its cells. So repeat meetings are counted without
    looking at pairs of people, and a swap changes four cells for each other slot.
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
        """How many repeat meetings there are: for each two people, the pairs of slots in which they meet."""
        return int((self.both.astype(np.int64) * (self.both - 1)).sum()) // 4

    def least(self) -> int:
        """A lower bound on the repeat meetings of groups of these sizes."""
        pairs = ((slot, other) for slot in range(len(self.at)) for other in range(slot))
        return sum(_fewest(self.both[pair]) for pair in pairs)

    def spread(self, rng: Generator) -> Groups:
        """The groups with the fewest repeat meetings found in a fixed number of steps.

        Slot by slot, the best swap is made if it saves anything; only when no slot has such a swap left, the
        one that costs least is made, to get away from there.
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
            calm = 0 if gain < 0 else calm + 1  # steps that saved nothing
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
        """The two people whose swap is best, and how many repeat meetings it adds; all 0 if there is none."""
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
    """A lower bound on the pairs within cells that have these sums of rows and columns: with each row spread
    evenly, or each column, or, if cells could be fractions, what comes nearest to both."""
    sums = both.sum(axis=1, dtype=np.int64), both.sum(axis=0, dtype=np.int64)
    rows, columns = (one[one > 0] for one in sums)
    people, cells = int(rows.sum()), max(1, len(rows) * len(columns))
    square = len(rows) * int((rows**2).sum()) + len(columns) * int((columns**2).sum()) - people**2
    return max(
        _evenly(rows, len(columns)), _evenly(columns, len(rows)), -((people * cells - square) // (2 * cells))
    )


def _evenly(sums: Ints, cells: int) -> int:
    """How many pairs there are if each of these numbers of people is spread evenly over that many cells."""
    full, odd = np.divmod(sums, max(1, cells))
    return int((cells * full * (full - 1) // 2 + odd * full).sum())
