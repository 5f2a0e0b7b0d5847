"""Topics, rooms and a timetable that were prepared elsewhere, brought into a night before people vote.

What comes of a file is worked out once, by `plan`: the host is shown it, and the command does it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import msgspec

from opennight.night.kept.placements import Placement
from opennight.night.kept.rooms import Room, Slot
from opennight.night.kept.setups import Setup
from opennight.night.lineup import LineupSet
from opennight.night.messages import DESK, Command, Event, Label, Refused, Undo, _, clean, ngettext
from opennight.night.moderation import PitchWithdrawn
from opennight.night.pitches import MORE, MOST, TITLE, PitchMade
from opennight.night.placing import numbered
from opennight.night.setups import SetupChanged
from opennight.night.state import Night
from opennight.night.tidy import MOST_ROOMS, MOST_SLOTS, tidy_setup
from opennight.night.times import DAY, minutes, time_of

MOST_TOPICS = 200
DAWN = 6 * 60
"""The minute after midnight at which a night is over."""
SEATS = 12
"""Of a room that is new, if nobody says how many it has."""
EARLY = ("welcome", "pitch")
"""The phases in which topics can be brought."""


class Topic(msgspec.Struct, frozen=True):
    """A topic as a file has it. `who` brings it, `room` is a room's name, `start` and `end` are "HH:MM"; each
    may be empty."""

    title: str
    more: str = ""
    who: str = ""
    room: str = ""
    start: str = ""
    end: str = ""


class Place(msgspec.Struct, frozen=True):
    """A room as a file has it; 0 `seats`: it does not say."""

    name: str
    seats: int = 0


class Skip(NamedTuple):
    """What is left out, and why: a sentence to translate, and what goes into it."""

    text: str
    values: dict[str, object]

    def __str__(self) -> str:
        return self.text % self.values


class Wall(msgspec.Struct, frozen=True):
    """What a file holds that a night can take. `skipped`: what it holds besides, as (text, values)."""

    topics: tuple[Topic, ...] = ()
    rooms: tuple[Place, ...] = ()
    skipped: tuple[tuple[str, dict[str, str | int]], ...] = ()


class Made(NamedTuple):
    """A topic as it would be on the wall, and in which room of which round, by number."""

    title: str
    more: str
    hosted: bool
    cell: tuple[int, int] | None


@dataclass
class Plan:
    """What would come of a wall: the `setup`, if it changes; the topics; and what is left out."""

    setup: Setup | None = None
    rooms: list[Room] = field(default_factory=list)
    slots: list[Slot] = field(default_factory=list)
    topics: list[Made] = field(default_factory=list)
    skipped: list[Skip] = field(default_factory=list)

    def skip(self, text: str, **values: object) -> None:
        self.skipped.append(Skip(text, values))


class BringWall(Command, frozen=True):
    wall: Wall


class WallBrought(Event, frozen=True):
    """These pitches, which follow, come from a file."""

    KIND = "wall-brought"

    pitches: tuple[int, ...]


def plan(night: Night, wall: Wall) -> Plan:
    """What this wall would make of the night. Raises `Refused` if it is too late for it."""
    if night.phase not in EARLY:
        raise Refused(_("You can bring topics from a file only before the vote."), "late", field="file")
    made = Plan(skipped=[Skip(text, dict(values)) for text, values in wall.skipped])
    room_of = rooms(night, wall, made)
    slot_of = slots(night, wall, made)
    if made.rooms or made.slots:
        setup = msgspec.structs.replace(
            night.setup,
            rooms=(*night.setup.rooms, *made.rooms),
            slots=tuple(sorted((*night.setup.slots, *made.slots), key=in_order)),
        )
        made.setup = tidy_setup(setup)
    topics(night, wall, made, room_of, slot_of)
    return made


def rooms(night: Night, wall: Wall, made: Plan) -> dict[str, int]:
    """The number of each room, by its name; those that are new are added to the plan."""
    known = {room.name.casefold(): room.id for room in night.setup.rooms}
    first = max((room.id for room in night.setup.rooms), default=0) + 1
    for place in (*wall.rooms, *(Place(topic.room) for topic in wall.topics)):
        name = cut(place.name, 40)
        if not name or name.casefold() in known:
            continue
        if len(known) >= MOST_ROOMS:
            made.skip(
                _("Room “%(name)s”: a night can have at most %(most)s rooms."), name=name, most=MOST_ROOMS
            )
            continue
        made.rooms.append(Room(first + len(made.rooms), name, min(5000, place.seats) or SEATS))
        known[name.casefold()] = made.rooms[-1].id
    return known


def slots(night: Night, wall: Wall, made: Plan) -> dict[str, int]:
    """The number of each round, by when it starts; those that are new are added to the plan, beside those
    of the night. Where these follow from a run sheet, there are no others."""
    known = {slot.start: slot.id for slot in night.setup.slots}
    first = max(known.values(), default=0) + 1
    for topic in sorted(wall.topics, key=lambda one: evening(clock(one.start))):
        start, end = clock(topic.start), clock(topic.end)
        if not start or start in known:
            continue
        if night.setup.sheet or len(known) >= MOST_SLOTS:
            known[start] = 0
            made.skip(
                _("A round at %(start)s: the run sheet has none then.")
                if night.setup.sheet
                else _("A round at %(start)s: the night has as many rounds as it can have."),
                start=start,
            )
            continue
        until = end if end and end != start else time_of(minutes(start) + 45)
        made.slots.append(Slot(first + len(made.slots), start, until))
        known[start] = made.slots[-1].id
    return known


def topics(night: Night, wall: Wall, made: Plan, room_of: dict[str, int], slot_of: dict[str, int]) -> None:
    """The topics that are not on the wall yet, each where its file has it, if nothing else is there."""
    titles = {pitch.title.casefold() for pitch in night.pitches.values() if pitch.status == "open"}
    taken = {(p.slot, p.room) for p in night.lineup.values()}
    for topic in wall.topics:
        title = cut(topic.title, TITLE)
        if not title:
            made.skip(_("A topic without a title."))
        elif title.casefold() in titles:
            made.skip(_("“%(title)s” is on the wall already."), title=title)
        elif len(made.topics) + night.standing >= MOST or len(made.topics) >= MOST_TOPICS:
            made.skip(_("“%(title)s”: the night has as many pitches as it can hold."), title=title)
        else:
            titles.add(title.casefold())
            cell = cell_of(topic, made, room_of, slot_of, taken)
            made.topics.append(Made(title, more_of(topic, title), bool(topic.who.strip()), cell))


def cell_of(
    topic: Topic,
    made: Plan,
    room_of: dict[str, int],
    slot_of: dict[str, int],
    taken: set[tuple[int, int]],
) -> tuple[int, int] | None:
    """The round and room of this topic; None if its file says neither, or something else is there."""
    slot, room = slot_of.get(clock(topic.start), 0), room_of.get(cut(topic.room, 40).casefold(), 0)
    if not (slot and room):
        return None
    if (slot, room) in taken:
        made.skip(
            _("The place for “%(title)s” (%(room)s, %(start)s) is taken: it goes on the wall without one."),
            title=cut(topic.title, TITLE),
            room=cut(topic.room, 40),
            start=clock(topic.start),
        )
        return None
    taken.add((slot, room))
    return slot, room


def more_of(topic: Topic, title: str) -> str:
    """What stands below the title: all of a title that was cut, the text, and who brings it."""
    whole = cut(topic.title, MORE)
    who = cut(topic.who, 80)
    parts = (whole if whole != title else "", cut(topic.more, MORE, lines=True))
    text = "\n".join(filter(None, parts))
    name = f"— {who}" if who else ""
    return "\n".join(filter(None, (cut(text, MORE - len(name) - 1, lines=True), name)))


def cut(text: str, most: int, *, lines: bool = False) -> str:
    """The text as it is kept, cut at a word where it is too long; empty if it shows nothing."""
    try:
        tidy = clean(text, max(len(text), most), "file", lines=lines)
    except Refused:
        return ""
    if len(tidy) <= most:
        return tidy
    head = tidy[: most - 1]
    return (re.sub(r"\s+\S*$", "", head) or head).rstrip(" ,;:–-") + "…"


def clock(text: str) -> str:
    """A time of day as "HH:MM"; empty for anything else."""
    try:
        return time_of(minutes(text)) if text else ""
    except Refused:
        return ""


def evening(start: str) -> int:
    """Where in the night this time is: what begins before six belongs to the evening before."""
    return (minutes(start) - DAWN) % DAY if start else -1


def in_order(slot: Slot) -> int:
    return evening(slot.start)


def bring(night: Night, command: BringWall) -> list[Event]:
    made = plan(night, command.wall)
    if not (made.topics or made.setup):
        raise Refused(_("There is nothing new in this file."), "late", field="file")
    first = len(night.pitches) + 1
    numbers = tuple(range(first, first + len(made.topics)))
    events: list[Event] = [WallBrought(pitches=numbers)]
    if made.setup:
        events.append(SetupChanged(setup=made.setup))
    events += pitched(made, numbers)
    return [*events, *placed(night, made, numbers)]


def pitched(made: Plan, numbers: Sequence[int]) -> Iterator[Event]:
    for no, topic in zip(numbers, made.topics, strict=True):
        yield PitchMade(
            no=no, person=DESK, title=topic.title, more=topic.more, hosted=topic.hosted, waiting=False
        )


def placed(night: Night, made: Plan, numbers: Sequence[int]) -> Iterator[Event]:
    """The line-up with the topics that have a place in it."""
    new = [
        Placement(-no, no, *topic.cell) for no, topic in zip(numbers, made.topics, strict=True) if topic.cell
    ]
    if new:
        whole = [*night.lineup.values(), *new]
        known = numbered(night, whole)
        yield LineupSet(
            placements=tuple(msgspec.structs.replace(one, group=known[one.group]) for one in whole)
        )


def brought_called(night: Night, event: WallBrought) -> Label:
    texts = ngettext("bringing in %(num)s topic from a file", "bringing in %(num)s topics from a file")
    return Label(*texts, about={"num": len(event.pitches)})


DECIDE = {BringWall: bring}
EVOLVE = {WallBrought: lambda night, event: None}
UNDO: dict[type[Event], Undo] = {
    WallBrought: (brought_called, lambda n, e: [PitchWithdrawn(pitch=no) for no in e.pitches])
}
