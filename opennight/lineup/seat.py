"""Seating: everybody in one group per slot; as few as possible who get none of their wishes that run."""

import numpy as np

from opennight.lineup.chains import Seating, Values
from opennight.lineup.groups import Room
from opennight.lineup.rescue import Rescue
from opennight.lineup.shape import Ints, Shape


def seat(shape: Shape, slots: list[Room], worth: Values | None = None, prices: Values | None = None) -> Ints:
    """Which pitch each person is at in each slot (S, N), -1 for none.

    `worth` (N, P) is what a seat is worth; the points, if not given. `prices` (P,) guess what a seat costs in
    points: only the time that this takes depends on them, and which of equals it is.

    Each slot is seated by itself first. Then people with none of their wishes are helped, across all slots.
    """
    values = shape.points if worth is None else worth
    if shape.refused.any():  # worth less than nothing, and never as much as a point
        most = shape.slots * shape.people + 1
        values = values.astype(np.int64) * most - shape.refused
        prices = None if prices is None else prices * most
    seated = np.array([sit(room, values, prices=prices) for room in slots], np.int32).reshape(
        shape.slots, shape.people
    )
    running = [pitch for room in slots for pitch in room.pitches.tolist()]
    hopeful = (shape.points[:, running] > 0).any(1)
    if not (hopeful & ~(shape.at(seated) > 0).any(0)).any():
        return seated
    rescue = Rescue(shape, slots, values, seated)
    rescue.run()
    for slot in np.flatnonzero(rescue.touched):
        held = np.where(rescue.claim[slot] >= 0, rescue.claim[slot] - rescue.slot.searchsorted(slot), -1)
        seated[slot] = sit(slots[slot], values, held.astype(np.int32))
    return seated


def sit(room: Room, worth: Values | Ints, held: Ints | None = None, prices: Values | None = None) -> Ints:
    """The pitch of each person (N,) in one slot. `held` (N,) is the group that each has to be in, -1: any."""
    if not len(room.pitches):
        return np.full(len(worth), -1, np.int32)
    fixed = room.fixed if held is None else held
    dear = None if prices is None else prices[room.pitches]
    group = Seating(worth[:, room.pitches], room.seats, room.least, fixed, dear).run()
    return room.at(group)


def priced(shape: Shape, room: Room, prices: Values) -> tuple[int, Values]:
    """The points that one slot keeps, and the price of a seat in each of its groups (G,), before people move
    to where a group needs them. `prices` (P,) are a guess."""
    if not len(room.pitches):
        return 0, np.zeros(0, np.int64)
    worth = shape.points[:, room.pitches].astype(np.int64)
    seating = Seating(worth, room.seats, room.least, room.fixed, prices[room.pitches])
    seating.relieve()
    dear = seating.prices()
    seating.fill()
    return seating.points(), dear
