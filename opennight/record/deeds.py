"""What somebody will do, for a calendar or a list of tasks (RFC 5545).

Whatever names a day is an event of that day; the rest is a task without a day, rather than on one that nobody
said. Its UID stays, and its SEQUENCE rises with each change of its words and of how it stands. One that is
done says so in its summary, too: an event cannot be completed.
"""

import datetime as dt

from icalendar import Event, Todo

from opennight.night import keeping
from opennight.night.state import Night
from opennight.record.calendar import empty, moment
from opennight.record.cover import Deed


def write(night: Night, deed: Deed, url: str = "") -> str:
    """A calendar with this one thing in it. `url`: where the record has it, if that will last."""
    calendar = empty()
    calendar.add_component(component(night, deed, url))
    text: bytes = calendar.to_ical()
    return text.decode()


def component(night: Night, deed: Deed, url: str) -> Event | Todo:
    note = night.notes[deed.note.no] if deed.note else None
    said = keeping.stands(night, f"note:{note.no}").changed if note else 0
    made = Event() if deed.day else Todo()
    made.add("uid", f"action-{note.no if note else 0}-{night.code.lower()}@opennight")
    at = max(note.touched, said) if note else night.at
    made.add("sequence", (at - note.at) // 1000 if note else 0)
    made.add("dtstamp", moment(at))
    if deed.day:
        made.add("dtstart", dt.date.fromisoformat(deed.day))
        made.add("transp", "TRANSPARENT")
    stands(made, deed, said)
    made.add("summary", f"✓ {deed.what}" if deed.state == "done" else deed.what)
    who = ", ".join(filter(None, (deed.who, *deed.owners)))
    made.add("description", " · ".join(filter(None, (who, deed.due, deed.title, night.setup.title))))
    if url:
        made.add("url", url)
    return made


def stands(made: Event | Todo, deed: Deed, said: int) -> None:
    """Whether it is done or let go. Only a task can be completed: an event on a day just is confirmed."""
    if deed.state == "let go":
        made.add("status", "CANCELLED")
    elif isinstance(made, Event):
        made.add("status", "CONFIRMED")
    elif deed.state == "done":
        made.add("status", "COMPLETED")
        made.add("completed", moment(said))
        made.add("percent-complete", 100)
    else:
        made.add("status", "NEEDS-ACTION")
