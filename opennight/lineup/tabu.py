"""A tabu search (Glover 1986) for the placement that loses the fewest wishes to clashes.

It always takes the best step there is, even one that loses, and for a while the pitches may not go back.
"""

from random import Random

import numpy as np
from numpy.typing import NDArray

from opennight.lineup.board import NEVER, Board, Whole

Step = tuple[tuple[int, int], ...]


class Search:
    """The search itself. `seed` decides how long steps are barred, and so its path."""

    def __init__(self, board: Board, seed: int) -> None:
        self.board = board
        self.chance = Random(seed)
        self.until: Whole = np.zeros((board.shape.slots, board.size), np.int64)
        self.now = 0
        self.begin()

    def begin(self) -> None:
        """Forget what was found, and begin where the board is; what is barred stays so."""
        self.value = self.found = self.board.value()
        self.most = self.board.most()
        self.slot = self.board.slot.copy()

    def step(self, now: int) -> Step | None:
        """The best step allowed now, if any. One that leads to the best line-up so far is always allowed."""
        board = self.board
        hopeless = self.found - self.value
        moves, swaps = board.moves(), board.swaps()
        if max(moves.max(), swaps.max()) <= hopeless:
            slots, barred = (self.until > now).nonzero()
            moves[slots, barred] = NEVER
            which, there = (board.slot == slots[:, None]).nonzero()
            swaps[barred[which], there] = swaps[there, barred[which]] = NEVER
        for _try in range(20):
            move, swap = int(moves.argmax()), int(swaps.argmax())
            if max(moves.flat[move], swaps.flat[swap]) <= NEVER:
                return None
            if moves.flat[move] >= swaps.flat[swap]:
                slot, pitch = divmod(move, board.size)
                step: Step = ((pitch, slot),)
                if board.possible(*step):
                    return step
                moves.flat[move] = NEVER
            else:
                one, other = divmod(swap, board.size)
                step = ((one, int(board.slot[other])), (other, int(board.slot[one])))
                if board.possible(*step):
                    return step
                swaps[one, other] = swaps[other, one] = NEVER
        return None

    def run(self, steps: int) -> NDArray[np.intp]:
        """The slots (K,) of the best placement found so far. Run again, it goes on from where it is."""
        board = self.board
        for _step in range(steps):
            if self.found >= self.most or (step := self.step(self.now)) is None:
                break
            for pitch, _slot in step:
                # It may not go straight back to where it was.
                self.until[board.slot[pitch], pitch] = (
                    self.now + 4 + self.chance.randrange(2 + board.size // 8)
                )
            self.value += board.put(*step)
            self.now += 1
            if self.value > self.found:
                self.found, self.slot = self.value, board.slot.copy()
        return self.slot
