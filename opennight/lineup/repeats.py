"""Second runs: places that a new line-up leaves free go to topics that more people wish for than have a seat.

As night/repeats.py counts them, once the topics of the line-up and their seats are settled. Nobody gives up
anything that they wished for, neither those who come nor those who run it. No place is taken in which a topic
that waits could run, and no group loses people whom it needs. Seats that become free by it go to whoever has
none then; nobody is sent to a topic twice but who runs it.
"""

from collections import Counter

import numpy as np

from opennight.lineup.problem import Again
from opennight.lineup.shape import Bools, Cell, Ints, Shape


def second_runs(shape: Shape, placed: dict[int, Cell], seated: Ints) -> tuple[tuple[Again, ...], Ints]:
    """The second runs that this line-up leaves room for: each time the one that gives most people something.
    With them, who is seated where otherwise.

    `seated` (S, N) is which pitch each person is at in each slot, -1 for none.
    """
    problem = shape.problem
    if not problem.again or problem.seating != "wishes" or problem.standing:
        return (), seated
    now = Sitting(shape, placed, seated)
    gains = np.array([[now.gain(*cell) for cell in row] for row in cells(shape)], np.int64)
    while gains.size and gains.max() > 0:
        pitch, slot = (int(place) for place in np.unravel_index(gains.argmax(), gains.shape))
        now.run(pitch, slot)
        gains[:, slot] = [now.gain(other, slot) for other in range(shape.pitches)]
        gains[pitch] = [now.gain(pitch, other) for other in range(shape.slots)]
    for slot in sorted({slot for _pitch, slot, _room in now.runs}):
        now.settle(slot)
    return tuple(now.found()), np.where(now.at < shape.pitches, now.at, -1).astype(np.int32)


def had(shape: Shape, seated: Ints, again: tuple[Again, ...]) -> Ints:
    """The points that each person has (N,), with second runs; a topic counts once."""
    at: Bools = np.zeros((shape.people, shape.pitches), np.bool_)
    slots, persons = np.nonzero(seated >= 0)
    at[persons, seated[slots, persons]] = True
    for pitch, _slot, _room, those in again:
        at[list(those), pitch] = True
    return np.asarray((shape.points * at).sum(1, dtype=np.int32))


def cells(shape: Shape) -> list[list[Cell]]:
    """(pitch, slot) for each pitch and slot."""
    return [[(pitch, slot) for slot in range(shape.slots)] for pitch in range(shape.pitches)]


class Sitting:
    """Who sits where, as second runs come in.

    `at` (S, N): the group of each person; a group is a pitch, or comes after all pitches. `sizes`: people in
    it. `content` (S, N): who sits at what they wish for or run; `busy` (S, N): who runs something. `has`
    (P, N): who is at a pitch at any time. `rooms`: those that are free in each slot, most seats first; none
    where a pitch that waits could run. `left`: by pitch, how many more runs it may have. `runs`: those that
    were taken, as (pitch, slot, room).
    """

    def __init__(self, shape: Shape, placed: dict[int, Cell], seated: Ints) -> None:
        self.shape, self.least = shape, max(1, shape.problem.least)
        self.wants: Bools = (shape.wishes > 0) | shape.hosts
        for one, other in shape.problem.twins:
            self.wants[:, one] |= self.wants[:, other]
            self.wants[:, other] |= self.wants[:, one]
        self.at: Ints = seated.copy()
        self.sizes = Counter(seated[seated >= 0].tolist())
        self.content: Bools = np.zeros(seated.shape, np.bool_)
        self.busy: Bools = np.zeros(seated.shape, np.bool_)
        self.has: Bools = np.zeros((shape.pitches, shape.people), np.bool_)
        for pitch, (slot, _room) in placed.items():
            there = seated[slot] == pitch
            self.content[slot] |= there & self.wants[:, pitch]
            self.busy[slot] |= shape.hosts[:, pitch]
            self.has[pitch] |= there
        self.slots_of = {pitch: {slot} for pitch, (slot, _room) in placed.items()}
        self.many = Counter(slot for slot, _room in placed.values())
        self.left = {pitch: times for pitch, times, _slots in shape.problem.again}
        self.may = {pitch: slots for pitch, _times, slots in shape.problem.again}
        self.cells = dict(placed)
        self.runs: list[tuple[int, int, int]] = []
        taken = set(placed.values())
        self.rooms = [
            [room for room in shape.biggest.tolist() if (slot, room) not in taken]
            for slot in range(shape.slots)
        ]
        for slot, rooms in enumerate(self.rooms):
            if self.is_awaited(slot, rooms, placed):
                rooms.clear()

    def is_awaited(self, slot: int, rooms: list[int], placed: dict[int, Cell]) -> bool:
        """Whether one of these rooms would do for a pitch that waits."""
        shape = self.shape
        waits = [pitch for pitch in range(shape.pitches) if pitch not in placed and shape.times[pitch, slot]]
        free = [pitch for pitch in waits if not self.busy[slot, list(shape.problem.pitchers[pitch])].any()]
        return bool(shape.suits[np.ix_(free, rooms)].any())

    def free(self, pitch: int, slot: int) -> list[int]:
        """The rooms in which the pitch could run once more in this slot; none if it cannot."""
        shape = self.shape
        if not self.rooms[slot] or not self.left.get(pitch) or self.many[slot] >= shape.width:
            return []
        if not self.may[pitch] >> slot & 1 or slot in self.slots_of.get(pitch, {slot}):
            return []
        if any(self.busy[slot, one] or self.content[slot, one] for one in shape.problem.pitchers[pitch]):
            return []
        return [room for room in self.rooms[slot] if shape.suits[pitch, room]]

    def leaving(self, pitch: int, slot: int) -> Counter[int]:
        """How many of those who run it leave each group."""
        its = self.at[slot, list(self.shape.problem.pitchers[pitch])]
        return Counter(its[its >= 0].tolist())

    def comers(self, pitch: int, slot: int) -> Ints:
        """Who would come because they wish for it."""
        those = (self.shape.wishes[:, pitch] > 0) & ~self.has[pitch] & ~self.content[slot]
        return np.flatnonzero(those & ~self.shape.hosts[:, pitch]).astype(np.int32)

    def spare(self, group: int, leaving: Counter[int]) -> int:
        """How many can leave this group besides those who do."""
        return self.sizes[group] - leaving[group] - self.least

    def gain(self, pitch: int, slot: int) -> int:
        """How many people would be at this pitch who are not now; 0 if it cannot run, or nobody would."""
        free = self.free(pitch, slot)
        if not free:
            return 0
        leaving = self.leaving(pitch, slot)
        if any(self.spare(group, leaving) < 0 for group in leaving):
            return 0
        hosts = list(self.shape.problem.pitchers[pitch])
        groups = Counter(self.at[slot, self.comers(pitch, slot)].tolist())
        could = groups.pop(-1, 0) + sum(
            min(many, self.spare(group, leaving)) for group, many in groups.items()
        )
        come = min(could, int(self.shape.seats[free[0]]) - len(hosts))
        if come < 1 or len(hosts) + come < self.least:
            return 0
        return come + int((~self.has[pitch, hosts]).sum())

    def run(self, pitch: int, slot: int) -> None:
        """Take this run, in the smallest room that holds as many people."""
        shape, free, leaving = self.shape, self.free(pitch, slot), self.leaving(pitch, slot)
        persons = list(shape.problem.pitchers[pitch])
        comers, best_off = self.comers(pitch, slot), np.asarray(self.content.any(0))
        order = np.lexsort((comers, -shape.wishes[comers, pitch], best_off[comers]))
        most = int(shape.seats[free[0]])
        for person in comers[order].tolist():
            group = int(self.at[slot, person])
            if len(persons) < most and (group < 0 or self.spare(group, leaving) > 0):
                persons.append(person)
                leaving.update([group] if group >= 0 else ())
        room = next(room for room in reversed(free) if shape.seats[room] >= len(persons))
        self.sit(pitch, slot, room, persons)
        self.sizes.subtract(leaving)

    def sit(self, pitch: int, slot: int, room: int, persons: list[int]) -> None:
        group = self.shape.pitches + len(self.runs)
        self.runs.append((pitch, slot, room))
        self.at[slot, persons] = group
        self.sizes[group] = len(persons)
        self.content[slot, persons] = True
        self.busy[slot, list(self.shape.problem.pitchers[pitch])] = True
        self.has[pitch, persons] = True
        self.slots_of[pitch].add(slot)
        self.many[slot] += 1
        self.left[pitch] -= 1
        self.rooms[slot].remove(room)

    def settle(self, slot: int) -> None:
        """Whoever has no seat in this slot takes one that is free: where they wish to be, else where most
        are. If there are too few, the second runs get bigger rooms."""
        self.fill(slot, wished=True)
        self.fill(slot, wished=False)
        for no, (pitch, when, room) in enumerate(self.runs):
            suiting = (one for one in self.rooms[slot] if self.shape.suits[pitch, one])
            bigger = max(suiting, key=self.seats, default=room)
            if when == slot and self.seats(bigger) > self.seats(room) and (self.at[slot] < 0).any():
                self.rooms[slot].remove(bigger)
                self.rooms[slot].append(room)
                self.runs[no] = (pitch, slot, bigger)
                self.fill(slot, wished=False)

    def fill(self, slot: int, *, wished: bool) -> None:
        for person in np.flatnonzero(self.at[slot] < 0).tolist():
            unfilled = {
                group: left
                for group, (pitch, left) in self.unfilled(slot).items()
                if not self.has[pitch, person] and (not wished or self.wants[person, pitch])
            }
            if unfilled:
                group = max(unfilled, key=lambda no: (unfilled[no], -no))
                self.at[slot, person] = group
                self.sizes[group] += 1
                pitch = group if group < self.shape.pitches else self.runs[group - self.shape.pitches][0]
                self.has[pitch, person] = True
                self.content[slot, person] = bool(self.wants[person, pitch])

    def seats(self, room: int) -> int:
        return int(self.shape.seats[room])

    def unfilled(self, slot: int) -> dict[int, tuple[int, int]]:
        """By group with a seat free in this slot: its pitch, and how many are."""
        groups = [(pitch, pitch, *cell) for pitch, cell in self.cells.items()]
        groups += [(no, *run) for no, run in enumerate(self.runs, self.shape.pitches)]
        left = {
            no: (pitch, self.seats(room) - self.sizes[no]) for no, pitch, when, room in groups if when == slot
        }
        return {no: (pitch, many) for no, (pitch, many) in left.items() if many > 0}

    def found(self) -> list[Again]:
        return [
            (pitch, slot, room, tuple(np.flatnonzero(self.at[slot] == no).tolist()))
            for no, (pitch, slot, room) in enumerate(self.runs, self.shape.pitches)
        ]
