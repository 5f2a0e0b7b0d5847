"""Seats: who came later asks for one in a full group, and whoever did not choose that group may give theirs.

A line-up gives everybody a seat, also those none of whose choices is on. So people hold seats in full groups
that others would choose. Nobody is moved unasked: they are asked with one quiet line on their own page, may
keep their seat, and read first where they would sit instead.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from opennight.night import groups, people, requirements, rounds, votes
from opennight.night.kept.placements import Placement
from opennight.night.messages import Command, Event, Refused, _
from opennight.night.state import Night


class AskSeat(Command, frozen=True):
    """Ask for a seat in a full group; in one group at a time in each round."""

    person: int
    group: int


class TakeBackAsking(Command, frozen=True):
    person: int
    group: int


class GiveSeat(Command, frozen=True):
    """Give one's seat in this group to whoever asks for one, and sit in the group `to` instead."""

    person: int
    group: int
    to: int


class KeepSeat(Command, frozen=True):
    """Be asked no more for one's seat in this group."""

    person: int
    group: int


class SeatAsked(Event, frozen=True):
    KIND = "seat-asked"

    person: int
    group: int


class SeatAskingTakenBack(Event, frozen=True):
    KIND = "seat-asking-taken-back"

    person: int
    group: int


class SeatKept(Event, frozen=True):
    KIND = "seat-kept"

    person: int
    group: int


class Plea(NamedTuple):
    """What somebody is asked: to give their seat in `group` to `asker`, and sit in `to`."""

    group: int
    asker: int
    to: Placement


def did_not_choose(night: Night, person: int, no: int) -> bool:
    """Whether they sit in this group only because the line-up put them there."""
    group = night.groups[no]
    why = night.why
    given = why is not None and why.seating == "wishes" and group.members.get(person) == why.at
    chose = votes.has_dot(night, group.pitch, person) or person in requirements.hosts(night, group.pitch)
    return given and not chose


def fillers(night: Night, no: int) -> list[int]:
    """Who sits in this group without having chosen it, and was not asked in vain."""
    group = night.groups[no]
    return [one for one in group.members if one not in group.keeping and did_not_choose(night, one, no)]


def is_on(night: Night, placement: Placement) -> bool:
    """Whether seats in this group can be asked for: its round is not over, and it is full."""
    round = rounds.of_slot(night, placement.slot)
    over = round is not None and round.ended > 0
    return night.phase in groups.OPEN_IN and not over and not groups.seats_left(night, placement)


def askers(night: Night, no: int) -> list[int]:
    """Who asks for a seat in this group: first whoever voted for its topic, then in the order in which they
    asked."""
    placement = night.lineup.get(no)
    if placement is None or not night.groups[no].asking or not is_on(night, placement):
        return []
    group = night.groups[no]
    those = [one for one, at in group.asking.items() if still_asks(night, one, placement, at)]
    return sorted(those, key=lambda one: not votes.has_dot(night, group.pitch, one))


def still_asks(night: Night, person: int, placement: Placement, since: int) -> bool:
    """Whether they are here, and have sat down nowhere at this time since they asked (ms)."""
    its = groups.of_person(night, person).get(placement.slot)
    sat_down = its is not None and night.groups[its].members[person] > since
    return people.is_here(night.people[person]) and its != placement.group and not sat_down


def may_ask(night: Night, no: int) -> bool:
    """Whether it makes sense to ask for a seat in this group: somebody may give theirs."""
    placement = night.lineup.get(no)
    return placement is not None and is_on(night, placement) and bool(fillers(night, no))


def plea(night: Night, person: int) -> Plea | None:
    """What this person is asked now, if anything."""
    for no in groups.of_person(night, person).values():
        if (
            not night.groups[no].asking
            or person in night.groups[no].keeping
            or not did_not_choose(night, person, no)
        ):
            continue
        for asker in askers(night, no):
            if to := instead(night, person, no, asker):
                return Plea(no, asker, to)
    return None


def instead(night: Night, person: int, no: int, asker: int) -> Placement | None:
    """Where they would sit: in something they voted for that has a seat free, else where the asker sits now,
    else where most seats are free. None: nowhere."""
    here = night.lineup[no]
    best = groups.next_best(night, person, here)
    if best and votes.has_dot(night, best.pitch, person):
        return best
    theirs = groups.of_person(night, asker).get(here.slot)
    return night.lineup[theirs] if theirs else best


def asked_for(night: Night, person: int) -> Iterator[int]:
    """The groups in which this person asks for a seat."""
    return (no for no in night.lineup if person in night.groups[no].asking and person in askers(night, no))


def concerned(night: Night, no: int) -> Iterable[int]:
    """Whoever reads something else once this group, or one at the same time, has other people in it."""
    placement = night.lineup.get(no)
    if placement is None:
        return ()
    beside = (p.group for p in night.lineup.values() if p.slot == placement.slot)
    asked = [one for one in beside if night.groups[one].asking]
    return [person for one in asked for person in (*night.groups[one].members, *night.groups[one].asking)]


def sitting(night: Night, event: SeatAsked | SeatAskingTakenBack | SeatKept) -> Iterable[int]:
    """Whoever may be asked to give their seat, or is asked no more."""
    return night.groups[event.group].members


def ask(night: Night, command: AskSeat) -> list[Event]:
    person = people.require_self(night, command, command.person).no
    groups.require_open(night)
    placement = groups.find_placed(night, command.group)
    group = night.groups[placement.group]
    if person in group.members or person in askers(night, placement.group):
        return []
    if groups.seats_left(night, placement):
        raise Refused(_("There is a seat free here. Just join."), "late", offer=placement.group)
    if not may_ask(night, placement.group):
        raise Refused(_("Everybody here chose this topic, so nobody is asked to move."), "full")
    beside = (no for no in asked_for(night, person) if night.lineup[no].slot == placement.slot)
    if next(beside, None):
        raise Refused(_("You have asked for a seat elsewhere at this time. Take that back first."), "quota")
    return [SeatAsked(person=person, group=placement.group)]


def take_back(night: Night, command: TakeBackAsking) -> list[Event]:
    person = people.require_self(night, command, command.person).no
    group = groups.find(night, command.group)
    return [SeatAskingTakenBack(person=person, group=group.no)] if person in group.asking else []


def give(night: Night, command: GiveSeat) -> list[Event]:
    person = people.require_self(night, command, command.person).no
    groups.require_open(night)
    group = groups.find(night, command.group)
    asked = plea(night, person)
    if asked is None or (asked.group, asked.to.group) != (group.no, command.to):
        raise Refused(_("That seat is no longer needed, or the place offered to you has changed."), "late")
    comes = groups.sit_down(night, asked.asker, night.lineup[group.no])
    goes = groups.sit_down(night, person, asked.to)
    return [goes[0], *comes, *goes[1:]]  # so that no group ever has more people than seats


def keep(night: Night, command: KeepSeat) -> list[Event]:
    person = people.require_self(night, command, command.person).no
    groups.require_open(night)
    group = groups.find(night, command.group)
    if person not in group.members:
        raise Refused(_("You have no seat in this group."), "late")
    return [] if person in group.keeping else [SeatKept(person=person, group=group.no)]


def asked(night: Night, event: SeatAsked) -> None:
    night.groups[event.group].asking[event.person] = night.at


def taken_back(night: Night, event: SeatAskingTakenBack) -> None:
    night.groups[event.group].asking.pop(event.person, None)


def kept(night: Night, event: SeatKept) -> None:
    night.groups[event.group].keeping[event.person] = None


DECIDE = {AskSeat: ask, TakeBackAsking: take_back, GiveSeat: give, KeepSeat: keep}
EVOLVE = {SeatAsked: asked, SeatAskingTakenBack: taken_back, SeatKept: kept}
