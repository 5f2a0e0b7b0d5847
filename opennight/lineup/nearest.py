"""Of line-ups that are as good, the one nearest to where topics meet and people sit now.

All slots have the same rooms, so whole slots can change places. Within a slot, rooms that are alike can, and
people to whom two seats are the same. Nobody loses anything by it, and those who have read where they are to
go find less of it changed.
"""

import itertools

import numpy as np

from opennight.lineup.chains import Seating
from opennight.lineup.shape import Bools, Cell, Ints, Shape


def nearest(shape: Shape, cells: dict[int, Cell], seated: Ints) -> tuple[dict[int, Cell], Ints]:
    """Where each pitch runs, and who sits where (S, N), once slots, rooms and people have changed places."""
    if not shape.problem.before:
        return cells, seated
    to = changed(shape, cells)
    cells = {pitch: (int(to[slot]), room) for pitch, (slot, room) in cells.items()}
    return rooms_kept(shape, cells), seats_kept(shape, seated[np.argsort(to)])


def changed(shape: Shape, cells: dict[int, Cell]) -> Ints:
    """The slot that the topics of each slot (S,) have then: the one in which most of them meet now, as far as
    all of them can run then."""
    meets = {pitch: slot for pitch, slot, _room in shape.problem.before}
    never = shape.pitches + 1
    gain = np.zeros((shape.slots, shape.slots), np.int64)
    for pitch, (slot, _room) in cells.items():
        stays = np.arange(shape.slots) == slot
        gain[slot] += np.arange(shape.slots) == meets.get(pitch, -1)
        gain[slot] -= never * ~(stays if pitch in shape.pins else stays | shape.times[pitch])
    one = np.ones(shape.slots, np.int32)
    worth = 2 * (gain - gain.min() + 1) + np.eye(shape.slots, dtype=np.int64)
    return Seating(worth, one, 0 * one, -one).run()


def rooms_kept(shape: Shape, cells: dict[int, Cell]) -> dict[int, Cell]:
    """The slot and the room of each pitch, once rooms that are alike have changed places within a slot."""
    meets = {pitch: (slot, room) for pitch, slot, room in shape.problem.before}
    found = dict(cells)
    for slot, rooms in itertools.product(range(shape.slots), alike(shape)):
        free = [(slot, room) for room in rooms if (slot, room) not in shape.pins.values()]
        inside = [pitch for pitch, cell in cells.items() if cell in free]
        stay = {pitch: meets[pitch] for pitch in inside if meets.get(pitch) in free}
        left = [cell for cell in free if cell not in stay.values()]
        found |= stay | dict(zip([pitch for pitch in inside if pitch not in stay], left, strict=False))
    return found


def alike(shape: Shape) -> list[list[int]]:
    """The rooms, those with the same seats and features together."""
    problem = shape.problem
    kinds: dict[tuple[int, int], list[int]] = {}
    for room, kind in enumerate(zip(problem.seats, problem.features or (0,) * shape.rooms, strict=True)):
        kinds.setdefault(kind, []).append(room)
    return list(kinds.values())


def seats_kept(shape: Shape, seated: Ints) -> Ints:
    """Who sits where (S, N), once people have changed places within a slot such that they stay in a group."""
    sat: Bools = np.zeros((shape.people, shape.pitches), np.bool_)
    for person, pitch in shape.problem.sitting:
        sat[person, pitch] = True
    kept = seated.copy()
    for at in kept:
        for person in np.flatnonzero((at >= 0) & ~sat[np.arange(shape.people), at]).tolist():
            for pitch in np.flatnonzero(sat[person]).tolist():
                change_places(shape, at, sat, person, pitch)
    return kept


def change_places(shape: Shape, at: Ints, sat: Bools, person: int, pitch: int) -> None:
    """Let the person change places in this slot (N,) with somebody of this group who has not sat there, or
    with nobody if there is none to whom it is the same."""
    mine = int(at[person])
    same = alike_to(shape, mine, pitch)
    those = np.flatnonzero((at == pitch) & ~sat[:, pitch] & same)
    if len(those) and same[person] and not sat[person, mine]:
        other = those[sat[those, mine].argmax()]
        at[person], at[other] = pitch, mine


def alike_to(shape: Shape, one: int, other: int) -> Bools:
    """To whom (N,) a seat in these two groups is the same: they run neither."""
    same = shape.points[:, one] == shape.points[:, other]
    same &= shape.refused[:, one] == shape.refused[:, other]
    return np.asarray(same & ~shape.hosts[:, one] & ~shape.hosts[:, other])
