"""Offers and asks in what becomes public: those that still stand, whose owners have said yes to it."""

import msgspec

from opennight.night import offers, pledges, standing, threads
from opennight.night.kept.offers import Kind, Offer
from opennight.night.state import Night
from opennight.record.people import name
from opennight.record.threads import ReplyOutcome, replies_of


class OfferOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """An ask (`wants`) or an offer. `until`: its own last day (YYYY-MM-DD), if it has one; `expires`: the
    last one on which the record has it, unless its owner renews it. `price` is in words. `hearts`
    appreciate it; `replies` were said under it."""

    no: int
    wants: bool
    kind: Kind
    text: str
    much: str
    until: str
    where: str
    price: str
    by: str
    expires: str
    hearts: int = 0
    replies: tuple[ReplyOutcome, ...] = ()


class HoursOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """Hours that people promised, to each other or to what they are in on, and those that were kept: in
    total, of the whole night. `monthly`: those that were promised for each month."""

    promised: int
    kept: int
    monthly: int = 0


def offer_outcome(night: Night, offer: Offer) -> OfferOutcome:
    return OfferOutcome(
        no=offer.no,
        wants=offer.wants,
        kind=offer.kind,
        text=offer.text,
        much=offer.much,
        until=offer.until,
        where=offer.where,
        price=offer.price,
        by=name(night, offer.person),
        expires=standing.expires(offer),
        hearts=threads.hearts(night, f"offer:{offer.no}"),
        replies=replies_of(night, f"offer:{offer.no}"),
    )


def all_offers(night: Night, at: int) -> tuple[OfferOutcome, ...]:
    """What stands at this moment (ms): asks first, each in the order in which they came."""
    those = [one for one in offers.wall(night) if one.listed and not standing.is_over(one, at)]
    return tuple(offer_outcome(night, one) for one in sorted(those, key=lambda one: not one.wants))


def hours(night: Night) -> HoursOutcome | None:
    """None if nobody promised any."""
    told = pledges.total(night)
    if not told.promised and not told.monthly:
        return None
    return HoursOutcome(promised=told.promised, kept=told.kept, monthly=told.monthly)
