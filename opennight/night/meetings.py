"""Next meetings: a group fixes when and where it meets again.

Anybody can promise to come (see promises.py). How one is called off or hidden is in called_off.py.
"""

import datetime as dt
import re
from typing import TypedDict

from opennight.night import days, groups, people, promises, slow
from opennight.night.kept.meetings import Meeting
from opennight.night.messages import DESK, Command, Event, Refused, Undo, _, clean, fields_of
from opennight.night.messages import of_group as of_group_label
from opennight.night.quotas import places
from opennight.night.state import Night

PLACE = 120
TEXT = 300
MOST_A_GROUP = 10
MOST_EVER = 30
TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


class FixMeeting(Command, frozen=True):
    """`person` writes; 0 is the desk."""

    group: int
    person: int
    day: str
    time: str = ""
    place: str = ""
    text: str = ""


class ChangeMeeting(Command, frozen=True):
    meeting: int
    day: str
    time: str = ""
    place: str = ""
    text: str = ""


class MeetingFixed(Event, frozen=True):
    KIND = "meeting-fixed"
    PERSONAL = ("place", "text")

    no: int
    group: int
    person: int
    day: str
    time: str
    place: str = ""
    text: str = ""
    waiting: bool = False


class MeetingChanged(Event, frozen=True):
    """`waiting`: nobody else sees it until the desk has read what it says now."""

    KIND = "meeting-changed"
    PERSONAL = ("place", "text")

    meeting: int
    group: int
    day: str
    time: str
    place: str = ""
    text: str = ""
    waiting: bool = False


def seen(night: Night, meeting: Meeting) -> bool:
    """Whether the room sees it. What somebody wrote who was removed left with them."""
    author = night.people.get(meeting.person)
    return groups.is_seen(night, meeting.group) and not (meeting.hidden or (author and author.removed))


def of_group(night: Night, group: int) -> list[Meeting]:
    """The group's meetings that can be seen, also cancelled ones, in the order of their days."""
    found = (one for one in night.meetings.values() if one.group == group and seen(night, one))
    return sorted(found, key=lambda one: (one.day, one.time, one.no))


def ahead(night: Night) -> list[Meeting]:
    """All that can be seen and are not called off, in the order of their days."""
    those = [one for one in night.meetings.values() if not one.cancelled and seen(night, one)]
    return sorted(those, key=lambda one: (one.day, one.time, one.no))


def waiting(night: Night) -> list[Meeting]:
    """Those that the desk has yet to read, oldest first."""
    return [one for one in night.meetings.values() if one.waiting]


def when(meeting: Meeting) -> str:
    return f"{meeting.day} {meeting.time}".strip()


def words(meeting: Meeting) -> str:
    """All that it says, in one line."""
    return " · ".join(filter(None, (when(meeting), meeting.place, meeting.text)))


def to_promise(night: Night, no: int) -> promises.Subject | None:
    """A meeting that takes place, and that the room can see: anybody can say that they come."""
    meeting = night.meetings.get(no)
    if meeting is None or meeting.cancelled or not seen(night, meeting):
        return None
    return promises.Subject(words(meeting), meeting.group, f"meeting-{no}")


def those_in(night: Night, no: int) -> list[int]:
    return promises.owners(night, f"meeting:{no}")


def find(night: Night, no: int) -> Meeting:
    meeting = night.meetings.get(no)
    if meeting is None:
        raise Refused(_("This night has no such meeting."), "missing")
    return meeting


def must_wait(night: Night, command: Command) -> bool:
    """Meetings wait where notes do."""
    return night.setup.approve_notes and not command.at_desk


class Said(TypedDict):
    """When and where a meeting is, and what is said of it."""

    day: str
    time: str
    place: str
    text: str


def said_by(one: Meeting | MeetingFixed | MeetingChanged) -> Said:
    return fields_of(one, Said)


def tidied(night: Night, command: FixMeeting | ChangeMeeting) -> Said:
    """What it is to say. Raises `Refused`."""
    tonight = dt.date.fromisoformat(night.setup.date) if night.setup.date else None
    day = days.picked(command.day, "day", tonight)
    time = command.time.strip()
    if time and not TIME.fullmatch(time):
        raise Refused(_("Pick a time, like 19:30."), field="time")
    return {
        "day": day,
        "time": time,
        "place": clean(command.place, PLACE, "place", least=0),
        "text": clean(command.text, TEXT, "text", least=0),
    }


def counted(night: Night, group: int) -> int:
    """How many meetings of this group can be seen or wait to be."""
    return sum(one.group == group and (one.waiting or not one.hidden) for one in night.meetings.values())


def fix(night: Night, command: FixMeeting) -> list[Event]:
    group = groups.require_member(night, command, command.group)
    if command.person != DESK or not command.at_desk:
        person = people.require_self(night, command, command.person)
        own = [one.at for one in night.meetings.values() if one.person == person.no]
        if len(own) >= MOST_EVER and not command.at_desk:
            raise Refused(_("You have set %(most)s meetings. Change one of them."), "quota", most=MOST_EVER)
        slow.refuse_haste(night, command, max(own, default=None))
    if counted(night, group.no) >= places(MOST_A_GROUP, desk=command.at_desk):
        raise Refused(_("This group has enough meetings already. Change one of them."), "quota")
    no, said, waits = len(night.meetings) + 1, tidied(night, command), must_wait(night, command)
    return [MeetingFixed(no=no, group=group.no, person=command.person, waiting=waits, **said)]


def require_theirs(night: Night, command: Command, no: int) -> Meeting:
    """The meeting, if the sender is in its group, fixed it, or is the desk.

    Also after the close: that is when places turn out to be taken. Raises `Refused`.
    """
    meeting = find(night, no)
    if night.phase not in (*groups.WRITING_IN, "closed"):
        raise Refused(_("You can write notes once the groups form."), "late")
    if command.at_desk:
        return meeting
    person = people.known(night, command.by).no
    group = night.groups[meeting.group]
    if person != meeting.person and not groups.was_there(night, person, group):
        raise Refused(_("Only the group can change this."), "forbidden")
    if not seen(night, meeting) and person != meeting.person:
        raise Refused(_("This night has no such meeting."), "missing")
    return meeting


def change(night: Night, command: ChangeMeeting) -> list[Event]:
    meeting = require_theirs(night, command, command.meeting)
    said = tidied(night, command)
    if said == said_by(meeting):
        return []
    waits = must_wait(night, command) and not meeting.hidden
    return [MeetingChanged(meeting=meeting.no, group=meeting.group, waiting=waits, **said)]


def fixed(night: Night, event: MeetingFixed) -> None:
    its = (event.group, event.person, event.day, event.time, event.place, event.text, night.at)
    night.meetings[event.no] = Meeting(event.no, *its, hidden=event.waiting, waiting=event.waiting)


def new_edition(night: Night, no: int) -> Meeting:
    meeting = night.meetings[no]
    meeting.at, meeting.edition = night.at, meeting.edition + 1
    return meeting


def changed(night: Night, event: MeetingChanged) -> None:
    meeting = new_edition(night, event.meeting)
    for name, value in said_by(event).items():
        setattr(meeting, name, value)
    if event.waiting:
        meeting.hidden = meeting.waiting = True


def change_back(night: Night, event: MeetingChanged) -> list[Event]:
    old = night.meetings[event.meeting]
    return [MeetingChanged(meeting=old.no, group=old.group, waiting=old.waiting, **said_by(old))]


promises.SUBJECTS["meeting"] = to_promise
DECIDE = {FixMeeting: fix, ChangeMeeting: change}
EVOLVE = {MeetingFixed: fixed, MeetingChanged: changed}
UNDO: dict[type[Event], Undo] = {
    MeetingChanged: (of_group_label(_("changing a meeting of %(group)s")), change_back)
}
