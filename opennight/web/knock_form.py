"""The form by which anybody writes about a card, or to a group. Nobody needs an account.

What keeps scripts out is in core/strangers.py; there are limits by card, group and night, too. No command
holds what is written, nor an address (see inbox.py).
"""

from typing import NamedTuple

from starlette.responses import Response
from starlette.routing import Route

from opennight.clock import now
from opennight.inbox import contact_kind, mail_kind, text_kind
from opennight.mail import address as mail_address
from opennight.night import knocks, leaflets, takers
from opennight.night.fold import decide
from opennight.night.kept.knocks import Knock
from opennight.night.knocks import CONTACT, TEXT, KnockAt
from opennight.night.messages import DESK, GUEST, Refused, _, clean
from opennight.night.state import Night
from opennight.record import people
from opennight.web import knock_mail
from opennight.web.core import access, strangers
from opennight.web.core.acts import Act
from opennight.web.core.addresses import get, post
from opennight.web.core.answers import moved
from opennight.web.core.keys import same
from opennight.web.core.limits import limits
from opennight.web.core.posts import posted
from opennight.web.core.visits import Visit, show
from opennight.web.knock_inbox import inbox, keep, link, rows_of
from opennight.web.record import require_open, while_open


class Subject(NamedTuple):
    """What somebody writes about: a card, or a group (the other one is 0), called `title`, at `path` in the
    record. `to`: whom it goes to (DESK: the host), None if nobody takes it; `by`: whom it may go to, as the
    record names them."""

    leaflet: int
    group: int
    title: str
    path: str
    to: int | None
    by: tuple[str, ...]


def card(night: Night, no: int) -> Subject:
    """Raises `Refused` if there is no such card."""
    one = leaflets.find_seen(night, no)
    to = one.person if knocks.takes(night, one) else None
    return Subject(no, 0, one.title, f"/cards/{no}", to, people.names(night, [one.person]))


def group(night: Night, no: int) -> Subject:
    """Raises `Refused` if the record has no such group."""
    if not takers.is_told(night, no):
        raise Refused(_("There is no such group in this record."), "missing")
    by = people.names(night, takers.all_of(night, no))
    return Subject(0, no, takers.title(night, no), f"/g/{no}", takers.next_one(night, no), by)


def form(this: Visit, subject: Subject) -> Response:
    page = this.page(
        "knocks/write.html",
        subject=subject,
        ticket=strangers.ticket_for(this),
        mails=knock_mail.on(this),
    )
    return strangers.private(page)


@show(access.anyone)
@while_open
def card_form(this: Visit) -> Response:
    return form(this, card(this.night, this.no))


@show(access.anyone)
@while_open
def group_form(this: Visit) -> Response:
    return form(this, group(this.night, this.no))


async def knock(this: Act, subject: Subject) -> Response:
    """Somebody writes about this; they get a link of their own to the answer."""
    command = strangers.require_ticket(this)
    text = clean(this.text("text"), TEXT, "text", lines=True)
    contact = clean(this.text("contact"), CONTACT, "contact", least=0)
    mail = asked_mail(this)
    key = strangers.key_of(this, "knock", command)
    if known := of_key(this.night, key):
        await require_same(this, known, text)
        return moved(this.request, link(this, known))
    strangers.refuse_scripts(this, limits(this.request).knocks)
    if subject.group and subject.to is None:
        raise knocks.nobody_takes()
    sent = KnockAt(
        id=command,
        at=now(),
        actor=GUEST,
        key=key,
        agreed=bool(contact),
        leaflet=subject.leaflet,
        group=subject.group,
        to=subject.to or DESK,
    )
    decide(this.night, sent)  # nothing is kept of whoever is refused
    kept = {text_kind(key): text, contact_kind(key, "asker"): contact, mail_kind(key): mail}
    await keep(this, subject.to or DESK, kept)
    await this.send(sent)
    if one := of_key(this.night, key):
        await knock_mail.to_owner(this, one)
        return moved(this.request, link(this, one))
    raise knocks.nobody_takes()


def of_key(night: Night, key: str) -> Knock | None:
    return next((one for one in night.further.knocks.values() if one.key == key), None)


@posted
async def to_card(this: Act) -> Response:
    require_open(this.night, this.caller)
    return await knock(this, card(this.night, this.no))


@posted
async def to_group(this: Act) -> Response:
    require_open(this.night, this.caller)
    return await knock(this, group(this.night, this.no))


async def require_same(this: Act, one: Knock, text: str) -> None:
    """Raise `Refused` unless they wrote this."""
    rows = await rows_of(this, one.owner)
    if not same(inbox(this).text(this.night.code, rows, text_kind(one.key)), text):
        raise strangers.too_old()


def asked_mail(this: Act) -> str:
    """Where they want to be told of an answer; empty for nowhere. Raises `Refused`."""
    typed = this.text("mail").strip()
    if typed and not (found := mail_address(typed)):
        raise Refused(_("This is not an e-mail address."), field="mail")
    return found if typed and knock_mail.on(this) else ""


ROUTES: list[Route] = [
    get("/n/{code}/record/cards/{no:no}/write", card_form),
    post("/n/{code}/record/cards/{no:no}/write", to_card),
    get("/n/{code}/record/g/{no:no}/write", group_form),
    post("/n/{code}/record/g/{no:no}/write", to_group),
]
