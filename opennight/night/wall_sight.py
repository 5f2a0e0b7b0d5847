"""Offers, asks and the questions about them are hidden, and brought back: by the desk, or by who asked."""

from opennight.night import inquiries, offers, sight, why
from opennight.night.messages import Command, Event, Refused, Undo, _, plain
from opennight.night.offers import OfferClosed
from opennight.night.state import Night


class HideOffer(Command, frozen=True):
    """By the desk, which may say why."""

    offer: int
    why: str = ""


class ShowOffer(Command, frozen=True):
    offer: int


class HideInquiry(Command, frozen=True):
    """By whoever asked, or by the desk."""

    inquiry: int
    why: str = ""


class ShowInquiry(Command, frozen=True):
    inquiry: int


class OfferHidden(Event, frozen=True):
    """Only an undo makes it `waiting`: it puts back what was."""

    KIND = "offer-hidden"
    PERSONAL = ("why",)

    offer: int
    waiting: bool = False
    why: str = ""


class OfferShown(Event, frozen=True):
    KIND = "offer-shown"

    offer: int


class InquiryHidden(Event, frozen=True):
    KIND = "inquiry-hidden"
    PERSONAL = ("why",)

    inquiry: int
    waiting: bool = False
    why: str = ""


class InquiryShown(Event, frozen=True):
    KIND = "inquiry-shown"

    inquiry: int


def hide_offer(night: Night, command: HideOffer) -> list[Event]:
    offer = offers.find(night, command.offer)
    return sight.hide(offer, OfferHidden(offer=offer.no, why=why.tidied(command.why)))


def show_offer(night: Night, command: ShowOffer) -> list[Event]:
    """Also what the desk has taken off the wall."""
    offer = offers.find(night, command.offer)
    reopened = [OfferClosed(offer=offer.no, closed=False)] if offer.closed else []
    return [*sight.show(offer, OfferShown(offer=offer.no)), *reopened]


def hide_inquiry(night: Night, command: HideInquiry) -> list[Event]:
    inquiry = inquiries.find(night, command.inquiry)
    if not command.at_desk and command.by != inquiry.person:
        raise Refused(_("Only the person who wrote this can change it."), "forbidden")
    return sight.hide(inquiry, InquiryHidden(inquiry=inquiry.no, why=why.tidied(command.why)))


def show_inquiry(night: Night, command: ShowInquiry) -> list[Event]:
    inquiry = inquiries.find(night, command.inquiry)
    return sight.show(inquiry, InquiryShown(inquiry=inquiry.no))


def offer_hidden(night: Night, event: OfferHidden) -> None:
    sight.put(night.offers[event.offer], hidden=True, waiting=event.waiting)


def offer_shown(night: Night, event: OfferShown) -> None:
    sight.put(night.offers[event.offer], hidden=False)


def inquiry_hidden(night: Night, event: InquiryHidden) -> None:
    sight.put(night.inquiries[event.inquiry], hidden=True, waiting=event.waiting)


def inquiry_shown(night: Night, event: InquiryShown) -> None:
    sight.put(night.inquiries[event.inquiry], hidden=False)


def offer_back(night: Night, event: OfferHidden | OfferShown) -> list[Event]:
    """What it was: seen, hidden, or waiting."""
    no = event.offer
    return sight.back(night.offers[no], lambda w: OfferHidden(offer=no, waiting=w), OfferShown(offer=no))


def inquiry_back(night: Night, event: InquiryHidden | InquiryShown) -> list[Event]:
    no = event.inquiry
    hidden = night.inquiries[no]
    return sight.back(hidden, lambda w: InquiryHidden(inquiry=no, waiting=w), InquiryShown(inquiry=no))


DECIDE = {
    HideOffer: hide_offer,
    ShowOffer: show_offer,
    HideInquiry: hide_inquiry,
    ShowInquiry: show_inquiry,
}
EVOLVE = {
    OfferHidden: offer_hidden,
    OfferShown: offer_shown,
    InquiryHidden: inquiry_hidden,
    InquiryShown: inquiry_shown,
}
UNDO: dict[type[Event], Undo] = {
    OfferHidden: (plain(_("hiding an offer")), offer_back),
    OfferShown: (plain(_("letting in an offer")), offer_back),
    InquiryHidden: (plain(_("hiding a question about an offer")), inquiry_back),
    InquiryShown: (plain(_("letting in a question about an offer")), inquiry_back),
}
