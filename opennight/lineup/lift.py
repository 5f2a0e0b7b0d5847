"""A floor for the worst-off: people who would keep little of their own ideal come before points.

What somebody keeps is worth its points, less a penalty that grows with the square of what they lack to the
floor; so the first points that somebody gets are worth more than the last points of others. One slot after
another is seated for the highest sum, given what people have in the others, until nothing changes.
"""

import numpy as np

from opennight.lineup.chains import Values
from opennight.lineup.groups import Room
from opennight.lineup.seat import sit
from opennight.lineup.shape import Ints, Shape

GOAL = 55
"""Per cent of their own ideal that everybody should keep: enough above half, below which nobody should be."""
WEIGHT = 8
"""The penalty for keeping nothing is so many times what people could keep on average."""
FINE = 64
"""Worths are counted in sixty-fourths of a point."""
PASSES = 6


class Worth:
    """What it is worth if people keep so many points; `ideal` (N,) is the most that each could keep."""

    def __init__(self, ideal: Values) -> None:
        self.goal: Values = np.maximum(GOAL * ideal, 1)
        self.weight = FINE * WEIGHT * (int(ideal.sum()) // max(1, int(np.count_nonzero(ideal))) + 1)
        self.first = 2 * (FINE * int(ideal.max(initial=0)) + self.weight)

    def of(self, kept: Values) -> Values:
        """(N,) or (N, G) → what these points are worth to each person. Nothing at all is worst."""
        goal = self.goal if kept.ndim == 1 else self.goal[:, None]
        lack = np.maximum(goal - 100 * kept, 0) * 1000 // goal
        worth: Values = FINE * kept - self.weight * lack * lack // 1_000_000 + self.first * (kept > 0)
        return worth


def lift(shape: Shape, slots: list[Room], seated: Ints) -> Ints:
    """Another seating (S, N) of the same groups, in which the worst-off have more."""
    points = shape.points.astype(np.int64)
    running = np.concatenate([room.pitches for room in slots])
    worth = Worth(np.sort(points[:, running], 1)[:, ::-1][:, : shape.slots].sum(1))
    seated, got = seated.copy(), shape.at(seated).astype(np.int64)
    for _pass in range(PASSES):
        before = seated.copy()
        for slot, room in enumerate(slots):
            rest = got.sum(0) - got[slot]
            values = np.zeros_like(points)
            more = worth.of(rest[:, None] + points[:, room.pitches]) - worth.of(rest)[:, None]
            values[:, room.pitches] = more
            if shape.refused.any():  # worth less than nothing, and never as much as a point
                values = values * (shape.people + 1) - shape.refused
            seated[slot] = sit(room, values)
            got[slot] = shape.at(seated)[slot]
        if (seated == before).all():
            break
    return seated
