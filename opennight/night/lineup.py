"""The line-up: which pitches run, in which slot and which room; and the waiting list of those that do not."""

from collections.abc import Iterator

import msgspec

from opennight.night import people, pitches, votes
from opennight.night.nights import refuse_closed
from opennight.night.state import Night, Pitch, Placement, Room, Slot
from opennight.night.words import Command, Event, Refused, _


class MakeLineup(Command, frozen=True):
    """The most wanted pitches into slots × rooms; what is pinned stays."""


class PlacePitch(Command, frozen=True):
    """Put a pitch into a cell, or the first free one.

    Whoever is there changes places with it, or goes onto the waiting list.
    """

    pitch: int
    slot: int | None = None
    room: int | None = None


class PinPitch(Command, frozen=True):
    pitch: int
    pinned: bool


class DropPitch(Command, frozen=True):
    pitch: int


class ClearLineup(Command, frozen=True):
    pass


class LineupSet(Event, frozen=True):
    """The whole line-up from now on.

    `members` (pitch → person → since when, in ms) come back to their groups, in an undo.
    """

    placements: tuple[Placement, ...]
    members: dict[int, dict[int, int]] = msgspec.field(default_factory=dict)


def slot(night: Night, no: int) -> Slot | None:
    return next((slot for slot in night.setup.slots if slot.id == no), None)


def room(night: Night, no: int) -> Room | None:
    return next((room for room in night.setup.rooms if room.id == no), None)


def at(night: Night, slot: int, room: int) -> Placement | None:
    """What runs in this cell."""
    return next((p for p in night.lineup.values() if p.slot == slot and p.room == room), None)


def in_slot(night: Night, slot: int) -> list[Placement]:
    """What runs at this time, in the order of the rooms."""
    order = {room.id: place for place, room in enumerate(night.setup.rooms)}
    return sorted((p for p in night.lineup.values() if p.slot == slot), key=lambda p: order.get(p.room, 0))


def waiting(night: Night) -> list[Pitch]:
    """The pitches that did not make it, most wanted first: the waiting list."""
    return [pitch for pitch in votes.ranked(night) if pitch.no not in night.lineup]


def free_cells(night: Night) -> Iterator[tuple[int, int]]:
    """Empty cells, slot by slot, in each the room with most seats first."""
    taken = {(p.slot, p.room) for p in night.lineup.values()}
    rooms = sorted(night.setup.rooms, key=lambda room: -room.seats)
    return (
        (slot.id, room.id) for slot in night.setup.slots for room in rooms if (slot.id, room.id) not in taken
    )


def lineup_set(night: Night, command: Command, placements: dict[int, Placement]) -> list[Event]:
    if placements == night.lineup:
        return []
    return [LineupSet(at=command.at, by=command.by, placements=tuple(placements.values()))]


def make(night: Night, command: MakeLineup) -> list[Event]:
    refuse_closed(night)
    if not night.setup.rooms:
        raise Refused(_("Add a room or a table first, in the setup."), field="rooms")
    placements = {no: p for no, p in night.lineup.items() if p.pinned}
    taken = {(p.slot, p.room) for p in placements.values()}
    rooms = sorted(night.setup.rooms, key=lambda room: -room.seats)
    # Room by room, not slot by slot: the most wanted topics run one after another in the biggest room.
    cells = [
        (slot.id, room.id) for room in rooms for slot in night.setup.slots if (slot.id, room.id) not in taken
    ]
    ranked = [pitch for pitch in votes.ranked(night) if pitch.no not in placements]
    for (slot_no, room_no), pitch in zip(cells, ranked, strict=False):
        placements[pitch.no] = Placement(pitch.no, slot_no, room_no)
    if not placements:
        raise Refused(_("There are no pitches to put into the line-up yet."), "late")
    return lineup_set(night, command, placements)


def place(night: Night, command: PlacePitch) -> list[Event]:
    refuse_closed(night)
    pitch = pitches.find_open(night, command.pitch)
    old = night.lineup.get(pitch.no)
    if command.slot is None or command.room is None:
        if old:
            return []
        cell = next(free_cells(night), None)
        if cell is None:
            raise Refused(_("Every room is taken at every time. Pick the place it should take over."), "full")
    else:
        cell = (command.slot, command.room)
    if slot(night, cell[0]) is None or room(night, cell[1]) is None:
        raise Refused(_("There is no such room or slot in this night."), "missing")
    placements = dict(night.lineup)
    there = at(night, *cell)
    if there and there.pitch != pitch.no:
        del placements[there.pitch]
        if old:
            placements[there.pitch] = Placement(there.pitch, old.slot, old.room, there.pinned)
    placements[pitch.no] = Placement(pitch.no, *cell, pinned=bool(old and old.pinned))
    return lineup_set(night, command, placements)


def find(night: Night, no: int) -> Placement:
    placement = night.lineup.get(no)
    if placement is None:
        raise Refused(_("This pitch is not in the line-up any more."), "late")
    return placement


def pin(night: Night, command: PinPitch) -> list[Event]:
    refuse_closed(night)
    old = find(night, command.pitch)
    new = Placement(old.pitch, old.slot, old.room, command.pinned)
    return lineup_set(night, command, night.lineup | {old.pitch: new})


def drop(night: Night, command: DropPitch) -> list[Event]:
    refuse_closed(night)
    find(night, command.pitch)
    return lineup_set(night, command, {no: p for no, p in night.lineup.items() if no != command.pitch})


def clear(night: Night, command: ClearLineup) -> list[Event]:
    refuse_closed(night)
    return lineup_set(night, command, {})


def was_set(night: Night, event: LineupSet) -> None:
    """Members move along with their pitch, unless they would then have to be in two places at once."""
    old = dict(night.lineup)
    # An undo may bring back a pitch that was withdrawn since.
    night.lineup = {p.pitch: p for p in event.placements if pitches.is_open(night.pitches[p.pitch])}
    for no in old.keys() - night.lineup.keys():
        night.unplace(no)
    for no, placement in night.lineup.items():
        if no in old and old[no].slot != placement.slot:
            for person in list(night.members.get(no, ())):
                if elsewhere(night, person, placement):
                    del night.members[no][person]
    for no, members in event.members.items():
        if no in night.lineup:
            bring_back(night, night.lineup[no], members)


def elsewhere(night: Night, person: int, placement: Placement) -> bool:
    """Whether the person is in another group at this time."""
    beside = (p.pitch for p in night.lineup.values() if p.slot == placement.slot and p != placement)
    return any(person in night.members.get(other, ()) for other in beside)


def bring_back(night: Night, placement: Placement, members: dict[int, int]) -> None:
    """Members come back to their group, except those who went to another one, or home, since."""
    group = night.members.setdefault(placement.pitch, {})
    here = {person.no for person in people.present(night)}
    group |= {
        no: since for no, since in members.items() if no in here and not elsewhere(night, no, placement)
    }
    night.members[placement.pitch] = dict(sorted(group.items(), key=lambda member: member[1]))


DECIDE = {MakeLineup: make, PlacePitch: place, PinPitch: pin, DropPitch: drop, ClearLineup: clear}
EVOLVE = {LineupSet: was_set}
