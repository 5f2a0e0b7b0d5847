"""Groups: the people at one pitch in one round. One tap in, one tap to another: the law of two feet."""

from collections.abc import Collection

from opennight.night import lineup, people, pitches, votes
from opennight.night.kept.groups import Group
from opennight.night.kept.pitches import Pitch
from opennight.night.kept.placements import Placement
from opennight.night.kept.rooms import Room
from opennight.night.messages import Command, Event, Refused, _
from opennight.night.placing import running
from opennight.night.state import Night

OPEN_IN = ("groups", "talk")
WRITING_IN = (*OPEN_IN, "share")


class JoinGroup(Command, frozen=True):
    person: int
    group: int


class LeaveGroup(Command, frozen=True):
    person: int
    group: int


class TakePen(Command, frozen=True):
    """Become the scribe of a group."""

    person: int
    group: int


class GroupJoined(Event, frozen=True):
    KIND = "group-joined"

    person: int
    group: int


class GroupLeft(Event, frozen=True):
    KIND = "group-left"

    person: int
    group: int


class PenTaken(Event, frozen=True):
    KIND = "pen-taken"

    person: int
    group: int


def members(night: Night, no: int) -> list[int]:
    """Who is in the group, in the order in which they came."""
    return list(night.groups[no].members)


def scribe(night: Night, no: int) -> int | None:
    """Who holds the pen; nobody once the scribe has left the group."""
    group = night.groups[no]
    return group.scribe if group.scribe in group.members else None


def pitch(night: Night, no: int) -> Pitch:
    """What the group talks about."""
    return night.pitches[night.groups[no].pitch]


def is_seen(night: Night, no: int) -> bool:
    """Whether the room sees what the group talks about, or what that became part of; 0: no group's."""
    return no == 0 or pitches.is_open(night.pitches[pitches.root(night, night.groups[no].pitch)])


def seats_left(night: Night, placement: Placement) -> int:
    room = lineup.room(night, placement.room)
    return max(0, (room.seats if room else 0) - len(night.groups[placement.group].members))


def of_person(night: Night, person: int) -> dict[int, int]:
    """The person's groups: slot → number of the group."""
    return {p.slot: no for no, p in night.lineup.items() if person in night.groups[no].members}


def groupless(night: Night, those: Collection[int]) -> int:
    """How many people who are here are in none of these groups."""
    seated = {person for no in those for person in night.groups[no].members}
    return sum(person.no not in seated for person in people.present(night))


def next_best(night: Night, person: int, full: Placement) -> Placement | None:
    """Another group in this slot with free seats: one that the person voted for, else the one with most."""
    open_ones = [
        p for p in night.lineup.values() if p.slot == full.slot and p != full and seats_left(night, p)
    ]
    return max(
        open_ones,
        key=lambda p: (votes.has_dot(night, p.pitch, person), seats_left(night, p), -p.pitch, -p.group),
        default=None,
    )


def require_open(night: Night) -> None:
    """Raise `Refused` unless people are in groups, or look for theirs."""
    if night.phase not in OPEN_IN:
        raise Refused(
            _("The groups have finished for tonight.")
            if night.phase in ("share", "closed")
            else _("The groups form after the vote."),
            "late",
        )


def refuse_full(night: Night, person: int, placement: Placement, room: Room) -> Refused:
    """The refusal for a group without a seat, with the one that would suit this person next."""
    other = next_best(night, person, placement)
    if other is None:
        return Refused(
            _("%(room)s is full, and so is every other group at this time."), "full", room=room.name
        )
    there = lineup.room(night, other.room)
    return Refused(
        _("%(room)s is full. “%(title)s” in %(there)s has %(seats)s free."),
        "full",
        offer=other.group,
        room=room.name,
        title=night.pitches[other.pitch].title,
        there=there.name if there else "",
        seats=seats_left(night, other),
    )


def find(night: Night, no: int) -> Group:
    """A group, in the line-up or not."""
    group = night.groups.get(no)
    if group is None:
        raise Refused(_("There is no such group in this night."), "missing")
    return group


def find_placed(night: Night, no: int) -> Placement:
    """Where the group meets; if its pitch became part of another, where a group of that one meets."""
    group = find(night, no)
    if no not in night.lineup:
        meant = pitches.find_open(night, group.pitch).no
        no = next((other for other in running(night, meant) if meant != group.pitch), no)
    return lineup.find(night, no)


def join(night: Night, command: JoinGroup) -> list[Event]:
    person = people.require_self(night, command, command.person).no
    require_open(night)
    placement = find_placed(night, command.group)
    if person in night.groups[placement.group].members:
        return []
    require_seat(night, person, placement)
    return sit_down(night, person, placement)


def require_seat(night: Night, person: int, placement: Placement) -> None:
    """Raise `Refused` if the group's room is full, with the next best group as an offer."""
    room = lineup.room(night, placement.room)
    if room and not seats_left(night, placement):
        raise refuse_full(night, person, placement, room)


def sit_down(night: Night, person: int, placement: Placement) -> list[Event]:
    """They leave the group that they are in at this time, and join this one."""
    before = of_person(night, person).get(placement.slot)
    left = [GroupLeft(person=person, group=before)] if before is not None else []
    return [*left, GroupJoined(person=person, group=placement.group)]


def leave(night: Night, command: LeaveGroup) -> list[Event]:
    person = people.require_self(night, command, command.person).no
    require_open(night)
    group = night.groups.get(command.group)
    if group is None or person not in group.members:
        return []
    return [GroupLeft(person=person, group=group.no)]


def require_writing(night: Night, no: int) -> Group:
    """The group, if it is in the line-up and the phase allows writing. Raises `Refused`."""
    if night.phase not in WRITING_IN:
        raise Refused(
            _("This night is closed. What came out of it is in the record.")
            if night.phase == "closed"
            else _("You can write notes once the groups form."),
            "late",
        )
    group = find(night, no)
    lineup.find(night, no)
    return group


def was_there(night: Night, person: int, group: Group) -> bool:
    """Whether the person is in the group, or was until they went elsewhere."""
    return person in group.members or group.no in night.people[person].sat


def require_member(night: Night, command: Command, no: int) -> Group:
    """The group, if the sender is or was one of its members, or is the desk. Raises `Refused`."""
    group = require_writing(night, no)
    if not command.at_desk:
        people.require(night, command.by)
        if not was_there(night, command.by, group):
            raise Refused(_("Join this group first, then write."), "forbidden")
    return group


def take_pen(night: Night, command: TakePen) -> list[Event]:
    people.require_self(night, command, command.person)
    group = require_member(night, command, command.group)
    if command.person not in group.members:
        raise Refused(_("Only somebody in the group can be its scribe."), "forbidden")
    if group.scribe == command.person:
        return []
    return [PenTaken(person=command.person, group=group.no)]


def joined(night: Night, event: GroupJoined) -> None:
    night.groups[event.group].members[event.person] = night.at


def left(night: Night, event: GroupLeft) -> None:
    night.groups[event.group].members.pop(event.person, None)
    night.people[event.person].sat[event.group] = night.at


def pen_taken(night: Night, event: PenTaken) -> None:
    night.groups[event.group].scribe = event.person


DECIDE = {JoinGroup: join, LeaveGroup: leave, TakePen: take_pen}
EVOLVE = {GroupJoined: joined, GroupLeft: left, PenTaken: pen_taken}
