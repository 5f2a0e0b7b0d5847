"""What can happen to a night with a line-up: from a problem and its plan to the problem of mending it."""

from typing import NamedTuple, TypeVar

import msgspec

from opennight.lineup.problem import Plan, Problem

Place = tuple[int, int, int]
Value = TypeVar("Value")


def standing(problem: Problem, plan: Plan) -> Problem:
    """The same night with this plan as its line-up; nothing has happened yet."""
    return msgspec.structs.replace(problem, standing=plan.placements, sitting=plan.groups)


def room_lost(stands: Problem, lost: int) -> Problem:
    """The room is gone, and the rooms after it are renumbered; pins to it are dropped."""

    def other(place: Place) -> Place:
        pitch, slot, room = place
        return pitch, slot, -1 if room == lost else room - (room > lost)

    return msgspec.structs.replace(
        stands,
        seats=without(stands.seats, lost),
        features=without(stands.features, lost),
        pins=tuple(other(pin) for pin in stands.pins if pin[2] != lost),
        standing=tuple(other(place) for place in stands.standing),
    )


def room_gained(stands: Problem, seats: int) -> Problem:
    return msgspec.structs.replace(
        stands, seats=(*stands.seats, seats), features=(*stands.features, 0) if stands.features else ()
    )


def pitch_withdrawn(stands: Problem, gone: int) -> Problem:
    """The pitch is gone with its wishes, and the pitches after it are renumbered."""

    def other(pitch: int) -> int:
        return pitch - (pitch > gone)

    return msgspec.structs.replace(
        stands,
        pitchers=without(stands.pitchers, gone),
        needs=without(stands.needs, gone),
        times=without(stands.times, gone),
        wishes=tuple((who, other(pitch), mark) for who, pitch, mark in stands.wishes if pitch != gone),
        pins=tuple((other(pitch), *cell) for pitch, *cell in stands.pins if pitch != gone),
        standing=tuple((other(pitch), *cell) for pitch, *cell in stands.standing if pitch != gone),
        sitting=tuple((who, other(pitch)) for who, pitch in stands.sitting if pitch != gone),
    )


def people_late(stands: Problem, ballots: list[dict[int, int]]) -> Problem:
    """One more person for each ballot, which has their marks by pitch."""
    late = [
        (stands.people + number, pitch, mark)
        for number, marks in enumerate(ballots)
        for pitch, mark in sorted(marks.items())
    ]
    return msgspec.structs.replace(
        stands, people=stands.people + len(ballots), wishes=(*stands.wishes, *late)
    )


def people_left(stands: Problem, stay: int) -> Problem:
    """Only the first `stay` people are still there; the others no longer count as pitchers."""
    return msgspec.structs.replace(
        stands,
        people=stay,
        pitchers=tuple(tuple(who for who in people if who < stay) for people in stands.pitchers),
        wishes=tuple(wish for wish in stands.wishes if wish[0] < stay),
        sitting=tuple(sit for sit in stands.sitting if sit[0] < stay),
    )


def without(values: tuple[Value, ...], index: int) -> tuple[Value, ...]:
    return values[:index] + values[index + 1 :]


class Moves(NamedTuple):
    """What mending did: topics that changed their time, topics that no longer run, places (a person in a
    slot) that are now in another group or in none, and the people these belong to."""

    retimed: int
    dropped: int
    moved: int
    people: int


def moves(stands: Problem, plan: Plan) -> Moves:
    """From the line-up that stood in this problem to the plan; pitches as numbered in the problem."""
    before = {pitch: slot for pitch, slot, _room in stands.standing}
    after = {pitch: slot for pitch, slot, _room in plan.placements}
    now = {(person, after[pitch]): pitch for person, pitch in plan.groups}
    moved = [(who, pitch) for who, pitch in stands.sitting if now.get((who, before[pitch])) != pitch]
    return Moves(
        retimed=sum(after.get(pitch, slot) != slot for pitch, slot in before.items()),
        dropped=len(before.keys() - after.keys()),
        moved=len(moved),
        people=len({person for person, _pitch in moved}),
    )


def in_room(stands: Problem, room: int) -> int:
    """How many places (a person in a slot) are in this room; −1: in the one that is lost."""
    there = {pitch for pitch, _slot, where in stands.standing if where == room}
    return sum(pitch in there for _person, pitch in stands.sitting)
