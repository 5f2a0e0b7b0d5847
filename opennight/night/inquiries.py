"""“Tell me more”: a short question about an offer or an ask, and its answer. “Not me, but ask Uma”: somebody
of the night is named, who sees it on their own page."""

from opennight.night import offers, people, slow
from opennight.night.closed import refuse_closed
from opennight.night.kept.offers import Inquiry, Offer
from opennight.night.messages import Command, Event, Refused, _, clean
from opennight.night.quotas import OF_WALL, OfWall
from opennight.night.state import Night

TEXT = 200
MOST_AN_OFFER = 30


class Inquire(Command, frozen=True):
    person: int
    offer: int
    text: str
    most: OfWall = OF_WALL


class AnswerInquiry(Command, frozen=True):
    """By whoever made the offer, or by the desk for them."""

    inquiry: int
    text: str


class PointTo(Command, frozen=True):
    """`person` names somebody else (`to`) as whom to ask; 0: nobody any more."""

    person: int
    offer: int
    to: int
    most: OfWall = OF_WALL


class LeaveMeOut(Command, frozen=True):
    """`person` was named, and would rather not be."""

    person: int
    offer: int


class Inquired(Event, frozen=True):
    KIND = "inquired"
    PERSONAL = ("text",)

    no: int
    offer: int
    person: int
    text: str = ""
    waiting: bool = False


class InquiryAnswered(Event, frozen=True):
    """`waiting`: nobody else reads question and answer until the desk has read them."""

    KIND = "inquiry-answered"
    PERSONAL = ("text",)

    inquiry: int
    offer: int
    text: str = ""
    waiting: bool = False


class PointedTo(Event, frozen=True):
    """`before` is whom they named until now; 0 also if that is not known."""

    KIND = "pointed-to"

    person: int
    offer: int
    to: int
    before: int = 0


class LeftOut(Event, frozen=True):
    KIND = "left-out"

    person: int
    offer: int


def of_offer(night: Night, no: int) -> list[Inquiry]:
    """The questions about it that the room sees, oldest first."""
    return [one for one in all_of_offer(night, no) if seen(night, one)]


def all_of_offer(night: Night, no: int) -> list[Inquiry]:
    """The same, with those that nobody but the desk sees."""
    return [night.inquiries[one] for one in night.offers[no].asked]


def seen(night: Night, inquiry: Inquiry) -> bool:
    return not inquiry.hidden and not night.people[inquiry.person].removed


def waiting(night: Night) -> list[Inquiry]:
    """Those that the desk has yet to read, oldest first."""
    return [one for one in night.inquiries.values() if one.waiting]


def to_answer(night: Night, no: int) -> list[Inquiry]:
    """The questions about what this person made that they have not answered."""
    its = (one for one in night.inquiries.values() if night.offers[one.offer].person == no)
    return [one for one in its if seen(night, one) and not one.answer]


def by_person(night: Night, no: int) -> list[Inquiry]:
    return [one for one in night.inquiries.values() if one.person == no]


def named(night: Night, offer: Offer) -> dict[int, list[int]]:
    """Who was named as somebody to ask, by whom; without those who are not in the night any more."""
    found: dict[int, list[int]] = {}
    for by, to in offer.pointed.items():
        if not night.people[by].removed and not night.people[to].removed:
            found.setdefault(to, []).append(by)
    return found


def pointed_at(night: Night, no: int) -> list[tuple[Offer, list[int]]]:
    """What others think that this person could be asked for: (offer or ask, who named them)."""
    found = ((offer, named(night, offer).get(no, [])) for offer in offers.wall(night))
    return [(offer, by) for offer, by in found if by and offer.person != no]


def to_hear(night: Night, no: int) -> int:
    """To how many of these this person has not said yes, or no, yet."""
    those = (offer for offer in night.offers.values() if no in offer.pointed.values())
    known = {one.offer for one in night.introductions.values() if one.person == no}
    return sum(
        offers.seen(night, offer)
        and offer.person != no
        and offer.no not in known
        and no in named(night, offer)
        for offer in those
    )


def find(night: Night, no: int) -> Inquiry:
    inquiry = night.inquiries.get(no)
    if inquiry is None:
        raise Refused(_("This night has no such question."), "missing")
    return inquiry


def of_somebody_else(night: Night, no: int, person: int) -> Offer:
    """The offer, if the room sees it and this person did not make it. Raises `Refused`."""
    offer = offers.find_seen(night, no)
    if offer.person == person:
        raise Refused(_("This one is your own."), "forbidden")
    return offer


def inquire(night: Night, command: Inquire) -> list[Event]:
    refuse_closed(night)
    person = people.require_self(night, command, command.person)
    offer = of_somebody_else(night, command.offer, person.no)
    own = by_person(night, person.no)
    if len(own) >= command.most.questions or len(offer.asked) >= MOST_AN_OFFER:
        raise Refused(_("That is enough questions. Walk over and ask."), "quota")
    slow.refuse_haste(night, command, max((one.at for one in own), default=None))
    text = clean(command.text, TEXT, "text")
    waits = offers.must_wait(night, command)
    no = len(night.inquiries) + 1
    return [Inquired(no=no, offer=offer.no, person=person.no, text=text, waiting=waits)]


def answer(night: Night, command: AnswerInquiry) -> list[Event]:
    refuse_closed(night)
    inquiry = find(night, command.inquiry)
    offer = offers.require_theirs(night, command, inquiry.offer)
    if not seen(night, inquiry):
        raise Refused(_("This night has no such question."), "missing")
    text = clean(command.text, TEXT, "text")
    if text == inquiry.answer:
        return []
    waits = offers.must_wait(night, command)
    return [InquiryAnswered(inquiry=inquiry.no, offer=offer.no, text=text, waiting=waits)]


def point(night: Night, command: PointTo) -> list[Event]:
    refuse_closed(night)
    person = people.require_self(night, command, command.person)
    offer = of_somebody_else(night, command.offer, person.no)
    before = offer.pointed.get(person.no, 0)
    if before == command.to:
        return []
    if command.to:
        other = people.find(night, command.to)
        if other.removed or other.no in (person.no, offer.person):
            raise Refused(_("Name somebody else who is here."), field="to")
        if other.no in offer.spared:
            raise Refused(_("They would rather not be asked about this."), "forbidden", field="to")
        pointing = sum(bool(one.pointed.get(person.no)) for one in night.offers.values())
        if pointing >= command.most.named:
            raise Refused(_("You have already named many people."), "quota")
    return [PointedTo(person=person.no, offer=offer.no, to=command.to, before=before)]


def leave_out(night: Night, command: LeaveMeOut) -> list[Event]:
    people.only_self(command, command.person)
    person = people.known(night, command.person)
    offer = offers.find(night, command.offer)
    return [] if person.no in offer.spared else [LeftOut(person=person.no, offer=offer.no)]


def inquired(night: Night, event: Inquired) -> None:
    night.inquiries[event.no] = Inquiry(
        event.no, event.offer, event.person, event.text, night.at, hidden=event.waiting, waiting=event.waiting
    )
    night.offers[event.offer].asked.append(event.no)


def answered(night: Night, event: InquiryAnswered) -> None:
    inquiry = night.inquiries[event.inquiry]
    inquiry.answer = event.text
    if event.waiting:
        inquiry.hidden = inquiry.waiting = True


def pointed(night: Night, event: PointedTo) -> None:
    its = night.offers[event.offer].pointed
    if event.to:
        its[event.person] = event.to
    else:
        its.pop(event.person, None)


def left_out(night: Night, event: LeftOut) -> None:
    offer = night.offers[event.offer]
    offer.spared[event.person] = None
    for by in [by for by, to in offer.pointed.items() if to == event.person]:
        del offer.pointed[by]


DECIDE = {Inquire: inquire, AnswerInquiry: answer, PointTo: point, LeaveMeOut: leave_out}
EVOLVE = {Inquired: inquired, InquiryAnswered: answered, PointedTo: pointed, LeftOut: left_out}
