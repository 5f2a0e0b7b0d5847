"""The night as a timetable: what apps that follow conferences are told, before, while and after it runs.

What the room has not seen yet is not in it: the line-up from when people look for their groups. What has
begun has the time at which it began, what is over the time that it took; all else is as planned. A group
keeps its ids whatever becomes of its title, room and time.
"""

import datetime as dt
import hashlib
import uuid

import msgspec

from opennight import clock
from opennight.night import lineup, rounds
from opennight.night.kept.placements import Placement
from opennight.night.kept.rooms import Slot
from opennight.night.state import Night
from opennight.night.times import length, minutes
from opennight.record.anchored import place
from opennight.record.people import named, names
from opennight.record.pitches import shown_parts

SHOWN_IN = ("groups", "talk", "share", "closed")
"""In these phases the room sees the line-up."""
DAWN = dt.timedelta(hours=6)
"""What begins before that belongs to the night before."""
MINUTE = 60


class Place(msgspec.Struct, frozen=True):
    """A room, with its own id for ever and its seats."""

    guid: str
    name: str
    seats: int


class Session(msgspec.Struct, frozen=True, kw_only=True):
    """A group that meets: `no` is its number, `room` its place by name. `start` has the night's offset,
    `minutes` are at least 1. `more` says what its pitch says; `persons`: who pitched it, as they chose."""

    no: int
    guid: str
    title: str
    more: str
    room: str
    start: dt.datetime
    minutes: int
    persons: tuple[str, ...]

    @property
    def end(self) -> dt.datetime:
        return self.start + dt.timedelta(minutes=self.minutes)

    @property
    def duration(self) -> str:
        """ "HH:MM", for at most a day less a minute."""
        return f"{self.minutes // 60:02}:{self.minutes % 60:02}"


class Day(msgspec.Struct, frozen=True):
    """From its first session to the end of its last one; all of the day if there is none."""

    date: dt.date
    start: dt.datetime
    end: dt.datetime
    sessions: tuple[Session, ...]


class Schedule(msgspec.Struct, frozen=True, kw_only=True):
    """`days` are in order, at least one. `address`: of the night on the web; every session has a page there.
    `licence` has a name and an address, both may be empty."""

    code: str
    title: str
    place: str
    zone: str
    language: str
    address: str
    licence: tuple[str, str] = ("", "")
    published: bool
    rooms: tuple[Place, ...]
    days: tuple[Day, ...]

    @property
    def version(self) -> str:
        """Another one whenever something in it has changed, and only then."""
        return hashlib.sha256(msgspec.json.encode(self)).hexdigest()[:12]

    @property
    def page(self) -> str:
        """Where people read what came of it, or what goes on."""
        return f"{self.address}/record" if self.published else f"{self.address}/board"

    def page_of(self, session: Session) -> str:
        return place(self.address, f"group-{session.no}") if self.published else self.page


def guid(code: str, *what: str | int) -> str:
    """The id of something in this night: the same on every server and at every time (RFC 4122, version 5)."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, ":".join(("urn:opennight", code.lower(), *map(str, what)))))


def planned(night: Night, slot: Slot) -> dt.datetime:
    """The moment for which the slot is planned. Slots follow each other: one that would begin before the
    first of the evening begins after midnight."""
    zone = clock.zone(night.setup.zone)
    day = dt.datetime.combine(dt.date.fromisoformat(night.setup.date), dt.time(), zone)
    first = minutes(night.setup.slots[0].start)
    at = minutes(slot.start)
    late = at < first and at < DAWN.total_seconds() // MINUTE
    return day.replace(hour=at // 60, minute=at % 60) + dt.timedelta(days=late)


def span(night: Night, slot: Slot) -> tuple[dt.datetime, int]:
    """When the round in this slot began, or will, and how many minutes it took, or will take."""
    round = rounds.of_slot(night, slot.id)
    begins = (round.started or round.seated_by) if round else 0
    if not (round and begins):
        return planned(night, slot), length(slot)
    start = dt.datetime.fromtimestamp(begins // 1000, clock.zone(night.setup.zone))
    took = (round.ended - round.started) // 1000 if round.started and round.ended else 0
    return start, max(1, min(24 * 60 - 1, round_up(took))) if took else length(slot)


def round_up(seconds: int) -> int:
    return -(-seconds // MINUTE)


def session(night: Night, placement: Placement, slot: Slot, room: str) -> Session:
    pitch = night.pitches[placement.pitch]
    shown = shown_parts(night, pitch.no)
    start, lasts = span(night, slot)
    return Session(
        no=placement.group,
        guid=guid(night.code, "group", placement.group),
        title=pitch.title,
        more="\n\n".join(
            filter(None, (pitch.more, *(part_says(part.title, part.more) for part in shown[1:])))
        ),
        room=room,
        start=start,
        minutes=lasts,
        persons=tuple(named(names(night, [part.person for part in shown]))),
    )


def part_says(title: str, more: str) -> str:
    return f"{title}: {more}" if more else title


def sessions(night: Night) -> list[Session]:
    """What meets, as far as the room knows, in the order of the rounds and rooms."""
    if not (night.phase in SHOWN_IN or night.rounds or night.published):
        return []
    return [
        session(night, placement, slot, room.name)
        for slot in night.setup.slots
        for placement in lineup.in_slot(night, slot.id)
        if (room := lineup.room(night, placement.room))
    ]


def day(date: dt.date, those: list[Session], zone: dt.tzinfo) -> Day:
    if those:
        return Day(date, min(one.start for one in those), max(one.end for one in those), tuple(those))
    start = dt.datetime.combine(date, dt.time(), zone)
    return Day(date, start, start + dt.timedelta(days=1), ())


def days(night: Night) -> tuple[Day, ...]:
    """A night planned for one day and held on another one has both, as far as there is something on them."""
    found: dict[dt.date, list[Session]] = {}
    for one in sessions(night):
        found.setdefault((one.start - DAWN).date(), []).append(one)
    found = found or {dt.date.fromisoformat(night.setup.date): []}
    return tuple(day(date, found[date], clock.zone(night.setup.zone)) for date in sorted(found))


def of(night: Night, address: str, licence: tuple[str, str] = ("", "")) -> Schedule:
    """The night as it is at this moment. `address`: of the night on the web, without a slash at its end."""
    return Schedule(
        code=night.code,
        title=night.setup.title,
        place=night.setup.place,
        zone=night.setup.zone,
        language=night.setup.language,
        address=address,
        licence=licence,
        published=night.published,
        rooms=tuple(
            Place(guid(night.code, "room", room.id), room.name, room.seats) for room in night.setup.rooms
        ),
        days=days(night),
    )
