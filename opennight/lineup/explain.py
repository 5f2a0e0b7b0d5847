"""Reasons: what the line-up keeps, and what another time would change for each topic."""

import numpy as np

from opennight.lineup.board import NEVER, Board
from opennight.lineup.groups import Room
from opennight.lineup.problem import Other, Points
from opennight.lineup.seat import sit
from opennight.lineup.shape import Cell, Ints, Shape


def totals(shape: Shape, slot_of: Ints, seated: Ints) -> Points:
    """How much of their wishes people get."""
    ideal = shape.ideal(slot_of >= 0)
    got = shape.at(seated)
    mine = got.sum(0)
    hopeful = np.flatnonzero(ideal)
    if not len(hopeful):
        return Points()
    share = mine[hopeful] / ideal[hopeful]
    # Among equal shares, the one who misses most.
    loser = int(hopeful[np.lexsort((-ideal[hopeful], share))[0]])
    return Points(
        kept=int(mine.sum()),
        ideal=int(ideal.sum()),
        nothing=int((got[:, hopeful] == 0).all(0).sum()),
        below=int((2 * mine < ideal).sum()),
        loser=loser,
        loser_kept=int(mine[loser]),
        loser_ideal=int(ideal[loser]),
    )


def times(shape: Shape) -> tuple[Other, ...]:
    """For each topic of a standing line-up that is not pinned, another time for it, and what that changes.

    It changes places with another topic, room and all, or goes into the biggest free room that suits it: to
    where people would lose least if there were seats for all. What it changes is counted with seats: the most
    points that people can get in these two slots then, less the most that they can get in them now.
    """
    now = {pitch: (slot, room) for pitch, slot, room in shape.problem.standing if room >= 0}
    chosen = np.array(sorted(now), np.int32)
    if len(chosen) < 1 or shape.slots < 2:
        return ()
    board = Board(shape, chosen, np.array([now[pitch][0] for pitch in chosen.tolist()], np.int32))
    rooms = np.array([now[pitch][1] for pitch in chosen.tolist()])
    suits = shape.suits[np.ix_(chosen, rooms)]
    moves, swaps = board.moves().T, np.where(suits & suits.T, board.swaps(), NEVER)
    most: dict[frozenset[tuple[int, int]], int] = {}

    def best(cells: dict[int, Cell], slot: int) -> int:
        its = frozenset((pitch, room) for pitch, (at, room) in cells.items() if at == slot)
        if its not in most:
            most[its] = kept(shape, sorted(its))
        return most[its]

    found = []
    for one, pitch in enumerate(chosen.tolist()):
        for slot in range(shape.slots):
            if free_room(shape, now, pitch, slot) < 0:
                moves[one, slot] = NEVER
        slot, other = int(moves[one].argmax()), int(swaps[one].argmax())
        if max(moves[one, slot], swaps[one, other]) <= NEVER:
            continue
        if swaps[one, other] > moves[one, slot]:
            beside = int(chosen[other])
            then = now | {pitch: now[beside], beside: now[pitch]}
        else:
            beside = -1
            then = now | {pitch: (slot, free_room(shape, now, pitch, slot))}
        both = now[pitch][0], then[pitch][0]
        change = sum(best(then, at) - best(now, at) for at in both)
        found.append((pitch, *then[pitch], beside, change))
    return tuple(found)


def free_room(shape: Shape, now: dict[int, Cell], pitch: int, slot: int) -> int:
    """The biggest free room in this slot that suits the pitch; -1 if there is none."""
    taken = {room for at, room in now.values() if at == slot}
    suiting = (room for room in shape.biggest.tolist() if room not in taken and shape.suits[pitch, room])
    return next(suiting, -1)


def kept(shape: Shape, placements: list[tuple[int, int]]) -> int:
    """The most points that people can get in a slot with these (pitch, room)."""
    seated = sit(Room(shape, placements), shape.points.astype(np.int64))
    there = np.flatnonzero(seated >= 0)
    return int(shape.points[there, seated[there]].sum())
