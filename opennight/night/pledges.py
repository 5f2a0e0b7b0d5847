"""Pledges: whoever is in on something can say how many hours they give to it, in all or each month, and later
how many they have given. They go with the “I'm in” that they belong to.
"""

from collections.abc import Iterator
from typing import NamedTuple

from opennight.night import introductions, people, promises
from opennight.night.introductions import HOURS
from opennight.night.kept.pledges import Pledge
from opennight.night.messages import Command, Event, Refused, _
from opennight.night.state import Night

MOST_KEPT = 12 * HOURS
"""Hours that can have been given to one thing."""


class PledgeHours(Command, frozen=True):
    """Give this many hours to what one is in on; 0: none that are counted."""

    person: int
    about: str
    hours: int
    monthly: bool = False


class KeepPledge(Command, frozen=True):
    """Say how many hours one has given to it so far."""

    person: int
    about: str
    kept: int


class HoursPledged(Event, frozen=True):
    KIND = "hours-pledged"

    person: int
    about: str
    hours: int
    monthly: bool = False


class PledgeKept(Event, frozen=True):
    KIND = "pledge-kept"

    person: int
    about: str
    kept: int


class Total(NamedTuple):
    """Hours of the whole night: `promised` in all and `monthly` each month, and how many were `kept`."""

    promised: int
    kept: int
    monthly: int


def standing(night: Night) -> Iterator[Pledge]:
    """Those of everybody who was not removed, for what the room can see."""
    for about, promise in night.promises.items():
        if promises.subject(night, about):
            found = (night.people[no].pledges.get(about) for no in promise.owners)
            yield from (pledge for pledge in found if pledge)


def total(night: Night) -> Total:
    """With the hours that people promised each other over an offer or an ask. Nobody has a balance."""
    between, those = introductions.hours(night), list(standing(night))
    return Total(
        promised=between.promised + sum(one.hours for one in those if not one.monthly),
        kept=between.kept + sum(one.kept for one in those),
        monthly=sum(one.hours for one in those if one.monthly),
    )


def pledge(night: Night, command: PledgeHours) -> list[Event]:
    """Also after the close, as the promise itself."""
    person = people.require_self(night, command, command.person)
    promises.find(night, command.about)
    if command.about not in person.promises:
        raise Refused(_("Say that you are in first."), "late")
    if not 0 <= command.hours <= HOURS:
        raise Refused(_("Pick a number between 0 and %(most)s."), field="hours", most=HOURS)
    now, monthly = person.pledges.get(command.about), command.monthly and command.hours > 0
    if (now.hours, now.monthly) == (command.hours, monthly) if now else not command.hours:
        return []
    return [HoursPledged(person=person.no, about=command.about, hours=command.hours, monthly=monthly)]


def keep(night: Night, command: KeepPledge) -> list[Event]:
    people.only_self(command, command.person)
    person = people.known(night, command.person)
    now = person.pledges.get(command.about)
    if now is None:
        raise Refused(_("No hours were promised here."), "late")
    most = MOST_KEPT if now.monthly else now.hours
    if not 0 <= command.kept <= most:
        raise Refused(_("Pick a number between 0 and %(most)s."), field="kept", most=most)
    if now.kept == command.kept:
        return []
    return [PledgeKept(person=person.no, about=command.about, kept=command.kept)]


def hours_pledged(night: Night, event: HoursPledged) -> None:
    theirs = night.people[event.person].pledges
    before = theirs.pop(event.about, None)
    if event.hours:
        kept = before.kept if before else 0
        kept = kept if event.monthly else min(kept, event.hours)
        theirs[event.about] = Pledge(event.hours, event.monthly, kept)


def pledge_kept(night: Night, event: PledgeKept) -> None:
    night.people[event.person].pledges[event.about].kept = event.kept


DECIDE = {PledgeHours: pledge, KeepPledge: keep}
EVOLVE = {HoursPledged: hours_pledged, PledgeKept: pledge_kept}
