"""Somebody's own evening for their calendar: the groups they were in, when these really met, and when they
meet again. Each has the UID that it has in the record's own calendar, so that no calendar shows it twice."""

import datetime as dt

from icalendar import Event

from opennight import clock
from opennight.night import groups, lineup, meetings, rounds
from opennight.night.agreed import Meeting
from opennight.night.rooms import Slot
from opennight.night.state import Night
from opennight.night.times import DAY, minutes
from opennight.record import own


def sittings(night: Night, no: int) -> list[Event]:
    """The groups that the person was in, in the order of the rounds."""
    theirs = own.were_in(night, no)
    return [sitting(night, slot, theirs[slot.id]) for slot in night.setup.slots if slot.id in theirs]


def sitting(night: Night, slot: Slot, group: int) -> Event:
    start, end = moments(night, slot)
    room = lineup.room(night, night.lineup[group].room)
    made = Event()
    made.add("uid", f"group-{group}-{night.code.lower()}@opennight")
    made.add("sequence", night.version)
    made.add("dtstamp", dt.datetime.fromtimestamp(night.at / 1000, dt.UTC).replace(microsecond=0))
    made.add("dtstart", start)
    made.add("dtend", max(start, end))
    made.add("summary", f"{groups.pitch(night, group).title} · {night.setup.title}")
    if where := ", ".join(filter(None, (room.name if room else "", night.setup.place))):
        made.add("location", where)
    if headline := groups.headline(night, group):
        made.add("description", headline)
    made.add("status", "CONFIRMED")
    return made


def moments(night: Night, slot: Slot) -> tuple[dt.datetime, dt.datetime]:
    """When the round in this slot began and ended, in the night's zone; as planned where it has not."""
    round = rounds.of_slot(night, slot.id)
    zone = clock.zone(night.setup.zone)
    day = dt.datetime.fromisoformat(night.setup.date).replace(tzinfo=zone)
    first = minutes(slot.start)
    last = first + (minutes(slot.end) - first) % DAY

    def moment(real: int, planned: int) -> dt.datetime:
        if real:
            return dt.datetime.fromtimestamp(real // 1000, zone)
        return (day.replace(tzinfo=None) + dt.timedelta(minutes=planned)).replace(tzinfo=zone)

    started, ended = (round.started, round.ended) if round else (0, 0)
    start = moment(started, first)
    if started and not ended:
        return start, start + dt.timedelta(minutes=last - first)
    return start, moment(ended, last)


def own_meetings(night: Night, no: int) -> list[Meeting]:
    """The meetings that they are in on, also one that is called off."""
    theirs = night.people[no].promises
    return [
        one for one in night.meetings.values() if f"meeting:{one.no}" in theirs and meetings.seen(night, one)
    ]
