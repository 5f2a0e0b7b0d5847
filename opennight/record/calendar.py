"""Next meetings, and the night itself, as calendars read them (RFC 5545).

A meeting keeps its UID, and its SEQUENCE rises with each change: so a calendar that has it changes it.
"""

import datetime as dt
from collections.abc import Iterable

from icalendar import Calendar, Event

from opennight import clock
from opennight.night import announcement, groups
from opennight.night.kept.meetings import Meeting
from opennight.night.state import Night
from opennight.record.anchored import place
from opennight.record.anchors import anchor
from opennight.record.groups import GroupOutcome
from opennight.record.licences import licence_of

LONG = dt.timedelta(hours=1)
"""How long calendars show a meeting: nobody says how long it takes."""


def write(night: Night, those: Iterable[Meeting], also: Iterable[Event] = (), address: str = "") -> str:
    """These meetings, and what else is on, as one calendar, with the licence and the rules of the zone.

    `address`: of the night on the web, for the way back to its record; empty for none.
    """
    return written(night, (*also, *(event(night, meeting, address) for meeting in those)))


def of_night(night: Night) -> str:
    """The night itself as a calendar of one event, for those who mean to come."""
    return written(night, [evening(night)])


def written(night: Night, those: Iterable[Event]) -> str:
    calendar = empty()
    calendar.add("x-wr-calname", night.setup.title)
    calendar.add("x-wr-caldesc", " ".join(filter(None, licence_of(night)[1:3])))
    for one in those:
        calendar.add_component(one)
    calendar.add_missing_timezones()
    text: bytes = calendar.to_ical()
    return text.decode()


def empty() -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//opennight//opennight//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    return calendar


def moment(ms: int) -> dt.datetime:
    """In whole seconds, as calendars have it."""
    return dt.datetime.fromtimestamp(ms / 1000, dt.UTC).replace(microsecond=0)


def evening(night: Night) -> Event:
    """The night from its start to its end, as announced."""
    made = Event()
    made.add("uid", f"night-{night.code.lower()}@opennight")
    made.add("sequence", night.version)
    made.add("dtstamp", moment(night.at))
    zone = clock.zone(night.setup.zone)
    for name, local in (("dtstart", announcement.starts(night)), ("dtend", announcement.ends(night))):
        if local:
            made.add(name, dt.datetime.fromisoformat(local).replace(tzinfo=zone))
    made.add("summary", night.setup.title)
    if night.setup.place:
        made.add("location", night.setup.place)
    if text := night.announcement.summary or night.setup.intro:
        made.add("description", text)
    made.add("status", "CONFIRMED")
    return made


def event(night: Night, meeting: Meeting, address: str = "") -> Event:
    made = Event()
    made.add("uid", f"meeting-{meeting.no}-{night.code.lower()}@opennight")
    made.add("sequence", meeting.edition)
    made.add("dtstamp", moment(meeting.at))
    day = dt.date.fromisoformat(meeting.day)
    if meeting.time:
        start = dt.datetime.combine(day, dt.time.fromisoformat(meeting.time), clock.zone(night.setup.zone))
        made.add("dtstart", start)
        made.add("duration", LONG)
    else:
        made.add("dtstart", day)
    made.add("summary", f"{groups.pitch(night, meeting.group).title} · {night.setup.title}")
    if meeting.place:
        made.add("location", meeting.place)
    if meeting.text:
        made.add("description", meeting.text)
    if address:
        made.add("url", place(address, anchor("meeting", meeting.no)))
    made.add("status", "CANCELLED" if meeting.cancelled else "CONFIRMED")
    return made


def all_meetings(night: Night, told: Iterable[GroupOutcome]) -> list[Meeting]:
    """The meetings in the record, also those that are called off."""
    return [night.meetings[one.no] for group in told for one in group.meetings]
