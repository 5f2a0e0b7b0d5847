"""Choosing: down the line, every pitch that can still get a slot; and a first placement of these."""

import numpy as np
from numpy.typing import NDArray

from opennight.lineup.rooms import Fits
from opennight.lineup.shape import Ints, Shape

DEEP = 2
"""How many others may change slots to let one more in."""
TRIES, TRIES_IN_ALL = 300, 1500
"""How many attempts to make room there are for one pitch, and for all of them together."""


class Choice:
    """The pitches chosen so far, each in a slot that works for rooms, times and pitchers.

    `slot_of` (P,) is the slot of each pitch, -1 for those that do not run; `best` (S, N) the points of each
    person's best pitch in each slot.
    """

    def __init__(self, shape: Shape, slot_of: Ints) -> None:
        self.shape = shape
        self.slot_of = slot_of
        self.fits = Fits(shape, range(shape.pitches))
        self.best: Ints = np.zeros((shape.slots, shape.people), np.int32)
        for slot in range(shape.slots):
            self.refresh(slot)
        places = shape.slots * shape.width
        self.even = -(-min(places, shape.pitches) // max(1, shape.slots))
        self.tries = self.tries_in_all = 0
        self.failed: set[tuple[bytes, bytes, tuple[int, ...]]] = set()

    def inside(self, slot: int) -> list[int]:
        pitches: list[int] = np.flatnonzero(self.slot_of == slot).tolist()
        return pitches

    def refresh(self, slot: int) -> None:
        inside = self.shape.points[:, self.slot_of == slot]
        self.best[slot] = inside.max(1) if inside.shape[1] else 0

    def put(self, pitch: int, slot: int) -> None:
        before = int(self.slot_of[pitch])
        self.slot_of[pitch] = slot
        for changed in {before, slot} - {-1}:
            self.refresh(changed)

    def preferred(self, pitch: int) -> list[int]:
        """The slots that suit this pitch, best first: where there is room, then where it adds most wishes."""
        shape = self.shape
        fans = np.flatnonzero(shape.points[:, pitch])
        gain = np.maximum(shape.points[fans, pitch] - self.best[:, fans], 0).sum(1)
        counts = self.counts()
        order = np.lexsort((np.arange(shape.slots), counts, -gain, counts >= self.even))
        return [slot for slot in order.tolist() if shape.times[pitch, slot]]

    def welcome(self, pitch: int, slot: int) -> bool:
        """Whether the slot has a room for this pitch, too, and none there that shares a pitcher with it."""
        if bool(self.shape.clash[pitch][self.slot_of == slot].any()):
            return False
        pitches = [*self.inside(slot), pitch]
        return len(pitches) <= self.shape.width and self.fits(slot, pitches)

    def take(self, pitch: int, depth: int = DEEP, moving: frozenset[int] = frozenset()) -> bool:
        """Give the pitch a slot, moving others if need be."""
        slots = self.preferred(pitch)
        for slot in slots:
            if self.welcome(pitch, slot):
                self.put(pitch, slot)
                return True
        if depth == 0:
            return False
        movable = [(slot, other) for slot in slots for other in self.inside(slot)]
        return any(
            self.change(pitch, slot, other, depth, moving | {pitch})
            for slot, other in movable
            if other not in self.shape.pins and other not in moving
        )

    def fit_in(self, pitch: int) -> bool:
        """Take the pitch if possible. If one just like it has failed, no others are moved for it again."""
        shape = self.shape
        like = shape.suits[pitch].tobytes(), shape.times[pitch].tobytes(), shape.problem.pitchers[pitch]
        self.tries = 0
        if self.take(pitch, 0 if like in self.failed or self.tries_in_all > TRIES_IN_ALL else DEEP):
            return True
        self.failed.add(like)
        self.tries_in_all += self.tries
        return False

    def change(self, pitch: int, slot: int, other: int, depth: int, moving: frozenset[int]) -> bool:
        """Put the pitch where `other` was, and `other` elsewhere. If that fails, all stays as it was."""
        self.tries += 1
        if self.tries > TRIES:
            return False
        self.put(other, -1)
        if self.welcome(pitch, slot):
            self.put(pitch, slot)
            if self.take(other, depth - 1, moving):
                return True
            self.put(pitch, -1)
        self.put(other, slot)
        return False

    def counts(self) -> NDArray[np.intp]:
        """How many pitches are in each slot (S,)."""
        return np.bincount(self.slot_of[self.slot_of >= 0], minlength=self.shape.slots)

    def full(self) -> bool:
        return bool((self.counts() >= self.shape.width).all())


def choose(shape: Shape, line: Ints, slot_of: Ints | None = None) -> Choice:
    """Go down the line until every place is taken. Pins, and what `slot_of` (P,) says, are in already."""
    start = np.full(shape.pitches, -1, np.int32) if slot_of is None else slot_of.copy()
    for pitch, (slot, _room) in shape.pins.items():
        start[pitch] = slot
    choice = Choice(shape, start)
    for pitch in line.tolist():
        if choice.slot_of[pitch] < 0 and shape.suits[pitch].any() and not choice.full():
            choice.fit_in(pitch)
    return choice
