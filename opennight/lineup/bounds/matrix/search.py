"""The search for multipliers that prove a low bound, in a number of steps that follows from the sizes."""

import numpy as np

from opennight.lineup.bounds.descent import descend
from opennight.lineup.bounds.matrix.cuts import Floats, broken
from opennight.lineup.bounds.matrix.dual import Dual
from opennight.lineup.bounds.matrix.proof import proved
from opennight.lineup.bounds.standing import CLEAR, Standing

WORK = 5_000_000
"""About how long the search may take, in millionths of a second; it is counted, not timed."""
FEWEST, ROUNDS = 20, 60
"""Fewer than these hardly begin, so up to thrice the work is done for them; more gain next to nothing."""
STEPS = 25
"""Steps in a round; then the maxima are pulled to where they are now."""
PATIENCE, GAIN = 8, 3e-4
"""After so many rounds that gain less than that for each topic, in points of a mean wish, it gives up."""
OFTEN = 3
"""In every so many rounds, inequalities are added."""


def bound(its: Standing, kept: int) -> int:
    """No placement and seating keeps more points than this. The search ends where nothing keeps more than
    `kept`."""
    dual = Dual(its)
    best = x = dual.nothing()
    cuts, lowest, ago = dual.cuts, dual.roughly(x), 0
    for turn in range(1, rounds(its, dual) + 1):
        x = descend(dual, x, dual.least(x), np.full(len(x), np.inf), STEPS)
        dual(x)
        found = dual.roughly(x)
        ago = ago + 1 if found > lowest - its.topics * GAIN else 0
        if found < lowest:
            best, cuts, lowest = x, dual.cuts, found
        if ago == PATIENCE or lowest * dual.unit < kept + CLEAR:
            break
        dual.follow()
        if turn % OFTEN == 0:
            x = with_cuts(dual, x)
    dual.cut_by(cuts)
    return proved(dual, best)


def rounds(its: Standing, dual: Dual) -> int:
    """As many rounds as there is time for."""
    shares = sum(one.prior.size for one in dual.parted) + dual.scarce * sum(
        one.people.open.size for one in dual.people
    )
    step = 200 + its.topics**3 // 600 + its.topics**2 // 4 + shares // 30
    many = WORK // (STEPS * step)
    return max(1, min(FEWEST, 3 * many), min(ROUNDS, many))


def with_cuts(dual: Dual, x: Floats) -> Floats:
    """The multipliers, with new inequalities in the dual for those that no longer matter."""
    cut = dual.split(x).cut
    kept = cut > 0
    known = {b.astype(np.int8).tobytes() for b in dual.cuts[kept]}
    new = broken(dual.here, dual.its.slots, known)
    dual.cut_by(np.concatenate([dual.cuts[kept], new]))
    return np.concatenate([x[: len(x) - len(cut)], cut[kept], np.zeros(len(new))])
