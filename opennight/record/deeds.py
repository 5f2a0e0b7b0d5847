"""What somebody will do, for a calendar or a list of tasks (RFC 5545).

Whatever names a day is an event of that day; the rest is a task without a day, rather than on one that nobody
said. Its UID stays, and its SEQUENCE rises with each change of its words.
"""

import datetime as dt

from icalendar import Calendar, Event, Todo

from opennight.night.state import Night
from opennight.record.cover import Deed


def write(night: Night, deed: Deed, url: str = "") -> str:
    """A calendar with this one thing in it. `url`: where the record has it, if that will last."""
    calendar = Calendar()
    calendar.add("prodid", "-//opennight//opennight//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(component(night, deed, url))
    text: bytes = calendar.to_ical()
    return text.decode()


def component(night: Night, deed: Deed, url: str) -> Event | Todo:
    note = night.notes[deed.note.no] if deed.note else None
    made = Event() if deed.day else Todo()
    made.add("uid", f"action-{note.no if note else 0}-{night.code.lower()}@opennight")
    made.add("sequence", (note.touched - note.at) // 1000 if note else 0)
    at = note.touched if note else night.at
    made.add("dtstamp", dt.datetime.fromtimestamp(at / 1000, dt.UTC).replace(microsecond=0))
    if deed.day:
        made.add("dtstart", dt.date.fromisoformat(deed.day))
        made.add("transp", "TRANSPARENT")
    made.add("summary", deed.what)
    who = ", ".join(filter(None, (deed.who, *deed.owners)))
    made.add("description", " · ".join(filter(None, (who, deed.due, deed.title, night.setup.title))))
    if url:
        made.add("url", url)
    return made
