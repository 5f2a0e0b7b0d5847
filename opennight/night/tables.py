"""Tables: on an open night whoever pitched stands at a table and says "we are here", and the group is open.

Nobody has to vote, and nobody has to make a line-up first. What is opened is a group in the line-up like any
other: the desk can move it, and it may run again in the next round.
"""

from opennight.night import decks, groups, lineup, people, pitches, rounds
from opennight.night.groups import GroupJoined
from opennight.night.kept.pitches import Pitch
from opennight.night.kept.placements import Placement
from opennight.night.kept.rooms import Room, Slot
from opennight.night.messages import DESK, Command, Event, Refused, _, clean
from opennight.night.pitches import PitchMade
from opennight.night.placing import begin, numbered
from opennight.night.state import Night


class OpenTable(Command, frozen=True):
    """Sit down in this room with this topic; or where it sits already in this round."""

    person: int
    pitch: int
    room: int


class LayTable(Command, frozen=True):
    """The desk opens a table for the deck of cards, without a pitch. `all`: whoever sits nowhere yet takes a
    seat there, as long as there are some."""

    title: str
    room: int
    all: bool = False


class TableOpened(Event, frozen=True):
    KIND = "table-opened"

    group: int
    pitch: int
    slot: int
    room: int


def round_of(night: Night) -> Slot | None:
    """The round that a table is opened in: the one that is shown, else the night's first."""
    return rounds.shown(night) or next(iter(night.setup.slots), None)


def free_rooms(night: Night) -> list[Room]:
    """The rooms in which nothing runs in this round."""
    slot = round_of(night)
    taken = {p.room for p in lineup.in_slot(night, slot.id)} if slot else set()
    return [room for room in night.setup.rooms if room.id not in taken]


def without_table(night: Night) -> list[Pitch]:
    """The topics that have no table in this round, in the order in which they came."""
    slot = round_of(night)
    there = {p.pitch for p in lineup.in_slot(night, slot.id)} if slot else set()
    return [pitch for pitch in pitches.visible(night) if pitch.no not in there]


def runs_it(night: Night, pitch: Pitch, person: int) -> bool:
    """Whether this person may open its table: who pitched it, or anybody if someone should run it."""
    return not pitch.hosted or any(part.person == person for part in pitches.parts(night, pitch.no))


def require_walking(night: Night, command: Command) -> Slot:
    """The round in which tables are opened now. Raises `Refused`."""
    groups.require_open(night)
    if not pitches.walking(night) and not command.at_desk:
        raise Refused(_("The host puts the groups together tonight. Ask the host for a room."), "forbidden")
    slot = round_of(night)
    if slot is None:
        raise Refused(_("This night has no round yet. Ask the host."), "missing")
    return slot


def open_table(night: Night, command: OpenTable) -> list[Event]:
    person = people.require_self(night, command, command.person).no if command.person != DESK else DESK
    slot = require_walking(night, command)
    pitch = pitches.find_open(night, command.pitch)
    if not command.at_desk and not runs_it(night, pitch, person):
        raise Refused(
            _("The person who pitched this opens its table. Ask them, or pitch your own."), "forbidden"
        )
    its = next((p for p in lineup.in_slot(night, slot.id) if p.pitch == pitch.no), None)
    if its is None:
        table = opened(night, pitch, slot, command.room)
        return [table, *(groups.sit_down(night, person, placed(table)) if person != DESK else [])]
    if person == DESK or person in night.groups[its.group].members:
        return []
    groups.require_seat(night, person, its)
    return groups.sit_down(night, person, its)


def lay(night: Night, command: LayTable) -> list[Event]:
    decks.require(night)
    if night.phase in ("share", "closed"):
        groups.require_open(night)
    slot = round_of(night)
    if slot is None:
        raise Refused(_("This night has no round yet. Ask the host."), "missing")
    pitch = Pitch(len(night.pitches) + 1, clean(command.title, pitches.TITLE, "title"), "", False, DESK, 0)
    table = opened(night, pitch, slot, command.room)
    sit = seatless(night, slot, placed(table)) if command.all else []
    return [
        PitchMade(no=pitch.no, person=DESK, hosted=False, waiting=False, title=pitch.title),
        table,
        *(GroupJoined(person=person, group=table.group) for person in sit),
    ]


def seatless(night: Night, slot: Slot, placement: Placement) -> list[int]:
    """Who is here and sits nowhere in this round: as many as a new table has seats."""
    room = lineup.room(night, placement.room)
    those = [one.no for one in people.present(night) if slot.id not in groups.of_person(night, one.no)]
    return those[: room.seats if room else 0]


def refuse_taken(night: Night, room: Room) -> Refused:
    """The refusal for a table at which others sit, with one that is free."""
    others = free_rooms(night)
    if not others:
        return Refused(_("Every table is taken. Join a group, or ask the host for one more."), "full")
    return Refused(
        _("%(room)s is taken. %(other)s is free."), "full", field="room", room=room.name, other=others[0].name
    )


def opened(night: Night, pitch: Pitch, slot: Slot, no: int) -> TableOpened:
    """Raises `Refused` if this room is taken, or does not exist."""
    room = lineup.room(night, no)
    if room is None:
        raise Refused(_("This night has no such room."), "missing", field="room")
    if lineup.at(night, slot.id, no):
        raise refuse_taken(night, room)
    numbers = numbered(night, [*night.lineup.values(), Placement(-pitch.no, pitch.no, slot.id, no)])
    return TableOpened(group=numbers[-pitch.no], pitch=pitch.no, slot=slot.id, room=no)


def placed(event: TableOpened) -> Placement:
    return Placement(event.group, event.pitch, event.slot, event.room)


def was_opened(night: Night, event: TableOpened) -> None:
    placement = placed(event)
    begin(night, [placement])
    night.lineup[placement.group] = placement


DECIDE = {OpenTable: open_table, LayTable: lay}
EVOLVE = {TableOpened: was_opened}
