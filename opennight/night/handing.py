"""Handing over: somebody without a phone agreed to an introduction through a helper, and the other side has
agreed, too. Then that helper, or the host, may ask for what the other side passed, and hand it over on paper.

That they asked stands in the log, and on the page of whoever passed it. What was passed stands in neither
(see opennight/contacts.py).
"""

from opennight.night import introductions, people
from opennight.night.kept.offers import Introduction
from opennight.night.messages import Actor, Command, Event, Refused, _
from opennight.night.state import Night


class HandOver(Command, frozen=True):
    """A helper or the host asks for what was passed to `person`, who has no phone."""

    introduction: int
    person: int


class ContactHandedOver(Event, frozen=True):
    """`helper`: the number of the helper's device, 0 for the host's."""

    KIND = "contact-handed-over"

    introduction: int
    person: int
    other: int
    helper: int


def for_them(night: Night, no: int, person: int, actor: Actor) -> Introduction:
    """The introduction of this person without a phone, if this actor may see what was passed to them: the
    host, and the helper who said yes for them. Raises `Refused`."""
    one = introductions.find(night, no, person)
    if people.known(night, person).phone:
        raise Refused(_("They choose this themselves, on their own page."), "forbidden")
    if actor.role != "host" and not (actor.no and one.helpers.get(person) == actor.no):
        raise Refused(_("Only the host, or the helper who said yes for them, can hand it over."), "forbidden")
    if not introductions.passes(night, one):
        raise Refused(_("Both of you have to say yes first."), "late")
    return one


def asked(night: Night, no: int, person: int, actor: Actor) -> Introduction:
    """The same, if they have asked for it. Raises `Refused`."""
    one = for_them(night, no, person, actor)
    if (person, actor.no) not in one.handed:
        raise Refused(_("First press the button on the page of the person you are helping."), "late")
    return one


def was_handed(one: Introduction, person: int) -> bool:
    """Whether somebody has read it to hand it to this person."""
    return any(to == person for to, _helper in one.handed)


def hand_over(night: Night, command: HandOver) -> list[Event]:
    if not command.at_desk:
        raise Refused(_("Only the host and helpers can do this."), "forbidden")
    one = for_them(night, command.introduction, command.person, command.actor)
    if (command.person, command.actor.no) in one.handed:
        return []
    return [
        ContactHandedOver(
            introduction=one.no,
            person=command.person,
            other=introductions.other(one, command.person),
            helper=command.actor.no,
        )
    ]


def handed_over(night: Night, event: ContactHandedOver) -> None:
    night.introductions[event.introduction].handed.append((event.person, event.helper))


DECIDE = {HandOver: hand_over}
EVOLVE = {ContactHandedOver: handed_over}
