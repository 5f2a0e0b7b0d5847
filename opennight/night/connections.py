"""Connections: which groups belong side by side, and why.

What was found comes in by a command, as line-ups do. Which of it is pointed out is in suggestions.py.

Nobody is ever moved or merged by this: it is said, and people walk over.
"""

from opennight.night import groups, people
from opennight.night.closed import refuse_closed
from opennight.night.kept.connections import Pair
from opennight.night.messages import DESK, Command, Event, Label, Refused, Undo, _
from opennight.night.state import Night

MOST = 600
"""Pairs that the night keeps."""


class FindConnections(Command, frozen=True):
    """These were found at this `moment` of the night, by the system or because the host asked. `seen` is the
    version that was looked at."""

    pairs: tuple[Pair, ...] = ()
    moment: str = ""
    seen: int = 0


class SetAside(Command, frozen=True):
    """Do not point out these two groups (again)."""

    one: int
    other: int
    aside: bool = True


class LeaveGroupAlone(Command, frozen=True):
    """Nobody is pointed to this group any more, and it to nobody; `person` says so, 0 is the desk."""

    group: int
    person: int
    alone: bool = True


class LeaveMeAlone(Command, frozen=True):
    """This person is shown no suggestions, and none is made because of them."""

    person: int
    alone: bool = True


class ConnectionsFound(Event, frozen=True):
    """Words of groups are in it: they are blanked once others were found."""

    KIND = "connections-found"
    PERSONAL = ("pairs",)

    pairs: tuple[Pair, ...] = ()
    moment: str = ""


class ConnectionSetAside(Event, frozen=True):
    KIND = "connection-set-aside"

    one: int
    other: int
    aside: bool


class GroupLeftAlone(Event, frozen=True):
    KIND = "group-left-alone"

    group: int
    alone: bool


class PersonLeftAlone(Event, frozen=True):
    KIND = "person-left-alone"

    person: int
    alone: bool


def moment(night: Night) -> str:
    """The part of the night for which connections are found; empty where nobody sits in groups."""
    if night.phase not in groups.WRITING_IN or len(night.lineup) < 2:
        return ""
    last = night.rounds[-1] if night.rounds else None
    return f"{night.phase}:{len(night.rounds)}:{last.slot if last else 0}"


def wanted(night: Night) -> bool:
    """Whether the night has moved on since they were found last."""
    here = moment(night)
    return here not in ("", night.connections.moment)


def find(night: Night, command: FindConnections) -> list[Event]:
    if not command.at_desk:
        raise Refused(_("Only the host can do this. Open the desk link first."), "forbidden")
    refuse_closed(night)
    if command.pairs == night.connections.pairs or command.seen < night.connections.version:
        return []
    known = [one for one in command.pairs if {one.one, one.other} <= night.groups.keys()]
    return [ConnectionsFound(pairs=tuple(known[:MOST]), moment=command.moment)]


def set_aside(night: Night, command: SetAside) -> list[Event]:
    refuse_closed(night)
    key = in_order(night, command.one, command.other)
    if (key in night.connections.aside) == command.aside:
        return []
    return [ConnectionSetAside(one=key[0], other=key[1], aside=command.aside)]


def in_order(night: Night, one: int, other: int) -> tuple[int, int]:
    """The numbers of two groups, the smaller first. Raises `Refused`."""
    groups.find(night, one)
    groups.find(night, other)
    if one == other:
        raise Refused(_("Pick another group."), field="other")
    return min(one, other), max(one, other)


def leave_group_alone(night: Night, command: LeaveGroupAlone) -> list[Event]:
    group = groups.require_member(night, command, command.group)
    if command.person != DESK or not command.at_desk:
        people.require_self(night, command, command.person)
    if (group.no in night.connections.alone) == command.alone:
        return []
    return [GroupLeftAlone(group=group.no, alone=command.alone)]


def leave_me_alone(night: Night, command: LeaveMeAlone) -> list[Event]:
    """At any time."""
    people.only_self(command, command.person)
    person = people.known(night, command.person)
    return [] if person.alone == command.alone else [PersonLeftAlone(person=person.no, alone=command.alone)]


def found(night: Night, event: ConnectionsFound) -> None:
    its = night.connections
    if its.version:
        night.forgettable.append(its.version)
    its.pairs, its.moment, its.version = event.pairs, event.moment, night.version


def was_set_aside(night: Night, event: ConnectionSetAside) -> None:
    if event.aside:
        night.connections.aside.append((event.one, event.other))
    else:
        night.connections.aside.remove((event.one, event.other))


def group_left_alone(night: Night, event: GroupLeftAlone) -> None:
    if event.alone:
        night.connections.alone[event.group] = None
    else:
        night.connections.alone.pop(event.group, None)


def person_left_alone(night: Night, event: PersonLeftAlone) -> None:
    night.people[event.person].alone = event.alone


def aside_label(night: Night, event: ConnectionSetAside) -> Label:
    aside, told = _("setting aside a connection of %(group)s"), _("bringing back a connection of %(group)s")
    return Label(aside if event.aside else told, about={"group": event.one})


def alone_label(night: Night, event: GroupLeftAlone) -> Label:
    text = _("leaving %(group)s alone") if event.alone else _("pointing out %(group)s again")
    return Label(text, about={"group": event.group})


DECIDE = {
    FindConnections: find,
    SetAside: set_aside,
    LeaveGroupAlone: leave_group_alone,
    LeaveMeAlone: leave_me_alone,
}
EVOLVE = {
    ConnectionsFound: found,
    ConnectionSetAside: was_set_aside,
    GroupLeftAlone: group_left_alone,
    PersonLeftAlone: person_left_alone,
}
UNDO: dict[type[Event], Undo] = {
    ConnectionSetAside: (
        aside_label,
        lambda n, e: [ConnectionSetAside(one=e.one, other=e.other, aside=not e.aside)],
    ),
    GroupLeftAlone: (alone_label, lambda n, e: [GroupLeftAlone(group=e.group, alone=not e.alone)]),
}
