"""Seating one slot: everybody in one group, within its seats and its minimum, for the most points.

With the topics given, this is a network flow. It begins with everybody in their best group and then repairs
that along the cheapest chains (successive shortest paths): somebody moves from a full group to another, from
which somebody moves on, until a seat is free. Since each chain is the cheapest, the result is the best. Where
it is known about what a seat costs, everybody begins where they have most beyond that: few chains are left.
"""

import heapq
import itertools

import numpy as np
from numpy.typing import NDArray

from opennight.lineup.shape import Ints

Values = NDArray[np.int64]
FAR = 10**12
"""More than any chain costs."""


class Seating:
    """The groups of one slot while they are being filled.

    `values` (N, G) is what each seat is worth to each person, `seats` and `least` (G,) the bounds of each
    group, `fixed` (N,) the group that a person must be in, or -1. `group` (N,) is where each person is; -1
    for those without a wish here, who come last and fill what is left. One more group, worth nothing, takes
    those for whom there is no seat at all. Values below 0 are of what a person refuses. `prices` (G,) guess
    what a seat costs.
    """

    def __init__(
        self, values: Values | Ints, seats: Ints, least: Ints, fixed: Ints, prices: Values | None = None
    ) -> None:
        people, groups = values.shape
        self.nowhere = groups
        self.values: Values = np.hstack([values, np.zeros((people, 1), np.int64)])
        self.fixed = fixed >= 0
        self.seats = np.append(seats, max(0, people - int(seats.sum()))).astype(np.int64)
        self.least = np.append(least, 0).astype(np.int64)
        self.guessed = prices is not None and bool(prices.any())
        dear = np.append(np.zeros(groups, np.int64) if prices is None else prices, 0)
        best = (self.values - dear).argmax(1)
        wishing = (values > 0).any(1)
        self.group = np.where(self.fixed, fixed, np.where(wishing, best, -1)).astype(np.int32)
        self.count = np.bincount(self.group[self.group >= 0], minlength=groups + 1)
        self.cost = np.full((groups + 1, groups + 1), FAR, np.int64)
        self.known = np.zeros(groups + 1, np.bool_)

    def run(self) -> Ints:
        """The group of each person (N,), -1 without a seat."""
        self.relieve()
        self.fill()
        return self.finish()

    def finish(self) -> Ints:
        """The group of each person (N,), -1 without a seat. To be called last."""
        self.spread()
        return np.where(self.group == self.nowhere, -1, self.group).astype(np.int32)

    def relieve(self) -> None:
        """Move people out of groups with too few seats; and into free seats that were taken to be dear."""
        while (self.count > self.seats).any():
            if not self.chain(self.count > self.seats, self.count < self.seats):
                return
        while self.guessed and self.chain(None, self.count < self.seats):
            pass

    def fill(self) -> None:
        """Fill groups below their minimum, first with people without a wish here, who lose nothing."""
        idle = self.idle()
        while (self.count < self.least).any():
            if idle:
                short = int((self.count - self.least).argmin())
                at = next((at for at, one in enumerate(idle) if self.values[one, short] >= 0), 0)
                self.sit(idle.pop(at), short)
            elif not self.chain(self.count > self.least, self.count < self.least):
                return

    def spread(self) -> None:
        """Seat those without a wish, one by one, where the fewest people are, if possible among the groups
        that they have not refused."""
        idle = self.idle()
        choosy = idle[: int((self.values[idle] < 0).any(1).sum())]  # they come first
        for person in choosy:
            free = self.count[:-1] < self.seats[:-1]
            welcome = free & (self.values[person, :-1] >= 0)
            free = welcome if welcome.any() else free
            if not free.any():
                self.sit(person, self.nowhere)
                continue
            self.sit(person, int(np.where(free, self.count[:-1], FAR).argmin()))
        seats = self.seats.tolist()
        level = [
            (count, group) for group, count in enumerate(self.count[:-1].tolist()) if count < seats[group]
        ]
        heapq.heapify(level)
        for person in idle[len(choosy) :]:
            count, group = heapq.heappop(level) if level else (0, self.nowhere)
            self.group[person] = group
            if group != self.nowhere and count + 1 < seats[group]:
                heapq.heappush(level, (count + 1, group))
        self.count = np.bincount(self.group, minlength=len(seats))
        self.known[:] = False

    def idle(self) -> list[int]:
        """Those without a wish here; whoever refused most of the groups picks first."""
        there = np.flatnonzero(self.group < 0)
        refused = (self.values[there] < 0).sum(1)
        return [int(one) for one in there[np.argsort(-refused, kind="stable")]]

    def prices(self) -> Values:
        """What one more seat in each group (G,) would gain: the cost of the cheapest chain out of it.

        A chain ends at a free seat, or with somebody who gives theirs up. To be called after `relieve`.
        """
        cost = self.costs()
        dear = np.where(self.count < self.seats, 0, FAR)
        for group in np.flatnonzero(dear):
            there = (self.group == group) & ~self.fixed
            dear[group] = self.values[there, group].min(initial=FAR)
        for _round in range(len(dear)):
            nearer = np.minimum(dear, (cost + dear[None, :]).min(1))
            if (nearer == dear).all():
                break
            dear = nearer
        prices: Values = np.where(dear < FAR // 2, dear, 0)[:-1]
        return prices

    def points(self) -> int:
        """What all seats taken so far are worth."""
        there = np.flatnonzero(self.group >= 0)
        return int(self.values[there, self.group[there]].sum())

    def sit(self, person: int, group: int) -> None:
        self.group[person] = group
        self.count[group] += 1
        self.known[group] = False

    def costs(self) -> Values:
        """(G+1, G+1): the points that the cheapest move from one group to another loses."""
        for group in np.flatnonzero(~self.known):
            there = np.flatnonzero((self.group == group) & ~self.fixed)
            self.cost[group] = FAR
            if len(there):
                values = self.values[there]
                self.cost[group] = (values[:, [group]] - values).min(0)
            self.cost[group, group] = 0
            self.known[group] = True
        return self.cost

    def chain(self, sources: NDArray[np.bool_] | None, ends: NDArray[np.bool_]) -> bool:
        """Move people along the cheapest chain from a source to an end. Returns False if there is none.

        Without `sources`, a chain may start anywhere, but has to gain something.
        """
        cost = self.costs()
        dear = np.zeros(len(self.count), np.int64) if sources is None else np.where(sources, 0, FAR)
        before = np.full(len(dear), -1)
        for _round in range(len(dear)):  # Bellman-Ford, since a chain may gain on its way
            through = dear[:, None] + cost
            nearer = through.min(0)
            better = nearer < dear
            if not better.any():
                break
            before[better] = through.argmin(0)[better]
            dear = np.where(better, nearer, dear)
        else:
            if self.turn(before):
                return True
        most = 0 if sources is None else FAR // 2
        allowed = ends if sources is None else ends & ~sources
        end = int(np.where(allowed, dear, FAR).argmin())
        if dear[end] >= most or not allowed[end]:
            return False
        path = [end]
        while before[path[-1]] >= 0:
            path.append(int(before[path[-1]]))
        self.move_along(path[::-1])
        return True

    def turn(self, before: NDArray[np.intp]) -> bool:
        """If people gain by moving round in a ring, which only those do who were put where they refused to
        be, one of each group does. Returns False if there is no such ring.

        `before` (G+1,) is from where the cheapest chain comes to each group, -1 where one begins.
        """
        for start in range(len(before)):
            seen: list[int] = []
            at = start
            while at >= 0 and at not in seen:
                seen.append(at)
                at = int(before[at])
            if at >= 0:
                ring = seen[seen.index(at) :][::-1]
                steps = list(zip(ring, [*ring[1:], ring[0]], strict=True))
                movers = [int(self.movers(one, other)[0]) for one, other in steps]
                for (_one, other), mover in zip(steps, movers, strict=True):
                    self.group[mover] = other
                self.known[ring] = False
                return True
        return False

    def move_along(self, path: list[int]) -> None:
        """Move as many people as can take this chain at the same cost: one by one, it would cost the same."""
        steps = list(itertools.pairwise(path))
        movers = [self.movers(one, other) for one, other in steps]
        first, last = path[0], path[-1]
        over = (
            self.count[first] - (self.seats if self.count[first] > self.seats[first] else self.least)[first]
        )
        room = (self.least if self.count[last] < self.least[last] else self.seats)[last] - self.count[last]
        many = max(1, min(int(over), int(room), *(len(there) for there in movers)))
        for (_one, other), there in zip(steps, movers, strict=True):
            self.group[there[:many]] = other
        self.count[first] -= many
        self.count[last] += many
        self.known[path] = False

    def movers(self, one: int, other: int) -> NDArray[np.intp]:
        """Those for whom moving from one group to the other loses least."""
        there = np.flatnonzero((self.group == one) & ~self.fixed)
        lost = self.values[there, one] - self.values[there, other]
        movers: NDArray[np.intp] = there[lost == self.cost[one, other]]
        return movers
