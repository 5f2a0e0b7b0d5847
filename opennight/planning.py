"""From a night to a problem of plain numbers, to a process that solves it, and back to a proposal.

The process is one of its own: the server never loads numpy, and its pushes never wait for a press.
"""

import asyncio
import logging
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import msgspec

from opennight.lineup.problem import Plan, Problem, Rule
from opennight.night import demands, people, pitches, votes
from opennight.night.state import (
    FEATURES,
    Elsewhen,
    Instead,
    Night,
    Placement,
    Proposal,
    Setup,
    Why,
)
from opennight.night.words import Refused, _
from opennight.places import PACKAGE

logger = logging.getLogger("opennight")

Name = TypeVar("Name", int, str)

AT_ONCE = 2
"""Processes; whoever presses meanwhile waits."""
LIMIT = 20.0
"""Seconds for one of them. A night of 3,000 takes one."""


@dataclass(frozen=True, slots=True)
class Question:
    """A problem, and what its numbers stand for: the night's own numbers, by place."""

    problem: Problem
    people: list[int]
    pitches: list[int]
    slots: list[int]
    rooms: list[int]
    pins: frozenset[int]
    at: int


def question(night: Night, rule: Rule, at: int, *, setup: Setup | None = None, few_moves: bool) -> Question:
    """The night as a problem. `few_moves`: mend the line-up that stands; else make it anew around its pins.

    `setup` is the one to come, where a room is lost or gained.
    """
    setup = setup or night.setup
    persons = [person.no for person in people.present(night)]
    open_ones = [pitch.no for pitch in pitches.visible(night)]
    slots, rooms = [slot.id for slot in setup.slots], [room.id for room in setup.rooms]
    person_at, pitch_at = places(persons), places(open_ones)
    slot_at, room_at = places(slots), places(rooms)
    feature_at = places(FEATURES)
    cells = {
        p.pitch: (pitch_at[p.pitch], slot_at[p.slot], room_at.get(p.room, -1)) for p in night.lineup.values()
    }
    pins = [no for no, p in night.lineup.items() if p.pinned and p.room in room_at]
    problem = Problem(
        people=len(persons),
        slots=len(slots),
        seats=tuple(room.seats for room in setup.rooms),
        pitchers=tuple(tuple(person_at[host] for host in demands.hosts(night, no)) for no in open_ones),
        wishes=tuple(
            (person_at[person], pitch_at[no], 1)
            for no in open_ones
            for person in votes.voters(night, no)
            if person in person_at
        ),
        needs=tuple(bits(feature_at[name] for name in demands.needs(night, no)) for no in open_ones),
        features=tuple(bits(feature_at[name] for name in room.features) for room in setup.rooms),
        times=tuple(bits(slot_at[slot] for slot in demands.times(night, no)) for no in open_ones),
        pins=tuple(cells[no] for no in pins),
        least=setup.least,
        most=setup.most,
        rule=rule,
        seating=setup.seating,
        standing=tuple(cells.values()) if few_moves else (),
        sitting=tuple(
            (person_at[person], pitch_at[no])
            for no in night.lineup
            for person in night.members.get(no, ())
            if person in person_at
        )
        if few_moves
        else (),
    )
    return Question(problem, persons, open_ones, slots, rooms, frozenset(pins), at)


def places(numbers: Sequence[Name]) -> dict[Name, int]:
    """The place of each in the list."""
    return {number: place for place, number in enumerate(numbers)}


def bits(members: Iterable[int]) -> int:
    """A set as a whole number (see lineup/problem.py)."""
    return sum(1 << member for member in members)


def proposal(asked: Question, plan: Plan, *, setup: Setup | None = None) -> Proposal:
    """The plan in the night's own numbers."""
    names = asked.pitches
    placements = tuple(
        Placement(names[pitch], asked.slots[slot], asked.rooms[room], names[pitch] in asked.pins)
        for pitch, slot, room in plan.placements
    )
    groups: dict[int, list[int]] = {}
    for person, pitch in plan.groups:
        groups.setdefault(names[pitch], []).append(asked.people[person])
    why = Why(
        at=asked.at,
        rule=asked.problem.rule,
        line=tuple(names[pitch] for pitch in plan.line),
        hurdles={names[pitch]: hurdle for pitch, hurdle in plan.hurdles.items()},
        elsewhen={
            names[pitch]: Elsewhen(
                asked.slots[e.slot], names[e.other] if e.other >= 0 else 0, e.lost, e.gained
            )
            for pitch, e in plan.elsewhen.items()
        },
        instead=tuple(
            Instead(
                other.rule,
                tuple(names[pitch] for pitch in other.comes),
                tuple(names[pitch] for pitch in other.goes),
                other.nothing,
            )
            for other in plan.instead
        ),
        room_more=plan.room_more,
        seating=asked.problem.seating,
    )
    seated = {no: tuple(group) for no, group in groups.items()}
    return Proposal(placements=placements, groups=seated, why=why, setup=setup)


class Planner:
    """Solves problems, a few at a time."""

    def __init__(self) -> None:
        self.free = asyncio.Semaphore(AT_ONCE)

    async def solve(self, problem: Problem) -> Plan:
        """The plan for a problem. Raises `Refused` where none comes in time."""
        async with self.free:
            try:
                async with asyncio.timeout(LIMIT):
                    return msgspec.json.decode(await run(msgspec.json.encode(problem)), type=Plan)
            except (OSError, TimeoutError, msgspec.DecodeError):
                logger.exception("no line-up")
                raise Refused(_("The line-up could not be worked out just now. Try again."), "busy") from None


async def run(problem: bytes) -> bytes:
    """Give it to a process of its own, and take its answer.

    Raises `OSError` if it fails; leaves no process behind.
    """
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "opennight.lineup",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        cwd=PACKAGE.parent,  # where Python finds the package, wherever the server was started
    )
    try:
        answer, said = await process.communicate(problem)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode:
        raise OSError(f"opennight.lineup ended with {process.returncode}: {said.decode(errors='replace')}")
    return answer
