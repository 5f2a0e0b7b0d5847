"""Rooms within a slot: the most wanted topic gets the biggest room that suits it."""

from collections.abc import Iterable

import numpy as np

from opennight.lineup.shape import Shape


def fit(shape: Shape, slot: int, pitches: Iterable[int]) -> dict[int, int] | None:
    """A room for each of these pitches in this slot, or None if they do not all fit.

    Most votes first, each takes the biggest free room that suits it. If none is left, those before it move to
    other rooms if they can (Kuhn's augmenting paths). Pinned pitches keep theirs.
    """
    of_room = {shape.pins[pitch][1]: pitch for pitch in pitches if pitch in shape.pins}
    taken = frozenset(room for at, room in shape.pins.values() if at == slot)
    free = [room for room in shape.biggest.tolist() if room not in taken]
    rows = shape.suits

    def seek(pitch: int, tried: set[int]) -> bool:
        suiting = [room for room in free if rows[pitch, room] and room not in tried]
        for room in suiting:
            if room not in of_room:
                of_room[room] = pitch
                return True
        for room in suiting:
            if room not in tried:
                tried.add(room)
                if seek(of_room[room], tried):
                    of_room[room] = pitch
                    return True
        return False

    for pitch in sorted(pitches, key=shape.rank.__getitem__):
        if pitch not in shape.pins and not seek(pitch, set()):
            return None
    return {pitch: room for room, pitch in of_room.items()}


class Fits:
    """Whether pitches fit into a slot; quick if every room suits every pitch and nothing is pinned."""

    def __init__(self, shape: Shape, chosen: Iterable[int]) -> None:
        self.shape = shape
        self.plain = not shape.pins and bool(np.all(shape.suits[list(chosen)]))

    def __call__(self, slot: int, pitches: list[int]) -> bool:
        if self.plain:
            return len(pitches) <= self.shape.rooms
        return fit(self.shape, slot, pitches) is not None
