"""What is so, worked out the long way: from the night's people and rooms alone, one by one.

It shares no code with what says it. Seats are tried out in all ways that differ.
"""

from collections.abc import Iterable

from opennight.night.state import Night

Cells = tuple[tuple[int, int], ...]
"""(pitch, room) for each group of a round."""


def root(night: Night, no: int) -> int:
    while night.pitches[no].merged is not None:
        no = night.pitches[no].merged or no
    return no


def all_parts(night: Night, no: int) -> list[int]:
    return [one for one in night.pitches if root(night, one) == no]


def stands(night: Night, no: int) -> bool:
    return night.pitches[no].status == "open" and night.pitches[no].merged is None


def here(night: Night) -> list[int]:
    return [no for no, person in night.people.items() if person.here and not person.removed]


def chose(night: Night, person: int) -> set[int]:
    """The open pitches that they voted for."""
    return {one for dot in night.people[person].dots if stands(night, one := root(night, dot))}


def hosts(night: Night, no: int, among: Iterable[int] | None = None) -> set[int]:
    """Who runs it; `among`: of these people, else of those who are here."""
    those = set(here(night) if among is None else among)
    parts = (night.pitches[one] for one in all_parts(night, no))
    return {p.person for p in parts if p.hosted and p.status == "open"} & those


def points(night: Night, person: int) -> dict[int, int]:
    """What a seat is worth to them, by pitch: a dot or running it is 1, a love 3."""
    found = {no: 1 for no in night.pitches if stands(night, no) and person in hosts(night, no)}
    theirs = night.people[person].strengths
    for no in chose(night, person):
        loved = night.setup.ballot == "strengths" and any(
            theirs.get(part) == "love" for part in all_parts(night, no)
        )
        found[no] = 3 if loved else 1
    return found


def limit(night: Night, room: int) -> int:
    """How many people the line-up puts into a room at most."""
    seats = next(one.seats for one in night.setup.rooms if one.id == room)
    return min(seats, night.setup.most or seats)


def best(night: Night, cells: Cells) -> int:
    """The most points that people can get in a round with these groups, each within its seats, whoever runs
    one in it, and each with its minimum if there are enough people."""
    caps = tuple(limit(night, room) for _pitch, room in cells)
    least = tuple(min(night.setup.least, cap) for cap in caps)
    ways: dict[tuple[int, ...], int] = {(0,) * len(cells): 0}
    fixed: dict[int, int] = {}
    for place, (pitch, _room) in enumerate(cells):
        ordered = in_order(night, pitch)[: caps[place]]
        fixed |= dict.fromkeys(ordered, place)
    persons = here(night)
    if sum(least) > len(persons):
        least = (0,) * len(cells)
    for person in persons:
        worth = points(night, person)
        more: dict[tuple[int, ...], int] = {}
        for filled, kept in ways.items():
            for place, (pitch, _room) in enumerate(cells):
                if filled[place] < caps[place] and fixed.get(person, place) == place:
                    then = (*filled[:place], filled[place] + 1, *filled[place + 1 :])
                    more[then] = max(more.get(then, -1), kept + worth.get(pitch, 0))
            if person not in fixed:
                more[filled] = max(more.get(filled, -1), kept)
        ways = more
    enough = [kept for filled, kept in ways.items() if all(map(int.__ge__, filled, least))]
    return max(enough or ways.values())


def in_order(night: Night, pitch: int) -> list[int]:
    """Who runs it, in the order in which they pitched it or a part of it."""
    seen: dict[int, None] = {}

    def walk(no: int) -> None:
        one = night.pitches[no]
        if one.hosted and one.status == "open" and one.person in here(night):
            seen[one.person] = None
        for part in one.parts:
            walk(part)

    walk(pitch)
    return list(seen)


def cells(night: Night, slot: int) -> Cells:
    return tuple((p.pitch, p.room) for p in night.lineup.values() if p.slot == slot)


def members(night: Night, group: int) -> set[int]:
    return set(night.groups[group].members)


def free(night: Night, group: int) -> int:
    """The chairs in its room that nobody has."""
    room = night.lineup[group].room
    return next(one.seats for one in night.setup.rooms if one.id == room) - len(members(night, group))


def suits(night: Night, no: int, room: int, running: set[int]) -> bool:
    """Whether the room has what it needs, and seats for all who run it."""
    its = next(one for one in night.setup.rooms if one.id == room)
    parts = [night.pitches[part] for part in all_parts(night, no)]
    needs = {need for part in parts if part.status == "open" for need in part.needs}
    return needs <= set(its.features) and len(running) <= limit(night, room)


def times(night: Night, no: int) -> set[int]:
    """The rounds that suit it and all that became part of it."""
    every = {slot.id for slot in night.setup.slots}
    for part in all_parts(night, no):
        said = set(night.pitches[part].times) & {slot.id for slot in night.setup.slots}
        if night.pitches[part].status == "open" and said:
            every &= said
    return every
