"""What each person has of their own ideal, and a seating in which those who have least come first.

What somebody keeps is worth its points, less a penalty as long as it is below a floor: one for being there,
and one that grows with what they lack. So the points that bring somebody up to it are worth more than others.
One slot after another is seated for the highest sum, given what people have in the others, until nothing
changes.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from opennight.lineup.board import Indexes
from opennight.lineup.chains import Seating, Values
from opennight.lineup.groups import Room, slots_of
from opennight.lineup.rooms import housed
from opennight.lineup.shape import Bools, Cell, Ints, Shape
from opennight.lineup.tabu import Step

FINE = 64
"""Worths are counted in sixty-fourths of a point."""
PASSES = 6


class Penalty(NamedTuple):
    """Whoever has less than so many `percent` of their ideal loses `once`, and `more` the more they lack, up
    to that for having nothing; both in hundredths of what people could keep on average."""

    percent: int
    more: int
    once: int


class Worth:
    """What it is worth if people keep so many points; `ideal` (N,) is the most that each could keep."""

    def __init__(self, ideal: Values, penalties: tuple[Penalty, ...]) -> None:
        average = FINE * (int(ideal.sum()) // max(1, int(np.count_nonzero(ideal))) + 1)
        self.penalties = [
            (np.maximum(reaching(ideal, percent), 1), average * more // 100, average * once // 100)
            for percent, more, once in penalties
        ]
        lost = sum(more + once for _goal, more, once in self.penalties)
        self.first = 2 * (FINE * int(ideal.max(initial=0)) + lost)

    def of(self, kept: Values, people: Indexes | slice = slice(None)) -> Values:
        """(N,) or (N, G) → what these points are worth to each of these people. Nothing at all is worst."""
        worth: Values = FINE * kept + self.first * (kept > 0)
        for every, more, once in self.penalties:
            goal = every[people] if kept.ndim == 1 else every[people, None]
            lack = np.maximum(goal - kept, 0)
            worth -= more * lack // goal + once * (lack > 0)
        return worth


def reaching(ideal: Values, percent: int) -> Values:
    """The fewest points that are so many percent of the ideal."""
    return -(-percent * ideal // 100)


class Shares:
    """A line-up while its worst-off are helped. `ideal` (N,) is the most that each person could keep.

    `cells` are the slot and the room of each pitch, `slots` the groups of each slot, `seatings` who has a
    seat in them. `got` (S, N) are the points that people have in each slot. `prices` (P,) are what a seat
    costs, in worth.
    """

    def __init__(self, shape: Shape, cells: dict[int, Cell], seated: Ints, prices: Values) -> None:
        self.shape, self.cells = shape, cells
        self.slots = slots_of(shape, cells)
        self.seatings: list[Seating | Ints] = list(seated)
        self.points = shape.points.astype(np.int64)
        self.got = shape.at(seated).astype(np.int64)
        self.prices = FINE * prices
        self.ideal: Values = shape.ideal(np.array(list(cells), np.intp))

    def copy(self) -> "Shares":
        """Another that can change without this one."""
        other = object.__new__(Shares)
        other.__dict__ |= self.__dict__
        other.cells, other.slots, other.seatings = dict(self.cells), list(self.slots), list(self.seatings)
        other.got, other.prices = self.got.copy(), self.prices.copy()
        return other

    def become(self, other: "Shares") -> None:
        self.__dict__ |= other.__dict__

    def seated(self) -> Ints:
        """Where people sit (S, N), -1 for nowhere. To be called once: those without a wish are seated now."""
        found = [
            room.at(seating.finish()) if isinstance(seating, Seating) else seating
            for room, seating in zip(self.slots, self.seatings, strict=True)
        ]
        return np.array(found, np.int32).reshape(self.got.shape)

    def kept(self) -> int:
        return int(self.got.sum())

    def nothing(self) -> int:
        """How many people have nothing, though something runs that they wish for."""
        return int(((self.ideal > 0) & (self.got == 0).all(0)).sum())

    def below(self, percent: int) -> Bools:
        """(N,): who has less than so many percent of their ideal."""
        lower: Bools = self.got.sum(0) < reaching(self.ideal, percent)
        return lower

    def value(self, worth: Worth) -> int:
        return int(worth.of(self.got.sum(0)).sum())

    def settle(self, worth: Worth, slots: Sequence[int] | None = None, passes: int = PASSES) -> int:
        """Seat these slots, one after another, until nothing changes. Returns how many slots were seated."""
        order = range(len(self.slots)) if slots is None else slots
        since = seated = 0
        while since < len(order) and seated < passes * len(order):
            since = 0 if self.sit(order[seated % len(order)], worth) else since + 1
            seated += 1
        return seated

    def sit(self, slot: int, worth: Worth) -> bool:
        """Seat one slot for the highest worth. Returns whether anybody has other points there then."""
        room, shape = self.slots[slot], self.shape
        if not len(room.pitches):
            self.seatings[slot] = np.full(shape.people, -1, np.int32)
            changed = bool(self.got[slot].any())
            self.got[slot] = 0
            return changed
        rest = self.got.sum(0) - self.got[slot]
        values = worth.of(rest[:, None] + self.points[:, room.pitches]) - worth.of(rest)[:, None]
        fine = 1
        if shape.refused.any():  # worth less than nothing, and never as much as anything else
            fine = shape.people + 1
            values = values * fine - shape.refused[:, room.pitches]
        seating = Seating(values, room.seats, room.least, room.fixed, self.prices[room.pitches] * fine)
        seating.relieve()
        self.prices[room.pitches] = seating.prices() // fine
        seating.fill()
        there = np.flatnonzero((seating.group >= 0) & (seating.group < seating.nowhere))
        got = np.zeros(shape.people, np.int64)
        got[there] = self.points[there, room.pitches[seating.group[there]]]
        changed = bool((got != self.got[slot]).any())
        self.seatings[slot], self.got[slot] = seating, got
        return changed

    def paid(self, slots: list[int], people: Indexes) -> Values:
        """What the seats of these people in these slots cost (F,)."""
        paid = np.zeros(len(people), np.int64)
        for slot in slots:
            seating, prices = self.seatings[slot], np.append(self.prices[self.slots[slot].pitches], [0, 0])
            if isinstance(seating, Seating):
                paid += prices[seating.group[people]]
        return paid

    def at_most(self) -> Values:
        """(N,): the points that each person would have if every room held everybody."""
        most = np.zeros(self.shape.people, np.int64)
        for room in self.slots:
            if len(room.pitches):
                here = self.points[:, room.pitches]
                own = here[np.arange(len(here)), room.fixed]
                most += np.where(room.fixed >= 0, own, here.max(1))
        return most

    def after(self, step: Step) -> dict[int, dict[int, int]]:
        """The pitches of the slots that this step changes, with their rooms; none if they do not fit."""
        to = dict(step)
        slots = sorted({self.cells[pitch][0] for pitch in to} | set(to.values()))
        found = {}
        for slot in slots:
            inside = [pitch for pitch, (at, _room) in self.cells.items() if to.get(pitch, at) == slot]
            found[slot] = housed(self.shape, slot, sorted(inside))
            if len(found[slot]) < len(inside):
                return {}
        return found

    def take(self, rooms: dict[int, dict[int, int]]) -> None:
        """Let these pitches run in these slots and rooms. Nobody is seated anew."""
        for slot, its in rooms.items():
            self.slots[slot] = Room(self.shape, sorted(its.items()))
            self.cells |= {pitch: (slot, room) for pitch, room in its.items()}
