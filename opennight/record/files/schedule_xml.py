"""The timetable as schedule.xml, in the format of frab and the C3VOC. Giggity and EventFahrplan read it."""

from xml.etree.ElementTree import Element, indent, tostring

from opennight import __version__
from opennight.record.elements import add
from opennight.record.files.schedule import Day, Schedule, Session
from opennight.record.files.schedule_json import KIND, acronym, slug


def add_event(room: Element, schedule: Schedule, one: Session) -> None:
    made = add(room, "event", guid=one.guid, id=str(one.no))
    add(made, "date", one.start.isoformat())
    add(made, "start", f"{one.start:%H:%M}")
    add(made, "duration", one.duration)
    add(made, "room", one.room)
    add(made, "slug", slug(schedule, one))
    add(made, "url", schedule.page_of(one))
    add(made, "title", one.title)
    add(made, "subtitle")
    add(made, "track")
    add(made, "type", KIND)
    add(made, "language", schedule.language)
    add(made, "abstract", one.more)
    add(made, "description")
    if schedule.licence[0]:
        recording = add(made, "recording")
        add(recording, "license", schedule.licence[0])
        add(recording, "optout", "false")
    persons = add(made, "persons")
    for name in one.persons:
        add(persons, "person", name)
    add(made, "links")
    add(made, "attachments")


def add_day(root: Element, schedule: Schedule, index: int, day: Day) -> None:
    made = add(
        root,
        "day",
        index=str(index),
        date=day.date.isoformat(),
        start=day.start.isoformat(),
        end=day.end.isoformat(),
    )
    for place in schedule.rooms:
        room = add(made, "room", name=place.name, guid=place.guid)
        for one in day.sessions:
            if one.room == place.name:
                add_event(room, schedule, one)


def add_conference(root: Element, schedule: Schedule) -> None:
    made = add(root, "conference")
    add(made, "acronym", acronym(schedule))
    add(made, "title", schedule.title)
    add(made, "start", schedule.days[0].date.isoformat())
    add(made, "end", schedule.days[-1].date.isoformat())
    add(made, "days", str(len(schedule.days)))
    add(made, "timeslot_duration", "00:05")
    add(made, "base_url", schedule.address)
    add(made, "url", schedule.page)
    add(made, "time_zone_name", schedule.zone)


def write(schedule: Schedule) -> str:
    """XML with its declaration, in UTF-8; indented, with a newline at its end."""
    root = Element("schedule")
    add(root, "generator", name="opennight", version=__version__)
    add(root, "url", f"{schedule.address}/schedule.xml")
    add(root, "version", schedule.version)
    add_conference(root, schedule)
    for index, day in enumerate(schedule.days, 1):
        add_day(root, schedule, index, day)
    indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(root, encoding="unicode")}\n'
