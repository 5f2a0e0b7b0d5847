"""How long an offer stands in the open record, when people are told what meets theirs, and where they find
each other in the room."""

import datetime as dt

from opennight.night import groups, lineup, offers, rounds
from opennight.night.days import date_of
from opennight.night.kept.offers import Offer
from opennight.night.messages import Command, Event, Refused, _
from opennight.night.state import Night

LASTS = 60
"""Days for which the open record has one before its owner has to renew it."""


class RenewOffer(Command, frozen=True):
    """It still stands: the record has it for another while."""

    offer: int


class OfferRenewed(Event, frozen=True):
    KIND = "offer-renewed"

    offer: int


def expires(offer: Offer) -> str:
    """The last day (YYYY-MM-DD, UTC) on which the open record has it."""
    last = date_of(offer.renewed) + dt.timedelta(days=LASTS)
    return min(filter(None, (offer.until, last.isoformat())))


def is_over(offer: Offer, at: int) -> bool:
    """Whether the open record has it no more at this moment (ms)."""
    return expires(offer) < date_of(at).isoformat()


def may_tell(night: Night) -> bool:
    """Whether people may be told now what meets theirs: in a break and at the end, never while they listen,
    vote or talk."""
    if night.phase == "talk":
        return bool(night.rounds and night.rounds[-1].ended)
    return night.phase in ("welcome", "groups", "share", "closed")


def whereabouts(night: Night, no: int) -> str:
    """The room in which this person sits in the round that is shown; empty if in none."""
    slot = rounds.shown(night)
    group = groups.of_person(night, no).get(slot.id, 0) if slot else 0
    room = lineup.room(night, night.lineup[group].room) if group in night.lineup else None
    return room.name if room else ""


def renew(night: Night, command: RenewOffer) -> list[Event]:
    offer = offers.require_theirs(night, command, command.offer)
    if offer.closed:
        raise Refused(_("It is off the wall. Put it back first."), "late")
    return [OfferRenewed(offer=offer.no)]


def renewed(night: Night, event: OfferRenewed) -> None:
    night.offers[event.offer].renewed = night.at


DECIDE = {RenewOffer: renew}
EVOLVE = {OfferRenewed: renewed}
