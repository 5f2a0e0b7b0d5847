"""A headline: the one sentence that a group presents to the room. One drafts it, and another one agrees."""

from opennight.night import groups, people
from opennight.night.kept.groups import Group
from opennight.night.messages import Command, Event, Refused, Undo, _, clean, of_group
from opennight.night.state import Night

TEXT = 120


class WriteHeadline(Command, frozen=True):
    """The one sentence that the group presents to the room."""

    group: int
    text: str


class AgreeHeadline(Command, frozen=True):
    """A second tap, by anybody of the group but whoever drafted the headline."""

    person: int
    group: int


class HeadlineWritten(Event, frozen=True):
    """`waiting`: the one that is there stays until the desk has read this. `drafted`: whose it is, as long as
    nobody else of the group agrees; `agreed`: who did, if it is one that an undo puts back."""

    KIND = "headline-written"
    PERSONAL = ("text",)

    group: int
    text: str = ""
    waiting: bool = False
    drafted: int = 0
    agreed: int = 0


class HeadlineAgreed(Event, frozen=True):
    KIND = "headline-agreed"

    person: int
    group: int


def of(night: Night, no: int) -> str:
    """The group's one sentence; empty as long as it has none."""
    return night.groups[no].headline


def unread(night: Night) -> list[Group]:
    """The groups with a headline that the desk has yet to read."""
    return [group for group in night.groups.values() if group.unread]


def write(night: Night, command: WriteHeadline) -> list[Event]:
    """Headlines wait where notes do. The desk lets one in, or another one stay, by writing it."""
    group = groups.require_member(night, command, command.group)
    text = clean(command.text, TEXT, "text", least=0)
    waits = night.setup.approve_notes and not command.at_desk and text not in ("", group.headline)
    if text == group.unread if waits else (text == group.headline and not group.unread):
        return []
    alone = command.at_desk or not text or not [one for one in group.members if one != command.by]
    return [HeadlineWritten(group=group.no, text=text, waiting=waits, drafted=0 if alone else command.by)]


def agree(night: Night, command: AgreeHeadline) -> list[Event]:
    people.require_self(night, command, command.person)
    group = groups.require_member(night, command, command.group)
    if not group.headline:
        raise Refused(_("There is no headline yet."), "late")
    if not group.drafted:
        return []
    if command.person == group.drafted:
        raise Refused(_("This is your draft: somebody else in your group has to agree to it."), "forbidden")
    return [HeadlineAgreed(person=command.person, group=group.no)]


def written(night: Night, event: HeadlineWritten) -> None:
    group = night.groups[event.group]
    if event.waiting:
        group.unread = event.text
    else:
        group.headline, group.unread = event.text, ""
        group.drafted, group.agreed = event.drafted, event.agreed


def agreed(night: Night, event: HeadlineAgreed) -> None:
    group = night.groups[event.group]
    group.drafted, group.agreed = 0, event.person


def back(night: Night, event: HeadlineWritten) -> list[Event]:
    group = night.groups[event.group]
    drafted, agreed = group.drafted, group.agreed
    back: list[Event] = [HeadlineWritten(group=group.no, text=group.headline, drafted=drafted, agreed=agreed)]
    if group.unread:
        back.append(HeadlineWritten(group=group.no, text=group.unread, waiting=True))
    return back


DECIDE = {WriteHeadline: write, AgreeHeadline: agree}
EVOLVE = {HeadlineWritten: written, HeadlineAgreed: agreed}
UNDO: dict[type[Event], Undo] = {
    HeadlineWritten: (of_group(_("changing the headline of %(group)s")), back),
}
