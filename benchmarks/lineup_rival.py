"""The same night for conference-scheduler (PyPI), which schedules events by constraints and ignores people.

It gets what it can use: the chosen pitches as events, how many wish for each as its demand, rooms with their
seats at each time, and that pitches of one pitcher cannot be at the same time. It has several ways to find a
schedule; our seating puts the people into each.
"""

import contextlib
import datetime
import time
import warnings
from collections import Counter
from collections.abc import Callable
from typing import Any, NamedTuple

import msgspec
import numpy as np
import pulp
from conference_scheduler import scheduler
from conference_scheduler.lp_problem.objective_functions import equity_capacity_demand_difference
from conference_scheduler.resources import Event, Slot

from opennight.lineup.problem import Plan, Problem

Place = tuple[int, int, int]
Way = Callable[[list[Any], list[Any]], list[tuple[int, int]]]
BEGIN = datetime.datetime(2026, 1, 10, 10)


def solver() -> Any:
    """The solver that comes with PuLP, which it uses: CBC, for a minute at most."""
    return pulp.PULP_CBC_CMD(msg=False, timeLimit=60, threads=1)


def exact(events: list[Any], slots: list[Any]) -> Any:
    return scheduler.solution(events, slots, solver=solver())


def equitable(events: list[Any], slots: list[Any]) -> Any:
    """Minimize the largest excess of demand over a room's seats."""
    return scheduler.solution(events, slots, equity_capacity_demand_difference, solver=solver())


def heuristic(events: list[Any], slots: list[Any]) -> Any:
    np.random.seed(1)
    return scheduler.heuristic(events, slots)


WAYS: dict[str, Way] = {"constraints": exact, "capacity": equitable, "hill climbing": heuristic}


class Found(NamedTuple):
    """The schedule that one of its ways found, or None, and the seconds that took."""

    places: tuple[Place, ...] | None
    seconds: float


def model(problem: Problem, chosen: list[int]) -> tuple[list[Any], list[Any], list[tuple[int, int]]]:
    """Its events, its slots, and the slot and room of ours that each of those stands for."""
    cells = [(slot, room) for slot in range(problem.slots) for room in range(len(problem.seats))]
    slots = [
        Slot(
            venue=f"room {room}",
            starts_at=BEGIN + datetime.timedelta(hours=slot),
            duration=50,
            capacity=problem.seats[room],
            session=f"slot {slot}",
        )
        for slot, room in cells
    ]
    votes = Counter(pitch for _person, pitch, _mark in problem.wishes)
    events = [Event(name=f"pitch {pitch}", duration=50, demand=votes[pitch]) for pitch in chosen]
    for event, pitch in zip(events, chosen, strict=True):
        for other, rival in zip(events, chosen, strict=True):
            if pitch < rival and set(problem.pitchers[pitch]) & set(problem.pitchers[rival]):
                event.add_unavailability(other)
    return events, slots, cells


def schedule(problem: Problem, plan: Plan, way: Way) -> Found:
    """Schedule the plan's pitches again, in this way."""
    chosen = sorted(pitch for pitch, _slot, _room in plan.placements)
    events, slots, cells = model(problem, chosen)
    began = time.perf_counter()
    with warnings.catch_warnings(), contextlib.suppress(ValueError):
        warnings.simplefilter("ignore")
        pairs = way(events, slots)
        places = tuple((chosen[event], *cells[slot]) for event, slot in pairs or ())
        return Found(places if len(places) == len(chosen) else None, time.perf_counter() - began)
    return Found(None, time.perf_counter() - began)


def with_schedule(problem: Problem, places: tuple[Place, ...]) -> Problem:
    """The night with everything pinned where this schedule has it: only the people are left to be seated."""
    return msgspec.structs.replace(problem, pins=places)
