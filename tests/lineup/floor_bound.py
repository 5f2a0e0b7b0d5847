"""A referee for the floor: how many points no line-up of the same topics keeps in which no more than so many
people have less than a share of their ideal.

It is the semidefinite bound of `bounds/matrix/` with more said of each person. There, what somebody gets
follows from which of their topics are together; here also from which of them they go to. So it is known
whether they have enough, and a multiplier pays for each who has. Whatever it and the others
are, the bound holds; it is counted again in whole numbers.
"""

import itertools

import msgspec
import numpy as np

from opennight.lineup.bounds.descent import descend
from opennight.lineup.bounds.matrix.cuts import Floats, least_squares
from opennight.lineup.bounds.matrix.dual import Dual, Multipliers
from opennight.lineup.bounds.matrix.partitions import partitions
from opennight.lineup.bounds.matrix.people import Indexes, Numbers, subsets
from opennight.lineup.bounds.matrix.proof import LARGE, at_most
from opennight.lineup.bounds.matrix.search import OFTEN, STEPS, with_cuts
from opennight.lineup.bounds.matrix.soft import SOFT, rarely
from opennight.lineup.bounds.standing import Standing, Whole, standing
from opennight.lineup.problem import Plan, Problem

MOST = 5
"""Of so many of their topics, all partitions are looked at; the others may be at any time."""
BITS = 16
"""Parts of a point are counted in twice so many bits."""
NEVER = 10**6
"""What a way costs that cannot be, in points."""
FIRST = 2.0
"""What each who has enough counts for at first, in points of a mean wish."""
CLEAR = 2.0
"""Points by which rounding may raise the bound, and more."""


class Choosers:
    """People with equally many topics: n people with m of the K (n, m), of which `parted` count for who is
    where together. Each has a row of ways: a set of topics that they go to (2^m), and a partition (Q) in
    which no two of these are together. `enough` (n, 2^m): which sets are enough for them; `able`: which hold
    all that they run."""

    def __init__(self, its: Standing, who: Indexes, topics: Indexes, percent: int) -> None:
        self.topics, size = topics, topics.shape[1]
        self.inside = subsets(size).astype(np.int64)
        self.points: Whole = its.points[who[:, None], topics].astype(np.int64)
        runs = its.hosts[who[:, None], topics]
        best = np.sort(its.points[who], 1)[:, -its.slots :].sum(1, dtype=np.int64)
        self.enough = self.points @ self.inside.T >= -(-percent * best // 100)[:, None]
        self.able = ~(runs[:, None, :] & (self.inside == 0)).any(2)
        parted = min(size, MOST)
        every = list(partitions(parted, its.slots))
        pairs = list(itertools.combinations(range(parted), 2))
        both = [[any(part >> a & part >> b & 1 for part in one) for a, b in pairs] for one in every]
        self.both: Whole = np.array(both, np.int64).reshape(len(every), len(pairs))
        ways = [
            (chosen, at)
            for chosen in range(1 << size)
            if chosen.bit_count() <= its.slots
            for at, one in enumerate(every)
            if all((chosen & part).bit_count() < 2 for part in one)
        ]
        self.set, self.partition = np.array(ways).T
        self.by_partition = np.argsort(self.partition, kind="stable")
        ones = topics[:, [a for a, _b in pairs]] if pairs else topics[:, :0]
        others = topics[:, [b for _a, b in pairs]] if pairs else topics[:, :0]
        low, high = np.minimum(ones, others), np.maximum(ones, others)
        # The place of each pair among all pairs of topics, as np.triu_indices has them.
        self.pairs: Indexes = low * (2 * its.topics - low - 1) // 2 + high - low - 1
        self.prior = self.share = np.full((len(who), len(ways)), 1 / len(ways), np.float32)

    def sets(self, worth: Numbers, each: float, never: float) -> Numbers:
        """(n, 2^m): what each set is worth, with so much for `each` who has enough."""
        found: Numbers = np.where(self.able, worth @ self.inside.T + each * self.enough, -never)
        return found

    def ways(self, sets: Numbers, bonus: Numbers) -> Numbers:
        """(n, ways): what each way is worth, with a bonus (n, pairs) for each pair that is together."""
        found: Numbers = sets[:, self.set] + (bonus @ self.both.T)[:, self.partition]
        return found

    def soft(self, sets: Floats, bonus: Floats) -> tuple[float, Floats, Floats]:
        """What they get, smoothed; how often each goes to each set (n, 2^m) and has each partition (n, Q)."""
        value = self.ways(sets, bonus).astype(np.float32)
        top = value.max(1, keepdims=True)
        share = self.prior * np.exp((value - top) / SOFT)
        total = share.sum(1, keepdims=True)
        self.share = share = share / total
        gets = float(top.sum(dtype=np.float64) + SOFT * np.log(total).sum(dtype=np.float64))
        return (
            gets,
            summed(share, self.set, sets.shape[1]),
            summed(share[:, self.by_partition], self.partition[self.by_partition], len(self.both)),
        )

    def follow(self) -> None:
        self.prior = rarely(self.share)
        self.prior = self.prior / self.prior.sum(1, keepdims=True)


def summed(share: Floats, by: Indexes, many: int) -> Floats:
    """Sums of columns that belong together; `by` is in order."""
    first = np.flatnonzero(np.diff(by, prepend=-1))
    found = np.zeros((len(share), many))
    found[:, by[first]] = np.add.reduceat(share, first, 1)
    return found


class FloorDual(Dual):
    """The relaxation of what stands, where no more than `may` people have less than so many percent. The
    first multiplier is what is paid for each who has enough."""

    def __init__(self, its: Standing, percent: int, may: int) -> None:
        super().__init__(its)
        self.needed = int(its.points.any(1).sum()) - may
        by_size: dict[int, list[tuple[int, Indexes]]] = {}
        has = (its.points > 0) | its.hosts
        for who in np.flatnonzero(has.any(1)).tolist():
            own = np.flatnonzero(has[who])
            own = own[np.lexsort((-its.points[who, own], ~its.hosts[who, own]))]
            by_size.setdefault(len(own), []).append((who, own))
        self.people = []
        self.choosers = [
            Choosers(
                its, np.array([who for who, _own in those]), np.array([own for _who, own in those]), percent
            )
            for _size, those in sorted(by_size.items())
        ]
        self.parted = self.choosers  # type: ignore[assignment]  # their pairs and `follow` are all that is asked

    def nothing(self) -> Floats:
        return np.concatenate([[FIRST], super().nothing()])

    def split(self, x: Floats) -> Multipliers:
        return super().split(x[1:])

    def least(self, x: Floats) -> Floats:
        least = super().least(x)
        least[0] = 0
        return least

    def __call__(self, x: Floats) -> tuple[float, Floats]:
        slope = np.zeros_like(x)
        at, to, each = self.split(x), self.split(slope), float(x[0])
        value = self.seats(at, to) - each * self.needed
        slope[0] = -self.needed
        charge = np.zeros(len(self.one))
        for those, bonus, its in zip(self.choosers, at.bonus, to.bonus, strict=True):
            worth = those.points / self.unit - at.price[those.topics]
            gets, sets, parts = those.soft(those.sets(worth, each, NEVER), bonus)
            value += gets
            slope[0] += (sets * those.enough).sum()
            its += parts @ those.both
            to.price -= np.bincount(those.topics.ravel(), (sets @ those.inside).ravel(), len(to.price))
            charge += np.bincount(those.pairs.ravel(), bonus.ravel(), len(self.one))
        return value + self.matrix(at, charge, to), slope

    def roughly(self, x: Floats) -> float:
        its, at, each = self.its, self.split(x), float(x[0])
        charge, value = np.zeros(len(self.one)), -each * self.needed
        for those, bonus in zip(self.choosers, at.bonus, strict=True):
            worth = those.points / self.unit - at.price[those.topics]
            value += float(those.ways(those.sets(worth, each, NEVER), bonus).max(1).sum())
            charge += np.bincount(those.pairs.ravel(), bonus.ravel(), len(self.one))
        dear = np.where(its.suits, at.price[:, None] * its.seats - at.rent, -np.inf).max(1)
        more, worth = self.entries(at, charge)
        top = max(0.0, float(np.linalg.eigvalsh(worth)[-1]))
        value += float(dear.sum() + its.slots * at.rent @ its.many)
        return value + more + top * its.topics * (1 - 1 / its.slots)

    def proved(self, x: Floats) -> int:
        """In whole numbers: no line-up in which so few are below keeps more points than this."""
        its, fine = self.its, 1 << 2 * BITS
        x = x * min(1.0, LARGE / max(1.0, float(np.abs(x).max())))
        x = np.maximum(np.rint(x * (self.unit * fine)), self.least(x))
        at, each = self.split(x), int(x[0])
        price, rent, own, row, above, cut = (
            part.astype(np.int64) for part in (at.price, at.rent, at.own, at.row, at.above, at.cut)
        )
        total = its.income(price, rent) - each * self.needed
        charge = np.zeros(len(self.one), np.int64)
        for those, part in zip(self.choosers, at.bonus, strict=True):
            bonus = part.astype(np.int64)
            sets = those.sets(those.points * fine - price[those.topics], each, NEVER * fine)
            total += sum(those.ways(sets.astype(np.int64), bonus).max(1).tolist())
            np.add.at(charge, those.pairs, bonus)
        total += sum(own.tolist()) + its.width * sum(row.tolist())
        total -= sum((cut * least_squares(at.cuts.sum(1), its.slots)).tolist())
        # From here on all counts twice, so that halves of entries are whole.
        entries = np.zeros((its.topics, its.topics), np.int64)
        entries[self.one, self.other] = above - charge
        entries += entries.T - row[:, None] - row - 2 * np.diag(own) + 2 * (at.cuts.T * cut) @ at.cuts
        whole, squares = at_most(entries, self, BITS)
        return int((2 * total + whole) * its.slots - squares) // (2 * fine * its.slots)


def most_kept(
    problem: Problem, plan: Plan, percent: int, may: int, *, enough: int = 0, rounds: int = 60
) -> int:
    """No line-up of the topics of this plan in which no more than `may` people have less than so many percent
    of their ideal keeps more points than this. The search ends where that is less than `enough`."""
    its = standing(msgspec.structs.replace(problem, standing=plan.placements, sitting=()))
    dual = FloorDual(its, percent, may)
    best = x = dual.nothing()
    cuts, lowest = dual.cuts, dual.roughly(x)
    for turn in range(1, rounds + 1):
        x = descend(dual, x, dual.least(x), np.full(len(x), np.inf), STEPS)
        dual(x)
        if (found := dual.roughly(x)) < lowest:
            best, cuts, lowest = x, dual.cuts, found
        if lowest * dual.unit < enough - CLEAR:
            break
        dual.follow()
        if turn % OFTEN == 0:
            x = with_cuts(dual, x)
    dual.cut_by(cuts)
    return dual.proved(best)
