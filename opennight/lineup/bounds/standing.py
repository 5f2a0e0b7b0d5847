"""What is bounded: the topics that run, and what has to hold wherever they are put."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from opennight.lineup.problem import Problem
from opennight.lineup.shape import Bools, Ints, Shape

Whole = NDArray[np.int64]

CLEAR = 0.99
"""Points are whole: so a bound that is less than a point above is enough."""


@dataclass(frozen=True)
class Standing:
    """K topics in `slots`, of which each holds `width` at most.

    `points` (N, K): what each person would get there. `hosts` (N, K): who has to be there. `apart` (K, K):
    which two can never be at the same time. `seats` (C,) of the different rooms, of each of which there are
    `many` (C,) in every slot; `suits` (K, C) says which topic can be in which.
    """

    slots: int
    width: int
    points: Ints
    hosts: Bools
    apart: Bools
    seats: Whole
    many: Whole
    suits: Bools

    @property
    def topics(self) -> int:
        return int(self.points.shape[1])

    @property
    def full(self) -> bool:
        """Whether every room is taken in every slot."""
        return self.topics == self.slots * self.width

    def income(self, seat: Whole, rent: Whole) -> int:
        """What all seats can bring in: each topic in the room that is dearest for it above its rent, where a
        seat at it costs `seat` (K,), and what the rooms of each kind cost in every slot, `rent` (C,). Counted
        in Python's numbers, which do not overflow however many seats there are."""
        above = seat.astype(object)[:, None] * self.seats.tolist() - rent.tolist()
        dearest: list[int] = np.where(self.suits, above, -np.inf).max(1).tolist()
        rents: int = sum(each * many for each, many in zip(rent.tolist(), self.many.tolist(), strict=True))
        return sum(dearest) + self.slots * rents


def standing(problem: Problem) -> Standing:
    """The topics of the line-up that stands; where they are now, and what is pinned, does not matter."""
    shape = Shape(problem)
    chosen = sorted({pitch for pitch, _slot, _room in problem.standing})
    points = shape.points[:, chosen]
    suits = shape.suits[chosen]
    nowhere = ~suits.any(1)  # it runs somewhere all the same, perhaps without seats for all who pitched it
    suits[nowhere] = True
    # Rooms that differ in nothing are of one kind. No group is bigger than all people together.
    seats = np.minimum(shape.seats, max(1, shape.people))
    kinds, of = np.unique(np.vstack([seats, suits.astype(np.int64)]).T, axis=0, return_inverse=True)
    never = ~(shape.times[chosen].astype(np.int64) @ shape.times[chosen].T.astype(np.int64)).astype(np.bool_)
    apart = shape.clash[np.ix_(chosen, chosen)] | never
    np.fill_diagonal(apart, False)
    return Standing(
        slots=shape.slots,
        width=shape.rooms,
        points=points,
        hosts=shape.hosts[:, chosen] & ~nowhere,
        apart=apart,
        seats=kinds[:, 0].astype(np.int64),
        many=np.bincount(of.ravel(), minlength=len(kinds)).astype(np.int64),
        suits=kinds[:, 1:].T.astype(np.bool_),
    )
