"""Groups: the people at one pitch in one slot. One tap in, one tap to another: the law of two feet."""

from opennight.night import lineup, people, pitches, votes
from opennight.night.state import Night, Placement, Room
from opennight.night.words import Command, Event, Refused, Undo, _, clean

OPEN_IN = ("groups", "talk")
HEADLINE = 120


class JoinGroup(Command, frozen=True):
    person: int
    pitch: int


class LeaveGroup(Command, frozen=True):
    person: int
    pitch: int


class TakePen(Command, frozen=True):
    """Become the scribe of a group."""

    person: int
    pitch: int


class WriteHeadline(Command, frozen=True):
    """The one sentence with which the group goes before the room."""

    pitch: int
    text: str


class GroupJoined(Event, frozen=True):
    KIND = "group-joined"

    person: int
    pitch: int


class GroupLeft(Event, frozen=True):
    KIND = "group-left"

    person: int
    pitch: int


class PenTaken(Event, frozen=True):
    KIND = "pen-taken"

    person: int
    pitch: int


class HeadlineWritten(Event, frozen=True):
    KIND = "headline-written"
    PERSONAL = ("text",)

    pitch: int
    text: str = ""


def members(night: Night, pitch: int) -> list[int]:
    """Who is in the group, in the order in which they came."""
    return list(night.members.get(pitch, ()))


def scribe(night: Night, pitch: int) -> int | None:
    """Who holds the pen; nobody once the scribe has left the group."""
    no = night.scribes.get(pitch)
    return no if no in night.members.get(pitch, ()) else None


def seats_left(night: Night, placement: Placement) -> int:
    room = lineup.room(night, placement.room)
    return max(0, (room.seats if room else 0) - len(night.members.get(placement.pitch, ())))


def of_person(night: Night, person: int) -> dict[int, int]:
    """The person's groups: slot → pitch."""
    return {night.lineup[no].slot: no for no, members in night.members.items() if person in members}


def next_best(night: Night, person: int, full: Placement) -> Placement | None:
    """The group with room at the same time that this person wanted, else the one with most seats."""
    open_ones = [
        p for p in night.lineup.values() if p.slot == full.slot and p != full and seats_left(night, p)
    ]
    return max(
        open_ones,
        key=lambda p: (votes.has_dot(night, p.pitch, person), seats_left(night, p), -p.pitch),
        default=None,
    )


def require_open(night: Night) -> None:
    if night.phase not in OPEN_IN:
        raise Refused(
            _("The groups are over for tonight.")
            if night.phase in ("share", "closed")
            else _("The groups form after the vote."),
            "late",
        )


def refuse_full(night: Night, person: int, placement: Placement, room: Room) -> Refused:
    other = next_best(night, person, placement)
    if other is None:
        return Refused(
            _("%(room)s is full, and so is every other group at this time."), "full", room=room.name
        )
    there = lineup.room(night, other.room)
    return Refused(
        _("%(room)s is full. “%(title)s” in %(there)s has %(seats)s free."),
        "full",
        offer=other.pitch,
        room=room.name,
        title=night.pitches[other.pitch].title,
        there=there.name if there else "",
        seats=seats_left(night, other),
    )


def join(night: Night, command: JoinGroup) -> list[Event]:
    person = people.require_self(night, command, command.person).no
    require_open(night)
    placement = lineup.find(night, pitches.find_open(night, command.pitch).no)
    if person in night.members.get(placement.pitch, ()):
        return []
    room = lineup.room(night, placement.room)
    if room and not seats_left(night, placement):
        raise refuse_full(night, person, placement, room)
    events: list[Event] = []
    before = of_person(night, person).get(placement.slot)
    if before is not None:
        events.append(GroupLeft(person=person, pitch=before))
    return [*events, GroupJoined(person=person, pitch=placement.pitch)]


def leave(night: Night, command: LeaveGroup) -> list[Event]:
    person = people.require_self(night, command, command.person).no
    require_open(night)
    if person not in night.members.get(command.pitch, ()):
        return []
    return [GroupLeft(person=person, pitch=command.pitch)]


def require_writing(night: Night, pitch: int) -> None:
    """The group is there, and there is a night to write in."""
    if night.phase not in ("groups", "talk", "share"):
        raise Refused(
            _("This night is closed. What came out of it is in its record.")
            if night.phase == "closed"
            else _("Notes open when the groups do."),
            "late",
        )
    lineup.find(night, pitches.find(night, pitch).no)


def require_member(night: Night, command: Command, pitch: int) -> None:
    """Anyone in the group may write, and the desk."""
    require_writing(night, pitch)
    if not command.at_desk:
        people.require(night, command.by)
        if command.by not in night.members.get(pitch, ()):
            raise Refused(_("Join this group first, then write."), "forbidden")


def take_pen(night: Night, command: TakePen) -> list[Event]:
    people.require_self(night, command, command.person)
    require_member(night, command, command.pitch)
    if command.person not in night.members.get(command.pitch, ()):
        raise Refused(_("Only somebody in the group can be its scribe."), "forbidden")
    if night.scribes.get(command.pitch) == command.person:
        return []
    return [PenTaken(person=command.person, pitch=command.pitch)]


def write_headline(night: Night, command: WriteHeadline) -> list[Event]:
    require_member(night, command, command.pitch)
    text = clean(command.text, HEADLINE, "text", least=0)
    if text == night.headlines.get(command.pitch, ""):
        return []
    return [HeadlineWritten(pitch=command.pitch, text=text)]


def joined(night: Night, event: GroupJoined) -> None:
    night.members.setdefault(event.pitch, {})[event.person] = night.at


def left(night: Night, event: GroupLeft) -> None:
    night.members.get(event.pitch, {}).pop(event.person, None)


def pen_taken(night: Night, event: PenTaken) -> None:
    night.scribes[event.pitch] = event.person


def headline_written(night: Night, event: HeadlineWritten) -> None:
    if event.text:
        night.headlines[event.pitch] = event.text
    else:
        night.headlines.pop(event.pitch, None)


def headline_back(night: Night, event: HeadlineWritten) -> list[Event]:
    return [HeadlineWritten(pitch=event.pitch, text=night.headlines.get(event.pitch, ""))]


DECIDE = {JoinGroup: join, LeaveGroup: leave, TakePen: take_pen, WriteHeadline: write_headline}
EVOLVE = {
    GroupJoined: joined,
    GroupLeft: left,
    PenTaken: pen_taken,
    HeadlineWritten: headline_written,
}
UNDO: dict[type[Event], Undo] = {HeadlineWritten: (_("a headline"), headline_back)}
