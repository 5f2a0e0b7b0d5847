"""Offers and asks: what people can give, and what they need. The wall of the night, at any time of it.

How they are hidden and shown is in wall_sight.py; how people find each other in inquiries.py and
introductions.py.
"""

from typing import TypedDict

from opennight.night import days, people, slow
from opennight.night.closed import refuse_closed
from opennight.night.kept.offers import ALL_KINDS, Kind, Offer
from opennight.night.messages import Command, Event, Label, Refused, Undo, _, clean, fields_of, plain
from opennight.night.quotas import OF_WALL, OfWall, places
from opennight.night.state import Night

TEXT = 200
SHORT = 80
WORDS = ("text", "much", "where", "price")


class MakeOffer(Command, frozen=True):
    """`person` offers something; asks for it, if it `wants`. `most`: what the operator allows."""

    person: int
    wants: bool
    kind: str
    text: str
    much: str = ""
    until: str = ""
    where: str = ""
    price: str = ""
    listed: bool = False
    most: OfWall = OF_WALL


class EditOffer(Command, frozen=True):
    offer: int
    kind: str
    text: str
    much: str = ""
    until: str = ""
    where: str = ""
    price: str = ""
    listed: bool = False


class CloseOffer(Command, frozen=True):
    """Take it off the wall, or put it back."""

    offer: int
    closed: bool = True
    most: OfWall = OF_WALL


class OfferMade(Event, frozen=True):
    KIND = "offer-made"
    PERSONAL = WORDS

    no: int
    person: int
    wants: bool
    kind: Kind
    text: str = ""
    much: str = ""
    until: str = ""
    where: str = ""
    price: str = ""
    listed: bool = False
    waiting: bool = False


class OfferEdited(Event, frozen=True):
    """`waiting`: nobody else sees it until the desk has read what it says now."""

    KIND = "offer-edited"
    PERSONAL = WORDS

    offer: int
    kind: Kind
    text: str = ""
    much: str = ""
    until: str = ""
    where: str = ""
    price: str = ""
    listed: bool = False
    waiting: bool = False


class OfferClosed(Event, frozen=True):
    KIND = "offer-closed"

    offer: int
    closed: bool


def seen(night: Night, offer: Offer) -> bool:
    """Whether the room sees it. What somebody wrote who was removed left with them."""
    return not offer.hidden and not offer.closed and not night.people[offer.person].removed


def wall(night: Night, *, wants: bool | None = None) -> list[Offer]:
    """The offers and asks that the room sees, or only the asks (`wants`), or only the offers; in the order in
    which they came."""
    return [one for one in night.offers.values() if seen(night, one) and wants in (None, one.wants)]


def of_person(night: Night, no: int) -> list[Offer]:
    """All that the person ever made, the newest first."""
    return [one for one in reversed(night.offers.values()) if one.person == no]


def waiting(night: Night) -> list[Offer]:
    """Those that the desk has yet to read, oldest first."""
    return [one for one in night.offers.values() if one.waiting and not one.closed]


def words(offer: Offer) -> str:
    """All that it says, in one line."""
    return " · ".join(filter(None, (getattr(offer, name) for name in WORDS)))


def find(night: Night, no: int) -> Offer:
    offer = night.offers.get(no)
    if offer is None:
        raise Refused(_("This night has no such offer or ask."), "missing")
    return offer


def find_seen(night: Night, no: int) -> Offer:
    """The offer, if the room sees it. Raises `Refused`."""
    offer = find(night, no)
    if not seen(night, offer):
        raise Refused(_("This night has no such offer or ask."), "missing")
    return offer


def require_theirs(night: Night, command: Command, no: int) -> Offer:
    """The offer, if the sender made it or is the desk; also after the close. Raises `Refused`."""
    offer = find(night, no)
    if not command.at_desk and people.known(night, command.by).no != offer.person:
        raise Refused(_("Only the person who wrote this can change it."), "forbidden")
    return offer


def must_wait(night: Night, command: Command) -> bool:
    """Whether what is said on the wall waits to be read."""
    return night.setup.reads_offers and not command.at_desk


class Said(TypedDict):
    """What an offer says, tidied."""

    kind: Kind
    text: str
    much: str
    until: str
    where: str
    price: str
    listed: bool


def kind_of(command: MakeOffer | EditOffer) -> Kind:
    for kind in ALL_KINDS:
        if kind == command.kind:
            return kind
    raise Refused(_("Pick one of these."), field="kind")


def tidied(command: MakeOffer | EditOffer) -> Said:
    """What it says; `until` is empty if it has no last day. Raises `Refused`."""
    until = command.until.strip()
    return {
        "kind": kind_of(command),
        "text": clean(command.text, TEXT, "text"),
        "much": clean(command.much, SHORT, "much", least=0),
        "until": until and days.picked(until, "until", days.earliest(command.at)),
        "where": clean(command.where, SHORT, "where", least=0),
        "price": clean(command.price, SHORT, "price", least=0),
        "listed": command.listed,
    }


def said_by(one: Offer | OfferMade | OfferEdited) -> Said:
    return fields_of(one, Said)


def standing(offer: Offer) -> bool:
    """Whether it takes one of its owner's places."""
    return not offer.closed and (offer.waiting or not offer.hidden)


def refuse_crowding(own: list[Offer], most: OfWall) -> None:
    """Raise `Refused` if whoever has these may not have one more."""
    if sum(map(standing, own)) >= most.offers:
        raise Refused(_("You have as many on the wall as one person can have. Take one off first."), "quota")


def make(night: Night, command: MakeOffer) -> list[Event]:
    refuse_closed(night)
    person = people.require_self(night, command, command.person)
    own = of_person(night, person.no)
    if len(own) >= command.most.offers_ever:
        raise Refused(_("You have put up as many as one person can."), "quota")
    refuse_crowding(own, command.most)
    if sum(map(standing, night.offers.values())) >= places(command.most.night, desk=command.at_desk):
        raise Refused(_("The wall of offers and asks is full."), "quota")
    slow.refuse_haste(night, command, max((one.at for one in own), default=None))
    said = tidied(command)
    return [
        OfferMade(
            no=len(night.offers) + 1,
            person=person.no,
            wants=command.wants,
            waiting=must_wait(night, command),
            **said,
        )
    ]


def edit(night: Night, command: EditOffer) -> list[Event]:
    offer = require_theirs(night, command, command.offer)
    said = tidied(command)
    if said == said_by(offer):
        return []
    changed = any(getattr(offer, name) != value for name, value in said.items() if name in WORDS)
    waits = changed and must_wait(night, command) and not offer.hidden
    return [OfferEdited(offer=offer.no, waiting=waits, **said)]


def close(night: Night, command: CloseOffer) -> list[Event]:
    offer = require_theirs(night, command, command.offer)
    if offer.closed and not command.closed and not command.at_desk:
        refuse_crowding(of_person(night, offer.person), command.most)
    return [] if offer.closed == command.closed else [OfferClosed(offer=offer.no, closed=command.closed)]


def made(night: Night, event: OfferMade) -> None:
    night.offers[event.no] = Offer(
        no=event.no,
        wants=event.wants,
        person=event.person,
        at=night.at,
        renewed=night.at,
        hidden=event.waiting,
        waiting=event.waiting,
        **said_by(event),
    )


def edited(night: Night, event: OfferEdited) -> None:
    offer = night.offers[event.offer]
    for name, value in said_by(event).items():
        setattr(offer, name, value)
    if event.waiting:
        offer.hidden = offer.waiting = True


def was_closed(night: Night, event: OfferClosed) -> None:
    night.offers[event.offer].closed = event.closed


def edit_back(night: Night, event: OfferEdited) -> list[Event]:
    old = night.offers[event.offer]
    return [OfferEdited(offer=old.no, waiting=old.waiting, **said_by(old))]


def close_called(night: Night, event: OfferClosed) -> Label:
    return Label(
        _("taking an offer off the wall") if event.closed else _("putting an offer back on the wall")
    )


def close_back(night: Night, event: OfferClosed) -> list[Event]:
    return [OfferClosed(offer=event.offer, closed=night.offers[event.offer].closed)]


DECIDE = {MakeOffer: make, EditOffer: edit, CloseOffer: close}
EVOLVE = {OfferMade: made, OfferEdited: edited, OfferClosed: was_closed}
UNDO: dict[type[Event], Undo] = {
    OfferEdited: (plain(_("changing an offer")), edit_back),
    OfferClosed: (close_called, close_back),
}
