"""Introductions: both say yes, and type what they want to pass. No command holds that (see contacts.py)."""

from starlette.responses import Response

from opennight.contacts import Contacts, Pair
from opennight.night import handing, introductions
from opennight.night.fold import decide
from opennight.night.handing import HandOver
from opennight.night.introductions import (
    CONTACT,
    AgreeIntroduction,
    DeclineIntroduction,
    Introduce,
    KeepHours,
)
from opennight.night.messages import Command, Refused, _, clean
from opennight.web.core import access
from opennight.web.core.acts import Act
from opennight.web.core.addresses import get, post
from opennight.web.core.answers import done, moved
from opennight.web.core.posts import act, posted
from opennight.web.core.visits import Visit, show
from opennight.writers import or_away


async def contacts_of(this: Visit) -> dict[int, Pair]:
    """What whoever asks may see, by the number of the introduction. Raises `Away`."""
    contacts: Contacts = this.request.app.state.contacts
    with or_away():
        return await contacts.of(this.night, this.caller.no)


def before(this: Act) -> str:
    """What they want to pass. Raises `Refused` for whoever may not say yes."""
    this.require(access.person)
    return clean(this.text("contact"), CONTACT, "contact")


async def passed(this: Act, command: Command, one: int, other: int, offer: int, text: str) -> Response:
    """Carry out the yes, with what comes along. That is kept first: the other one's page loads at once."""
    if not this.night.done(command.actor, command.id):
        decide(this.night, command)  # nothing is kept of whoever is refused
        await keep(this, one, other, offer, text)
    return done(this, await this.send(command))


async def keep(this: Act, one: int, other: int, offer: int, text: str) -> None:
    contacts: Contacts = this.request.app.state.contacts
    with or_away():
        await contacts.put(this.night.code, one, other, offer, text)


@posted
async def introduce(this: Act) -> Response:
    text, hours = before(this), this.whole("hours", 0)
    most = this.request.app.state.settings.wall
    command = Introduce(**this.meta(), person=this.person, offer=this.no, hours=hours, most=most)
    offer = this.night.offers.get(this.no)
    return await passed(this, command, this.person, offer.person if offer else 0, this.no, text)


@posted
async def agree(this: Act) -> Response:
    text, hours = before(this), this.whole("hours", 0)
    meta = this.meta()
    one = introductions.find(this.night, this.no, this.person)
    command = AgreeIntroduction(**meta, introduction=one.no, person=this.person, hours=hours)
    return await passed(this, command, one.owner, one.person, one.offer, text)


@posted
async def change_contact(this: Act) -> Response:
    """Give them something else from now on. It leads to no event: the night does not know what is passed."""
    text = before(this)
    one = introductions.find(this.night, this.no, this.person)
    if not introductions.stands(this.night, one) or (this.person == one.owner and not one.agreed):
        raise Refused(_("Both of you have to say yes first."), "late")
    await keep(this, this.person, introductions.other(one, this.person), one.offer, text)
    return moved(this.request, f"/n/{this.night.code}/offers/mine")


@posted
async def hand_over(this: Act) -> Response:
    """The helper of somebody without a phone asks for what was passed to them; from then on they have a page
    that shows it."""
    this.require(access.for_others)
    meta, whom = this.meta(desk=True), this.person
    answer = await this.send(HandOver(**meta, introduction=this.no, person=whom))
    return done(this, answer, f"/n/{this.night.code}/introductions/{this.no}/slip?for={whom}")


@show(access.for_others)
async def slip(this: Visit) -> Response:
    """What was passed to somebody without a phone, to print or to copy by hand; for whoever asked for it."""
    whom = this.asked("for")
    one = handing.asked(this.night, this.no, whom, this.caller.desk)
    contacts: Contacts = this.request.app.state.contacts
    with or_away():
        passed = await contacts.of(this.night, whom)
    contact = passed.get(one.no, Pair()).theirs
    return this.page("offers/slip.html", one=one, whom=this.night.people[whom], contact=contact)


@act(access.person)
def decline(this: Act) -> DeclineIntroduction:
    return DeclineIntroduction(**this.meta(), introduction=this.no, person=this.person)


@act(access.person)
def kept(this: Act) -> KeepHours:
    return KeepHours(**this.meta(), introduction=this.no, person=this.person, kept=this.flag("kept"))


ROUTES = [
    get("/n/{code}/introductions/{no:no}/slip", slip),
    post("/n/{code}/offers/{no:no}/introduce", introduce),
    post("/n/{code}/introductions/{no:no}/agree", agree),
    post("/n/{code}/introductions/{no:no}/contact", change_contact),
    post("/n/{code}/introductions/{no:no}/hand-over", hand_over),
    post("/n/{code}/introductions/{no:no}/decline", decline),
    post("/n/{code}/introductions/{no:no}/kept", kept),
]
