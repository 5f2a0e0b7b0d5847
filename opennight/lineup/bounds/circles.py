"""People whose topics are among a few: what all of them could get, by which of these topics are together.

What each of them gets follows from the same partition of these few topics. So a circle of them is bounded
more tightly than each alone, by the sum of what each partition gives to all of them, and it needs fewer
multipliers. Whoever is in no circle with others is one alone, with the topics of their own.
"""

import itertools
from collections.abc import Iterator
from functools import cache

import numpy as np

from opennight.lineup.bounds.people import Floats, Indexes, Numbers, People, subsets
from opennight.lineup.bounds.standing import Standing, Whole
from opennight.lineup.shape import Bools

WIDE = 7
"""So many topics has a circle, since all their partitions are looked at: 715 into four slots."""
BIG = 100
"""Where more topics run, there is no time for so many partitions, and everybody is alone."""
SEEDS = 400
"""From the topics of so many people at a time, circles are grown."""
NEARLY = np.array([0, 100, 5, 1])
"""How much it counts that a topic is wished for by somebody who lacks one topic, or two, or three."""


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


class Circles:
    """Those with equally many topics: n circles with m of the K topics each.

    What people get in each set of their own topics comes in one row of numbers, one person after another.
    `of` (members, 2^m) says which of these numbers is what each member gets in each set of the circle's
    topics, and `first` (n,) which is the first member of each circle. `pairs` (n, m(m-1)/2) numbers the pairs
    of their topics.
    """

    def __init__(self, its: Standing, topics: Indexes, of: Indexes, first: Indexes) -> None:
        size = topics.shape[1]
        self.parts, self.within = tables(size, its.slots)
        self.of, self.first = of, first
        self.many = np.diff(np.append(first, len(of)))
        ones, others = np.triu_indices(size, 1)
        self.pairs = topics[:, ones] * its.topics + topics[:, others]

    @property
    def shape(self) -> tuple[int, int]:
        return self.pairs.shape

    def sets(self, own: Numbers, bonus: Numbers) -> Numbers:
        """(n, 2^m): what all members get together in each set, with a `bonus` (n, pairs) for each pair."""
        found: Numbers = np.add.reduceat(own[self.of], self.first, 0)
        return found + bonus @ self.within.astype(own.dtype)

    def most(self, own: Numbers, bonus: Numbers) -> Numbers:
        """(n,): the most that all members of each can get together, in the units of what is given."""
        most: Numbers = (self.sets(own, bonus) @ self.parts.astype(own.dtype)).max(1)
        return most


def circles(its: Standing, crowds: list[People]) -> list[Circles]:
    """Everybody in a circle, by how many topics it has."""
    rows = [
        (people.topics[at], at, no) for no, people in enumerate(crowds) for at in range(len(people.topics))
    ]
    starts = np.cumsum([0, *(people.must.size for people in crowds)])
    has = np.zeros((len(rows), its.topics), np.bool_)
    for row, (topics, _at, _no) in enumerate(rows):
        has[row, topics] = True
    by_size: dict[int, list[tuple[Indexes, list[Indexes]]]] = {}
    for topics, members in grouped(has, WIDE if its.topics <= BIG else 0):
        bits = subsets(len(topics)).astype(np.int64)
        of = []
        for row in members:
            own, at, no = rows[row]
            place = np.searchsorted(own, topics)
            mine = has[row, topics]
            of.append(starts[no] + (at << len(own)) + bits[:, mine] @ (1 << place[mine]))
        by_size.setdefault(len(topics), []).append((topics, of))
    return [
        Circles(
            its,
            np.array([topics for topics, _of in group], np.intp),
            np.concatenate([np.array(of, np.intp) for _topics, of in group]),
            np.cumsum([0, *(len(of) for _topics, of in group)])[:-1],
        )
        for _size, group in sorted(by_size.items())
    ]


def grouped(has: Bools, most: int = WIDE) -> list[tuple[Indexes, list[int]]]:
    """Everybody in one group, with its topics: those of many first, then whoever is left alone, as is whoever
    has more than `most` topics."""
    left, found = np.flatnonzero(has.any(1)), []
    wide = has.sum(1)
    fits = (wide > 1) & (wide <= most)
    while len(able := left[fits[left]]):
        wishes = has[able].astype(np.float32)
        grown = np.unique(grow(wishes), axis=0)
        inside = wishes @ (1 - grown.T) == 0
        before = len(left)
        while True:
            many = inside.sum(0)
            best = int(many.argmax())
            if many[best] < 2:
                break
            members = able[inside[:, best]]
            found.append((np.flatnonzero(grown[best]), members.tolist()))
            left = np.setdiff1d(left, members)
            inside[inside[:, best]] = False
        if len(left) == before:
            break
    alone = [(np.flatnonzero(has[one]), [one]) for one in left.tolist()]
    return [*found, *alone]


def grow(wishes: Floats) -> Floats:
    """(SEEDS, K): topics for circles, each begun with somebody's, and then with the topic by which most come
    in or nearly do."""
    step = -(-len(wishes) // SEEDS)
    grown = wishes[::step].copy()
    wide = min(WIDE, wishes.shape[1])
    while True:
        open_ = np.flatnonzero(grown.sum(1) < wide)
        if not len(open_):
            return grown
        lacking = (wishes @ (1 - grown[open_].T)).astype(np.intp)
        worth = NEARLY[np.where(lacking < len(NEARLY), lacking, 0)].astype(np.float32)
        gain = np.where(grown[open_] > 0, -1, worth.T @ wishes)
        grown[open_, gain.argmax(1)] = 1
