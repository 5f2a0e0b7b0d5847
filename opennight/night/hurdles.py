"""Why a topic waits: what is in its way now, in each round that suits it.

It follows from the night as it is, so it is right after every move by hand, and when people come or leave.
"""

from collections.abc import Iterator
from typing import Literal

from opennight.night import lineup, people, pitches, requirements
from opennight.night.kept.pitches import Pitch
from opennight.night.kept.rooms import Room, Slot
from opennight.night.state import Night

Hurdle = Literal["busy", "people", "rooms"]
"""In one round: somebody who would run it runs another group then; there are too few people for one more
group; or no room that suits it is free."""
Waits = Literal[
    "", "out", "new", "untimely", "unsuited", "open", "busy", "people", "ahead", "taken", "rooms", "mixed"
]
"""Why it waits. out: it ran, and was taken out. new: it was not on the wall when the line-up was made.
untimely: no round suits it and all that became part of it. unsuited: no room does. open: nothing is in its
way. busy, people, rooms: the same hurdle in every round that suits it. taken: every room is taken in every
round, and all would suit it; ahead: by topics that were ahead of it in line. mixed: a different hurdle in
different rounds. Empty: people open tables by themselves, or nobody worked the line-up out."""


def of(night: Night, no: int) -> Waits:
    """Why this pitch waits."""
    if night.why is None or pitches.walking(night):
        return ""
    if no not in night.why.line:
        return "new"
    if any(night.groups[group].pitch == no for group in night.why.placed):
        return "out"
    return in_the_way(night, no)


def in_the_way(night: Night, no: int) -> Waits:
    """What is in its way now."""
    slots = [slot for slot in night.setup.slots if slot.id in requirements.times(night, no)]
    if not slots:
        return "untimely"
    suiting = [room for room in night.setup.rooms if suits(night, no, room)]
    if not suiting:
        return "unsuited"
    found = {hurdle(night, no, slot, suiting) for slot in slots}
    if None in found:
        return "open"
    if len(found) > 1:
        return "mixed"
    if found != {"rooms"}:
        return "busy" if found == {"busy"} else "people"
    if len(slots) < len(night.setup.slots) or len(suiting) < len(night.setup.rooms):
        return "rooms"
    return "ahead" if all_ahead(night, no) else "taken"


def hurdle(night: Night, no: int, slot: Slot, suiting: list[Room]) -> Hurdle | None:
    """What is in its way in this round; None if nothing is."""
    running = [placement for placement in night.lineup.values() if placement.slot == slot.id]
    its = hosts(night, no)
    if its and any(not its.isdisjoint(hosts(night, placement.pitch)) for placement in running):
        return "busy"
    taken = {placement.room for placement in running}
    if all(room.id in taken for room in suiting):
        return "rooms"
    return "people" if len(running) >= most_groups(night) else None


def hosts(night: Night, no: int) -> set[int]:
    """Who runs it. Once the night is closed, also who has left."""
    if night.phase != "closed":
        return set(requirements.hosts(night, no))
    return {part.person for part in open_parts(night, no) if part.hosted and part.person in night.people}


def open_parts(night: Night, no: int) -> Iterator[Pitch]:
    return (part for part in pitches.parts(night, no) if part.status == "open")


def suits(night: Night, no: int, room: Room) -> bool:
    """Whether the room has what it needs, and a seat for everybody who runs it."""
    met = requirements.needs(night, no) <= set(room.features)
    return met and len(hosts(night, no)) <= lineup.most_in(night, room)


def most_groups(night: Night) -> int:
    """How many groups a round can have so that each can reach its minimum."""
    if night.phase == "closed":  # most have left
        return len(night.setup.rooms)
    return max(1, people.count(night) // max(1, night.setup.least))


def all_ahead(night: Night, no: int) -> bool:
    """Whether everything that runs was ahead of it in line."""
    line = night.why.line if night.why else ()
    before = set(line[: line.index(no)])
    return all(placement.pitch in before for placement in night.lineup.values())
