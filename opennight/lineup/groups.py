"""The groups of each slot: what runs in it, with how many seats, and who has to be where."""

import numpy as np

from opennight.lineup.shape import Cell, Ints, Shape


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

    def at(self, group: Ints) -> Ints:
        """The pitch of each person (N,), -1 for those in no group."""
        return np.where(group < 0, -1, self.pitches[group]).astype(np.int32)


def slots_of(shape: Shape, placed: dict[int, Cell]) -> list[Room]:
    """The groups of each slot."""
    return [
        Room(shape, [(pitch, room) for pitch, (at, room) in placed.items() if at == slot])
        for slot in range(shape.slots)
    ]
