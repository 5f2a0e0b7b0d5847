"""The most that any content of a slot gives above what its topics cost: branch and bound, many nodes at once.

A content is a set of topics. A node says which are in it and which are not; the others are open. What is got
at most then is a linear program: open topics run to some share z, and a piece is got as far as the shares of
its topics add up to 1. Whatever part of each piece is paid out beforehand, the rest of its worth counting for
each of its topics alone, proves a bound; z says which: all of a piece that is covered more than once, nothing
of one that is not nearly covered. A few steps improve z, from that of the node before.

All numbers are whole and below 2^24, which single precision holds exactly (or 2^53, and double precision):
so no rounding can make a bound false.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from opennight.lineup.bounds.pieces import Floats, Pieces
from opennight.lineup.shape import Bools

Numbers = NDArray[Any]
"""Whole numbers in single or double precision, or shares."""
Exact = type[np.float32] | type[np.float64]
Signs = NDArray[np.int8]
"""By topic and node: 1 it is in the content, −1 it is not, 0 it is open."""

BATCH = 128
"""So many nodes are branched at once, those with the highest bounds first."""
FIRST, STEPS = 60, 5
"""Steps for z at the first node, and at each other."""
STEP = 0.45
"""How far a step goes."""
KINK = 0.3
"""A piece is paid out in part where the shares of its topics are closer to 1 than half of this."""
HALVINGS = 12
NEVER = -float(1 << 60)


@dataclass
class Nodes:
    """n nodes: what is known of each."""

    state: Signs
    """(K, n)"""
    z: Numbers
    """(K, n)"""
    bound: Numbers
    """(n,)"""
    topic: NDArray[np.intp]
    """(n,): the open topic that is decided next."""

    def at(self, which: Bools | NDArray[np.intp]) -> "Nodes":
        return Nodes(self.state[:, which], self.z[:, which], self.bound[which], self.topic[which])

    def and_(self, other: "Nodes") -> "Nodes":
        return Nodes(
            np.concatenate([self.state, other.state], 1),
            np.concatenate([self.z, other.z], 1),
            np.concatenate([self.bound, other.bound]),
            np.concatenate([self.topic, other.topic]),
        )


class Tree:
    """Contents of `width` topics, or of fewer unless all slots are `full`, of which no two are `apart`. All
    that is given is whole."""

    def __init__(
        self,
        pieces: Pieces,
        cost: Floats,
        width: int,
        apart: Bools,
        full: bool,
        exact: Exact = np.float32,
    ) -> None:
        self.exact = exact
        self.sets: Numbers = pieces.sets.astype(exact)
        self.of = np.ascontiguousarray(self.sets.T)
        self.worth: Numbers = pieces.worth.astype(exact)[:, None]
        self.cost: Numbers = cost.astype(exact)[:, None]
        self.width, self.apart, self.full = min(width, len(cost)), apart, full
        self.count = 0
        """So many nodes were bounded."""
        self.found: Bools = np.zeros((0, len(cost)), np.bool_)
        """(n, K): contents that give much, or nearly are such."""

    def most(self, enough: float, count: int) -> float:
        """No content gives more than this. It stops where none gives more than `enough`, or after so many
        nodes."""
        topics = len(self.cost)
        open_ = self.bounded(np.zeros((topics, 1), np.int8), np.full((topics, 1), 0.5, self.exact), FIRST)
        best = NEVER
        while True:
            # What is not above that need not be looked at any further.
            on = open_.bound > max(best, enough)
            best = max(best, float(open_.bound[~on].max(initial=NEVER)))
            open_ = open_.at(on)
            order = np.argsort(-open_.bound, kind="stable")
            if not len(order) or self.count >= count:
                break
            fresh, closed = self.branched(open_.at(order[:BATCH]))
            best = max(best, float(closed.bound.max(initial=NEVER)))
            self.found = np.concatenate([self.found, (closed.state == 1).T])
            open_ = open_.at(order[BATCH:]).and_(fresh)
        likely = (-open_.z[:, order[:BATCH]]).argsort(0).argsort(0) < self.width
        self.found = np.concatenate([self.found, likely.T])
        return max(best, float(open_.bound.max(initial=NEVER)))

    def branched(self, nodes: Nodes) -> tuple[Nodes, Nodes]:
        """Two nodes for each of these; and those of them apart that have no open topic."""
        at = np.arange(len(nodes.topic))
        state = np.concatenate([nodes.state, nodes.state], 1)
        ones, others = state[:, : len(at)], state[:, len(at) :]
        ones[nodes.topic, at] = 1
        ones[self.apart[:, nodes.topic] & (ones == 0)] = -1
        others[nodes.topic, at] = -1
        fresh = self.bounded(state, np.concatenate([nodes.z, nodes.z], 1), STEPS)
        fresh.bound = np.minimum(fresh.bound, np.concatenate([nodes.bound, nodes.bound]))
        closed = (state != 0).all(0) | ((state == 1).sum(0) == self.width)
        return fresh.at(~closed), fresh.at(closed)

    def bounded(self, state: Signs, z: Numbers, steps: int) -> Nodes:
        """These nodes with their bounds, from these shares on."""
        many = state.shape[1]
        self.count += many
        inside, free = (state == 1).astype(self.exact), state == 0
        left = self.width - inside.sum(0).astype(np.intp)
        columns = np.arange(many)
        worth = self.worth * (self.sets @ inside == 0)
        known = self.worth.sum() - worth.sum(0) - (self.cost * inside).sum(0)
        alone = self.of @ worth
        """(K, n): what each topic gives if no other that is open runs."""
        reach = np.maximum(alone, alone.max(0, initial=1) / 50)
        none: Numbers = np.zeros((1, many), self.exact)
        best: Numbers = np.full(many, -NEVER, self.exact)
        z = found = self.within(z, free, left)
        for step in range(steps):
            paid = np.rint(worth * np.clip((self.sets @ z - 1) / KINK + 0.5, 0, 1))
            rest = np.where(free, alone - self.of @ paid - self.cost, NEVER)
            line = -np.sort(-rest, 0)
            if not self.full:
                line = np.maximum(line, 0)
            bound = known + paid.sum(0) + np.concatenate([none, np.cumsum(line, 0)])[left, columns]
            found = np.where(bound < best, z, found)
            best = np.minimum(best, bound)
            if step + 1 < steps:
                level = line[np.maximum(left - 1, 0), columns]
                z = self.within(np.where(free, z + STEP * (rest - level) / reach, 0), free, left)
        if self.full:
            best[free.sum(0) < left] = NEVER
        return Nodes(state, found, best, np.where(free, alone, -1).argmax(0))

    def within(self, z: Numbers, free: Bools, left: NDArray[np.intp]) -> Numbers:
        """The shares nearest to these that are between 0 and 1 and add up to `left` (or to less)."""
        low, high = (z.min(0) - 1 if self.full else np.zeros_like(z[0])), np.maximum(z.max(0), 0)
        for _halving in range(HALVINGS):
            middle = (low + high) / 2
            much = np.where(free, np.clip(z - middle, 0, 1), 0).sum(0) > left
            low, high = np.where(much, middle, low), np.where(much, high, middle)
        return np.where(free, np.clip(z - high, 0, 1), 0)
