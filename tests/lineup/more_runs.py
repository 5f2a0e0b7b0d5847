"""Where a topic of a line-up could run once more, and how many would gain by it: all sets are tried."""

from itertools import combinations

from opennight.night import rounds
from opennight.night.state import Night
from tests.lineup import brute

Cell = tuple[int, int, int]
"""A pitch, a slot and a room."""


def at_want(night: Night, person: int, slot: int) -> bool:
    """Whether they sit at something that they chose, or run, in this round."""
    return any(
        person in brute.members(night, no) and p.pitch in brute.points(night, person)
        for no, p in night.lineup.items()
        if p.slot == slot
    )


def sits_at(night: Night, pitch: int) -> set[int]:
    its = [no for no, p in night.lineup.items() if p.pitch == pitch]
    return {person for no in its for person in brute.members(night, no)}


def cells(night: Night) -> list[Cell]:
    """Where a topic of the line-up may run again, by the rules of the house."""
    found = []
    many = len(brute.here(night)) // max(1, night.setup.least)
    for pitch in {p.pitch for p in night.lineup.values()}:
        its = brute.hosts(night, pitch)
        for slot in brute.times(night, pitch):
            then = [p for p in night.lineup.values() if p.slot == slot]
            busy = any(p.pitch == pitch or its & brute.hosts(night, p.pitch) for p in then)
            if busy or len(then) >= max(1, many) or rounds.of_slot(night, slot):
                continue
            free = {room.id for room in night.setup.rooms} - {p.room for p in then}
            found += [(pitch, slot, room) for room in free if brute.suits(night, pitch, room, its)]
    return found


def most(night: Night, cell: Cell) -> int:
    """How many would then be at this topic who are not now, if as many come as can: all sets are tried."""
    pitch, slot, room = cell
    its = brute.hosts(night, pitch)
    could = [
        one
        for one in brute.here(night)
        if pitch in brute.chose(night, one)
        and one not in sits_at(night, pitch) | its
        and not at_want(night, one, slot)
    ]
    for size in range(min(len(could), brute.limit(night, room) - len(its)), 0, -1):
        if any(stays_whole(night, cell, its | set(those)) for those in combinations(could, size)):
            return size + len(its - sits_at(night, pitch))
    return 0


def stays_whole(night: Night, cell: Cell, comes: set[int]) -> bool:
    """Whether the new group has enough people, and each that loses some keeps enough."""
    least = max(1, night.setup.least)
    theirs = [brute.members(night, no) for no, p in night.lineup.items() if p.slot == cell[1]]
    return len(comes) >= least and all(len(one - comes) >= least for one in theirs if one & comes)
