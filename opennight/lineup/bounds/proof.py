"""The bound that prices prove, in whole numbers: it does not matter how they were found, and no rounding can
make it false.

A line-up is worth what each of its slots gives above the price of its topics and seats, and these prices. A
slot gives no more than the best content; topics cost what they cost, wherever they are; and seats bring in
what all of those in the rooms that are dearest for each topic, above their rent, would.
"""

from dataclasses import dataclass

import numpy as np

from opennight.lineup.bounds.pieces import Floats, asked, pieces
from opennight.lineup.bounds.prices import Prices
from opennight.lineup.bounds.standing import Standing, Whole
from opennight.lineup.bounds.tree import Exact, Tree
from opennight.lineup.shape import Bools

BITS = 6
"""A point has two to the power of so many parts at least; where single precision cannot hold the sums of
these, double precision does."""
MOST = 16
"""In double precision it has this many."""


@dataclass(frozen=True)
class Proof:
    """No placement and seating keeps more than `most` points. At these prices, these `contents` (n, K) give
    much; so many `nodes` were looked at."""

    most: int
    contents: Bools
    nodes: int


def proved(its: Standing, prices: Prices, kept: int, nodes: int) -> Proof:
    """What these prices prove. So many nodes are looked at, or fewer if that is shown to be no more than
    `kept`, or as low as it gets."""
    bits, exact = grain(its, prices)
    fine = 2.0**bits
    topic, seat, rent = whole(prices.topic, fine), whole(prices.seat, fine), whole(prices.rent, fine)
    seat, rent = np.maximum(seat, 0), np.maximum(rent, 0)
    outside = sum(topic.tolist()) + its.income(seat, rent)
    values, extra = asked(np.ceil(its.points * fine), its.hosts, seat.astype(np.float64))
    tree = Tree(pieces(values), topic + extra, its.width, its.apart, its.full, exact)
    most = tree.most((shifted(kept + 1, bits) - 1 - outside) // its.slots, nodes)
    points = shifted(outside + its.slots * int(most), -bits)
    return Proof(points, tree.found, tree.count)


def grain(its: Standing, prices: Prices) -> tuple[int, Exact]:
    """A point has two to the power of this many parts, and these numbers hold all sums of them exactly."""
    wishes = ((its.points > 0) | its.hosts).sum(1)
    dearest = its.points.max(1, initial=0) + float(np.abs(prices.seat).max(initial=0))
    largest = int(2 * ((wishes * dearest).sum() + np.abs(prices.topic).sum())) + 1
    bits = 22 - largest.bit_length()
    if bits >= BITS:
        return bits, np.float32
    return min(MOST, 51 - largest.bit_length()), np.float64


def shifted(number: int, bits: int) -> int:
    """So many times two, rounded down."""
    return number << bits if bits >= 0 else number >> -bits


def whole(numbers: Floats, fine: float) -> Whole:
    return np.rint(numbers * fine).astype(np.int64)
