"""A meeting is called off, or hidden; and all of that is taken back."""

from opennight.night import sight, why
from opennight.night.meetings import find, new_edition, require_theirs
from opennight.night.messages import Command, Event, Label, Refused, Undo, _, of_group
from opennight.night.state import Night


class CancelMeeting(Command, frozen=True):
    """Or say that it takes place after all."""

    meeting: int
    cancelled: bool = True


class HideMeeting(Command, frozen=True):
    """By whoever fixed it or by the desk, which may say why."""

    meeting: int
    why: str = ""


class ShowMeeting(Command, frozen=True):
    meeting: int


class MeetingCancelled(Event, frozen=True):
    KIND = "meeting-cancelled"

    meeting: int
    group: int
    cancelled: bool


class MeetingHidden(Event, frozen=True):
    """Only an undo makes it `waiting`: it puts back what was."""

    KIND = "meeting-hidden"
    PERSONAL = ("why",)

    meeting: int
    group: int
    waiting: bool = False
    why: str = ""


class MeetingShown(Event, frozen=True):
    KIND = "meeting-shown"

    meeting: int
    group: int


def cancel(night: Night, command: CancelMeeting) -> list[Event]:
    meeting = require_theirs(night, command, command.meeting)
    if meeting.cancelled == command.cancelled:
        return []
    return [MeetingCancelled(meeting=meeting.no, group=meeting.group, cancelled=command.cancelled)]


def hide(night: Night, command: HideMeeting) -> list[Event]:
    meeting = find(night, command.meeting)
    if not command.at_desk and command.by != meeting.person:
        raise Refused(_("Only the person who wrote this can change it."), "forbidden")
    event = MeetingHidden(meeting=meeting.no, group=meeting.group, why=why.tidied(command.why))
    return sight.hide(meeting, event)


def show(night: Night, command: ShowMeeting) -> list[Event]:
    meeting = find(night, command.meeting)
    return sight.show(meeting, MeetingShown(meeting=meeting.no, group=meeting.group))


def cancelled(night: Night, event: MeetingCancelled) -> None:
    new_edition(night, event.meeting).cancelled = event.cancelled


def hidden(night: Night, event: MeetingHidden) -> None:
    sight.put(night.meetings[event.meeting], hidden=True, waiting=event.waiting)


def shown(night: Night, event: MeetingShown) -> None:
    sight.put(night.meetings[event.meeting], hidden=False)


def cancel_back(night: Night, event: MeetingCancelled) -> list[Event]:
    was = night.meetings[event.meeting].cancelled
    return [MeetingCancelled(meeting=event.meeting, group=event.group, cancelled=was)]


def sight_back(night: Night, event: MeetingHidden | MeetingShown) -> list[Event]:
    """What the meeting was: seen, hidden, or waiting."""
    no, group = event.meeting, event.group
    return sight.back(
        night.meetings[no],
        lambda waits: MeetingHidden(meeting=no, group=group, waiting=waits),
        MeetingShown(meeting=no, group=group),
    )


def cancelled_label(night: Night, event: MeetingCancelled) -> Label:
    text = (
        _("calling off a meeting of %(group)s")
        if event.cancelled
        else _("putting a meeting of %(group)s back on")
    )
    return Label(text, about={"group": event.group})


DECIDE = {CancelMeeting: cancel, HideMeeting: hide, ShowMeeting: show}
EVOLVE = {MeetingCancelled: cancelled, MeetingHidden: hidden, MeetingShown: shown}
UNDO: dict[type[Event], Undo] = {
    MeetingCancelled: (cancelled_label, cancel_back),
    MeetingHidden: (of_group(_("hiding a meeting of %(group)s")), sight_back),
    MeetingShown: (of_group(_("letting in a meeting of %(group)s")), sight_back),
}
