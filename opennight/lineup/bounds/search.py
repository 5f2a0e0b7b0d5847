"""The search for prices that prove a low bound, in a number of steps that follows from the sizes."""

import numpy as np

from opennight.lineup.bounds.matrix.search import bound as by_pairs
from opennight.lineup.bounds.prices import Pricing
from opennight.lineup.bounds.proof import proved
from opennight.lineup.bounds.standing import CLEAR, Standing, standing
from opennight.lineup.problem import Problem
from opennight.lineup.shape import Bools

WORK = 4_000_000
"""About how long it may take, in millionths of a second; it is counted, not timed."""
SHARE = 0.4
"""So much of it is for the prices, and the rest for the proof."""
ROUNDS = 80
"""More of them gain next to nothing."""
SHARES = 0.6, 0.3, 0.1
"""The rounds are shared out; after each of these parts there is a proof, whose best contents the next begins
with. The first proof has an eighth of the nodes."""
LARGE, TIGHT = 400_000, 190_000
"""Where wishes times topics are more than this, the bound by pairs is the lower one in the same time; where
rooms are tight, it soon is."""
ROOMY = 1.2
"""Rooms that together have fewer seats than so many times the people are tight."""
MOST = 250
"""Of more topics than these it says no more than the ideal, in which nothing clashes."""


def bound(problem: Problem, kept: int = 0) -> int:
    """No placement and seating of the topics that stand keeps more points than this, as far as people are
    free to sit where they like best. What is pinned may move. The search ends where nothing keeps more
    than `kept`: then that is the best there is."""
    its = standing(problem)
    if not its.topics:
        return 0
    best = int(np.sort(its.points, 1)[:, -its.slots :].sum())
    if its.topics > MOST:
        return best
    size = its.topics * int((its.points > 0).sum())
    tight = its.seats @ its.many < ROOMY * len(its.points)
    if size > (TIGHT if tight else LARGE):
        return min(best, by_pairs(its, kept))
    return min(best, by_contents(its, there(problem), kept, size))


def there(problem: Problem) -> Bools:
    """(S, K): which topics each slot holds now."""
    chosen = sorted({pitch for pitch, _slot, _room in problem.standing})
    slots = np.zeros((problem.slots, len(chosen)), np.bool_)
    for pitch, slot, _room in problem.standing:
        slots[slot, chosen.index(pitch)] = True
    return slots


def by_contents(its: Standing, slots: Bools, kept: int, size: int) -> int:
    """No placement and seating keeps more points than this; the search begins with these `slots` (S, K)."""
    rounds, nodes = work(size)
    pricing = Pricing(its, slots)
    found = []
    for turn, share in enumerate(SHARES):
        prices = pricing.search(int(share * rounds), kept + CLEAR)
        proof = proved(its, prices, kept, nodes if turn else nodes // 8)
        found.append(proof.most)
        pricing.hints, nodes = proof.contents, nodes - proof.nodes
        if min(found) <= kept or nodes <= 0:
            break
    return min(found)


def work(size: int) -> tuple[int, int]:
    """So many rounds for the prices, and nodes of the tree, are there time for."""
    round_, node = 10_000 + size // 9, 20 + size // 4_000
    rounds = min(ROUNDS, int(SHARE * WORK / round_))
    return rounds, int((WORK - rounds * round_) / node)
