"""The chosen pitches in their slots during the search for a better placement, and what each step would gain.

The objective is exact except for seats: every person goes to their best pitch in each slot, and whoever
pitched one (if `hosting`) to that. A step moves one pitch into a free place or swaps the slots of two. Only
what depends on the people who wish for these is computed again.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from opennight.lineup.rooms import Fits
from opennight.lineup.shape import Bools, Ints, Shape

Whole = NDArray[np.int64]
Indexes = NDArray[np.intp]
NEVER = -(10**12)
"""Less than any step gains."""
BAR = 10**13
"""What a step loses for each thing that forbids it."""


BLOCK = 1 << 14
"""So many wishes, once for each slot, are looked at in one go: more would take memory, and no less time."""


class Board:
    """The chosen pitches (K,) with their slots, and what each step would gain.

    Wishes are entries (`person`, `pitch`, `worth`), sorted by person: each person has `many`, from `start`
    on. `key` has the pitch of an entry in its last `bits`, its worth above. `held` (2, S × N) are the keys of
    each person's best and second best entry in each slot.

    `extra` (K, K) is what more the second pitch gains once the first has left its slot, and its diagonal
    `loss` (K,) what is lost with a pitch; `gain` (S, K) is what a pitch adds to a slot. Both are parts of one
    `table`. What forbids a step counts as a BAR.
    """

    def __init__(self, shape: Shape, chosen: Ints, slot: Ints, *, hosting: bool = False) -> None:
        self.shape = shape
        self.chosen = chosen
        self.slot: Indexes = slot.astype(np.intp)
        self.size = len(chosen)
        self.bits = self.size.bit_length()
        points = shape.points[:, chosen]
        self.person, self.pitch = np.nonzero(points)
        self.points: Whole = points[self.person, self.pitch].astype(np.int64)
        self.own: Bools = shape.hosts[self.person, chosen[self.pitch]] & hosting
        self.many = np.bincount(self.person, minlength=shape.people)
        self.start = np.cumsum(self.many) - self.many
        by_pitch = np.argsort(self.pitch, kind="stable")
        ends = np.cumsum(np.bincount(self.pitch, minlength=self.size))[:-1]
        self.fans = np.split(self.person[by_pitch].astype(np.int32), ends)
        self.clash: Bools = shape.clash[np.ix_(chosen, chosen)]
        self.alone: Bools = self.clash | np.eye(self.size, dtype=np.bool_)
        self.pinned: Bools = np.array([int(no) in shape.pins for no in chosen], np.bool_)
        self.fits = Fits(shape, chosen.tolist())
        self.even = max(-(-self.size // max(1, shape.slots)), int(np.bincount(slot).max(initial=0)))
        self.value_at(self.points)

    def value_at(self, points: Whole) -> None:
        """From now on wishes are worth these points (one for each entry)."""
        self.weigh(points)
        self.go(self.slot)

    def weigh(self, points: Whole) -> None:
        """The same, where `go` comes next."""
        # Whoever pitched something is there, even if they wish for another topic of its slot more.
        above = int(points.max(initial=0)) + 1
        self.worth: Whole = points + above * self.own
        self.key = self.worth << self.bits | self.pitch

    def go(self, slot: Indexes) -> None:
        """Begin anew with the pitches in these slots (K,)."""
        self.slot = slot.astype(np.intp)
        self.counts = np.bincount(slot, minlength=self.shape.slots)
        self.held: Whole = np.zeros((2, self.shape.slots * self.shape.people), np.int64)
        self.table: Whole = np.zeros((self.size + self.shape.slots, self.size), np.int64)
        self.extra, self.gain = self.table[: self.size], self.table[self.size :]
        self.loss: Whole = self.extra.diagonal()
        self.extra += BAR * self.clash
        self.gain -= np.where(self.shape.times[self.chosen] & ~self.pinned[:, None], 0, BAR).T
        for one, slot in enumerate(self.slot.tolist()):
            self.gain[slot] -= BAR * self.alone[one]
        # As long as nothing runs anywhere, a pitch adds all that it is worth.
        self.gain += np.bincount(self.pitch, self.worth, self.size).astype(np.int64)
        self.look(np.arange(self.shape.slots), np.flatnonzero(self.many))
        self.half = self.leaving(np.arange(self.size))

    def look(self, slots: Indexes, people: Indexes) -> int:
        """Find the best of these people in these slots anew, and what that changes. Returns what it gains."""
        cells = len(slots) * int(self.many[people].sum())
        if cells <= BLOCK:
            return self.look_at(slots, people) if cells else 0
        blocks = np.array_split(people, min(len(people), 1 + cells // BLOCK))
        return sum(self.look_at(slots, some) for some in blocks)

    def look_at(self, slots: Indexes, people: Indexes) -> int:
        """The same for people who have few enough wishes altogether."""
        many = self.many[people]
        ends = many.cumsum()
        first = ends - many
        entries = np.repeat(self.start[people] - first, many) + np.arange(ends[-1])
        pitch, worth = self.pitch[entries], self.worth[entries]
        here = self.key[entries] * (self.slot[pitch] == slots[:, None])
        best = np.maximum.reduceat(here, first, axis=1)
        here *= here != best.repeat(many, axis=1)
        cells = slots[:, None] * self.shape.people + people
        held = np.empty((4, *cells.shape), np.int64)
        held[:2] = self.held.take(cells, axis=1)
        held[2], held[3] = best, np.maximum.reduceat(here, first, axis=1)
        self.held[:, cells] = held[2:]

        # What a wish has above their best, it adds to the slot; what it has above their second best and not
        # above their best, it adds once the best has left: before, and now.
        points = held >> self.bits
        above = worth - points.repeat(many, axis=2)
        np.maximum(above, 0, out=above)
        more = np.empty((3, *here.shape), np.int64)
        np.subtract(above[2], above[0], out=more[2])
        np.subtract(above[0], above[1], out=more[0])
        np.subtract(above[3], above[2], out=more[1])
        row = np.empty((3, *cells.shape), np.int64)
        np.bitwise_and(held[::2], (1 << self.bits) - 1, out=row[:2])
        row[2] = self.size + slots[:, None]
        row *= self.size
        add(self.table, (row.repeat(many, axis=2) + pitch).ravel(), more.ravel())
        return int((points[2] - points[0]).sum())

    def leaving(self, pitches: Indexes) -> Whole:
        """(…, K): for these pitches, what is gained if each other takes their place in their slot."""
        half = self.gain[self.slot[pitches]]
        half += self.extra[pitches]  # two with the same pitcher can swap: each leaves where the other enters
        half -= self.loss[pitches, None]
        return half

    def value(self) -> int:
        """Points kept if there were seats for all, and the same more for every placement."""
        return int((self.held[0] >> self.bits).sum())

    def kept(self, slot: Ints) -> int:
        """The points that people keep with the pitches in these slots (K,), if there are seats for all and
        groups need nobody."""
        above = int(self.points.max(initial=0)) + 1
        best = np.zeros(self.shape.slots * self.shape.people, np.int64)
        np.maximum.at(
            best, slot[self.pitch] * self.shape.people + self.person, self.points + above * self.own
        )
        return int((best % above).sum())

    def most(self) -> int:
        """More than this no placement can be worth: each person's strongest wishes, one per slot."""
        order = np.lexsort((-self.worth, self.person))
        place = np.arange(len(order)) - self.start[self.person[order]]
        return int(self.worth[order][place < self.shape.slots].sum())

    def moves(self) -> Whole:
        """(S, K): the gain if a pitch goes into a free place of a slot; below NEVER if it cannot."""
        moves = self.gain - self.loss
        moves[self.counts >= self.even] -= BAR
        return moves

    def swaps(self) -> Whole:
        """(K, K): the gain if two pitches swap slots; below NEVER if they cannot."""
        return self.half + self.half.T

    def put(self, *places: tuple[int, int]) -> int:
        """Put pitches (by their index among the chosen) into slots. Returns what it gains."""
        changed = np.zeros(self.shape.slots, np.bool_)
        touched = np.zeros(self.shape.people, np.bool_)
        for pitch, slot in places:
            here = self.slot[pitch]
            changed[here] = changed[slot] = True
            touched[self.fans[pitch]] = True
            bars = BAR * self.alone[pitch]
            self.gain[here] += bars
            self.gain[slot] -= bars
            self.counts[here] -= 1
            self.counts[slot] += 1
            self.slot[pitch] = slot
        gained = self.look(changed.nonzero()[0], touched.nonzero()[0])
        inside = changed[self.slot].nonzero()[0]
        self.half[inside] = self.leaving(inside)
        return gained

    def after(self, *places: tuple[int, int]) -> Indexes:
        """The slots (K,) once these pitches are in these slots."""
        slots = self.slot.copy()
        for pitch, slot in places:
            slots[pitch] = slot
        return slots

    def promising(self) -> Iterator[tuple[tuple[int, int], ...]]:
        """All steps, those first that gain most if there are seats for all; rooms are not looked at."""
        swaps = np.triu(self.swaps(), 1) + np.tril(np.full((self.size, self.size), 2 * NEVER))
        gains = np.concatenate([self.moves().ravel(), swaps.ravel()])
        for index in np.argsort(-gains, kind="stable").tolist():
            if gains[index] <= NEVER:
                return
            one, other = divmod(index, self.size)
            if index < self.gain.size:
                yield ((other, one),)
            else:
                one -= self.shape.slots
                yield (one, int(self.slot[other])), (other, int(self.slot[one]))

    def possible(self, *places: tuple[int, int]) -> bool:
        """Whether all pitches that would then be in these slots have a room."""
        if self.fits.plain and not self.shape.pins:
            return True
        after = self.after(*places)
        slots = {slot for _pitch, slot in places}
        return all(self.fits(slot, self.chosen[after == slot].tolist()) for slot in slots)


def add(total: Whole, cells: Indexes, amounts: Whole) -> None:
    """Add the amounts to these cells of the total, each to its own; a cell may come several times."""
    flat = total.reshape(-1)
    if len(cells) < 2 * len(flat):
        np.add.at(flat, cells, amounts)
    else:  # quicker for many, and exact: sums of floats are whole below 2**53
        flat += np.bincount(cells, amounts, len(flat)).astype(np.int64)
