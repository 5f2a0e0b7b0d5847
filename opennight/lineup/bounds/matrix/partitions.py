"""What people get by which of their topics are together: it follows from a partition of these few topics."""

import itertools
from collections.abc import Iterator
from functools import cache

import numpy as np

from opennight.lineup.bounds.matrix.people import Numbers, People, subsets
from opennight.lineup.bounds.standing import Standing, Whole


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
def tables(size: int, slots: int) -> tuple[Whole, Whole]:
    """(2^size, Q): which sets are parts of which partition; (pairs, 2^size): which pairs are in which set."""
    every = list(partitions(size, slots))
    parts = np.zeros((1 << size, len(every)), np.int64)
    for at, partition in enumerate(every):
        parts[list(partition), at] = 1
    inside = subsets(size)
    both = [inside[:, one] & inside[:, other] for one, other in itertools.combinations(range(size), 2)]
    return parts, np.array(both, np.int64).reshape(-1, 1 << size)


class Parted:
    """People with equally many topics: n people with m of the K.

    What people get in each set of their own topics comes in one row of numbers, one person after another: of
    these, those from `start` on are theirs. `pairs` (n, m(m-1)/2) numbers the pairs of their topics.
    """

    def __init__(self, its: Standing, people: People, start: int) -> None:
        many, size = people.topics.shape
        self.parts, self.within = tables(size, its.slots)
        self.own = slice(start, start + (many << size))
        ones, others = np.triu_indices(size, 1)
        self.pairs = people.topics[:, ones] * its.topics + people.topics[:, others]

    @property
    def shape(self) -> tuple[int, int]:
        return self.pairs.shape

    def sets(self, own: Numbers, bonus: Numbers) -> Numbers:
        """(n, 2^m): what each gets in each set, with a `bonus` (n, pairs) for each pair."""
        return own[self.own].reshape(len(self.pairs), -1) + bonus @ self.within.astype(own.dtype)

    def most(self, own: Numbers, bonus: Numbers) -> Numbers:
        """(n,): the most that each can get, in the units of what is given."""
        most: Numbers = (self.sets(own, bonus) @ self.parts.astype(own.dtype)).max(1)
        return most


def parted(its: Standing, crowds: list[People]) -> list[Parted]:
    starts = np.cumsum([0, *(people.must.size for people in crowds)]).tolist()
    return [Parted(its, people, start) for people, start in zip(crowds, starts, strict=False)]
