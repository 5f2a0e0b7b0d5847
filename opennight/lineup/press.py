"""The press: from a problem to its plan."""

import numpy as np

from opennight.lineup import explain
from opennight.lineup.chains import Values
from opennight.lineup.choose import Choice, choose
from opennight.lineup.groups import Room, slots_of
from opennight.lineup.lift import lift, pays
from opennight.lineup.mix import mix
from opennight.lineup.nearest import nearest
from opennight.lineup.place import cells, place
from opennight.lineup.problem import Other, Plan, Problem
from opennight.lineup.repeats import had, second_runs
from opennight.lineup.replan import loyal, mend, staying
from opennight.lineup.seat import seat, sit
from opennight.lineup.select import afforded, in_line, nothing
from opennight.lineup.shape import Cell, Ints, Shape
from opennight.lineup.together import together


def press(problem: Problem, effort: int = 1) -> Plan:
    """The plan for this problem; the same problem gives the same plan, bit for bit.

    The search is `effort` times as long.
    """
    shape = Shape(problem)
    line = in_line(shape.wishes, problem.rule, shape.slots * shape.width)
    choice, placed, prices = (*mend(shape, line), None) if problem.standing else anew(shape, line, effort)
    placed, seated = nearest(shape, placed, seats(shape, placed, prices))
    slot_of = choice.slot_of
    floorless = None
    again, then = second_runs(shape, placed, seated)
    if problem.floor != "none" and problem.seating == "wishes" and placed and not problem.standing:
        floorless = explain.totals(shape, slot_of, seated)
        other, others = nearest(shape, *lift(shape, placed, seated, prices))
        more, there = second_runs(shape, other, others)
        runs = bool(again or more)
        if not runs or pays(shape, placed, had(shape, then, again), had(shape, there, more)):
            placed, seated, again, then = other, others, more, there
    totals = explain.totals(shape, slot_of, seated)
    slots, people = np.nonzero(then >= 0)
    return Plan(
        placements=tuple((pitch, *cell) for pitch, cell in sorted(placed.items())),
        groups=tuple(zip(people.tolist(), then[slots, people].tolist(), strict=True)),
        line=tuple(line.tolist()),
        totals=totals,
        floorless=floorless,
        nothing_chosen=nothing(shape.wishes, np.flatnonzero(slot_of >= 0).astype(np.int32)),
        afforded=afforded(shape.wishes, shape.slots * shape.width) if problem.rule == "shares" else 0,
        again=again,
    )


def times(problem: Problem) -> tuple[Other, ...]:
    """What another time would change for each topic of the line-up that stands."""
    return explain.times(Shape(problem))


def anew(shape: Shape, line: Ints, effort: int) -> tuple[Choice, dict[int, Cell], Values]:
    """A new line-up, from nothing but the pins; and the price of a seat in each group."""
    choice = choose(shape, line)
    choice.slot_of, prices = place(shape, choice.slot_of, effort)
    if shape.problem.again and shape.problem.seating == "wishes":
        choice.slot_of, prices = together(shape, choice.slot_of, prices, effort)
    return choice, cells(shape, choice.slot_of), prices


def seats(shape: Shape, placed: dict[int, Cell], prices: Values | None = None) -> Ints:
    """Which pitch each person is at in each slot (S, N), -1 for none. `prices` (P,) of seats are a guess."""
    slots = slots_of(shape, placed)
    if shape.problem.seating == "free":
        return np.full((shape.slots, shape.people), -1, np.int32)
    if shape.problem.seating == "mixed":
        return stirred(shape, slots, placed) if shape.problem.standing else mixed(shape, slots)
    return seat(shape, slots, loyal(shape, placed) if shape.problem.standing else None, prices)


def mixed(shape: Shape, slots: list[Room]) -> Ints:
    """Equal groups in which people meet few known faces, whatever they wish for (S, N)."""
    fixed = np.array([room.fixed for room in slots], np.int32).reshape(shape.slots, shape.people)
    groups = mix(shape.people, [room.seats for room in slots], fixed, shape.problem.seed)
    pitches = [np.append(room.pitches, -1) for room in slots]
    return np.array([pitches[slot][groups[slot]] for slot in range(shape.slots)], np.int32).reshape(
        groups.shape
    )


def stirred(shape: Shape, slots: list[Room], placed: dict[int, Cell]) -> Ints:
    """Mixed groups, mended: people stay, and those without a group go where the fewest are (S, N)."""
    worth = staying(shape, placed)
    return np.array([sit(room, worth) for room in slots], np.int32).reshape(shape.slots, shape.people)
