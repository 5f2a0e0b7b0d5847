"""A referee for seats: HiGHS proves the best seating of a given placement, all slots at once.

The fewest people with nothing come first, then the most points. Its model is its own: x[person, group] says
who sits where. Pins must not clash, and every group has seats for its pitchers.
"""

from collections import defaultdict

import highspy

from opennight.lineup.problem import Plan, Problem
from tests.lineup.judge import limit, worth
from tests.lineup.referee import FIRST, Model


def best_seats(problem: Problem, plan: Plan) -> tuple[int, int]:
    """How many people leave with nothing at best, and the most points that can then be kept."""
    place = {pitch: (slot, room) for pitch, slot, room in plan.placements}
    marks = {key: mark for key, mark in worth(problem).items() if key[1] in place}
    model = Model()
    x = {
        (person, pitch): model.column(
            cost=marks.get((person, pitch), 0), lower=float(person in problem.pitchers[pitch])
        )
        for person in range(problem.people)
        for pitch in place
    }
    slots = defaultdict(list)
    for pitch, (slot, _room) in place.items():
        slots[slot].append(pitch)
    for running in slots.values():
        limits = {pitch: limit(problem, place[pitch][1]) for pitch in running}
        least = {pitch: min(problem.least, limits[pitch]) for pitch in running}
        short = sum(least.values()) > problem.people
        for pitch in running:
            group = [(1.0, x[person, pitch]) for person in range(problem.people)]
            model.row(0 if short else least[pitch], limits[pitch], *group)
        for person in range(problem.people):
            model.row(0, 1, *((1.0, x[person, pitch]) for pitch in running))
    has = {person: model.column(cost=FIRST) for person, _pitch in marks}
    for person, column in has.items():
        own = [(-1.0, x[key]) for key in marks if key[0] == person]
        model.row(-highspy.kHighsInf, 0, (1, column), *own)
    highs = model.solve(30)
    assert highs.getModelStatus() == highspy.HighsModelStatus.kOptimal
    values = highs.getSolution().col_value
    kept = sum(mark * round(values[x[key]]) for key, mark in marks.items())
    return sum(1 - round(values[column]) for column in has.values()), kept
