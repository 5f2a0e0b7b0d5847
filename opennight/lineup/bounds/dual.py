"""The dual of the relaxation: whatever its multipliers, its value is an upper bound, and this is its slope.

A multiplier pays for each thing that is left out: `bonus`, that the pairs of a person's topics that are
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

from opennight.lineup.bounds.cuts import Floats, least_squares
from opennight.lineup.bounds.people import Indexes, People, crowds
from opennight.lineup.bounds.standing import Standing, Whole

SOFT = 0.01
"""How strong the pull of people's entropy is, in points of a mean wish."""
FIRM = 1.0
"""How strong the pull of X is, in the same."""
RARELY = 1e-6
"""What has come to less than this has it again, so that it can come back."""


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
        self.crowds = crowds(its)
        self.unit = max(1.0, float(its.points[its.points > 0].mean())) if its.points.any() else 1.0
        self.one, self.other = np.triu_indices(its.topics, 1)
        self.pair = np.zeros((its.topics, its.topics), np.intp)
        self.pair[self.one, self.other] = self.pair[self.other, self.one] = np.arange(len(self.one))
        self.cut_by(np.zeros((0, its.topics), np.int64))
        self.soft = [Soft(people, self.unit, self.pair) for people in self.crowds]
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
        sizes = [one.people.pairs.size for one in self.soft]
        return np.zeros(sum(sizes) + 3 * self.its.topics + len(self.its.seats) + len(self.one))

    def split(self, x: Floats) -> Multipliers:
        """The parts of x, each a view."""
        shapes = [one.people.shape for one in self.soft]
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
        for soft, bonus, its in zip(self.soft, at.bonus, to.bonus, strict=True):
            value += soft.value(bonus, at.price, its, to.price if self.scarce else None)
            charge += np.bincount(soft.pairs.ravel(), bonus.ravel(), len(self.one))
        if not self.scarce:
            to.price[:] = 0
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
        for soft, part in zip(self.soft, to.bonus, strict=True):
            part -= pairs[soft.pairs]
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
        for soft in self.soft:
            soft.follow()
        if self.scarce:
            self.room = np.where(self.its.suits, np.maximum(self.share, RARELY), 0)
            self.room /= self.room.sum(1, keepdims=True)

    def roughly(self, x: Floats) -> float:
        """The bound without smoothing, but for rounding, in units."""
        its, at = self.its, self.split(x)
        charge, value = np.zeros(len(self.one)), 0.0
        for soft, bonus in zip(self.soft, at.bonus, strict=True):
            value += soft.most(bonus, at.price)
            charge += np.bincount(soft.pairs.ravel(), bonus.ravel(), len(self.one))
        dear = np.where(its.suits, at.price[:, None] * its.seats - at.rent, -np.inf).max(1)
        value += float(dear.sum() + its.slots * at.rent @ its.many)
        more, worth = self.entries(at, charge)
        top = max(0.0, float(np.linalg.eigvalsh(worth)[-1]))
        return value + more + top * its.topics * (1 - 1 / its.slots)


class Soft:
    """What a crowd can get, smoothed: a share of each partition, (n, Q), pulled to the share before."""

    def __init__(self, people: People, unit: float, pair: Indexes) -> None:
        self.people = people
        topics = len(pair)
        self.pairs = pair[people.pairs // topics, people.pairs % topics]
        self.worth, self.spare = people.worth / unit, people.spare / unit
        self.parts = people.parts.astype(np.float64)
        self.together = people.together.astype(np.float64)
        self.prior = np.full((len(people.topics), self.parts.shape[1]), 1 / self.parts.shape[1])
        self.share = self.prior
        self.known: Floats | None = None

    def prices(self, price: Floats) -> tuple[Floats, Floats]:
        """What their topics are worth above the price of a seat."""
        dear = np.append(price, 0.0)
        return self.worth - dear[self.people.topics], self.spare - dear[self.people.rest]

    def sets(self, worth: Floats, base: Floats) -> tuple[Floats, Floats]:
        """(n, sets) what each set is worth above the base; (n, sets, m): who of it they are at."""
        people = self.people
        one = np.where(people.open, (worth - base[:, None])[:, None, :], -np.inf)
        none = np.where(people.must, -np.inf, 0.0)
        top = np.maximum(one.max(2), none)
        each = np.exp((one - top[:, :, None]) / SOFT)
        total = each.sum(2) + np.exp((none - top) / SOFT)
        return top + SOFT * np.log(total), each / total[:, :, None]

    def value(self, bonus: Floats, price: Floats, to: Floats, spent: Floats | None) -> float:
        """What they get; adds its slope by the bonus, and by the prices where these count."""
        people = self.people
        worth, spare = self.prices(price)
        base, rest = people.base(worth, spare)
        if spent is None and self.known is not None:
            sets = self.known
        else:
            sets, at = self.sets(worth, base)
            self.known = sets
        each = sets @ self.parts + bonus @ self.together
        top = each.max(1, keepdims=True)
        share = self.prior * np.exp((each - top) / SOFT)
        total = share.sum(1, keepdims=True)
        self.share = share / total
        to += self.share @ self.together.T
        if spent is not None:
            there = np.einsum("ns,nsm->nm", self.share @ self.parts.T, at)
            spent -= np.bincount(people.topics.ravel(), there.ravel(), len(spent))
            some = rest >= 0
            others = people.rest[some, rest[some]]
            spent -= np.bincount(others, people.slots - there[some].sum(1), len(spent))
        return float(top.sum() + SOFT * np.log(total).sum() + people.slots * base.sum())

    def most(self, bonus: Floats, price: Floats) -> float:
        """The same without smoothing."""
        return float(self.people.most(*self.prices(price), bonus).sum())

    def follow(self) -> None:
        self.prior = np.maximum(self.share, RARELY)
        self.prior /= self.prior.sum(1, keepdims=True)
