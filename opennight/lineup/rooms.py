"""Rooms within a slot: the topic that most people want then gets the biggest room that suits it."""

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np

from opennight.lineup.shape import Shape

SHARE = 5040
"""What each person's demand counts: it is shared out among the topics of a slot that they want most."""


def fit(
    shape: Shape, slot: int, pitches: Iterable[int], rank: Sequence[int] | None = None
) -> dict[int, int] | None:
    """A room for each of these pitches in this slot, or None if they do not all fit.

    In the order of `rank` (P,), or of all votes for them, each takes the biggest free room that suits it. If
    none is left, those before it move to other rooms if they can (Kuhn's augmenting paths). Pinned pitches
    keep theirs.
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

    for pitch in sorted(pitches, key=(shape.rank if rank is None else rank).__getitem__):
        if pitch not in shape.pins and not seek(pitch, set()):
            return None
    return {pitch: room for room, pitch in of_room.items()}


def housed(shape: Shape, slot: int, pitches: list[int]) -> dict[int, int]:
    """The rooms of a slot whose pitches fit into it; those with the highest demand first."""
    if len(set(shape.seats.tolist())) < 2 or not shape.people or not pitches:
        return fit(shape, slot, pitches) or {}
    demand = demands(shape, pitches)
    rank = shape.rank.tolist()
    order = sorted(pitches, key=lambda pitch: (-demand[pitch], rank[pitch]))
    for place, pitch in enumerate(order):
        rank[pitch] = place
    return fit(shape, slot, pitches, rank) or {}


def demands(shape: Shape, pitches: list[int]) -> dict[int, int]:
    """How many people (in SHAREs) want each of these pitches most, if they run at the same time.

    Whoever pitched one of them is there. Between several that somebody wants as much, they are shared out.
    """
    points = shape.points[:, pitches] + np.where(shape.hosts[:, pitches], shape.points.max() + 1, 0)
    best = points.max(1, keepdims=True)
    wanted = (points == best) & (best > 0)
    share = wanted * (SHARE // np.maximum(wanted.sum(1, keepdims=True), 1))
    return dict(zip(pitches, share.sum(0).tolist(), strict=True))


class Fits:
    """Whether pitches fit into a slot; quick if every room suits every pitch that is not pinned."""

    def __init__(self, shape: Shape, chosen: Iterable[int]) -> None:
        self.shape = shape
        self.plain = bool(np.all(shape.suits[[pitch for pitch in chosen if pitch not in shape.pins]]))
        self.pinned = Counter(slot for slot, _room in shape.pins.values())

    def __call__(self, slot: int, pitches: list[int]) -> bool:
        if self.plain:
            loose = sum(pitch not in self.shape.pins for pitch in pitches)
            return loose <= self.shape.rooms - self.pinned[slot]
        return fit(self.shape, slot, pitches) is not None
