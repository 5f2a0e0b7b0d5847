"""Random proposals, mostly plausible, sometimes about things that do not exist (any more)."""

import random
from typing import get_args

import msgspec

from opennight.lineup.problem import Rule
from opennight.night.kept.placements import Placement, Seating, Why
from opennight.night.kept.proposals import Proposal
from opennight.night.kept.rooms import Room
from opennight.night.kept.setups import Setup
from opennight.night.state import Night


def made_up(night: Night, chance: random.Random, at: int) -> Proposal:
    """A proposal begun at that time (ms), for this night or one much like it."""
    setup = other_rooms(night.setup, chance) if chance.random() < 0.3 else None
    rooms = [room.id for room in (setup or night.setup).rooms]
    cells = [(slot.id, room) for slot in night.setup.slots for room in rooms]
    pitches = [*night.pitches, len(night.pitches) + 1]
    chance.shuffle(cells)
    chance.shuffle(pitches)
    pinned = {p.pitch for p in night.lineup.values() if p.pinned}
    placements = [Placement(-no, no, *cell, no in pinned) for no, cell in zip(pitches, cells, strict=False)]
    del placements[chance.randint(1, len(placements) + 1) :]
    people = [*night.people, len(night.people) + 1]
    groups = {p.group: tuple(chance.sample(people, chance.randint(0, len(people)))) for p in placements}
    seating = chance.choice(get_args(Seating))
    return Proposal(
        placements=tuple(placements),
        groups={} if seating == "free" else groups,
        why=reasons(
            [p for p in placements if p.pitch in night.pitches], [*night.pitches], seating, chance, at
        ),
        setup=setup,
    )


def other_rooms(setup: Setup, chance: random.Random) -> Setup:
    """The setup with one room lost or gained."""
    rooms = list(setup.rooms)
    if len(rooms) > 1 and chance.random() < 0.5:
        rooms.remove(chance.choice(rooms))
    else:
        no = max((room.id for room in rooms), default=0) + 1
        rooms.append(Room(no, f"Attic {no}", chance.randint(1, 3)))
    return msgspec.structs.replace(setup, rooms=tuple(rooms))


def reasons(
    placements: list[Placement], pitches: list[int], seating: Seating, chance: random.Random, at: int
) -> Why:
    running = [p.pitch for p in placements]
    left_over = [no for no in pitches if no not in running]
    return Why(
        at=at,
        rule=chance.choice(get_args(Rule)),
        line=tuple(running + left_over),
        afforded=chance.randint(0, 3),
        votes={no: chance.randint(0, 3) for no in pitches},
        seating=seating,
    )
