"""The timetable as schedule.json, in the format of frab and the C3VOC."""

import re
from typing import Any

import msgspec

from opennight import __version__
from opennight.record.files.schedule import Day, Schedule, Session

SCHEMA = "https://c3voc.de/schedule/schema.json"
ZONE = re.compile(r"([A-Z][a-z]+/[A-Z][a-z]+.*)|UTC")
"""The names of time zones that the format takes."""
KIND = "discussion"
"""What every session is, in the format's own words."""


def event(schedule: Schedule, one: Session) -> dict[str, Any]:
    return {
        "guid": one.guid,
        "id": one.no,
        "date": one.start.isoformat(),
        "start": f"{one.start:%H:%M}",
        "end": one.end.isoformat(),
        "duration": one.duration,
        "room": one.room,
        "slug": slug(schedule, one),
        "url": schedule.page_of(one),
        "title": one.title,
        "subtitle": "",
        "track": None,
        "type": KIND,
        "language": schedule.language or None,
        "abstract": one.more,
        "description": None,
        "recording_license": schedule.licence[0],
        "do_not_record": None,
        "persons": [{"name": name} for name in one.persons],
        "links": [],
        "attachments": [],
    }


def slug(schedule: Schedule, one: Session) -> str:
    """Short, and the same whatever the title becomes."""
    return f"{schedule.code.lower()}-group-{one.no}"


def day_of(schedule: Schedule, index: int, day: Day) -> dict[str, Any]:
    """All rooms, also those in which nothing is on."""
    return {
        "index": index,
        "date": day.date.isoformat(),
        "day_start": day.start.isoformat(),
        "day_end": day.end.isoformat(),
        "rooms": {
            room.name: [event(schedule, one) for one in day.sessions if one.room == room.name]
            for room in schedule.rooms
        },
    }


def conference(schedule: Schedule) -> dict[str, Any]:
    first, last = schedule.days[0], schedule.days[-1]
    return {
        "acronym": acronym(schedule),
        "title": schedule.title,
        "start": first.date.isoformat(),
        "end": last.date.isoformat(),
        "daysCount": len(schedule.days),
        "timeslot_duration": "00:05",
        **({"time_zone_name": schedule.zone} if ZONE.fullmatch(schedule.zone) else {}),
        "url": schedule.page,
        "rooms": [
            {"name": room.name, "guid": room.guid, "description": None, "capacity": room.seats}
            for room in schedule.rooms
        ],
        "days": [day_of(schedule, index, day) for index, day in enumerate(schedule.days, 1)],
    }


def acronym(schedule: Schedule) -> str:
    return schedule.code.lower()


def write(schedule: Schedule) -> str:
    """Indented JSON, with a newline at its end."""
    told = {
        "$schema": SCHEMA,
        "generator": {"name": "opennight", "version": __version__},
        "schedule": {
            "version": schedule.version,
            "base_url": schedule.address,
            "conference": conference(schedule),
        },
    }
    return msgspec.json.format(msgspec.json.encode(told), indent=2).decode() + "\n"
