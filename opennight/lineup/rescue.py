"""Nobody who wished for something that runs leaves with nothing, as far as seats allow; at the least cost.

What people claim in all slots together is one network flow: a person takes a wished-for seat in any slot, and
who had it moves on, in the same slot or, if it was all that they had, in another. Each person who has nothing
is helped by the cheapest such chain (successive shortest paths). So as many as possible are helped; and if
each slot by itself was seated for the most points, the points that are left are as many as possible.
"""

import itertools

import numpy as np
from numpy.typing import NDArray

from opennight.lineup.chains import FAR, Values
from opennight.lineup.groups import Room
from opennight.lineup.shape import Bools, Ints, Shape

Steps = NDArray[np.intp]
NOBODY = -1
"""A step that nobody makes: a filler brings another group of the slot to its minimum."""


class Rescue:
    """What everybody claims: M groups, those of all slots in one row.

    `worth` (N, M) is what each seat is worth, `wished` (N, M) where it is a wish. `claim` (S, N) is the
    group in which somebody has a seat that is worth something to them; the others, at -1, fill any seat.
    `has` (N,) counts the wishes that each person has, `taken` (M,) the seats claimed in each group. Fillers
    bring groups to their minimum, so at most `spare` (S,) seats above these can be claimed in a slot.
    `touched` (S,) are the slots in which something has changed.
    """

    def __init__(self, shape: Shape, slots: list[Room], values: Values | Ints, seated: Ints) -> None:
        self.pitch = np.concatenate([room.pitches for room in slots])
        self.slot = np.repeat(np.arange(len(slots)), [len(room.pitches) for room in slots])
        self.seats = np.concatenate([room.seats for room in slots]).astype(np.int64)
        self.least = np.concatenate([room.least for room in slots]).astype(np.int64)
        self.worth = values[:, self.pitch]
        self.wished: Bools = shape.points[:, self.pitch] > 0
        self.bound: Bools = np.array([room.fixed >= 0 for room in slots])
        at = np.full((len(slots), shape.pitches + 1), -1, np.intp)  # the last column stays -1, for no seat
        at[self.slot, self.pitch] = np.arange(len(self.pitch))
        group = np.take_along_axis(at, seated.astype(np.intp), 1)
        valued = self.worth[np.arange(shape.people), group] > 0
        self.claim: Steps = np.where((group >= 0) & (valued | self.bound), group, -1)
        self.has = self.wishes(np.arange(shape.people))
        self.taken = np.bincount(self.claim[self.claim >= 0], minlength=len(self.pitch))
        self.spare = shape.people - np.bincount(self.slot, self.least, len(slots)).astype(np.int64)
        self.cost = np.full((len(self.pitch), len(self.pitch)), FAR, np.int64)
        self.mover = np.full(self.cost.shape, NOBODY)
        self.yielding = np.full((2, len(self.pitch)), FAR, np.int64)
        self.stale = np.ones(len(self.pitch), np.bool_)
        self.touched = np.zeros(len(slots), np.bool_)

    def run(self) -> None:
        """Help everybody who can be helped."""
        nothing = np.flatnonzero(self.wished.any(1) & (self.has == 0))
        while len(nothing) and (helped := self.help(nothing)) >= 0:
            nothing = nothing[nothing != helped]

    def help(self, nothing: Steps) -> int:
        """Give something to whoever of these costs least. Returns who; -1 if none of them can be helped."""
        self.look()
        through, (fill, end) = self.through(), self.ends()
        enter = self.enter(nothing)
        dear, before = enter.min(0), np.full(len(end), -1)
        for _round in range(len(dear)):  # Bellman-Ford, since a step may gain
            nearer = (dear[:, None] + through).min(0)
            better = nearer < dear
            if not better.any():
                break
            before[better] = (dear[:, None] + through[:, better]).argmin(0)
            dear = np.where(better, nearer, dear)
        last = int((dear + end).argmin())
        if dear[last] + end[last] >= FAR // 2:
            return -1
        path = [last]
        while before[path[-1]] >= 0:
            path.append(int(before[path[-1]]))
        person = int(nothing[enter[:, path[-1]].argmin()])
        self.move_along(person, path[::-1], full=not fill[last])
        return person

    def wishes(self, people: Steps) -> NDArray[np.int64]:
        """How many wishes each of these people has."""
        claim = self.claim[:, people]
        found: NDArray[np.int64] = ((claim >= 0) & self.wished[people, claim]).sum(0)
        return found

    def given_up(self, people: Steps) -> Values:
        """(K, M): what each of these people gives up in the slot of each group for a wish there."""
        claim = self.claim[:, people]
        here = np.where(claim >= 0, self.worth[people, claim], 0).astype(np.int64)
        here[self.bound[:, people]] = FAR
        return np.asarray(here.T[:, self.slot])

    def enter(self, people: Steps) -> Values:
        """(K, M): the cost of a seat in each group for each of these people, who have nothing."""
        return np.where(self.wished[people], self.given_up(people) - self.worth[people], FAR)

    def look(self) -> None:
        """Compute again the cheapest steps out of the groups in which something has changed."""
        for group in np.flatnonzero(self.stale).tolist():
            slot = int(self.slot[group])
            there = np.flatnonzero((self.claim[slot] == group) & ~self.bound[slot])
            self.cost[group], self.yielding[:, group] = FAR, FAR
            if len(there):
                self.look_at(group, slot, there)
        self.stale[:] = False

    def look_at(self, group: int, slot: int, there: Steps) -> None:
        """`there` are those who may leave this group."""
        mine, wish = self.worth[there, group].astype(np.int64), self.wished[there, group]
        only = wish & (self.has[there] == 1)
        yields = np.where(only, FAR, mine)
        self.yielding[:, group] = yields.min(), there[yields.argmin()]
        here = slice(*self.slot.searchsorted([slot, slot + 1]))
        worth = self.worth[there, here]
        may = (worth > 0) & (self.wished[there, here] | ~wish[:, None])
        self.step(group, here, there, np.where(may, mine[:, None] - worth, FAR))
        if only.any():
            some = there[only]
            cost = np.where(self.wished[some], self.given_up(some) - self.worth[some], FAR)
            cost[:, here] = FAR
            self.step(group, slice(None), some, cost + mine[only, None])
        self.cost[group, group] = FAR

    def step(self, group: int, others: slice, people: Steps, cost: Values) -> None:
        """Note who of these people (K,) loses least by going to each of the others, at this `cost` (K, …)."""
        best = cost.argmin(0)
        least = cost[best, np.arange(len(best))]
        less = least < self.cost[group, others]
        self.cost[group, others] = np.where(less, least, self.cost[group, others])
        self.mover[group, others] = np.where(less, people[best], self.mover[group, others])

    def through(self) -> Values:
        """(M, M): the cost of a step from each group to each other."""
        full = self.beyond() >= self.spare
        if not full.any():
            return self.cost
        above = (self.taken > self.least)[None, :] & (self.slot[:, None] == self.slot[None, :])
        lets = (self.taken >= self.least) & (self.taken < self.seats) & full[self.slot]
        return np.where(above & lets[:, None], np.minimum(self.cost, 0), self.cost)

    def ends(self) -> tuple[Bools, Values]:
        """Where a seat can be claimed, and what it costs to end a chain in each group (M,)."""
        fill: Bools = (self.taken < self.seats) & (
            (self.taken < self.least) | (self.beyond() < self.spare)[self.slot]
        )
        return fill, np.where(fill, np.minimum(0, self.yielding[0]), self.yielding[0])

    def beyond(self) -> NDArray[np.int64]:
        """How many seats above the minimums are claimed in each slot (S,)."""
        over = np.maximum(self.taken - self.least, 0)
        return np.bincount(self.slot, over, len(self.spare)).astype(np.int64)

    def move_along(self, person: int, path: list[int], *, full: bool) -> None:
        """The person takes a seat in the first group; others make room, one step after another."""
        through = self.through()
        steps = [
            (int(self.mover[one, other]), one, other)
            for one, other in itertools.pairwise(path)
            if self.cost[one, other] == through[one, other]
        ]
        if full:
            steps.append((int(self.yielding[1, path[-1]]), path[-1], -1))
        everybody = np.array([person, *(mover for mover, _one, _other in steps)])
        self.notice(everybody)
        for mover, one, other in [(person, -1, path[0]), *steps]:
            if one >= 0:
                self.claim[self.slot[one], mover] = -1
            if other >= 0:
                self.claim[self.slot[other], mover] = other
        self.has[everybody] = self.wishes(everybody)
        self.notice(everybody)
        self.taken = np.bincount(self.claim[self.claim >= 0], minlength=len(self.pitch))
        self.touched[self.slot[path]] = True

    def notice(self, people: Steps) -> None:
        """The cheapest steps from where these people are have to be computed again."""
        claimed = self.claim[:, people]
        self.stale[claimed[claimed >= 0]] = True
