"""What people could get, by which of the topics that they wish for are at the same time.

Where K topics run says of each person which of theirs are together: a partition of their few topics. In each
of its parts, a set, they can be at one topic. Here people with as many topics are looked at together.
"""

from functools import cache
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from opennight.lineup.bounds.standing import Standing, Whole
from opennight.lineup.shape import Bools

Floats = NDArray[np.float64]
Indexes = NDArray[np.intp]
Numbers = TypeVar("Numbers", Floats, Whole)

MOST = 6
"""Of so many of their topics, all partitions are looked at; of the others, only what they are worth."""
OUT = -(10**15)
"""Less than anything is worth."""


@cache
def subsets(size: int) -> Bools:
    """(2^size, size): what is in each set of so many things."""
    return np.array([[bits >> thing & 1 for thing in range(size)] for bits in range(1 << size)], np.bool_)


class People:
    """Those with equally many topics: n people with m of them, of the K.

    `topics` (n, m); `rest` (n, r) are further topics of theirs, K where they have fewer. `worth` (n, m) and
    `spare` (n, r) are what they would get there. In a set that holds a topic that they run, they `must` be at
    that (n, 2^m); in each set, some topics are `open` to them (n, 2^m, m).
    """

    def __init__(self, its: Standing, topics: Indexes, rest: Indexes, who: Indexes) -> None:
        self.slots, self.topics, self.rest = its.slots, topics, rest
        self.inside = subsets(topics.shape[1])
        points = np.hstack([its.points, np.zeros((len(its.points), 1), np.int32)])
        self.worth: Whole = points[who[:, None], topics].astype(np.int64)
        self.spare: Whole = points[who[:, None], rest].astype(np.int64)
        self.runs: Bools = its.hosts[who[:, None], topics]
        # In a set with a topic that they run, they are at that.
        mine: Bools = np.logical_and(self.inside, self.runs[:, None, :])
        self.must: Bools = np.asarray(mine.any(2))
        self.open: Bools = np.where(self.must[:, :, None], mine, self.inside)

    def base(self, worth: Numbers, spare: Numbers) -> tuple[Numbers, Indexes]:
        """(n,): what each slot is worth at least, by the best of their further topics; and which that is
        (-1: none)."""
        if not self.rest.shape[1]:
            return 0 * worth[:, 0], np.full(len(worth), -1)
        at = spare.argmax(1)
        best = spare[np.arange(len(spare)), at]
        return np.maximum(best, 0), np.where(best > 0, at, -1)

    def sets(self, worth: Numbers, spare: Numbers) -> tuple[Numbers, Numbers]:
        """What each slot is worth at least (n,), and how much more in each set (n, 2^m), in the units of what
        is given: `worth` (n, m) of their topics, `spare` (n, r) of the others."""
        base, _at = self.base(worth, spare)
        one = np.where(self.open, (worth - base[:, None])[:, None, :], OUT).max(2)
        sets = np.where(self.must, one, np.maximum(one, 0))
        sets[:, 0] = 0
        return base, sets


def crowds(its: Standing) -> list[People]:
    """Everybody who has any topic, by how many they have."""
    has = (its.points > 0) | its.hosts
    by_size: dict[int, list[tuple[int, Indexes, Indexes]]] = {}
    for who in np.flatnonzero(has.any(1)).tolist():
        order = np.flatnonzero(has[who])
        order = order[np.argsort(-its.points[who, order], kind="stable")]
        first = np.sort(order[:MOST])
        by_size.setdefault(len(first), []).append((who, first, order[MOST:]))
    found = []
    for _size, group in sorted(by_size.items()):
        longest = max(len(rest) for _who, _first, rest in group)
        rest = np.full((len(group), longest), its.topics, np.intp)
        for row, (_who, _first, others) in enumerate(group):
            rest[row, : len(others)] = others
        topics = np.array([first for _who, first, _rest in group], np.intp)
        found.append(People(its, topics, rest, np.array([who for who, _first, _rest in group], np.intp)))
    return found
