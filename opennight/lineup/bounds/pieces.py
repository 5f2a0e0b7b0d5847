"""What people get of what runs in a slot, as pieces: each is got by whoever has any of a set of topics there.

Somebody for whom topics are worth 5, 3 and 3 gets a piece of 2 if the first runs, and one of 3 if any of the
three does. Pieces of different people with the same set are one.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from opennight.lineup.shape import Bools

Floats = NDArray[np.float64]
Single = NDArray[np.float32]

LEVELS = 12
"""Of so many different values somebody's topics are; all below are taken to be worth as much as the last."""


@dataclass(frozen=True)
class Pieces:
    """P pieces: `sets` (P, K), which topics give each, and `worth` (P,)."""

    sets: Bools
    worth: Floats


def asked(points: Floats, hosts: Bools, seat: Floats) -> tuple[Floats, Floats]:
    """What each topic is worth for each person (N, K) above the price of a seat, and what it costs beside
    that (K,): whoever runs it has to be there, so it counts as what they like best, less the difference."""
    above = np.where((points > 0) | hosts, points - seat, 0)
    best = np.maximum(above.max(1, initial=0), 0)[:, None]
    return np.where(hosts, best, np.maximum(above, 0)), np.where(hosts, best - above, 0).sum(0)


def pieces(values: Floats) -> Pieces:
    """Of what each topic is worth for each person (N, K); what is worth nothing counts as no wish."""
    people, topics = values.shape
    wide = min(topics, int((values > 0).sum(1).max(initial=0)))
    order = np.argsort(-values, 1, kind="stable")[:, :wide]
    level = np.maximum(np.take_along_axis(values, order, 1), 0)
    level = np.hstack([level, np.zeros((people, 1))])
    drop = level[:, :-1] > level[:, 1:]
    late = np.cumsum(drop, 1) >= LEVELS  # their last level goes down to 0, and has all their topics
    step = np.where(late, 0, level[:, :-1] - level[:, 1:])
    there = np.zeros((people, topics), np.bool_)
    sets, worth = [np.zeros((0, topics), np.bool_)], [np.zeros(0)]
    for at in range(wide):
        rows = np.flatnonzero(level[:, at] > 0)
        there[rows, order[rows, at]] = True
        rows = np.flatnonzero(step[:, at] > 0)
        sets.append(there[rows])
        worth.append(step[rows, at])
    rows = np.flatnonzero(late.any(1)) if wide else np.zeros(0, np.intp)
    if len(rows):
        last = late[rows].argmax(1)
        sets.append(there[rows])
        worth.append(level[rows, last])
    return merged(np.concatenate(sets), np.concatenate(worth))


def merged(sets: Bools, worth: Floats) -> Pieces:
    """Each set once, those of few topics first."""
    packed = np.packbits(sets, 1)
    rows = np.ascontiguousarray(packed).view(np.dtype((np.void, packed.shape[1]))).ravel()
    _names, first, of = np.unique(rows, return_index=True, return_inverse=True)
    return Pieces(sets[first], np.bincount(of.ravel(), worth, len(first)).astype(np.float64))
