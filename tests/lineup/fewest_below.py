"""A referee for the floor: HiGHS proves how many people have to keep less than a share of their own ideal.

Its model is its own: x[wish] says that somebody has a seat there. The minimums of groups are left aside, so
it never says too many. Pins must not clash, and every group has seats for its pitchers.
"""

from collections import defaultdict

import highspy

from opennight.lineup.problem import Plan, Problem
from tests.lineup.judge import limit, worth
from tests.lineup.referee import Model


def fewest_below(problem: Problem, plan: Plan, percent: int, *, kept: int = 0, anywhere: bool = False) -> int:
    """How many people have to keep less than so many percent of their ideal while so many points are `kept`.

    With the groups of this plan; or `anywhere`: as if no two pitches ran at the same time and each had the
    biggest room, so that no placement of these pitches whatever has fewer.
    """
    room_of = {pitch: room for pitch, _slot, room in plan.placements}
    slot_of = {pitch: slot for pitch, slot, _room in plan.placements}
    marks = {key: mark for key, mark in worth(problem).items() if key[1] in slot_of}
    biggest = max(limit(problem, room) for room in range(len(problem.seats)))
    model = Model()
    x = {key: model.column(lower=float(key[0] in problem.pitchers[key[1]])) for key in marks}
    groups, own, then = defaultdict(list), defaultdict(list), defaultdict(list)
    for (person, pitch), column in x.items():
        groups[pitch].append((1.0, column))
        own[person].append((marks[person, pitch], column))
        then[person, None if anywhere else slot_of[pitch]].append((1.0, column))
    for pitch, its in groups.items():
        model.row(0, biggest if anywhere else limit(problem, room_of[pitch]), *its)
    for its in then.values():
        model.row(0, problem.slots if anywhere else 1, *its)
    for mine in own.values():
        ideal = sum(sorted((mark for mark, _column in mine), reverse=True)[: problem.slots])
        enough = model.column(cost=1)
        needed = -(-percent * ideal // 100)
        model.row(0, highspy.kHighsInf, (-needed, enough), *mine)
    model.row(kept, highspy.kHighsInf, *((mark, x[key]) for key, mark in marks.items()))
    highs = model.solve(120)
    assert highs.getModelStatus() == highspy.HighsModelStatus.kOptimal
    return len(own) - int(highs.getInfo().mip_dual_bound + 0.001)
