"""The line-up: which groups meet, in which slot and which room; and the waiting list of the other pitches."""

from collections.abc import Collection, Iterator

import msgspec

from opennight.night import people, pitches, queue, votes
from opennight.night.closed import refuse_closed
from opennight.night.kept.pitches import Pitch
from opennight.night.kept.placements import Placement, Why
from opennight.night.kept.rooms import Room, Slot
from opennight.night.messages import Command, Event, Label, Refused, Undo, _
from opennight.night.placing import begin, numbered, running, unplace
from opennight.night.state import Night


class PlacePitch(Command, frozen=True):
    """Put a pitch into a cell; without `slot` or `room`, into the first free one.

    A group that is there changes places with it, or goes onto the waiting list. If the pitch runs twice, its
    group in this slot is moved, else its first.
    """

    pitch: int
    slot: int | None = None
    room: int | None = None


class PinGroup(Command, frozen=True):
    group: int
    pinned: bool


class DropGroup(Command, frozen=True):
    group: int


class ClearLineup(Command, frozen=True):
    pass


class LineupSet(Event, frozen=True):
    """The whole line-up from now on.

    The rest is for an undo: `members` (group → person → since when, in ms) come back to their groups, people
    who were seated at the moment `unseated` (ms) leave theirs, and `why` gives the reasons again. `seated`
    (group → persons) leave what they sit in at that time for a seat in this group: see repeats.py.
    """

    KIND = "lineup-set"
    FORM = 2

    placements: tuple[Placement, ...]
    members: dict[int, dict[int, int]] = msgspec.field(default_factory=dict)
    unseated: int | None = None
    why: Why | msgspec.UnsetType | None = msgspec.UNSET
    seated: dict[int, tuple[int, ...]] | msgspec.UnsetType = msgspec.UNSET


def slot(night: Night, no: int) -> Slot | None:
    return next((slot for slot in night.setup.slots if slot.id == no), None)


def room(night: Night, no: int) -> Room | None:
    return next((room for room in night.setup.rooms if room.id == no), None)


def place_of_room(night: Night, no: int) -> int:
    """Which of the night's rooms this is, from 0."""
    return next((place for place, room in enumerate(night.setup.rooms) if room.id == no), 0)


def most_in(night: Night, room: Room) -> int:
    """How many people the line-up gives a seat in this room at most."""
    return min(room.seats, night.setup.most or room.seats)


def gives_seats(night: Night) -> bool:
    """Whether the line-up gave people their places; otherwise they pick them."""
    return night.why is not None and night.why.seating != "free"


def seated(night: Night) -> dict[int, dict[int, int]]:
    """Group → person → since when (ms), for all groups that have members."""
    return {group.no: dict(group.members) for group in night.groups.values() if group.members}


def under_way(night: Night) -> bool:
    """Whether this is the time to work on the line-up."""
    return night.phase in ("groups", "talk") or (night.phase == "vote" and bool(night.lineup))


def at(night: Night, slot: int, room: int) -> Placement | None:
    """What runs in this cell."""
    return next((p for p in night.lineup.values() if p.slot == slot and p.room == room), None)


def in_slot(night: Night, slot: int) -> list[Placement]:
    """What runs at this time, in the order of the rooms."""
    order = {room.id: place for place, room in enumerate(night.setup.rooms)}
    return sorted((p for p in night.lineup.values() if p.slot == slot), key=lambda p: order.get(p.room, 0))


def waiting(night: Night) -> list[Pitch]:
    """The waiting list: pitches not in the line-up, in the rule's order, then most wanted first."""
    running = {p.pitch for p in night.lineup.values()}
    left_over = [pitch for pitch in votes.ranked(night) if pitch.no not in running]
    line = {no: place for place, no in enumerate(night.why.line)} if night.why else {}
    return sorted(left_over, key=lambda pitch: line.get(pitch.no, len(line)))


def free_cells(night: Night) -> Iterator[tuple[int, int]]:
    """Empty cells, slot by slot; within a slot, the room with the most seats first."""
    taken = {(p.slot, p.room) for p in night.lineup.values()}
    rooms = sorted(night.setup.rooms, key=lambda room: -room.seats)
    return (
        (slot.id, room.id) for slot in night.setup.slots for room in rooms if (slot.id, room.id) not in taken
    )


def lineup_set(night: Night, placements: dict[int, Placement]) -> list[Event]:
    """The event that makes this the line-up, with numbers for new groups; none if it is that already."""
    if placements == night.lineup:
        return []
    numbers = numbered(night, placements.values())
    return [
        LineupSet(
            placements=tuple(msgspec.structs.replace(p, group=numbers[p.group]) for p in placements.values())
        )
    ]


def place(night: Night, command: PlacePitch) -> list[Event]:
    refuse_closed(night)
    pitch = pitches.find_open(night, command.pitch).no
    if command.slot is None or command.room is None:
        if running(night, pitch):
            return []
        cell = next(free_cells(night), None)
        if cell is None:
            raise Refused(_("Every room is taken at every time. Pick a topic to replace."), "full")
    else:
        cell = (command.slot, command.room)
    if slot(night, cell[0]) is None or room(night, cell[1]) is None:
        raise Refused(_("This night has no such room or round."), "missing")
    old = meant(night, pitch, cell[0])
    new = Placement(old.group if old else -pitch, pitch, *cell, pinned=bool(old and old.pinned))
    placements = make_way(night, at(night, *cell), old)
    placements[new.group] = new
    return lineup_set(night, placements)


def meant(night: Night, pitch: int, slot: int) -> Placement | None:
    """The group of this pitch to put into this slot: the one that meets then, else the first; or None."""
    its = [night.lineup[no] for no in running(night, pitch)]
    return min(its, key=lambda p: p.slot != slot, default=None)


def make_way(night: Night, there: Placement | None, comes: Placement | None) -> dict[int, Placement]:
    """The line-up after the group that is `there` has changed places with the one that `comes`.

    It leaves the line-up if the other has no place to give, or if its own pitch already runs at that time.
    """
    placements = dict(night.lineup)
    if there is None or there == comes:
        return placements
    del placements[there.group]
    others = (placements[no].slot for no in running(night, there.pitch) if no != there.group)
    if comes and comes.slot not in others:
        placements[there.group] = msgspec.structs.replace(there, slot=comes.slot, room=comes.room)
    return placements


def find(night: Night, no: int) -> Placement:
    """Where and when this group meets."""
    placement = night.lineup.get(no)
    if placement is None:
        raise Refused(_("This pitch is not in the line-up any more."), "late")
    return placement


def pin(night: Night, command: PinGroup) -> list[Event]:
    refuse_closed(night)
    old = find(night, command.group)
    new = msgspec.structs.replace(old, pinned=command.pinned)
    return lineup_set(night, night.lineup | {old.group: new})


def drop(night: Night, command: DropGroup) -> list[Event]:
    refuse_closed(night)
    find(night, command.group)
    return lineup_set(night, {no: p for no, p in night.lineup.items() if no != command.group})


def clear(night: Night, command: ClearLineup) -> list[Event]:
    refuse_closed(night)
    return lineup_set(night, {})


def was_set(night: Night, event: LineupSet) -> None:
    """Members move along with their group, unless they would then have to be in two places at once."""
    old = dict(night.lineup)
    unseat(night, event)
    begin(night, event.placements)
    # An undo may bring back a pitch that was withdrawn since.
    night.lineup = {p.group: p for p in event.placements if pitches.is_open(night.pitches[p.pitch])}
    for no in old.keys() - night.lineup.keys():
        unplace(night, no)
    for no, placement in night.lineup.items():
        if no in old and old[no].slot != placement.slot:
            for person in night.groups[no].members.keys() & elsewhere(night, placement):
                del night.groups[no].members[person]
    for no, members in event.members.items():
        if no in night.lineup:
            bring_back(night, night.lineup[no], members)
    for no, persons in (event.seated or {}).items():
        seat(night, night.lineup[no], persons)
    night.proposal = None
    if event.why is not msgspec.UNSET:
        night.why = event.why
    elif not night.lineup:
        night.why = None


def unseat(night: Night, event: LineupSet) -> None:
    """Take people out of the groups into which a line-up that is undone has put them."""
    if event.unseated is not None:
        for group in night.groups.values():
            group.members = {person: at for person, at in group.members.items() if at != event.unseated}


def cells(placements: dict[int, Placement]) -> dict[int, tuple[int, int]]:
    return {no: (p.slot, p.room) for no, p in placements.items()}


def elsewhere(night: Night, placement: Placement) -> set[int]:
    """Who is in another group at this time."""
    beside = (p.group for p in night.lineup.values() if p.slot == placement.slot and p != placement)
    return {person for other in beside for person in night.groups[other].members}


def bring_back(night: Night, placement: Placement, members: dict[int, int]) -> None:
    """Members come back to their group, except those who have since gone to another one, or home."""
    group = night.groups[placement.group]
    free = {person.no for person in people.present(night)} - elsewhere(night, placement)
    there = group.members | {no: since for no, since in members.items() if no in free}
    group.members = dict(sorted(there.items(), key=lambda member: member[1]))


def seat(night: Night, placement: Placement, persons: Collection[int]) -> None:
    """They leave their groups at this time, and sit in this one from now on."""
    for other in in_slot(night, placement.slot):
        for person in persons:
            night.groups[other.group].members.pop(person, None)
    night.groups[placement.group].members |= dict.fromkeys(persons, night.at)


def set_called(night: Night, event: LineupSet) -> Label:
    """A step moves one group, and perhaps another one out of its way, which then comes later in the event."""
    for p in event.placements:
        old = night.lineup.get(p.group)
        if old != p:
            again = old is None and bool(running(night, p.pitch))
            called = _("running %(pitch)s again") if again else moved_called(old, p)
            return Label(called, about={"pitch": p.pitch})
    kept = {p.group for p in event.placements}
    gone = [p for p in night.lineup.values() if p.group not in kept]
    if len(gone) == 1:
        return Label(_("dropping %(pitch)s"), about={"pitch": gone[0].pitch})
    return Label(_("changing the line-up") if kept else _("clearing the line-up"))


def moved_called(old: Placement | None, new: Placement) -> str:
    """What the step is called that puts a group here."""
    if old is None:
        return _("bringing in %(pitch)s")
    if (old.slot, old.room) != (new.slot, new.room):
        return _("moving %(pitch)s")
    return _("pinning %(pitch)s") if new.pinned else _("unpinning %(pitch)s")


def lineup_back(night: Night, unseated: int | None = None) -> list[Event]:
    """The line-up as it was, with the people in their groups again, and its reasons."""
    placements = tuple(night.lineup.values())
    return [LineupSet(placements=placements, members=seated(night), unseated=unseated, why=night.why)]


def places_back(night: Night, no: int) -> list[Event]:
    """A pitch that comes back takes its place at the front, in the queue and in the line-up again."""
    events: list[Event] = []
    if no in night.queue or (night.speaker and night.speaker.pitch == no):
        events += queue.front_back(night)
    if running(night, no):
        events += lineup_back(night)
    return events


DECIDE = {PlacePitch: place, PinGroup: pin, DropGroup: drop, ClearLineup: clear}
EVOLVE = {LineupSet: was_set}
UNDO: dict[type[Event], Undo] = {LineupSet: (set_called, lambda n, e: lineup_back(n))}
