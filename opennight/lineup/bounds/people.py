"""What people could get, by which of the topics that they wish for are at the same time.

Where K topics run says of each person which of theirs are together: a partition of their few topics. In each
of its parts they can be at one topic. Here people with as many topics are looked at together, and all
partitions of these, into at most as many parts as there are slots.
"""

import itertools
from collections.abc import Iterator
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


def partitions(size: int, parts: int) -> Iterator[tuple[int, ...]]:
    """Each partition of so many things into at most so many parts; a part is a set of bits."""

    def grow(thing: int, found: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
        if thing == size:
            yield found
            return
        for at, part in enumerate(found):
            yield from grow(thing + 1, (*found[:at], part | 1 << thing, *found[at + 1 :]))
        if len(found) < parts:
            yield from grow(thing + 1, (*found, 1 << thing))

    return grow(0, ())


@cache
def tables(size: int, slots: int) -> tuple[Whole, Whole, Bools]:
    """(2^size, Q): which sets are parts of which partition; (pairs, Q): which pairs are together in it;
    (2^size, size): what is in each set."""
    every = list(partitions(size, slots))
    parts = np.zeros((1 << size, len(every)), np.int64)
    for at, partition in enumerate(every):
        parts[list(partition), at] = 1
    inside = np.array([[bits >> thing & 1 for thing in range(size)] for bits in range(1 << size)], np.bool_)
    both = [inside[:, one] & inside[:, other] for one, other in itertools.combinations(range(size), 2)]
    together = np.array(both, np.int64).reshape(-1, 1 << size) @ parts
    return parts, together, inside


class People:
    """Those with equally many topics: n people with m of them, of the K.

    `topics` (n, m); `rest` (n, r) are further topics of theirs, K where they have fewer. `worth` (n, m) and
    `spare` (n, r) are what they would get there. `pairs` (n, m(m-1)/2) numbers the pairs of their topics.
    """

    def __init__(self, its: Standing, topics: Indexes, rest: Indexes, who: Indexes) -> None:
        self.slots, self.topics, self.rest = its.slots, topics, rest
        size = topics.shape[1]
        self.parts, self.together, self.inside = tables(size, its.slots)
        points = np.hstack([its.points, np.zeros((len(its.points), 1), np.int32)])
        self.worth: Whole = points[who[:, None], topics].astype(np.int64)
        self.spare: Whole = points[who[:, None], rest].astype(np.int64)
        self.runs: Bools = its.hosts[who[:, None], topics]
        ones = [one for one, _other in itertools.combinations(range(size), 2)]
        others = [other for _one, other in itertools.combinations(range(size), 2)]
        self.pairs = topics[:, ones] * its.topics + topics[:, others]
        # In a set with a topic that they run, they are at that.
        mine: Bools = np.logical_and(self.inside, self.runs[:, None, :])
        self.must: Bools = np.asarray(mine.any(2))
        self.open: Bools = np.where(self.must[:, :, None], mine, self.inside)

    @property
    def shape(self) -> tuple[int, int]:
        return self.pairs.shape

    def base(self, worth: Numbers, spare: Numbers) -> tuple[Numbers, Indexes]:
        """(n,): what each slot is worth at least, by the best of their further topics; and which that is
        (-1: none)."""
        if not self.rest.shape[1]:
            return 0 * worth[:, 0], np.full(len(worth), -1)
        at = spare.argmax(1)
        best = spare[np.arange(len(spare)), at]
        return np.maximum(best, 0), np.where(best > 0, at, -1)

    def most(self, worth: Numbers, spare: Numbers, bonus: Numbers) -> Numbers:
        """(n,): the most that each of them can get, in the units of what is given: `worth` (n, m) of their
        topics, `spare` (n, r) of the others, and a `bonus` (n, pairs) for each pair that is together."""
        base, _at = self.base(worth, spare)
        one = np.where(self.open, (worth - base[:, None])[:, None, :], OUT).max(2)
        sets = np.where(self.must, one, np.maximum(one, 0))
        sets[:, 0] = 0
        parts, together = (table.astype(worth.dtype) for table in (self.parts, self.together))
        most: Numbers = (sets @ parts + bonus @ together).max(1) + self.slots * base
        return most


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
