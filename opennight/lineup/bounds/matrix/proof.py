"""The bound that multipliers prove, in whole numbers: it does not matter how they were found, and no rounding
can make it false."""

import numpy as np

from opennight.lineup.bounds.matrix.cuts import Floats, least_squares
from opennight.lineup.bounds.matrix.dual import Dual
from opennight.lineup.bounds.standing import Whole

BITS, FEWER, MANY = 16, 8, 1 << 10
"""Parts of a point are counted in twice so many bits; in fewer if somebody gives a topic many points."""
LARGE = 1 << 12
"""No multiplier has to be above this many mean wishes, and none that is overflows. They run away where no
line-up keeps to the rules, since then there is no least bound."""


def proved(dual: Dual, x: Floats) -> int:
    """No placement and seating keeps more than so many points."""
    its = dual.its
    bits = BITS if its.points.max(initial=0) < MANY else FEWER
    fine = 1 << 2 * bits
    x = x * min(1.0, LARGE / max(1.0, float(np.abs(x).max(initial=0))))
    at = dual.split(np.maximum(np.rint(x * (dual.unit * fine)), dual.least(x)))
    price, rent, own, row, above, cut = (
        part.astype(np.int64) for part in (at.price, at.rent, at.own, at.row, at.above, at.cut)
    )
    total = its.income(price, rent)
    charge = np.zeros(len(dual.one), np.int64)
    seat, sets = np.append(price, 0), [np.zeros(0, np.int64)]
    for soft in dual.people:
        people = soft.people
        base, more = people.sets(
            people.worth * fine - seat[people.topics], people.spare * fine - seat[people.rest]
        )
        total += its.slots * int(base.sum())
        sets.append(more.ravel())
    own_sets = np.concatenate(sets)
    for those, part in zip(dual.parted, at.bonus, strict=True):
        bonus = part.astype(np.int64)
        total += sum(those.parted.most(own_sets, bonus).tolist())
        np.add.at(charge, those.pairs, bonus)
    total += sum(own.tolist()) + its.width * sum(row.tolist())
    total -= sum((cut * least_squares(at.cuts.sum(1), its.slots)).tolist())
    # From here on all counts twice, so that halves of entries are whole.
    entries = np.zeros((its.topics, its.topics), np.int64)
    entries[dual.one, dual.other] = above - charge
    entries += entries.T - row[:, None] - row - 2 * np.diag(own) + 2 * (at.cuts.T * cut) @ at.cuts
    whole, squares = at_most(entries, dual, bits)
    return int((2 * total + whole) * its.slots - squares) // (2 * fine * its.slots)


def at_most(entries: Whole, dual: Dual, bits: int) -> tuple[int, int]:
    """(whole, squares): no X makes more of these entries than whole − squares ÷ slots.

    Let L be any whole numbers. X·LLᵀ is at least (1·L)² ÷ slots, since each column's sum is shared out among
    the slots. What entries + LLᵀ has left counts on the diagonal, where X is 1, and elsewhere where it is
    above 0. So L is taken such that little is left.
    """
    its = dual.its
    if not entries.any():
        return 0, 0
    level, turn = np.linalg.eigh(-entries / (1 << 2 * bits))
    level += max(0.0, -float(level.min(initial=0)))
    root = np.rint(turn * np.sqrt(np.maximum(level, 0)) * (1 << bits)).astype(np.int64)
    left = entries + root @ root.T
    aside = np.where(its.apart, 0, np.maximum(left, 0))
    np.fill_diagonal(aside, left.diagonal())
    return sum(aside.ravel().tolist()), sum(column**2 for column in root.sum(0).tolist())
