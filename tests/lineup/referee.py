"""A referee: HiGHS proves how good a placement and seating of the same pitches can be at best.

Its model is its own and shares nothing with the press: x[pitch, slot] says when a pitch runs, y[wish, slot]
that a wish is kept then; one more column for each pitch and slot counts who sits there without a wish for
it. The fewest people with nothing come first, then the most points. Rooms are not told apart, so all have to
be alike; needs, times and pins are not supported.
"""

import itertools
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

import highspy

from opennight.lineup.problem import Plan, Problem
from tests.lineup.judge import worth

FIRST = 1_000
"""The weight, in points, of one more person who has something: more than any person's ideal."""


@dataclass(frozen=True)
class Verdict:
    """The best possible: how many people have nothing, and how many points are kept.

    If not `proven`, these are the best found so far, and only `at_most` is certain.
    """

    nothing: int
    kept: int
    proven: bool
    at_most: int
    """An upper bound on the points kept, with no more people left with nothing."""

    @property
    def goal(self) -> int:
        return self.kept - FIRST * self.nothing


@dataclass
class Model:
    """Columns with their costs, rows with their bounds; all columns are integers."""

    lower: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    cost: list[float] = field(default_factory=list)
    rows: list[tuple[float, float, list[int], list[float]]] = field(default_factory=list)

    def column(self, upper: float = 1, cost: float = 0, lower: float = 0) -> int:
        self.lower.append(lower)
        self.upper.append(upper)
        self.cost.append(cost)
        return len(self.cost) - 1

    def row(self, lower: float, upper: float, *terms: tuple[float, int]) -> None:
        self.rows.append((lower, upper, [column for _by, column in terms], [by for by, _column in terms]))

    def solve(self, seconds: float, start: dict[int, float] | None = None) -> highspy.Highs:
        """Within so many seconds, from these values of some columns on, if any."""
        highs = highspy.Highs()  # type: ignore[no-untyped-call]
        highs.silent()
        highs.setOptionValue("time_limit", float(seconds))
        highs.setOptionValue("threads", 1)
        highs.setOptionValue("mip_rel_gap", 0.0)
        highs.setOptionValue("mip_abs_gap", 0.99)
        highs.addVars(len(self.cost), self.lower, self.upper)
        for column, cost in enumerate(self.cost):
            highs.changeColCost(column, cost)
            highs.changeColIntegrality(column, highspy.HighsVarType.kInteger)
        for lower, upper, columns, by in self.rows:
            highs.addRow(lower, upper, len(columns), columns, by)
        highs.changeObjectiveSense(highspy.ObjSense.kMaximize)
        if start:
            highs.setSolution(len(start), list(start), list(start.values()))
        highs.run()
        return highs


def best(problem: Problem, plan: Plan, seconds: float = 30) -> Verdict:
    """The best that can be reached by placing and seating the pitches of this plan.

    Raises ValueError for what this model does not cover.
    """
    if problem.needs or problem.times or problem.pins or len(set(problem.seats)) > 1:
        raise ValueError("rooms are alike and pitches can be anywhere, or this is no referee")
    given = {pitch: slot for pitch, slot, _room in plan.placements}
    marks = {key: mark for key, mark in worth(problem).items() if key[1] in given}
    # Those that most is wished for come first: once these are placed, little is left to search.
    chosen = sorted(given, key=lambda pitch: -sum(mark for key, mark in marks.items() if key[1] == pitch))
    model = Model()
    slots = range(problem.slots)
    x = {(pitch, slot): model.column() for pitch in chosen for slot in slots}
    y = {(key, slot): model.column(cost=mark) for key, mark in marks.items() for slot in slots}
    has = {person: model.column(cost=FIRST) for person in sorted({person for person, _pitch in marks})}
    place(model, problem, chosen, x)
    keep(model, problem, marks.keys(), x, y)
    fill(model, problem, chosen, x, y)
    for person, column in has.items():
        own = [(-1.0, y[key, slot]) for key in marks if key[0] == person for slot in slots]
        model.row(-highspy.kHighsInf, 0, (1, column), *own)
    highs = model.solve(seconds, start(chosen, given, x))
    values = highs.getSolution().col_value
    kept = sum(mark * round(values[y[key, slot]]) for key, mark in marks.items() for slot in slots)
    nothing = sum(1 - round(values[column]) for column in has.values())
    proven = highs.getModelStatus() == highspy.HighsModelStatus.kOptimal
    bound = highs.getInfo().mip_dual_bound - FIRST * (len(has) - nothing)
    return Verdict(nothing, kept, proven, kept if proven else int(bound + 0.001))


def start(chosen: list[int], given: dict[int, int], x: dict[tuple[int, int], int]) -> dict[int, float]:
    """The placement that is given, its slots in the order of their first pitch."""
    order = list(dict.fromkeys(given[pitch] for pitch in chosen))
    return {column: float(order.index(given[pitch]) == slot) for (pitch, slot), column in x.items()}


def place(model: Model, problem: Problem, chosen: list[int], x: dict[tuple[int, int], int]) -> None:
    """Each pitch once, no more in a slot than there are rooms, nobody pitches twice at the same time."""
    slots = range(problem.slots)
    hosted = defaultdict(list)
    for pitch in chosen:
        model.row(1, 1, *((1.0, x[pitch, slot]) for slot in slots))
        for person in problem.pitchers[pitch]:
            hosted[person].append(pitch)
    for slot in slots:
        model.row(0, len(problem.seats), *((1.0, x[pitch, slot]) for pitch in chosen))
        for pitches in hosted.values():
            model.row(0, 1, *((1.0, x[pitch, slot]) for pitch in pitches))
    # Slots are alike: ordering them by their first pitch saves searching the same solutions many times.
    for number, slot in itertools.product(range(min(problem.slots, len(chosen))), slots):
        if slot > number:
            model.row(0, 0, (1, x[chosen[number], slot]))


def keep(
    model: Model,
    problem: Problem,
    keys: Iterable[tuple[int, int]],
    x: dict[tuple[int, int], int],
    y: dict[tuple[tuple[int, int], int], int],
) -> None:
    """A wish is kept only when its pitch runs, one per person and slot; pitchers are in their own groups."""
    of_person = defaultdict(list)
    for person, pitch in keys:
        of_person[person].append((person, pitch))
        for slot in range(problem.slots):
            own = person in problem.pitchers[pitch]
            model.row(-highspy.kHighsInf, 0, (1, y[(person, pitch), slot]), (-1, x[pitch, slot]))
            model.row(0 if own else -1, 0, (1, y[(person, pitch), slot]), (-1, x[pitch, slot]))
    for own_keys, slot in itertools.product(of_person.values(), range(problem.slots)):
        model.row(0, 1, *((1.0, y[key, slot]) for key in own_keys))


def fill(
    model: Model,
    problem: Problem,
    chosen: list[int],
    x: dict[tuple[int, int], int],
    y: dict[tuple[tuple[int, int], int], int],
) -> None:
    """Groups keep to their seats and their minimum; people without a wish there sit where a seat is left."""
    most = min(problem.seats[0], problem.most or problem.seats[0])
    of_pitch = defaultdict(list)
    for key, slot in y:
        of_pitch[key[1], slot].append((1.0, y[key, slot]))
    for slot in range(problem.slots):
        everybody = []
        for pitch in chosen:
            group = [*of_pitch[pitch, slot], (1.0, model.column(upper=most))]
            everybody += group
            model.row(-highspy.kHighsInf, 0, *group, (-most, x[pitch, slot]))
            model.row(0, highspy.kHighsInf, *group, (-min(problem.least, most), x[pitch, slot]))
        model.row(0, problem.people, *everybody)
