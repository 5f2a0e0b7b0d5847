"""Of line-ups that are as good, the one nearest to where topics meet and people sit now.

All slots have the same rooms, so whole slots can change places. Within a slot, rooms that are alike can, and
people to whom two seats are the same, but where groups are mixed such that few meet again. Nobody loses
anything by it, and those who have read where they are to go find less of it changed.
"""

import itertools

import numpy as np
from numpy.typing import NDArray

from opennight.lineup.chains import Seating
from opennight.lineup.shape import Bools, Cell, Ints, Shape


def nearest(shape: Shape, cells: dict[int, Cell], seated: Ints) -> tuple[dict[int, Cell], Ints]:
    """Where each pitch runs, and who sits where (S, N), once slots, rooms and people have changed places."""
    if not shape.problem.before:
        return cells, seated
    to = changed(shape, cells)
    cells = {pitch: (int(to[slot]), room) for pitch, (slot, room) in cells.items()}
    seated = seated[np.argsort(to)]
    if shape.problem.seating == "wishes":
        seated = seats_kept(shape, seated)
    return rooms_kept(shape, cells), seated


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
    kinds: dict[tuple[int, int], list[int]] = {}
    for room, kind in enumerate(zip(shape.problem.seats, shape.features.tolist(), strict=True)):
        kinds.setdefault(kind, []).append(room)
    return list(kinds.values())


def seats_kept(shape: Shape, seated: Ints) -> Ints:
    """Who sits where (S, N), once people have changed places within a slot such that they stay in a group."""
    sat: Bools = np.zeros((shape.people, shape.pitches), np.bool_)
    for person, pitch in shape.problem.sitting:
        sat[person, pitch] = True
    kept = seated.copy()
    for at in kept:
        moved = np.flatnonzero((at >= 0) & ~sat[np.arange(shape.people), at])
        groups = np.unique(at[at >= 0])
        persons, back = sat[np.ix_(moved, groups)].nonzero()
        pairs = {*zip(at[moved[persons]].tolist(), groups[back].tolist(), strict=True)}
        for one, other in sorted(pairs):
            change_places(shape, at, sat, one, other)
    return kept


def change_places(shape: Shape, at: Ints, sat: Bools, one: int, other: int) -> None:
    """Let those who are in one group in this slot (N,), and sat in the other, change places with those there
    who have not sat there; first with those who sat where they are."""
    here, there = np.flatnonzero(at == one), np.flatnonzero(at == other)
    come = here[same_to(shape, here, one, other) & ~sat[here, one] & sat[here, other]]
    go = there[same_to(shape, there, one, other) & ~sat[there, other]]
    go = go[np.argsort(~sat[go, one], kind="stable")]
    many = min(len(come), len(go))
    at[come[:many]], at[go[:many]] = other, one


def same_to(shape: Shape, those: NDArray[np.intp], one: int, other: int) -> Bools:
    """To which of those people a seat in these two groups is the same: they run neither."""
    same = shape.points[those, one] == shape.points[those, other]
    same &= shape.refused[those, one] == shape.refused[those, other]
    return np.asarray(same & ~shape.hosts[those, one] & ~shape.hosts[those, other])
