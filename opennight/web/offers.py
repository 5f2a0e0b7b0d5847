"""The wall of offers and asks: its page, everybody's own, and what is done to what is on it."""

from starlette.responses import Response

from opennight.config import Settings
from opennight.matching import Matcher
from opennight.night import offers
from opennight.night.inquiries import AnswerInquiry, Inquire, LeaveMeOut, PointTo
from opennight.night.messages import Refused, _
from opennight.night.offers import CloseOffer, EditOffer, MakeOffer
from opennight.night.quotas import OfWall
from opennight.night.standing import RenewOffer
from opennight.night.wall_sight import HideInquiry, HideOffer, ShowInquiry, ShowOffer
from opennight.web import introductions
from opennight.web.core import access
from opennight.web.core.acts import Act, Meta
from opennight.web.core.addresses import get, post
from opennight.web.core.posts import act
from opennight.web.core.visits import Visit, show

FIELDS = ("kind", "text", "much", "until", "where", "price")


@show(access.joined)
def wall(this: Visit) -> Response:
    return this.page("offers/wall.html", audience="offers")


@show(access.joined)
async def own(this: Visit) -> Response:
    """One's own offers and asks: what meets them, who said yes, and what they pass."""
    matcher: Matcher = this.request.app.state.matcher
    meets = await matcher.of_person(this.night, this.caller.no)
    contacts = await introductions.contacts_of(this)
    return this.page("offers/own.html", audience="own", meets=meets, contacts=contacts)


@show(access.joined)
async def page(this: Visit) -> Response:
    """One offer or ask, and what somebody can say to it; its owner finds it among their own."""
    offer = offers.find(this.night, this.no)
    if offer.person != this.caller.no:
        offers.find_seen(this.night, this.no)
    contacts = await introductions.contacts_of(this)
    return this.page("offers/page.html", audience="own", offer=offer, contacts=contacts)


def fields(this: Act) -> dict[str, str]:
    return {name: this.text(name) for name in FIELDS}


@act(access.person)
def make(this: Act) -> MakeOffer:
    wants, listed = this.flag("wants"), this.flag("listed")
    known = fields(this)
    return MakeOffer(**this.meta(), person=this.person, wants=wants, listed=listed, most=most(this), **known)


def most(this: Act) -> OfWall:
    """How much of the wall the operator allows each person."""
    settings: Settings = this.request.app.state.settings
    return settings.wall


def for_desk(this: Act, owner: int) -> bool:
    """Whether it is the desk that acts: on what is not the own of whoever has it in their hand."""
    return this.caller.for_others and owner != this.caller.no


def meta(this: Act) -> Meta:
    """What a command about the offer in the address carries. Raises `Refused` if somebody does it for another
    person than the one who put it up."""
    offer = this.night.offers.get(this.no)
    if offer and this.form.get("for", "") and offer.person != this.person:
        raise Refused(_("Only the person who wrote this can change it."), "forbidden")
    return this.meta(desk=for_desk(this, offer.person if offer else 0))


@act(access.person)
def edit(this: Act) -> EditOffer:
    return EditOffer(**meta(this), offer=this.no, listed=this.flag("listed"), **fields(this))


@act(access.person)
def close(this: Act) -> CloseOffer:
    return CloseOffer(**meta(this), offer=this.no, closed=this.flag("closed"), most=most(this))


@act(access.person)
def renew(this: Act) -> RenewOffer:
    return RenewOffer(**meta(this), offer=this.no)


@act(access.control("approve"))
def hide(this: Act) -> HideOffer:
    return HideOffer(**this.meta(desk=True), offer=this.no, why=this.text("why"))


@act(access.control("approve"))
def show_again(this: Act) -> ShowOffer:
    return ShowOffer(**this.meta(desk=True), offer=this.no)


@act(access.person)
def inquire(this: Act) -> Inquire:
    text = this.text("text")
    return Inquire(**this.meta(), person=this.person, offer=this.no, text=text, most=most(this))


@act(access.person)
def point(this: Act) -> PointTo:
    to = this.whole("to", 0)
    return PointTo(**this.meta(), person=this.person, offer=this.no, to=to, most=most(this))


@act(access.person)
def leave_out(this: Act) -> LeaveMeOut:
    return LeaveMeOut(**this.meta(), person=this.person, offer=this.no)


@act(access.person)
def answer(this: Act) -> AnswerInquiry:
    inquiry = this.night.inquiries.get(this.no)
    whose = this.night.offers[inquiry.offer].person if inquiry else 0
    return AnswerInquiry(**this.meta(desk=for_desk(this, whose)), inquiry=this.no, text=this.text("text"))


@act(access.writer)
def hide_inquiry(this: Act) -> HideInquiry:
    return HideInquiry(**this.meta(desk=this.caller.tends), inquiry=this.no, why=this.text("why"))


@act(access.control("approve"))
def show_inquiry(this: Act) -> ShowInquiry:
    return ShowInquiry(**this.meta(desk=True), inquiry=this.no)


ROUTES = [
    get("/n/{code}/offers", wall),
    get("/n/{code}/offers/mine", own),
    get("/n/{code}/offers/{no:no}", page),
    post("/n/{code}/offers", make),
    post("/n/{code}/offers/{no:no}/edit", edit),
    post("/n/{code}/offers/{no:no}/close", close),
    post("/n/{code}/offers/{no:no}/renew", renew),
    post("/n/{code}/offers/{no:no}/hide", hide),
    post("/n/{code}/offers/{no:no}/show", show_again),
    post("/n/{code}/offers/{no:no}/inquire", inquire),
    post("/n/{code}/offers/{no:no}/point", point),
    post("/n/{code}/offers/{no:no}/leave-out", leave_out),
    post("/n/{code}/inquiries/{no:no}/answer", answer),
    post("/n/{code}/inquiries/{no:no}/hide", hide_inquiry),
    post("/n/{code}/inquiries/{no:no}/show", show_inquiry),
]
