"""Equal groups in which people meet as few known faces as possible, over several rounds: a World Café.

People are dealt out like cards, row by row, one to each group. In each slot every row is turned by a
different number of places, so that two rows rarely line up in the same way. Then a tabu search swaps people,
one pair at a time, so that fewer meet again. It is limited in steps, not in seconds, so that the result is
always the same.
"""

from bisect import bisect_right

import numpy as np
from numpy.typing import NDArray

from opennight.lineup.faces import Faces

Groups = NDArray[np.int32]
Ints = NDArray[np.int64]


def mix(people: int, limits: list[Groups], fixed: Groups, seed: int) -> Groups:
    """The group of each person in each slot, (slots, people); -1 only where seats run out.

    `limits`: by slot, the seats of each of its groups. `fixed` (slots, people): the group in which somebody
    has to be, or -1; they are in it even if it has too few seats. Sizes differ by at most one where seats
    allow it. People who are left out in one slot get a seat in the next, where possible.
    """
    groups = np.full((len(limits), people), -1, np.int32)
    longest = max((int(np.ceil(people / max(1, len(seats)))) for seats in limits), default=0)
    turns = _turns(longest, [len(seats) for seats in limits])
    for slot, seats in enumerate(limits):
        dealt = _dealt(sizes(people, seats, fixed[slot]), turns[slot])
        # People who arrived together know each other: neighbours are dealt to different groups in every slot.
        order = np.roll(np.arange(people), -slot * (people - len(dealt)))
        groups[slot, order[: len(dealt)]] = dealt
        _put(groups[slot], fixed[slot])
    faces = Faces(groups, fixed < 0, max((len(seats) for seats in limits), default=0))
    return faces.spread(np.random.Generator(np.random.PCG64(seed)))


def sizes(people: int, seats: Groups, fixed: Groups) -> Ints:
    """How many people each group gets: as equal as seats, and people who have to be in one, allow."""
    low = np.bincount(fixed[fixed >= 0], minlength=len(seats))
    high = np.maximum(low, seats)
    total = min(people, int(high.sum()))
    level = bisect_right(range(people), total, key=lambda level: int(np.clip(level, low, high).sum())) - 1
    made: Ints = np.clip(level, low, high)
    odd = np.flatnonzero((made == level) & (made < high))
    made[odd[np.argsort(-high[odd], kind="stable")][: total - int(made.sum())]] += 1
    return made


def _turns(rows: int, widths: list[int]) -> list[Ints]:
    """By slot and row, by how many groups the row is turned.

    Rows r and q line up in the same way in two slots of the same width if the difference of their turns is
    the same in both. So each row takes the turn with which that happens for the fewest rows before it.
    """
    turns = [np.zeros(max(1, rows), np.int64) for _width in widths]
    for slot, width in enumerate(widths):
        before = np.array([turns[earlier] for earlier in range(slot) if widths[earlier] == width])
        against = np.zeros((len(before), width), np.int64)  # how many rows have each difference
        which, wheel = np.arange(len(before))[:, None], np.arange(width)
        for row in range(rows if before.size and width else 0):
            again = against[which, (wheel - before[:, row, None]) % width].sum(axis=0)
            turns[slot][row] = np.argmin(again)
            against[which[:, 0], (turns[slot][row] - before[:, row]) % width] += 1
    return turns


def _dealt(made: Ints, turns: Ints) -> Ints:
    """The group of each card: a row is one card for each group that is not full."""
    rows = [np.flatnonzero(made > row) for row in range(int(made.max(initial=0)))]
    turned = [np.roll(groups, -turns[row % len(turns)]) for row, groups in enumerate(rows)]
    return np.concatenate([np.zeros(0, np.int64), *turned])


def _put(groups: Groups, fixed: Groups) -> None:
    """Anybody who has to be in a group swaps with somebody there who does not have to."""
    for person in np.flatnonzero((fixed >= 0) & (groups != fixed)):
        group = fixed[person]
        if groups[person] != group:
            other = np.flatnonzero((groups == group) & (fixed != group))[0]
            groups[other], groups[person] = groups[person], group
