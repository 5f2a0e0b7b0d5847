"""Reasons: what the line-up keeps, what another time would cost each topic, what other rules would do."""

import numpy as np

from opennight.lineup.board import NEVER, Board
from opennight.lineup.choose import choose
from opennight.lineup.problem import Choice, Exchange, Points, Rule
from opennight.lineup.select import in_line, nothing
from opennight.lineup.shape import Ints, Shape

RULES: tuple[Rule, ...] = ("phragmen", "votes", "shares")


def totals(shape: Shape, slot_of: Ints, seated: Ints) -> Points:
    """How much of their wishes people get."""
    running = shape.points[:, slot_of >= 0]
    ideal = np.sort(running, 1)[:, ::-1][:, : shape.slots].sum(1, dtype=np.int32)
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


def elsewhen(shape: Shape, slot_of: Ints) -> dict[int, Exchange]:
    """The next best time of each topic that runs, and what it would cost and bring, seats aside."""
    chosen = np.flatnonzero(slot_of >= 0).astype(np.int32)
    if len(chosen) < 2 or shape.slots < 2:
        return {}
    board = Board(shape, chosen, slot_of[chosen])
    moves, swaps = board.moves(), board.swaps()
    found = {}
    for one in range(board.size):
        slot, other = int(moves[one].argmax()), int(swaps[one].argmax())
        if max(moves[one, slot], swaps[one, other]) <= NEVER:
            continue
        if swaps[one, other] > moves[one, slot]:
            slot = int(board.slot[other])
        else:
            other = -1
        here = int(board.slot[one])
        change = after(board, here, one, other) - board.best[here]
        change += after(board, slot, other, one) - board.best[slot]
        found[int(chosen[one])] = (
            slot,
            int(chosen[other]) if other >= 0 else -1,
            int(-change[change < 0].sum()),
            int(change[change > 0].sum()),
        )
    return found


def after(board: Board, slot: int, goes: int, comes: int) -> Ints:
    """The best points of each person (N,) in a slot once a pitch has gone and another has come (-1: none)."""
    entry = board.entry[slot]
    best = board.best[slot]
    if goes >= 0:
        best = np.where(np.append(board.pitch, -1)[entry] == goes, board.second[slot], best)
    if comes >= 0:
        best = np.maximum(best, board.shape.points[:, board.chosen[comes]])
    return np.asarray(best, np.int32)


def instead(shape: Shape, slot_of: Ints, rule: Rule) -> tuple[Choice, ...]:
    """What the other rules would choose."""
    now = set(np.flatnonzero(slot_of >= 0).tolist())
    found = []
    for other in RULES:
        if other != rule:
            line = in_line(shape.wishes, other, shape.slots * shape.width)
            then = choose(shape, line).slot_of >= 0
            chosen = set(np.flatnonzero(then).tolist())
            lacking = nothing(shape.wishes, np.flatnonzero(then).astype(np.int32))
            found.append((other, tuple(sorted(chosen - now)), tuple(sorted(now - chosen)), lacking))
    return tuple(found)


def room_more(shape: Shape, slot_of: Ints, seated: Ints, line: Ints) -> int:
    """About how many points one more room would add: it takes the next in line, each where it adds most.

    The room has the median number of seats, and people go there if that gives them more points.
    """
    if not shape.rooms or not shape.people or not shape.pitches:
        return 0
    points = shape.at(seated)
    seats = int(np.sort(shape.seats)[shape.rooms // 2])
    free = list(range(shape.slots))
    added = 0
    for pitch in line[slot_of[line] < 0].tolist():
        gains = [
            (int(np.sort(np.maximum(shape.points[:, pitch] - points[slot], 0))[-seats:].sum()), -slot)
            for slot in free
            if shape.times[pitch, slot] and not shape.clash[pitch][slot_of == slot].any()
        ]
        if not gains:
            continue
        gain, slot = max(gains)
        added += gain
        free.remove(-slot)
        if not free:
            break
    return added
