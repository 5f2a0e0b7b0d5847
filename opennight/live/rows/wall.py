"""Offers and asks: where each event shows, and whose own pages it changes."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from opennight.live import invalidation, threaded, written
from opennight.live.audiences import ASSEMBLY, BOARD, CHOOSING, DESK, OFFERS, PHONE, Audience
from opennight.live.invalidation import Invalidation, invalidates
from opennight.live.patterns import Target
from opennight.night import (
    bylines,
    groups,
    handing,
    inquiries,
    introductions,
    lineup,
    naming,
    offers,
    pace,
    people,
    proposals,
    rounds,
    standing,
    standup,
    tables,
    wall_sight,
)
from opennight.night.kept.offers import Offer
from opennight.night.messages import Event
from opennight.night.state import Night


def offer_of(night: Night, event: Any) -> Offer:
    """The offer that the event is about."""
    no = getattr(event, "offer", 0) or getattr(event, "ask", 0) or getattr(event, "no", 0)
    if not (hasattr(event, "offer") or hasattr(event, "ask") or isinstance(event, offers.OfferMade)):
        no = night.inquiries[event.inquiry].offer
    return night.offers[no]


def where_offered(night: Night, event: Any) -> Iterable[Target]:
    """Its card on the wall, its row at the desk (or the list, with the first one and without the last); the
    board and the phones, while it is read out; and the line at the top of a page that leads to it then."""
    offer = offer_of(night, event)
    others = any(not one.closed for one in night.offers.values() if one.no != offer.no)
    yield DESK, f"offered-{offer.no}" if others else "desk-offers"
    yield DESK, "offered-order"  # a row that it does not name is no row
    yield from threaded.unread_about(night, f"offer:{offer.no}")
    card = f"{'ask' if offer.wants else 'gift'}-{offer.no}"
    yield OFFERS, "wall" if comes_back(night, event, offer) else card
    if offer.wants:
        yield from written.from_the_wall(night, offer.no)
    if night.scene in (standup.SCENE, "assembly"):
        yield BOARD, "scene"
    if night.standup.on and night.standup.ask == offer.no:
        yield from ((one, "top") for one in WITH_TOP)
    yield from while_read_out(night, event)


def comes_back(night: Night, event: Any, offer: Offer) -> bool:
    """Whether its card comes back to a place before others; one that is pushed alone comes last."""
    if not isinstance(event, (offers.OfferClosed, wall_sight.OfferShown)) or not offers.seen(night, offer):
        return False
    return offers.wall(night, wants=offer.wants)[-1] is not offer


def while_read_out(night: Night, event: Any) -> Iterable[Target]:
    """Where the ask that is read out stands, with names and where those sit whose offers may meet it."""
    if night.standup.on:
        yield OFFERS, "standup"
        yield DESK, "desk-standup"
        if night.scene == standup.SCENE:
            yield BOARD, "scene"


def where_told(night: Night, event: Any) -> Iterable[Target]:
    """The board, while it shows how many hours were promised."""
    return [(BOARD, "scene")] if night.scene in (standup.SCENE, "closed") or night.phase == "closed" else []


def whose(night: Night, event: Any) -> Iterable[int]:
    """Those who have it on a page of their own: its owner, who came to it, who asked, who was named."""
    offer = offer_of(night, event)
    yield offer.person
    yield from offer.pointed.values()
    yield getattr(event, "before", 0)
    yield from offer.hands
    yield from (one.person for one in inquiries.all_of_offer(night, offer.no))
    yield from (one.person for one in night.introductions.values() if one.offer == offer.no)


def both(night: Night, event: Any) -> Iterable[int]:
    """The two whom an introduction is about, and nobody else."""
    return (event.person, event.owner if isinstance(event, introductions.Introduced) else event.other)


WITH_TOP = (PHONE, Audience("group"), CHOOSING, ASSEMBLY, OFFERS)
"""The pages whose top leads to what is put to everybody."""
OFFER = invalidates(
    desk="desk-standup desk-next desk-waiting desk-marked desk-wall desk-unread",
    coalesce=True,
    whose=whose,
    also=where_offered,
)
READ_OUT = invalidates(
    board="scene",
    desk="desk-standup desk-board desk-now desk-next desk-shows desk-assembly",
    pages="top",
    offers="standup",
    page="",
    everyone=True,
)
HAND = invalidates(board="scene", desk="desk-standup", offers="standup", coalesce=True, whose=whose)
INTRODUCED = invalidates(coalesce=True, whose=both, also=where_told, desk="desk-standup")
WALL: dict[type[Event], Invalidation] = {
    offers.OfferMade: OFFER,
    offers.OfferEdited: OFFER,
    offers.OfferClosed: OFFER,
    standing.OfferRenewed: invalidates(whose=whose),
    wall_sight.OfferHidden: OFFER,
    wall_sight.OfferShown: OFFER,
    inquiries.Inquired: OFFER,
    inquiries.InquiryAnswered: OFFER,
    wall_sight.InquiryHidden: OFFER,
    wall_sight.InquiryShown: OFFER,
    # Who was named stands on the pages of those it is about, and on no push.
    inquiries.PointedTo: invalidates(coalesce=True, whose=whose),
    inquiries.LeftOut: invalidates(coalesce=True, whose=whose),
    introductions.Introduced: INTRODUCED,
    introductions.IntroductionAgreed: INTRODUCED,
    introductions.IntroductionDeclined: INTRODUCED,
    introductions.HoursKept: INTRODUCED,
    handing.ContactHandedOver: invalidates(whose=both),
    standup.StandUpSet: READ_OUT,
    standup.HandsCounted: HAND,
    standup.SentToTable: HAND,
    standup.HandRaised: HAND,
    standup.HandLowered: HAND,
}

NAMED_OR_SEATED: tuple[type[Event], ...] = (
    *(people.PersonRenamed, naming.NameRead, naming.NameTurnedAway, naming.NameWaits, bylines.NameTaken),
    *(people.PersonLeft, people.PersonCameBack, groups.GroupJoined, groups.GroupLeft, tables.TableOpened),
    *(lineup.LineupSet, proposals.LineupMade, rounds.RoundsSet, pace.RoundsReplanned),
)
"""What changes the name or the place of somebody who asks or offers."""


def with_what_is_read_out(rows: dict[type[Event], Invalidation]) -> dict[type[Event], Invalidation]:
    """These rows, with what else their events change: the ask that is read out."""
    return rows | {
        kind: replace(rows[kind], also=invalidation.both(rows[kind].also, while_read_out))
        for kind in NAMED_OR_SEATED
    }
