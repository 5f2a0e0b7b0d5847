"""The dual of the relaxation: whatever its multipliers, its value is an upper bound, and this is its slope.

A multiplier pays for each thing that is left out: `bonus`, that the pairs of somebody's topics that are
together are so for everybody alike; `price`, that a group has no more people than its room has seats;
`rent`, that a room holds one topic at a time; `own`, that X is 1 on its diagonal; `row`, that a slot holds
`width` topics at most; `above`, that no entry of X is below 0; `cut`, the inequalities of cuts.py. What is
left falls into parts, of which each is easy: what each person gets; each topic's room; and the matrix
X − 1/slots, which is positive semidefinite, since (sum of u)² is at most `slots` times the sum of squares
of what each slot has of it.

Maxima have corners. Each is smoothed by a pull to the solution before it (of people: by entropy; of X: by
the square of the distance), which is nothing where nothing changes any more (the method of multipliers).
"""

from dataclasses import dataclass

import numpy as np

from opennight.lineup.bounds.matrix.cuts import Floats, least_squares
from opennight.lineup.bounds.matrix.partitions import parted
from opennight.lineup.bounds.matrix.people import crowds
from opennight.lineup.bounds.matrix.soft import SOFT, SoftParted, SoftPeople, rarely
from opennight.lineup.bounds.standing import Standing, Whole

FIRM = 1.0
"""How strong the pull of X is, in points of a mean wish."""


@dataclass
class Multipliers:
    """One of each kind; `cut` goes with `cuts` (m, K)."""

    bonus: list[Floats]
    price: Floats
    rent: Floats
    own: Floats
    row: Floats
    above: Floats
    cut: Floats
    cuts: Whole


class Dual:
    """The relaxation of what stands, and the solution that its maxima are pulled to."""

    def __init__(self, its: Standing) -> None:
        self.its = its
        those = crowds(its)
        self.unit = max(1.0, float(its.points[its.points > 0].mean())) if its.points.any() else 1.0
        self.one, self.other = np.triu_indices(its.topics, 1)
        self.pair = np.zeros((its.topics, its.topics), np.intp)
        self.pair[self.one, self.other] = self.pair[self.other, self.one] = np.arange(len(self.one))
        self.cut_by(np.zeros((0, its.topics), np.int64))
        self.people = [SoftPeople(one, self.unit) for one in those]
        self.parted = [SoftParted(one, self.pair) for one in parted(its, those)]
        fans = (its.points > 0).sum(0)
        self.scarce = bool(np.any(its.suits & (its.seats[None, :] < fans[:, None])))
        self.room = np.where(its.suits, 1.0, 0.0)
        self.room /= self.room.sum(1, keepdims=True)
        self.inner = np.zeros((its.topics, its.topics))
        self.here = self.inner

    def cut_by(self, cuts: Whole) -> None:
        """From now on these inequalities hold (m, K)."""
        self.cuts = cuts
        self.floats = cuts.astype(np.float64)
        self.floor = least_squares(cuts.sum(1), self.its.slots).astype(np.float64)

    def nothing(self) -> Floats:
        """All multipliers at 0: that gives everybody their ideal."""
        sizes = [one.pairs.size for one in self.parted]
        return np.zeros(sum(sizes) + 3 * self.its.topics + len(self.its.seats) + len(self.one))

    def split(self, x: Floats) -> Multipliers:
        """The parts of x, each a view."""
        shapes = [one.pairs.shape for one in self.parted]
        topics, kinds = self.its.topics, len(self.its.seats)
        sizes = [rows * columns for rows, columns in shapes] + [topics, kinds, topics, topics, len(self.one)]
        *bonus, price, rent, own, row, above, cut = np.split(x, np.cumsum(sizes))
        shaped = [part.reshape(shape) for part, shape in zip(bonus, shapes, strict=True)]
        return Multipliers(shaped, price, rent, own, row, above, cut, self.cuts)

    def least(self, x: Floats) -> Floats:
        """The least that each multiplier can be."""
        least = np.full(len(x), -np.inf)
        parts = self.split(least)
        parts.price[:] = parts.rent[:] = parts.above[:] = parts.cut[:] = 0
        parts.above[self.its.apart[self.one, self.other]] = -np.inf
        if not self.its.full:
            parts.row[:] = 0
        return least

    def __call__(self, x: Floats) -> tuple[float, Floats]:
        slope = np.zeros_like(x)
        at, to = self.split(x), self.split(slope)
        value = self.seats(at, to)
        charge = np.zeros(len(self.one))
        own = np.concatenate([one.sets(at.price, self.scarce) for one in self.people] or [charge[:0]])
        value += sum(one.slots_worth for one in self.people)
        there = np.zeros_like(own)
        for those, bonus, its in zip(self.parted, at.bonus, to.bonus, strict=True):
            value += those.value(own, bonus, its, there)
            charge += np.bincount(those.pairs.ravel(), bonus.ravel(), len(self.one))
        if self.scarce and self.people:
            ends = np.cumsum([one.people.must.size for one in self.people])
            for people, its in zip(self.people, np.split(there, ends[:-1]), strict=True):
                people.spend(its, to.price)
        return value + self.matrix(at, charge, to), slope

    def seats(self, at: Multipliers, to: Multipliers) -> float:
        """What all seats cost, each topic in the room that is dearest for it above its rent."""
        its = self.its
        if not self.scarce:
            return 0.0
        pull = SOFT * float(its.seats.mean())
        above = at.price[:, None] * its.seats - at.rent
        top = np.where(its.suits, above, -np.inf).max(1, keepdims=True)
        share = self.room * np.exp(np.where(its.suits, above - top, 0) / pull)
        total = share.sum(1, keepdims=True)
        self.share = share / total
        to.price += (self.share * its.seats).sum(1)
        to.rent += its.slots * its.many - self.share.sum(0)
        return float(top.sum() + pull * np.log(total).sum() + its.slots * at.rent @ its.many)

    def matrix(self, at: Multipliers, charge: Floats, to: Multipliers) -> float:
        """What X can make of its entries, and what the multipliers charge for it."""
        its = self.its
        value, entries = self.entries(at, charge)
        level, turn = np.linalg.eigh(entries + FIRM * self.inner)
        level = np.maximum(level, 0) / FIRM
        here = self.here = (turn * level) @ turn.T
        value += FIRM / 2 * float(level @ level - (self.inner**2).sum())
        x = here + 1 / its.slots
        pairs = x[self.one, self.other]
        to.own += 1 - x.diagonal()
        to.row += its.width - x.sum(1)
        to.above += pairs
        for those, part in zip(self.parted, to.bonus, strict=True):
            part -= pairs[those.pairs]
        if len(at.cut):
            to.cut += np.einsum("mk,mk->m", self.floats @ x, self.floats) - self.floor
        return value

    def entries(self, at: Multipliers, charge: Floats) -> tuple[float, Floats]:
        """What is left as a constant, and what each entry of X − 1/slots is worth then (K, K)."""
        its = self.its
        worth = np.zeros((its.topics, its.topics))
        worth[self.one, self.other] = (at.above - charge) / 2
        worth += worth.T
        worth -= (at.row[:, None] + at.row) / 2
        worth[np.diag_indices(its.topics)] -= at.own
        value = at.own.sum() + its.width * at.row.sum()
        if len(at.cut):
            worth += (self.floats.T * at.cut) @ self.floats
            value -= at.cut @ self.floor
        return float(value + worth.sum() / its.slots), worth

    def follow(self) -> None:
        """Pull to the present solution from now on."""
        self.inner = self.here
        for those in self.parted:
            those.follow()
        if self.scarce:
            self.room = np.where(self.its.suits, rarely(self.share), 0)
            self.room /= self.room.sum(1, keepdims=True)

    def roughly(self, x: Floats) -> float:
        """The bound without smoothing, but for rounding, in units."""
        its, at = self.its, self.split(x)
        charge, value = np.zeros(len(self.one)), 0.0
        own = np.concatenate([one.exactly(at.price) for one in self.people] or [charge[:0]])
        value += sum(one.slots_worth for one in self.people)
        for those, bonus in zip(self.parted, at.bonus, strict=True):
            value += float(those.parted.most(own, bonus).sum())
            charge += np.bincount(those.pairs.ravel(), bonus.ravel(), len(self.one))
        dear = np.where(its.suits, at.price[:, None] * its.seats - at.rent, -np.inf).max(1)
        value += float(dear.sum() + its.slots * at.rent @ its.many)
        more, worth = self.entries(at, charge)
        top = max(0.0, float(np.linalg.eigvalsh(worth)[-1]))
        return value + more + top * its.topics * (1 - 1 / its.slots)
