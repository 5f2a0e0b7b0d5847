"""The rounds in a calendar: each group as an event, as planned, and as it really was once it has run."""

import datetime as dt

from icalendar import Event

from opennight.night.state import Night
from opennight.record.files.schedule import Schedule, Session


def event(night: Night, schedule: Schedule, one: Session) -> Event:
    """It keeps its UID. Its SEQUENCE is the version of the night: it rises with whatever happens."""
    made = Event()
    made.add("uid", f"group-{one.no}-{night.code.lower()}@opennight")
    made.add("sequence", night.version)
    made.add("dtstamp", dt.datetime.fromtimestamp(night.at / 1000, dt.UTC).replace(microsecond=0))
    made.add("dtstart", one.start)
    made.add("dtend", one.end)
    made.add("summary", f"{one.title} · {schedule.title}")
    made.add("location", ", ".join(filter(None, (one.room, schedule.place))))
    if one.more:
        made.add("description", one.more)
    if schedule.address:
        made.add("url", schedule.page_of(one))
    made.add("status", "CONFIRMED")
    return made


def events(night: Night, schedule: Schedule) -> list[Event]:
    return [event(night, schedule, one) for day in schedule.days for one in day.sessions]
