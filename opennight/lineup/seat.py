"""Seating: everybody in one group per slot; as few as possible who get none of their wishes that run."""

import numpy as np

from opennight.lineup.chains import Seating, Values
from opennight.lineup.shape import Cell, Ints, Shape

PASSES = 4
"""How often all slots are seated again, for people who have none of their wishes yet."""


class Room:
    """The groups of one slot: pitches (G,), the seats of each, and who has to be in each (`fixed`, (N,))."""

    def __init__(self, shape: Shape, placements: list[tuple[int, int]]) -> None:
        self.pitches: Ints = np.array([pitch for pitch, _room in placements], np.int32)
        self.seats: Ints = shape.seats[[room for _pitch, room in placements]]
        self.least = np.minimum(self.seats, shape.problem.least).astype(np.int32)
        self.fixed: Ints = np.full(shape.people, -1, np.int32)
        for group, pitch in enumerate(self.pitches.tolist()):
            self.fixed[list(shape.problem.pitchers[pitch])[: self.seats[group]]] = group
        # Too few people for all minimums: drop these, rather than empty some of the groups.
        if self.least.sum() > shape.people:
            self.least[:] = 0


def slots_of(shape: Shape, placed: dict[int, Cell]) -> list[Room]:
    """The groups of each slot."""
    return [
        Room(shape, [(pitch, room) for pitch, (at, room) in placed.items() if at == slot])
        for slot in range(shape.slots)
    ]


def seat(shape: Shape, slots: list[Room], worth: Values | None = None) -> Ints:
    """Which pitch each person is at in each slot (S, N), -1 for none.

    `worth` (N, P) is what a seat is worth; the points, if not given. Each slot is seated by itself first.
    Then people with none of their wishes get a bonus that beats everything, until nobody else can be helped.
    """
    values = shape.points.astype(np.int64) if worth is None else worth
    if shape.refused.any():  # worth less than nothing, and never as much as a point
        most = shape.slots * shape.people + 1
        values = values * most - shape.refused
    seated: Ints = np.full((shape.slots, shape.people), -1, np.int32)
    for slot, room in enumerate(slots):
        seated[slot] = sit(room, values)
    bonus = int(values.max(initial=0)) * (shape.slots + 1) * 4 + 1
    running = [pitch for room in slots for pitch in room.pitches.tolist()]
    hopeful = np.asarray((shape.points[:, running] > 0).any(1))
    for _pass in range(PASSES):
        had = shape.at(seated) > 0
        nothing = np.asarray(hopeful & ~had.any(0), np.bool_)
        if not nothing.any():
            break
        for slot, room in enumerate(slots):
            if not shape.points[np.ix_(nothing, room.pitches)].any():
                continue
            only = had.sum(0) == had[slot]  # those with nothing in the other slots
            wanted = (shape.points > 0) & only[:, None]
            seated[slot] = sit(room, values + bonus * wanted)
            had = shape.at(seated) > 0
        if (hopeful & ~had.any(0)).sum() >= nothing.sum():
            break
    return seated


def sit(room: Room, worth: Values) -> Ints:
    """The pitch of each person (N,) in one slot."""
    if not len(room.pitches):
        return np.full(len(worth), -1, np.int32)
    group = Seating(worth[:, room.pitches], room.seats, room.least, room.fixed).run()
    return np.where(group < 0, -1, room.pitches[group]).astype(np.int32)


def priced(shape: Shape, room: Room) -> tuple[int, Values]:
    """The points that one slot keeps, and the price of a seat in each of its groups (G,)."""
    if not len(room.pitches):
        return 0, np.zeros(0, np.int64)
    worth = shape.points[:, room.pitches].astype(np.int64)
    seating = Seating(worth, room.seats, room.least, room.fixed)
    seating.relieve()
    return seating.points(), seating.prices()
