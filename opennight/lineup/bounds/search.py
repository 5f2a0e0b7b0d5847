"""The search for prices that prove a low bound, in a number of steps that follows from the sizes."""

import numpy as np

from opennight.lineup.bounds.matrix.search import bound as by_pairs
from opennight.lineup.bounds.prices import Pricing
from opennight.lineup.bounds.proof import proved
from opennight.lineup.bounds.standing import standing
from opennight.lineup.problem import Problem

WORK = 4_000_000
"""About how long it may take, in millionths of a second; it is counted, not timed."""
SHARE = 0.4
"""So much of it is for the prices, and the rest for the proof."""
ROUNDS = 80
"""More of them gain next to nothing."""
SHARES = 0.6, 0.3, 0.1
"""The rounds are shared out; after each of these parts there is a proof, whose best contents the next begins
with. The first proof has an eighth of the nodes."""
LARGE = 150_000
"""Where wishes times topics are more than this, the bound by pairs is the lower one in the same time."""
MOST = 250
"""Of more topics than these it says no more than the ideal, in which nothing clashes."""
CLEAR = 0.99
"""Points are whole: so a bound that is less than a point above is enough."""


def bound(problem: Problem, kept: int = 0) -> int:
    """No placement and seating of the topics that stand keeps more points than this, as far as people are
    free to sit where they like best. What is pinned may move. The search ends where nothing keeps more
    than `kept`: then that is the best there is."""
    its = standing(problem)
    if not its.topics:
        return 0
    ideal = int(np.sort(its.points, 1)[:, -its.slots :].sum())
    if its.topics > MOST:
        return ideal
    size = its.topics * int((its.points > 0).sum())
    if size > LARGE:
        return min(ideal, by_pairs(its, kept))
    chosen = sorted({pitch for pitch, _slot, _room in problem.standing})
    slots = np.zeros((its.slots, its.topics), np.bool_)
    for pitch, slot, _room in problem.standing:
        slots[slot, chosen.index(pitch)] = True
    rounds, nodes = work(size)
    pricing, best = Pricing(its, slots), ideal
    for turn, share in enumerate(SHARES):
        prices = pricing.search(int(share * rounds), kept + CLEAR)
        proof = proved(its, prices, kept, nodes if turn else nodes // 8)
        best, pricing.hints, nodes = min(best, proof.most), proof.contents, nodes - proof.nodes
        if best <= kept or nodes <= 0:
            break
    return best


def work(size: int) -> tuple[int, int]:
    """So many rounds for the prices, and nodes of the tree, are there time for."""
    round_, node = 10_000 + size // 9, 20 + size // 4_000
    rounds = min(ROUNDS, int(SHARE * WORK / round_))
    return rounds, int((WORK - rounds * round_) / node)
