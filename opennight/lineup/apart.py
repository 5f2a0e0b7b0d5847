"""The worst-off whom no seat can help, since what they wish for runs at the same time: topics change places.

For each of them, the steps are looked at that give them enough if every room held everybody. What a step
does to all others is first guessed at the prices of the seats, then the most promising are counted with the
actual seats. The best is taken if it gains more than it costs.
"""

import itertools
from functools import cached_property

import numpy as np

from opennight.lineup.board import NEVER, Board
from opennight.lineup.share import FINE, Shares, Worth, reaching
from opennight.lineup.tabu import Step

WORK = 300_000
"""About how long all of this may take, in millionths of a second; it is counted, not timed."""
LIKELY = 12
"""How many steps are guessed at for each person, those that lose the fewest points."""
TRIED = 2
"""How many of these are counted with the actual seats."""


class Apart:
    """Moves topics of this line-up apart. `left` is the work left to do, if so much has been `worked` before;
    nobody is looked at twice for the same floor."""

    def __init__(self, shares: Shares, worked: int = 0) -> None:
        self.shares, shape = shares, shares.shape
        self.chosen = np.array(sorted(shares.cells), np.int32)
        self.sitting, self.guessing = 500 + shape.people * shape.width // 20, 250 + shape.people // 3
        self.left = WORK + 4 * shape.people * shape.slots * shape.width // 5 - worked
        self.looked_at: set[tuple[int, Worth]] = set()

    @cached_property
    def board(self) -> Board:
        slot = np.array([self.shares.cells[pitch][0] for pitch in self.chosen.tolist()], np.int32)
        return Board(self.shares.shape, self.chosen, slot, hosting=True)

    def run(self, worth: Worth, percent: int, least: int) -> bool:
        """Help whoever is below so many percent of their ideal and can be helped, the lowest share first; in
        all, at least so many points stay. Returns whether anything has moved."""
        shares = self.shares
        needed = reaching(shares.ideal, percent)
        tied = np.flatnonzero(shares.below(percent) & (shares.at_most() < needed))
        if not len(tied) or self.left <= 0:
            return False
        points = shares.points[self.board.person, self.chosen[self.board.pitch]]
        cost = shares.prices[self.chosen[self.board.pitch]]
        self.board.value_at(np.maximum(points * FINE - cost, 0))
        share = shares.got.sum(0)[tied] * 1000 // shares.ideal[tied]
        moved = False
        for person in tied[np.argsort(share, kind="stable")].tolist():
            if (person, worth) in self.looked_at or self.left <= 0:
                continue
            self.looked_at.add((person, worth))
            if shares.got[:, person].sum() < needed[person]:
                moved |= self.help(person, int(needed[person]), worth, least)
        return moved

    def help(self, person: int, needed: int, worth: Worth, least: int) -> bool:
        """Take the best step that gives the person so many points, if it is worth it."""
        shares = self.shares
        best: Shares | None = None
        found: Step = ()
        most = shares.value(worth)
        for step in self.likely(person, needed, worth):
            there = shares.copy()
            rooms = shares.after(self.named(step))
            there.take(rooms)
            self.left -= self.sitting * there.settle(worth, sorted(rooms), 2)
            if (value := there.value(worth)) > most and there.kept() >= least:
                best, found, most = there, step, value
        if best is None:
            return False
        shares.become(best)
        self.board.put(*found)
        return True

    def likely(self, person: int, needed: int, worth: Worth) -> list[Step]:
        """The most promising steps after which the person could have so many points."""
        board = self.board
        moves, swaps = board.moves(), board.swaps()
        found: list[tuple[int, Step]] = []
        for one in np.flatnonzero(self.shares.points[person, self.chosen]).tolist():
            here = int(board.slot[one])
            for slot in np.flatnonzero(moves[:, one] > NEVER).tolist():
                found.append((int(moves[slot, one]), ((one, slot),)))
            for other in np.flatnonzero(swaps[one] > NEVER).tolist():
                found.append((int(swaps[one, other]), ((one, int(board.slot[other])), (other, here))))
        found.sort(key=lambda one: (-one[0], one[1]))
        helping = (step for _, step in found if self.could(person, step) >= needed and board.possible(*step))
        guessed = sorted((-self.guess(step, worth), step) for step in itertools.islice(helping, LIKELY))
        self.left -= len(guessed) * self.guessing
        return [step for _gain, step in guessed[:TRIED]]

    def could(self, person: int, step: Step) -> int:
        """The points that the person would have after this step if every room held everybody."""
        slot = self.board.slot.copy()
        for pitch, to in step:
            slot[pitch] = to
        points = self.shares.points[person, self.chosen]
        own = self.shares.shape.hosts[person, self.chosen]
        most = np.zeros(self.shares.shape.slots, np.int64)
        np.maximum.at(most, slot, points + int(points.max() + 1) * own)
        bound = np.zeros(len(most), np.bool_)
        bound[slot[own]] = True
        return int((most - int(points.max() + 1) * bound).sum())

    def named(self, step: Step) -> Step:
        """The step with the numbers of the pitches, instead of their places among the chosen."""
        return tuple((int(self.chosen[pitch]), slot) for pitch, slot in step)

    def guess(self, step: Step, worth: Worth) -> int:
        """What a step gains if seats cost what they do now, and everybody takes what is best for them."""
        board, shares = self.board, self.shares
        fans = np.unique(np.concatenate([board.fans[pitch] for pitch, _slot in step]))
        slots = sorted({int(board.slot[pitch]) for pitch, _slot in step} | {slot for _pitch, slot in step})
        after = board.slot.copy()
        for pitch, slot in step:
            after[pitch] = slot
        got = shares.got[slots][:, fans]
        paid = np.zeros_like(got)
        kept = shares.got[:, fans].sum(0)
        rest, nowhere = kept - got.sum(0), np.zeros((len(fans), 1), np.int64)
        for side, slot in enumerate(slots):
            offers = self.chosen[after == slot]
            points = np.hstack([shares.points[np.ix_(fans, offers)], nowhere])
            prices = np.append(shares.prices[offers], 0)
            values = worth.of((rest + got.sum(0) - got[side])[:, None] + points, fans) - prices
            own = np.hstack([shares.shape.hosts[np.ix_(fans, offers)], nowhere > 0])
            values[own.any(1, keepdims=True) & ~own] = NEVER
            takes = values.argmax(1)
            got[side], paid[side] = points[np.arange(len(fans)), takes], prices[takes]
        before = worth.of(kept, fans) - shares.paid(slots, fans)
        return int((worth.of(rest + got.sum(0), fans) - paid.sum(0) - before).sum())
