"""A rough and quick search for a placement: what is lost is added up by pairs of pitches that run together.

Of two wishes in a slot, somebody loses the lesser one. Of three, pairs count the least twice; but whoever has
few wishes rarely has three in one slot. In return, a step takes a tenth of the time that it takes on the
board: it changes two rows of numbers. So this goes a long way, and the exact search ends it. It is an
iterated tabu search: where it is stuck, some pitches of the best placement are thrown about.

Free places are pitches that nobody wishes for, so that every step is a swap.
"""

from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray

from opennight.lineup.board import Board, Indexes, Whole

PATIENCE = 300, 600
"""Pitches are thrown about after so many steps without a better placement: a quarter of all, within these."""
THROWN = 40
"""How many swaps are thrown: that takes as long as half as many steps."""
LEAST, SPREAD = 8, 24
"""For how many steps a pitch may not go back: at least, and less than how many more (by lot)."""
Numbers = NDArray[Any]
"""Whole numbers, of 32 bits where these are enough: they are twice as fast."""


class Pairs:
    """The K pitches of a board and the free places after them, M in all, each in a slot (`slot`, (M,)).

    `lost` (M, M) is what is lost where two share a slot. `gain` (S, M) is what a pitch adds to a slot, less a
    `bar`, which is more than any step gains, for each thing that forbids it: that it is there, that it cannot
    run then, that it may not go back yet, and each pitch there with the same pitcher.
    """

    def __init__(self, board: Board, seed: int) -> None:
        self.board = board
        self.chance = Random(seed)
        self.slot = with_free(board, board.slot)
        self.size = len(self.slot)
        self.each = np.arange(self.size)
        self.left = self.patience = 0

    def run(self, slot: Indexes, steps: int) -> Indexes:
        """The slots (K,) of the best placement found from this one (K,), at what wishes are worth now."""
        self.left = steps
        self.patience = min(max(steps // 4, PATIENCE[0]), PATIENCE[1])
        self.weigh(slot)
        self.begin(with_free(self.board, slot))
        lost, best = self.climb()
        while self.left > 0 and lost:
            self.begin(best)
            self.throw()
            found, slot = self.climb()
            if found <= lost:
                lost, best = found, slot
        return best[: self.board.size]

    def weigh(self, slot: Indexes) -> None:
        """Count what pairs lose."""
        board, free = self.board, self.size - self.board.size
        pairs = shared(board)
        most = int(pairs.sum(0).max(initial=0))
        self.bar = 4 * most + 4
        clash = board.clash & ~(board.pinned[:, None] & board.pinned)  # what is pinned together stays so
        barred = int(clash.sum(0).max(initial=0)) + 6
        kind = np.int32 if 2 * (self.bar * barred + 3 * most) < 2**31 else np.int64
        self.lost: Numbers = np.pad(pairs + self.bar * clash, (0, free)).astype(kind)
        self.lost_there: Numbers = self.lost + self.bar * np.eye(self.size, dtype=kind)
        self.there = list(self.lost_there)  # to look a row up in a list is quicker
        self.lost[board.size :, board.size :] = -self.bar  # free places need not swap
        may = board.shape.times[board.chosen] & ~board.pinned[:, None]
        may[np.arange(board.size), slot] = True
        self.barred: Numbers = np.pad(np.where(may, 0, self.bar).T, ((0, 0), (0, free))).astype(kind)

    def begin(self, slot: Indexes) -> None:
        """Go to this placement (M,), and forget what may not go back."""
        self.slot = slot.copy()
        there = (slot == np.arange(self.board.shape.slots)[:, None]).astype(self.lost.dtype)
        self.gain: Numbers = np.ascontiguousarray(-(there @ self.lost_there) - self.barred)
        self.flat, self.rows = self.gain.reshape(-1), list(self.gain)
        self.cell = self.slot * self.size + self.each
        self.value = -int((self.flat[self.cell] + self.bar).sum()) // 2

    def swap(self, one: int, other: int) -> None:
        """Two pitches change places."""
        slot, cell = self.slot, self.cell
        change = self.there[one] - self.there[other]
        here, to = int(slot[one]), int(slot[other])
        row, row_to = self.rows[here], self.rows[to]
        row += change
        row_to -= change
        slot[one], slot[other] = to, here
        cell[one], cell[other] = to * self.size + one, here * self.size + other

    def throw(self) -> None:
        """Swap pitches by lot, as far as they may."""
        lots = self.chance.randrange
        for _swap in range(THROWN):
            one, other = lots(self.board.size), lots(self.size)
            here, to = self.slot[one], self.slot[other]
            enters = int(self.gain[to, one]) + int(self.gain[here, other])
            leaves = int(self.gain[here, one]) + int(self.gain[to, other]) + 2 * self.bar
            gain = enters - leaves + 2 * int(self.lost[one, other])
            if gain > -self.bar // 2:
                self.swap(one, other)
                self.value -= gain
        self.left -= THROWN // 2

    def climb(self) -> tuple[int, Indexes]:
        """Steps until none of the last ones led to a better placement. What the best loses, and its slots.

        The bars on going back stay: `begin` comes next.
        """
        chance, gain, lost, bar = self.chance.random, self.gain, self.lost, self.bar
        half, swaps, alone = np.empty_like(lost), np.empty_like(lost), np.empty_like(gain)
        turned, steps = half.T, swaps.reshape(-1)
        ends: list[list[tuple[int, int]]] = [[] for _step in range(LEAST + SPREAD)]
        best, found, patience = self.value, self.slot.copy(), self.patience
        now = 0
        while self.left > 0 and patience:
            for slot, pitch in ends[now]:
                gain[slot, pitch] += bar
            ends[now].clear()
            np.subtract(gain, self.flat.take(self.cell), out=alone)  # a bar too high: each is where it is
            alone.take(self.slot, 0, out=half, mode="clip")  # by whose slot is entered
            np.add(half, lost, out=half)
            np.add(half, turned, out=swaps)
            swap = int(steps.argmax())
            gained = int(steps[swap]) - 2 * bar
            if gained > -bar // 2:
                one, other = divmod(swap, self.size)
                for pitch in (one, other):
                    until = (now + LEAST + int(chance() * SPREAD)) % len(ends)
                    here = int(self.slot[pitch])
                    ends[until].append((here, pitch))
                    gain[here, pitch] -= bar
                self.swap(one, other)
                self.value -= gained
            now = (now + 1) % len(ends)
            self.left -= 1
            patience -= 1
            if self.value < best:
                best, found, patience = self.value, self.slot.copy(), self.patience
        return best, found


def with_free(board: Board, slot: Indexes) -> Indexes:
    """These slots (K,) of the pitches, and those of as many free places as pitches may go to."""
    many = board.shape.slots
    pins = [at for at, _room in board.shape.pins.values()]
    others = np.bincount(pins, minlength=many) - np.bincount(slot[board.pinned], minlength=many)
    free = np.minimum(board.even, board.shape.rooms - others) - np.bincount(slot, minlength=many)
    return np.concatenate([slot, np.repeat(np.arange(many), np.maximum(free, 0))])


def shared(board: Board) -> Whole:
    """(K, K): what is lost where two pitches share a slot: the lesser wish of whoever wishes for both."""
    lost = np.zeros(board.size**2, np.int64)
    one = np.arange(len(board.person))
    for away in range(1, int(board.many.max(initial=0))):
        one = one[one + away < len(board.person)]
        one = one[board.person[one] == board.person[one + away]]
        other = one + away
        least = np.minimum(board.worth[one], board.worth[other])
        lost += np.bincount(board.pitch[one] * board.size + board.pitch[other], least, len(lost)).astype(
            np.int64
        )
    square = lost.reshape(board.size, board.size)
    both: Whole = square + square.T
    return both
