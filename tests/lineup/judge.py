"""An independent judge of plans, in plain Python: it shares no code with what makes them.

It is strict only where a plan could have done better: two pins that clash, a pinned group whose room is too
small for its pitchers, and people for whom there is no seat are not the plan's fault.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from opennight.lineup.problem import Plan, Problem


class Points(NamedTuple):
    """`kept` of `ideal` points of wishes (the ideal: each person's strongest wishes among what runs, one per
    slot); `nothing`: how many wished for something that runs and got none of it; `wrong`: what is wrong."""

    kept: int
    ideal: int
    nothing: int
    wrong: tuple[str, ...]

    @property
    def share(self) -> float:
        return self.kept / self.ideal if self.ideal else 1.0


def points(problem: Problem, plan: Plan) -> Points:
    slot_of = {pitch: slot for pitch, slot, _room in plan.placements}
    marks = worth(problem)
    chosen: dict[int, list[int]] = defaultdict(list)
    for (person, pitch), mark in marks.items():
        if pitch in slot_of:
            chosen[person].append(mark)
    ideal = sum(sum(sorted(wishes)[-problem.slots :]) for wishes in chosen.values())
    had = [(person, marks[person, pitch]) for person, pitch in plan.groups if (person, pitch) in marks]
    kept = sum(mark for _person, mark in had)
    nothing = len(chosen.keys() - {person for person, _mark in had})
    wrong = [*of_places(problem, plan), *of_line(problem, plan)]
    if problem.seating == "free":
        wrong += ["somebody is seated where people walk"] * bool(plan.groups)
    else:
        wrong += of_groups(problem, plan)
    return Points(kept, ideal, nothing, tuple(wrong))


def worth(problem: Problem) -> dict[tuple[int, int], int]:
    """(person, pitch) → the points of that wish; people wish for what they pitch, with at least 1."""
    marks = {(person, pitch): 1 for pitch, people in enumerate(problem.pitchers) for person in people}
    return marks | {(person, pitch): mark for person, pitch, mark in problem.wishes}


def of_places(problem: Problem, plan: Plan) -> Iterator[str]:
    """What is wrong with what runs where and when."""
    pins = set(problem.pins)
    for pin in sorted(pins - set(plan.placements)):
        yield f"pin {pin} was moved"
    for pitch, times in Counter(pitch for pitch, _slot, _room in plan.placements).items():
        if times > 1:
            yield f"pitch {pitch} runs {times} times"
    for cell, times in Counter((slot, room) for _pitch, slot, room in plan.placements).items():
        if times > 1:
            yield f"{times} pitches in slot {cell[0]}, room {cell[1]}"
    for pitch, slot, room in plan.placements:
        if not (0 <= slot < problem.slots and 0 <= room < len(problem.seats)):
            yield f"pitch {pitch} is nowhere: slot {slot}, room {room}"
        elif (pitch, slot, room) not in pins and (why := unfit(problem, pitch, slot, room)):
            yield f"pitch {pitch} in slot {slot}, room {room}: {why}"
    pinned = {pin[0] for pin in pins}
    for (slot, person), pitches in sorted(hosting(problem, plan).items()):
        if len(pitches) > 1 and not pinned.issuperset(pitches):
            yield f"person {person} pitches {pitches} at once, in slot {slot}"


def unfit(problem: Problem, pitch: int, slot: int, room: int) -> str:
    """Why a pitch can never be there; empty if it can."""
    need = problem.needs[pitch] if problem.needs else 0
    if need & ~(problem.features[room] if problem.features else 0):
        return "the room lacks a feature"
    if problem.times and not problem.times[pitch] >> slot & 1:
        return "it cannot run then"
    if len(set(problem.pitchers[pitch])) > limit(problem, room):
        return "its pitchers have no seats"
    return ""


def limit(problem: Problem, room: int) -> int:
    """The most people that a group in this room may have."""
    return min(problem.seats[room], problem.most or problem.seats[room])


def hosting(problem: Problem, plan: Plan) -> dict[tuple[int, int], list[int]]:
    """(slot, person) → the pitches that this person pitches then."""
    found = defaultdict(list)
    for pitch, slot, _room in plan.placements:
        for person in set(problem.pitchers[pitch]):
            found[slot, person].append(pitch)
    return found


def of_line(problem: Problem, plan: Plan) -> Iterator[str]:
    """What is wrong with the order, and with what is left out."""
    everything = set(range(len(problem.pitchers)))
    waiting = everything - {pitch for pitch, _slot, _room in plan.placements}
    if sorted(plan.line) != sorted(everything):
        yield f"not everything is in line: {plan.line}"
    if not problem.standing:
        yield from idle(problem, plan, waiting)


def idle(problem: Problem, plan: Plan, waiting: set[int]) -> Iterator[str]:
    """Pitches that wait though a free place suits them and there are enough people for one more group."""
    taken = {(slot, room) for _pitch, slot, room in plan.placements}
    busy = hosting(problem, plan).keys()
    groups = Counter(slot for _pitch, slot, _room in plan.placements)
    for slot in range(problem.slots):
        for room in range(len(problem.seats)):
            enough = limit(problem, room) >= problem.least and problem.people >= problem.least * (
                groups[slot] + 1
            )
            if (slot, room) in taken or not enough:
                continue
            for pitch in sorted(waiting):
                free = all((slot, person) not in busy for person in problem.pitchers[pitch])
                if free and not unfit(problem, pitch, slot, room):
                    yield f"pitch {pitch} waits though slot {slot}, room {room} is free"


def of_groups(problem: Problem, plan: Plan) -> Iterator[str]:
    """What is wrong with who sits where."""
    place = {pitch: (slot, room) for pitch, slot, room in plan.placements}
    groups: dict[int, set[int]] = {pitch: set() for pitch in place}
    seated: Counter[tuple[int, int]] = Counter()
    for person, pitch in plan.groups:
        if pitch not in place or not 0 <= person < problem.people:
            yield f"person {person} in a group of pitch {pitch}, which does not run"
            continue
        groups[pitch].add(person)
        seated[place[pitch][0], person] += 1
    for (slot, person), times in seated.items():
        if times > 1:
            yield f"person {person} in {times} groups in slot {slot}"
    yield from of_pitchers(problem, place, groups)
    for slot in range(problem.slots):
        running = {pitch: groups[pitch] for pitch, (when, _room) in place.items() if when == slot}
        yield from of_sizes(problem, slot, {p: limit(problem, place[p][1]) for p in running}, running)


def of_pitchers(
    problem: Problem, place: dict[int, tuple[int, int]], groups: dict[int, set[int]]
) -> Iterator[str]:
    for pitch, (slot, room) in place.items():
        for person in set(problem.pitchers[pitch]) - groups[pitch]:
            theirs = [p for p, (when, _room) in place.items() if when == slot and person in groups[p]]
            elsewhere = any(person in problem.pitchers[p] for p in theirs)
            if not elsewhere and len(set(problem.pitchers[pitch])) <= limit(problem, room):
                yield f"person {person} is not in the group of their own pitch {pitch}"


def of_sizes(
    problem: Problem, slot: int, limits: dict[int, int], groups: dict[int, set[int]]
) -> Iterator[str]:
    """What is wrong with a slot's groups: too big, needlessly small, people standing despite free seats."""
    own = {pitch: min(limits[pitch], len(groups[pitch] & set(problem.pitchers[pitch]))) for pitch in groups}
    least = {pitch: min(problem.least, limits[pitch]) for pitch in groups}
    missing = sum(max(0, least[pitch] - own[pitch]) for pitch in groups)
    enough = missing <= problem.people - sum(own.values())
    for pitch, group in groups.items():
        if len(group) > limits[pitch]:
            yield f"{len(group)} people in the group of pitch {pitch}, at most {limits[pitch]} may"
        if len(group) < least[pitch] and enough:
            yield f"{len(group)} people in the group of pitch {pitch}, {least[pitch]} are needed"
    sitting = sum(len(group) for group in groups.values())
    free = sum(limits[pitch] - len(group) for pitch, group in groups.items())
    if sitting < problem.people and free > 0:
        yield f"{problem.people - sitting} people have no group in slot {slot}, {free} seats are free"
