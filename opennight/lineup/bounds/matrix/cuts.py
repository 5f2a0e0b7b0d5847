"""Which topics can be at the same time: what holds of every way to put them into slots, as inequalities.

X (K, K) says which are: 1 where two topics share a slot, also on the diagonal, else 0. For any whole numbers
b (K,), slot s holds n(s) of them, and all of them are n = b·1. So b·X·b, which is the sum of all n(s)²,
is at least the least sum of squares of `slots` whole numbers that add up to n. These are the hypermetric
inequalities; with b = (1, 1, −1) it is the triangle inequality, with `slots` + 1 ones that of a clique.
"""

import numpy as np
from numpy.typing import NDArray

from opennight.lineup.bounds.standing import Whole

Floats = NDArray[np.float64]

FRESH = 300
"""How many new ones are added at a time."""
STARTS = 2_000
"""So many pairs that are hardly ever together, and as many that often are, are begun with."""
LONG = 9
"""How many topics are added to or taken from one while looking for it, after its first two."""
HOPEFUL = 1_000
"""So many searches go on after the first of these changes."""
BROKEN = 0.03
"""What is broken by less is not worth adding."""


def least_squares(total: Whole, slots: int) -> Whole:
    """The least sum of squares of so many whole numbers with these sums."""
    rest = total % slots
    even = (total - rest) // slots
    found: Whole = (slots - rest) * even**2 + rest * (even + 1) ** 2
    return found


def broken(inner: Floats, slots: int, known: set[bytes]) -> Whole:
    """(m, K): inequalities that do not hold of X = `inner` + 1/slots, the most broken first.

    Each search begins with one topic, or with two, and then changes by the topic that breaks the inequality
    most.
    """
    topics = len(inner)
    unit = np.eye(topics)
    one, other = np.triu_indices(topics, 1)
    order = np.argsort(inner[one, other], kind="stable")
    rare, often = order[:STARTS], order[-STARTS:]
    pairs = unit[one[rare]] + unit[other[rare]], unit[one[often]] - unit[other[often]]
    b = np.concatenate([unit, *pairs])
    row, own = np.arange(len(b)), inner.diagonal()
    ahead = b @ inner
    square, total, used = (ahead * b).sum(1), b.sum(1).astype(np.int64), b != 0
    gaps, found = [], []
    for _change in range(LONG):
        sides = []
        for way in (1, -1):
            # X = inner + 1/slots: what b·X·b has to be above n²/slots is all there is to see.
            rest = (total + way) % slots
            gap = (rest * (slots - rest) / slots - square)[:, None] - 2 * way * ahead - own
            gap[used] = -np.inf
            sides.append(gap)
        both = np.concatenate(sides, 1)
        at = both.argmax(1)
        gap = both[row, at]
        sign, at = np.where(at < topics, 1, -1), at % topics
        square = square + 2 * sign * ahead[row, at] + own[at]
        ahead += sign[:, None] * inner[at]
        b[row, at] += sign
        total += sign
        used[row, at] = True
        bad = np.flatnonzero(gap > BROKEN)
        gaps.append(gap[bad])
        found.append(b[bad])
        if len(b) > HOPEFUL:
            on = np.argsort(-gap, kind="stable")[:HOPEFUL]
            b, ahead, square, total, used = b[on], ahead[on], square[on], total[on], used[on]
            row = row[:HOPEFUL]
    return fresh(np.concatenate(gaps), np.concatenate(found).astype(np.int64), known)


def fresh(gaps: Floats, found: Whole, known: set[bytes]) -> Whole:
    """Those that are not known yet, each once; b and −b are the same. They are known from now on."""
    new = []
    for at in np.argsort(-gaps, kind="stable").tolist():
        b = found[at] * found[at][found[at] != 0][0]
        if (name := b.astype(np.int8).tobytes()) not in known:
            known.add(name)
            new.append(b)
        if len(new) == FRESH:
            break
    return np.array(new, np.int64).reshape(-1, found.shape[1])
