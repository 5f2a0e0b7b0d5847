"""Being told by e-mail that somebody wrote, where the operator has set SMTP: that, and a link; nothing else.

A letter has no word that anybody wrote and no address but its reader's. Whoever owns a card says yes from
their own mailbox first. Whoever asked is told of one answer, until they write again.
"""

import hashlib

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from opennight.inbox import TOLD, YES, card_kind, mail_kind
from opennight.mail import Letter, Mail
from opennight.mail import address as mail_address
from opennight.night import leaflets
from opennight.night.kept.knocks import Knock
from opennight.night.messages import DESK, Refused, _
from opennight.store.between import Passed
from opennight.web.core import access, strangers
from opennight.web.core.acts import Act
from opennight.web.core.addresses import get, post
from opennight.web.core.answers import moved
from opennight.web.core.languages import translate
from opennight.web.core.limits import TooFast, limits, refuse_flood
from opennight.web.core.posts import posted
from opennight.web.core.visits import Visit, show
from opennight.web.knock_inbox import forget, inbox, keep, link, owner_of, rows_of


def mail(request: Request) -> Mail:
    found: Mail = request.app.state.mail
    return found


def on(this: Visit | Act) -> bool:
    return mail(this.request).on


def url(this: Visit | Act, path: str) -> str:
    return f"{this.request.app.state.settings.url}/n/{this.night.code}{path}"


def send(this: Visit | Act, to: str, subject: str, text: str, path: str, stop: str = "") -> None:
    """Send it beside the request, unless its reader gets too many."""
    reader = hashlib.sha256(to.lower().encode()).hexdigest()
    if not limits(this.request).mails.take(reader):
        return
    say = translate(this.night.setup.language or "en")
    ends = url(this, stop) if stop else ""
    parts = [say(text), url(this, path)]
    parts += [say(_("Stop these e-mails:")), ends] if ends else []
    letter = Letter(to, say(subject), "\n\n".join(parts) + "\n", ends)
    mail(this.request).begin(letter)


def may_ask(this: Act) -> bool:
    """Whether one more letter of this night may go to somebody who has not said yes: anybody can type the
    addresses of others, with as many cards and questions as they like."""
    return limits(this.request).letters.take(this.night.code)


def told_of(this: Visit, rows: dict[str, Passed]) -> dict[int, bool]:
    """The cards whose owner is told by e-mail, or was asked whether they want that (False)."""
    found = {}
    for no in this.night.further.leaflets:
        if text := inbox(this).text(this.night.code, rows, card_kind(no)):
            found[no] = text.startswith(YES)
    return found


async def to_owner(this: Act, leaflet: int) -> None:
    """Somebody wrote about this card."""
    if not on(this):
        return
    owner = this.night.further.leaflets[leaflet].person
    rows = await rows_of(this, owner)
    text = inbox(this).text(this.night.code, rows, card_kind(leaflet))
    if not text.startswith(YES):
        return
    to = text.removeprefix(YES)
    words = _("Somebody has written to you about a card you made. Read it and answer here:")
    send(this, to, _("Somebody wrote about your card"), words, "/knocks", stop_of(this, leaflet, to))


async def to_asker(this: Act, one: Knock) -> None:
    """Its owner has answered: whoever asked is told once, until they write again."""
    if not on(this):
        return
    owner = owner_of(this, one)
    to = inbox(this).text(this.night.code, await rows_of(this, owner), mail_kind(one))
    if not to or to.startswith(TOLD) or not may_ask(this):
        return
    await keep(this, owner, {mail_kind(one): TOLD + to})
    words = _(
        "You asked about a card, and left this address so that you could be told of an answer. Here it is:"
    )
    send(
        this,
        to,
        _("An answer to what you asked"),
        words,
        link(this, one).removeprefix(f"/n/{this.night.code}"),
    )


async def asked_more(this: Act, one: Knock) -> None:
    """Whoever asked has written again: they are told of the next answer, and the owner of this."""
    if not on(this):
        return
    owner = owner_of(this, one)
    to = inbox(this).text(this.night.code, await rows_of(this, owner), mail_kind(one))
    if to.startswith(TOLD):
        await keep(this, owner, {mail_kind(one): to.removeprefix(TOLD)})
    await to_owner(this, one.leaflet)


def stop_of(this: Visit | Act, leaflet: int, to: str) -> str:
    """The page on which whoever reads letters at this address says yes to those about a card, or no."""
    secret = access.keys(this.request).derived("card mail", this.night.code, leaflet, to)
    return f"/leaflets/{leaflet}/mail/read?key={secret}"


def require_owner(this: Act) -> int:
    """Whose card it is, if they are who acts. Raises `Refused`."""
    one = leaflets.find(this.night, this.no)
    if one.person == DESK:
        access.host(this.caller)
    else:
        access.joined(this.caller)
        if one.person != this.caller.no:
            raise Refused(_("Only the person who wrote this can change it."), "forbidden")
    return one.person


@posted
async def ask(this: Act) -> Response:
    """The owner of a card wants to be told by e-mail: a letter asks whether that is so. Without an address,
    no more."""
    refuse_flood(this.request, this.caller)
    owner, typed = require_owner(this), this.text("mail").strip()
    if not on(this):
        raise Refused(_("This server does not send e-mail."), "late")
    if not typed:
        await forget(this, owner, card_kind(this.no))
        return moved(this.request, f"/n/{this.night.code}/knocks")
    to = mail_address(typed)
    if not to:
        raise Refused(_("This is not an e-mail address."), field="mail")
    if not limits(this.request).knocks.take(f"mail {this.night.code} {owner}"):
        raise TooFast
    if not may_ask(this):
        raise Refused(_("Too many e-mails were asked for. Try again tomorrow."), "quota", field="mail")
    await keep(this, owner, {card_kind(this.no): to})
    words = _(
        "Somebody, most likely you, asked to be told here when people write about a card. Is that right?"
    )
    send(this, to, _("May we write to you?"), words, stop_of(this, this.no, to))
    return moved(this.request, f"/n/{this.night.code}/knocks")


async def require_reader(this: Visit | Act) -> tuple[int, str]:
    """Whose card it is, and the address that is kept for it, if the link went there. Raises `Refused`."""
    one = leaflets.find(this.night, this.no)
    text = inbox(this).text(this.night.code, await rows_of(this, one.person), card_kind(one.no))
    to = text.removeprefix(YES)
    if not to or not strangers.opens(this, stop_of(this, one.no, to)):
        raise Refused(_("No more e-mails go out from here."), "missing")
    return one.person, text


@show(access.anyone)
async def reader_page(this: Visit) -> Response:
    _owner, text = await require_reader(this)
    return this.page(
        "knocks/mail.html",
        here=this.request.url.path,
        key=strangers.typed_key(this),
        yes=text.startswith(YES),
    )


@posted
async def read(this: Act) -> Response:
    """Yes, from the mailbox itself; anything else ends it, as one tap in a mail program does."""
    refuse_flood(this.request, access.Caller())
    owner, text = await require_reader(this)
    if not this.flag("yes"):
        await forget(this, owner, card_kind(this.no))
        return moved(this.request, f"/n/{this.night.code}/about")
    if not text.startswith(YES):
        await keep(this, owner, {card_kind(this.no): YES + text})
    return moved(this.request, f"{this.request.url.path}?key={strangers.typed_key(this)}")


ROUTES: list[Route] = [
    post("/n/{code}/leaflets/{no:no}/mail", ask),
    get("/n/{code}/leaflets/{no:no}/mail/read", reader_page),
    post("/n/{code}/leaflets/{no:no}/mail/read", read),
]
