"""A floor for the worst-off: people who would keep little of their own ideal come before points.

First as few as possible keep less than half of their ideal; then as few as possible less than three fifths.
The penalties for being below grow as long as the points that this costs stay within bounds; so those come
first who are helped for the fewest. Where the second floor may be dear and is not reached, it goes on from
there with a wider bound.
"""

import numpy as np

from opennight.lineup.apart import Apart
from opennight.lineup.chains import Values
from opennight.lineup.groups import slots_of
from opennight.lineup.seat import seat
from opennight.lineup.shape import Cell, Ints, Shape
from opennight.lineup.share import Penalty, Shares, Worth, reaching
from opennight.lineup.sway import HALF, PATIENCE, Sway

GENTLE: tuple[tuple[Penalty, ...], ...] = ((Penalty(50, more=100, once=30),), (HALF,))
TURNS: tuple[tuple[Penalty, ...], ...] = (
    (HALF,),
    (HALF,),
    *((HALF, Penalty(60, more, once)) for more, once in ((10, 5), (30, 10), (60, 20), (200, 60))),
)
"""One after another, with ever higher penalties. Between the two rows topics move for many people at once;
then for one after another."""
Costs = dict[int, int]
COSTS: dict[str, Costs] = {"cheap": {50: 100, 60: 50}, "dear": {50: 100, 60: 100}}
"""By floor: what it may cost in all that fewer are below so many per cent, in ten-thousandths of the points;
or one wish."""

HOPELESS = 7
"""Topics no longer move for many people at once where that costs so many halves of what it may."""


def lift(
    shape: Shape, cells: dict[int, Cell], seated: Ints, prices: Values | None
) -> tuple[dict[int, Cell], Ints]:
    """The slot and the room of each pitch, and another seating (S, N), in which the worst-off have more.

    `seated` is the seating for the most points, `prices` (P,) guess what a seat costs in points.
    """
    dear = np.zeros(shape.pitches, np.int64) if prices is None else prices
    plain = best = Shares(shape, cells, seated, dear)
    now, cheap = plain.copy(), COSTS["cheap"]
    for penalties in GENTLE:
        now.settle(Worth(now.ideal, penalties))
        best = better(best, now, plain, cheap)
    best = within(cheap, plain, best)
    if shape.problem.floor == "dear" and not enough(best):
        best = within(COSTS["dear"], plain, best)
    return best.cells, best.seated()


def within(costs: Costs, plain: Shares, best: Shares) -> Shares:
    """The best line-up that is found from the best so far, and costs no more than that."""
    best, worked = sway(costs, plain, best)
    now = best.copy()
    apart = Apart(now, worked)
    for penalties in TURNS:
        percent, worth = penalties[-1].percent, Worth(now.ideal, penalties)
        least = min(best.kept(), plain.kept() - cost(plain, percent, costs))
        now.settle(worth)
        if now.kept() < least:
            break
        if apart.run(worth, percent, least):
            now.settle(worth)
        best = better(best, now, plain, costs)
    return best


def enough(shares: Shares) -> bool:
    """Whether no more than a hundredth is below three fifths."""
    nothing, half, lower, _kept = rank(shares)
    return not nothing and not half and lower <= int(np.count_nonzero(shares.ideal)) // 100


def sway(costs: Costs, plain: Shares, best: Shares) -> tuple[Shares, int]:
    """The best line-up that is found while topics move for many people at once, until that is enough, or far
    too dear; and how long it took, as it is counted."""
    if enough(best):
        return best, 0
    bound = cost(plain, 60, costs)
    swaying, since = Sway(best.copy(), plain.kept() - bound), 0
    for found in swaying.turns():
        before, best = best, better(best, found, plain, costs)
        since = since + 1 if best is before else 0
        if enough(best) or found.kept() < plain.kept() - HOPELESS * bound // 2:
            break
        if since == PATIENCE:
            swaying.back_to(best.copy())
            since = 0
    return best, swaying.worked


def better(best: Shares, found: Shares, plain: Shares, costs: Costs) -> Shares:
    """The best so far, or a copy of what was found, if that is better and costs no more than it may."""
    if rank(found) >= rank(best) or not possible(found, plain):
        return best
    percent = 50 if rank(found)[:2] < rank(best)[:2] else 60
    least = plain.kept() - cost(plain, percent, costs)
    return found.copy() if found.kept() >= min(best.kept(), least) else best


def cost(plain: Shares, percent: int, costs: Costs) -> int:
    """How many points the floor of so many per cent may cost."""
    return most(plain.shape, plain.kept(), costs[percent])


def most(shape: Shape, kept: int, part: int) -> int:
    """So many ten-thousandths of these points, or one wish."""
    return max(kept * part // 10_000, int(shape.points.max(initial=0)))


def pays(shape: Shape, cells: dict[int, Cell], plain: Ints, lifted: Ints) -> bool:
    """Whether a floor is worth its cost where topics meet twice; `plain` and `lifted` (N,) are the points
    that people have without it and with it."""
    ideal = shape.ideal(np.array(list(cells), np.intp))
    nothing, nothing_then = (int(((got == 0) & (ideal > 0)).sum()) for got in (plain, lifted))
    lost = int(plain.sum()) - int(lifted.sum())
    if nothing_then != nothing:
        return nothing_then < nothing
    for percent, part in COSTS[shape.problem.floor].items():
        below, below_then = (int((got < reaching(ideal, percent)).sum()) for got in (plain, lifted))
        if below_then != below:
            return below_then < below and lost <= most(shape, int(plain.sum()), part)
    return lost <= 0


def rank(shares: Shares) -> tuple[int, int, int, int]:
    """The lower, the better."""
    below = [int(shares.below(percent).sum()) for percent in COSTS["cheap"]]
    return shares.nothing(), below[0], below[1], -shares.kept()


def possible(shares: Shares, plain: Shares) -> bool:
    """Whether nobody has nothing who need not, in this placement or in the plain one."""
    nothing = shares.nothing()
    if not nothing or shares.cells == plain.cells:
        return nothing <= plain.nothing()
    seated = seat(shares.shape, slots_of(shares.shape, shares.cells))
    least = int(((shares.ideal > 0) & ~(shares.shape.at(seated) > 0).any(0)).sum())
    return nothing <= least
