"""Introductions: somebody says “I can” to an ask, or “yes, please” to an offer. Once its owner agrees, each
of the two sees what the other passes: that is kept beside the log, never in it (see opennight/contacts.py).

Whoever gives may promise hours; whoever received them says that they were kept.
"""

from collections.abc import Iterator
from typing import NamedTuple

from opennight.night import inquiries, people
from opennight.night.kept.offers import Introduction
from opennight.night.kept.people import Person
from opennight.night.messages import Command, Event, Refused, _
from opennight.night.quotas import OF_WALL, OfWall
from opennight.night.state import Night

CONTACT = 120
"""Characters that a person can pass."""
HOURS = 100
MOST_AN_OFFER = 100


class Introduce(Command, frozen=True):
    """`person` says yes to the offer or ask. Only who gives can promise `hours`; 0: none were promised."""

    person: int
    offer: int
    hours: int = 0
    most: OfWall = OF_WALL


class AgreeIntroduction(Command, frozen=True):
    """The owner of the offer says yes, too."""

    introduction: int
    person: int
    hours: int = 0


class DeclineIntroduction(Command, frozen=True):
    """One of the two says no, also after both had said yes: then neither sees what the other passed."""

    introduction: int
    person: int


class KeepHours(Command, frozen=True):
    """Whoever received the hours says that they got them; or that they did not, after all."""

    introduction: int
    person: int
    kept: bool = True


class Introduced(Event, frozen=True):
    """`helper`: who said it for them, by the number of the helper's device; 0: the host, or nobody."""

    KIND = "introduced"

    no: int
    offer: int
    person: int
    owner: int
    hours: int = 0
    helper: int = 0


class IntroductionAgreed(Event, frozen=True):
    KIND = "introduction-agreed"

    introduction: int
    person: int
    other: int
    hours: int = 0
    helper: int = 0


class IntroductionDeclined(Event, frozen=True):
    KIND = "introduction-declined"

    introduction: int
    person: int
    other: int


class HoursKept(Event, frozen=True):
    KIND = "hours-kept"

    introduction: int
    person: int
    other: int
    kept: bool


class Hours(NamedTuple):
    """In total, of the whole night: nobody has a balance."""

    promised: int
    kept: int


def giver(night: Night, one: Introduction) -> int:
    """Who gives: whoever came to an ask, or the owner of an offer."""
    return one.person if night.offers[one.offer].wants else one.owner


def receiver(night: Night, one: Introduction) -> int:
    return one.owner if night.offers[one.offer].wants else one.person


def other(one: Introduction, person: int) -> int:
    """The other one of the two."""
    return one.owner if person == one.person else one.person


def stands(night: Night, one: Introduction) -> bool:
    """Whether neither of the two said no, or is out of the night."""
    return not one.declined and not (night.people[one.person].removed or night.people[one.owner].removed)


def passes(night: Night, one: Introduction) -> bool:
    """Whether each of the two may see what the other passes: both have said yes, and neither took it back."""
    return bool(one.agreed) and stands(night, one)


def of_person(night: Night, no: int) -> Iterator[Introduction]:
    """Those of this person that wait for somebody, or that both agreed to; the newest first."""
    return (
        one
        for one in reversed(night.introductions.values())
        if no in (one.person, one.owner) and stands(night, one)
    )


def to_settle(night: Night, no: int) -> int:
    """How many wait for this person's yes or no."""
    return sum(one.owner == no and not one.agreed for one in of_person(night, no))


def between(night: Night, offer: int, person: int) -> Introduction | None:
    """The last one of this person about this offer, also if it was declined."""
    its = (one for one in reversed(night.introductions.values()) if one.offer == offer)
    return next((one for one in its if one.person == person), None)


def hours(night: Night) -> Hours:
    """Hours promised by those who agreed, and hours kept."""
    agreed = [one for one in night.introductions.values() if passes(night, one)]
    return Hours(sum(one.hours for one in agreed), sum(one.hours for one in agreed if one.kept))


def find(night: Night, no: int, person: int) -> Introduction:
    """The introduction, if this person is one of the two. Raises `Refused`: whether there is one between
    others is nobody's business."""
    one = night.introductions.get(no)
    if one is None or person not in (one.person, one.owner):
        raise Refused(_("You have no such introduction."), "missing")
    return one


def require_hours(count: int, *, gives: bool) -> int:
    """So many hours, if this side may promise them. Raises `Refused`."""
    if not 0 <= count <= HOURS:
        raise Refused(_("Pick a number between 0 and %(most)s."), field="hours", most=HOURS)
    if count and not gives:
        raise Refused(_("Only the person giving can promise hours."), field="hours")
    return count


def introduce(night: Night, command: Introduce) -> list[Event]:
    """Also after the close: that is when the record is read."""
    person = people.require_self(night, command, command.person)
    require_own_hand(command, person)
    offer = inquiries.of_somebody_else(night, command.offer, person.no)
    before = between(night, offer.no, person.no)
    if before and before.declined:
        raise Refused(_("One of you said no to this. Talk to each other."), "forbidden")
    if before:
        return []
    own = [one for one in night.introductions.values() if one.person == person.no]
    standing = sum(stands(night, one) for one in own)
    about = sum(one.offer == offer.no for one in night.introductions.values())
    full = standing >= command.most.yeses or len(own) >= command.most.yeses_ever
    if full or about >= MOST_AN_OFFER:
        raise Refused(_("That is as many as one person can keep up with."), "quota")
    promised = require_hours(command.hours, gives=offer.wants)
    no = len(night.introductions) + 1
    return [
        Introduced(
            no=no,
            offer=offer.no,
            person=person.no,
            owner=offer.person,
            hours=promised,
            helper=helper_of(command),
        )
    ]


def helper_of(command: Command) -> int:
    """Which helper sends it for somebody; 0 if it is the host, or a person for themselves."""
    return command.actor.no if command.at_desk else 0


def require_theirs(night: Night, command: Command, no: int, person: int) -> Introduction:
    """The introduction of this person, who acts for themselves or has the desk act. Raises `Refused`."""
    people.only_self(command, person)
    whose = people.known(night, person)
    require_own_hand(command, whose)
    return find(night, no, whose.no)


def require_own_hand(command: Command, person: Person) -> None:
    """Raise `Refused` if the desk says yes or no for somebody who has a phone: nobody else decides whom they
    meet, and what they pass."""
    if command.at_desk and person.phone:
        raise Refused(_("They choose this themselves, on their own page."), "forbidden")


def agree(night: Night, command: AgreeIntroduction) -> list[Event]:
    one = require_theirs(night, command, command.introduction, command.person)
    if command.person != one.owner:
        raise Refused(_("The other person has to agree."), "forbidden")
    if not stands(night, one):
        raise Refused(_("One of you said no to this. Talk to each other."), "late")
    if one.agreed:
        return []
    gives = giver(night, one) == one.owner
    promised = require_hours(command.hours, gives=gives) if gives or command.hours else one.hours
    return [
        IntroductionAgreed(
            introduction=one.no,
            person=one.owner,
            other=one.person,
            hours=promised,
            helper=helper_of(command),
        ),
    ]


def decline(night: Night, command: DeclineIntroduction) -> list[Event]:
    one = require_theirs(night, command, command.introduction, command.person)
    if one.declined:
        return []
    whom = other(one, command.person)
    return [IntroductionDeclined(introduction=one.no, person=command.person, other=whom)]


def keep(night: Night, command: KeepHours) -> list[Event]:
    one = require_theirs(night, command, command.introduction, command.person)
    if command.person != receiver(night, one):
        raise Refused(_("Only the person who received them can say so."), "forbidden")
    if not passes(night, one) or not one.hours:
        raise Refused(_("No hours were promised here."), "late")
    if one.kept == command.kept:
        return []
    whom = other(one, command.person)
    return [HoursKept(introduction=one.no, person=command.person, other=whom, kept=command.kept)]


def introduced(night: Night, event: Introduced) -> None:
    night.introductions[event.no] = Introduction(
        event.no, event.offer, event.person, event.owner, night.at, hours=event.hours
    )
    night.introductions[event.no].helpers[event.person] = event.helper


def agreed(night: Night, event: IntroductionAgreed) -> None:
    one = night.introductions[event.introduction]
    one.agreed, one.hours = night.at, event.hours
    one.helpers[event.person] = event.helper


def declined(night: Night, event: IntroductionDeclined) -> None:
    night.introductions[event.introduction].declined = True


def were_kept(night: Night, event: HoursKept) -> None:
    night.introductions[event.introduction].kept = event.kept


DECIDE = {
    Introduce: introduce,
    AgreeIntroduction: agree,
    DeclineIntroduction: decline,
    KeepHours: keep,
}
EVOLVE = {
    Introduced: introduced,
    IntroductionAgreed: agreed,
    IntroductionDeclined: declined,
    HoursKept: were_kept,
}
