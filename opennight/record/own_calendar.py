"""Somebody's own evening for their calendar: the groups they were in, when these really met, and when they
meet again. Each has the UID that it has in the record's own calendar, so that no calendar shows it twice."""

from icalendar import Event

from opennight.night import headlines, lineup, meetings
from opennight.night.kept.meetings import Meeting
from opennight.night.kept.rooms import Slot
from opennight.night.state import Night
from opennight.record import own
from opennight.record.files import schedule
from opennight.record.files.rounds import event


def sittings(night: Night, no: int) -> list[Event]:
    """The groups that the person was in, in the order of the rounds."""
    theirs = own.were_in(night, no)
    return [sitting(night, slot, theirs[slot.id]) for slot in night.setup.slots if slot.id in theirs]


def sitting(night: Night, slot: Slot, group: int) -> Event:
    """As in the record's calendar, with what the group found."""
    placement = night.lineup[group]
    room = lineup.room(night, placement.room)
    one = schedule.session(night, placement, slot, room.name if room else "")
    return event(night, one, headlines.of(night, group))


def own_meetings(night: Night, no: int) -> list[Meeting]:
    """The meetings that they are in on, also one that is called off."""
    theirs = night.people[no].promises
    return [
        one for one in night.meetings.values() if f"meeting:{one.no}" in theirs and meetings.seen(night, one)
    ]
