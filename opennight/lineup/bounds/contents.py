"""Contents of a slot that give much above what their topics cost: a tabu search from many at once.

Only a guide for the prices; the proof does not depend on it.
"""

import numpy as np

from opennight.lineup.bounds.pieces import Floats, Pieces, Single
from opennight.lineup.shape import Bools

SHORTEST, LONGER = 4, 7
"""A topic that was moved stays for so many steps at least, and for fewer than `LONGER` more, by content."""
BEST, OTHERS, LOTS = 32, 16, 16
"""So many searches begin with the best that are known, with others of them, and by lot."""
MOVES = 30
"""Moves in each."""
NEVER = -1e9


class Contents:
    """Of `width` topics, or of fewer unless all slots are `full`; no two of them `apart`."""

    def __init__(self, width: int, apart: Bools, full: bool) -> None:
        self.width, self.full = min(width, len(apart)), full
        self.apart = apart.astype(np.float32)
        self.rng = np.random.default_rng(1)

    def starts(self, known: Bools, hints: Bools) -> Bools:
        """Some of those that are known (n, K), the first of which are the best, some by lot, and `hints`."""
        rng = self.rng
        some = known[rng.permutation(len(known))[:OTHERS]]
        lot = rng.random((LOTS, known.shape[1])).argsort(1).argsort(1) < self.width
        others = np.concatenate([lot, hints])
        others &= others @ self.apart == 0
        return np.concatenate([known[:BEST], some, others])

    def better(self, of: Pieces, cost: Floats, start: Bools) -> tuple[Bools, Floats]:
        """The best that is found from each of these contents (n, K) and what it gives."""
        sets, many = of.sets.astype(np.float32), len(start)
        by_topic = np.ascontiguousarray(sets.T)
        worth, price = of.worth.astype(np.float32)[:, None], cost.astype(np.float32)[:, None]
        inside, row = np.ascontiguousarray(start.T), np.arange(many)
        there = sets @ inside.astype(np.float32)
        value = (worth * (there > 0)).sum(0) - (price * inside).sum(0)
        size = inside.sum(0)
        best: Single = np.where(size == self.width if self.full else size <= self.width, value, NEVER)
        found = inside.copy()
        until = np.zeros(inside.shape, np.intp)
        stay = SHORTEST + row % LONGER
        for step in range(1, MOVES + 1):
            gain = by_topic @ (worth * (there == 0)) - price
            loss = by_topic @ (worth * (there == 1)) - price
            shut = (size >= self.width) | (self.apart @ inside > 0)
            change = np.where(inside, -loss, np.where(shut, NEVER, gain))
            if self.full:
                change = np.where(inside & (size < self.width), NEVER, change)
            change = np.where((until > step) & (value + change <= best), 2 * NEVER, change)
            topic = change.argmax(0)
            way = np.where(inside[topic, row], -1, 1)
            value = value + change[topic, row]
            there += by_topic[topic].T * way
            inside[topic, row] ^= True
            size += way
            until[topic, row] = step + stay
            up = (value > best) & ((size == self.width) if self.full else (size <= self.width))
            best = np.where(up, value, best)
            found[:, up] = inside[:, up]
        return found.T, best.astype(np.float64)
