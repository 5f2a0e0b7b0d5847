"""The rounds in a calendar: each group as an event, as planned, and as it really was once it has run."""

from icalendar import Event

from opennight.night.state import Night
from opennight.record.calendar import moment
from opennight.record.files.schedule import Schedule, Session


def event(night: Night, one: Session, says: str, url: str = "") -> Event:
    """It keeps its UID, in each calendar that has it. Its SEQUENCE is the version of the night: it rises with
    whatever happens."""
    made = Event()
    made.add("uid", f"group-{one.no}-{night.code.lower()}@opennight")
    made.add("sequence", night.version)
    made.add("dtstamp", moment(night.at))
    made.add("dtstart", one.start)
    made.add("dtend", one.end)
    made.add("summary", f"{one.title} · {night.setup.title}")
    if where := ", ".join(filter(None, (one.room, night.setup.place))):
        made.add("location", where)
    if says:
        made.add("description", says)
    if url:
        made.add("url", url)
    made.add("status", "CONFIRMED")
    return made


def events(night: Night, schedule: Schedule) -> list[Event]:
    return [
        event(night, one, one.more, schedule.page_of(one) if schedule.address else "")
        for day in schedule.days
        for one in day.sessions
    ]
