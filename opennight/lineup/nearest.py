"""Of line-ups that are as good, the one in which the fewest topics move from where they meet now.

All slots have the same rooms, so whole slots can change places, and rooms that are alike can within a slot:
nobody loses anything by it, and those who have read where they are to go find less of it changed.
"""

import itertools

import numpy as np

from opennight.lineup.chains import Seating
from opennight.lineup.shape import Cell, Ints, Shape


def nearest(shape: Shape, cells: dict[int, Cell], seated: Ints) -> tuple[dict[int, Cell], Ints]:
    """Where each pitch runs, and who sits where (S, N), once slots and rooms have changed places."""
    if not shape.problem.before:
        return cells, seated
    to = changed(shape, cells)
    cells = {pitch: (int(to[slot]), room) for pitch, (slot, room) in cells.items()}
    return rooms_kept(shape, cells), seated[np.argsort(to)]


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
